"""Fitting the word view on statements whose pieces are drawn at random, some of them telling."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import expit

from framing.reading import Reading
from framing.taxonomy import Taxonomy
from framing.types import Span
from framing.words import WordView
from tests.conftest import make_row
from training.labels import LabelSet
from training.rows import LabelledSpan
from training.words import Marked, fit_words, mark_pieces

HIDDEN, DEVICES = 12, 2


def _draw(*, spans: bool) -> tuple[Marked, NDArray[np.int64]]:
    """400 statements of 8 pieces; a device's piece has its own direction. Also which piece it is, or -1."""
    random = np.random.default_rng(5)
    states = random.normal(size=(400, 8, HIDDEN)).astype(np.float32)
    targets = (random.random((400, DEVICES)) < 0.3).astype(np.int8)
    places = random.integers(0, 8, size=(400, DEVICES))
    inside: list[NDArray[np.bool_] | None] = []
    for row in range(400):
        marks = np.zeros((8, DEVICES), dtype=np.bool_)
        for device in np.flatnonzero(targets[row]):
            states[row, places[row, device], device] += 6
            marks[places[row, device], device] = True
        inside.append(marks if spans and marks.any() else None)
    return Marked(list(states), targets, inside, [None] * 400), np.where(targets == 1, places, -1)


@pytest.mark.parametrize("spans", [True, False])
def test_telling_pieces_are_found_with_and_without_marked_spans(spans: bool) -> None:  # noqa: FBT001
    """The label of the statement is enough to learn which of its pieces carries the device."""
    marked, places = _draw(spans=spans)
    view = fit_words(marked, seed=1)
    scores = np.stack([view.score(states) for states in marked.states])
    found = np.stack([view.weigh(states).argmax(axis=0) for states in marked.states])

    for device in range(DEVICES):
        has = marked.targets[:, device] == 1
        assert scores[has, device].mean() > scores[~has, device].mean() + 1
        assert (found[has, device] == places[has, device]).mean() > 0.8


def test_the_same_rows_and_seed_give_the_same_bits() -> None:
    """Another seed gives others."""
    marked, _ = _draw(spans=True)
    one, again, other = fit_words(marked, 1), fit_words(marked, 1), fit_words(marked, 2)

    np.testing.assert_array_equal(one.inner, again.inner)
    assert not np.array_equal(one.inner, other.inner)


def test_unknown_labels_teach_nothing() -> None:
    """Where a device is unknown everywhere, its pieces stay at the start's small values."""
    marked, _ = _draw(spans=False)
    blank = Marked(marked.states, np.full_like(marked.targets, -1), marked.inside, marked.loose)
    view = fit_words(blank, 1)

    assert np.abs(expit(view.weigh(marked.states[0])) - 0.5).max() < 0.3


def test_statements_without_pieces_are_passed_over() -> None:
    """An empty text in a corpus does not stop the training."""
    marked, _ = _draw(spans=True)
    empty = Marked(
        [*marked.states, np.zeros((0, HIDDEN), dtype=np.float32)],
        np.vstack([marked.targets, marked.targets[:1]]),
        [*marked.inside, None],
        [*marked.loose, None],
    )

    np.testing.assert_array_equal(fit_words(empty, 1).outer, fit_words(marked, 1).outer)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_words_marked_without_a_device_teach_which_pieces_carry_it(seed: int) -> None:
    """They outweigh what always stands beside them, unmarked, more often than where nothing is marked."""
    marked, places = _draw(spans=False)
    rows = np.flatnonzero(places[:, 0] >= 0)
    right, beside = places[rows, 0], (places[rows, 0] + 1) % 8
    for row, place in zip(rows, beside, strict=True):
        marked.states[row][place, 5] += 6
    loose = [np.isin(np.arange(8), own[own >= 0]) if (own >= 0).any() else None for own in places]
    taught = Marked(marked.states, marked.targets, marked.inside, loose)

    def find_share_right(view: WordView) -> float:
        logits = np.stack([view.weigh(marked.states[row])[:, 0] for row in rows])
        each = np.arange(len(rows))
        return float(np.mean(logits[each, right] > logits[each, beside]))

    assert find_share_right(fit_words(taught, seed)) > find_share_right(fit_words(marked, seed)) + 0.1


def test_words_marked_for_a_device_are_not_blurred_by_words_marked_for_none() -> None:
    """Where every device has words of its own, the others change nothing."""
    marked, _ = _draw(spans=True)
    loose = [None if inside is None else np.ones(8, dtype=np.bool_) for inside in marked.inside]
    both = Marked(marked.states, marked.targets, marked.inside, loose)

    np.testing.assert_array_equal(fit_words(both, 1).outer, fit_words(marked, 1).outer)


def test_spans_are_marked_by_device_by_a_schemes_name_or_for_all(taxonomy: Taxonomy) -> None:
    """A scheme's name marks for the device it is read as; a span without a label for none in particular."""
    text = "They doubt it, the traitors."
    pieces = np.array([[0, 4], [5, 10], [11, 13], [15, 18], [19, 27]])
    reading = Reading(np.zeros(2), np.zeros((5, 2)), pieces, pieces)
    doubt = Span(text.index("doubt"), text.index(" it"), "doubt")
    traitors = Span(text.index("traitors"), text.index("."), "traitors")
    row = make_row(text, {"Doubt"}, (LabelledSpan("Doubt", doubt), LabelledSpan(None, traitors)))
    devices = ("slogan", "casting_doubt")
    sets = [LabelSet(taxonomy.schemes["semeval2021"]), LabelSet(None)]
    targets = np.array([[0, 1], [0, 1]], dtype=np.int8)
    marked = mark_pieces([reading, reading], [row, row], sets, targets, devices, taxonomy)

    assert marked.inside[1] is None, "the taxonomy itself knows no device called Doubt"
    assert marked.inside[0] is not None
    np.testing.assert_array_equal(marked.inside[0][:, 1], [False, True, False, False, False])
    assert not marked.inside[0][:, 0].any()
    np.testing.assert_array_equal(marked.loose[0], [False, False, False, False, True])
