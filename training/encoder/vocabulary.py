"""Chooses the pieces worth keeping: of the Latin, Cyrillic and Greek scripts, and what all scripts share."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from training.encoder.source import SourceModel, Vocabulary

# Modifier letters belong to all scripts: U+02BC is an apostrophe in Ukrainian.
SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "MODIFIER LETTER")
# Marks and digits outside these belong to one script (Arabic vowel signs, Devanagari digits).
COMMON_MARKS = (
    range(0x600),
    range(0x1DC0, 0x1E00),
    range(0x2000, 0x2C00),
    range(0xFE00, 0xFE30),
    range(0x1F000, 0x20000),
)
COMMON_SIGNS = (range(0x2E80), range(0xFE00, 0xFE30), range(0xFF5E, 0xFF5F), range(0x1F000, 0x20000))
# The model card's languages that are written in the kept scripts.
# fmt: off
LANGUAGES = (
    "af", "az", "be", "bg", "br", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "eo", "es", "et",
    "eu", "fi", "fr", "fy", "ga", "gd", "gl", "ha", "hr", "hu", "id", "is", "it", "jv", "kk", "ku",
    "ky", "la", "lt", "lv", "mg", "mk", "mn", "ms", "nl", "no", "om", "pl", "pt", "ro", "ru", "sk",
    "sl", "so", "sq", "sr", "su", "sv", "sw", "tl", "tr", "uk", "uz", "vi", "xh",
)
# fmt: on


def trim_vocabulary(model: SourceModel) -> SourceModel:
    """Give the same model with only the kept pieces, renumbered in order; the special ones always stay."""
    kept = kept_ids(model.vocabulary)
    return replace(model, vocabulary=_select(model.vocabulary, kept), words=model.words[np.array(kept)])


def kept_ids(vocabulary: Vocabulary) -> list[int]:
    """Give the ids of the pieces to keep, ascending."""
    special = {vocabulary.begin, vocabulary.end, vocabulary.unknown}
    return [i for i, piece in enumerate(vocabulary.pieces) if i in special or all(map(is_kept, piece))]


@cache
def is_kept(character: str) -> bool:
    """Tell whether a character belongs to a kept script or to all scripts."""
    category, code = unicodedata.category(character), ord(character)
    if category[0] == "L":
        return unicodedata.name(character, "").startswith(SCRIPTS)
    return any(code in block for block in (COMMON_MARKS if category[0] in "MN" else COMMON_SIGNS))


def _select(vocabulary: Vocabulary, kept: list[int]) -> Vocabulary:
    return replace(
        vocabulary,
        pieces=tuple(vocabulary.pieces[i] for i in kept),
        scores=tuple(vocabulary.scores[i] for i in kept),
        begin=kept.index(vocabulary.begin),
        end=kept.index(vocabulary.end),
        unknown=kept.index(vocabulary.unknown),
    )
