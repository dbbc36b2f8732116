"""One shape for every failure, ids and logs, and readiness that tells the truth."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from framing.shelf import Shelf
from service.app import create_app
from service.settings import Settings


def check_error(answer: Any, status: int) -> dict[str, Any]:
    """Assert the one shape and return the error."""
    body = answer.get_json()
    assert answer.status_code == status
    assert list(body) == ["error"]
    assert list(body["error"]) == ["status", "code", "message", "details", "request_id"]
    assert body["error"]["status"] == status
    assert body["error"]["request_id"] == answer.headers["X-Request-ID"]
    assert all(list(detail) == ["field", "code", "message"] for detail in body["error"]["details"])
    error: dict[str, Any] = body["error"]
    return error


@pytest.mark.parametrize(
    ("method", "path", "options", "status", "code"),
    [
        ("GET", "/nowhere", {}, 404, "not_found"),
        ("GET", "/v1/tag", {}, 405, "method_not_allowed"),
        ("POST", "/health/live", {}, 405, "method_not_allowed"),
        ("POST", "/v1/tag", {"data": "{", "content_type": "application/json"}, 400, "invalid_json"),
        ("POST", "/v1/tag", {"data": b"\xff", "content_type": "application/json"}, 400, "invalid_json"),
        ("POST", "/v1/tag", {"data": '{"text": NaN}', "content_type": "application/json"}, 400, "invalid_json"),
        ("POST", "/v1/tag", {"data": "[" * 9000, "content_type": "application/json"}, 400, "invalid_json"),
        ("POST", "/v1/tag", {"data": "text=a"}, 415, "unsupported_media_type"),
        ("POST", "/v1/tag", {"json": {}}, 422, "invalid_request"),
        ("POST", "/v1/tag/batch", {"json": {}}, 422, "invalid_request"),
    ],
)
def test_every_client_mistake_has_the_one_shape(
    client: FlaskClient, method: str, path: str, options: dict[str, Any], status: int, code: str
) -> None:
    """Status, code, message, details, request id: always all of them."""
    assert check_error(client.open(path, method=method, **options), status)["code"] == code


def test_a_method_that_is_not_allowed_names_those_that_are(client: FlaskClient) -> None:
    """The header `Allow` survives."""
    assert "POST" in client.get("/v1/tag").headers["Allow"]


def test_a_crash_shows_nothing_of_the_inside(shelf: Shelf, capfd: pytest.CaptureFixture[str]) -> None:
    """The client gets an id, the log gets the reason."""
    app = create_app(Settings(models=shelf.folder))
    app.add_url_rule("/crash", view_func=lambda: 1 / 0)
    answer = app.test_client().get("/crash")

    error = check_error(answer, 500)
    assert "division" not in json.dumps(error)
    assert "division by zero" in capfd.readouterr().err


def test_a_request_id_is_taken_and_returned(client: FlaskClient) -> None:
    """A client's own id is kept if it is harmless."""
    assert client.get("/health/live", headers={"X-Request-ID": "abc-1"}).headers["X-Request-ID"] == "abc-1"
    assert client.get("/health/live", headers={"X-Request-ID": "a b\tc"}).headers["X-Request-ID"] != "a b\tc"


def test_texts_are_never_logged(app: Flask, capfd: pytest.CaptureFixture[str]) -> None:
    """A log line has the path, the status and the time, nothing of the body."""
    app.test_client().post("/v1/tag", json={"text": "A very secret sentence.", "speaker": "Nobody"})
    app.test_client().post("/v1/tag", json={"text": "A very secret sentence.", "wrong": "Nobody"})
    logged = capfd.readouterr().err

    assert '"path": "/v1/tag"' in logged
    assert "secret" not in logged
    assert "Nobody" not in logged


@pytest.fixture(name="own_shelf")
def _own_shelf(shelf: Shelf, tmp_path: Path) -> Shelf:
    """A shelf that a test may break."""
    return Shelf(Path(shutil.copytree(shelf.folder, tmp_path / "models")))


def test_without_a_bundle_the_service_is_live_but_not_ready(tmp_path: Path) -> None:
    """503 with the reason, on readiness and on every endpoint that needs the model."""
    client = create_app(Settings(models=tmp_path)).test_client()

    assert client.get("/health/live").status_code == 200
    for path in ("/health/ready", "/v1/devices", "/v1/model"):
        error = check_error(client.get(path), 503)
        assert (error["code"], "no live bundle" in error["message"]) == ("not_ready", True)
    assert client.post("/v1/tag", json={"text": "a"}).headers["Retry-After"] == "5"


@pytest.mark.parametrize("name", ["weights.npz", "manifest.json"])
def test_a_damaged_bundle_is_not_ready(own_shelf: Shelf, name: str) -> None:
    """Readiness names the damaged file."""
    path = own_shelf.find_folder() / name
    path.write_bytes(path.read_bytes()[:-9])
    client = create_app(Settings(models=own_shelf.folder)).test_client()

    assert name in check_error(client.get("/health/ready"), 503)["message"]


def test_a_new_live_bundle_is_picked_up_without_a_restart(own_shelf: Shelf) -> None:
    """The pointer file is all that changes."""
    version = str(own_shelf.find_current())
    (own_shelf.folder / "current").unlink()
    client = create_app(Settings(models=own_shelf.folder)).test_client()
    assert client.get("/health/ready").status_code == 503
    own_shelf.activate(version)

    assert client.get("/health/ready").get_json() == {"status": "ready", "model_version": version}


def test_a_refused_bundle_does_not_replace_the_one_that_works(own_shelf: Shelf) -> None:
    """The old one keeps serving."""
    version = str(own_shelf.find_current())
    client = create_app(Settings(models=own_shelf.folder)).test_client()
    broken = own_shelf.folder / "broken"
    shutil.copytree(own_shelf.find_folder(), broken)
    (broken / "card.md").write_text("changed", encoding="utf-8")
    own_shelf.activate("broken")

    assert client.get("/health/ready").get_json()["model_version"] == version
