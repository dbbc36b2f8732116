"""The real server: gunicorn, started by the command line, asked over a socket."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from framing.shelf import Shelf
from tests.conftest import ROOT

FRAMING = str(Path(sys.executable).parent / "framing")


def find_free_port() -> int:
    """A port that nobody listens on right now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(url: str, body: Any = None) -> tuple[int, Any]:
    """Status and JSON of an answer."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, headers={"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


def wait_until_ready(url: str) -> None:
    """Return when the server answers at all."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            ask(f"{url}/health/live")
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server did not come up in 30 seconds")


@pytest.fixture(name="server")
def _server(shelf: Shelf) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    port = find_free_port()
    command = [FRAMING, "serve", "--port", str(port), "--models", str(shelf.folder)]
    environment = os.environ | {"FRAMING_WORKERS": "2"}
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment) as process:
        url = f"http://127.0.0.1:{port}"
        wait_until_ready(url)
        yield url, process
        process.terminate()


def test_the_server_tags_over_http(server: tuple[str, Any]) -> None:
    """A request over a socket gets the contract's answer."""
    url, _ = server
    status, answer = ask(
        f"{url}/v1/tag", {"text": "Once more the bank sold us out and stabbed the nation in the back."}
    )

    assert status == 200
    assert answer["statements"][0]["tags"][0]["device"] == "betrayal"
    assert ask(f"{url}/v1/tag", {"text": ""})[0] == 422
    assert ask(f"{url}/health/ready")[0] == 200


def test_the_server_stops_when_told_to(server: tuple[str, subprocess.Popen[bytes]]) -> None:
    """SIGTERM ends it cleanly."""
    _, process = server
    process.send_signal(signal.SIGTERM)

    assert process.wait(timeout=15) == 0


def test_workers_that_hold_the_encoder_stop_cleanly_too(tmp_path: Path) -> None:
    """The shipped bundle's workers neither hang nor abort when told to stop."""
    port = find_free_port()
    command = [FRAMING, "serve", "--port", str(port), "--models", str(ROOT / "models")]
    log = tmp_path / "log"
    with log.open("wb") as stderr, subprocess.Popen(command, stderr=stderr) as process:
        url = f"http://127.0.0.1:{port}"
        wait_until_ready(url)
        status, _ = ask(f"{url}/v1/tag", {"text": "The board met on Tuesday."})
        process.send_signal(signal.SIGTERM)
        code = process.wait(timeout=15)
    said = log.read_text(encoding="utf-8")

    assert (status, code) == (200, 0)
    assert "terminate called" not in said
    assert "was sent SIG" not in said
