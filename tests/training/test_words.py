"""Fitting the word view on statements whose pieces are drawn at random, some of them telling."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import expit

from training.words import Marked, fit_words

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
    return Marked(list(states), targets, inside), np.where(targets == 1, places, -1)


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
    blank = Marked(marked.states, np.full_like(marked.targets, -1), marked.inside)
    view = fit_words(blank, 1)

    assert np.abs(expit(view.weigh(marked.states[0])) - 0.5).max() < 0.3


def test_statements_without_pieces_are_passed_over() -> None:
    """An empty text in a corpus does not stop the training."""
    marked, _ = _draw(spans=True)
    empty = Marked(
        [*marked.states, np.zeros((0, HIDDEN), dtype=np.float32)],
        np.vstack([marked.targets, marked.targets[:1]]),
        [*marked.inside, None],
    )

    np.testing.assert_array_equal(fit_words(empty, 1).outer, fit_words(marked, 1).outer)
