"""framing.evidence."""

import numpy as np

from framing.evidence import average_pieces, choose_spans, find_words, shift_pushes

TEXT = "It was, frankly, a stab in the back from old friends."


def _choose(pushes: dict[str, float], second: float = 0.5) -> list[str]:
    words = find_words(TEXT)
    values = np.array([pushes.get(TEXT[start:end], -0.2) for start, end in words])
    return [span.text for span in choose_spans(TEXT, words, values, second)]


def test_words_keep_their_apostrophes_and_hyphens() -> None:
    """A span never cuts "don't" or "so-called"."""
    text = "They don't like the so-called “peace”."
    assert [text[a:b] for a, b in find_words(text)] == ["They", "don't", "like", "the", "so-called", "peace"]


def test_a_run_reaches_over_a_weak_word_between_strong_ones() -> None:
    """The whole phrase is marked, not its strong words one by one."""
    assert _choose({"stab": 1, "back": 1}) == ["stab in the back"]


def test_a_span_stays_within_a_clause() -> None:
    """Commas end a clause."""
    assert _choose({"It": 1.5, "was": 1, "frankly": 1, "stab": 2}, second=2) == ["It was"]


def test_a_second_run_is_kept_if_it_is_nearly_as_strong() -> None:
    """Two clauses may carry one device."""
    assert _choose({"frankly": 1, "stab": 1.2}, second=0.5) == ["frankly", "stab"]
    assert _choose({"frankly": 0.3, "stab": 1.2}, second=0.5) == ["stab"]


def test_without_words_there_is_no_span() -> None:
    """A text of marks only has nothing to show."""
    assert choose_spans("...", [], np.zeros(0), 0.5) == ()


def test_every_statement_with_a_word_has_a_span() -> None:
    """Even where no word pushes, the least unlikely one is shown."""
    assert len(_choose({})) == 1


def test_a_cut_is_in_units_of_the_mean_positive_push() -> None:
    """A larger cut shortens runs at any scale of pushes."""
    pushes = np.array([[4.0], [0.0]])
    np.testing.assert_array_equal(shift_pushes(pushes, 0.5), [[3.0], [-1.0]])


def test_a_word_is_the_mean_of_its_pieces() -> None:
    """Pieces that overlap a word count evenly; a word without pieces is zero."""
    vectors = np.array([[1.0], [3.0], [8.0]], dtype=np.float32)
    spans = np.array([[0, 2], [2, 4], [5, 6]])

    np.testing.assert_array_equal(average_pieces([(0, 4), (5, 6), (7, 8)], vectors, spans), [[2], [8], [0]])


def test_reported_speech_is_a_clause_of_its_own() -> None:
    """Evidence does not run from the reporting words into what is reported."""
    text = "she said that they betrayed us"
    words = find_words(text)
    values = np.ones(len(words))
    (whole,) = choose_spans(text, words, values, 1.01)
    (reported,) = choose_spans(text, words, values, 1.01, [text.index("they")])

    assert (text, "they betrayed us") == (whole.text, reported.text)
