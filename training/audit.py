"""A corpus -> what a model could learn from it that is not a framing device: copies, templates, shortcuts.

Every figure is compared with a limit, so that a corpus that teaches the wrong thing is found before a model
is trained on it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from training.corpus import Corpus
from training.labels import build_targets

# Limits from the corpus's own charter, docs/annotation.md.
MAX_JACCARD = 0.7
RUN_LENGTH = 8
MAX_ROWS_OF_A_TEMPLATE = 5
MAX_SHARE_OF_A_TRIGRAM = 0.05
MAX_SHORTCUT_AUC = 0.58

_WORD = re.compile(r"\w+")
# Words frequent enough to make the frame of a sentence rather than its content.
_FRAME_WORDS = 150
# A pattern of fewer kept words is a coincidence.
_FEWEST_KEPT = 4
_SLICE = 1000
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One property: its figure, its limit, and examples of what broke it."""

    name: str
    value: float
    limit: float
    examples: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the figure is within the limit."""
        return self.value <= self.limit


def audit(corpus: Corpus) -> list[Finding]:
    """Every property of a reviewed corpus; shortcut columns that the files lack are left out."""
    words = [_WORD.findall(row.text.casefold()) for row in corpus.rows]
    findings = [_find_copies(words), _find_shared_runs(words), _find_templates(corpus, words)]
    findings.append(_find_telling_trigrams(corpus, words))
    return findings + _find_shortcuts(corpus)


def _find_copies(words: Sequence[Sequence[str]]) -> Finding:
    """The largest share of words that two rows have in common (Jaccard)."""
    matrix = CountVectorizer(analyzer=lambda row: row, binary=True, dtype=np.float32).fit_transform(words)
    sizes = np.asarray(matrix.sum(axis=1)).ravel()
    best, pair = 0.0, (0, 0)
    for start in range(0, len(words), _SLICE):
        shared = (matrix[start : start + _SLICE] @ matrix.T).toarray()
        jaccard = shared / np.maximum(sizes[start : start + _SLICE, None] + sizes[None, :] - shared, 1)
        rows = np.arange(len(jaccard))
        jaccard[rows, start + rows] = 0
        place = np.unravel_index(int(jaccard.argmax()), jaccard.shape)
        if jaccard[place] > best:
            best, pair = float(jaccard[place]), (start + int(place[0]), int(place[1]))
    return Finding("largest Jaccard of two rows", round(best, 4), MAX_JACCARD, tuple(" ".join(words[i]) for i in pair))


def _find_shared_runs(words: Sequence[Sequence[str]]) -> Finding:
    first: dict[tuple[str, ...], int] = {}
    shared = set()
    for index, row in enumerate(words):
        for start in range(len(row) - RUN_LENGTH + 1):
            run = tuple(row[start : start + RUN_LENGTH])
            if first.setdefault(run, index) != index:
                shared.add(run)
    return Finding(f"runs of {RUN_LENGTH} words in two rows", len(shared), 0, tuple(map(" ".join, sorted(shared)[:5])))


def _find_templates(corpus: Corpus, words: Sequence[Sequence[str]]) -> Finding:
    """Rows that are alike once all but the commonest words of their language are masked."""
    counts: dict[str, Counter[str]] = {}
    for row, own in zip(corpus.rows, words, strict=True):
        counts.setdefault(row.language, Counter()).update(own)
    frames = {language: {w for w, _ in c.most_common(_FRAME_WORDS)} for language, c in counts.items()}
    patterns = Counter(
        pattern
        for row, own in zip(corpus.rows, words, strict=True)
        if (pattern := _mask(own, frames[row.language])).count(" ") + 1 - pattern.count("_") >= _FEWEST_KEPT
    )
    top = patterns.most_common(5)
    examples = tuple(f"{count}: {pattern}" for pattern, count in top)
    return Finding("rows of one masked pattern", top[0][1] if top else 0, MAX_ROWS_OF_A_TEMPLATE, examples)


def _mask(words: Sequence[str], frame: set[str]) -> str:
    masked = [word if word in frame else "_" for word in words]
    kept = [b for a, b in pairwise(["", *masked]) if not a == b == "_"]
    return " ".join(kept)


def _find_telling_trigrams(corpus: Corpus, words: Sequence[Sequence[str]]) -> Finding:
    """The share of a device's positives that hold its most telling three words in a row."""
    trigrams = [set(zip(row, row[1:], row[2:], strict=False)) for row in words]
    everywhere = Counter(trigram for row in trigrams for trigram in row)
    targets = build_targets(corpus.rows, corpus.sets, corpus.taxonomy.ids, corpus.taxonomy)
    shares = []
    for column, device in enumerate(corpus.taxonomy.ids):
        rows = np.flatnonzero(targets[:, column] == 1)
        inside = Counter(trigram for row in rows for trigram in trigrams[row])
        others = max(len(words) - len(rows), 1)
        excess = {t: n / len(rows) - (everywhere[t] - n) / others for t, n in inside.items() if n > 1}
        if excess:
            best = max(excess, key=lambda trigram: (excess[trigram], trigram))
            shares.append((inside[best] / len(rows), f"{device}: {' '.join(best)} ({inside[best]}/{len(rows)})"))
    shares.sort(reverse=True)
    examples = tuple(text for _, text in shares[:5])
    return Finding(
        "share of a device's most telling trigram", shares[0][0] if shares else 0.0, MAX_SHARE_OF_A_TRIGRAM, examples
    )


def _find_shortcuts(corpus: Corpus) -> list[Finding]:
    """How well "any device" is guessed, grouped by source, from what should tell nothing."""
    rows = corpus.rows
    labels = np.array([bool(row.labels) for row in rows])
    groups = np.array([row.source or row.text for row in rows])
    views: dict[str, NDArray[np.float64] | sparse.csr_array] = {
        "length, digits and punctuation": np.array([_describe_form(row.text) for row in rows])
    }
    for column in ("speaker_kind", "topic", "register", "region"):
        values = [row.extra.get(column, "") for row in rows]
        if any(values):
            views[column] = _one_hot(values)
    views["names"] = _one_hot([_find_names(row.text) for row in rows])
    return [
        Finding(f"shortcut by {name} (AUC)", _guess(view, labels, groups), MAX_SHORTCUT_AUC)
        for name, view in views.items()
    ]


def _describe_form(text: str) -> list[float]:
    marks = [text.count(mark) for mark in ".,;:!?-–—\"'“”„«»()#%…/"]
    letters = sum(character.isalpha() for character in text)
    capitals = sum(character.isupper() for character in text)
    digits = sum(character.isdigit() for character in text)
    return [len(text), len(text.split()), digits, capitals / max(letters, 1), *marks]


def _find_names(text: str) -> list[str]:
    """Capitalised words that do not open a sentence."""
    return [match.group(1) for match in re.finditer(r"(?<=[\w,;:»”\"] )([^\W\d_a-zа-я][\w’'-]+)", text)]


def _one_hot(values: Sequence[str] | Sequence[Iterable[str]]) -> sparse.csr_array:
    lists = [[value] if isinstance(value, str) else list(value) for value in values]
    return CountVectorizer(analyzer=lambda row: row, binary=True, min_df=2).fit_transform(lists).astype(np.float64)


def _guess(view: NDArray[np.float64] | sparse.csr_array, labels: NDArray[np.bool_], groups: NDArray[np.str_]) -> float:
    model = (
        HistGradientBoostingClassifier(max_iter=60, random_state=0)
        if isinstance(view, np.ndarray)
        else LogisticRegression(C=1.0, max_iter=500)
    )
    folds = GroupKFold(_FOLDS)
    guessed = cross_val_predict(model, view, labels, groups=groups, cv=folds, method="predict_proba")[:, 1]
    return round(float(roc_auc_score(labels, guessed)), 4)
