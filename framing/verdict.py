"""Distances from the thresholds -> `tagged`, `clean`, or `unsure` for what comes too near on either side.

A distance is how many logits a device's probability lies above its threshold, below zero if it lies under it.

Does not: choose thresholds or margins (see `training.calibrate`); know languages (see `framing.tagger`).
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import logit

from framing.types import UnsureReason, Verdict

# Callers may ask for thresholds of 0 and 1, and a probability may round to either; both have to stay comparable.
_LEAST = 1e-9


def find_distances(probabilities: ArrayLike, thresholds: ArrayLike) -> NDArray[np.float64]:
    """Distances, in the shape that both have when broadcast.

    >>> find_distances([0.5, 0.5], [0.5, 0.9]).round(1).tolist()
    [0.0, -2.2]
    """
    above, cut = (logit(np.clip(values, _LEAST, 1 - _LEAST)) for values in (probabilities, thresholds))
    return np.asarray(above - cut)


def find_weakest(distances: NDArray[np.float64]) -> NDArray[np.float64]:
    """The distance of each statement's least sure tag, (n,), from distances (n, devices); -inf without a tag.

    >>> find_weakest(np.array([[2.0, 0.5, -1.0], [-2.0, -0.5, -1.0]])).tolist()
    [0.5, -inf]
    """
    tags = distances >= 0
    weakest = np.where(tags, distances, np.inf).min(axis=1, initial=np.inf)
    return np.where(tags.any(axis=1), weakest, -np.inf)


def decide(
    tags: NDArray[np.float64], devices: NDArray[np.float64], sure_margin: float, unsure_margin: float
) -> tuple[Verdict, UnsureReason | None]:
    """The verdict on one statement, from the distances of the tags it is given and of all devices.

    Every tag has to be sure: a doubtful one beside a sure one is as often wrong as one that stands alone.

    >>> decide(np.array([1.1, 1.4]), np.array([1.1, 1.4, -0.1]), sure_margin=1.0, unsure_margin=0.5)
    ('tagged', None)
    >>> decide(np.array([0.2, 1.4]), np.array([0.2, 1.4, -3.0]), sure_margin=1.0, unsure_margin=0.5)
    ('unsure', 'near_threshold')
    >>> decide(np.array([]), np.array([-3.0]), sure_margin=1.0, unsure_margin=0.5)
    ('clean', None)
    """
    if len(tags):
        return ("tagged", None) if tags.min() >= sure_margin else ("unsure", "near_threshold")
    is_near = devices.max(initial=-np.inf) >= -unsure_margin
    return ("unsure", "near_threshold") if is_near else ("clean", None)
