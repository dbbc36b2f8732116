"""How sure the tags are and how near the rest comes -> `tagged`, `clean`, or `unsure` for what lies between.

A distance is how many logits a device's probability lies above its threshold, below zero if it lies under it. The
sureness of a statement is the root mean square of its tags' probabilities: close to the share of them that can be
expected to be right, but a sure tag counts more than a doubtful one beside it.

Does not: choose thresholds or the edges of the band (see `training.calibrate`); know languages (`framing.tagger`).
"""

from collections.abc import Sequence

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


def find_sureness(probabilities: NDArray[np.float64], tags: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The sureness of each statement, (n,), from its devices' probabilities and tags (n, devices); 0 without a tag.

    >>> tags = np.array([[True, True, False], [False, False, False]])
    >>> find_sureness(np.array([[0.8, 0.6, 0.1], [0.2, 0.1, 0.1]]), tags).round(3).tolist()
    [0.707, 0.0]
    """
    squares = np.where(tags, probabilities, 0.0) ** 2
    return np.asarray(np.sqrt(squares.sum(axis=1) / np.maximum(tags.sum(axis=1), 1)))


def decide(
    tags: Sequence[float], nearest: float, sure_share: float, unsure_margin: float
) -> tuple[Verdict, UnsureReason | None]:
    """The verdict on one statement, from the probabilities of its tags and the distance of the nearest device.

    >>> decide([0.95, 0.4], 4.0, sure_share=0.65, unsure_margin=0.5)
    ('tagged', None)
    >>> decide([0.4], 0.1, sure_share=0.65, unsure_margin=0.5)
    ('unsure', 'near_threshold')
    >>> decide([], -3.0, sure_share=0.65, unsure_margin=0.5)
    ('clean', None)
    """
    if tags:
        is_sure = sum(p * p for p in tags) / len(tags) >= sure_share * sure_share
        return ("tagged", None) if is_sure else ("unsure", "near_threshold")
    is_near = nearest >= -unsure_margin
    return ("unsure", "near_threshold") if is_near else ("clean", None)
