"""Probabilities, thresholds and known labels -> how far the probabilities and the verdicts can be relied on.

Entries whose label is unknown (-1) count nowhere. A share of nothing is None.

Does not: judge how well devices are found (see `training.metrics`) or choose the band (see `training.calibrate`).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.verdict import find_weakest
from training.labels import UNKNOWN

_DIGITS = 4
# The customary number since Guo et al. 2017. Equally wide: labels are rare, so that bins of equal count would put
# nearly all probabilities that make a tag into the last one.
_BINS = 15
# Widths of the band, in logits, that the curve is shown at: from no band to where hardly a statement is decided.
_WIDTHS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)


def find_calibration_error(probabilities: NDArray[np.float64], truth: NDArray[np.bool_]) -> float | None:
    """Expected calibration error: mean distance of confidence and frequency over the bins, by size."""
    if not len(truth):
        return None
    gaps = np.bincount(_place(probabilities), weights=probabilities - truth, minlength=_BINS)
    return round(float(np.abs(gaps).sum() / len(truth)), _DIGITS)


def find_bins(probabilities: NDArray[np.float64], truth: NDArray[np.bool_]) -> list[dict[str, float]]:
    """Mean confidence, frequency and count of each bin that is not empty, in order: a reliability diagram as rows."""
    places = _place(probabilities)
    own = [places == place for place in np.unique(places)]
    return [
        {
            "confidence": round(float(probabilities[inside].mean()), _DIGITS),
            "frequency": round(float(truth[inside].mean()), _DIGITS),
            "count": int(inside.sum()),
        }
        for inside in own
    ]


def _place(probabilities: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.minimum((probabilities * _BINS).astype(np.int64), _BINS - 1)


def measure_reliability(
    names: Sequence[str],
    probabilities: NDArray[np.float64],
    targets: NDArray[np.int8],
    any_probability: NDArray[np.float64],
    any_target: NDArray[np.int8],
) -> dict[str, Any]:
    """The bins of all labels together, of each, and of "any device"; arguments as in `training.metrics.measure`."""
    known, reviewed = targets != UNKNOWN, any_target != UNKNOWN
    return {
        "devices": find_bins(probabilities[known], targets[known] == 1),
        "any": find_bins(any_probability[reviewed], any_target[reviewed] == 1),
        "labels": {
            name: find_bins(probabilities[known[:, i], i], targets[known[:, i], i] == 1) for i, name in enumerate(names)
        },
    }


def measure_verdicts(
    distances: NDArray[np.float64],
    targets: NDArray[np.int8],
    any_target: NDArray[np.int8],
    sure_margin: float,
    unsure_margin: float,
) -> dict[str, Any]:
    """Share and rightness of verdicts with these margins and, as `curve`, with bands of other widths on both sides.

    `distances` (n, labels) are those of `framing.verdict`; `targets` is of that shape, `any_target` (n,).
    """
    return {
        "sure_margin": sure_margin,
        "unsure_margin": unsure_margin,
        **_measure_band(distances, targets, any_target, sure_margin, unsure_margin),
        "curve": [{"width": width, **_measure_band(distances, targets, any_target, width, width)} for width in _WIDTHS],
    }


def _measure_band(
    distances: NDArray[np.float64],
    targets: NDArray[np.int8],
    any_target: NDArray[np.int8],
    sure_margin: float,
    unsure_margin: float,
) -> dict[str, float | None]:
    """Shares of statements that are tagged and clean, of tags within tagged that are right, of clean that are right.

    `tags` is how many tags there are within tagged.
    """
    tagged = find_weakest(distances) >= sure_margin
    clean = distances.max(axis=1, initial=-np.inf) < -unsure_margin
    given = (distances >= 0) & (targets != UNKNOWN) & tagged[:, None]
    return {
        "tagged": _share(tagged),
        "clean": _share(clean),
        "tags": int(given.sum()),
        "tag_precision": _share(targets[given] == 1),
        "clean_right": _share(any_target[clean & (any_target != UNKNOWN)] == 0),
    }


def _share(values: NDArray[np.bool_]) -> float | None:
    return round(float(values.mean()), _DIGITS) if values.size else None
