"""Competitors -> the processor seconds of each, taken in turns, and how seconds grow with size.

Processor seconds of this process, so that neighbours on the machine do not count; what still slows the processor (its
clock, its caches) meets all competitors alike, because every round runs them all.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Seconds: TypeAlias = NDArray[np.float64]


def time_once(run: Callable[[], object]) -> float:
    """Processor seconds of one run."""
    started = time.process_time()
    run()
    return time.process_time() - started


def time_in_turns(runs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Seconds]:
    """Processor seconds (rounds,) of each; every round runs all, and each round another one begins."""
    names = list(runs)
    seconds = {name: np.zeros(rounds) for name in names}
    for turn in range(rounds):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            seconds[name][turn] = time_once(runs[name])
    return seconds


def find_ratio(slower: Seconds, faster: Seconds) -> float:
    """How many times as long the first takes: the median of the rounds' own ratios, (rounds,) each."""
    return float(np.median(slower / faster))


def fit_exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """The k of seconds = c * size ** k, by least squares of logarithms, over the larger half of two or more sizes.

    At small sizes fixed costs hide the growth. With 1.0 twice the size takes twice as long.
    """
    half = min(len(sizes) // 2, len(sizes) - 2)
    slope, _ = np.polyfit(np.log(sizes[half:]), np.log(seconds[half:]), 1)
    return float(slope)
