"""training.copies."""

import unicodedata

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from training.copies import copy_unmarked, strip_marks
from training.rows import LabelledStatement


def _make_row(text: str) -> LabelledStatement:
    return LabelledStatement("f:1", text, text, frozenset(), (), "source", "pl", "", "", "", "")


@given(st.text())
def test_a_copy_keeps_every_offset(text: str) -> None:
    """Letter for letter, and what has no Latin marks stays as it is."""
    bare = strip_marks(text)

    assert len(text) == len(bare)
    assert all(
        a == b or unicodedata.normalize("NFD", a)[0] == b or a in "łŁđĐøØ" for a, b in zip(text, bare, strict=True)
    )


def test_only_chosen_rows_with_marks_are_copied() -> None:
    """A row in no chosen part, or without marks, has no copy."""
    rows = [_make_row("Zażółć gęślą"), _make_row("plain"), _make_row("Šuma je čija?"), _make_row("И ёлка, й")]

    copies = copy_unmarked(rows, np.array([0, 1, 3]))

    assert [row.text for row in copies.rows] == ["Zazolc gesla"]
    assert copies.originals.tolist() == [0]
