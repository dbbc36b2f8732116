"""Turns a text into pieces of the encoder's vocabulary, each with its place in that text.

Does not: add the begin and end pieces, or know how many pieces the model reads at once (see `encoder`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

SPACE = "\u2581"  # how pieces write the space in front of a word
_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})  # control and format characters, lone surrogates
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of one text.

    Attributes:
        ids: (t,) int64, numbers in the vocabulary.
        spans: (t, 2) int64, code-point offsets into the text as given, end exclusive.
    """

    ids: NDArray[np.int64]
    spans: NDArray[np.int64]


def split_pieces(tokenizer: Tokenizer, text: str) -> Pieces:
    """Split a text into pieces; any string is welcome, lone surrogates count as unreadable characters.

    Spans start and end in order and never begin with white space; a piece that stands for white space alone
    has an empty span.
    """
    encoding = tokenizer.encode(replace_surrogates(text), add_special_tokens=False)
    spans = trim_spans(text, encoding.tokens, encoding.offsets)
    return Pieces(
        np.array(encoding.ids, dtype=np.int64),
        np.array(spans, dtype=np.int64).reshape(-1, 2),
    )


def replace_surrogates(text: str) -> str:
    """Exchange each lone surrogate for U+FFFD, one for one, so that offsets stay as they are."""
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


def trim_spans(text: str, pieces: Sequence[str], offsets: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Take leading white space off each span and let it end after the marks of its last letter.

    The tokeniser normalises first: a letter written with a separate accent becomes one code point there, and
    its offsets name the bare letter only. It also puts a space in front of the text, and lends it the first
    letter.
    """
    limits = [*(start for start, _ in offsets), len(text)][1:]
    spans = []
    for piece, (start, end), limit in zip(pieces, offsets, limits, strict=False):
        first = _skip_blank(text, start, end)
        spans.append((first, first) if piece == SPACE else (first, _skip_marks(text, end, limit)))
    return spans


def _skip_blank(text: str, start: int, end: int) -> int:
    while start < end and (text[start].isspace() or unicodedata.category(text[start]) in _INVISIBLE):
        start += 1
    return start


def _skip_marks(text: str, end: int, limit: int) -> int:
    while end < limit and unicodedata.combining(text[end]):
        end += 1
    return end
