"""The one form in which a sentence encoder is held in memory, wherever it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


class SourceRefused(Exception):
    """Published weights that are not what they should be; the message names the file and the reason."""


# The layers whose states are pooled; chosen in docs/decisions/0003-encoder-layer.md.
DEFAULT_LAYERS = (8, 12)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces of a unigram tokeniser, by id.

    Attributes:
        pieces: their text, U+2581 standing for a space.
        scores: log probability of each.
        begin: id of the piece that opens a text; end, unknown: likewise.
        normaliser: how text is cleaned before it is split, as in `tokenizer.json`.
    """

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    begin: int
    end: int
    unknown: int
    normaliser: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Linear:
    """`x @ weight + bias`; weight is (in, out)."""

    weight: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Norm:
    """Gain and bias of a layer normalisation."""

    gain: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Layer:
    """One transformer layer, normalised after each half (BERT)."""

    query: Linear
    key: Linear
    value: Linear
    joined: Linear
    joined_norm: Norm
    widened: Linear
    narrowed: Linear
    narrowed_norm: Norm


@dataclass(frozen=True, slots=True)
class SourceModel:
    """A BERT-like sentence encoder with its vocabulary.

    Attributes:
        name, origin, licence: for the manifest; origin names the file or revision that was read.
        vocabulary: its pieces.
        words: (pieces, hidden) embedding table.
        positions: (window, hidden) position embeddings, the only token type's embedding added.
        embedding_norm: normalises their sum.
        layers: the transformer, first layer first.
        heads: attention heads per layer.
        epsilon: added to variances.
    """

    name: str
    origin: str
    licence: str
    vocabulary: Vocabulary
    words: Floats
    positions: Floats
    embedding_norm: Norm
    layers: tuple[Layer, ...]
    heads: int
    epsilon: float

    @property
    def hidden(self) -> int:
        """Length of a state."""
        return int(self.words.shape[1])
