"""The states of a statement's pieces -> what each piece, and so the statement, says for each device.

A small network reads every piece on its own; a statement's score is the smooth maximum of its pieces' logits,
because a device is carried by a few words and the rest of the sentence says nothing against it.

Does not: fit (see `training.words`).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

# The logit of a statement without any piece; far below every real one, so that the score is always finite.
FLOOR = -12.0


@dataclass(frozen=True, slots=True)
class WordView:
    """What the word view has learned.

    Attributes:
        centre, scale: (hidden,) float32, of the encoder's states.
        inner: (hidden, units) float32; inner_bias: (units,) float32.
        outer: (units, devices) float32; outer_bias: (devices,) float32.
    """

    centre: NDArray[np.float32]
    scale: NDArray[np.float32]
    inner: NDArray[np.float32]
    inner_bias: NDArray[np.float32]
    outer: NDArray[np.float32]
    outer_bias: NDArray[np.float32]

    def weigh(self, states: NDArray[np.float32]) -> NDArray[np.float32]:
        """Logits (t, devices) of pieces with states (t, hidden): does this piece carry the device?"""
        units = np.maximum((states - self.centre) / self.scale @ self.inner + self.inner_bias, 0)
        return np.asarray(units @ self.outer + self.outer_bias, dtype=np.float32)

    def score(self, states: NDArray[np.float32]) -> NDArray[np.float64]:
        """Scores (devices,) of the statement whose pieces have these states."""
        return self.pool(self.weigh(states))

    def pool(self, logits: NDArray[np.float32]) -> NDArray[np.float64]:
        """The same from the logits (t, devices) of its pieces."""
        floor = np.full((1, self.outer.shape[1]), FLOOR)
        return np.asarray(logsumexp(np.vstack([floor, logits]), axis=0), dtype=np.float64)
