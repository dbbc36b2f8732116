"""What each word speaks for -> the spans that carry a device, on word boundaries.

Does not: compute what words speak for (see `framing.features` and `framing.model`).
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from framing.types import Contribution, Span

# A word keeps its inner apostrophes and hyphens: "don't", "so-called".
_WORD = re.compile(r"\w+(?:['’‑-]\w+)*")
_CLAUSE_END = re.compile(r"[,;:.!?…()\n]|\s[-–—]\s")

# An explanation lists the heaviest words only; the rest add little and hide the point.
_EXPLAINED_WORDS = 8


def find_words(text: str) -> list[tuple[int, int]]:
    """Start and end of every word."""
    return [match.span() for match in _WORD.finditer(text)]


def average_pieces(
    words: list[tuple[int, int]], vectors: NDArray[np.float32], spans: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Each word's values (len(words), n), the mean of those of the pieces that overlap it; zero without any."""
    if not words or not len(spans):
        return np.zeros((len(words), vectors.shape[1]), dtype=np.float32)
    starts, ends = np.array(words, dtype=np.int64).T
    overlap = (spans[None, :, 0] < ends[:, None]) & (spans[None, :, 1] > starts[:, None])
    share = overlap / np.maximum(overlap.sum(axis=1, keepdims=True), 1)
    return np.asarray(share.astype(np.float32) @ vectors, dtype=np.float32)


def shift_pushes(pushes: NDArray[np.float64], cut: float) -> NDArray[np.float64]:
    """Word pushes (words, ...) less `cut` times each device's mean positive push, so that weak words cost."""
    return np.asarray(pushes - cut * (np.maximum(pushes, 0).sum(axis=0) / max(len(pushes), 1)))


def choose_spans(
    text: str, words: list[tuple[int, int]], values: NDArray[np.float64], second: float, edges: Sequence[int] = ()
) -> tuple[Span, ...]:
    """The runs of words with the largest sums of `values`, at most a clause long each.

    Args:
        text: the statement.
        words: its words.
        values: (len(words),) above zero for a word that should be in, below for one that should not.
        second: a further clause's run is kept if its sum is at least this share of the best run's.
        edges: in order, where reported speech begins or ends; what is reported is a clause of its own.

    Returns:
        At least one span where there is a word; in order.
    """
    if not words:
        return ()
    plain = values.tolist()
    runs = sorted((_find_best_run(plain, *clause) for clause in _find_clauses(text, words, edges)), reverse=True)
    kept = [runs[0]] + [run for run in runs[1:] if run[0] > 0 and run[0] >= second * runs[0][0]]
    spans = sorted((words[first][0], words[last][1]) for _, first, last in kept)
    return tuple(Span(start, end, text[start:end]) for start, end in spans)


def explain_words(span: Span, words: list[tuple[int, int]], pushes: NDArray[np.float64]) -> tuple[Contribution, ...]:
    """The words that push a device's score most, heaviest first; `words` and `pushes` are those of the statement."""
    heaviest = np.argsort(-np.abs(pushes), kind="stable")[:_EXPLAINED_WORDS]
    return tuple(
        Contribution(
            Span(span.start + words[i][0], span.start + words[i][1], span.text[words[i][0] : words[i][1]]),
            float(pushes[i]),
        )
        for i in heaviest
    )


def _find_clauses(text: str, words: list[tuple[int, int]], edges: Sequence[int]) -> list[tuple[int, int]]:
    """First and last word of each clause."""
    clauses, first = [], 0
    for index, ((_, end), (start, _)) in enumerate(pairwise(words)):
        if start - end == 1 and text[end] == " " and not edges:
            continue  # nearly all there is between words
        at = bisect_left(edges, end)
        if _CLAUSE_END.search(text, end, start) or (at < len(edges) and edges[at] <= start):
            clauses.append((first, index))
            first = index + 1
    return [*clauses, (first, len(words) - 1)]


def _find_best_run(values: Sequence[float], first: int, last: int) -> tuple[float, int, int]:
    """The run with the largest sum (Kadane's algorithm): sum, first word, last word."""
    best = (values[first], first, first)
    total, start = 0.0, first
    for index in range(first, last + 1):
        if total <= 0:
            total, start = 0.0, index
        total += values[index]
        if total > best[0]:
            best = (total, start, index)
    return best
