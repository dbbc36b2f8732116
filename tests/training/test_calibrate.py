"""training.calibrate and training.metrics."""

import numpy as np
import pytest
from scipy.special import expit

from framing.model import find_shift, mix_scores
from framing.types import Span
from framing.verdict import find_distances, find_sureness
from training.calibrate import (
    choose_sure_share,
    choose_thresholds,
    choose_unsure_margin,
    fit_language_bias,
    fit_mix,
)
from training.metrics import measure, measure_spans, measure_words
from training.reliability import find_calibration_error

RNG = np.random.default_rng(7)


def _make(n: int = 4000) -> tuple[np.ndarray, np.ndarray]:
    """Scores whose true probability is known: logit p = 2 * score - 1."""
    scores = RNG.normal(size=(n, 3))
    truth = RNG.random((n, 3)) < 1 / (1 + np.exp(1 - 2 * scores))
    return scores, truth.astype(np.int8)


def test_calibrated_probabilities_mean_what_they_say() -> None:
    """Scores on the wrong scale come out right."""
    scores, targets = _make()
    probabilities = expit(mix_scores([scores], fit_mix([scores], targets)))

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
    probabilities = expit(mix_scores([scores], fit_mix([scores], targets)))

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


def test_what_is_left_as_clean_is_right_nine_times_of_ten() -> None:
    """The unsure band grows until few enough devices hide among the clean."""
    probabilities = RNG.random((5000, 1)) * 0.5
    any_target = (RNG.random(5000) < probabilities[:, 0]).astype(np.int8)
    distances = find_distances(probabilities, [0.5])
    margin = choose_unsure_margin(distances, any_target)
    clean = -np.log(probabilities[:, 0] / (1 - probabilities[:, 0])) > margin

    assert any_target[clean].mean() <= 0.1
    assert any_target.mean() > 0.2
    assert choose_unsure_margin(distances, np.zeros(5000, dtype=np.int8)) == pytest.approx(0.1)


def test_tags_within_tagged_are_right_nearly_four_times_of_five() -> None:
    """The band above the thresholds grows until enough tags are right, and no further."""
    probabilities = RNG.random((5000, 2))
    targets = (RNG.random((5000, 2)) < probabilities).astype(np.int8)
    thresholds = np.array([0.3, 0.3])
    share = choose_sure_share(probabilities, targets, thresholds)
    tags = probabilities >= thresholds

    def find_precision(least: float) -> float:
        sure = find_sureness(probabilities, tags) >= least
        return float(targets[sure][tags[sure]].mean())

    assert find_precision(share) >= 0.78 > find_precision(share - 0.01)
    assert choose_sure_share(probabilities, np.ones_like(targets), thresholds) == 0.0


def test_out_of_reach_the_band_is_as_wide_as_it_may_be() -> None:
    """Tags that are never right are never sure; labels nobody gave do not count."""
    probabilities, thresholds = np.linspace(0, 1, 50)[:, None], np.array([0.3])
    open_or_right = np.where(probabilities > 0.9, 1, -1).astype(np.int8)

    assert choose_sure_share(probabilities, np.zeros((50, 1), dtype=np.int8), thresholds) == pytest.approx(0.95)
    assert choose_sure_share(probabilities, open_or_right, thresholds) == 0.0


def test_a_language_that_is_scored_timidly_is_lifted() -> None:
    """The same scores mean more in one language than in the other; few rows move little."""
    scores, targets = _make(6000)
    languages = ["en"] * 3000 + ["sr"] * 2990 + ["pl"] * 10
    logits = 2 * scores - 1 - np.array([[0.0]] * 3000 + [[0.7]] * 3000)
    bias = fit_language_bias(logits, targets, languages)

    assert bias["en"] == pytest.approx(0.0, abs=0.1)
    assert bias["sr"] == pytest.approx(0.7, abs=0.1)
    assert 0 < abs(bias["pl"]) < 0.7
    np.testing.assert_array_equal(find_shift(["sr", "xx"], {"sr": 0.5}), [[0.5], [0.0]])


def test_measures_agree_with_a_case_worked_by_hand() -> None:
    """Two labels, four rows, one entry unknown."""
    targets = np.array([[1, 0], [1, 1], [0, -1], [0, 0]], dtype=np.int8)
    probabilities = np.array([[0.9, 0.1], [0.2, 0.8], [0.6, 0.9], [0.1, 0.1]])
    figures = measure(["a", "b"], probabilities, probabilities > 0.5, targets, probabilities[:, 0], targets[:, 0])

    assert figures["labels"]["a"] == {"support": 2, "precision": 0.5, "recall": 0.5, "f1": 0.5, "auc": 0.75, "ece": 0.4}
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


def test_marked_spans_that_overlap_count_as_one() -> None:
    """What is found once cannot be right twice."""
    marked = [[Span(0, 8, "x" * 8), Span(4, 10, "x" * 6)]]
    found = [[Span(0, 10, "x" * 10)]]

    assert measure_spans(found, marked) == {"precision": 1.0, "recall": 1.0, "f1": 1.0}


def test_a_word_is_found_where_a_span_touches_it() -> None:
    """Words count, not spans or characters, and those of all texts together."""
    texts = ["our brothers sold us out", "they met on Tuesday", "nothing here"]
    marked = [_cut(texts[0], "brothers sold us"), [], []]
    found = [_cut(texts[0], "sold us out"), _cut(texts[1], "esday"), []]

    assert measure_words(texts, found, marked) == {"precision": 0.5, "recall": 0.6667, "f1": 0.5714}
    assert measure_words(texts, marked, marked)["f1"] == 1.0
    assert measure_words([], [], []) == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


def _cut(text: str, words: str) -> list[Span]:
    start = text.index(words)
    return [Span(start, start + len(words), words)]
