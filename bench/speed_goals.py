"""What was measured -> each goal, its figure, met or missed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bench.clock import find_ratio
from bench.runners import DEFAULT, ENCODER, FAST, WHOLE_DEFAULT
from bench.speed_rates import ARTICLE
from bench.speed_training import find_exponent
from bench.tables import print_table, render_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bench.service import Memory
    from bench.speed_rates import Rates
    from bench.speed_training import Lesson

ROWS = 20_000  # that training's goal is set for
_FOUR_BIT = 25  # statements a second of a 4-bit e5-small on one core, which the encoder's goal was set against


@dataclass(frozen=True, slots=True)
class Measured:
    """All that a goal is set for.

    Attributes:
        rates: processor seconds per statement.
        article: each mode's seconds for an article of `ARTICLE` words.
        lessons: training runs, the largest last.
        megabytes: of the bundle without encoder, on disk.
        memory: of the service at each speed.
    """

    rates: Rates
    article: Mapping[str, float]
    lessons: Sequence[Lesson]
    megabytes: float
    memory: Mapping[str, Memory]


@dataclass(frozen=True, slots=True)
class Goal:
    """`value` must reach `bound`, or stay at or under it where `is_most`."""

    name: str
    value: float
    bound: float
    unit: str
    is_most: bool = True

    @property
    def is_met(self) -> bool:
        """Whether the value lies on the right side."""
        return self.value <= self.bound if self.is_most else self.value >= self.bound


def list_goals(measured: Measured) -> Iterator[Goal]:
    """Every goal with its figure."""
    rates, last = measured.rates, measured.lessons[-1]
    own_speed = find_ratio(rates.bulk[ENCODER], rates.bulk[DEFAULT])
    scaled = last.seconds * (ROWS / last.rows) ** max(1.0, find_exponent(measured.lessons))
    yield Goal("fast mode in bulk", rates.find_rate(FAST), 12_000, "statements/s", is_most=False)
    yield Goal("fast mode, one statement", rates.find_milliseconds(FAST), 0.4, "ms")
    yield Goal("default mode, share of the encoder's own speed", own_speed, 0.9, "", is_most=False)
    yield Goal("default mode in bulk", rates.find_rate(DEFAULT), 2.5 * _FOUR_BIT, "statements/s", is_most=False)
    yield Goal(f"default mode, article of {ARTICLE} words", measured.article[WHOLE_DEFAULT], 0.6, "s")
    yield Goal(f"training, {last.rows:,} rows scaled to {ROWS:,}, {last.devices} devices, embedded", scaled, 120, "s")
    yield Goal("rows embedded again on the next run", float(np.sum([each.again for each in measured.lessons])), 0, "")
    yield Goal("bundle without encoder", measured.megabytes, 30, "MB")
    for speed, bound in (("default", 500), ("fast", 250)):
        yield Goal(f"resident memory of a worker, {speed}", measured.memory[speed].worker_resident, bound, "MB")


def print_goals(measured: Measured) -> None:
    """A line for each goal."""
    print_table(("", "measured", "goal", ""), map(_describe, list_goals(measured)))


def _describe(goal: Goal) -> list[str]:
    bound = f"{'<=' if goal.is_most else '>='} {goal.bound:,g} {goal.unit}"
    return [
        goal.name,
        f"{render_number(goal.value)} {goal.unit}".strip(),
        bound.strip(),
        "met" if goal.is_met else "missed",
    ]
