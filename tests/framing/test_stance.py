"""Pairs of a statement and a target: what the views read of them, and how scores become stances."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from framing.encoder import TokenStates
from framing.features import EncoderView
from framing.model import Heads
from framing.stance import STANCES, Pair, PairView, StanceModel, decide_stances, gather_states, make_pair

_BITS, _HIDDEN = 6, 3
_WIDTH = 4 * 2 * 2**_BITS


@pytest.fixture(name="model", scope="module")
def _model() -> StanceModel:
    """Random weights in both views."""
    random = np.random.default_rng(5)
    gathered = 4 * _HIDDEN
    return StanceModel(
        PairView(_BITS, np.ones(_WIDTH, dtype=np.float32)),
        EncoderView(np.zeros(gathered, dtype=np.float32), np.ones(gathered, dtype=np.float32)),
        {
            "lexical": Heads(random.normal(size=(_WIDTH, 3)).astype(np.float32), np.zeros(3, dtype=np.float32)),
            "encoder": Heads(random.normal(size=(gathered, 3)).astype(np.float32), np.zeros(3, dtype=np.float32)),
        },
        {"fast": np.array([[1.0, 0.1]] * 3), "full": np.array([[0.5, 0.5, 0.1]] * 3)},
    )


def _states(text: str) -> TokenStates:
    """One piece per word; its state is its place, its length, and one."""
    spans, start = [], 0
    for word in text.split(" "):
        spans.append((start, start + len(word)))
        start += len(word) + 1
    vectors = [(number, end - start, 1) for number, (start, end) in enumerate(spans)]
    return TokenStates(np.array(vectors, dtype=np.float32), np.array(spans, dtype=np.int64))


def _gather(pair: Pair) -> NDArray[np.float32]:
    return gather_states(pair, np.ones(_HIDDEN, dtype=np.float32), _states(pair.text))


def test_a_pair_is_normalised_and_knows_its_places() -> None:
    """Case, typographic marks and invisible characters are gone; the places point at the target."""
    pair = make_pair("Down with \u200bthem… I mean “Orla Venn”!", "Orla Venn")

    assert "orla venn" == pair.target
    assert [pair.text[start:end] for start, end in pair.places] == ["orla venn"]


def test_given_places_are_taken() -> None:
    """Who knows where the target stands need not have it looked for."""
    text = "She lied, said Orla."
    pair = make_pair(text, "Orla Venn", spans=())

    assert pair.places == ()


def test_the_gathered_states_are_of_both_sides_and_the_target() -> None:
    """The vector; then before, after and target, each less the mean of all words but the target."""
    pair = make_pair("nobody trusts Orla any more", "Orla")
    gathered = _gather(pair).reshape(4, _HIDDEN)
    others = np.array([2, 19 / 4, 1])

    assert [1, 1, 1] == gathered[0].tolist()
    assert ([0.5, 6, 1] - others).tolist() == gathered[1].tolist()
    assert ([3.5, 3.5, 1] - others).tolist() == gathered[2].tolist()
    assert ([2, 4, 1] - others).tolist() == gathered[3].tolist()


@pytest.mark.parametrize("text", ["nobody trusts them", "Orla"], ids=["not-mentioned", "nothing-else"])
def test_where_there_is_nothing_to_compare_differences_are_zero(text: str) -> None:
    """A target that is not mentioned, or that is all there is."""
    gathered = _gather(make_pair(text, "Orla")).reshape(4, _HIDDEN)

    assert not gathered[1:].any()


def test_the_target_matters(model: StanceModel) -> None:
    """Two targets of one statement are read differently in both views."""
    one, other = (make_pair("Orla is right and Venn is wrong", name) for name in ("Orla", "Venn"))

    assert model.lexical
    assert (model.lexical.read([one]) != model.lexical.read([other])).nnz
    assert (_gather(one) != _gather(other)).any()


def test_the_name_of_the_target_is_masked() -> None:
    """But for the block that holds the target itself, two names in the same place read alike."""
    view = PairView(_BITS, np.ones(_WIDTH, dtype=np.float32))
    rows = [view.read([make_pair(f"nobody trusts {name} here", name)]).toarray() for name in ("Orla", "Venn")]

    assert np.array_equal(rows[0][:, : 3 * _WIDTH // 4], rows[1][:, : 3 * _WIDTH // 4])
    assert not np.array_equal(rows[0], rows[1])


def test_full_mode_needs_the_states(model: StanceModel) -> None:
    """A message says so."""
    with pytest.raises(ValueError, match="reads the encoder's states"):
        model.find_stances([make_pair("a", "b")], "full")


def test_no_pairs_give_no_stances(model: StanceModel) -> None:
    """An empty list is welcome."""
    assert (0, 3) == model.find_stances([], "fast").shape


texts = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)


@given(st.lists(st.tuples(texts, st.text(max_size=10)), min_size=1, max_size=5))
@settings(max_examples=50)
def test_one_pair_alone_gets_the_same_bits(model: StanceModel, asked: list[tuple[str, str]]) -> None:
    """Whatever stands beside it, and the three probabilities add up to one."""
    pairs = [make_pair(text, target) for text, target in asked]
    gathered = np.stack([_gather(pair) for pair in pairs])
    together = model.find_stances(pairs, "full", gathered)
    alone = [model.find_stances([pair], "full", row[None]) for pair, row in zip(pairs, gathered, strict=True)]

    assert np.array_equal(together, np.vstack(alone))
    assert np.allclose(together.sum(axis=1), 1)
    assert np.isfinite(together).all()


@given(texts, st.text(max_size=10))
def test_places_of_any_pair_lie_in_its_text(text: str, target: str) -> None:
    """In order and never empty."""
    pair = make_pair(text, target)
    edges = [edge for place in pair.places for edge in place]

    assert sorted(edges) == edges
    assert all(0 <= start < end <= len(pair.text) for start, end in pair.places)


def test_the_most_probable_stance_is_given() -> None:
    """With its probability, targets in the order asked."""
    found = decide_stances(["NATO", "Serbia"], np.array([[0.2, 0.7, 0.1], [0.5, 0.1, 0.4]]))

    assert [("NATO", "oppose", 0.7), ("Serbia", "support", 0.5)] == [(s.target, s.stance, s.probability) for s in found]
    assert STANCES == ("support", "oppose", "neutral")
