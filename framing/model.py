"""Views of statements -> calibrated probabilities per device.

Each view gives every device a score. A mode names the views it reads and turns their scores into probabilities:
logit p(device) = bias + sum over views of a * score(device). That any device is there follows from how many are
expected, the sum of their probabilities, calibrated in turn, because devices that come together are not independent.

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
from framing.words import WordView

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
class AnyMix:
    """How the views' scores become the probability that any device is there.

    Attributes:
        views: the views read. Not the lexical one beside others: on text unlike its training rows, whether there is
            anything at all is a coin's throw to it (AUC .53 on memes, .78 for the word view).
        mix: (devices, views + 1) float64, as in `Mode`.
        line: (2,) float64: factor and bias of the log of the expected number of devices.
    """

    views: tuple[ViewName, ...]
    mix: NDArray[np.float64]
    line: NDArray[np.float64]

    def find_probability(self, scores: Mapping[ViewName, NDArray[np.float64]]) -> NDArray[np.float64]:
        """The calibrated probability that any device is there, (n,)."""
        devices = expit(mix_scores([scores[view] for view in self.views], self.mix))
        return np.asarray(expit(self.line[0] * find_log_count(devices) + self.line[1]))


@dataclass(frozen=True, slots=True)
class Mode:
    """How the views' scores become probabilities and tags.

    Attributes:
        views: the views read, in the order of the mix's columns.
        mix: (devices, views + 1) float64: per device a of each view, then the bias.
        any_mix: the same for "any device".
        language_bias: added to every device's logit in a language; one with fewer rows is scored more timidly.
        thresholds: (devices,) cut-offs on the probabilities.
        unsure_margin: a statement without a tag is unsure if a device comes within this many logits of its threshold.
        sure_share: a statement with tags is unsure if its sureness (see `framing.verdict`) is below this.
        cut, second: how evidence is cut: see `shift_pushes` (or, with the word view, the logit at which a word is
            in) and `choose_spans` in `framing.evidence`.
    """

    views: tuple[ViewName, ...]
    mix: NDArray[np.float64]
    any_mix: AnyMix
    language_bias: Mapping[str, float]
    thresholds: NDArray[np.float64]
    unsure_margin: float
    sure_share: float
    cut: float
    second: float


@dataclass(frozen=True, slots=True)
class Model:
    """Everything learned, for the devices of one taxonomy in this order."""

    devices: tuple[str, ...]
    lexical: LexicalView | None
    encoder: EncoderView | None
    words: WordView | None
    heads: Mapping[ViewName, Heads]
    modes: Mapping[ModeName, Mode]

    def find_probabilities(
        self, scores: Mapping[ViewName, NDArray[np.float64]], mode: ModeName, languages: Sequence[str]
    ) -> NDArray[np.float64]:
        """Probabilities (n, devices + 1) from the mode's views' scores (n, devices); the last column is "any device".

        `languages` names the language of each row; one that the mode does not know has no bias.
        """
        chosen = self.modes[mode]
        logits = mix_scores([scores[name] for name in chosen.views], chosen.mix)
        devices = np.asarray(expit(logits + find_shift(languages, chosen.language_bias)))
        return np.column_stack([devices, chosen.any_mix.find_probability(scores)])


def find_shift(languages: Sequence[str], bias: Mapping[str, float]) -> NDArray[np.float64]:
    """The bias of each row's language, (n, 1)."""
    return np.array([bias.get(language, 0.0) for language in languages], dtype=np.float64)[:, None]


def mix_scores(scores: Sequence[NDArray[np.float64]], mix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logits (n, devices) from one score matrix of that shape per view, before any language's bias."""
    logits = np.broadcast_to(mix[:, -1], scores[0].shape).copy()
    for view, score in enumerate(scores):
        logits += mix[:, view] * score
    return logits


def find_log_count(devices: NDArray[np.float64]) -> NDArray[np.float64]:
    """The log of the expected number of devices, (n,), from device probabilities (n, devices)."""
    return np.asarray(np.log(devices.sum(axis=1) + 1e-12))
