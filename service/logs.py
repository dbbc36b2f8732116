"""One JSON line per request on standard error: identifiers, status, duration. Never a text.

Does not: log the address or any header of the client but its request id.
"""

import logging
import re
import sys
import time
import uuid

import structlog
from flask import Flask, Response, g, request

_LEVELS = logging.getLevelNamesMapping()
# What may be echoed into a header and a log line: no blanks, no line breaks, no quotes.
_REQUEST_ID = re.compile(r"[A-Za-z0-9._:/+=-]{1,128}")


def configure_logs(level: str) -> None:
    """Set up structlog for this process."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.dict_tracebacks,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level.upper()]),
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


def register_logs(app: Flask) -> None:
    """Give every request an id and a log line."""

    @app.before_request
    def begin() -> None:
        given = request.headers.get("X-Request-ID", "")
        g.request_id = given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        g.started = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)

    @app.after_request
    def end(answer: Response) -> Response:
        answer.headers["X-Request-ID"] = g.request_id
        structlog.get_logger("framing").info(
            "request",
            method=request.method,
            path=request.path,
            status=answer.status_code,
            ms=round((time.perf_counter() - g.started) * 1000, 1),
        )
        return answer
