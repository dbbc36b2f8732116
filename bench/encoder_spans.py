"""Measures which layer's token states tell best whether a piece lies inside a labelled span.

One logistic regression per layer over pieces, `semeval2021-memes` train -> dev, label "inside any span".
"""

from __future__ import annotations

import csv
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.metrics import average_precision_score, roc_auc_score

from bench.heads import tune_heads
from framing.encoder import load_encoder
from training.encoder.export import Choices, export_encoder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from framing.encoder import Encoder
    from training.encoder.source import SourceModel

LAYERS = (6, 8, 10, 12)


def compare_token_layers(model: SourceModel, corpora: Path) -> Iterator[tuple[int, float, float]]:
    """Yield layer, area under the ROC curve and average precision, over the pieces of the dev part."""
    folder = corpora / "semeval2021-memes"
    for layer in LAYERS:
        encoder = _export(model, layer)
        vectors, marks, sources = _read_pieces(encoder, folder / "train.csv")
        heads = tune_heads(vectors, marks, sources).heads
        vectors, marks, _ = _read_pieces(encoder, folder / "dev.csv")
        scores = heads.score(vectors)
        yield layer, float(roc_auc_score(marks, scores)), float(average_precision_score(marks, scores))


def _export(model: SourceModel, layer: int) -> Encoder:
    with tempfile.TemporaryDirectory() as folder:
        return load_encoder(export_encoder(model, Path(folder, "encoder"), Choices("tokens", (layer,))))


def _read_pieces(encoder: Encoder, path: Path) -> tuple[NDArray[np.float32], NDArray[np.bool_], list[str]]:
    """Give states, (pieces, hidden), whether each lies inside a span, (pieces, 1), and its row's source."""
    vectors, marks, sources = [], [], []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            tokens = encoder.token_states(row["text"])
            vectors.append(tokens.vectors)
            marks.append(_mark_pieces(tokens.spans, row["spans"]))
            sources += [row["source"]] * len(tokens.spans)
    return np.concatenate(vectors), np.concatenate(marks)[:, np.newaxis], sources


def _mark_pieces(pieces: NDArray[np.int64], spans: str) -> NDArray[np.bool_]:
    inside = np.zeros(len(pieces), dtype=np.bool_)
    for span in json.loads(spans or "[]"):
        inside |= (pieces[:, 0] < span["end"]) & (pieces[:, 1] > span["start"])
    return inside
