"""The labelled statements: schema, counts, and that nothing but framing can be learned from them."""

from collections import Counter
from dataclasses import replace

import pytest

from framing.taxonomy import Taxonomy
from tests.conftest import ROOT
from training.audit import Finding, audit
from training.corpus import Corpus, load_corpus
from training.labels import build_targets
from training.report import describe_corpus

FILES = sorted((ROOT / "datasets").glob("statements-*.csv"))
KINDS = {"positive", "subtle", "near_miss", "lively", "plain"}


@pytest.fixture(name="corpus", scope="module")
def _corpus(taxonomy: Taxonomy) -> Corpus:
    return load_corpus(FILES, taxonomy, may_replace=False)


@pytest.fixture(name="findings", scope="module")
def _findings(corpus: Corpus) -> dict[str, Finding]:
    return {finding.name: finding for finding in audit(corpus)}


def test_check_passes(corpus: Corpus) -> None:
    """No fault, no conflict, no repeated statement."""
    assert (corpus.faults, corpus.conflicts, corpus.notes) == ((), (), ())


def test_there_are_enough_statements_in_every_language(corpus: Corpus) -> None:
    """6,000 in English, 600 in each of the others."""
    counts = Counter(row.language for row in corpus.rows)

    assert counts["en"] >= 6000
    assert all(counts[language] >= 600 for language in ("ru", "sr", "uk", "pl", "bg"))


def test_every_device_has_enough_positives_in_every_language(corpus: Corpus) -> None:
    """120 in English, 12 in each of the others."""
    for device, counts in describe_corpus(corpus)["devices_by_language"].items():
        assert counts["en"] >= 120, device
        assert all(count >= 12 for count in counts.values()), device


def test_common_devices_are_common(corpus: Corpus) -> None:
    """Loaded language, name-calling and doubt stand several times as often as the median device."""
    counts = describe_corpus(corpus)["devices"]
    median = sorted(counts.values())[len(counts) // 2]

    assert counts["loaded_language"] > 4 * median
    assert counts["name_calling"] > 3 * median
    assert counts["casting_doubt"] > 2 * median


def test_nearly_half_of_the_statements_carry_nothing(corpus: Corpus) -> None:
    """45 % at least, in every language, of which a good part near misses, lively and plain each."""
    for language in {row.language for row in corpus.rows}:
        rows = [row for row in corpus.rows if row.language == language]
        nothing = [row for row in rows if not row.labels]
        kinds = Counter(row.extra["kind"] for row in nothing)

        assert len(nothing) >= 0.45 * len(rows), language
        assert all(kinds[kind] >= 0.2 * len(nothing) for kind in ("near_miss", "lively", "plain")), (language, kinds)


def test_every_label_has_its_words(corpus: Corpus) -> None:
    """Each device of a row is marked by a span, on word boundaries."""
    for row in corpus.rows:
        assert {entry.label for entry in row.spans} == set(row.labels or ()), row.place
        for entry in row.spans:
            before, after = row.text[: entry.span.start][-1:], row.text[entry.span.end :][:1]
            assert not (before.isalnum() and entry.span.text[0].isalnum()), row.place
            assert not (after.isalnum() and entry.span.text[-1].isalnum()), row.place


def test_kinds_agree_with_labels(corpus: Corpus) -> None:
    """Positive and subtle rows carry a device, the others none."""
    assert {row.extra["kind"] for row in corpus.rows} == KINDS
    assert all((row.extra["kind"] in {"positive", "subtle"}) == bool(row.labels) for row in corpus.rows)


def test_serbian_is_half_latin_half_cyrillic(corpus: Corpus) -> None:
    """Both scripts are learned."""
    rows = [row for row in corpus.rows if row.language == "sr"]
    latin = sum(any("a" <= c <= "z" for c in row.text.casefold()) for row in rows)

    assert 0.4 <= latin / len(rows) <= 0.6


@pytest.mark.parametrize(
    "name",
    [
        "largest Jaccard of two rows",
        "runs of 8 words in two rows",
        "rows of one masked pattern",
        "share of a device's most telling trigram",
        "shortcut by length, digits and punctuation (AUC)",
        "shortcut by speaker_kind (AUC)",
        "shortcut by topic (AUC)",
        "shortcut by register (AUC)",
        "shortcut by region (AUC)",
        "shortcut by names (AUC)",
    ],
)
def test_the_audit_holds(findings: dict[str, Finding], name: str) -> None:
    """No copies, no templates, no shortcuts."""
    assert findings[name].holds, findings[name]


def test_the_audit_finds_what_it_is_for(corpus: Corpus) -> None:
    """On rows where one word gives the label away, it says so."""
    marked = [replace(row, text=f"{row.text} 1234" if row.labels else row.text) for row in corpus.rows[:1500]]
    spoiled = Corpus(tuple(marked), corpus.sets[:1500], corpus.taxonomy, (), (), (), "")
    found = {finding.name: finding for finding in audit(spoiled)}

    assert not found["shortcut by length, digits and punctuation (AUC)"].holds


def test_the_devices_of_every_row_are_known(corpus: Corpus) -> None:
    """Nothing is left open: every own row is decided for every device."""
    assert (build_targets(corpus.rows, corpus.sets, corpus.taxonomy.ids, corpus.taxonomy) >= 0).all()
