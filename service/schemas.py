"""A request body -> a checked request, or all of its faults at once.

Does not: know HTTP (the routes turn faults into statuses).
"""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from framing.language import known_languages
from service.errors import Detail

OffsetUnit = Literal["codepoint", "utf16", "byte"]

# pydantic's own words for a fault -> ours, which clients may rely on.
_CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown_key",
    "literal_error": "not_allowed",
    "string_too_short": "empty",
    "too_short": "empty",
    "less_than_equal": "out_of_range",
    "greater_than_equal": "out_of_range",
    "finite_number": "out_of_range",
}


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class TagRequest(_Body):
    """One text to tag."""

    text: Annotated[str, Field(min_length=1, description="the text, of any language and script")]
    speaker: Annotated[str | None, Field(min_length=1, description="who said all of it, if known")] = None
    targets: Annotated[list[Annotated[str, Field(min_length=1)]], Field(description="stance towards these")] = []
    language: Annotated[str | None, Field(description="ISO 639-1 code, if known; detected otherwise")] = None
    thresholds: Annotated[
        dict[str, Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]],
        Field(description="cut-offs that replace the bundle's, by device"),
    ] = {}
    explain: Annotated[bool, Field(description="add what moved each tag")] = False
    offset_unit: Annotated[OffsetUnit, Field(description="what `start` and `end` count")] = "codepoint"


class BatchRequest(_Body):
    """Several texts; each item is checked on its own."""

    items: Annotated[list[Any], Field(min_length=1, description="objects as `/v1/tag` takes them")]


def parse_tag_request(body: Any, devices: Sequence[str]) -> TagRequest | list[Detail]:
    """Check a body of `/v1/tag`; any JSON value gives a request or at least one fault."""
    if not isinstance(body, dict):
        return [Detail("", "wrong_type", f"must be an object with `text`, not {_name(body)}")]
    try:
        request = TagRequest.model_validate(body)
    except ValidationError as error:
        faults = [_describe(fault, TagRequest) for fault in error.errors()]
        return faults + list(_find_unknown_devices(body.get("thresholds"), devices))
    faults = list(_check_content(request)) + list(_find_unknown_devices(request.thresholds, devices))
    return faults or request


def parse_batch_request(body: Any, max_items: int) -> BatchRequest | list[Detail]:
    """Check the frame of a body of `/v1/tag/batch`; its items are left as they came."""
    if not isinstance(body, dict):
        return [Detail("", "wrong_type", f"must be an object with `items`, not {_name(body)}")]
    try:
        batch = BatchRequest.model_validate(body)
    except ValidationError as error:
        return [_describe(fault, BatchRequest) for fault in error.errors()]
    if len(batch.items) > max_items:
        return [Detail("items", "too_many", f"{len(batch.items)} items; at most {max_items} in one batch")]
    return batch


def _check_content(request: TagRequest) -> list[Detail]:
    faults = []
    if not request.text.strip():
        faults.append(Detail("text", "empty", "holds white space only"))
    if request.language is not None and request.language not in known_languages():
        allowed = ", ".join(known_languages())
        faults.append(Detail("language", "not_allowed", f"{request.language!r} is none of {allowed}"))
    return faults


def _find_unknown_devices(thresholds: Any, devices: Sequence[str]) -> list[Detail]:
    if not isinstance(thresholds, dict):
        return []
    return [
        Detail(f"thresholds.{name}", "unknown_device", f"{name!r} is none of {', '.join(devices)}")
        for name in thresholds
        if name not in devices
    ]


def _describe(fault: Any, model: type[BaseModel]) -> Detail:
    field = ".".join(map(str, fault["loc"]))
    code = _CODES.get(fault["type"], "wrong_type" if "type" in fault["type"] else "invalid")
    message = str(fault["msg"])
    if code == "unknown_key":
        message = f"unknown key; allowed are {', '.join(model.model_fields)}"
    elif code == "empty":
        message = "must not be empty"
    return Detail(field, code, message)


def _name(value: Any) -> str:
    names = {type(None): "null", list: "a list", str: "a text", bool: "a boolean", int: "a number", float: "a number"}
    return names.get(type(value), type(value).__name__)
