"""The sentence encoder: an odd folder is refused with the reason, and a digest names what was read."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from onnx import TensorProto, helper

from framing.encoder import load_encoder
from framing.errors import EncoderRefused, FramingError
from tests.encoders import WINDOW, write_hub_folder
from training.encoder.export import Choices, export_encoder
from training.encoder.hub import read_folder

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(name="spoilt")
def _spoilt(tiny_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_folder, tmp_path / "spoilt"))


def edit_manifest(folder: Path, **changes: object) -> None:
    """Overwrite some fields of the manifest; `None` removes one."""
    path = folder / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8")) | changes
    path.write_text(json.dumps({key: value for key, value in content.items() if value is not None}), encoding="utf-8")


def flip_byte(folder: Path) -> None:
    """Change one bit in the middle of the model."""
    content = bytearray((folder / "model.onnx").read_bytes())
    content[len(content) // 2] ^= 1
    (folder / "model.onnx").write_bytes(content)


def truncate_tokenizer(folder: Path) -> None:
    """Cut the tokeniser in half."""
    content = (folder / "tokenizer.json").read_bytes()
    (folder / "tokenizer.json").write_bytes(content[: len(content) // 2])


def replace_file(folder: Path, name: str, content: bytes) -> None:
    """Put other content in a file and its hash in the manifest."""
    (folder / name).write_bytes(content)
    files = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    edit_manifest(folder, files=files | {name: hashlib.sha256(content).hexdigest()})


FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "flipped byte": (flip_byte, r"model\.onnx: its sha256 is not"),
    "truncated file": (truncate_tokenizer, r"tokenizer\.json: its sha256 is not"),
    "higher format": (
        lambda f: edit_manifest(f, format=2),
        r"manifest\.json: its format is 2, and this version reads 1",
    ),
    "no format": (lambda f: edit_manifest(f, format=None), r"manifest\.json: its format is None"),
    "no model": (lambda f: (f / "model.onnx").unlink(), r"model\.onnx: it cannot be read"),
    "no tokeniser": (lambda f: (f / "tokenizer.json").unlink(), r"tokenizer\.json: it cannot be read"),
    "no manifest": (lambda f: (f / "manifest.json").unlink(), r"manifest\.json: it cannot be read"),
    "no JSON": (lambda f: (f / "manifest.json").write_text("{"), r"manifest\.json: it is not JSON"),
    "no UTF-8": (lambda f: (f / "manifest.json").write_bytes(b"\xff"), r"manifest\.json: it is not JSON"),
    "no object": (
        lambda f: (f / "manifest.json").write_text("[]"),
        r"manifest\.json: it holds no JSON object",
    ),
    "no width": (lambda f: edit_manifest(f, width=None), r"manifest\.json: `width` is missing"),
    "wrong type": (lambda f: edit_manifest(f, width="64"), r"manifest\.json: `width` should be int"),
    "wrong list": (
        lambda f: edit_manifest(f, layers=[True]),
        r"manifest\.json: `layers` should be list\[int\]",
    ),
    "wrong hashes": (
        lambda f: edit_manifest(f, files={"model.onnx": 1}),
        r"`files` should be dict\[str, str\]",
    ),
    "no hash": (lambda f: edit_manifest(f, files={}), r"model\.onnx: its sha256 is not"),
    "other width": (lambda f: edit_manifest(f, width=7), r"model\.onnx: its outputs are"),
    "other vocabulary": (lambda f: edit_manifest(f, vocabulary=9), r"tokenizer\.json: it has .* pieces"),
    "other window": (lambda f: edit_manifest(f, window=WINDOW + 1), r"model\.onnx: a full window"),
    "no room": (lambda f: edit_manifest(f, window=2), r"manifest\.json: its window, begin, end"),
    "begin beyond": (lambda f: edit_manifest(f, begin=10**6), r"manifest\.json: its window, begin, end"),
    "no tokeniser inside": (lambda f: replace_file(f, "tokenizer.json", b"{}"), r"tokenizers cannot read it"),
    "no model inside": (lambda f: replace_file(f, "model.onnx", b"onnx"), r"onnxruntime cannot run it"),
}


@pytest.mark.parametrize(("spoil", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_faulty_folder_is_refused(spoilt: Path, spoil: Callable[[Path], object], message: str) -> None:
    """A faulty folder is refused with the file, the reason and the way out."""
    spoil(spoilt)

    with pytest.raises(EncoderRefused, match=message) as refusal:
        load_encoder(spoilt)

    assert str(spoilt) in str(refusal.value)
    assert any(way in str(refusal.value) for way in ("remake it", "remake the encoder"))


def test_other_graph_is_refused(spoilt: Path) -> None:
    """A model that takes something else than piece ids is refused, however well its hash fits."""
    floats = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [4]) for name in ("x", "y")]
    graph = helper.make_graph([helper.make_node("Abs", ["x"], ["y"])], "other", floats[:1], floats[1:])
    model = helper.make_model(graph, ir_version=9, opset_imports=[helper.make_opsetid("", 20)])
    replace_file(spoilt, "model.onnx", model.SerializeToString())

    with pytest.raises(EncoderRefused, match=r"model\.onnx: its inputs are"):
        load_encoder(spoilt)


def test_infinite_values_are_refused(tmp_path: Path) -> None:
    """A model whose values are not finite is refused."""
    source = read_folder(write_hub_folder(tmp_path / "source"))
    broken = replace(source, positions=source.positions * np.nan)
    folder = export_encoder(broken, tmp_path / "encoder", Choices("broken", (1,)))

    with pytest.raises(EncoderRefused, match="not finite"):
        load_encoder(folder)


@pytest.mark.parametrize("package", ["onnxruntime", "tokenizers"])
def test_missing_package_is_named(tiny_folder: Path, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one of its packages the encoder is refused with the command that installs it."""
    monkeypatch.setitem(sys.modules, package, None)

    with pytest.raises(EncoderRefused, match=f"pip install {package}"):
        load_encoder(tiny_folder)


def test_refusal_is_a_framing_error() -> None:
    """Callers who catch the core's errors catch refusals."""
    assert issubclass(EncoderRefused, FramingError)


def test_digest(tiny_folder: Path, spoilt: Path) -> None:
    """The digest follows what shapes vectors, not how the encoder is called."""
    first = load_encoder(tiny_folder).digest
    edit_manifest(spoilt, name="another")
    renamed = load_encoder(spoilt).digest
    edit_manifest(spoilt, prefix_ids=[])
    changed = load_encoder(spoilt).digest

    assert 64 == len(first)
    assert first == renamed
    assert first != changed
