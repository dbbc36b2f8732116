"""training.split."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from training.corpus import group_sources
from training.rows import LabelledStatement
from training.split import make_folds, split_rows

SHARES = {"train": 0.7, "calibration": 0.15, "test": 0.15}


def _make_row(number: int, source: str, part: str = "") -> LabelledStatement:
    return LabelledStatement("f:1", str(number), f"text {number}", frozenset(), (), source, "en", "", "", "", part)


@settings(deadline=None)
@given(st.lists(st.integers(0, 20), min_size=1, max_size=60), st.integers(0, 5))
def test_no_source_straddles_parts_or_folds_and_no_row_is_lost(sources: list[int], seed: int) -> None:
    """Whole sources go to one part each."""
    rows = [_make_row(i, f"s{source}") for i, source in enumerate(sources)]
    targets = np.array([[source % 2, 1] for source in sources], dtype=np.int8)
    parts = split_rows(rows, targets, SHARES, seed)
    folds = make_folds(rows, targets, 3, seed)

    assert sorted(np.concatenate(list(parts.values())).tolist()) == list(range(len(rows)))
    for indices in group_sources(rows).values():
        assert len({part for part, chosen in parts.items() if set(indices) & set(chosen.tolist())}) == 1
        assert len(set(folds[indices].tolist())) == 1


def test_labels_are_spread_over_the_parts() -> None:
    """A label of 40 rows in 40 sources reaches each part in its share."""
    rows = [_make_row(i, f"s{i}") for i in range(400)]
    targets = np.array([[i % 10 == 0, 1] for i in range(400)], dtype=np.int8)
    parts = split_rows(rows, targets, SHARES, 1)

    assert {part: int(targets[chosen, 0].sum()) for part, chosen in parts.items()} == {
        "train": 28,
        "calibration": 6,
        "test": 6,
    }


def test_a_part_given_by_hand_is_kept() -> None:
    """The `split` column decides."""
    rows = [_make_row(i, f"s{i}", "test" if i < 5 else "") for i in range(50)]
    parts = split_rows(rows, np.ones((50, 2), dtype=np.int8), SHARES, 1)

    assert set(range(5)) <= set(parts["test"].tolist())


def test_another_seed_splits_differently_and_the_same_seed_alike() -> None:
    """The seed is all that chance has."""
    rows = [_make_row(i, f"s{i}") for i in range(50)]
    targets = np.ones((50, 2), dtype=np.int8)
    one, same, other = (split_rows(rows, targets, SHARES, seed)["test"].tolist() for seed in (1, 1, 2))

    assert one == same != other
