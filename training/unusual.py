"""Our statements and generated code, tables and links -> the tables that `framing.unusual` reads.

`python -m training.unusual` writes them into the package; it reads `datasets/statements-*.csv` and nothing else, and
the same rows give the same tables.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from framing.normalise import normalise
from framing.segment import split_statements
from framing.unusual import (
    ALPHABET,
    BUCKETS,
    LATIN,
    STEP,
    TABLES,
    find_letters,
    find_places,
    find_triples,
    strip_addresses,
)
from training.postings import cut_statement, vary_statement
from training.unusual_forms import generate_forms

DATASETS = Path("datasets")
# Swept 0.1-3: from 0.3 on, real text begins to be called unusual more often than real code is found more often.
_REGULARISATION = 0.3
# Calling running text unusual is the worse fault; swept 1-10, the threshold in `framing.unusual` goes with it.
_TEXT_WEIGHT = 5.0
# An n-gram that occurs less often teaches nothing general.
_FEWEST = 3
# Letters of any one Cyrillic alphabet; `CYRILLIC` holds all that are used.
_CYRILLIC_LETTERS = 32
# Of every language's letters as much as if it had this many; so a large file does not make its language the norm.
_LETTERS_EACH = 1e5
# Nats; without it, an abbreviation of two letters could weigh more than a random word of five.
_LEAST = -4.0


def learn_tables(statements: Mapping[str, Sequence[str]], seed: int = 0) -> dict[str, NDArray[np.int8]]:
    """The arrays of `framing.unusual.Tables` from statements by language."""
    fewest = min(map(len, statements.values()))
    even = [text for texts in statements.values() for text in texts[:: max(1, len(texts) // fewest)]]
    return {
        "form": learn_form(even, Random(seed)),  # noqa: S311  the seed fixes what is generated
        "letters": learn_letters(statements),
    }


def learn_form(texts: Sequence[str], random: Random) -> NDArray[np.int8]:
    """Weights (BUCKETS,) of a logistic regression, statements as they are and as they are posted against the rest."""
    words = sorted({word for text in texts for word in text.split() if word.isalpha()})
    pieces = sorted({span.text for text in texts for span in split_statements(text, "en")})
    changes = (lambda text, _: text, vary_statement, cut_statement)
    ordinary = [change(text, random) for text in (*texts, *pieces) for change in changes]
    unusual = generate_forms(words, len(ordinary), random)
    matrix = _count_places(_with_plain(ordinary + unusual))
    is_text = np.repeat(np.arange(len(ordinary) + len(unusual)) < len(ordinary), 2)
    used = np.flatnonzero(matrix.getnnz(axis=0) >= _FEWEST)
    weight = {True: _TEXT_WEIGHT, False: 1.0}
    model = LogisticRegression(C=_REGULARISATION, class_weight=weight, max_iter=300, tol=1e-3)
    weights = np.zeros(BUCKETS)
    weights[used] = model.fit(matrix[:, used], is_text).coef_[0]
    return _round(weights)


def _with_plain(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield text
        yield normalise(text).text


def _count_places(texts: Iterable[str]) -> sparse.csr_matrix:
    """Which buckets each text fills, (texts, BUCKETS)."""
    bare = [strip_addresses(text) for text in texts]
    rows, columns = find_places(bare)
    return sparse.csr_matrix((np.ones(len(columns)), (rows, columns)), shape=(len(bare), BUCKETS))


def learn_letters(statements: Mapping[str, Sequence[str]]) -> NDArray[np.int8]:
    """How much more probable each letter is after two than by blind choice; flat (ALPHABET**3,)."""
    size = len(ALPHABET)
    counts = np.zeros((size, size, size))
    for texts in statements.values():
        own = np.zeros(size**3)
        for text in texts:
            np.add.at(own, find_triples(find_letters(text)), 1.0)
        counts += own.reshape(counts.shape) * (_LETTERS_EACH / own.sum())
    # A word's first letter is asked of no letter of the word before.
    counts[:, 0, :] = counts[:, 0, :].sum(axis=0)
    blind = np.full(size, np.log(len(LATIN) + 1))
    blind[1 + len(LATIN) :] = np.log(_CYRILLIC_LETTERS + 1)
    evidence = smooth(counts) + blind
    # Between words, and in a stretched one, nothing was chosen.
    evidence[:, 0, 0] = 0.0
    same = np.arange(size)
    evidence[same, same, same] = 0.0
    # One rare pair of letters ("Np.") proves little.
    return _round(np.maximum(evidence.ravel(), _LEAST))


def smooth(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log probability of each third letter given two, backed off to one and to none after Witten and Bell (1991)."""
    size = len(counts)
    probabilities = np.full(size, 1 / size)
    for axes in ((0, 1), (0,), ()):
        own = counts.sum(axis=axes) if axes else counts
        kinds = (own > 0).sum(axis=-1, keepdims=True)
        total = own.sum(axis=-1, keepdims=True)
        mixed = (own + kinds * probabilities) / np.maximum(total + kinds, 1e-9)
        probabilities = np.where(total > 0, mixed, probabilities)
    return np.asarray(np.log(probabilities), dtype=np.float64)


def _round(nats: NDArray[np.float64]) -> NDArray[np.int8]:
    return np.clip(np.round(nats / STEP), -127, 127).astype(np.int8)


def read_statements(folder: Path) -> dict[str, list[str]]:
    """The texts of `statements-*.csv` by language."""
    texts = {}
    for path in sorted(folder.glob("statements-*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            texts[path.stem.removeprefix("statements-")] = [row["text"] for row in csv.DictReader(file)]
    return texts


def main() -> None:
    """Write the tables into the package."""
    with TABLES.open("wb") as file:
        tables = learn_tables(read_statements(DATASETS))
        np.savez_compressed(file, form=tables["form"], letters=tables["letters"])


if __name__ == "__main__":
    main()
