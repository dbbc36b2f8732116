"""Tiny encoders for tests: random weights, a vocabulary of letters and a few words."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING

import numpy as np
from tokenizers import normalizers

from training.encoder.normaliser import all_code_points

if TYPE_CHECKING:
    from pathlib import Path

HIDDEN, HEADS, LAYERS, WINDOW = 32, 4, 2, 16
LETTERS = "abcdefghijklmnopqrstuvwxyzáéíóúабвгдежзиклмнопрстуαβγδε.,!?’0123456789"
WORDS = ("the", "and", "stab", "back", "брат", "слово")
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")


def tiny_pieces() -> list[tuple[str, float]]:
    """Give pieces with scores: special ones, letters, words, one Chinese piece and the mask."""
    words = [f"\u2581{word}" for word in WORDS]
    scored = [(piece, -9.0) for piece in ("\u2581", *LETTERS, "你")] + [(word, -5.0) for word in words]
    return [*((name, 0.0) for name in SPECIAL), *scored, ("<mask>", 0.0)]


def write_hub_folder(folder: Path, *, number: str = "F32") -> Path:
    """Write a random encoder as the hub stores one."""
    folder.mkdir(parents=True)
    pieces = tiny_pieces()
    config = {
        "model_type": "bert",
        "hidden_act": "gelu",
        "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS,
        "layer_norm_eps": 1e-12,
    }
    tokenizer = {
        "normalizer": {"type": "NFKC"},
        "model": {"type": "Unigram", "unk_id": 3, "vocab": [list(pair) for pair in pieces]},
    }
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer))
    write_safetensors(folder / "model.safetensors", tiny_tensors(len(pieces) + 3), number)
    return folder


def tiny_tensors(rows: int) -> dict[str, np.ndarray]:
    """Give the named tensors of a small BERT."""
    random = np.random.default_rng(7)
    shapes = {
        "embeddings.word_embeddings.weight": (rows, HIDDEN),
        "embeddings.position_embeddings.weight": (WINDOW, HIDDEN),
        "embeddings.token_type_embeddings.weight": (2, HIDDEN),
        **norm_shapes("embeddings.LayerNorm"),
    }
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}"
        for part in ("query", "key", "value"):
            shapes |= linear_shapes(f"{name}.attention.self.{part}", HIDDEN, HIDDEN)
        shapes |= linear_shapes(f"{name}.attention.output.dense", HIDDEN, HIDDEN)
        shapes |= linear_shapes(f"{name}.intermediate.dense", HIDDEN, 2 * HIDDEN)
        shapes |= linear_shapes(f"{name}.output.dense", 2 * HIDDEN, HIDDEN)
        shapes |= norm_shapes(f"{name}.attention.output.LayerNorm") | norm_shapes(f"{name}.output.LayerNorm")
    return {name: random.normal(0, 0.5, shape).astype(np.float32) for name, shape in shapes.items()}


def linear_shapes(name: str, inputs: int, outputs: int) -> dict[str, tuple[int, ...]]:
    """Give the shapes of a matrix and its bias."""
    return {f"{name}.weight": (outputs, inputs), f"{name}.bias": (outputs,)}


def norm_shapes(name: str) -> dict[str, tuple[int, ...]]:
    """Give the shapes of a layer normalisation."""
    return {f"{name}.weight": (HIDDEN,), f"{name}.bias": (HIDDEN,)}


def write_safetensors(path: Path, tensors: dict[str, np.ndarray], number: str) -> None:
    """Write tensors as a safetensors file of one number type."""
    header, body = {}, b""
    for name, values in tensors.items():
        data = values.astype({"F32": "<f4", "F16": "<f2"}.get(number, "<f4")).tobytes()
        header[name] = {
            "dtype": number,
            "shape": values.shape,
            "data_offsets": [len(body), len(body) + len(data)],
        }
        body += data
    head = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(head)) + head + body)


def nfkc(text: str) -> str:
    """Give a text's NFKC form as the tokeniser's library sees it."""
    return normalizers.NFKC().normalize_str(text)


def full_map(exceptions: dict[int, str]) -> dict[int, str]:
    """Give NFKC as a map, but for some code points; the wide tilde stays itself."""
    mapping = {code: text for code in all_code_points() if (text := nfkc(chr(code))) != chr(code)}
    del mapping[0xFF5E]
    return mapping | exceptions
