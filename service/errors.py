"""Every failure -> one JSON shape, whatever the status.

`{"error": {"status", "code", "message", "details": [{"field", "code", "message"}], "request_id"}}`
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import structlog
from flask import Flask, Response, g, jsonify
from werkzeug.exceptions import HTTPException

_CODES = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    408: "timeout",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid_request",
    503: "not_ready",
}


@dataclass(frozen=True, slots=True)
class Detail:
    """What is wrong with one field."""

    field: str
    code: str
    message: str


class ServiceError(Exception):
    """A failure with a status of its own, raised anywhere in the service."""

    def __init__(
        self, status: int, code: str, message: str, details: Sequence[Detail] = (), retry_after: int | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.details = tuple(details)
        self.retry_after = retry_after


def render_error(error: ServiceError) -> dict[str, Any]:
    """The body of an error, without the outer key."""
    return {
        "status": error.status,
        "code": error.code,
        "message": error.message,
        "details": [asdict(detail) for detail in error.details],
        "request_id": g.get("request_id"),
    }


def register_errors(app: Flask) -> None:
    """Make every error of an app answer in the one shape."""

    @app.errorhandler(ServiceError)
    def answer_service_error(error: ServiceError) -> Response:
        return _answer(error)

    @app.errorhandler(HTTPException)
    def answer_http_error(error: HTTPException) -> Response:
        status = error.code or 500
        if status >= 500:  # noqa: PLR2004  server errors never show what happened inside
            return answer_crash(error)
        answer = _answer(ServiceError(status, _CODES.get(status, "http_error"), error.description or error.name))
        for name, value in error.get_headers():
            if name.lower() == "allow":
                answer.headers[name] = value
        return answer

    @app.errorhandler(Exception)
    def answer_crash(error: Exception) -> Response:
        structlog.get_logger("framing").error("crash", exc_info=error)
        return _answer(
            ServiceError(500, "internal_error", "the service failed; the log has the reason under this request_id")
        )


def _answer(error: ServiceError) -> Response:
    answer = jsonify({"error": render_error(error)})
    answer.status_code = error.status
    if error.retry_after is not None:
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer
