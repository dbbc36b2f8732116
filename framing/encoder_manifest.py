"""Turns an encoder folder's `manifest.json` into a checked value, and faults of the folder into refusals."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from framing.errors import EncoderRefused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Raise it when an older program would misread the folder; `training.encoder.export` says what else to do.
FORMAT = 1
MODEL, TOKENIZER, MANIFEST = "model.onnx", "tokenizer.json", "manifest.json"

_REMEDY = "Copy the whole folder again from the release, or remake it with `framing encoder export`."
_EXAMPLES: dict[str, Any] = {
    "int": 0,
    "str": "",
    "dict[str, str]": {"": ""},
    "list[str]": [""],
    "list[int]": [0],
}


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `manifest.json` says, field by field.

    Attributes:
        format: version of the folder's layout.
        name: short name of the encoder.
        source: where the weights come from.
        licence: SPDX identifier of the weights' licence.
        files: sha256 in hexadecimal by file name.
        languages: ISO 639-1 codes of the languages it reads.
        layers: the layers whose states are pooled, concatenated in this order; 0 is the embedding.
        token_layer: the layer whose states are given per piece.
        pooling: how the states of a window become one vector.
        prefix: words put in front of every window.
        prefix_ids: the same as piece ids.
        begin: id of the piece that opens every window.
        end: id of the piece that closes it.
        width: length of a text's vector.
        hidden: length of a piece's state.
        window: most pieces the model reads at once, begin, prefix and end included.
        vocabulary: number of pieces.
    """

    format: int
    name: str
    source: str
    licence: str
    files: dict[str, str]
    languages: list[str]
    layers: list[int]
    token_layer: int
    pooling: str
    prefix: str
    prefix_ids: list[int]
    begin: int
    end: int
    width: int
    hidden: int
    window: int
    vocabulary: int


def parse_manifest(path: Path) -> Manifest:
    """Read `manifest.json`; refuse what is not JSON, of another format, incomplete or of the wrong types."""
    try:
        content = json.loads(_read(path).decode("utf-8"))
    except ValueError as error:
        raise refuse_file(path, f"it is not JSON ({error})") from None
    if not isinstance(content, dict):
        raise refuse_file(path, "it holds no JSON object")
    if content.get("format") != FORMAT:
        reason = f"its format is {content.get('format')!r}, and this version reads {FORMAT}"
        raise refuse_file(path, reason, "Install the version of framing that goes with it, or remake the encoder.")
    for reason in _find_field_faults(content):
        raise refuse_file(path, reason)
    return Manifest(**{field.name: content[field.name] for field in fields(Manifest)})


def digest_manifest(manifest: Manifest) -> str:
    """Name everything that shapes a vector in one sha256: the files' hashes and how windows are made."""
    shaping = [
        sorted(manifest.files.items()),
        manifest.begin,
        manifest.prefix_ids,
        manifest.end,
        manifest.window,
    ]
    return hashlib.sha256(json.dumps(shaping).encode()).hexdigest()


def _find_field_faults(content: dict[str, Any]) -> Iterator[str]:
    for field in fields(Manifest):
        if field.name not in content:
            yield f"`{field.name}` is missing"
        elif not _has_type_of(content[field.name], _EXAMPLES[str(field.type)]):
            yield f"`{field.name}` should be {field.type}"


def _has_type_of(value: object, example: object) -> bool:
    """Compare JSON types, lists and objects by every member; `true` is no number."""
    if type(value) is not type(example):
        return False
    if isinstance(value, dict) and isinstance(example, dict):
        return all(_has_type_of(member, "") for member in value.values())
    if isinstance(value, list) and isinstance(example, list):
        return all(_has_type_of(member, example[0]) for member in value)
    return True


def check_file(path: Path, hashes: dict[str, str]) -> None:
    """Refuse a file whose sha256 is not the one in the manifest."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise refuse_file(path, f"it cannot be read ({error.strerror})") from None
    if found != hashes.get(path.name):
        raise refuse_file(path, "its sha256 is not the one in the manifest")


def _read(path: Path) -> bytes:
    """Read a file of the folder whole, or refuse."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise refuse_file(path, f"it cannot be read ({error.strerror})") from None


def refuse_file(path: Path, reason: str, remedy: str = _REMEDY) -> EncoderRefused:
    """Word a refusal: the file, the reason, the way out."""
    return EncoderRefused(f"{path}: {reason}. {remedy}")
