"""Runners -> statements a second, milliseconds for one, and how both grow with length and batch."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from bench.clock import Seconds, find_ratio, fit_exponent, time_in_turns
from bench.runners import DEFAULT, FAST
from bench.speed_texts import make_article, make_statements
from bench.tables import print_row, print_table, render_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bench.runners import Runner

ARTICLE = 500  # words, as in the goal and in `bench.service`
_LEAST = 64  # statements timed for each batch size, so that small batches are not over before the clock moves
_PER_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured: rounds, statements in each, and the sizes that growth is seen over."""

    rounds: int
    statements: int
    characters: tuple[int, ...]
    words: tuple[int, ...]
    batches: tuple[int, ...]
    batch_rounds: int


@dataclass(frozen=True, slots=True)
class Rates:
    """Processor seconds per statement, (rounds,) for each runner: asked one by one, and in bulk."""

    one: Mapping[str, Seconds]
    bulk: Mapping[str, Seconds]

    def find_rate(self, name: str) -> float:
        """Statements a second in bulk: the median round."""
        return 1 / float(np.median(self.bulk[name]))

    def find_milliseconds(self, name: str) -> float:
        """For one statement: the median round."""
        return 1000 * float(np.median(self.one[name]))


def measure_rates(runners: Sequence[Runner], texts: Sequence[str], rounds: int) -> Rates:
    """Time the same texts one by one and in bulk."""
    for runner in runners:
        runner.bulk(texts[:8])
    one = time_in_turns({runner.name: partial(_run_each, runner, texts) for runner in runners}, rounds)
    bulk = time_in_turns({runner.name: partial(runner.bulk, texts) for runner in runners}, rounds)
    count = len(texts)
    return Rates(*({name: seconds / count for name, seconds in found.items()} for found in (one, bulk)))


def _run_each(runner: Runner, texts: Sequence[str]) -> None:
    for text in texts:
        runner.one(text)


def print_rates(rates: Rates) -> None:
    """A line for each runner, and how many times as fast ours are as it, in the same rounds."""
    header = ("", "one statement, ms", "statements/s in bulk", *_name_ratios("one"), *_name_ratios("bulk"))
    print_table(header, (_describe_rate(rates, name) for name in rates.one))


def _name_ratios(how: str) -> list[str]:
    return [f"{name} : it, {how}" for name in (FAST, DEFAULT)]


def _describe_rate(rates: Rates, name: str) -> list[str]:
    pairs = [(found, ours) for found in (rates.one, rates.bulk) for ours in (FAST, DEFAULT)]
    ratios = [render_number(find_ratio(found[name], found[ours])) if name != ours else "-" for found, ours in pairs]
    return [name, render_number(rates.find_milliseconds(name)), render_number(rates.find_rate(name)), *ratios]


def print_statement_growth(runners: Sequence[Runner], texts: Sequence[str], scale: Scale) -> None:
    """Milliseconds for one statement of each length."""

    def prepare(characters: int) -> dict[str, Callable[[], object]]:
        statements = make_statements(texts, characters, _PER_LENGTH)
        return {runner.name: partial(_run_each, runner, statements) for runner in runners}

    _print_growth("characters", scale.characters, prepare, scale.rounds, 1000 / _PER_LENGTH)


def print_article_growth(runners: Sequence[Runner], texts: Sequence[str], scale: Scale) -> dict[str, float]:
    """Milliseconds for one article of each length; gives each runner's seconds for one of `ARTICLE` words."""

    def prepare(words: int) -> dict[str, Callable[[], object]]:
        article = make_article(texts, words)
        return {runner.name: partial(runner.one, article) for runner in runners}

    found = _print_growth("words", scale.words, prepare, scale.rounds, 1000)
    place = scale.words.index(ARTICLE)
    return {name: seconds[place] for name, seconds in found.items()}


def print_batch_growth(runners: Sequence[Runner], texts: Sequence[str], scale: Scale) -> None:
    """Statements a second in batches of each size."""
    names = [runner.name for runner in runners]
    print_table(("statements in a batch", *names), ())
    for batch in scale.batches:
        used = texts[: max(batch, _LEAST)]
        pieces = [used[start : start + batch] for start in range(0, len(used), batch)]
        found = time_in_turns({r.name: partial(_run_batches, r, pieces) for r in runners}, scale.batch_rounds)
        print_row([str(batch), *(render_number(len(used) / float(np.median(found[name]))) for name in names)])


def _run_batches(runner: Runner, batches: Sequence[Sequence[str]]) -> None:
    for batch in batches:
        runner.bulk(batch)


def _print_growth(
    unit: str,
    sizes: Sequence[int],
    prepare: Callable[[int], dict[str, Callable[[], object]]],
    rounds: int,
    factor: float,
) -> dict[str, list[float]]:
    """A line for each size, in seconds times `factor`, and one with the exponents; gives the median seconds."""
    medians: dict[str, list[float]] = {}
    for size in sizes:
        found = time_in_turns(prepare(size), rounds)
        if not medians:
            medians = {name: [] for name in found}
            print_table((unit, *found), ())
        for name, seconds in found.items():
            medians[name].append(float(np.median(seconds)))
        print_row([f"{size:,}", *(render_number(factor * seconds[-1]) for seconds in medians.values())])
    print_row(["exponent", *(f"{fit_exponent(sizes, seconds):.2f}" for seconds in medians.values())])
    return medians
