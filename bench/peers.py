"""What else one might train on the same rows: each peer is fitted on texts and a label matrix, and scores texts.

fastText and spaCy are no dependencies of the project: a peer raises ImportError where its library is missing.
"""

from __future__ import annotations

import io
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import joblib
import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline, make_union
from sklearn.preprocessing import StandardScaler

from training.config import Config
from training.embeddings import read_all

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from framing.encoder import Encoder

Marks: TypeAlias = NDArray[np.bool_]
Scores: TypeAlias = NDArray[np.float64]

SEED = 20261122
_MEGABYTE = 1e6
# As `spacy train` does by default: look every 200 batches, give up after 1,600 without gain, keep the best.
_SPACY_LOOK, _SPACY_PATIENCE, _SPACY_BATCH, _SPACY_HELD = 200, 1600, 32, 0.1
# The bag-of-words model of spaCy's own quickstart, which it calls the efficient choice.
_SPACY_MODEL = {
    "@architectures": "spacy.TextCatBOW.v3",
    "exclusive_classes": False,
    "ngram_size": 1,
    "no_output_layer": False,
    "length": 262144,
}


@dataclass(frozen=True, slots=True)
class Fitted:
    """What a peer learned: `score` gives numbers from 0 to 1, (texts, labels); `megabytes` is its size on disk."""

    score: Callable[[Sequence[str]], Scores]
    megabytes: float


def fit_all_positive(_texts: Sequence[str], marks: Marks) -> Fitted:
    """Every label for every text: what micro F1 costs nothing."""
    return Fitted(lambda texts: np.ones((len(texts), marks.shape[1])), 0.0)


def fit_tfidf(texts: Sequence[str], marks: Marks) -> Fitted:
    """Words 1-2 and characters 2-5, TF-IDF, one logistic regression per label, C = 10: the corpora's baseline."""
    features = make_union(
        TfidfVectorizer(analyzer="word", ngram_range=(1, 2), sublinear_tf=True, dtype=np.float32),
        TfidfVectorizer(analyzer="char", ngram_range=(2, 5), sublinear_tf=True, dtype=np.float32),
    )
    # The dual solver is much faster than the primal one with so many columns, and as accurate.
    heads = LogisticRegression(C=10.0, solver="liblinear", dual=True, random_state=SEED, max_iter=2000)
    model = make_pipeline(features, OneVsRestClassifier(heads)).fit(list(texts), marks.astype(int))
    return Fitted(lambda asked: np.asarray(model.predict_proba(list(asked))), _weigh(model))


def fit_encoder_heads(texts: Sequence[str], marks: Marks, encoder: Encoder, folder: Path, cache: Path) -> Fitted:
    """SetFit's head on our encoder: class-balanced logistic regressions on its vectors; the encoder stays as it is.

    Scaling and C are those of our encoder view, so what differs is the weights, and what comes after the heads.
    """
    vectors = np.stack([reading.vector for reading in read_all(encoder, texts, cache)])
    heads = LogisticRegression(C=Config().encoder.strength, class_weight="balanced", tol=1e-3, max_iter=500)
    model = make_pipeline(StandardScaler(), OneVsRestClassifier(heads)).fit(vectors, marks.astype(int))
    size = _weigh(model) + weigh_folder(folder)
    return Fitted(lambda asked: np.asarray(model.predict_proba(_encode(encoder, asked))), size)


def _encode(encoder: Encoder, texts: Sequence[str]) -> NDArray[np.float32]:
    return np.stack([reading.vector for reading in read_all(encoder, texts, None)])


def fit_fasttext(texts: Sequence[str], marks: Marks) -> Fitted:
    """One-vs-all as in fastText's tutorial on multi-label texts, with characters 2-5 for inflected languages."""
    import fasttext

    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "train.txt"
        lines.write_text("".join(map(_render_line, texts, marks)), encoding="utf-8")
        settings = {"lr": 0.5, "epoch": 25, "dim": 50, "bucket": 200_000, "wordNgrams": 2, "minn": 2, "maxn": 5}
        model = fasttext.train_supervised(str(lines), loss="ova", thread=1, seed=SEED % 2**31, verbose=0, **settings)
        saved = Path(folder) / "model.bin"
        model.save_model(str(saved))
        size = saved.stat().st_size / _MEGABYTE

    def score(asked: Sequence[str]) -> Scores:
        found = np.zeros((len(asked), marks.shape[1]))
        for row, text in enumerate(asked):
            # The inner call: the outer one fails with NumPy 2.
            for probability, label in model.f.predict(_flatten(text) + "\n", -1, 0.0, "strict"):
                name = label.removeprefix("__label__")
                if name != "none":
                    found[row, int(name)] = min(probability, 1.0)
        return found

    return Fitted(score, size)


def _render_line(text: str, marks: Marks) -> str:
    """A line without a label teaches fastText nothing, so "none" is a label of its own."""
    labels = [f"__label__{column}" for column in np.flatnonzero(marks)] or ["__label__none"]
    return f"{' '.join(labels)} {_flatten(text)}\n"


def _flatten(text: str) -> str:
    return " ".join(text.split())


def fit_spacy(texts: Sequence[str], marks: Marks, patience: int = _SPACY_PATIENCE) -> Fitted:
    """textcat_multilabel with spaCy's bag-of-words model; the language is "xx", any. `patience` counts batches."""
    import spacy
    from spacy.training import Example
    from spacy.util import fix_random_seed

    fix_random_seed(SEED)
    pipeline = spacy.blank("xx")
    categories = [str(column) for column in range(marks.shape[1])]
    pipeline.add_pipe("textcat_multilabel", config={"model": _SPACY_MODEL})

    def score(asked: Sequence[str]) -> Scores:
        return np.array([[doc.cats[name] for name in categories] for doc in pipeline.pipe(asked)])

    order = np.random.default_rng(SEED).permutation(len(texts))
    held, learned = np.split(order, [int(_SPACY_HELD * len(order))])
    examples = [
        Example.from_dict(
            pipeline.make_doc(texts[row]),
            {"cats": dict(zip(categories, marks[row].astype(float).tolist(), strict=True))},
        )
        for row in learned
    ]
    held_texts = [texts[row] for row in held]

    def look() -> float:
        return float(average_precision_score(marks[held].ravel(), score(held_texts).ravel()))

    _train_spacy(pipeline, examples, look, patience)
    return Fitted(score, len(pipeline.to_bytes()) / _MEGABYTE)


def _train_spacy(pipeline: Any, examples: list[Any], look: Callable[[], float], patience: int) -> None:
    """Train until what `look` sees stops growing, and go back to where it was best."""
    from spacy.util import minibatch

    optimizer = pipeline.initialize(lambda: examples)
    order = random.Random(SEED)
    done, best, best_at, kept = 0, -1.0, 0, b""
    while done - best_at < patience:
        order.shuffle(examples)
        for batch in minibatch(examples, _SPACY_BATCH):
            pipeline.update(batch, sgd=optimizer)
            done += 1
            if done % _SPACY_LOOK == 0 and (seen := look()) > best:
                best, best_at, kept = seen, done, pipeline.to_bytes()
    pipeline.from_bytes(kept)


def _weigh(model: Any) -> float:
    stream = io.BytesIO()
    joblib.dump(model, stream)
    return stream.tell() / _MEGABYTE


def weigh_folder(folder: Path) -> float:
    """Megabytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / _MEGABYTE
