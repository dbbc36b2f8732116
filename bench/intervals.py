"""Micro F1 and average precision of resampled rows: how far a figure would move with other rows of the same kind."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Values: TypeAlias = NDArray[np.float64]

RESAMPLES = 1000
_SEED = 20261122
_TAILS = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Resampled:
    """Each figure once per resample; resample i holds the same rows for every model, so differences pair."""

    micro_f1: Values
    average_precision: Values


def resample(scores: Values, tags: NDArray[np.bool_], truth: NDArray[np.bool_]) -> Resampled:
    """Draw rows with replacement; all arguments are (rows, labels)."""
    draws = draw_rows(len(truth))
    hits = draws @ (tags & truth).sum(axis=1)
    counted = draws @ (tags.sum(axis=1) + truth.sum(axis=1))
    return Resampled(2 * hits / np.maximum(counted, 1), _rank(scores, truth, draws))


def draw_rows(rows: int) -> NDArray[np.int64]:
    """How often each row is drawn, (RESAMPLES, rows)."""
    return np.random.default_rng(_SEED).multinomial(rows, np.full(rows, 1 / rows), size=RESAMPLES)


def _rank(scores: Values, truth: NDArray[np.bool_], draws: NDArray[np.int64]) -> Values:
    """Average precision over all cells, sorted once: a draw only changes how often each row counts."""
    order = np.argsort(-scores, axis=None, kind="stable")
    row_of = order // scores.shape[1]
    right = truth.ravel()[order]
    ends = np.flatnonzero(np.append(np.diff(scores.ravel()[order]) != 0, True))
    found = np.empty(len(draws))
    for index, draw in enumerate(draws):
        weights = draw[row_of]
        hits = np.cumsum(weights * right)[ends]
        given = np.cumsum(weights)[ends]
        found[index] = np.diff(hits, prepend=0) @ (hits / np.maximum(given, 1)) / max(hits[-1], 1)
    return found


def find_interval(values: Values) -> tuple[float, float]:
    """The middle 95 % of resampled values."""
    low, high = np.percentile(values, _TAILS)
    return float(low), float(high)
