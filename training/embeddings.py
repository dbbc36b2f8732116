"""Statements -> encoder vectors, kept on disk so that the same statement is encoded once per encoder.

One file per encoder: sha256 of the statement -> vector. It can be deleted at any time.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from framing.tagger import SentenceEncoder

_SLICE = 64


def embed(
    encoder: SentenceEncoder, texts: Sequence[str], cache: Path | None, progress: Callable[[int], None] | None = None
) -> NDArray[np.float32]:
    """Vectors (len(texts), width), from the cache where it has them; `progress` gets the number of texts done."""
    known = _load(cache / f"{encoder.digest[:16]}.npz") if cache else {}
    keys = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts]
    missing = list({key: index for index, key in enumerate(keys) if key not in known}.values())
    _report(progress, len(texts) - len(missing))
    for start in range(0, len(missing), _SLICE):
        part = missing[start : start + _SLICE]
        for index, vector in zip(part, encoder.encode([texts[i] for i in part]), strict=True):
            known[keys[index]] = vector
        _report(progress, len(part))
    if cache and missing:
        _save(cache / f"{encoder.digest[:16]}.npz", known)
    return np.stack([known[key] for key in keys]).astype(np.float32)


def _report(progress: Callable[[int], None] | None, count: int) -> None:
    if progress and count:
        progress(count)


def _load(path: Path) -> dict[bytes, NDArray[np.float32]]:
    try:
        with np.load(path, allow_pickle=False) as stored:
            return {key.tobytes(): vector for key, vector in zip(stored["keys"], stored["vectors"], strict=True)}
    except (OSError, ValueError, KeyError, EOFError):
        return {}  # a cache that cannot be read is a cache that is not there


def _save(path: Path, known: dict[bytes, NDArray[np.float32]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.stem}.{os.getpid()}.npz")
    keys = np.frombuffer(b"".join(known), dtype=np.uint8).reshape(len(known), 32)
    np.savez(temporary, keys=keys, vectors=np.stack(list(known.values())))
    temporary.replace(path)
