"""Arrays of a bundle -> the parts of a model made of them, checked: finite numbers of the shape that is expected.

Does not: read files.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.features import EncoderView
from framing.form import WIDTH, FormScale
from framing.model import Heads


def check_array(name: str, array: NDArray[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    """The array, if it is what its name says.

    Raises:
        ValueError: other numbers, another shape, or a value that is not finite.
    """
    if array.dtype.kind != "f" or array.shape != shape or not np.isfinite(array).all():
        message = f"{name} must be finite numbers of shape {shape}, found {array.dtype} {array.shape}"
        raise ValueError(message)
    return array


def build_heads(name: str, arrays: Mapping[str, NDArray[Any]], outputs: int) -> Heads:
    """The linear heads stored under a name.

    Raises:
        ValueError, KeyError: they are not there, or not for so many outputs.
    """
    bias = check_array(f"{name}.bias", arrays[f"{name}.bias"], (outputs,))
    stored = arrays[f"{name}.weights"]
    weights = check_array(f"{name}.weights", stored, (stored.shape[0] if stored.ndim else 0, outputs))
    return Heads(weights.astype(np.float32), bias.astype(np.float32))


def build_encoder_view(name: str, arrays: Mapping[str, NDArray[Any]], width: int) -> EncoderView:
    """The encoder view stored under a name.

    Raises:
        ValueError, KeyError: it is not there, or of another width.
    """
    centre, scale = (check_array(f"{name}.{key}", arrays[f"{name}.{key}"], (width,)) for key in ("centre", "scale"))
    return EncoderView(centre.astype(np.float32), scale.astype(np.float32))


def build_form(arrays: Mapping[str, NDArray[Any]]) -> FormScale | None:
    """The form of the lexical view, or None for a view of n-grams alone.

    Raises:
        ValueError, KeyError: only half of it is there, or it is of another width.
    """
    if "form.centre" not in arrays and "form.scale" not in arrays:
        return None
    centre, scale = (check_array(f"form.{key}", arrays[f"form.{key}"], (WIDTH,)) for key in ("centre", "scale"))
    return FormScale(centre.astype(np.float32), scale.astype(np.float32))
