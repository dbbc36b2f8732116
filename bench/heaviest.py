"""The simplest evidence there is: one n-gram of a few words, the heaviest for a device.

In the fast mode a word n-gram of the lexical view, by the exact share of the score that its own bucket brings. In the
default mode, which has no n-grams, the run of at most three words with the largest sum of the word view's values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from framing.features import weigh_ngrams
from framing.ngrams import count_ngrams, find_ngrams
from framing.standins import neutralise
from framing.types import Span
from training.evidence import shift

if TYPE_CHECKING:
    from framing.tagger import Tagger
    from training.evidence import Weighed

LONGEST = 3


def find_heaviest(tagger: Tagger, weighed: Weighed) -> list[tuple[Span, ...]]:
    """One span for each of the devices."""
    model = tagger.bundle.model
    if "words" in tagger.mode.views or model.lexical is None:
        places = find_runs(weighed.words, shift(tagger, weighed))
    else:
        places = find_lexical(tagger, weighed)
    return [(Span(start, end, weighed.text[start:end]),) for start, end in places]


def find_runs(words: list[tuple[int, int]], values: np.ndarray) -> list[tuple[int, int]]:
    """The heaviest run of words of each column of `values`, (words, devices)."""
    total = np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
    runs = [(i, i + n) for n in range(1, LONGEST + 1) for i in range(len(words) - n + 1)]
    sums = np.stack([total[end] - total[start] for start, end in runs])
    return [(words[runs[best][0]][0], words[runs[best][1] - 1][1]) for best in sums.argmax(axis=0)]


def find_lexical(tagger: Tagger, weighed: Weighed) -> list[tuple[int, int]]:
    """The word n-gram whose bucket, shared by its occurrences, adds most to each device's score."""
    model = tagger.bundle.model
    view, heads = model.lexical, model.heads["lexical"].weights
    plain = neutralise(weighed.text)
    found = find_ngrams([plain.text], view.ranges)
    counts = count_ngrams([plain.text], view.ranges)
    values = weigh_ngrams(counts, view.rarity).toarray()[0] / np.maximum(counts.toarray()[0], 1)
    of_words = np.flatnonzero(found.columns >= view.ranges.width // 2)
    columns = found.columns[of_words]
    shares = values[columns, None] * heads[np.ix_(columns, weighed.devices)]
    best = of_words[shares.argmax(axis=0)]
    places = plain.locate(np.stack([found.starts[best], found.ends[best]], axis=1))
    return [(int(start), int(end)) for start, end in places]
