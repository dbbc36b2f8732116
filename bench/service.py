"""Prints how fast the running service answers: `python -m bench.service` starts it, asks it, and stops it."""

from __future__ import annotations

import json
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bench.sentences import LONG

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = 500
ROUNDS = 15
WORKERS = 2
SPEEDS = ("default", "fast")


@dataclass(frozen=True, slots=True)
class Service:
    """A running server: where it tags, and the number of its main process."""

    url: str
    process: int


@dataclass(frozen=True, slots=True)
class Memory:
    """MB: a worker's proportional share and all it touches, and the share of the server with all its workers."""

    worker: float
    worker_resident: float
    server: float


@click.command()
def main() -> None:
    """Measure both speeds on an article of 500 words and on one statement."""
    texts = ((f"article of {WORDS} words", make_article()), ("one statement", LONG[0]))
    for speed in SPEEDS:
        with start_service(speed) as service:
            for name, text in texts:
                times = [ask(service.url, text) for _ in range(ROUNDS)]
                click.echo(f"{speed}: {name}: best {min(times):.1f} ms, median {statistics.median(times):.1f} ms")
            memory = find_memory(service.process)
            shares = f"{memory.worker:.0f} MB, of the server with {WORKERS} {memory.server:.0f} MB"
            click.echo(f"{speed}: memory of a worker {shares}; resident in a worker {memory.worker_resident:.0f} MB")


@contextmanager
def start_service(speed: str) -> Iterator[Service]:
    """Serve the live bundle on a free port until left."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # The package beside the bench, whichever one is installed.
    start = "from cli.main import main; main()"
    command = [sys.executable, "-c", start, "serve", "--port", str(port), "--speed", speed]
    environment = os.environ | {"FRAMING_WORKERS": str(WORKERS), "FRAMING_LOG_LEVEL": "error"}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as server:
        base = f"http://127.0.0.1:{port}"
        try:
            _wait(f"{base}/health/ready")
            yield Service(f"{base}/v1/tag", server.pid)
        finally:
            server.terminate()


def make_article() -> str:
    """Sentences of ten languages, `WORDS` words."""
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


def ask(url: str, text: str) -> float:
    """Milliseconds until a text is answered."""
    body = json.dumps({"text": text, "language": "en"}).encode()
    request = urllib.request.Request(url, data=body, headers={"Content-Type": "application/json"})
    start = time.perf_counter()
    with urllib.request.urlopen(request, timeout=60) as answer:
        answer.read()
    return 1000 * (time.perf_counter() - start)


def find_memory(parent: int) -> Memory:
    """What the process `parent` and those it started take (Linux); of the workers, the largest counts."""
    shares, workers = [], []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
            if parent not in {int(fields["PPid"]), int(fields["Pid"])}:
                continue
            rollup = (status.parent / "smaps_rollup").read_text()
        except OSError:
            continue
        share, resident = (_read_megabytes(rollup, name) for name in ("Pss", "Rss"))
        shares.append(share)
        if int(fields["PPid"]) == parent:
            workers.append((share, resident))
    return Memory(*max(workers, default=(0.0, 0.0)), sum(shares))


def _read_megabytes(rollup: str, name: str) -> float:
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith(f"{name}:")) / 1024


if __name__ == "__main__":
    main()
