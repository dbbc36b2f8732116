"""framing.ngrams."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from framing.ngrams import NgramRanges, count_ngrams, cut_batches, find_ngrams, sort_ngrams

RANGES = NgramRanges(characters=(2, 3), words=(1, 2), bits=12)


def _list(text: str) -> list[str]:
    found = find_ngrams([text], RANGES)
    return sorted(text[start:end] for start, end in zip(found.starts, found.ends, strict=True))


def test_ngrams_are_those_of_the_definition() -> None:
    """Character n-grams stay within a blank-padded token, word n-grams join neighbours."""
    # " a" and "b " show their letter; "ab" stands for itself, " ab" and "ab " too, and the word.
    assert _list("ab") == sorted(["a", "ab", "b", "ab", "ab", "ab"])
    assert "no, ye" not in _list("no, yes")
    assert "no," in _list("no, yes")
    assert ", yes" in _list("no, yes")


def test_same_words_fall_into_the_same_bucket_wherever_they_stand() -> None:
    """A word's features do not depend on its neighbours."""
    alone = set(count_ngrams(["treason"], NgramRanges(words=(1, 1), bits=16)).indices)
    inside = set(count_ngrams(["it was treason again"], NgramRanges(words=(1, 1), bits=16)).indices)

    assert alone <= inside


@given(st.lists(st.text(st.characters()), max_size=4))
def test_a_text_counts_the_same_alone_and_in_a_batch(texts: list[str]) -> None:
    """Rows do not see each other."""
    together = count_ngrams(texts, RANGES)

    assert together.shape == (len(texts), RANGES.width)
    for row, text in enumerate(texts):
        alone = count_ngrams([text], RANGES)
        np.testing.assert_array_equal(alone.indices, together[[row]].indices)
        np.testing.assert_array_equal(alone.data, together[[row]].data)


@given(st.text(st.characters()))
def test_every_ngram_points_at_its_own_words(text: str) -> None:
    """Offsets lie in the text and never point at blanks."""
    found = find_ngrams([text], RANGES)

    for start, end in zip(found.starts, found.ends, strict=True):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]


@given(st.lists(st.integers(0, 20_000), max_size=12))
def test_batches_hold_every_text_once_and_in_order(sizes: list[int]) -> None:
    """Nothing is read twice or left out, however long it is."""
    batches = list(cut_batches(["x" * size for size in sizes]))

    assert [batch.start for batch in batches[:1]] == [0][: len(sizes)]
    assert [batch.stop for batch in batches[-1:]] == [len(sizes)][: len(sizes)]
    assert all(one.stop == other.start and one.start < one.stop for one, other in pairwise(batches))


@given(st.lists(st.text(st.sampled_from("ab .ж"), max_size=12), min_size=1, max_size=4))
def test_sorted_occurrences_stand_with_their_counts(texts: list[str]) -> None:
    """In the order given, occurrences come by text and bucket, as often as the counts say."""
    found = find_ngrams(texts, RANGES)
    counts, order = sort_ngrams(found, len(texts), RANGES)

    times = counts.data.astype(int)
    np.testing.assert_array_equal(found.columns[order], np.repeat(counts.indices, times))
    np.testing.assert_array_equal(np.bincount(found.rows, minlength=len(texts)), np.asarray(counts.sum(axis=1)))
    assert (np.diff(found.rows[order]) >= 0).all()
