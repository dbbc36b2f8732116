"""Views of statements -> calibrated probabilities per device.

Each view has one linear head per device. A mode names the views it reads and turns their scores into
probabilities: logit p(device) = bias + sum over views of a * score(device). That any device is there follows from
these: 1 - product of (1 - p), calibrated in turn, because devices that come together are not independent.

Does not: fit (see `training.fit`), decide (see `framing.tagger`) or touch the disk (see `framing.bundle`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import expit

from framing.features import EncoderView, LexicalView, ViewName

ModeName = Literal["fast", "full"]
Matrix: TypeAlias = NDArray[np.float32] | sparse.csr_array


@dataclass(frozen=True, slots=True)
class Heads:
    """Linear heads of one view.

    Attributes:
        weights: (width, devices) float32.
        bias: (devices,) float32.
    """

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def score(self, matrix: Matrix) -> NDArray[np.float64]:
        """Scores (n, devices): logits of a model that nobody has calibrated yet."""
        if isinstance(matrix, np.ndarray):
            # Row by row: a product of whole matrices sums in another order for another number of rows.
            product = (
                np.stack([row @ self.weights for row in matrix]) if len(matrix) else matrix[:, :0] @ self.weights[:0]
            )
        else:
            product = matrix @ self.weights
        return np.asarray(product, dtype=np.float64) + self.bias


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
        mix: (devices, views + 1) float64: per device a of each view, then the bias.
        any_mix: (2,) float64: factor and bias of the logit of "any device".
        language_bias: added to every device's logit in a language; one with fewer rows is scored more timidly.
        thresholds: (devices,) cut-offs on the probabilities.
        unsure_margin: a statement without a tag is unsure if a device comes within this many logits of its threshold.
        cut, second: how evidence is cut: see `shift_pushes` (or, with word heads, the logit at which a word is in)
            and `choose_spans` in `framing.evidence`.
    """

    views: tuple[ViewName, ...]
    mix: NDArray[np.float64]
    any_mix: NDArray[np.float64]
    language_bias: Mapping[str, float]
    thresholds: NDArray[np.float64]
    unsure_margin: float
    cut: float
    second: float


@dataclass(frozen=True, slots=True)
class Model:
    """Everything learned, for the devices of one taxonomy in this order."""

    devices: tuple[str, ...]
    lexical: LexicalView | None
    encoder: EncoderView | None
    heads: Mapping[ViewName, Heads]
    modes: Mapping[ModeName, Mode]
    words: WordHeads | None = None

    def find_probabilities(
        self, views: Mapping[ViewName, Matrix], mode: ModeName, languages: Sequence[str]
    ) -> NDArray[np.float64]:
        """Probabilities (n, devices + 1) from the matrices of the mode's views; the last column is "any device".

        `languages` names the language of each row; one that the mode does not know has no bias.
        """
        chosen = self.modes[mode]
        logits = mix_scores([self.heads[name].score(views[name]) for name in chosen.views], chosen.mix)
        devices = np.asarray(expit(logits + find_shift(languages, chosen.language_bias)))
        return np.column_stack([devices, mix_any(devices, chosen.any_mix)])


def find_shift(languages: Sequence[str], bias: Mapping[str, float]) -> NDArray[np.float64]:
    """The bias of each row's language, (n, 1)."""
    return np.array([bias.get(language, 0.0) for language in languages], dtype=np.float64)[:, None]


def mix_scores(scores: Sequence[NDArray[np.float64]], mix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logits (n, devices) from one score matrix of that shape per view, before any language's bias."""
    logits = np.broadcast_to(mix[:, -1], scores[0].shape).copy()
    for view, score in enumerate(scores):
        logits += mix[:, view] * score
    return logits


def find_any_logit(devices: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logit of 1 - product of (1 - p), (n,), from device probabilities (n, devices)."""
    nothing = np.log1p(-np.minimum(devices, 1 - 1e-9)).sum(axis=1)
    return np.asarray(np.log(-np.expm1(nothing) + 1e-300) - nothing)


def mix_any(devices: NDArray[np.float64], any_mix: NDArray[np.float64]) -> NDArray[np.float64]:
    """The calibrated probability that any device is there, (n,)."""
    return np.asarray(expit(any_mix[0] * find_any_logit(devices) + any_mix[1]))
