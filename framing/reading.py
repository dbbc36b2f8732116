"""A statement -> what the encoder says of it: one vector, and the state of every piece with its place.

The encoder reads the neutral text, as the lexical view does: names, capitals, typographic marks and disguised letters
then change nothing that either view sees. Places are mapped back to the statement as received.

Does not: know about devices.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from framing.standins import neutralise


class WordStates(Protocol):
    """The states of a text's pieces: `vectors` (t, hidden) and where each piece stands, `spans` (t, 2)."""

    @property
    def vectors(self) -> NDArray[np.float32]:
        """One state per piece."""

    @property
    def spans(self) -> NDArray[np.int64]:
        """Code points, end exclusive."""


class SentenceEncoder(Protocol):
    """What the core needs of an encoder."""

    @property
    def digest(self) -> str:
        """Names the exact model."""

    def encode_with_tokens(self, text: str) -> tuple[NDArray[np.float32], WordStates]:
        """A text's vector and the states of its pieces, from one run."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an encoder says of one statement.

    Attributes:
        vector: (width,) float32.
        states: (t, hidden) float32, one row per piece.
        spans: (t, 2) int64, code points of the statement as received, end exclusive.
        plain_spans: (t, 2) int64, the same places in the neutral statement.
    """

    vector: NDArray[np.float32]
    states: NDArray[np.float32]
    spans: NDArray[np.int64]
    plain_spans: NDArray[np.int64]


def read_statement(encoder: SentenceEncoder, text: str) -> Reading:
    """Read one statement of any content."""
    plain = neutralise(text)
    vector, states = encoder.encode_with_tokens(plain.text)
    return Reading(vector, states.vectors, plain.locate(states.spans), states.spans)


def read_statements(encoder: SentenceEncoder, texts: Sequence[str]) -> list[Reading]:
    """Read several; each as if it stood alone."""
    return [read_statement(encoder, text) for text in texts]
