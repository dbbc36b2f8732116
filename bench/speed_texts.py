"""The project's own statements -> rows to train on and texts of all lengths, always the same ones."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from framing.taxonomy import load_taxonomy
from training.corpus import group_sources, load_corpus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.corpus import Corpus

SEED = 20261122
DATASETS = Path("datasets")
_WORD = re.compile(r"[\w'’]+")
_WORDS_BEFORE_COMMA = 12  # about as often as people set one


def load_statements() -> Corpus:
    """All labelled statements of the repository, source by source in random order.

    The first thousand rows are then whole sources of all languages, but for the last one.
    """
    corpus = load_corpus(sorted(DATASETS.glob("statements-*.csv")), load_taxonomy(DATASETS / "taxonomy.toml"))
    groups = list(group_sources(corpus.rows).values())
    Random(SEED).shuffle(groups)
    order = [index for group in groups for index in group]
    return replace(corpus, rows=tuple(corpus.rows[i] for i in order), sets=tuple(corpus.sets[i] for i in order))


def take_rows(corpus: Corpus, size: int) -> Corpus:
    """The first rows."""
    return replace(corpus, rows=corpus.rows[:size], sets=corpus.sets[:size])


def draw_texts(texts: Sequence[str], count: int) -> list[str]:
    """Some of the texts, always the same ones, in random order."""
    return Random(SEED).sample(list(texts), min(count, len(texts)))


def make_statements(texts: Sequence[str], characters: int, count: int) -> list[str]:
    """Statements of exactly so many characters, from the texts' words; nothing in them ends a sentence."""
    words = itertools.cycle(_WORD.findall(" ".join(texts)))
    return [_join_words(words, characters) for _ in range(count)]


def _join_words(words: itertools.cycle[str], characters: int) -> str:
    text = next(words).capitalize()
    for number in itertools.count(1):
        if len(text) >= characters:
            break
        text += (", " if number % _WORDS_BEFORE_COMMA == 0 else " ") + next(words)
    return text[: characters - 1].rstrip(", ").ljust(characters - 1, "s") + "."


def make_article(texts: Sequence[str], words: int) -> str:
    """An article of exactly so many words: the texts one after the other, five to a paragraph, the last one cut."""
    taken: list[str] = []
    left = words
    for number, text in enumerate(itertools.cycle(texts), start=1):
        own = text.split()[:left]
        left -= len(own)
        taken.append(" ".join(own))
        if not left:
            break
        taken.append("\n\n" if number % 5 == 0 else " ")
    return "".join(taken)
