"""How much each word pushes a device -> the spans that carry it, on word boundaries.

Does not: compute the pushes (see `framing.features`).
"""

import re

import numpy as np
from numpy.typing import NDArray

from framing.types import Span

# A word keeps its inner apostrophes and hyphens: "don't", "so-called".
_WORD = re.compile(r"\w+(?:['’‑-]\w+)*")
_CLAUSE_END = re.compile(r"[,;:.!?…()\n]|\s[-–—]\s")


def find_words(text: str) -> list[tuple[int, int]]:
    """Start and end of every word."""
    return [match.span() for match in _WORD.finditer(text)]


def sum_words(words: list[tuple[int, int]], pushes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each word's push from the pushes of its code points, (len(words), ...)."""
    total = np.concatenate((np.zeros((1, *pushes.shape[1:])), np.cumsum(pushes, axis=0)))
    starts, ends = np.array(words, dtype=np.int64).reshape(-1, 2).T
    return np.asarray(total[ends] - total[starts])


def choose_spans(
    text: str, words: list[tuple[int, int]], pushes: NDArray[np.float64], cut: float, second: float
) -> tuple[Span, ...]:
    """The runs of words with the largest sum of `push - cut * scale`, at most a clause long each.

    Args:
        text: the statement.
        words: its words.
        pushes: (len(words),) push of each towards the device.
        cut: how strongly a weak word shortens a run, in units of the mean positive push.
        second: a further run is kept if its sum is at least this share of the first run's.

    Returns:
        At least one span where there is a word; in order.
    """
    if not words:
        return ()
    scale = float(np.maximum(pushes, 0).mean())
    values = pushes - cut * scale
    clauses = _find_clauses(text, words)
    best: list[tuple[float, int, int]] = []
    for first, last in clauses:
        best.append(_find_best_run(values, first, last))
    best.sort(reverse=True)
    kept = [best[0]] + [run for run in best[1:] if run[0] > 0 and run[0] >= second * best[0][0]]
    spans = sorted((words[first][0], words[last][1]) for _, first, last in kept)
    return tuple(Span(start, end, text[start:end]) for start, end in spans)


def _find_clauses(text: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """First and last word of each clause."""
    clauses, first = [], 0
    for index in range(len(words) - 1):
        if _CLAUSE_END.search(text, words[index][1], words[index + 1][0]):
            clauses.append((first, index))
            first = index + 1
    return [*clauses, (first, len(words) - 1)]


def _find_best_run(values: NDArray[np.float64], first: int, last: int) -> tuple[float, int, int]:
    """The run with the largest sum (Kadane's algorithm): sum, first word, last word."""
    best = (float(values[first]), first, first)
    total, start = 0.0, first
    for index in range(first, last + 1):
        if total <= 0:
            total, start = 0.0, index
        total += float(values[index])
        if total > best[0]:
            best = (total, start, index)
    return best
