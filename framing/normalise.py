"""A text as received -> the plain text the lexical view reads, with a map back to the original offsets.

One code point at a time, so that the map stays exact: compatibility forms are unfolded (NFKC), case is
folded, typographic quotes, dashes and blanks become plain ones, and characters that show nothing (zero-width, soft
hyphen, control, variation selectors) vanish. Then disguised words are written plainly (see `framing.disguise`).

Does not: strip diacritics, correct spelling, or touch the text that answers show.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from framing.disguise import may_be_disguised, undo

_PLAIN = {
    **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
    **dict.fromkeys("“”„‟«»″〝〞〟‹›", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
    # Small capitals, for which Unicode has no compatibility form.
    **dict(zip("ᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢ", "abcdeghijklmnoprtuvwyz", strict=True)),
}
# Up to the end of the general punctuation: the alphabets of Europe and the Near East, dashes and quotation marks.
_COMMON = 0x2070
# Undoing one disguise can lay bare another; more than a few on one word is a game, and time must stay linear.
_MOST_LAYERS = 12


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """The plain text, and for each of its code points the offset of the one it came from.

    Attributes:
        text: normalised text.
        origins: int64 array of len(text), never falling; `origins[i]` is an offset into the text as received.
    """

    text: str
    origins: NDArray[np.int64]

    def locate(self, spans: NDArray[np.int64]) -> NDArray[np.int64]:
        """Spans (n, 2) of the normalised text as spans of the text as received; empty ones stay empty."""
        if not len(self.origins):
            return np.zeros_like(spans)
        last = len(self.origins) - 1
        starts = self.origins[np.clip(spans[:, 0], 0, last)]
        ends = self.origins[np.clip(spans[:, 1] - 1, 0, last)] + 1
        return np.stack([starts, np.where(spans[:, 1] > spans[:, 0], ends, starts)], axis=1)


def normalise(text: str) -> NormalisedText:
    """Normalise a text of any content, lone surrogates included."""
    folded, origins = _fold(text)
    if not may_be_disguised(folded):
        return NormalisedText(folded, origins)
    cells = list(folded)
    received = [text[origin] for origin in origins.tolist()]
    for _ in range(_MOST_LAYERS):
        if not undo(cells, received):
            break
        kept = [i for i, cell in enumerate(cells) if cell]
        cells, received, origins = [cells[i] for i in kept], [received[i] for i in kept], origins[kept]
    return NormalisedText("".join(cells), origins)


def _fold(text: str) -> tuple[str, NDArray[np.int64]]:
    """The text folded character by character, and where each code point of that came from."""
    if _one_for_one().fullmatch(text):
        return text.translate(_FOLDED), np.arange(len(text))
    pieces = [_FOLDED[ord(character)] for character in text]
    lengths = np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))
    return "".join(pieces), np.repeat(np.arange(len(pieces)), lengths)


class _Folded(dict[int, str]):
    """Folded characters by code point, as `str.translate` wants them; common ones are kept."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if code < _COMMON:
            self[code] = folded
        return folded


_FOLDED = _Folded()


@lru_cache(maxsize=1)
def _one_for_one() -> re.Pattern[str]:
    """Texts of common characters that fold to one code point each: nearly all."""
    single = "".join(chr(code) for code in range(_COMMON) if len(_FOLDED[code]) == 1)
    return re.compile(f"[{re.escape(single)}]*")


def _fold_character(character: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    if character.isspace():
        return " "
    if unicodedata.category(character) in {"Cf", "Cc", "Cs", "Co", "Cn"} or "︀" <= character <= "️":
        return ""
    folded = unicodedata.normalize("NFKC", character).casefold()
    return "".join(_PLAIN.get(c, c) for c in folded)
