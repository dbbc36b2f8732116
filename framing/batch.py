"""Some statements and what the views read of each, kept until their tags are made.

Does not: read or judge (see `framing.tagger`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from framing.features import Trace
from framing.reading import Reading
from framing.types import Span

Pieces: TypeAlias = NDArray[np.float32] | None


@dataclass(frozen=True, slots=True)
class Batch:
    """Some statements, and what was read of each.

    Attributes:
        edges: where reported speech begins or ends in it.
        readings: what the encoder says, where the mode reads one.
        pieces: the word view's logits (t, devices) of the reading's pieces, if there is one.
        trace: what the lexical view read, if there is one.
        probabilities: (n, devices); the shares of "any device" are in no tag.
    """

    spans: Sequence[Span]
    edges: Sequence[Sequence[int]]
    readings: Sequence[Reading | None]
    pieces: Sequence[Pieces]
    trace: Trace | None
    probabilities: NDArray[np.float64]
