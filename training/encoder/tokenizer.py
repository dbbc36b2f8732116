"""Turns a vocabulary into the content of a `tokenizer.json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tokenizers import Tokenizer

if TYPE_CHECKING:
    from training.encoder.source import Vocabulary

SPACE = "\u2581"


def write_tokenizer(vocabulary: Vocabulary) -> str:
    """Give the tokeniser as JSON: cleaned text -> words -> best-scored pieces, with offsets.

    No piece is marked as special and the special ones are renamed, so that user text never turns into one.
    """
    content: dict[str, Any] = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": dict(vocabulary.normaliser),
        "pre_tokenizer": {
            "type": "Metaspace",
            "replacement": SPACE,
            "prepend_scheme": "always",
            "split": True,
        },
        "post_processor": None,
        "decoder": None,
        "model": _write_pieces(vocabulary),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def build_tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    """Give the tokeniser itself."""
    return Tokenizer.from_str(write_tokenizer(vocabulary))


def _write_pieces(vocabulary: Vocabulary) -> dict[str, Any]:
    named = {vocabulary.begin, vocabulary.end, vocabulary.unknown}
    named |= {i for i, piece in enumerate(vocabulary.pieces) if piece in {"<pad>", "<mask>"}}
    # A space cannot stand inside a word: every one has become U+2581 by then.
    pieces = [f" {piece}" if i in named else piece for i, piece in enumerate(vocabulary.pieces)]
    scores = [round(score, 6) for score in vocabulary.scores]
    return {
        "type": "Unigram",
        "unk_id": vocabulary.unknown,
        "byte_fallback": False,
        "vocab": [list(pair) for pair in zip(pieces, scores, strict=True)],
    }
