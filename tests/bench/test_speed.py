"""bench.clock, bench.speed_*: what is timed is what is said to be timed."""

import itertools
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.clock import find_ratio, fit_exponent, time_in_turns
from bench.runners import Runner, run_bare, run_tagger
from bench.service import find_memory
from bench.speed_goals import Goal
from bench.speed_rates import Rates, measure_rates
from bench.speed_texts import load_statements, make_article, make_statements
from bench.speed_training import measure_lessons
from bench.tables import render_number
from framing.encoder import load_encoder
from framing.segment import split_statements
from framing.tagger import Tagger
from framing.taxonomy import Taxonomy
from tests.conftest import ROOT
from training.config import Config
from training.corpus import load_corpus

TEXTS = (
    "They sold us out, again.",
    "Who asked the villages? Nobody!",
    "Trains run every 40 minutes; the last is late.",
)


@given(st.floats(0.1, 3), st.floats(1e-6, 10))
def test_the_exponent_of_a_power_is_its_exponent(exponent: float, scale: float) -> None:
    """Whatever one thing costs."""
    sizes = [1, 10, 100, 1000]

    assert fit_exponent(sizes, [scale * size**exponent for size in sizes]) == pytest.approx(exponent)


def test_fixed_costs_do_not_hide_growth() -> None:
    """A run of one second for nothing and a square beside it grows as a square."""
    sizes = [1, 10, 100, 1000, 10_000]

    assert fit_exponent(sizes, [1 + size**2 for size in sizes]) == pytest.approx(2, abs=0.01)


def test_two_sizes_are_enough_for_an_exponent() -> None:
    """The quick run has no more."""
    assert fit_exponent([2, 4], [1, 4]) == pytest.approx(2)


def test_a_ratio_is_taken_round_by_round() -> None:
    """A slow machine in one round slows both and changes no ratio."""
    assert find_ratio(np.array([2.0, 20.0, 2.0]), np.array([1.0, 10.0, 1.0])) == 2


def test_every_round_runs_all_and_another_begins() -> None:
    """Nobody always runs first, when the caches are cold."""
    seen: list[str] = []
    found = time_in_turns({name: lambda name=name: seen.append(name) for name in "abc"}, 3)

    assert "".join(seen) == "abcbcacab"
    assert {name: len(seconds) for name, seconds in found.items()} == {"a": 3, "b": 3, "c": 3}


@pytest.mark.parametrize("characters", [50, 200, 2000])
def test_a_made_statement_is_one_statement_of_its_length(characters: int) -> None:
    """What ends a sentence is taken out of the words it is made of."""
    made = make_statements(TEXTS, characters, 5)

    assert [len(text) for text in made] == [characters] * 5
    assert [len(split_statements(text, "en")) for text in made] == [1] * 5


@given(st.integers(1, 300))
def test_a_made_article_has_its_words(words: int) -> None:
    """The last text is cut, or the first taken again."""
    assert len(make_article(TEXTS, words).split()) == words


def test_statements_are_always_in_the_same_order() -> None:
    """The first rows are the same in every run, and hold whole sources."""
    one, other = load_statements(), load_statements()
    sources = [row.source for row in one.rows if row.source]
    changes = 1 + sum(before != after for before, after in itertools.pairwise(sources))

    assert one == other
    assert changes == len(set(sources))


def test_all_texts_are_read_one_by_one_and_at_once() -> None:
    """In every round; once before, nobody counts."""
    ones: list[str] = []
    bulks: list[list[str]] = []
    measure_rates([Runner("only", ones.append, lambda texts: bulks.append(list(texts)))], TEXTS, 2)

    assert ones == list(TEXTS) * 2
    assert bulks == [list(TEXTS)] * 3


def test_rates_are_those_of_the_median_round() -> None:
    """One slow round changes nothing."""
    rates = Rates({"only": np.array([0.002, 0.002, 0.9])}, {"only": np.array([0.9, 0.001, 0.001])})

    assert rates.find_milliseconds("only") == pytest.approx(2)
    assert rates.find_rate("only") == pytest.approx(1000)


def test_a_text_is_timed_with_its_evidence_and_bare(tagger: Tagger) -> None:
    """One by one or at once, every text gets tags, and bare probabilities of every device and of any."""
    full, bare = run_tagger("fast", tagger), run_bare("bare", tagger)

    assert full.bulk(TEXTS) == [full.one(text) for text in TEXTS] == [tagger.tag(text) for text in TEXTS]
    assert np.shape(bare.bulk(TEXTS)) == (len(TEXTS), len(tagger.bundle.model.devices) + 1)


def test_rows_are_embedded_once(tiny_csv: Path, taxonomy: Taxonomy, tiny_config: Config) -> None:
    """More rows embed only what is new, the same rows nothing."""
    encoder = load_encoder(ROOT / "models/encoders/multilingual-e5-small")
    config = tiny_config.model_copy(update={"views": ("lexical", "encoder"), "folds": 2})
    lessons = list(measure_lessons(load_corpus([tiny_csv], taxonomy), (36, 48), encoder, config))

    assert [(lesson.rows, lesson.read, lesson.again) for lesson in lessons] == [(36, 36, 0), (48, 12, 0)]
    assert all(0 < lesson.loading + lesson.fitting < lesson.seconds for lesson in lessons)


def test_a_goal_is_met_at_its_bound() -> None:
    """On the right side of it, whichever that is."""
    assert Goal("time", 0.4, 0.4, "s").is_met
    assert not Goal("time", 0.41, 0.4, "s").is_met
    assert Goal("rate", 2, 1, "/s", is_most=False).is_met
    assert not Goal("rate", 0.5, 1, "/s", is_most=False).is_met


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="Linux tells what a process takes")
def test_memory_is_that_of_a_process_and_those_it_started() -> None:
    """A process that started none has no worker."""
    with subprocess.Popen([sys.executable, "-c", "print(flush=True); input()"], stdin=-1, stdout=-1) as child:
        assert child.stdin
        assert child.stdout
        child.stdout.readline()
        alone, parent = find_memory(child.pid), find_memory(os.getpid())
        child.stdin.write(b"\n")

    assert alone.worker == 0 < alone.server
    assert parent.server > parent.worker > 0
    assert parent.worker_resident >= parent.worker


@pytest.mark.parametrize(
    ("value", "shown"), [(0, "0"), (0.0421, "0.042"), (0.421, "0.42"), (42.14, "42.1"), (4214.2, "4,214")]
)
def test_numbers_have_no_more_digits_than_count(value: float, shown: str) -> None:
    """Two or three, but for large ones."""
    assert render_number(value) == shown
