"""framing.verdict: distances from thresholds, and what is decided by them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from framing.verdict import decide, find_distances, find_weakest

SHARES = st.floats(0, 1)


@given(SHARES, SHARES)
def test_a_distance_is_a_number_and_tells_which_side(probability: float, threshold: float) -> None:
    """Whatever a caller asks for, above is not below zero and below is not above it."""
    distance = float(find_distances(probability, threshold))

    assert np.isfinite(distance)
    assert distance >= 0 if probability >= threshold else distance <= 0


def test_the_least_sure_tag_decides() -> None:
    """Every tag has to be far enough above its threshold; without a tag, the device that comes nearest decides."""
    margins = {"sure_margin": 1.0, "unsure_margin": 0.5}
    none = np.array([])

    assert decide(np.array([0.9, 3.0]), np.array([0.9, 3.0]), **margins) == ("unsure", "near_threshold")
    assert decide(np.array([1.0, 3.0]), np.array([1.0, 3.0, -0.1]), **margins) == ("tagged", None)
    assert decide(none, np.array([-0.5, -4.0]), **margins) == ("unsure", "near_threshold")
    assert decide(none, np.array([-0.6, -4.0]), **margins) == ("clean", None)
    assert decide(none, none, **margins) == ("clean", None)


@given(st.lists(st.floats(-5, 5), max_size=4), st.floats(0, 3))
def test_one_statement_is_decided_as_many_are(distances: list[float], margin: float) -> None:
    """The weakest tag of a matrix's row is the one that decides."""
    row = np.array(distances)
    verdict, _ = decide(row[row >= 0], row, sure_margin=margin, unsure_margin=0.0)

    assert (verdict == "tagged") == (find_weakest(row[None])[0] >= margin)
