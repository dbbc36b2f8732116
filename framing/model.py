"""Views of statements -> calibrated probabilities per device.

Each view has one linear head per device and one for "any device". A mode names the views it reads and turns
their scores into probabilities: logit p(device) = bias + sum over views of a * score(device) + b * score(any).

Does not: fit (see `training.fit`), decide (see `framing.tagger`) or touch the disk (see `framing.bundle`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import expit

from framing.features import LexicalView, ViewName

ModeName = Literal["fast", "full"]
Matrix: TypeAlias = NDArray[np.float32] | sparse.csr_array


@dataclass(frozen=True, slots=True)
class Heads:
    """Linear heads of one view; the last one is "any device".

    Attributes:
        weights: (width, devices + 1) float32.
        bias: (devices + 1,) float32.
    """

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def score(self, matrix: Matrix) -> NDArray[np.float64]:
        """Scores (n, devices + 1): logits of a model that nobody has calibrated yet."""
        return np.asarray(matrix @ self.weights, dtype=np.float64) + self.bias


@dataclass(frozen=True, slots=True)
class WordHeads:
    """Linear heads on the encoder's state of a word: is it part of what carries the device?

    Attributes:
        weights: (hidden, devices) float32.
        bias: (devices,) float32.
    """

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Mode:
    """How the views' scores become probabilities and tags.

    Attributes:
        views: the views read, in the order of the mix's columns.
        mix: (devices + 1, 2 * views + 1) float64: per device and view a and b of the formula above, then the bias.
        thresholds: (devices,) cut-offs on the probabilities.
        unsure_margin: a statement without a tag is unsure if a device comes within this many logits of its threshold.
        cut, second: how evidence is cut: see `shift_pushes` (or, with word heads, the logit at which a word is in)
            and `choose_spans` in `framing.evidence`.
    """

    views: tuple[ViewName, ...]
    mix: NDArray[np.float64]
    thresholds: NDArray[np.float64]
    unsure_margin: float
    cut: float
    second: float


@dataclass(frozen=True, slots=True)
class Model:
    """Everything learned, for the devices of one taxonomy in this order."""

    devices: tuple[str, ...]
    lexical: LexicalView | None
    heads: Mapping[ViewName, Heads]
    modes: Mapping[ModeName, Mode]
    words: WordHeads | None = None

    def find_probabilities(self, views: Mapping[ViewName, Matrix], mode: ModeName) -> NDArray[np.float64]:
        """Probabilities (n, devices + 1) from the matrices of the mode's views; the last column is "any"."""
        chosen = self.modes[mode]
        return mix_scores([self.heads[name].score(views[name]) for name in chosen.views], chosen.mix)


def mix_scores(scores: Sequence[NDArray[np.float64]], mix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities (n, devices + 1) from one score matrix of that shape per view."""
    logits = np.broadcast_to(mix[:, -1], scores[0].shape).copy()
    for view, score in enumerate(scores):
        logits += mix[:, 2 * view] * score + mix[:, 2 * view + 1] * score[:, -1:]
    return np.asarray(expit(logits), dtype=np.float64)
