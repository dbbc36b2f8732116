"""Making encoder folders: both sources end in the same folder, the same source in the same bytes."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from cli.encoder import encoder
from framing.encoder import load_encoder
from tests.encoders import HEADS, HIDDEN, full_map
from training.encoder.blocks import BLOCK, pack_blocks, unpack_blocks
from training.encoder.export import Choices, export_encoder
from training.encoder.normaliser import STAND_INS, all_code_points, make_normaliser
from training.encoder.source import Linear, Norm, SourceModel, Vocabulary
from training.encoder.tokenizer import build_tokenizer
from training.encoder.vocabulary import is_kept, kept_ids, trim_vocabulary

if TYPE_CHECKING:
    from pathlib import Path

CHOICES = Choices("tiny", (1, 2))
EXACT = Choices("exact", (1, 2), trim=False, quantise=False)


# --- the exported folder


def test_same_source_same_bytes(source: SourceModel, tmp_path: Path) -> None:
    """Two exports of one source are the same byte for byte."""
    first, second = (export_encoder(source, tmp_path / name, CHOICES) for name in ("first", "second"))

    assert {file.name: file.read_bytes() for file in first.iterdir()} == {
        file.name: file.read_bytes() for file in second.iterdir()
    }


def test_nothing_is_overwritten(source: SourceModel, tmp_path: Path) -> None:
    """An export refuses a target that exists."""
    with pytest.raises(FileExistsError, match="remove it first"):
        export_encoder(source, tmp_path, CHOICES)


def test_failed_export_leaves_nothing(source: SourceModel, tmp_path: Path) -> None:
    """An export that fails leaves no folder behind, whole or half."""
    broken = replace(source, heads=5)

    with pytest.raises(Exception, match=r"."):
        load_encoder(export_encoder(replace(broken, words=broken.words[:, :7]), tmp_path / "encoder", CHOICES))

    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("layers", [(), (3,), (-1,)])
def test_unknown_layers_are_refused(source: SourceModel, tmp_path: Path, layers: tuple[int, ...]) -> None:
    """Layers that the model does not have are refused with those it has."""
    with pytest.raises(ValueError, match="has layers 0 to 2"):
        export_encoder(source, tmp_path / "encoder", Choices("tiny", layers))


def test_layers_not_needed_are_left_out(source: SourceModel, tmp_path: Path) -> None:
    """Asking for lower layers makes a smaller model."""
    sizes = [
        (export_encoder(source, tmp_path / str(layer), Choices("tiny", (layer,))) / "model.onnx").stat().st_size
        for layer in (0, 1, 2)
    ]

    assert sizes == sorted(set(sizes))


def test_graph_computes_the_transformer(source: SourceModel, tmp_path: Path) -> None:
    """The exported graph gives what the layers' formulae give."""
    encoder = load_encoder(export_encoder(source, tmp_path / "exact", EXACT))
    ids = [encoder.manifest.begin, *encoder.pieces("stab back").ids, encoder.manifest.end]

    states = follow_formulae(source, ids)

    expected = np.concatenate([states[1].mean(axis=0), states[2].mean(axis=0)])
    np.testing.assert_allclose(encoder.encode(["stab back"])[0], expected, atol=1e-4)
    np.testing.assert_allclose(encoder.token_states("stab back").vectors, states[2][1:-1], atol=1e-4)


def follow_formulae(model: SourceModel, ids: list[int]) -> list[np.ndarray]:
    """Compute every layer's states, (pieces, hidden), with NumPy alone."""
    states = [normalise(model.words[ids] + model.positions[: len(ids)], model.embedding_norm)]
    for layer in model.layers:
        query, key, value = (
            multiply(states[-1], part).reshape(len(ids), HEADS, -1).swapaxes(0, 1)
            for part in (layer.query, layer.key, layer.value)
        )
        weights = np.exp(query @ key.swapaxes(1, 2) / np.sqrt(HIDDEN / HEADS))
        weights /= weights.sum(axis=-1, keepdims=True)
        attended = (weights @ value).swapaxes(0, 1).reshape(len(ids), -1)
        joined = normalise(states[-1] + multiply(attended, layer.joined), layer.joined_norm)
        narrowed = multiply(gelu(multiply(joined, layer.widened)), layer.narrowed)
        states.append(normalise(joined + narrowed, layer.narrowed_norm))
    return states


def multiply(states: np.ndarray, linear: Linear) -> np.ndarray:
    """Apply a matrix and its bias."""
    return states @ linear.weight + linear.bias


def normalise(states: np.ndarray, norm: Norm) -> np.ndarray:
    """Apply a layer normalisation."""
    centred = states - states.mean(axis=-1, keepdims=True)
    return np.asarray(centred / centred.std(axis=-1, keepdims=True) * norm.gain + norm.bias)


def gelu(values: np.ndarray) -> np.ndarray:
    """Apply the exact Gaussian error linear unit."""
    return np.asarray(values * (1 + np.vectorize(math.erf)(values / np.sqrt(2))) / 2)


def test_quantised_is_near_exact(source: SourceModel, tmp_path: Path) -> None:
    """Rounded weights give nearly the vectors of exact ones."""
    made = [load_encoder(export_encoder(source, tmp_path / c.name, c)) for c in (EXACT, CHOICES)]

    first, second = (encoder.encode(["stab in the back"])[0] for encoder in made)

    assert first @ second / np.linalg.norm(first) / np.linalg.norm(second) > 0.99


# --- 4-bit blocks

TABLES = arrays.arrays(np.float32, (3, 2 * BLOCK), elements=st.floats(-8, 8, width=16, allow_subnormal=False))


@settings(deadline=None)
@given(TABLES)
def test_blocks_round_within_a_step(table: np.ndarray) -> None:
    """A value comes back within a step of its block: an eighth of the block's largest value."""
    steps = np.abs(table.reshape(3, 2, BLOCK)).max(axis=-1).repeat(BLOCK, axis=-1).reshape(table.shape) / 8

    assert (np.abs(unpack_blocks(pack_blocks(table)) - table) <= steps * 1.01 + 1e-6).all()


@settings(deadline=None)
@given(TABLES)
def test_blocks_are_stable(table: np.ndarray) -> None:
    """What came out of blocks goes back without loss."""
    once = unpack_blocks(pack_blocks(table))

    assert np.array_equal(once, unpack_blocks(pack_blocks(once)))


# --- vocabulary and tokeniser


@pytest.mark.parametrize("character", "aßžłяїґёђώΩʼ1½,.“№€–\u2581\u0301😀⚡️～")
def test_kept_characters(character: str) -> None:
    """Latin, Cyrillic, Greek and what all scripts share are kept."""
    assert is_kept(character)


@pytest.mark.parametrize("character", "你あ한שعกक\u093f\u0660、")
def test_dropped_characters(character: str) -> None:
    """Other scripts are dropped with their marks, digits and signs."""
    assert not is_kept(character)


def test_trimming_keeps_order_and_vectors(source: SourceModel) -> None:
    """A trimmed model has the kept pieces in order, each with its row, and the special ones."""
    kept = kept_ids(source.vocabulary)
    trimmed = trim_vocabulary(source)

    assert "你" not in trimmed.vocabulary.pieces
    assert [source.vocabulary.pieces[i] for i in kept] == list(trimmed.vocabulary.pieces)
    assert np.array_equal(source.words[kept], trimmed.words)
    assert "</s>" == trimmed.vocabulary.pieces[trimmed.vocabulary.end]


def test_normaliser_follows_the_map() -> None:
    """The normaliser does to every code point what the map does: drop, turn to a space, keep, exchange."""
    wanted = full_map({0x07: "", 0x0A: " ", 0x2028: " ", 0x41: "a"})

    normaliser = build_tokenizer(Vocabulary((" ",), (0.0,), 0, 0, 0, make_normaliser(wanted))).normalizer

    assert not [
        code
        for code in set(all_code_points()) - {0, *STAND_INS}
        if normaliser.normalize_str(chr(code)) != wanted.get(code, chr(code))
    ]


def test_too_odd_a_map_is_refused() -> None:
    """A map that has little in common with NFKC is refused."""
    with pytest.raises(ValueError, match="neither dropped"):
        make_normaliser(dict.fromkeys(range(0x4E00, 0x4F00), "x"))


# --- the command


def test_command_exports_a_folder(hub_folder: Path, tmp_path: Path) -> None:
    """The command makes a folder that loads, and says how large it is."""
    target = tmp_path / "made"
    result = CliRunner().invoke(encoder, ["export", str(hub_folder), str(target), "--layer", "1", "--prefix", "the "])

    assert 0 == result.exit_code
    assert f"{target}: 0.0 MB" in result.output
    assert "the " == load_encoder(target).manifest.prefix
    assert [1] == json.loads((target / "manifest.json").read_text(encoding="utf-8"))["layers"]
