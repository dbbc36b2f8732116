"""framing.form: how a text is written, beside what is usual."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.form import WIDTH, fit_form, measure_form

WORDS, CHARACTERS, QUESTIONS, EXCLAMATIONS, ASKS, EXCLAIMS, REPEATS = range(WIDTH)


@pytest.mark.parametrize(
    ("less", "more", "columns"),
    [
        ("they sold us", "they sold us for nothing", {WORDS, CHARACTERS}),
        ("betray al", "betrayals", {WORDS}),
        ("is it so.", "is it so?", {QUESTIONS, ASKS}),
        ("is it? so.", "is it? so?", {QUESTIONS}),
        ("never again.", "never again!", {EXCLAMATIONS, EXCLAIMS}),
        ("shame on me, you", "shame on on your", {REPEATS}),
    ],
    ids=["longer", "fewer words", "question", "more questions", "exclamation", "repetition"],
)
def test_each_column_sees_one_thing(less: str, more: str, columns: set[int]) -> None:
    """What differs between two texts shows in its columns and in no other."""
    first, second = measure_form([less, more])

    assert columns == set(np.flatnonzero(first != second).tolist())


@given(st.lists(st.text(st.characters()), max_size=4))
def test_a_text_is_measured_the_same_alone_and_in_a_batch(texts: list[str]) -> None:
    """Rows do not see each other, and every number is finite."""
    scale = fit_form(["a word", "two words? two!"])
    together = scale.read(texts)

    assert together.shape == (len(texts), WIDTH)
    assert np.isfinite(together).all()
    for row, text in zip(together, texts, strict=True):
        np.testing.assert_array_equal(row, scale.read([text])[0])


def test_what_is_usual_is_zero_and_what_is_extreme_is_bounded() -> None:
    """A text a hundred times as long as any seen counts no more than three standard deviations."""
    texts = ["one two three", "one two three four", "one two three four five"]
    form = fit_form(texts).read([*texts, "word " * 1000, "word " * 9000])

    np.testing.assert_allclose(form[:3].mean(axis=0), 0, atol=1e-6)
    np.testing.assert_array_equal(form[3], form[4])
    assert form[4, WORDS] == np.abs(form).max()


def test_a_full_stop_left_out_changes_little() -> None:
    """Only the number of characters tells."""
    scale = fit_form(["one two three.", "one two three four, five and six.", "a"])
    with_stop, without = scale.read(["they sold us out.", "they sold us out"])

    assert np.flatnonzero(with_stop != without).tolist() == [CHARACTERS]
