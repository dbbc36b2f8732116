"""Texts -> hashed character and word n-grams, vectorised in NumPy over one code-point buffer.

Tokens are runs of letters, digits and underscores, and every other character that is not a blank. Character
n-grams stay within a token, which is padded with one blank on each side; word n-grams stay within a text. Each
n-gram's 64-bit polynomial hash picks its bucket. The hash is part of the bundle format: change `HASH_VERSION`
with it.

Does not: learn anything, so a model on top of it never meets an unknown word.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

HASH_VERSION = 1

_BLANK = np.uint32(32)
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # 2**64 / golden ratio, odd: the usual Fibonacci-hashing constant
_WORD_MULTIPLIER = np.uint64(0xC2B2AE3D27D4EB4F)  # a large odd constant unlike the first (xxHash's second prime)
_OTHER, _WORD, _SPACE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class NgramRanges:
    """Orders of n-grams, inclusive, and the number of buckets (a power of two) of each of the two blocks."""

    characters: tuple[int, int] = (2, 5)
    words: tuple[int, int] = (1, 2)
    bits: int = 16

    @property
    def width(self) -> int:
        """Columns of the feature matrix: one block for characters, one for words."""
        return 2 << self.bits


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Every n-gram found, in no particular order.

    Attributes:
        rows: (n,) index of the text.
        columns: (n,) bucket.
        starts, ends: (n,) code points of that text, `ends` exclusive.
    """

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Buffer:
    """All texts as one padded code-point array, token by token: ` token token token `."""

    codes: NDArray[np.uint64]
    sources: NDArray[np.int64]  # offset in the joined input of each code; a pad points at its right neighbour
    token_starts: NDArray[np.int64]  # position of the first code of each token
    token_ends: NDArray[np.int64]
    token_rows: NDArray[np.int64]
    is_pad: NDArray[np.bool_]
    text_starts: NDArray[np.int64]


def find_ngrams(texts: Sequence[str], ranges: NgramRanges) -> Occurrences:
    """Find all n-grams of all texts."""
    buffer = _make_buffer(texts)
    found = [_find_characters(buffer, n, ranges) for n in _inclusive(ranges.characters)]
    found += _find_words(buffer, ranges)
    rows, columns, starts, ends = (np.concatenate(parts) for parts in zip(*found, strict=True))
    offsets = buffer.text_starts[rows]
    return Occurrences(rows, columns, starts - offsets, ends - offsets)


def count_ngrams(texts: Sequence[str], ranges: NgramRanges) -> sparse.csr_array:
    """Counts of n-grams per text: float32 (len(texts), ranges.width), columns sorted within a row."""
    found = find_ngrams(texts, ranges)
    ones = np.ones(len(found.rows), dtype=np.float32)
    shape = (len(texts), ranges.width)
    # scikit-learn's solvers take 32-bit indices only.
    places = (found.rows.astype(np.int32), found.columns.astype(np.int32))
    matrix = sparse.csr_array(sparse.coo_array((ones, places), shape=shape))
    matrix.sum_duplicates()
    matrix.sort_indices()
    return matrix


def _inclusive(bounds: tuple[int, int]) -> range:
    return range(bounds[0], bounds[1] + 1)


def _make_buffer(texts: Sequence[str]) -> _Buffer:
    joined = " ".join(texts) + " "
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    text_starts = np.concatenate(([0], np.cumsum(lengths + 1)))[:-1]
    kinds = _classify()[codes]
    kept = kinds != _SPACE
    before = np.concatenate(([_SPACE], kinds[:-1])).astype(np.int8)
    opens = kept & ((before != _WORD) | (kinds != _WORD))
    positions = np.flatnonzero(kept)
    token_of = np.cumsum(opens)[positions]  # 1, 2, 3, ...
    n_tokens = int(token_of[-1]) if len(token_of) else 0
    places = np.arange(len(positions)) + token_of
    padded = np.full(len(positions) + n_tokens + 1, _BLANK, dtype=np.uint64)
    padded[places] = codes[positions]
    is_pad = np.ones(len(padded), dtype=np.bool_)
    is_pad[places] = False
    sources = np.zeros(len(padded), dtype=np.int64)
    sources[places] = positions
    token_starts = places[np.flatnonzero(opens[positions])] if n_tokens else np.zeros(0, dtype=np.int64)
    token_ends = np.concatenate((token_starts[1:] - 1, [len(padded) - 1])) if n_tokens else token_starts
    token_rows = np.searchsorted(text_starts, sources[token_starts], side="right") - 1
    return _Buffer(padded, sources, token_starts, token_ends, token_rows, is_pad, text_starts)


_kinds: NDArray[np.int8] | None = None


def _classify() -> NDArray[np.int8]:
    """What each code point is; made once, 1.1 MB."""
    global _kinds  # noqa: PLW0603  a constant table that costs 0.1 s, made when first needed
    if _kinds is None:
        characters = map(chr, range(0x110000))
        _kinds = np.fromiter(
            (_SPACE if c.isspace() else _WORD if c.isalnum() or c == "_" else _OTHER for c in characters),
            dtype=np.int8,
            count=0x110000,
        )
    return _kinds


_Found = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


def _find_characters(buffer: _Buffer, n: int, ranges: NgramRanges) -> _Found:
    count = len(buffer.codes) - n + 1
    if count <= 0 or not len(buffer.token_starts):
        return _nothing()
    hashes = np.full(count, n, dtype=np.uint64)
    for k in range(n):
        hashes = hashes * _MULTIPLIER + buffer.codes[k : k + count]
    pads = np.concatenate(([0], np.cumsum(buffer.is_pad)))
    inner_pads = pads[n - 1 : n - 1 + count] - pads[1 : 1 + count]  # pads at positions 1 .. n-2 of the n-gram
    whole = np.flatnonzero(inner_pads == 0) if n > 1 else np.flatnonzero(~buffer.is_pad)
    first = whole + buffer.is_pad[whole]
    last = whole + n - 1 - buffer.is_pad[whole + n - 1]
    token = np.searchsorted(buffer.token_starts, first, side="right") - 1
    columns = _pick_bucket(hashes[whole], ranges.bits)
    return buffer.token_rows[token], columns, buffer.sources[first], buffer.sources[last] + 1


def _find_words(buffer: _Buffer, ranges: NgramRanges) -> list[_Found]:
    if not len(buffer.token_starts):
        return [_nothing()]
    hashes = _hash_tokens(buffer)
    found = []
    for n in _inclusive(ranges.words):
        count = len(hashes) - n + 1
        if count <= 0:
            continue
        combined = np.full(count, n, dtype=np.uint64)
        for k in range(n):
            combined = combined * _WORD_MULTIPLIER + hashes[k : k + count]
        same = np.flatnonzero(buffer.token_rows[:count] == buffer.token_rows[n - 1 : n - 1 + count])
        starts = buffer.sources[buffer.token_starts[same]]
        ends = buffer.sources[buffer.token_ends[same + n - 1] - 1] + 1
        columns = _pick_bucket(combined[same], ranges.bits) + (1 << ranges.bits)
        found.append((buffer.token_rows[same], columns, starts, ends))
    return found


def _hash_tokens(buffer: _Buffer) -> NDArray[np.uint64]:
    """One hash per token: the sum of its codes, each times the multiplier to the power of its place."""
    inside = _places_in_token(buffer)
    longest = int(inside.max()) + 1
    powers = np.cumprod(np.full(longest, _WORD_MULTIPLIER, dtype=np.uint64), dtype=np.uint64)
    values = np.where(buffer.is_pad, np.uint64(0), buffer.codes * powers[inside])
    return np.asarray(np.add.reduceat(values, buffer.token_starts), dtype=np.uint64)


def _places_in_token(buffer: _Buffer) -> NDArray[np.int64]:
    positions = np.arange(len(buffer.codes))
    token = np.maximum(np.searchsorted(buffer.token_starts, positions, side="right") - 1, 0)
    places: NDArray[np.int64] = positions - buffer.token_starts[token]
    return np.maximum(places, 0)


def _pick_bucket(hashes: NDArray[np.uint64], bits: int) -> NDArray[np.int64]:
    """Finish the hash (SplitMix64's last step, so that every bit counts) and keep its top bits."""
    mixed = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(64 - bits)).astype(np.int64)


def _nothing() -> _Found:
    empty = np.zeros(0, dtype=np.int64)
    return empty, empty, empty, empty
