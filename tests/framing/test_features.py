"""framing.features: the lexical view."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from framing.evidence import find_words
from framing.features import LexicalView
from framing.ngrams import NgramRanges

RANGES = NgramRanges(characters=(2, 4), words=(1, 2), bits=10)
_RANDOM = np.random.default_rng(5)
VIEW = LexicalView(RANGES, _RANDOM.uniform(1, 9, RANGES.width).astype(np.float32))
HEADS = _RANDOM.normal(size=(RANGES.width, 3)).astype(np.float32)
# Plain words, letters that fold to none, two or three, and a disguise that is undone.
TEXTS = st.text(st.sampled_from("ab б.,'’ \n…ßﬁＡ\u200b\u0301𝐭4@"), max_size=30)


def _weigh(texts: list[str], row: int, head: int, words: list[tuple[int, int]]) -> np.ndarray:
    (pushes,) = VIEW.trace(texts).weigh_words(np.array([row]), np.array([head]), [words], HEADS)
    return np.asarray(pushes)


@given(TEXTS)
def test_the_whole_text_pushes_as_much_as_it_scores(text: str) -> None:
    """What is spread over the code points is the score, no more and no less."""
    (pushed,) = _weigh([text], 0, 1, [(0, len(text))])

    np.testing.assert_allclose(pushed, (VIEW.read([text]) @ HEADS)[0, 1], atol=1e-4)


@given(TEXTS, st.data())
def test_pushes_of_neighbours_add_up(text: str, data: st.DataObject) -> None:
    """Two stretches side by side push as much as both at once."""
    cut = data.draw(st.integers(0, len(text)))

    before, behind = _weigh([text], 0, 2, [(0, cut), (cut, len(text))])
    (both,) = _weigh([text], 0, 2, [(0, len(text))])

    np.testing.assert_allclose(before + behind, both, atol=1e-9)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_word_pushes_the_same_alone_and_in_a_batch(texts: list[str]) -> None:
    """No rounding crosses from one text, or one head, to another."""
    rows = np.repeat(np.arange(len(texts)), 2)
    words = [find_words(text) for text in texts]
    together = VIEW.trace(texts).weigh_words(rows, rows * 0 + [0, 2] * len(texts), [words[row] for row in rows], HEADS)

    for place, row in enumerate(rows):
        alone = _weigh([texts[row]], 0, (0, 2)[place % 2], words[row])
        np.testing.assert_array_equal(alone, together[place])


@given(st.lists(TEXTS, max_size=4))
def test_a_trace_reads_what_the_view_reads(texts: list[str]) -> None:
    """With the places or without, the features are the same bits."""
    plain, traced = VIEW.read(texts), VIEW.trace(texts).matrix

    np.testing.assert_array_equal(plain.indptr, traced.indptr)
    np.testing.assert_array_equal(plain.indices, traced.indices)
    np.testing.assert_array_equal(plain.data, traced.data)
