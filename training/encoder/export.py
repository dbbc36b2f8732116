"""Turns a model in memory into an encoder folder.

The same model and choices give the same bytes. Changing what the folder holds: raise
`framing.encoder_manifest.FORMAT`, teach `load_encoder` the new layout, and make the shipped folder and the
tests' reference anew.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import onnx

from framing.encoder_manifest import FORMAT, MANIFEST, MODEL, TOKENIZER, Manifest
from training.encoder.graph import build_graph
from training.encoder.tokenizer import build_tokenizer, write_tokenizer
from training.encoder.vocabulary import LANGUAGES, trim_vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onnx import ModelProto

    from training.encoder.source import SourceModel

POOLING = "mean over all pieces of a window, begin, prefix and end included; windows weighted by their pieces"


@dataclass(frozen=True, slots=True)
class Choices:
    """What an exported encoder computes.

    Attributes:
        name: of the encoder.
        layers: the layers whose states are pooled; 0 is the embedding.
        token_layer: the layer whose states are given per piece; the last of `layers` if None.
        prefix: words put in front of every window.
        trim: keep only pieces of the kept scripts.
        quantise: turn the layers' weights into 8-bit and the embedding table into 4-bit numbers.
        languages: for the manifest.
    """

    name: str
    layers: tuple[int, ...]
    token_layer: int | None = None
    prefix: str = ""
    trim: bool = True
    quantise: bool = True
    languages: tuple[str, ...] = LANGUAGES

    @property
    def states_layer(self) -> int:
        """The layer whose states are given per piece."""
        return self.layers[-1] if self.token_layer is None else self.token_layer


def export_encoder(source: SourceModel, target: Path, choices: Choices) -> Path:
    """Write the encoder folder; it appears whole or not at all.

    Raises:
        FileExistsError: there is something at the target already.
        ValueError: a layer is asked for that the model does not have.
    """
    _check_choices(source, choices)
    if target.exists():
        raise FileExistsError(f"{target} exists; remove it first or choose another name")
    target.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=".encoder-", dir=target.parent))
    try:
        _write_folder(trim_vocabulary(source) if choices.trim else source, workshop / "made", choices)
        (workshop / "made").rename(target)
    finally:
        shutil.rmtree(workshop)
    return target


def _check_choices(source: SourceModel, choices: Choices) -> None:
    known = range(len(source.layers) + 1)
    if not choices.layers or not {*choices.layers, choices.states_layer} <= set(known):
        raise ValueError(f"layers {choices.layers}: the model has layers 0 to {known[-1]}")


def _write_folder(model: SourceModel, folder: Path, choices: Choices) -> None:
    folder.mkdir()
    graph = build_graph(model, choices.layers, choices.states_layer, packed=choices.quantise)
    content = (quantise(graph) if choices.quantise else graph).SerializeToString(deterministic=True)
    (folder / MODEL).write_bytes(content)
    (folder / TOKENIZER).write_text(write_tokenizer(model.vocabulary), encoding="utf-8")
    files = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (MODEL, TOKENIZER)}
    manifest = asdict(_describe(model, choices, files))
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def quantise(graph: ModelProto) -> ModelProto:
    """Turn the weights of matrix products into 8-bit numbers with one scale per output column.

    Only 7 of the 8 bits are used: processors without VNNI add pairs of products in 16 bits, which would
    overflow. The mean cosine to unrounded weights falls from .9952 to .9949 by it.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, MODEL)
        root = logging.getLogger()
        level = root.level
        root.setLevel(logging.ERROR)  # advice on preprocessing, which this graph does not need
        try:
            quantize_dynamic(
                graph,
                made,
                op_types_to_quantize=["MatMul"],
                per_channel=True,
                reduce_range=True,
                weight_type=QuantType.QInt8,
            )
        finally:
            root.setLevel(level)
        return onnx.load(made)


def _describe(model: SourceModel, choices: Choices, files: Mapping[str, str]) -> Manifest:
    prefix_ids = build_tokenizer(model.vocabulary).encode(choices.prefix.rstrip()).ids if choices.prefix else []
    return Manifest(
        format=FORMAT,
        name=choices.name,
        source=model.origin,
        licence=model.licence,
        files=dict(files),
        languages=list(choices.languages),
        layers=list(choices.layers),
        token_layer=choices.states_layer,
        pooling=POOLING,
        prefix=choices.prefix,
        prefix_ids=list(prefix_ids),
        begin=model.vocabulary.begin,
        end=model.vocabulary.end,
        width=len(choices.layers) * model.hidden,
        hidden=model.hidden,
        window=len(model.positions),
        vocabulary=len(model.vocabulary.pieces),
    )
