"""framing.verdict: distances from thresholds, and what is decided by them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.verdict import decide, find_distances, find_sureness

SHARES = st.floats(0, 1)


@given(SHARES, SHARES)
def test_a_distance_is_a_number_and_tells_which_side(probability: float, threshold: float) -> None:
    """Whatever a caller asks for, above is not below zero and below is not above it."""
    distance = float(find_distances(probability, threshold))

    assert np.isfinite(distance)
    assert distance >= 0 if probability >= threshold else distance <= 0


def test_tags_are_as_sure_as_they_are_probable_together() -> None:
    """A sure tag carries a doubtful one with it; without a tag, the device that comes nearest decides."""
    band = {"sure_share": 0.65, "unsure_margin": 0.5}

    assert decide([0.9, 0.2], 2.0, **band) == ("tagged", None)
    assert decide([0.7, 0.4], 2.0, **band) == ("unsure", "near_threshold")
    assert decide([], -0.5, **band) == ("unsure", "near_threshold")
    assert decide([], -0.6, **band) == ("clean", None)
    assert decide([], -np.inf, **band) == ("clean", None)


@given(st.lists(SHARES, min_size=1, max_size=5), SHARES)
def test_one_statement_is_decided_as_many_are(values: list[float], threshold: float) -> None:
    """The sureness of a matrix's row is the one that its verdict is decided by."""
    row = np.array(values)
    tags = row >= threshold
    (sureness,) = find_sureness(row[None], tags[None])
    verdict, _ = decide(row[tags].tolist(), float(find_distances(row, threshold).max()), float(sureness), 0.0)

    assert sureness == pytest.approx(np.sqrt((row[tags] ** 2).mean()) if tags.any() else 0.0)
    assert tags.any() or verdict != "tagged"
