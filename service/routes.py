"""The endpoints: read the request, ask the tagger, render once. One immutable tagger serves a whole request."""

import json
from typing import Any

from flask import Blueprint, Response, current_app, g, jsonify, request

from framing.errors import TooManyStatements
from framing.tagger import Tagger, TagOptions
from service.errors import Detail, ServiceError, render_error
from service.responses import render_devices, render_model, render_tagged_text
from service.schemas import TagRequest, parse_batch_request, parse_tag_request
from service.settings import Settings
from service.store import ModelStore, Refusal

routes = Blueprint("routes", __name__)

_TOO_LONG = "text_too_long"


@routes.post("/v1/tag")
def tag() -> Response:
    """Tag one text."""
    tagger = _find_tagger()
    return jsonify(_tag_item(tagger, _read_json()))


@routes.post("/v1/tag/batch")
def tag_batch() -> Response:
    """Tag several texts, in order; a faulty item gets its error and the others their answers."""
    tagger = _find_tagger()
    batch = parse_batch_request(_read_json(), _settings().max_batch_items)
    if isinstance(batch, list):
        raise _refuse(batch)
    results = []
    for item in batch.items:
        try:
            results.append(_tag_item(tagger, item))
        except ServiceError as error:
            results.append({"error": render_error(error)})
    return jsonify({"results": results})


@routes.get("/v1/devices")
def devices() -> Response:
    """What the model can tag."""
    return jsonify(render_devices(_find_tagger()))


@routes.get("/v1/model")
def model() -> Response:
    """Which model answers."""
    settings = _settings()
    limits = {
        "max_text_chars": settings.max_text_chars,
        "max_statements": settings.max_statements,
        "max_batch_items": settings.max_batch_items,
        "max_body_bytes": settings.max_body_bytes,
    }
    return jsonify(render_model(_find_tagger(), limits))


@routes.get("/health/live")
def live() -> Response:
    """The process is up."""
    return jsonify({"status": "live"})


@routes.get("/health/ready")
def ready() -> Response:
    """A verified bundle can score."""
    tagger = _find_tagger()
    return jsonify({"status": "ready", "model_version": tagger.bundle.version})


def _settings() -> Settings:
    settings = current_app.extensions["framing.settings"]
    assert isinstance(settings, Settings)  # noqa: S101  tells the type checker what create_app put there
    return settings


def _find_tagger() -> Tagger:
    if "tagger" not in g:
        store: ModelStore = current_app.extensions["framing.store"]
        g.tagger = store.find_tagger()
    if isinstance(g.tagger, Refusal):
        raise ServiceError(503, "not_ready", f"no bundle can score: {g.tagger.reason}", retry_after=5)
    tagger: Tagger = g.tagger
    return tagger


def _read_json() -> Any:
    if not request.is_json:
        raise ServiceError(415, "unsupported_media_type", "send JSON with the header `Content-Type: application/json`")
    try:
        return json.loads(request.get_data(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        reason = f"the body is not valid JSON: {error}"
        raise ServiceError(400, "invalid_json", reason, [Detail("", "invalid_json", str(error))]) from error


def _refuse_constant(name: str) -> Any:
    message = f"{name} is no JSON number"
    raise ValueError(message)


def _tag_item(tagger: Tagger, body: Any) -> dict[str, Any]:
    parsed = parse_tag_request(body, tagger.bundle.model.devices)
    if isinstance(parsed, list):
        raise _refuse(parsed)
    longest = _settings().max_text_chars
    if len(parsed.text) > longest:
        reason = f"{len(parsed.text)} code points; at most {longest} in one text. Send an article in parts."
        raise ServiceError(413, _TOO_LONG, "the text is too long", [Detail("text", "too_long", reason)])
    try:
        tagged = tagger.tag(parsed.text, _make_options(parsed))
    except TooManyStatements as error:
        reason = f"{error}. Send an article in parts."
        raise ServiceError(413, _TOO_LONG, "the text is too long", [Detail("text", "too_long", reason)]) from error
    return render_tagged_text(tagged, parsed.offset_unit, tagger)


def _make_options(parsed: TagRequest) -> TagOptions:
    most = _settings().max_statements
    return TagOptions(parsed.speaker, tuple(parsed.targets), parsed.language, parsed.thresholds, parsed.explain, most)


def _refuse(faults: list[Detail]) -> ServiceError:
    fields = ", ".join(dict.fromkeys(fault.field or "body" for fault in faults))
    return ServiceError(422, "invalid_request", f"the request has faults in: {fields}", faults)
