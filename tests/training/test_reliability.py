"""training.reliability: what probabilities and verdicts are worth."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.verdict import find_distances, find_sureness
from training.reliability import find_bins, find_calibration_error, measure_reliability, measure_verdicts

PROBABILITIES = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


def test_bins_agree_with_a_case_worked_by_hand() -> None:
    """Two of fifteen bins are filled; the error is their distance from the frequency, by size."""
    probabilities = np.array([0.01, 0.05, 0.05, 0.91])
    truth = np.array([False, False, True, False])

    assert find_bins(probabilities, truth) == [
        {"confidence": 0.0367, "frequency": 0.3333, "count": 3},
        {"confidence": 0.91, "frequency": 0.0, "count": 1},
    ]
    assert find_calibration_error(probabilities, truth) == pytest.approx((0.89 + 0.91) / 4)
    assert find_calibration_error(probabilities[:0], truth[:0]) is None


@given(PROBABILITIES)
def test_the_bins_are_what_the_error_is_made_of(pairs: list[tuple[float, bool]]) -> None:
    """Every probability is in one bin, and the gaps of the bins give the error."""
    probabilities, truth = (np.array(values) for values in zip(*pairs, strict=True))
    bins = find_bins(probabilities, truth)
    gaps = sum(abs(entry["confidence"] - entry["frequency"]) * entry["count"] for entry in bins)

    assert sum(entry["count"] for entry in bins) == len(pairs)
    assert find_calibration_error(probabilities, truth) == pytest.approx(gaps / len(pairs), abs=3e-4)


def test_unknown_labels_are_in_no_bin() -> None:
    """A label nobody gave says nothing of a probability."""
    probabilities = np.array([[0.9, 0.1], [0.2, 0.3]])
    targets = np.array([[1, 0], [-1, -1]], dtype=np.int8)
    figures = measure_reliability(["a", "b"], probabilities, targets, np.array([0.9, 0.5]), np.array([1, -1]))

    assert [entry["count"] for entry in figures["devices"]] == [1, 1]
    assert figures["any"] == [{"confidence": 0.9, "frequency": 1.0, "count": 1}]
    assert figures["labels"]["b"] == [{"confidence": 0.1, "frequency": 0.0, "count": 1}]


def test_verdicts_agree_with_a_case_worked_by_hand() -> None:
    """Of three statements with tags one is sure, of two without one is far enough; open labels do not count."""
    probabilities = np.array([[0.9, 0.6], [0.6, 0.1], [0.7, 0.6], [0.4, 0.1], [0.1, 0.1]])
    targets = np.array([[1, 0], [0, 0], [-1, 1], [0, 0], [0, 1]], dtype=np.int8)
    tags, distances = probabilities >= 0.5, find_distances(probabilities, 0.5)
    values = find_sureness(probabilities, tags), tags, distances, targets, np.array([1, 0, 1, 0, 1], dtype=np.int8)
    figures = measure_verdicts(*values, (0.7, 0.5))
    tagged = {entry["sure_share"]: entry for entry in figures["tagged_curve"]}
    clean = {entry["unsure_margin"]: entry for entry in figures["clean_curve"]}

    assert (0.2, 2, 0.5) == (figures["tagged"], figures["tags"], figures["tag_precision"])
    assert (0.2, 0.0) == (figures["clean"], figures["clean_right"])
    assert (0.6, 4, 0.5) == (tagged[0.0]["tagged"], tagged[0.0]["tags"], tagged[0.0]["tag_precision"])
    assert (0.0, 0, None) == (tagged[0.9]["tagged"], tagged[0.9]["tags"], tagged[0.9]["tag_precision"])
    assert (0.4, 0.5) == (clean[0.0]["clean"], clean[0.0]["clean_right"])


@given(st.lists(st.lists(st.floats(0, 1), min_size=3, max_size=3), min_size=1, max_size=20))
def test_a_wider_band_never_decides_more(rows: list[list[float]]) -> None:
    """Along the curves, the shares of tagged and clean fall."""
    probabilities = np.array(rows)
    nothing, tags = np.zeros(probabilities.shape, dtype=np.int8), probabilities >= 0.3
    distances = find_distances(probabilities, 0.3)
    values = find_sureness(probabilities, tags), tags, distances, nothing, nothing[:, 0]
    figures = measure_verdicts(*values, (0.0, 0.0))

    for key in ("tagged", "clean"):
        shares = [entry[key] for entry in figures[f"{key}_curve"]]
        assert shares == sorted(shares, reverse=True)
