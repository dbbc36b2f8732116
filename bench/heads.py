"""Turns vectors and labels into logistic regression heads, one per label, and into figures about them.

The objective is scikit-learn's (L2, inverse strength C); all labels share one product, which is much faster.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.model_selection import GroupKFold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.floating]
    Marks = NDArray[np.bool_]

# The best C of every variant lay inside this range.
STRENGTHS = (0.0003, 0.001, 0.003, 0.01, 0.03)
FOLDS = 4
MOST_STEPS = 100


@dataclass(frozen=True)
class Heads:
    """Weights (width + 1, labels), the last row being the bias, and the scale of each column."""

    weights: Floats
    mean: Floats
    spread: Floats

    def score(self, vectors: Floats) -> Floats:
        """Give probabilities, (n, labels)."""
        return np.asarray(expit(_extend((vectors - self.mean) / self.spread) @ self.weights))


@dataclass(frozen=True)
class Tuned:
    """Heads with the C and the one threshold that cross-validation chose."""

    heads: Heads
    strength: float
    threshold: float


def tune_heads(vectors: Floats, marks: Marks, groups: Sequence[str]) -> Tuned:
    """Choose C by the micro average precision, and one threshold by the micro F1, of held-out folds."""
    held_out = {strength: np.zeros(marks.shape) for strength in STRENGTHS}
    for train, test in GroupKFold(FOLDS).split(vectors, groups=groups):
        for strength, heads in fit_path(vectors[train], marks[train]).items():
            held_out[strength][test] = heads.score(vectors[test])
    best = max(STRENGTHS, key=lambda strength: average_precision_score(marks.ravel(), held_out[strength].ravel()))
    threshold = find_threshold(marks, held_out[best])
    return Tuned(fit_path(vectors, marks, best)[best], best, threshold)


def fit_path(vectors: Floats, marks: Marks, last: float = STRENGTHS[-1]) -> dict[float, Heads]:
    """Fit heads for each C up to the last, each starting from the one before."""
    mean, spread = vectors.mean(axis=0), vectors.std(axis=0) + 1e-6
    inputs = _extend((vectors - mean) / spread)
    weights: Floats = np.zeros((inputs.shape[1], marks.shape[1]))
    path = {}
    for strength in (c for c in STRENGTHS if c <= last):
        weights = _fit(inputs, marks, strength, weights)
        path[strength] = Heads(weights, mean, spread)
    return path


def _fit(inputs: Floats, marks: Marks, strength: float, start: Floats) -> Floats:
    signs = np.where(marks, 1, -1).astype(np.float32)

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(start.shape)
        margins = signs * (inputs @ weights.astype(np.float32))
        slope = weights.copy()
        slope[-1] = 0
        value = 0.5 * float((slope**2).sum()) + strength * float(np.logaddexp(0, -margins).sum(dtype=np.float64))
        return value, (slope - strength * (inputs.T @ (signs * expit(-margins)))).ravel()

    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": MOST_STEPS})
    return np.asarray(found.x).reshape(start.shape)


def _extend(vectors: Floats) -> Floats:
    return np.hstack([vectors, np.ones((len(vectors), 1))]).astype(np.float32)


def find_threshold(marks: Marks, scores: Floats) -> float:
    """Give the one threshold with the best micro F1."""
    order = np.argsort(-scores, axis=None)
    hits = np.cumsum(marks.ravel()[order])
    best = np.argmax(2 * hits / (np.arange(1, len(hits) + 1) + hits[-1]))
    return float(scores.ravel()[order[best]])


def measure(marks: Marks, scores: Floats, threshold: float) -> dict[str, float]:
    """Give the figures of a labelled part; labels without a row in it are left out of means over labels."""
    present = marks.any(axis=0)
    found = scores >= threshold
    hits, wanted, given = (part.sum(axis=0) for part in (found & marks, marks, found))
    f1 = 2 * hits / np.maximum(wanted + given, 1)
    aucs = [roc_auc_score(marks[:, i], scores[:, i]) for i in np.flatnonzero(present & ~marks.all(axis=0))]
    return {
        "micro F1": 2 * hits.sum() / max(wanted.sum() + given.sum(), 1),
        "macro F1": float(f1[present].mean()),
        "micro AP": float(average_precision_score(marks.ravel(), scores.ravel())),
        "mean AUC": float(np.mean(aucs)),
        "AUC any": float(roc_auc_score(marks.any(axis=1), 1 - np.prod(1 - scores, axis=1))),
    }
