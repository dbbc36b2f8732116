"""Reads a sentence encoder from a folder in Hugging Face form, and fetches the original into such a folder.

The folder: `config.json` (a BERT), `tokenizer.json` (a unigram tokeniser), `model.safetensors`. Fetching
needs a network and the package huggingface_hub; revision and hashes are the caller's, who has looked at what
they name.
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
from typing import TYPE_CHECKING, Any

import numpy as np

from training.encoder.source import Layer, Linear, Norm, SourceModel, SourceRefused, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

REPOSITORY = "intfloat/multilingual-e5-small"
CONFIG, TOKENIZER, WEIGHTS = "config.json", "tokenizer.json", "model.safetensors"
FILES = (CONFIG, TOKENIZER, WEIGHTS)
NUMBERS = {"F32": "<f4", "F16": "<f2"}
EXPECTED = {"model_type": "bert", "hidden_act": "gelu"}


def fetch_source(folder: Path, revision: str, hashes: Mapping[str, str], repository: str = REPOSITORY) -> None:
    """Download the three files at a commit and check each one's sha256.

    Args:
        folder: where they go.
        revision: the commit, 40 hexadecimal digits; a branch could move.
        hashes: sha256 by file name, one for each of `FILES`.
        repository: owner/name on the hub.

    Raises:
        SourceRefused: the revision is no commit, a hash is missing, or a file is not the one expected.
    """
    check_pins(revision, hashes)
    from huggingface_hub import hf_hub_download

    for name in FILES:
        hf_hub_download(repository, name, revision=revision, local_dir=folder)
    check_files(folder, hashes)


def check_pins(revision: str, hashes: Mapping[str, str]) -> None:
    """Refuse a revision or hashes that do not pin every file."""
    if not re.fullmatch("[0-9a-f]{40}", revision):
        raise SourceRefused(f"revision {revision!r}: give the full commit, 40 hexadecimal digits")
    missing = [name for name in FILES if not re.fullmatch("[0-9a-f]{64}", hashes.get(name, ""))]
    if missing:
        raise SourceRefused(f"no sha256 for {', '.join(missing)}: give one for each file")


def check_files(folder: Path, hashes: Mapping[str, str]) -> None:
    """Refuse a folder in which a file is not the one that its hash names."""
    for name in FILES:
        with (folder / name).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != hashes[name]:
            raise SourceRefused(f"{folder / name}: its sha256 is {found}, not {hashes[name]}")


def read_folder(folder: Path, name: str = "multilingual-e5-small", licence: str = "MIT") -> SourceModel:
    """Read the encoder out of a folder.

    Raises:
        SourceRefused: a file is missing or of a kind that this reader does not know.
    """
    config = _read_json(folder / CONFIG)
    for key, value in EXPECTED.items():
        if config.get(key) != value:
            raise SourceRefused(f"{folder / CONFIG}: {key} is {config.get(key)!r}, not {value!r}")
    vocabulary = _parse_vocabulary(folder / TOKENIZER)
    tensor = read_safetensors(folder / WEIGHTS)
    return SourceModel(
        name=name,
        origin=f"{REPOSITORY}, sha256 of {WEIGHTS} {_hash(folder / WEIGHTS)}",
        licence=licence,
        vocabulary=vocabulary,
        # Tables may be longer than the vocabulary: their length was rounded up.
        words=tensor("embeddings.word_embeddings.weight")[: len(vocabulary.pieces)],
        positions=tensor("embeddings.position_embeddings.weight")
        + tensor("embeddings.token_type_embeddings.weight")[0],
        embedding_norm=_norm(tensor, "embeddings.LayerNorm"),
        layers=tuple(_layer(tensor, f"encoder.layer.{i}") for i in range(config["num_hidden_layers"])),
        heads=config["num_attention_heads"],
        epsilon=config["layer_norm_eps"],
    )


def read_safetensors(path: Path) -> Callable[[str], NDArray[np.float32]]:
    """Open a safetensors file and give a function from a tensor's name to its values.

    The file: length of a JSON header (8 bytes), the header (type, shape and place of each tensor), the
    values.
    """
    content = _read(path)
    (length,) = struct.unpack_from("<Q", content)
    header = json.loads(content[8 : 8 + length])

    def tensor(name: str) -> NDArray[np.float32]:
        entry = header.get(name)
        if entry is None or entry["dtype"] not in NUMBERS:
            raise SourceRefused(f"{path}: no tensor {name} of type {' or '.join(NUMBERS)}")
        start, end = entry["data_offsets"]
        values = np.frombuffer(content[8 + length + start : 8 + length + end], NUMBERS[entry["dtype"]])
        return values.reshape(entry["shape"]).astype(np.float32)

    return tensor


def _parse_vocabulary(path: Path) -> Vocabulary:
    content = _read_json(path)
    model = content["model"]
    if model.get("type") != "Unigram":
        raise SourceRefused(f"{path}: its model is {model.get('type')!r}, not 'Unigram'")
    pieces = tuple(piece for piece, _ in model["vocab"])
    return Vocabulary(
        pieces=pieces,
        scores=tuple(score for _, score in model["vocab"]),
        begin=pieces.index("<s>"),
        end=pieces.index("</s>"),
        unknown=model["unk_id"],
        normaliser=_join_spaces(content["normalizer"]),
    )


def _join_spaces(normaliser: dict[str, Any] | None) -> dict[str, Any]:
    """Add what some files leave to the step after: runs of spaces count as one."""
    joining = {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}
    return {"type": "Sequence", "normalizers": [*([normaliser] if normaliser else []), joining]}


def _layer(tensor: Callable[[str], NDArray[np.float32]], name: str) -> Layer:
    return Layer(
        query=_linear(tensor, f"{name}.attention.self.query"),
        key=_linear(tensor, f"{name}.attention.self.key"),
        value=_linear(tensor, f"{name}.attention.self.value"),
        joined=_linear(tensor, f"{name}.attention.output.dense"),
        joined_norm=_norm(tensor, f"{name}.attention.output.LayerNorm"),
        widened=_linear(tensor, f"{name}.intermediate.dense"),
        narrowed=_linear(tensor, f"{name}.output.dense"),
        narrowed_norm=_norm(tensor, f"{name}.output.LayerNorm"),
    )


def _linear(tensor: Callable[[str], NDArray[np.float32]], name: str) -> Linear:
    return Linear(np.ascontiguousarray(tensor(f"{name}.weight").T), tensor(f"{name}.bias"))


def _norm(tensor: Callable[[str], NDArray[np.float32]], name: str) -> Norm:
    return Norm(tensor(f"{name}.weight"), tensor(f"{name}.bias"))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceRefused(f"{path}: it cannot be read ({error.strerror})") from error


def _read_json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(_read(path))
    except ValueError as error:
        raise SourceRefused(f"{path}: it is not JSON ({error})") from error
    if not isinstance(content, dict):
        raise SourceRefused(f"{path}: it holds no JSON object")
    return content


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
