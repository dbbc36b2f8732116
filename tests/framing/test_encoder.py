"""The sentence encoder: same answers everywhere, true offsets, no harm from odd text or odd folders."""

from __future__ import annotations

import json
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.encoder import Encoder, load_encoder
from tests.encoders import HIDDEN, WINDOW

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "models" / "encoders" / "multilingual-e5-small"
REFERENCE = ROOT / "tests" / "data" / "encoder"
ODD_TEXTS = {
    "empty": "",
    "blank": " \n\t\u00a0",
    "special pieces": "</s> <s> <unk> <mask> <pad>",
    "nul": "a\x00b\x00",
    "lone surrogate": "\ud83d stab \udfff",
    "emoji": "👩‍👩‍👧 😀⚡️",
    "chinese": "你好,世界",
    "decomposed": unicodedata.normalize("NFD", "café й ΐ"),
    "long": "stab in the back, " * 560,
    "one long word": "a" * 10_000,
}


@pytest.fixture(name="tiny", scope="session")
def _tiny(tiny_folder: Path) -> Encoder:
    return load_encoder(tiny_folder)


@pytest.fixture(name="shipped", scope="session")
def _shipped() -> Encoder:
    return load_encoder(SHIPPED)


@pytest.fixture(name="reference", scope="session")
def _reference() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((REFERENCE / "reference.json").read_text(encoding="utf-8"))
    return rows


# --- vectors


def test_shape(tiny: Encoder) -> None:
    """A text becomes one row of as many numbers as the manifest says."""
    rows = tiny.encode(["stab", "back", ""])

    assert (3, 2 * HIDDEN) == rows.shape
    assert np.float32 == rows.dtype
    assert (0, 2 * HIDDEN) == tiny.encode([]).shape


def test_alone_as_in_a_batch(shipped: Encoder, reference: list[dict[str, Any]]) -> None:
    """A text's vector is the same bit for bit alone and among others."""
    texts = [row["text"] for row in reference[:10]]

    together = shipped.encode(texts)

    assert all(np.array_equal(shipped.encode([text])[0], row) for text, row in zip(texts, together, strict=True))


def test_threads_share_an_encoder(shipped: Encoder, reference: list[dict[str, Any]]) -> None:
    """Threads that use one encoder at once get what one thread gets."""
    texts = [row["text"] for row in reference[:12]]
    expected = shipped.encode(texts)

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(shipped.encode, [texts] * 4))

    assert all(np.array_equal(expected, result) for result in results)


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS.keys())
def test_odd_text_does_no_harm(tiny: Encoder, text: str) -> None:
    """Any string has a finite vector and spans that lie inside it, in order."""
    vector, tokens = tiny.encode_with_tokens(text)

    assert np.isfinite(vector).all()
    assert_spans_fit(text, tokens.spans)
    assert (len(tokens.spans), HIDDEN) == tokens.vectors.shape


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS.keys())
def test_odd_text_and_the_shipped_encoder(shipped: Encoder, text: str) -> None:
    """Any string has a finite vector and spans that lie inside it, with the real vocabulary too."""
    vector, tokens = shipped.encode_with_tokens(text)

    assert np.isfinite(vector).all()
    assert_spans_fit(text, tokens.spans)


def test_vector_and_tokens_from_one_run(tiny: Encoder) -> None:
    """One run gives the very vector and states that two would."""
    text = "a stab in the back, брат!"

    vector, tokens = tiny.encode_with_tokens(text)

    assert np.array_equal(tiny.encode([text])[0], vector)
    assert np.array_equal(tiny.token_states(text).vectors, tokens.vectors)


def test_special_pieces_in_a_text_stay_text(tiny: Encoder) -> None:
    """A text that spells out the end piece is not read as ended."""
    ids = tiny.pieces("</s> <s> <mask> <pad>").ids

    assert not {tiny.manifest.begin, tiny.manifest.end} & set(ids.tolist())


def test_long_text_is_not_cut(tiny: Encoder) -> None:
    """Words beyond the first window change the vector and have states."""
    text = "stab back " * WINDOW

    vector, tokens = tiny.encode_with_tokens(text + "слово")

    assert not np.array_equal(tiny.encode([text + "the"])[0], vector)
    assert [len(text), len(text) + 5] == tokens.spans[-1].tolist()


def test_windows_weigh_by_length(tiny: Encoder) -> None:
    """A long text's vector is the mean of its windows' vectors, each counted by its pieces."""
    ids = tiny.pieces("stab back " * 15).ids
    windows = tiny._windows(ids)
    vectors = [tiny._run(window, ["vector"])[0] for window in windows]

    expected = sum(len(window) * vector for window, vector in zip(windows, vectors, strict=True)) / len(ids)

    assert len(windows) > 1
    np.testing.assert_allclose(tiny.encode(["stab back " * 15])[0], expected, rtol=1e-5)


def test_progress(tiny: Encoder) -> None:
    """Progress is told after each text."""
    seen: list[int] = []

    tiny.encode(["a", "b", "c"], progress=seen.append)

    assert [1, 2, 3] == seen


def test_prefix_has_no_states(tiny: Encoder) -> None:
    """The words that the encoder puts in front have no state of their own."""
    assert tiny.manifest.prefix_ids
    assert [[0, 4]] == tiny.token_states("stab").spans.tolist()


def test_warm(tiny: Encoder) -> None:
    """Warming leaves nothing behind."""
    before = tiny.encode(["stab"])

    tiny.warm()

    assert np.array_equal(before, tiny.encode(["stab"]))


# --- offsets


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("a stab", ["a", "stab"], id="spaces are left out"),
        pytest.param("the  stab", ["the", "stab"], id="double space"),
        pytest.param("the\u200b\u00a0stab", ["the", "stab"], id="invisible space"),
        pytest.param("и\u0306 a\u0301", ["и\u0306", "a\u0301"], id="separate accents"),
        pytest.param("你 stab", ["你", "stab"], id="unknown"),
        pytest.param("\ud800 stab", ["stab"], id="lone surrogate"),
    ],
)
def test_spans_name_the_words(tiny: Encoder, text: str, words: list[str]) -> None:
    """Spans slice the text as given to the words themselves."""
    spans = tiny.token_states(text).spans

    assert words == [text[start:end] for start, end in spans if start < end]


TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs", "Mn", "Zs", "Cf", "Cc"]),
        st.sampled_from("ab stab é\u0301\u0306ий½ﬁ㎏～▁</s>"),
    ),
    max_size=80,
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_spans_of_any_text(shipped: Encoder, text: str) -> None:
    """Spans of any text lie inside it, in order, begin with no white space, and leave out no letter."""
    spans = shipped.pieces(text).spans

    assert_spans_fit(text, spans)
    covered = {i for start, end in spans for i in range(start, end)}
    missed = [text[i] for i in set(range(len(text))) - covered]
    assert not [char for char in missed if char.isalpha()]


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_composed_or_not(shipped: Encoder, text: str) -> None:
    """A text reads the same composed and decomposed."""
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))

    assert shipped.pieces(composed).ids.tolist() == shipped.pieces(apart).ids.tolist()


def assert_spans_fit(text: str, spans: np.ndarray) -> None:
    """Check that spans lie inside the text, in order, and begin with no white space."""
    starts, ends = spans[:, 0], spans[:, 1]
    assert ((starts >= 0) & (starts <= ends) & (ends <= len(text))).all()
    assert (np.diff(starts) >= 0).all()
    assert not [start for start, end in spans if start < end and text[start].isspace()]


# --- fidelity of the shipped encoder


def test_pieces_are_the_reference_engine_s(shipped: Encoder, reference: list[dict[str, Any]]) -> None:
    """Sentences in ten languages are split as the reference engine splits them."""
    content = json.loads((SHIPPED / "tokenizer.json").read_text(encoding="utf-8"))
    names = [piece for piece, _ in content["model"]["vocab"]]

    split = [[names[i] for i in shipped.pieces(row["text"]).ids] for row in reference]

    assert [row["pieces"] for row in reference] == split


def test_vectors_are_near_the_full_model_s(shipped: Encoder, reference: list[dict[str, Any]]) -> None:
    """Rounding weights and trimming the vocabulary hardly turn the vectors."""
    full = np.load(REFERENCE / "reference.npy").astype(np.float32)
    rows = shipped.encode([row["text"] for row in reference])

    cosines = (full * rows).sum(axis=1) / np.linalg.norm(full, axis=1) / np.linalg.norm(rows, axis=1)

    assert cosines.mean() >= 0.99
    assert cosines.min() >= 0.97


def test_reference_is_varied(reference: list[dict[str, Any]]) -> None:
    """The reference holds forty sentences in ten languages."""
    assert 40 == len(reference)
    assert 10 == len({row["language"] for row in reference})


def test_shipped_folder_is_small(shipped: Encoder) -> None:
    """The shipped folder stays under 60 MB and says what it is."""
    assert sum(file.stat().st_size for file in SHIPPED.iterdir()) <= 60_000_000
    assert "MIT" == shipped.manifest.licence
    assert {"en", "ru", "uk", "bg", "pl", "el"} <= set(shipped.manifest.languages)
