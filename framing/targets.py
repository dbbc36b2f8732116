"""A statement -> whom its stance is asked towards, and what the encoder's reading says of each.

Does not: judge (see `framing.stance`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.entities import find_entities, group_entities
from framing.mentions import find_mentions
from framing.reading import Reading
from framing.stance import Pair, gather_states
from framing.types import Span

# A statement names a few; more is a list of names, and nobody takes a stance towards each.
_MOST_NAMES = 8

Target = tuple[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class _PlainStates:
    """A reading's pieces with their places in the normalised statement."""

    vectors: NDArray[np.float32]
    spans: NDArray[np.int64]


def find_targets(statement: str, asked: Sequence[str], language: str) -> list[Target]:
    """The targets asked for that the statement mentions or, without any, the names in it, each with its places."""
    if asked:
        found = {name: find_mentions(statement, name) for name in asked}
        return [(name, spans) for name, spans in found.items() if spans]
    names = group_entities(find_entities(statement, language))
    return list(names.items())[:_MOST_NAMES]


def gather(pair: Pair, reading: Reading) -> NDArray[np.float32]:
    """What the stance model's encoder view reads of a pair."""
    return gather_states(pair, reading.vector, _PlainStates(reading.states, reading.plain_spans))
