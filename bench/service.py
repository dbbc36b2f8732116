"""Prints how fast the running service answers: `python -m bench.service` starts it, asks it, and stops it."""

import json
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import click

from bench.sentences import LONG

WORDS = 500
ROUNDS = 15
WORKERS = 2


@click.command()
def main() -> None:
    """Measure both speeds on an article of 500 words and on one statement."""
    article = _make_article()
    for speed in ("default", "fast"):
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [str(Path(sys.executable).parent / "framing"), "serve", "--port", str(port), "--speed", speed]
        environment = os.environ | {"FRAMING_WORKERS": str(WORKERS), "FRAMING_LOG_LEVEL": "error"}
        with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as server:
            url = f"http://127.0.0.1:{port}/v1/tag"
            _wait(url.removesuffix("/v1/tag") + "/health/ready")
            for name, text in ((f"article of {WORDS} words", article), ("one statement", LONG[0])):
                times = [_ask(url, text) for _ in range(ROUNDS)]
                click.echo(f"{speed}: {name}: best {min(times):.1f} ms, median {statistics.median(times):.1f} ms")
            worker, everything = _find_memory(server.pid)
            click.echo(f"{speed}: memory of a worker {worker:.0f} MB, of the server with {WORKERS} {everything:.0f} MB")
            server.terminate()


def _make_article() -> str:
    words = " ".join(LONG).split()
    return " ".join((words * 3)[:WORDS])


def _wait(url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise click.ClickException("the service did not become ready in a minute")


def _ask(url: str, text: str) -> float:
    body = json.dumps({"text": text, "language": "en"}).encode()
    request = urllib.request.Request(url, data=body, headers={"Content-Type": "application/json"})
    start = time.perf_counter()
    with urllib.request.urlopen(request, timeout=60) as answer:
        answer.read()
    return 1000 * (time.perf_counter() - start)


def _find_memory(parent: int) -> tuple[float, float]:
    """Proportional memory of a worker, and of the server with all its workers, in MB (Linux)."""
    sizes = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
            if parent not in {int(fields["PPid"]), int(fields["Pid"])}:
                continue
            rollup = (status.parent / "smaps_rollup").read_text()
        except OSError:
            continue
        sizes.append(next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024)
    return min(sizes, default=0.0), sum(sizes)


if __name__ == "__main__":
    main()
