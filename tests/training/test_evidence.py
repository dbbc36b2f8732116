"""training.evidence on a tagger that was trained on a tiny file."""

from dataclasses import replace

from framing.tagger import Tagger
from framing.taxonomy import Scheme
from framing.types import Span
from tests.conftest import make_row
from training.corpus import Corpus
from training.evaluate import evaluate
from training.evidence import measure_evidence, measure_loose_evidence, tune_evidence
from training.labels import LabelSet
from training.rows import LabelledSpan, LabelledStatement

TEXT = "Once more the bank sold us out and stabbed the nation in the back."
WORDS = "stabbed the nation in the back"


def _mark(label: str | None, words: str = WORDS) -> LabelledStatement:
    start = TEXT.index(words)
    return make_row(TEXT, {"betrayal"}, (LabelledSpan(label, Span(start, start + len(words), words)),))


def _spoil(tagger: Tagger) -> Tagger:
    """A tagger that keeps no more than a word or two."""
    model = tagger.bundle.model
    modes = {"fast": replace(model.modes["fast"], cut=9.0, second=1.01)}
    return replace(tagger, bundle=replace(tagger.bundle, model=replace(model, modes=modes)))


def test_spans_that_say_their_device_and_spans_that_do_not_are_measured_apart(tagger: Tagger) -> None:
    """Spans by overlap, words by whether they are touched; each is None without rows of its kind."""
    labelled, loose, sets = [_mark("betrayal")], [_mark(None)], [LabelSet(None)]
    spans, words = measure_evidence(tagger, labelled, sets), measure_loose_evidence(tagger, loose, sets)

    assert measure_evidence(tagger, loose, sets) is None
    assert measure_loose_evidence(tagger, labelled, sets) is None
    assert spans is not None
    assert words is not None
    assert words["whole_statement"] == {"precision": 0.4286, "recall": 1.0, "f1": 0.6}
    assert spans["whole_statement"]["recall"] == 1.0
    assert words["heaviest_word"]["recall"] <= 0.1667


def test_evidence_is_tuned_on_words_marked_without_a_device(tagger: Tagger) -> None:
    """What was cut too short grows, as it does where the device is said."""
    sets = [LabelSet(None)]
    spoilt = _spoil(tagger)
    for rows, measured in (([_mark(None)], measure_loose_evidence), ([_mark("betrayal")], measure_evidence)):
        before, after = measured(spoilt, rows, sets), measured(tune_evidence(spoilt, rows, sets), rows, sets)

        assert before is not None
        assert after is not None
        assert after["model"]["f1"] > before["model"]["f1"]


def test_without_marked_words_nothing_is_tuned(tagger: Tagger) -> None:
    """The tagger comes back as it is."""
    assert tune_evidence(tagger, [make_row(TEXT, {"betrayal"})], [LabelSet(None)]) is tagger


def test_spans_are_measured_under_a_schemes_names(tagger: Tagger) -> None:
    """A name is read as the first device that it covers, whatever the file's own labels would mean."""
    taxonomy = tagger.bundle.taxonomy
    scheme = Scheme("theirs", {"Treachery": ("betrayal",), "Other": ("slogan",)})
    row = replace(_mark("Treachery"), labels=frozenset({"Treachery"}))
    corpus = Corpus((row,), (LabelSet(None),), taxonomy, (), (), (), "")
    figures = evaluate(tagger, corpus, scheme)

    assert figures["spans"] == measure_evidence(tagger, [_mark("betrayal")], [LabelSet(None)])
    assert "words" not in figures


def test_words_marked_without_a_device_are_reported_beside_spans(tagger: Tagger) -> None:
    """A corpus of such spans alone has word figures and no span figures."""
    corpus = Corpus((_mark(None),), (LabelSet(None),), tagger.bundle.taxonomy, (), (), (), "")
    figures = evaluate(tagger, corpus)

    assert figures["spans"] is None
    assert figures["words"] == measure_loose_evidence(tagger, corpus.rows, corpus.sets)
