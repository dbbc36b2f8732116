"""Probabilities, tags and known labels -> the figures that are reported.

Entries whose label is unknown (-1) count nowhere. Macro F1 is the mean over labels that occur.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, roc_auc_score

from framing.evidence import find_words
from framing.types import Span
from training.labels import UNKNOWN
from training.reliability import find_calibration_error

# How much of what is found is marked, how much is found, how much of what is marked is found, how much is marked.
Counts: TypeAlias = tuple[float, int, float, int]

_DIGITS = 4


def measure(
    names: Sequence[str],
    probabilities: NDArray[np.float64],
    tags: NDArray[np.bool_],
    targets: NDArray[np.int8],
    any_probability: NDArray[np.float64],
    any_target: NDArray[np.int8],
) -> dict[str, Any]:
    """All figures of one evaluation, rounded to four digits.

    `names` are the labels, one per column of `probabilities`, `tags` and `targets`, all (n, labels);
    `any_probability` and `any_target`, (n,), tell of "carries any device".
    """
    known = targets != UNKNOWN
    labels = {
        name: _measure_label(probabilities[known[:, i], i], tags[known[:, i], i], targets[known[:, i], i])
        for i, name in enumerate(names)
    }
    seen = [entry for entry in labels.values() if entry["support"]]
    micro = _count_rates(tags[known], targets[known] == 1)
    reviewed = any_target != UNKNOWN
    return {
        "n": int(reviewed.sum()),
        "micro": micro,
        "macro": {key: _mean([entry[key] for entry in seen]) for key in ("precision", "recall", "f1")},
        "average_precision": _rank(average_precision_score, targets[known] == 1, probabilities[known]),
        "mean_auc": _mean([entry["auc"] for entry in seen if entry["auc"] is not None]),
        "any": {
            "auc": _rank(roc_auc_score, any_target[reviewed] == 1, any_probability[reviewed]),
            "average_precision": _rank(average_precision_score, any_target[reviewed] == 1, any_probability[reviewed]),
            "base_rate": round(float((any_target[reviewed] == 1).mean()), _DIGITS) if reviewed.any() else None,
        },
        "all_positive_micro_f1": _count_rates(np.ones(int(known.sum()), dtype=np.bool_), targets[known] == 1)["f1"],
        "calibration_error": find_calibration_error(probabilities[known], targets[known] == 1),
        "any_calibration_error": find_calibration_error(any_probability[reviewed], any_target[reviewed] == 1),
        "labels": labels,
    }


def _measure_label(
    probabilities: NDArray[np.float64], tags: NDArray[np.bool_], targets: NDArray[np.int8]
) -> dict[str, Any]:
    truth = targets == 1
    return {
        "support": int(truth.sum()),
        **_count_rates(tags, truth),
        "auc": _rank(roc_auc_score, truth, probabilities),
        "ece": find_calibration_error(probabilities, truth),
    }


def _count_rates(tags: NDArray[np.bool_], truth: NDArray[np.bool_]) -> dict[str, float]:
    hits, given, wanted = int((tags & truth).sum()), int(tags.sum()), int(truth.sum())
    precision, recall = hits / given if given else 0.0, hits / wanted if wanted else 0.0
    f1 = 2 * hits / (given + wanted) if given + wanted else 0.0
    return {"precision": round(precision, _DIGITS), "recall": round(recall, _DIGITS), "f1": round(f1, _DIGITS)}


def _rank(metric: Any, truth: NDArray[np.bool_], probabilities: NDArray[np.float64]) -> float | None:
    """A ranking metric, or None where there is one class only."""
    if not truth.any() or truth.all():
        return None
    return round(float(metric(truth, probabilities)), _DIGITS)


def _mean(values: Sequence[float]) -> float | None:
    return round(float(np.mean(values)), _DIGITS) if values else None


def measure_spans(found: Sequence[Sequence[Span]], marked: Sequence[Sequence[Span]]) -> dict[str, float]:
    """Span precision, recall and F1 with credit for partial overlap (SemEval-2020 task 11, its equations 1-4).

    Each pair of lists holds the spans of one device in one statement.
    """
    return find_rates([count_spans(*pair) for pair in zip(found, marked, strict=True)])


def measure_words(
    texts: Sequence[str], found: Sequence[Sequence[Span]], marked: Sequence[Sequence[Span]]
) -> dict[str, float]:
    """Precision, recall and F1 over the words of all texts; a word is in where any of its text's spans touches it."""
    return find_rates([count_words(*one) for one in zip(texts, found, marked, strict=True)])


def count_spans(found: Sequence[Span], marked: Sequence[Span]) -> Counts:
    """The counts of one device in one statement; marked spans that overlap count as one."""
    merged = _merge(marked)
    hits_found = hits_marked = 0.0
    for one in found:
        for start, end in merged:
            shared = max(0, min(one.end, end) - max(one.start, start))
            hits_found += shared / (one.end - one.start)
            hits_marked += shared / (end - start)
    return hits_found, len(found), hits_marked, len(merged)


def _merge(spans: Sequence[Span]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def count_words(text: str, found: Sequence[Span], marked: Sequence[Span]) -> Counts:
    """The counts of one text's words."""
    words = find_words(text)
    ours, theirs = (
        {word for word in words if any(span.start < word[1] and word[0] < span.end for span in spans)}
        for spans in (found, marked)
    )
    hits = len(ours & theirs)
    return hits, len(ours), hits, len(theirs)


def find_rates(counts: Sequence[Counts]) -> dict[str, float]:
    """Precision, recall and F1 of all counts together, rounded to four digits."""
    hits_found, n_found, hits_marked, n_marked = (sum(values) for values in zip((0, 0, 0, 0), *counts, strict=True))
    precision = hits_found / n_found if n_found else 0.0
    recall = hits_marked / n_marked if n_marked else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, _DIGITS), "recall": round(recall, _DIGITS), "f1": round(f1, _DIGITS)}
