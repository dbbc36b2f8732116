"""Stance probabilities, or rows to learn from, and rows with their stance -> the figures that are reported.

Beside a model stand two simple competitors on hashed word 1-2-grams and character 2-5-grams with TF-IDF weights:
one logistic regression for each target, and one for all rows that does not look at the target.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.stance import STANCES
from training.fit import fit_heads
from training.reliability import find_calibration_error
from training.rows import LabelledStatement
from training.vectoriser import NgramVectoriser

_DIGITS = 4
# The customary strength for TF-IDF text classification, as in the published baselines of multi-target-stance.
_STRENGTH = 10.0
# A target with fewer rows has no model of its own: it gets the one that does not look at the target.
_FEWEST_ROWS = 20


def find_truth(rows: Sequence[LabelledStatement]) -> NDArray[np.int64]:
    """The index in `STANCES` of each row's stance."""
    places: dict[str, int] = {name: index for index, name in enumerate(STANCES)}
    return np.array([places[row.stance] for row in rows], dtype=np.int64)


def mark_stances(truth: NDArray[np.int64]) -> NDArray[np.int8]:
    """One column per stance, 1 where a row has it."""
    return np.equal.outer(truth, np.arange(len(STANCES))).astype(np.int8)


def measure_stances(rows: Sequence[LabelledStatement], probabilities: NDArray[np.float64]) -> dict[str, Any]:
    """Figures of probabilities (n, 3) of `STANCES` for some rows, in all and by language."""
    truth, given = find_truth(rows), probabilities.argmax(axis=1)
    languages = sorted({row.language for row in rows})
    spoken = np.array([row.language for row in rows])
    return {
        **_measure(truth, given),
        "calibration_error": find_calibration_error(probabilities.max(axis=1), truth == given),
        "languages": {name: _measure(truth[spoken == name], given[spoken == name]) for name in languages},
    }


def _measure(truth: NDArray[np.int64], given: NDArray[np.int64]) -> dict[str, Any]:
    """Per stance and in all; `macro_f1` is the mean over stances that occur, `mean_f1` that of support and oppose."""
    stances = {}
    for index, name in enumerate(STANCES):
        hits = int(((truth == index) & (given == index)).sum())
        wanted, offered = int((truth == index).sum()), int((given == index).sum())
        stances[name] = {
            "support": wanted,
            "precision": round(hits / offered, _DIGITS) if offered else 0.0,
            "recall": round(hits / wanted, _DIGITS) if wanted else 0.0,
            "f1": round(2 * hits / (wanted + offered), _DIGITS) if wanted + offered else 0.0,
        }
    seen = [entry["f1"] for entry in stances.values() if entry["support"]]
    return {
        "n": len(truth),
        "accuracy": round(float((truth == given).mean()), _DIGITS) if len(truth) else 0.0,
        "macro_f1": round(float(np.mean(seen)), _DIGITS) if seen else 0.0,
        "mean_f1": round((stances["support"]["f1"] + stances["oppose"]["f1"]) / 2, _DIGITS),
        "stances": stances,
    }


def compare_baselines(
    seen: Sequence[LabelledStatement], test: Sequence[LabelledStatement], seed: int
) -> dict[str, dict[str, Any]]:
    """What the two competitors reach on `test` when they learn from `seen`."""
    vectoriser = NgramVectoriser((2, 5), (1, 2), 17, form=False).fit(row.text for row in seen)
    matrix = vectoriser.transform(row.text for row in [*seen, *test])
    truth, offset = mark_stances(find_truth(seen)), len(seen)
    blind = fit_heads(matrix[:offset], truth, _STRENGTH, seed).score(matrix[offset:])
    own = blind.copy()
    for target in sorted({row.target.casefold() for row in test}):
        learn = [index for index, row in enumerate(seen) if row.target.casefold() == target]
        ask = [index for index, row in enumerate(test) if row.target.casefold() == target]
        if len(learn) >= _FEWEST_ROWS:
            heads = fit_heads(matrix[learn], truth[learn], _STRENGTH, seed)
            own[ask] = heads.score(matrix[[offset + index for index in ask]])
    return {
        "per_target": _measure(find_truth(test), own.argmax(axis=1)),
        "target_blind": _measure(find_truth(test), blind.argmax(axis=1)),
    }
