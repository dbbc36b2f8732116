"""The statements with targets: schema, counts, and that the words, not the target, decide."""

import re
from collections import Counter, defaultdict

import pytest

from framing.mentions import find_target
from framing.taxonomy import Taxonomy
from tests.conftest import ROOT
from training.corpus import Corpus, load_corpus
from training.rows import STANCES

FILES = sorted((ROOT / "datasets").glob("stance-*.csv"))
_RUN = 8


@pytest.fixture(name="corpus", scope="module")
def _corpus(taxonomy: Taxonomy) -> Corpus:
    return load_corpus(FILES, taxonomy, may_replace=False)


def test_check_passes(corpus: Corpus) -> None:
    """No fault and no conflict; rows that repeat a text for another target stay."""
    assert (corpus.faults, corpus.conflicts) == ((), ())
    assert not any("repeated" in note for note in corpus.notes)


def test_every_row_has_what_stance_needs(corpus: Corpus) -> None:
    """Text, target, stance, source and language are filled in; devices were not looked for."""
    for row in corpus.rows:
        assert row.text, row.place
        assert row.target, row.place
        assert row.stance in STANCES, row.place
        assert row.source, row.place
        assert row.language, row.place
        assert row.labels is None, row.place


def test_there_are_enough_rows_and_targets(corpus: Corpus) -> None:
    """3,000 rows, 400 targets, no stance below a quarter."""
    counts = Counter(row.stance for row in corpus.rows)

    assert len(corpus.rows) >= 3000
    assert len({row.target.casefold() for row in corpus.rows}) >= 400
    assert all(count >= 0.25 * len(corpus.rows) for count in counts.values()), counts


def test_the_target_does_not_tell_the_stance(corpus: Corpus) -> None:
    """At least 100 targets are both supported and opposed; they make up a good part of the rows."""
    by_target = defaultdict(list)
    for row in corpus.rows:
        by_target[row.target.casefold()].append(row.stance)
    both = [stances for stances in by_target.values() if {"support", "oppose"} <= set(stances)]

    assert len(both) >= 100
    assert sum(map(len, both)) >= 0.25 * len(corpus.rows)


def test_the_text_alone_does_not_tell_the_stance(corpus: Corpus) -> None:
    """At least 500 texts take different stances towards their targets."""
    by_text = defaultdict(set)
    for row in corpus.rows:
        by_text[row.text].add(row.stance)

    assert sum(len(stances) > 1 for stances in by_text.values()) >= 500


def test_targets_stand_in_their_texts(corpus: Corpus) -> None:
    """All but one in fifty are found, inflected ones included."""
    found = [find_target(row.text, row.target) is not None for row in corpus.rows]

    assert sum(found) >= 0.98 * len(found)


def test_no_text_copies_from_another(corpus: Corpus) -> None:
    """No run of eight words stands in two different texts."""
    seen: dict[tuple[str, ...], str] = {}
    for row in corpus.rows:
        words = re.findall(r"\w+", row.text.casefold())
        for start in range(len(words) - _RUN + 1):
            assert seen.setdefault(tuple(words[start : start + _RUN]), row.text) == row.text, row.place


def test_every_language_has_rows(corpus: Corpus) -> None:
    """English has most; each other language enough to be measured."""
    counts = Counter(row.language for row in corpus.rows)

    assert counts["en"] >= 3000
    assert all(counts[language] >= 60 for language in ("ru", "uk", "sr", "pl", "bg"))
