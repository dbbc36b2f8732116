"""Labelled statements -> copies of them as they would be typed without diacritics, which teach beside them.

Many write Polish, Serbian or French on a keyboard that has no marks. The encoder reads such text worse; a head that
has met both forms loses less. A copy is in no part: it teaches wherever its original teaches, and nowhere else.

Does not: touch Cyrillic letters, whose marks make other letters, and which are typed with them.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from training.rows import LabelledStatement

_LATIN = re.compile(r"[À-ɏḀ-ỿ]")
# Letters with a stroke, which Unicode does not take apart.
_STROKED = str.maketrans("łŁđĐøØ", "lLdDoO")


@dataclass(frozen=True, slots=True)
class Copies:
    """Rows made of other rows.

    Attributes:
        rows: the copies, in the order of their originals.
        originals: (len(rows),) index of each one's original.
    """

    rows: tuple[LabelledStatement, ...]
    originals: NDArray[np.int64]


def copy_unmarked(rows: Sequence[LabelledStatement], chosen: NDArray[np.int64]) -> Copies:
    """A copy of each chosen row that has Latin letters with marks; offsets stay true."""
    found = [(index, rows[index]) for index in chosen.tolist() if _LATIN.search(rows[index].text)]
    copies = tuple(replace(row, text=strip_marks(row.text)) for _, row in found)
    return Copies(copies, np.array([index for index, _ in found], dtype=np.int64))


def strip_marks(text: str) -> str:
    """The text without the marks of its Latin letters, letter for letter.

    >>> strip_marks("Książę Đorđe, й")
    'Ksiaze Dorde, й'
    """
    return _LATIN.sub(lambda match: unicodedata.normalize("NFD", match[0])[0].translate(_STROKED), text)
