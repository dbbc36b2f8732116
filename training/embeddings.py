"""Statements -> readings by the encoder, kept on disk so that the same statement is read once per encoder.

One file per encoder: sha256 of the statement -> vector, piece states in half precision, places. It can be deleted
at any time. Readings are in half precision whether they come from the file or not.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from framing.reading import Reading, SentenceEncoder, read_statement

# Readings change with how statements are normalised and located; raise this with `framing.reading`.
_VERSION = 6
_REPORT_EVERY = 64


def read_all(
    encoder: SentenceEncoder, texts: Sequence[str], cache: Path | None, progress: Callable[[int], None] | None = None
) -> list[Reading]:
    """One reading per text, from the cache where it has them; `progress` gets the number of texts done."""
    path = cache / f"{encoder.digest[:16]}-{_VERSION}.npz" if cache else None
    known = _load(path) if path else {}
    keys = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts]
    missing = list({key: index for index, key in enumerate(keys) if key not in known}.values())
    _report(progress, len(texts) - len(missing))
    for start in range(0, len(missing), _REPORT_EVERY):
        part = missing[start : start + _REPORT_EVERY]
        for index in part:
            known[keys[index]] = _halve(read_statement(encoder, texts[index]))
        _report(progress, len(part))
    if path and missing:
        _save(path, known)
    return [known[key] for key in keys]


def _halve(reading: Reading) -> Reading:
    return replace(reading, states=reading.states.astype(np.float16))


def _report(progress: Callable[[int], None] | None, count: int) -> None:
    if progress and count:
        progress(count)


def _load(path: Path) -> dict[bytes, Reading]:
    try:
        with np.load(path, allow_pickle=False) as stored:
            names = ("keys", "vectors", "lengths", "states", "spans", "plain_spans")
            keys, vectors, lengths, *pieces = (stored[name] for name in names)
        cuts = np.cumsum(lengths)[:-1]
        parts = zip(keys, vectors, *(np.split(values, cuts) for values in pieces), strict=True)
        return {key.tobytes(): Reading(vector, *rest) for key, vector, *rest in parts}
    except (OSError, ValueError, KeyError, EOFError):
        return {}  # a cache that cannot be read is a cache that is not there


def _save(path: Path, known: dict[bytes, Reading]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.stem}.{os.getpid()}.npz")
    readings = list(known.values())
    np.savez(
        temporary,
        keys=np.frombuffer(b"".join(known), dtype=np.uint8).reshape(len(known), 32),
        vectors=np.stack([reading.vector for reading in readings]),
        lengths=np.array([len(reading.states) for reading in readings]),
        states=np.concatenate([reading.states for reading in readings]),
        spans=np.concatenate([reading.spans for reading in readings]),
        plain_spans=np.concatenate([reading.plain_spans for reading in readings]),
    )
    temporary.replace(path)
