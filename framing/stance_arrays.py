"""A stance model <-> the arrays and the manifest entry that a bundle holds of it.

Does not: read or write files (see `framing.bundle`).
"""

from collections.abc import Iterable, Mapping
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from framing.arrays import build_encoder_view, build_heads, check_array
from framing.features import ViewName
from framing.model import Heads, ModeName
from framing.stance import READING_VERSION, STANCES, PairView, StanceModel

_LARGEST_BITS = 22


def describe_stance(model: StanceModel | None) -> dict[str, Any] | None:
    """The manifest entry: what the arrays cannot tell."""
    if model is None:
        return None
    bits = model.lexical.bits if model.lexical else None
    return {"reading": READING_VERSION, "bits": bits, "views": list(model.heads), "modes": list(model.mixes)}


def pack_stance(model: StanceModel | None) -> dict[str, NDArray[Any]]:
    """Arrays by name; weights in half precision, as training has rounded them."""
    if model is None:
        return {}
    arrays: dict[str, NDArray[Any]] = {}
    if model.lexical:
        arrays["stance.lexical.rarity"] = model.lexical.rarity
    if model.encoder:
        arrays["stance.encoder.centre"] = model.encoder.centre
        arrays["stance.encoder.scale"] = model.encoder.scale
    for view, heads in model.heads.items():
        arrays[f"stance.{view}.weights"] = heads.weights.astype(np.float16)
        arrays[f"stance.{view}.bias"] = heads.bias
    for mode, mix in model.mixes.items():
        arrays[f"stance.mix.{mode}"] = mix
    return arrays


def unpack_stance(arrays: Mapping[str, NDArray[Any]], entry: Mapping[str, Any] | None) -> StanceModel | None:
    """The model, or None where the bundle has none.

    Raises:
        ValueError, KeyError: the arrays do not fit the entry.
    """
    if entry is None:
        return None
    if entry["reading"] != READING_VERSION:
        message = f"stance reading {entry['reading']}, this version has {READING_VERSION}"
        raise ValueError(message)
    heads = {
        cast("ViewName", str(view)): build_heads(f"stance.{view}", arrays, len(STANCES)) for view in entry["views"]
    }
    mixes = {
        cast("ModeName", str(mode)): _build_mix(f"stance.mix.{mode}", arrays, mode == "fast", len(heads))
        for mode in entry["modes"]
    }
    lexical = _build_lexical(arrays, int(entry["bits"]), heads["lexical"]) if "lexical" in heads else None
    encoder = (
        build_encoder_view("stance.encoder", arrays, len(heads["encoder"].weights)) if "encoder" in heads else None
    )
    return StanceModel(lexical, encoder, heads, mixes)


def _build_heads(arrays: Mapping[str, NDArray[Any]], views: Iterable[ViewName]) -> dict[ViewName, Heads]:
    return {view: build_heads(f"stance.{view}", arrays, len(STANCES)) for view in views}


def _build_mix(name: str, arrays: Mapping[str, NDArray[Any]], is_fast: bool, views: int) -> NDArray[np.float64]:  # noqa: FBT001
    return check_array(name, arrays[name], (len(STANCES), (1 if is_fast else views) + 1)).astype(np.float64)


def _build_lexical(arrays: Mapping[str, NDArray[Any]], bits: int, heads: Heads) -> PairView:
    if not 0 < bits <= _LARGEST_BITS:
        message = f"stance bits {bits} are out of range"
        raise ValueError(message)
    width = 8 << bits  # four blocks, each of two halves
    check_array("stance.lexical.weights", heads.weights, (width, len(STANCES)))
    rarity = check_array("stance.lexical.rarity", arrays["stance.lexical.rarity"], (width,))
    return PairView(bits, rarity.astype(np.float32))
