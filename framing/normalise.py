"""A text as received -> the plain text the lexical view reads, with a map back to the original offsets.

One code point at a time, so that the map stays exact: compatibility forms are unfolded (NFKC), case is
folded, typographic quotes, dashes and blanks become plain ones, and characters that show nothing (zero-width, soft
hyphen, control, variation selectors) vanish. Letters of one script that pose as another inside a word
("stаb" with a Cyrillic a) are turned back into the script of the rest of that word.

Does not: strip diacritics, correct spelling, or touch the text that answers show.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

# Pairs that look alike in common fonts; from the Unicode confusables (UTS 39), only the letters of running text.
_LATIN_FOR_CYRILLIC = dict(zip("асеорхуікмнтвгзбѕјһԁԛԝ", "aceopxyikmhtbr36sjhdqw", strict=True)) | {"ё": "e"}
_CYRILLIC_FOR_LATIN = dict(zip("aceopxyikmhtb", "асеорхуікмнтв", strict=True))
_PLAIN = {
    **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
    **dict.fromkeys("“”„‟«»″〝〞〟‹›", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
}
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[Ѐ-ԯ]")
_LATIN = re.compile(r"[a-zà-ɏ]")


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
    pieces = [_fold_character(character) for character in text]
    plain = "".join(pieces)
    lengths = np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))
    origins = np.repeat(np.arange(len(pieces), dtype=np.int64), lengths)
    return NormalisedText(_undo_disguise(plain), origins)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    if character.isspace():
        return " "
    if unicodedata.category(character) in {"Cf", "Cc", "Cs", "Co", "Cn"} or "︀" <= character <= "️":
        return ""
    folded = unicodedata.normalize("NFKC", character).casefold()
    return "".join(_PLAIN.get(c, c) for c in folded)


def _undo_disguise(text: str) -> str:
    if not (_CYRILLIC.search(text) and _LATIN.search(text)):
        return text
    return _WORD.sub(lambda match: _unmix_word(match.group()), text)


def _unmix_word(word: str) -> str:
    cyrillic, latin = len(_CYRILLIC.findall(word)), len(_LATIN.findall(word))
    if not cyrillic or not latin:
        return word
    table = _LATIN_FOR_CYRILLIC if latin >= cyrillic else _CYRILLIC_FOR_LATIN
    return "".join(table.get(character, character) for character in word)
