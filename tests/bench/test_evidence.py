"""bench.evidence and bench.heaviest: what is counted, and the simplest evidence there is."""

from dataclasses import replace

import numpy as np

from bench.evidence import answer_row, count_answers, count_loose, serve_row
from bench.heaviest import find_heaviest, find_runs
from framing.evidence import find_words
from framing.ngrams import find_ngrams
from framing.tagger import Tagger
from framing.taxonomy import Taxonomy
from framing.types import Span
from tests.conftest import make_row
from training.corpus import Corpus
from training.evidence import weigh
from training.labels import LabelSet
from training.metrics import find_rates
from training.rows import LabelledSpan

TEXT = "Once more the bank sold us out and stabbed the nation in the back."
NEUTRAL = "On Tuesday the bank will publish the timetable for the coming month."


def _mark(label: str | None, words: str) -> LabelledSpan:
    start = TEXT.index(words)
    return LabelledSpan(label, Span(start, start + len(words), words))


def _make_corpus(taxonomy: Taxonomy, *spans: LabelledSpan, labels: frozenset[str] = frozenset({"betrayal"})) -> Corpus:
    row = make_row(TEXT, set(labels), spans)
    return Corpus((row,), (LabelSet(None),), taxonomy, (), (), (), "")


def test_the_heaviest_ngram_is_the_one_that_adds_most_to_the_score(tagger: Tagger) -> None:
    """As many words as the view reads together, found where the text has them; n-grams of characters do not count."""
    model = tagger.bundle.model
    assert model.lexical is not None
    folded = TEXT.casefold()
    found = find_ngrams([folded], model.lexical.ranges)
    of_words = found.columns >= model.lexical.ranges.width // 2
    for words in ("sold us", "stabbed", "the back"):
        start = folded.index(words)
        here = of_words & (found.starts == start) & (found.ends == start + len(words))
        weights = np.zeros_like(model.heads["lexical"].weights)
        weights[found.columns[here], 0] = 0.1
        weights[: model.lexical.ranges.width // 2, 0] = 5
        heads = {"lexical": replace(model.heads["lexical"], weights=weights)}
        changed = replace(tagger, bundle=replace(tagger.bundle, model=replace(model, heads=heads)))
        weighed = weigh(changed, TEXT, [0])
        assert weighed is not None

        assert find_heaviest(changed, weighed) == [(Span(start, start + len(words), words),)]


def test_the_heaviest_run_has_the_largest_sum_of_at_most_three_words() -> None:
    """A fourth word is not taken, a word that takes away is not either."""
    words = find_words("a b c d e")
    values = np.array([[1.0, -1], [1, -3], [1, 2], [1.5, -1], [-1, -1]])

    assert find_runs(words, values) == [(words[1][0], words[3][1]), words[2]]


def test_a_row_is_answered_whole_and_served_by_statement(tagger: Tagger) -> None:
    """The service splits a text; what it shows stands where the text has it."""
    text = f"{NEUTRAL} {TEXT}"
    row = make_row(text, {"betrayal"})
    (served,) = serve_row(tagger, row)
    (answered,) = answer_row(tagger, make_row(TEXT, {"betrayal"}))

    assert served.start == text.index(TEXT)
    assert served.weighed.text == TEXT
    assert [list(spans) for spans in served.spans] == [list(spans) for spans in answered.spans]


def test_a_missed_device_costs_recall_and_an_unmarked_one_precision(tagger: Tagger, taxonomy: Taxonomy) -> None:
    """Only a tag on which the marks say nothing is left out."""
    row = make_row(TEXT, {"betrayal"})
    answers = [list(answer_row(tagger, row))]
    assert [list(one.weighed.devices) for one in answers[0]] == [[tagger.bundle.model.devices.index("betrayal")]]

    def count(*spans: LabelledSpan, labels: frozenset[str]) -> tuple[float, ...]:
        (counts,) = count_answers(answers, tagger, _make_corpus(taxonomy, *spans, labels=labels))["evidence"]
        return counts

    n_shown = len(answers[0][0].spans[0])
    right = count(_mark("betrayal", TEXT), labels=frozenset({"betrayal"}))
    assert (round(right[0], 6), *right[1:2], right[3]) == (n_shown, n_shown, 1)
    assert count(_mark("slogan", "sold us out"), labels=frozenset({"slogan"})) == (0.0, n_shown, 0.0, 1)
    assert count(labels=frozenset({"betrayal"})) == (0.0, 0, 0.0, 0)


def test_words_of_all_tags_are_held_against_words_marked_without_a_device(tagger: Tagger) -> None:
    """The whole statement has every marked word."""
    row = make_row(TEXT, {"betrayal"}, (_mark(None, "stabbed the nation in the back"),))
    neutral = make_row(NEUTRAL, set())
    answers = [list(answer_row(tagger, one)) for one in (row, neutral)]
    counted = count_loose(answers, tagger, [row, neutral])

    assert find_rates(counted["whole statement"]) == {"precision": 0.4286, "recall": 1.0, "f1": 0.6}
    assert counted["evidence"][1] == (0, 0, 0, 0)
