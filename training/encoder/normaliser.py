"""Turns a normalisation map (code point -> text) into rules that `tokenizer.json` can hold.

The maps of unigram models are Unicode's NFKC but for some fifty code points. So: rules for those, then NFKC,
then runs of spaces to one. Letters written with separate accents come out composed, which a map per code
point cannot do.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from tokenizers import Regex, normalizers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SURROGATES = range(0xD800, 0xE000)
# Code points that Unicode promises never to use: they stand in for characters that NFKC must not touch.
STAND_INS = range(0xFDD0, 0xFDF0)


def make_normaliser(mapping: Mapping[int, str]) -> dict[str, Any]:
    """Give the normaliser, as in `tokenizer.json`, that does to every single code point what the map does.

    But for NUL and the stand-ins, which it drops.

    Raises:
        ValueError: the map differs from NFKC in more places than there are stand-ins.
    """
    exceptions = {code: mapping.get(code, chr(code)) for code in _find_exceptions(mapping)}
    kept = {code: text for code, text in exceptions.items() if text.strip(" ")}
    if len(kept) > len(STAND_INS):
        raise ValueError(f"{len(kept)} code points are neither dropped, nor a space, nor as in NFKC")
    # NUL ends a text for programs in C, so no map names it; dropped like the other control characters.
    dropped = [0, *STAND_INS, *(code for code, text in exceptions.items() if text == "")]
    spaces = [code for code, text in exceptions.items() if text == " "]
    guards = list(zip(kept.items(), map(chr, STAND_INS), strict=False))
    steps = [
        _replace_any(dropped, ""),
        *([_replace_any(spaces, " ")] if spaces else []),
        *(normalizers.Replace(chr(code), stand_in) for (code, _), stand_in in guards),
        normalizers.NFKC(),
        *(normalizers.Replace(stand_in, text) for (_, text), stand_in in guards),
        normalizers.Replace(Regex(" {2,}"), " "),
    ]
    content: dict[str, Any] = json.loads(normalizers.Sequence(steps).__getstate__())
    return content


def all_code_points() -> Iterator[int]:
    """Every code point that can stand in UTF-8."""
    return (code for code in range(sys.maxunicode + 1) if code not in SURROGATES)


def _find_exceptions(mapping: Mapping[int, str]) -> list[int]:
    nfkc = normalizers.NFKC()
    return [code for code in all_code_points() if mapping.get(code, chr(code)) != nfkc.normalize_str(chr(code))]


def _replace_any(codes: Iterable[int], text: str) -> normalizers.Replace:
    return normalizers.Replace(Regex("[" + "".join(f"\\x{{{code:x}}}" for code in codes) + "]"), text)
