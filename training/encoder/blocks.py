"""Turns rows of floats into 4-bit blocks and back: 32 values share one 16-bit scale.

The layout is the public Q4_0 one: a value is `(nibble - 8) * scale`; byte j of a block holds value j in its
low half and value j + 16 in its high half. Values that came out of such blocks go back into the same blocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK = 32
HALF = BLOCK // 2
MIDDLE = 8


@dataclass(frozen=True, slots=True)
class Blocks:
    """A table in 4-bit blocks.

    Attributes:
        nibbles: (rows, blocks, 16) uint8, two values a byte.
        scales: (rows, blocks, 1) float16.
    """

    nibbles: NDArray[np.uint8]
    scales: NDArray[np.float16]


def pack_blocks(table: NDArray[np.float32]) -> Blocks:
    """Round a (rows, columns) table to 4 bits; columns are a multiple of 32."""
    blocks = table.reshape(len(table), -1, BLOCK)
    places = np.abs(blocks).argmax(axis=-1, keepdims=True)
    scales = np.take_along_axis(blocks, places, axis=-1) / np.float32(-MIDDLE)
    inverse = np.divide(1, scales, out=np.zeros_like(scales), where=scales != 0)
    values = np.clip(np.rint(blocks * inverse) + MIDDLE, 0, 15).astype(np.uint8)
    return Blocks(values[..., :HALF] | (values[..., HALF:] << 4), scales.astype(np.float16))


def unpack_blocks(blocks: Blocks) -> NDArray[np.float32]:
    """Give the (rows, columns) table that blocks stand for."""
    values = np.concatenate([blocks.nibbles & 15, blocks.nibbles >> 4], axis=-1).astype(np.float32) - MIDDLE
    return (values * blocks.scales.astype(np.float32)).reshape(len(values), -1)
