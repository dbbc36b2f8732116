"""A feature matrix and a label matrix -> linear heads, and scores for the rows from heads that never saw them.

One logistic regression per device (scikit-learn), fitted on the rows whose label for that device is known.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from framing.model import Heads, Matrix
from training.labels import UNKNOWN


def fit_heads(
    matrix: Matrix, targets: NDArray[np.int8], strength: float, seed: int, weights: NDArray[np.float64] | None = None
) -> Heads:
    """Fit one head per column of `targets` (n, outputs); a column with one class only gets a constant head.

    `weights` (n,) tell how much each row counts, in dense views.
    """
    # liblinear draws from one generator for the whole process: two fits at a time would not be repeatable.
    jobs = -1 if isinstance(matrix, np.ndarray) else 1
    fits = Parallel(n_jobs=jobs, backend="threading")(
        delayed(_fit_one)(matrix, targets[:, column], strength, seed, weights) for column in range(targets.shape[1])
    )
    factors, biases = zip(*fits, strict=True)
    return Heads(np.stack(factors, axis=1).astype(np.float32), np.array(biases, dtype=np.float32))


def _fit_one(
    matrix: Any, target: NDArray[np.int8], strength: float, seed: int, weights: NDArray[np.float64] | None
) -> tuple[NDArray[np.float64], float]:
    known = np.flatnonzero(target != UNKNOWN)
    labels = target[known]
    if len(np.unique(labels)) < 2:  # noqa: PLR2004  two classes make a classifier
        # Laplace's rule of succession: never sure from what was seen alone.
        share = (labels.sum() + 1) / (len(labels) + 2)
        return np.zeros(matrix.shape[1]), float(np.log(share / (1 - share)))
    if isinstance(matrix, np.ndarray):
        return _fit_dense(matrix[known], labels, strength, None if weights is None else weights[known])
    # The dual solver is some twenty times faster than the primal one here and as accurate.
    head = LogisticRegression(C=strength, solver="liblinear", dual=True, random_state=seed, max_iter=2000)
    head.fit(matrix[known], labels)
    return head.coef_[0], float(head.intercept_[0])


def _fit_dense(
    matrix: NDArray[np.float32], labels: NDArray[np.int8], strength: float, weights: NDArray[np.float64] | None
) -> tuple[NDArray[np.float64], float]:
    head = LogisticRegression(C=strength, solver="lbfgs", tol=1e-3, max_iter=500)
    head.fit(matrix, labels, sample_weight=weights)
    return head.coef_[0], float(head.intercept_[0])


def round_heads(heads: Heads) -> Heads:
    """The heads as a bundle will hold them, so that what is calibrated is what is served."""
    return Heads(heads.weights.astype(np.float16).astype(np.float32), heads.bias)


def score_held_out(
    matrix: Matrix,
    targets: NDArray[np.int8],
    folds: NDArray[np.int64],
    fit: Callable[[Matrix, NDArray[np.int8]], Heads],
    progress: Callable[[str], None],
) -> NDArray[np.float64]:
    """Out-of-fold scores (n, outputs): each row is scored by heads fitted on the other folds."""
    scores = np.zeros(targets.shape, dtype=np.float64)
    for fold in np.unique(folds):
        inside, outside = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        scores[inside] = fit(matrix[outside], targets[outside]).score(matrix[inside])
        progress("fold")
    return scores
