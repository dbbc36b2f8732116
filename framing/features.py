"""Statements -> the two views a model may read: weighted n-grams and form (lexical), and encoder vectors.

The lexical view can also tell what each word adds to a score (see `Trace`).

Does not: know about devices.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from framing.form import WIDTH, FormScale
from framing.ngrams import NgramRanges, Occurrences, count_ngrams, find_ngrams, sort_ngrams
from framing.standins import neutralise

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
        plain = [neutralise(text).text for text in texts]
        matrix = weigh_ngrams(count_ngrams(plain, self.ranges), self.rarity)
        return append_form(matrix, self.form.read(plain)) if self.form else matrix

    def trace(self, texts: Sequence[str]) -> "Trace":
        """The same, and where in the texts it comes from; a batch of `framing.ngrams.cut_batches` is read fastest."""
        plain = [neutralise(text) for text in texts]
        found = find_ngrams([each.text for each in plain], self.ranges)
        counts, order = sort_ngrams(found, len(texts), self.ranges)
        times = counts.data.astype(np.int64)
        # In place: for a statement alone, making one more matrix shows in the time.
        counts.data = weigh_counts(counts, self.rarity)
        return Trace(
            matrix=append_form(counts, self.form.read([each.text for each in plain])) if self.form else counts,
            found=found,
            order=order,
            edges=np.concatenate(([0], np.cumsum(times)))[counts.indptr],
            shares=np.repeat(counts.data / times.astype(np.float64), times),
            origins=[each.origins for each in plain],
            lengths=np.array([len(text) for text in texts], dtype=np.int64),
        )


@dataclass(frozen=True, slots=True)
class Trace:
    """A batch of texts as the lexical view reads it, and the code points that each n-gram stands on.

    Attributes:
        matrix: weighted n-grams, as `LexicalView.read` gives them.
        found: the occurrences of the n-grams in the neutral texts.
        order: (n,) sorts them by text.
        edges: (texts + 1,) where each text's begin in that order.
        shares: (n,) in that order, each occurrence's share of the value of its n-gram.
        origins: of each neutral text.
        lengths: (texts,) code points of each text as received.
    """

    matrix: sparse.csr_array
    found: Occurrences
    order: NDArray[np.int64]
    edges: NDArray[np.int64]
    shares: NDArray[np.float64]
    origins: Sequence[NDArray[np.int64]]
    lengths: NDArray[np.int64]

    def weigh_words(
        self,
        rows: NDArray[np.int64],
        columns: NDArray[np.int64],
        words: Sequence[Sequence[tuple[int, int]]],
        heads: NDArray[np.float32],
    ) -> list[NDArray[np.float64]]:
        """How much each word adds to one head's score of one text.

        An n-gram's part in the score is spread evenly over its occurrences and over their code points.

        Args:
            rows: (pairs,) the text of each pair.
            columns: (pairs,) the head of each pair.
            words: of each pair's text, in order.
            heads: (width, heads).

        Returns:
            For each pair an array (len(words),); the same bits for a pair alone as among others.
        """
        if not len(rows):
            return []
        sizes = self.edges[rows + 1] - self.edges[rows]
        pair = np.repeat(np.arange(len(rows)), sizes)
        picked = np.arange(len(pair)) + (self.edges[rows] - np.cumsum(sizes) + sizes)[pair]
        at = self.order[picked]
        starts, ends = self._locate(rows, at, pair)
        # One flat index is faster than two.
        cells = self.found.columns[at] * heads.shape[1] + columns[pair]
        weights = heads.ravel()[cells] * (self.shares[picked] / (ends - starts))
        # Two sums over each text: of what begins and ends, which is what a code point adds, and of those. One row for
        # each pair, so that no rounding crosses from one to another; one column more, for what stands before the text.
        stride = int(self.lengths[rows].max()) + 2
        place, size = pair * stride + 1, len(rows) * stride
        steps = np.bincount(place + starts, weights, size) - np.bincount(place + ends, weights, size)
        totals = steps.reshape(len(rows), stride).cumsum(axis=1).cumsum(axis=1)
        counts = [len(own) for own in words]
        flat = np.fromiter(chain.from_iterable(chain.from_iterable(words)), dtype=np.int64).reshape(-1, 2)
        owner = np.repeat(np.arange(len(rows)), counts)
        pushes = totals[owner, flat[:, 1]] - totals[owner, flat[:, 0]]
        return [pushes[end - size : end] for end, size in zip(accumulate(counts), counts, strict=True)]

    def _locate(
        self, rows: NDArray[np.int64], at: NDArray[np.int64], pair: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where occurrences stand in the texts as received."""
        shift = np.cumsum([0, *(len(own) for own in self.origins)])[rows][pair]
        origins = np.concatenate(self.origins)
        return origins[shift + self.found.starts[at]], origins[shift + self.found.ends[at] - 1] + 1


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
    return sparse.csr_array((weigh_counts(counts, rarity), counts.indices, counts.indptr), shape=counts.shape)


def weigh_counts(counts: sparse.csr_array, rarity: NDArray[np.float32]) -> NDArray[np.float32]:
    """The values of `weigh_ngrams` alone, in the order of the counts."""
    values = (1 + np.log(counts.data)) * rarity[counts.indices]
    rows = np.repeat(np.arange(counts.shape[0]), counts.indptr[1:] - counts.indptr[:-1])
    halves = rows * 2 + (counts.indices >= counts.shape[1] // 2)
    lengths = np.sqrt(np.bincount(halves, weights=values.astype(np.float64) ** 2, minlength=2 * counts.shape[0]))
    return np.asarray(values / lengths[halves], dtype=np.float32)


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
