"""Labelled statements -> what the views see of them and of their copies.

Does not: fit heads (see `training.views`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.features import EncoderView, LexicalView, ViewName, fit_encoder_view
from framing.model import Matrix
from framing.reading import Reading
from training.config import Config, LexicalConfig
from training.copies import copy_unmarked
from training.corpus import Corpus
from training.vectoriser import NgramVectoriser
from training.views import Material
from training.words import mark_pieces

ReadTexts = Callable[[list[str]], list[Reading]]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is learned from what.

    Attributes:
        corpus: all rows, reviewed.
        labels: (rows, devices) int8: 1, 0 or -1 for unknown.
        devices: the columns.
        train_part, guests: indices of rows.
    """

    corpus: Corpus
    labels: NDArray[np.int8]
    devices: tuple[str, ...]
    train_part: NDArray[np.int64]
    guests: NDArray[np.int64]


def read_material(
    subject: Subject, config: Config, read: ReadTexts
) -> tuple[LexicalView | None, EncoderView | None, Material]:
    """The views' own parameters, from the train part, and all rows as they see them; `read` asks the encoder."""
    corpus = subject.corpus
    copies = copy_unmarked(corpus.rows, subject.train_part)
    rows = [*corpus.rows, *copies.rows]
    labels = np.concatenate([subject.labels, subject.labels[copies.originals]])
    texts = [row.text for row in rows]
    lexical, encoder, marked, matrices = None, None, None, dict[ViewName, Matrix]()
    if "lexical" in config.views:
        lexical, matrices["lexical"] = read_lexical(texts, subject.train_part, config.lexical)
    readings = read(texts) if reads_encoder(config) else []
    if "encoder" in config.views:
        encoder, matrices["encoder"] = read_encoder(readings, subject.train_part)
    if "words" in config.views:
        sets = [*corpus.sets, *(corpus.sets[original] for original in copies.originals)]
        marked = mark_pieces(readings, rows, sets, labels, subject.devices, corpus.taxonomy)
    return lexical, encoder, Material(labels, matrices, marked, subject.guests, copies.originals)


def reads_encoder(config: Config) -> bool:
    """Whether a view of this configuration needs an encoder."""
    return bool({"encoder", "words"} & set(config.views))


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
