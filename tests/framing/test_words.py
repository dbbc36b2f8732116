"""The word view: what pieces say, and what the statement says through them."""

import numpy as np
import pytest
from scipy.special import logsumexp

from framing.words import FLOOR, WordView


@pytest.fixture(name="view")
def _view() -> WordView:
    random = np.random.default_rng(3)
    shapes = ((6,), (6,), (6, 4), (4,), (4, 2), (2,))
    centre, scale, *rest = (random.normal(size=shape).astype(np.float32) for shape in shapes)
    return WordView(centre, np.abs(scale) + 1, *rest)


def test_a_statement_scores_the_smooth_maximum_of_its_pieces(view: WordView) -> None:
    """At least the heaviest piece, and not much more."""
    states = np.random.default_rng(4).normal(size=(5, 6)).astype(np.float32)
    pieces = view.weigh(states)

    np.testing.assert_allclose(view.score(states), logsumexp(pieces, axis=0), rtol=1e-4)
    assert (view.score(states) >= pieces.max(axis=0) - 1e-5).all()


def test_harmless_pieces_do_not_hide_a_heavy_one(view: WordView) -> None:
    """Repeating neutral words around a device lowers no score."""
    states = np.random.default_rng(4).normal(size=(3, 6)).astype(np.float32)

    assert (view.score(np.vstack([states] * 4)) >= view.score(states)).all()


def test_a_statement_without_pieces_has_a_finite_score(view: WordView) -> None:
    """The floor, far below every other."""
    np.testing.assert_allclose(view.score(np.zeros((0, 6), dtype=np.float32)), FLOOR)
