"""A corpus -> what each view learns from it, and scores for the rows that no head has seen.

Does not: choose what is calibrated or published.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray

from framing.features import EncoderView, LexicalView, ViewName, fit_encoder_view
from framing.model import Heads, Matrix
from framing.reading import Reading
from framing.words import WordView
from training.config import Config, LexicalConfig
from training.fit import fit_heads, round_heads
from training.vectoriser import NgramVectoriser
from training.words import Marked, fit_words

Learned: TypeAlias = Heads | WordView
Scores: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Material:
    """All rows as the views see them.

    Attributes:
        targets: (n, devices) int8: 1, 0 or -1 for unknown.
        matrices: features of the views with linear heads.
        marked: what the word view learns from, if it is asked for.
        guests: rows labelled by another guide: in no part, they teach the encoder view beside every part.
    """

    targets: NDArray[np.int8]
    matrices: dict[ViewName, Matrix]
    marked: Marked | None
    guests: NDArray[np.int64]

    @property
    def names(self) -> tuple[ViewName, ...]:
        """The views there are."""
        return (*self.matrices, "words") if self.marked else tuple(self.matrices)


def read_lexical(
    texts: Sequence[str], train_part: NDArray[np.int64], config: LexicalConfig
) -> tuple[LexicalView, Matrix]:
    """The lexical view, its rarities from the train part, and the features of all texts."""
    vectoriser = NgramVectoriser(config.characters, config.words, config.bits, form=config.form)
    vectoriser.fit(texts[index] for index in train_part)
    return vectoriser.view_, vectoriser.transform(texts)


def read_encoder(readings: Sequence[Reading], train_part: NDArray[np.int64]) -> tuple[EncoderView, Matrix]:
    """The encoder view, its scale from the train part, and the features of all readings."""
    vectors = np.stack([reading.vector for reading in readings])
    view = fit_encoder_view(vectors[train_part])
    return view, view.read(vectors)


def fit_view(material: Material, name: ViewName, rows: NDArray[np.int64], config: Config) -> Learned:
    """Fit one view on some of the rows."""
    if name == "words" and material.marked:
        return fit_words(material.marked.take(rows), config.seed)
    if name == "encoder" and len(material.guests):
        return _fit_with_guests(material, rows, config)
    strength = config.lexical.strength if name == "lexical" else config.encoder.strength
    return fit_heads(material.matrices[name][rows], material.targets[rows], strength, config.seed)


def _fit_with_guests(material: Material, rows: NDArray[np.int64], config: Config) -> Heads:
    """Heads that guests teach too: each counts less, and a bias of their own takes up what their guide does otherwise.

    The bias is a further column, as long as a row so that the penalty hardly holds it; no statement that is
    tagged later has it.
    """
    both = np.concatenate([rows, material.guests])
    is_guest = np.arange(len(both)) >= len(rows)
    matrix = np.asarray(material.matrices["encoder"])
    column = np.where(is_guest, np.sqrt(matrix.shape[1]), 0.0).astype(np.float32)
    weights = np.where(is_guest, config.encoder.guest_weight, 1.0)
    heads = fit_heads(
        np.column_stack([matrix[both], column]), material.targets[both], config.encoder.strength, config.seed, weights
    )
    return Heads(heads.weights[:-1], heads.bias)


def score_view(learned: Learned, material: Material, name: ViewName, rows: NDArray[np.int64]) -> Scores:
    """Scores (len(rows), devices) of some of the rows."""
    if isinstance(learned, WordView):
        states = material.marked.states if material.marked else []
        return np.stack([learned.score(states[row].astype(np.float32)) for row in rows])
    return learned.score(material.matrices[name][rows])


def score_folds(
    material: Material,
    name: ViewName,
    part: NDArray[np.int64],
    folds: NDArray[np.int64],
    config: Config,
    progress: Callable[[], None],
) -> Scores:
    """Out-of-fold scores of the rows of `part`: each is scored by what was learned on the other folds."""
    scores = np.zeros((len(part), material.targets.shape[1]))

    def fit_and_score(fold: int) -> None:
        inside = folds == fold
        learned = fit_view(material, name, part[~inside], config)
        scores[inside] = score_view(learned, material, name, part[inside])
        progress()

    # The word view's folds run side by side; linear heads are fitted side by side within `fit_heads`.
    jobs = -1 if name == "words" else 1
    Parallel(n_jobs=jobs, backend="threading")(delayed(fit_and_score)(int(fold)) for fold in np.unique(folds))
    return scores


def round_learned(learned: Learned) -> Learned:
    """As a bundle will hold it; the word view is fitted rounded."""
    return learned if isinstance(learned, WordView) else round_heads(learned)
