"""Texts -> hashed character and word n-grams, vectorised in NumPy over one code-point buffer.

Tokens are runs of letters, digits and underscores, and every other character that is not a blank. Character
n-grams stay within a token, which is padded with one blank on each side; word n-grams stay within a text. Each
n-gram's 64-bit polynomial hash picks its bucket. The hash is part of the bundle format: change `HASH_VERSION`
with it.

Does not: learn anything, so a model on top of it never meets an unknown word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

HASH_VERSION = 1

_BLANK = np.uint32(32)
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # 2**64 / golden ratio, odd: the usual Fibonacci-hashing constant
_WORD_MULTIPLIER = np.uint64(0xC2B2AE3D27D4EB4F)  # a large odd constant unlike the first (xxHash's second prime)
_OTHER, _WORD, _SPACE = 0, 1, 2
# Texts are read in batches of at most so many code points, each text taken for as long as the longest, so that the
# arrays stay in a core's cache. Of 4,000 to 10,000,000, those from 8,000 to 16,000 were fastest and all alike.
_BATCH = 10_000


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
    """All texts as one padded code-point array, token by token: ` token token token `.

    Attributes:
        codes: (places,) code points.
        pads: (tokens,) place of the blank before each token.
        lengths, rows: (tokens,) code points and text of each.
        starts, ends: (places,) offsets in the text where the first letter at or behind a place begins, and where the
            last one at or before it ends.
    """

    codes: NDArray[np.uint64]
    pads: NDArray[np.int64]
    lengths: NDArray[np.int64]
    rows: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def cut_batches(texts: Sequence[str]) -> Iterator[slice]:
    """Cut many texts into batches, in order, that are read fastest; each holds at least one text."""
    first, longest = 0, 0
    for index, text in enumerate(texts):
        longest = max(longest, len(text))
        if longest * (index + 1 - first) > _BATCH and index > first:
            yield slice(first, index)
            first, longest = index, len(text)
    if first < len(texts):
        yield slice(first, len(texts))


def find_ngrams(texts: Sequence[str], ranges: NgramRanges) -> Occurrences:
    """Find all n-grams of all texts."""
    buffer = _make_buffer(texts)
    characters, words = list(_find_characters(buffer, ranges)), list(_find_words(buffer, ranges))
    firsts, lasts, hashes = (np.concatenate(parts) for parts in zip(_NOTHING_FOUND, *characters, *words, strict=True))
    columns = _pick_bucket(hashes, ranges.bits)
    columns[sum(len(found[0]) for found in characters) :] += 1 << ranges.bits
    rows = np.repeat(buffer.rows, buffer.lengths + 1)
    return Occurrences(rows[firsts], columns, buffer.starts[firsts], buffer.ends[lasts])


def count_ngrams(texts: Sequence[str], ranges: NgramRanges) -> sparse.csr_array:
    """Counts of n-grams per text: float32 (len(texts), ranges.width), columns sorted within a row."""
    keys = [np.zeros(0, dtype=np.int64)]
    for batch in cut_batches(texts):
        found = find_ngrams(texts[batch], ranges)
        keys.append(np.sort(_make_keys(found, ranges)) + batch.start * ranges.width)
    return _count(np.concatenate(keys), len(texts), ranges)


def sort_ngrams(found: Occurrences, texts: int, ranges: NgramRanges) -> tuple[sparse.csr_array, NDArray[np.int64]]:
    """The counts of what was found in so many texts, and the order that sorts it by text, then bucket."""
    # One sort of key and number in a word is several times faster than an indirect sort of the keys.
    bits = len(found.rows).bit_length()
    both = np.sort((_make_keys(found, ranges) << bits) | np.arange(len(found.rows)))
    return _count(both >> bits, texts, ranges), both & ((1 << bits) - 1)


def _make_keys(found: Occurrences, ranges: NgramRanges) -> NDArray[np.int64]:
    return found.rows * ranges.width + found.columns


def _count(keys: NDArray[np.int64], texts: int, ranges: NgramRanges) -> sparse.csr_array:
    """Counts from sorted keys."""
    opens = np.ones(len(keys), dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=opens[1:])
    firsts = np.flatnonzero(opens)
    data = _measure(firsts, len(keys)).astype(np.float32)
    kept = keys[firsts]
    # scikit-learn's solvers take 32-bit indices only.
    indices = (kept & (ranges.width - 1)).astype(np.int32)
    edges = np.searchsorted(kept, np.arange(texts + 1) * ranges.width).astype(np.int32)
    return sparse.csr_array((data, indices, edges), shape=(texts, ranges.width))


def _measure(firsts: NDArray[np.int64], total: int) -> NDArray[np.int64]:
    """How long each of the runs is that begin at these places and fill so many. `np.diff` is slow for few."""
    lengths = np.empty_like(firsts)
    lengths[:-1] = firsts[1:] - firsts[:-1]
    lengths[-1:] = total - firsts[-1:]
    return lengths


def _make_buffer(texts: Sequence[str]) -> _Buffer:
    joined = " ".join(texts) + " "
    received = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = _classify()[received]
    is_word = kinds == _WORD
    opens = kinds != _SPACE
    letters = np.flatnonzero(opens)
    opens[1:] &= ~(is_word[1:] & is_word[:-1])
    firsts = np.flatnonzero(opens[letters])
    lengths = _measure(firsts, len(letters))
    text_starts = np.cumsum([0, *(len(text) + 1 for text in texts)])
    rows = np.searchsorted(text_starts, letters[firsts], side="right") - 1
    offsets = letters - np.repeat(text_starts[rows], lengths)
    places = np.arange(len(letters)) + np.repeat(np.arange(len(firsts)), lengths) + 1
    codes = np.full(len(letters) + len(firsts) + 1, _BLANK, dtype=np.uint64)
    codes[places] = received[letters]
    pads = firsts + np.arange(len(firsts))
    starts, ends = np.zeros(len(codes), dtype=np.int64), np.zeros(len(codes), dtype=np.int64)
    starts[places], starts[pads] = offsets, offsets[firsts]
    # The blank behind a token first, so that the next letter of the same token is not taken for one.
    ends[places + 1] = offsets + 1
    ends[places] = offsets + 1
    return _Buffer(codes, pads, lengths, rows, starts, ends)


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


# First and last place in the buffer, blanks included, and the hash.
_Found = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint64]]
_NOTHING_FOUND: _Found = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint64))


def _find_characters(buffer: _Buffer, ranges: NgramRanges) -> Iterator[_Found]:
    blocks = buffer.lengths + 1
    # The longest n-gram that begins at each place ends with the blank behind its token.
    longest = np.repeat(buffer.pads + blocks + 1, blocks) - np.arange(len(buffer.codes) - 1)
    hashes = np.zeros(len(buffer.codes), dtype=np.uint64)
    for n in range(1, ranges.characters[1] + 1):
        hashes = hashes[: len(buffer.codes) - n + 1] * _MULTIPLIER + buffer.codes[n - 1 :]
        if n >= ranges.characters[0]:
            firsts = np.flatnonzero(longest >= n if n > 1 else buffer.codes != _BLANK)
            yield firsts, firsts + (n - 1), hashes[firsts] + _seed(_MULTIPLIER, n)


def _find_words(buffer: _Buffer, ranges: NgramRanges) -> Iterator[_Found]:
    tokens = _hash_tokens(buffer)
    hashes = np.zeros(len(tokens) + 1, dtype=np.uint64)
    for n in range(1, min(ranges.words[1], len(tokens)) + 1):
        hashes = hashes[: len(tokens) - n + 1] * _WORD_MULTIPLIER + tokens[n - 1 :]
        if n >= ranges.words[0]:
            first = np.flatnonzero(buffer.rows[: len(hashes)] == buffer.rows[n - 1 :])
            last = first + (n - 1)
            yield (
                buffer.pads[first] + 1,
                buffer.pads[last] + buffer.lengths[last],
                hashes[first] + _seed(_WORD_MULTIPLIER, n),
            )


def _hash_tokens(buffer: _Buffer) -> NDArray[np.uint64]:
    """One hash per token: the sum of its codes, each times the multiplier to the power of its place."""
    if not len(buffer.lengths):
        return np.zeros(0, dtype=np.uint64)
    powers = np.full(buffer.lengths.max() + 1, _WORD_MULTIPLIER, dtype=np.uint64)
    powers[0] = 0  # the blank before a token adds nothing
    powers[1:] = np.cumprod(powers[1:])
    inside = np.arange(len(buffer.codes) - 1) - np.repeat(buffer.pads, buffer.lengths + 1)
    return np.asarray(np.add.reduceat(buffer.codes[:-1] * powers[inside], buffer.pads), dtype=np.uint64)


def _seed(multiplier: np.uint64, n: int) -> np.uint64:
    """What tells n-grams of different n apart: n, carried through n steps of the hash."""
    return np.uint64(n * pow(int(multiplier), n, 1 << 64) % (1 << 64))


def _pick_bucket(hashes: NDArray[np.uint64], bits: int) -> NDArray[np.int64]:
    """Finish the hash in place (SplitMix64's last step, so that every bit counts) and keep its top bits."""
    hashes ^= hashes >> np.uint64(30)
    hashes *= np.uint64(0xBF58476D1CE4E5B9)
    hashes ^= hashes >> np.uint64(27)
    hashes *= np.uint64(0x94D049BB133111EB)
    hashes ^= hashes >> np.uint64(31)
    return (hashes >> np.uint64(64 - bits)).astype(np.int64)
