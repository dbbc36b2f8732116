"""Statements -> the two views a model may read: weighted n-grams and form (lexical), and encoder vectors.

Does not: know about devices.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from framing.form import WIDTH, FormScale
from framing.ngrams import NgramRanges, count_ngrams, find_ngrams
from framing.normalise import normalise

ViewName = Literal["lexical", "encoder", "words"]


@dataclass(frozen=True, slots=True)
class LexicalView:
    """What the lexical view has learned besides its heads.

    Attributes:
        ranges: orders and buckets of the n-grams.
        rarity: (ranges.width,) inverse document frequency of each bucket, float32.
        form: what is usual in the form of texts; None where the view reads n-grams alone.
    """

    ranges: NgramRanges
    rarity: NDArray[np.float32]
    form: FormScale | None = None

    @property
    def width(self) -> int:
        """Columns of the feature matrix: the n-grams', then the form's."""
        return self.ranges.width + (WIDTH if self.form else 0)

    def read(self, texts: Sequence[str]) -> sparse.csr_array:
        """Weighted n-grams and form, float32 (len(texts), width); each half of the n-grams has length one or zero."""
        plain = [normalise(text).text for text in texts]
        matrix = weigh_ngrams(count_ngrams(plain, self.ranges), self.rarity)
        return append_form(matrix, self.form.read(plain)) if self.form else matrix


@dataclass(frozen=True, slots=True)
class EncoderView:
    """How encoder vectors are brought to one scale: standardised by column, then each to the same length.

    Attributes:
        centre, scale: (width,) float32.
    """

    centre: NDArray[np.float32]
    scale: NDArray[np.float32]

    def read(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Scaled vectors, float32 (n, width), each of length sqrt(width)."""
        standard = (vectors - self.centre) / self.scale
        lengths = np.sqrt(np.mean(standard**2, axis=1, keepdims=True))
        return np.asarray(standard / np.maximum(lengths, 1e-6), dtype=np.float32)


def fit_encoder_view(vectors: NDArray[np.float32]) -> EncoderView:
    """Learn centre and scale; half precision is all a bundle keeps."""
    centre, scale = vectors.mean(axis=0), vectors.std(axis=0) + 1e-4
    return EncoderView(*(values.astype(np.float16).astype(np.float32) for values in (centre, scale)))


def find_rarity(counts: sparse.csr_array) -> NDArray[np.float32]:
    """How rare each bucket is, (width,): ln((1 + n) / (1 + df)) + 1, the smooth idf of the scikit-learn guide.

    `counts` (n, width) holds no zero and no bucket twice in a row.
    """
    n = counts.shape[0]
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    rarity: NDArray[np.float32] = (np.log((1 + n) / (1 + frequency)) + 1).astype(np.float32)
    return rarity


def weigh_ngrams(counts: sparse.csr_array, rarity: NDArray[np.float32]) -> sparse.csr_array:
    """(1 + ln count) times rarity, then each row's character half and word half scaled to unit length."""
    values = (1 + np.log(counts.data)) * rarity[counts.indices]
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    halves = rows * 2 + (counts.indices >= counts.shape[1] // 2)
    lengths = np.sqrt(np.bincount(halves, weights=values.astype(np.float64) ** 2, minlength=2 * counts.shape[0]))
    data = (values / lengths[halves]).astype(np.float32)
    return sparse.csr_array((data, counts.indices, counts.indptr), shape=counts.shape)


def append_form(matrix: sparse.csr_array, form: NDArray[np.float32]) -> sparse.csr_array:
    """The rows of `matrix` (n, width), each followed by that of `form` (n, columns)."""
    # By hand, since sparse.hstack takes a third as long as all the rest for one statement.
    rows, columns = form.shape
    shifts = np.arange(rows + 1, dtype=matrix.indptr.dtype) * columns
    moved = np.arange(matrix.nnz) + np.repeat(shifts[:-1], np.diff(matrix.indptr))
    added = (matrix.indptr[1:] + shifts[:-1])[:, None] + np.arange(columns)
    data = np.empty(matrix.nnz + form.size, dtype=np.float32)
    indices = np.empty(len(data), dtype=matrix.indices.dtype)
    data[moved], data[added] = matrix.data, form
    indices[moved], indices[added] = matrix.indices, matrix.shape[1] + np.arange(columns)
    return sparse.csr_array((data, indices, matrix.indptr + shifts), shape=(rows, matrix.shape[1] + columns))


def weigh_characters(text: str, view: LexicalView, heads: NDArray[np.float32]) -> NDArray[np.float64]:
    """How much each code point of `text` adds to each head's score: (len(text), heads), summing to the n-grams' part.

    An n-gram's share of the score is spread evenly over its occurrences and over their code points. What the form adds
    is no word's.
    """
    plain = normalise(text)
    spread = np.zeros((len(text), heads.shape[1]))
    found = find_ngrams([plain.text], view.ranges)
    row = weigh_ngrams(count_ngrams([plain.text], view.ranges), view.rarity)
    counts = np.bincount(found.columns, minlength=view.ranges.width)
    value = np.zeros(view.ranges.width)
    value[row.indices] = row.data
    starts, ends = plain.locate(np.stack([found.starts, found.ends], axis=1)).T
    share = value[found.columns] / counts[found.columns] / np.maximum(ends - starts, 1)
    weights = heads[found.columns] * share[:, None]
    edges = np.zeros((len(text) + 1, heads.shape[1]))
    np.add.at(edges, starts, weights)
    np.add.at(edges, ends, -weights)
    spread[:] = np.cumsum(edges, axis=0)[:-1]
    return spread
