"""Arrays of a bundle -> the same, checked: finite numbers of the shape that is expected.

Does not: read files.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def check_array(name: str, array: NDArray[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    """The array, if it is what its name says.

    Raises:
        ValueError: other numbers, another shape, or a value that is not finite.
    """
    if array.dtype.kind != "f" or array.shape != shape or not np.isfinite(array).all():
        message = f"{name} must be finite numbers of shape {shape}, found {array.dtype} {array.shape}"
        raise ValueError(message)
    return array
