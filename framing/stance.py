"""Statements, each with a target -> how probably the speaker supports, opposes, or takes no side towards it.

The target enters as a marked place and as itself. The lexical view reads four small texts made of the pair: the
statement with the target masked, the words near it, the words before and after it, and the target with each word.
The encoder view needs no run of the encoder of its own: it reads the states that one run on the plain statement
gives, of the target's words, of the words on either side, and of all others. A run with the target marked by brackets,
by a mask or by a question in front ranked worse (macro F1 .655 to .675 for .685, cross-validated on our rows).

Does not: find targets (see `framing.entities` and `framing.mentions`) or fit (see `training.stance`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from framing.features import EncoderView, ViewName, weigh_counts
from framing.mentions import find_mentions
from framing.model import Heads, Matrix, ModeName, mix_scores
from framing.ngrams import NgramRanges, count_ngrams
from framing.normalise import NormalisedText, normalise
from framing.reading import WordStates
from framing.standins import neutralise
from framing.types import Span, Stance, StanceValue

STANCES: tuple[StanceValue, ...] = ("support", "oppose", "neutral")
# What the two views read of a pair is part of the bundle format: change this number with it.
READING_VERSION = 2

_MASK = " targetx "
# Code points on either side of a mention whose words count as near. States know their neighbours already: with 14, 25
# and 40 the macro F1 of the encoder view, cross-validated on our rows, was .691, .694 and .687.
_NEAR, _NEAR_STATES = 40, 25
_TOKEN = re.compile(r"\w+|[^\w\s]")
_WORDS_ONLY, _NOTHING = (1, 1), (1, 0)


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement and a target, as both views read them.

    Attributes:
        text: the neutral statement.
        target: the normalised name of the target.
        places: start and end of its mentions in `text`, in order; empty where it is not mentioned.
    """

    text: str
    target: str
    places: tuple[tuple[int, int], ...]


def make_pair(text: str, target: str, spans: Sequence[Span] | None = None, plain: NormalisedText | None = None) -> Pair:
    """A pair from a statement as received.

    `spans` tells where the target stands in it, if that is known; `plain` is the neutral statement, if at hand.
    """
    plain = plain or neutralise(text)
    spans = find_mentions(text, target) if spans is None else spans
    edges = np.searchsorted(plain.origins, np.array([(s.start, s.end) for s in spans], dtype=np.int64).reshape(-1, 2))
    places = tuple((int(a), int(b)) for a, b in edges if a < b)
    # Its own name stays: whom a word of praise or blame goes to is asked of one target at a time.
    return Pair(plain.text, normalise(target).text, places)


@dataclass(frozen=True, slots=True)
class PairView:
    """How the lexical view of a pair is read: one block of columns for each of the four texts made of it.

    Attributes:
        bits: the buckets of each half block, as a power of two.
        rarity: (width,) inverse document frequency of each bucket, float32.
    """

    bits: int
    rarity: NDArray[np.float32]

    def read(self, pairs: Sequence[Pair]) -> sparse.csr_array:
        """Weighted n-grams, float32 (len(pairs), width)."""
        return weigh_blocks(count_blocks(pairs, self.bits), self.rarity)


def count_blocks(pairs: Sequence[Pair], bits: int) -> list[sparse.csr_array]:
    """Counts of n-grams in each of the four texts, (len(pairs), ...) each."""
    whole = NgramRanges((2, 5), (1, 3), bits)
    words = NgramRanges(_NOTHING, _WORDS_ONLY, bits)
    blocks: list[sparse.csr_array] = []
    # Two texts in one call: a pair alone costs calls, not work.
    for readers, ranges in (((_mask, _cut_near), whole), ((_list_sides, _list_own), words)):
        counts = count_ngrams([reader(pair) for reader in readers for pair in pairs], ranges)
        blocks += [_take_rows(counts, 0, len(pairs)), _take_rows(counts, len(pairs), 2 * len(pairs))]
    return blocks


def _take_rows(matrix: sparse.csr_array, first: int, last: int) -> sparse.csr_array:
    edges = matrix.indptr[first : last + 1]
    inside = slice(edges[0], edges[-1])
    parts = (matrix.data[inside], matrix.indices[inside], edges - edges[0])
    return sparse.csr_array(parts, shape=(last - first, matrix.shape[1]))


def weigh_blocks(counts: Sequence[sparse.csr_array], rarity: NDArray[np.float32]) -> sparse.csr_array:
    """The blocks side by side, each weighted as the lexical view of statements is."""
    edges = np.cumsum([0, *(block.shape[1] for block in counts)]).tolist()
    # `scipy.sparse.hstack` does the same more slowly.
    before = np.cumsum([np.zeros_like(counts[0].indptr), *(block.indptr for block in counts)], axis=0, dtype=np.int32)
    data = np.empty(before[-1, -1], dtype=np.float32)
    indices = np.empty(before[-1, -1], dtype=np.int32)
    for block, (start, end), own in zip(counts, pairwise(edges), before, strict=False):
        # A row's entries stand behind those of all rows before it and of the blocks to the left.
        shift = (before[-1] - block.indptr)[:-1] + (own[1:] - own[:-1])
        places = np.arange(len(block.data)) + np.repeat(shift, block.indptr[1:] - block.indptr[:-1])
        data[places], indices[places] = weigh_counts(block, rarity[start:end]), block.indices + start
    return sparse.csr_array((data, indices, before[-1]), shape=(len(before[-1]) - 1, edges[-1]))


def _mask(pair: Pair) -> str:
    pieces, last = [], 0
    for start, end in pair.places:
        pieces += [pair.text[last:start], _MASK]
        last = end
    return "".join([*pieces, pair.text[last:]])


def _cut_near(pair: Pair) -> str:
    """The words on either side of each mention, the mention masked."""
    return " ".join(f"{before} {_MASK} {after}" for before, after in _list_neighbours(pair))


def _list_sides(pair: Pair) -> str:
    """The same words, each marked with its side."""
    marked = []
    for before, after in _list_neighbours(pair):
        marked += [f"l_{word}" for word in _TOKEN.findall(before)] + [f"r_{word}" for word in _TOKEN.findall(after)]
    return " ".join(marked)


def _list_neighbours(pair: Pair) -> Iterator[tuple[str, str]]:
    """What stands before and after each mention, cut at blanks."""
    for start, end in pair.places:
        before, after = pair.text[max(0, start - _NEAR) : start], pair.text[end : end + _NEAR]
        yield (
            before.partition(" ")[2] if start > _NEAR else before,
            after.rpartition(" ")[0] if end + _NEAR < len(pair.text) else after,
        )


def _list_own(pair: Pair) -> str:
    """The target, alone and with each word of the statement, so that what is met often has weights of its own."""
    name = "_".join(_TOKEN.findall(pair.target))
    return " ".join([name, *(f"{name}_{word}" for word in _TOKEN.findall(_mask(pair)))])


def gather_states(pair: Pair, vector: NDArray[np.float32], states: WordStates) -> NDArray[np.float32]:
    """What the encoder knows of a pair, (width + 3 * hidden,), from one run on `pair.text`.

    The statement's vector, then how the mean states of the words before the target, of those after it, and of its own
    differ from the mean of all words but its own. Where there is nothing to average, a difference is zero.
    """
    starts, ends = states.spans[:, 0], states.spans[:, 1]
    inside = np.zeros(len(starts), dtype=np.bool_)
    before, after = inside.copy(), inside.copy()
    for start, end in pair.places:
        inside |= (starts < end) & (ends > start)
        before |= (ends <= start) & (ends > start - _NEAR_STATES)
        after |= (starts >= end) & (starts < end + _NEAR_STATES)
    groups = (before & ~inside, after & ~inside & ~before, inside)
    return np.concatenate([vector, *(_differ(states.vectors, chosen, ~inside) for chosen in groups)])


def _differ(vectors: NDArray[np.float32], chosen: NDArray[np.bool_], others: NDArray[np.bool_]) -> NDArray[np.float32]:
    if not chosen.any() or not others.any():
        return np.zeros(vectors.shape[1], dtype=np.float32)
    return np.asarray(vectors[chosen].mean(axis=0) - vectors[others].mean(axis=0), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class StanceModel:
    """Everything learned about stance.

    Attributes:
        lexical, encoder: how the views are read; None where a view is not used.
        heads: per view, one linear head for each of `STANCES`.
        mixes: per mode, (3, views + 1) float64: for each stance a factor of each view's score, in the order lexical,
            encoder as far as the mode reads them, then the bias; their softmax is calibrated.
    """

    lexical: PairView | None
    encoder: EncoderView | None
    heads: Mapping[ViewName, Heads]
    mixes: Mapping[ModeName, NDArray[np.float64]]

    def find_stances(
        self, pairs: Sequence[Pair], mode: ModeName, gathered: NDArray[np.float32] | None = None
    ) -> NDArray[np.float64]:
        """Probabilities (n, 3) of `STANCES`; one pair alone gets the same bits as among others.

        `gathered`, which the mode "full" needs, holds a row of `gather_states` for each pair.
        """
        views: dict[ViewName, Matrix] = {}
        if self.lexical:
            views["lexical"] = self.lexical.read(pairs)
        if self.encoder and mode == "full":
            if gathered is None:
                message = "mode 'full' reads the encoder's states of each pair, and none were given"
                raise ValueError(message)
            views["encoder"] = self.encoder.read(gathered)
        return mix_stances([self.heads[name].score(matrix) for name, matrix in views.items()], self.mixes[mode])


def mix_stances(scores: Sequence[NDArray[np.float64]], mix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities (n, 3) from one score matrix of that shape per view: the softmax of their mix."""
    logits = mix_scores(scores, mix)
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def decide_stances(targets: Sequence[str], probabilities: NDArray[np.float64]) -> tuple[Stance, ...]:
    """The most probable stance towards each target, in the order given."""
    best = probabilities.argmax(axis=1)
    return tuple(
        Stance(target, STANCES[index], float(row[index]))
        for target, index, row in zip(targets, best, probabilities, strict=True)
    )
