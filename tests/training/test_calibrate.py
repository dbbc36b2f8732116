"""training.calibrate and training.metrics."""

import numpy as np
import pytest

from framing.model import mix_scores
from framing.types import Span
from training.calibrate import choose_margin, choose_thresholds, fit_mix
from training.metrics import find_calibration_error, measure, measure_spans

RNG = np.random.default_rng(7)


def _make(n: int = 4000) -> tuple[np.ndarray, np.ndarray]:
    """Scores whose true probability is known: logit p = 2 * score - 1."""
    scores = RNG.normal(size=(n, 3))
    truth = RNG.random((n, 3)) < 1 / (1 + np.exp(1 - 2 * scores))
    return scores, truth.astype(np.int8)


def test_calibrated_probabilities_mean_what_they_say() -> None:
    """Scores on the wrong scale come out right."""
    scores, targets = _make()
    probabilities = mix_scores([scores], fit_mix([scores], targets))

    assert find_calibration_error(probabilities[:, 0], targets[:, 0] == 1) < 0.03
    assert find_calibration_error(1 / (1 + np.exp(-scores[:, 0])), targets[:, 0] == 1) > 0.1


def test_unknown_labels_do_not_count() -> None:
    """Rows whose label is open change nothing."""
    scores, targets = _make(500)
    padded = np.vstack([targets, np.full_like(targets, -1)])
    twice = np.vstack([scores, scores + 9])

    np.testing.assert_allclose(fit_mix([scores], targets), fit_mix([twice], padded))


def test_a_device_without_positives_stays_improbable() -> None:
    """Its calibration comes from the others, its bias from what was seen."""
    scores, targets = _make()
    targets[:, 0] = 0
    probabilities = mix_scores([scores], fit_mix([scores], targets))

    assert probabilities[:, 0].max() < 0.5


def test_a_rare_device_borrows_the_common_threshold() -> None:
    """Few positives hardly move a threshold, many do."""
    targets = np.zeros((400, 2), dtype=np.int8)
    probabilities = np.full((400, 2), 0.01)
    targets[:200, 0] = 1
    probabilities[:200, 0] = 0.9
    targets[0, 1] = 1
    probabilities[0, 1] = 0.05
    probabilities[1:51, 1] = 0.06  # its own best cut-off would be 0.03
    often, rare = choose_thresholds(probabilities, targets)

    assert often == pytest.approx(0.455, abs=0.01)
    assert rare > 0.4


def test_the_unsure_band_takes_a_tenth_of_the_clean() -> None:
    """The margin is measured on what came out clean."""
    clean = np.linspace(0.01, 0.49, 1000)
    probabilities = np.stack([clean, clean], axis=1)
    margin = choose_margin(probabilities, np.zeros(1000, dtype=np.int8), np.array([0.5, 0.5]))
    taken = np.log(0.5 / 0.5) - np.log(clean / (1 - clean)) <= margin

    assert taken.mean() == pytest.approx(0.1, abs=0.01)


def test_measures_agree_with_a_case_worked_by_hand() -> None:
    """Two labels, four rows, one entry unknown."""
    targets = np.array([[1, 0], [1, 1], [0, -1], [0, 0]], dtype=np.int8)
    probabilities = np.array([[0.9, 0.1], [0.2, 0.8], [0.6, 0.9], [0.1, 0.1]])
    figures = measure(["a", "b"], probabilities, probabilities > 0.5, targets, probabilities[:, 0], targets[:, 0])

    assert figures["labels"]["a"] == {"support": 2, "precision": 0.5, "recall": 0.5, "f1": 0.5, "auc": 0.75}
    assert figures["labels"]["b"]["f1"] == 1.0
    assert figures["micro"] == {"precision": 0.6667, "recall": 0.6667, "f1": 0.6667}
    assert figures["macro"]["f1"] == 0.75
    assert figures["all_positive_micro_f1"] == 0.6


def test_span_overlap_earns_its_share() -> None:
    """Half of a span found is half a hit; the worked example of the definition."""
    marked = [[Span(0, 10, "x" * 10)]]
    found = [[Span(5, 10, "x" * 5), Span(20, 25, "y" * 5)]]

    assert measure_spans(found, marked) == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert measure_spans(marked, marked)["f1"] == 1.0
    assert measure_spans([[]], marked)["f1"] == 0.0
