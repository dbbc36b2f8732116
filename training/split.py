"""Rows -> parts that no source straddles, with each label and language spread as evenly as sources allow.

Greedy, after the idea of iterative stratification (Sechidis, Tsoumakas, Vlahavas 2011), on whole sources: the
sources that hold the rarest labels choose first, each goes where its labels and language are missed most.
"""

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from training.corpus import group_sources
from training.rows import PARTS, LabelledStatement


def split_rows(
    rows: Sequence[LabelledStatement], targets: NDArray[np.int8], shares: Mapping[str, float], seed: int
) -> dict[str, NDArray[np.int64]]:
    """Row indices of train, calibration and test; rows with a part of their own stay there."""
    groups = group_sources(rows)
    fixed = {name: rows[indices[0]].part for name, indices in groups.items() if rows[indices[0]].part}
    free = {name: indices for name, indices in groups.items() if name not in fixed}
    chosen = dict(fixed)
    chosen |= {
        name: PARTS[part]
        for name, part in _assign(free, _weigh(rows, targets), [shares[part] for part in PARTS], seed).items()
    }
    parts: dict[str, list[int]] = {part: [] for part in PARTS}
    for name, indices in groups.items():
        parts[chosen[name]] += indices
    return {part: np.array(sorted(indices), dtype=np.int64) for part, indices in parts.items()}


def make_folds(
    rows: Sequence[LabelledStatement], targets: NDArray[np.int8], n_folds: int, seed: int
) -> NDArray[np.int64]:
    """The fold of each row, 0 .. n_folds-1; no source straddles two folds."""
    groups = group_sources(rows)
    chosen = _assign(groups, _weigh(rows, targets), [1 / n_folds] * n_folds, seed)
    folds = np.zeros(len(rows), dtype=np.int64)
    for name, indices in groups.items():
        folds[indices] = chosen[name]
    return folds


def _weigh(rows: Sequence[LabelledStatement], targets: NDArray[np.int8]) -> NDArray[np.float64]:
    """What is to be spread, (rows, things): each label, each language, and the rows themselves."""
    languages = sorted({row.language for row in rows})
    spoken = np.array([[row.language == language for language in languages] for row in rows], dtype=np.float64)
    return np.hstack([targets == 1, spoken.reshape(len(rows), -1), np.ones((len(rows), 1))]).astype(np.float64)


def _assign(
    groups: Mapping[str, Sequence[int]], weights: NDArray[np.float64], shares: Sequence[float], seed: int
) -> dict[str, int]:
    sums = {name: weights[list(indices)].sum(axis=0) for name, indices in groups.items()}
    totals = np.sum(list(sums.values()), axis=0) if sums else np.zeros(weights.shape[1])
    rarity = 1.0 / np.maximum(totals, 1.0)
    wanted = np.outer(shares, totals)
    order = sorted(sums, key=lambda name: (-float((sums[name] * rarity).max()), _shuffle_key(name, seed)))
    chosen: dict[str, int] = {}
    for name in order:
        # What is still missing, as a fraction of what the part should get: 1 at first, below 0 when overfull.
        missing = wanted * rarity / np.array(shares)[:, None]
        part = int(np.argmax(missing @ (sums[name] * rarity)))
        chosen[name] = part
        wanted[part] -= sums[name]
    return chosen


def _shuffle_key(name: str, seed: int) -> str:
    return hashlib.sha256(f"{seed}:{name}".encode("utf-8", "surrogatepass")).hexdigest()
