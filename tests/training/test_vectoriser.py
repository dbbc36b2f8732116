"""training.vectoriser: the lexical view as scikit-learn's conventions want it."""

import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from sklearn.base import BaseEstimator, clone
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.utils import estimator_checks as checks

from framing.standins import neutralise
from training.vectoriser import NgramVectoriser, RarityWeighting

TEXTS = ["A stab in the back", "brother nations stand together", "The shop opens at nine", "", "a STAB, a stab!"]
# Of scikit-learn's checks, those that feed no numbers. Its runner leaves an estimator of texts out as a whole.
WITHOUT_DATA = (
    checks.check_estimator_cloneable,
    checks.check_estimator_tags_renamed,
    checks.check_valid_tag_types,
    checks.check_estimator_repr,
    checks.check_no_attributes_set_in_init,
    checks.check_parameters_default_constructible,
    checks.check_get_params_invariance,
    checks.check_set_params,
    checks.check_do_not_raise_errors_in_init_or_set_params,
    checks.check_mixin_order,
)


@checks.parametrize_with_checks([RarityWeighting()])
def test_weighting_keeps_every_convention_of_an_estimator(
    estimator: BaseEstimator, check: Callable[[BaseEstimator], None]
) -> None:
    """All of scikit-learn's own checks of a transformer pass."""
    check(estimator)


@pytest.mark.parametrize("check", WITHOUT_DATA, ids=lambda check: check.__name__)
def test_the_vectoriser_keeps_every_convention_that_needs_no_data(check: Callable[[str, BaseEstimator], Any]) -> None:
    """Parameters, tags, cloning and printing are those of an estimator."""
    check("NgramVectoriser", NgramVectoriser())


def test_texts_are_no_table() -> None:
    """The tags tell scikit-learn what goes in and what comes out."""
    tags = NgramVectoriser().__sklearn_tags__()

    assert (tags.input_tags.string, tags.input_tags.one_d_array, tags.input_tags.two_d_array) == (True, True, False)
    assert tags.requires_fit


def test_nothing_is_transformed_before_something_is_learned() -> None:
    """As scikit-learn's check_estimators_unfitted, with texts."""
    with pytest.raises(NotFittedError, match="NgramVectoriser instance is not fitted"):
        NgramVectoriser().transform(TEXTS)


def test_fitting_returns_the_vectoriser_and_leaves_its_parameters() -> None:
    """As check_estimators_fit_returns_self, check_estimators_overwrite_params and check_dict_unchanged."""
    vectoriser = NgramVectoriser(bits=10)
    before = vectoriser.get_params()

    assert vectoriser.fit(TEXTS) is vectoriser
    fitted = dict(vars(vectoriser))
    vectoriser.transform(TEXTS)
    assert vars(vectoriser) == fitted
    assert vectoriser.get_params() == before


def test_fit_transform_is_fit_and_transform() -> None:
    """As check_transformer_general and check_fit_idempotent, for lists, arrays and generators."""
    at_once = NgramVectoriser(bits=10).fit_transform(TEXTS)
    vectoriser = NgramVectoriser(bits=10).fit(text for text in TEXTS)
    vectoriser.fit(np.array(TEXTS, dtype=object))
    in_steps = vectoriser.transform(TEXTS)

    assert at_once.dtype == in_steps.dtype == np.float32
    np.testing.assert_array_equal(at_once.toarray(), in_steps.toarray())


def test_a_fitted_vectoriser_survives_pickling_and_a_clone_is_unfitted() -> None:
    """As check_estimators_pickle and check_estimator_cloneable."""
    vectoriser = NgramVectoriser(bits=10).fit(TEXTS)
    again = pickle.loads(pickle.dumps(vectoriser))  # noqa: S301  our own bytes

    np.testing.assert_array_equal(vectoriser.transform(TEXTS).toarray(), again.transform(TEXTS).toarray())
    assert not hasattr(clone(vectoriser), "view_")


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_a_row_is_the_same_alone_among_others_and_as_a_bundle_reads_it(texts: list[str]) -> None:
    """As check_methods_subset_invariance; what a head learns from is what it is later asked about."""
    vectoriser = NgramVectoriser(bits=10).fit(TEXTS)
    together = vectoriser.transform(texts).toarray()

    for row, text in zip(together, texts, strict=True):
        np.testing.assert_array_equal(row, vectoriser.transform([text]).toarray()[0])
        np.testing.assert_array_equal(row, vectoriser.view_.read([text]).toarray()[0])


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_each_half_of_a_row_has_length_one_or_zero(texts: list[str]) -> None:
    """Long texts weigh no more than short ones, characters no more than words."""
    matrix = NgramVectoriser(bits=8, form=False).fit_transform(texts).toarray()
    lengths = np.linalg.norm(matrix.reshape(len(texts), 2, -1), axis=2)

    assert (np.isclose(lengths, 1, atol=1e-5) | (lengths == 0)).all()


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_form_follows_the_ngrams(texts: list[str]) -> None:
    """The n-grams' columns are the same with the form as without it, and the form's are those of `framing.form`."""
    with_form, without = NgramVectoriser(bits=8), NgramVectoriser(bits=8, form=False)
    matrix = with_form.fit_transform(texts)
    scale = with_form.view_.form

    assert matrix.has_canonical_format
    assert scale is not None
    np.testing.assert_array_equal(matrix[:, : 2 << 8].toarray(), without.fit_transform(texts).toarray())
    np.testing.assert_array_equal(matrix[:, 2 << 8 :].toarray(), scale.read([neutralise(text).text for text in texts]))


def test_what_many_texts_share_weighs_less() -> None:
    """Rarity falls with the number of texts."""
    vectoriser = NgramVectoriser(bits=12).fit(["the cat", "the dog", "the hen"])
    both, shared = (vectoriser.transform([text]).toarray()[0, 1 << 12 : 2 << 12] for text in ("the cat", "the"))
    single = np.flatnonzero(vectoriser.transform(["cat"]).toarray()[0, 1 << 12 : 2 << 12])

    assert both[np.flatnonzero(shared)].item() < both[single].item()


@pytest.mark.parametrize(
    ("texts", "error", "message"),
    [
        ("one text", TypeError, "put it into a list"),
        ([], ValueError, "no texts"),
        (["a", 3], TypeError, "item 1 is int"),
        (["a", None], TypeError, "item 1 is NoneType"),
    ],
    ids=["text", "nothing", "number", "none"],
)
def test_what_is_no_list_of_texts_is_refused(texts: Any, error: type[Exception], message: str) -> None:
    """The message names the item and the way out, in `fit` and in `transform`."""
    with pytest.raises(error, match=message):
        NgramVectoriser(bits=8).fit(texts)
    with pytest.raises(error, match=message):
        NgramVectoriser(bits=8).fit(TEXTS).transform(texts)


def test_counts_may_come_in_pieces() -> None:
    """A bucket listed twice in a row counts as often as its parts together, and the caller's matrix stays."""
    whole = np.array([[2.0, 0, 1, 0], [1, 1, 0, 3]])
    values, columns = [1.0, 1, 1, 0, 1, 1, 1, 2], [0, 2, 0, 1, 3, 1, 0, 3]
    pieces = sparse.csr_array((values, columns, [0, 4, 8]), shape=whole.shape)

    np.testing.assert_array_equal(
        RarityWeighting().fit_transform(pieces).toarray(), RarityWeighting().fit_transform(whole).toarray()
    )
    assert pieces.nnz == 8


def test_a_search_can_choose_its_orders() -> None:
    """It works inside a pipeline and a grid search."""
    pipeline = make_pipeline(NgramVectoriser(bits=8), LogisticRegression())
    search = GridSearchCV(pipeline, {"ngramvectoriser__characters": [(2, 3), (3, 5)]}, cv=2)
    search.fit(["you traitors", "traitors all", "tea at five", "tea and cake"], [1, 1, 0, 0])

    assert list(search.predict(["traitors", "tea"])) == [1, 0]
