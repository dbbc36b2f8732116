"""Probabilities, thresholds and known labels -> how far the probabilities and the verdicts can be relied on.

Entries whose label is unknown (-1) count nowhere. A share of nothing is None.

Does not: judge how well devices are found (see `training.metrics`) or choose the band (see `training.calibrate`).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.labels import UNKNOWN

_DIGITS = 4
# The customary number since Guo et al. 2017. Equally wide: labels are rare, so that bins of equal count would put
# nearly all probabilities that make a tag into the last one.
_BINS = 15
# Where the two edges of the band are tried: mean probabilities of tags, and logits below the thresholds.
_SHARES = (0.0, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9)
_MARGINS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0)


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
    sureness: NDArray[np.float64],
    tags: NDArray[np.bool_],
    distances: NDArray[np.float64],
    targets: NDArray[np.int8],
    any_target: NDArray[np.int8],
    band: tuple[float, float],
) -> dict[str, Any]:
    """Shares of statements and of what is right in them, for a band and, as two curves, for others.

    `sureness` (n,) and `distances` (n, labels) are those of `framing.verdict`; `tags` and `targets` are (n, labels),
    `any_target` (n,); `band` is `Mode.sure_share` and `Mode.unsure_margin`.
    """
    nearest = distances.max(axis=1, initial=-np.inf)
    given = tags & (targets != UNKNOWN)

    def measure_tagged(share: float) -> dict[str, float | None]:
        tagged = tags.any(axis=1) & (sureness >= share)
        own = given & tagged[:, None]
        return {
            "sure_share": share,
            "tagged": _share(tagged),
            "tags": int(own.sum()),
            "tag_precision": _share(targets[own] == 1),
        }

    def measure_clean(margin: float) -> dict[str, float | None]:
        clean = nearest < -margin
        return {
            "unsure_margin": margin,
            "clean": _share(clean),
            "clean_right": _share(any_target[clean & (any_target != UNKNOWN)] == 0),
        }

    return {
        **measure_tagged(band[0]),
        **measure_clean(band[1]),
        "tagged_curve": [measure_tagged(share) for share in _SHARES],
        "clean_curve": [measure_clean(margin) for margin in _MARGINS],
    }


def _share(values: NDArray[np.bool_]) -> float | None:
    return round(float(values.mean()), _DIGITS) if values.size else None
