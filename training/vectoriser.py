"""Texts -> weighted n-grams and form, as scikit-learn's vectorisers do it: `fit` learns rarity, `transform` weighs.

The n-grams are those of `framing.ngrams`, the weights those of `framing.features`, so what a pipeline learns from is
what a bundle reads. `RarityWeighting` alone takes counts, which lets scikit-learn's own checks reach the arithmetic:
they have no texts to feed.

Does not: fit heads or read anything but texts and counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from framing.features import LexicalView, append_form, find_rarity, weigh_ngrams
from framing.form import fit_form
from framing.ngrams import NgramRanges, count_ngrams
from framing.standins import neutralise

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self


class RarityWeighting(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Counts of n-grams -> their weights.

    Attributes:
        rarity_: (n_features_in_,) inverse document frequency of each column, float32.
    """

    def fit(self, X: Any, y: object = None) -> Self:  # noqa: ARG002, N803  scikit-learn's names
        """Learn how rare each column is, from counts (n, width), dense or sparse, none negative."""
        self.rarity_ = find_rarity(self._check(X, reset=True))
        return self

    def transform(self, X: Any) -> sparse.csr_array:  # noqa: N803
        """Weights, float32 (n, width); each half of a row has length one or zero.

        Raises:
            NotFittedError: before `fit`.
        """
        check_is_fitted(self)
        return weigh_ngrams(self._check(X, reset=False), self.rarity_)

    def _check(self, counts: Any, *, reset: bool) -> sparse.csr_array:
        checked = validate_data(self, counts, reset=reset, accept_sparse="csr", ensure_non_negative=True)
        matrix = sparse.csr_array(checked)
        if matrix.has_canonical_format and matrix.data.all():
            return matrix
        # Weights are of whole counts, and that of a count of zero would be infinite.
        matrix = matrix.copy()
        matrix.sum_duplicates()
        matrix.eliminate_zeros()
        return matrix

    def __sklearn_tags__(self) -> Any:
        """Sparse counts are welcome; whatever comes in, float32 comes out."""
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        tags.input_tags.positive_only = True
        tags.transformer_tags.preserves_dtype = []
        return tags


class NgramVectoriser(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Texts -> weighted hashed n-grams of characters within words and of words, and the form of the text.

    Args:
        characters, words: orders of the n-grams, inclusive.
        bits: each of the two blocks has 2**bits columns.
        form: whether columns for length, questions, exclamations and repetition follow.

    Attributes:
        view_: what a bundle keeps.
    """

    def __init__(
        self,
        characters: tuple[int, int] = (2, 5),
        words: tuple[int, int] = (1, 2),
        bits: int = 16,
        *,
        form: bool = True,
    ) -> None:
        self.characters = characters
        self.words = words
        self.bits = bits
        self.form = form

    def fit(self, X: Iterable[str], y: object = None) -> Self:  # noqa: N803
        """Learn how rare each n-gram is.

        Raises:
            ValueError: no texts.
            TypeError: one text in place of a list of them, or something in the list is no text.
        """
        self.fit_transform(X, y)
        return self

    def fit_transform(self, X: Iterable[str], y: object = None) -> sparse.csr_array:  # noqa: ARG002, N803
        """Learn from the texts and weigh them: as `fit`, then `transform`, but read once."""
        ranges = NgramRanges(self.characters, self.words, self.bits)
        plain = [neutralise(text).text for text in _list_texts(X)]
        weighting = RarityWeighting()
        matrix: sparse.csr_array = weighting.fit_transform(count_ngrams(plain, ranges))
        form = fit_form(plain) if self.form else None
        self.view_ = LexicalView(ranges, weighting.rarity_, form)
        return append_form(matrix, form.read(plain)) if form else matrix

    def transform(self, X: Iterable[str]) -> sparse.csr_array:  # noqa: N803
        """Weights, float32 (n, view_.width); each half of a row's n-grams has length one or zero.

        Raises:
            NotFittedError: before `fit`.
            ValueError, TypeError: as `fit`.
        """
        check_is_fitted(self)
        return self.view_.read(_list_texts(X))

    def __sklearn_tags__(self) -> Any:
        """Texts in, sparse float32 out."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.one_d_array = True
        tags.input_tags.two_d_array = False
        tags.transformer_tags.preserves_dtype = []
        return tags


def _list_texts(texts: Iterable[str]) -> list[str]:
    if isinstance(texts, str):
        raise TypeError("one text where a list of texts is expected; put it into a list")
    listed = list(texts)
    for index, text in enumerate(listed):
        if not isinstance(text, str):
            raise TypeError(f"item {index} is {type(text).__name__}, not text")
    if not listed:
        raise ValueError("no texts; at least one is needed")
    return listed
