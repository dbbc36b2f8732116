"""Prints what each part of the model is worth on our own statements: `python -m bench.ablation [--as-received]`.

Grouped cross-validation over the rows of datasets/ that are in no test part, with the guests of the shipped bundle
where their file is there; mixes and thresholds are fitted as training does. The peers learn from the same folds, and
get thresholds, one a device, in the same way.
"""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import click
import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit
from threadpoolctl import threadpool_limits

from bench.peers import Fitted, Marks, fit_all_positive, fit_fasttext, fit_tfidf
from framing.encoder import Encoder, load_encoder
from framing.model import find_shift, mix_scores
from framing.normalise import normalise
from framing.shelf import ENCODERS
from framing.taxonomy import load_taxonomy
from framing.verdict import find_sureness
from training.calibrate import choose_sure_share, choose_thresholds, fit_any_mix, fit_language_bias, fit_mix
from training.config import Config
from training.corpus import Corpus, load_corpus
from training.embeddings import read_all
from training.labels import build_targets, find_guests, forget_sharers
from training.material import Subject, read_material
from training.metrics import measure
from training.split import make_folds, split_rows
from training.views import Material, learn_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from framing.features import ViewName

DATASETS = Path("datasets")
GUESTS = Path("corpora/slavic-persuasion/train.csv")
CACHE = Path(".cache/embeddings")
VIEWS: tuple[ViewName, ...] = ("lexical", "encoder", "words")
HEADER = ("what", "macro F1", "micro F1", "average precision", "any: AUC", "near misses with a tag", "seconds")
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Study:
    """What is learned from, and the folds: rows that are in no test part, and guests after them.

    Attributes:
        corpus: all rows, guests last.
        own: (n,) indices of the rows that are measured.
        targets: (len(corpus.rows), devices + 1) int8.
        folds: (n,) fold of each measured row.
    """

    corpus: Corpus
    own: NDArray[np.int64]
    targets: NDArray[np.int8]
    guests: NDArray[np.int64]
    folds: NDArray[np.int64]
    config: Config

    @property
    def labels(self) -> NDArray[np.int8]:
        """Of the measured rows, (n, devices)."""
        return self.targets[self.own, :-1]

    @property
    def any_label(self) -> NDArray[np.int8]:
        """Whether a measured row carries any device, (n,)."""
        return self.targets[self.own, -1]

    def find_kind(self, kind: str) -> NDArray[np.bool_]:
        """Which of the measured rows are of this kind, (n,)."""
        return np.array([self.corpus.rows[i].extra.get("kind") == kind for i in self.own])


@click.command()
@click.option("--models", type=click.Path(exists=True, path_type=Path), default=Path("models"), show_default=True)
@click.option("--as-received", is_flag=True, help="Also with names as received, without stand-ins: reads all anew.")
def main(models: Path, *, as_received: bool) -> None:
    """Fit every part once, and print what the combinations reach."""
    study = make_study(Config())
    encoder = load_encoder(models / ENCODERS / study.config.encoder.name)
    click.echo(f"{len(study.own)} rows, {len(study.guests)} guests, {study.config.folds} folds grouped by source\n")
    print_row(HEADER)
    print_row(["---"] * len(HEADER))
    with threadpool_limits(limits=1):
        timed = report_ours(study, read_study(study, encoder))
        if as_received:
            report_as_received(study, encoder)
        report_peers(study)
    click.echo("")
    report_thresholds(study, timed)


def make_study(config: Config) -> Study:
    """The corpus, split as training splits it, less the test part."""
    files = [*sorted(DATASETS.glob("statements-*.csv")), *([GUESTS] if GUESTS.exists() else [])]
    corpus = load_corpus(files, load_taxonomy(DATASETS / "taxonomy.toml"), may_replace=False)
    devices = corpus.taxonomy.ids
    targets = build_targets(corpus.rows, corpus.sets, devices, corpus.taxonomy)
    guests = find_guests(corpus.sets)
    forget_sharers(targets, corpus.sets, devices, guests)
    own = np.setdiff1d(np.arange(len(corpus.rows)), guests)
    parts = split_rows([corpus.rows[i] for i in own], targets[own], config.split.model_dump(), config.seed)
    seen = own[np.sort(np.concatenate([parts["train"], parts["calibration"]]))]
    folds = make_folds([corpus.rows[i] for i in seen], targets[seen], config.folds, config.seed)
    return Study(corpus, seen, targets, guests, folds, config)


def read_study(study: Study, encoder: Encoder, cache: Path = CACHE) -> Material:
    """All rows as the views see them."""
    subject = Subject(study.corpus, study.targets[:, :-1], study.corpus.taxonomy.ids, study.own, study.guests)
    read = partial(_read, encoder, cache)
    return read_material(subject, study.config, read)[2]


def _read(encoder: Encoder, cache: Path, texts: list[str]) -> Any:
    return read_all(encoder, texts, cache)


def report_ours(study: Study, material: Material) -> dict[ViewName, Timed]:
    """Each view, their combinations, and all of them without one thing."""
    scores = {name: score_view(study, material, name) for name in VIEWS}
    for views in (("lexical",), ("encoder",), ("words",), ("lexical", "encoder"), ("encoder", "words"), VIEWS):
        print_figures(" + ".join(views), study, {view: scores[view] for view in views})
    print_figures("all, no language bias", study, scores, with_bias=False)
    nobody = np.zeros(0, dtype=np.int64)
    alone = score_view(study, replace(material, guests=nobody), "encoder")
    print_figures("all, no guests", study, {**scores, "encoder": alone})
    uncopied = replace(material, originals=np.full(len(material.originals), -1))
    print_figures(
        "all, no copies without diacritics", study, {name: score_view(study, uncopied, name) for name in VIEWS}
    )
    return scores


def report_thresholds(study: Study, timed: Mapping[ViewName, Timed]) -> None:
    """What the share of the best F1 that is enough buys, out of fold."""
    print_row(["enough of the best F1", "macro F1", "precision", "recall", "near misses with a tag", "called tagged"])
    print_row(["---"] * 6)
    found, near = find_probabilities(study, timed), study.find_kind("near_miss")
    for enough in (0.97, 0.98, 0.985, 0.99, 0.995, 1.0):
        thresholds = choose_thresholds(found, study.labels, enough)
        tags = found >= thresholds
        figures = measure(study.corpus.taxonomy.ids, found, tags, study.labels, found.max(axis=1), study.any_label)
        sure = find_sureness(found, tags) >= choose_sure_share(found, study.labels, thresholds)
        shares = (tags[near].any(axis=1).mean(), (sure & tags.any(axis=1))[near].mean())
        rates = (figures["macro"]["f1"], figures["micro"]["precision"], figures["micro"]["recall"])
        print_row([f"{enough}", *(f"{rate:.3f}" for rate in rates), *(f"{share:.1%}" for share in shares)])


def report_as_received(study: Study, encoder: Encoder) -> None:
    """All views again, the model reading every name."""
    with ExitStack() as stack:
        for place in ("framing.reading", "framing.features", "training.vectoriser"):
            stack.enter_context(patch(f"{place}.neutralise", normalise))
        material = read_study(study, encoder, CACHE / "as-received")
        print_figures("all, names as received", study, {name: score_view(study, material, name) for name in VIEWS})


@dataclass(frozen=True, slots=True)
class Timed:
    """Out-of-fold scores, (n, devices), and the processor seconds they took."""

    scores: Scores
    seconds: float


def score_view(study: Study, material: Material, name: ViewName) -> Timed:
    """Out-of-fold scores of one view."""
    started = time.process_time()
    _, scores = learn_view(material, name, study.own, study.folds, study.config, lambda: None)
    return Timed(scores, time.process_time() - started)


def report_peers(study: Study) -> None:
    """What other methods reach on the same folds; one whose library is missing is left out with a line."""
    fits: Mapping[str, Callable[[Sequence[str], Marks], Fitted]] = {
        "tfidf": fit_tfidf,
        "fasttext": fit_fasttext,
        "all-positive": fit_all_positive,
    }
    for name, fit in fits.items():
        try:
            print_figures(name, study, {"lexical": score_peer(study, fit)})
        except ImportError as error:
            click.echo(f"\n{name} is left out: {error}")


def score_peer(study: Study, fit: Callable[[Sequence[str], Marks], Fitted]) -> Timed:
    """Out-of-fold scores of a peer, as logits."""
    texts = np.array([study.corpus.rows[i].text for i in study.own], dtype=object)
    scores = np.zeros(study.labels.shape)
    started = time.process_time()
    for fold in np.unique(study.folds):
        inside = study.folds == fold
        fitted = fit(texts[~inside].tolist(), study.labels[~inside] == 1)
        scores[inside] = logit(np.clip(fitted.score(texts[inside].tolist()), 1e-6, 1 - 1e-6))
    return Timed(scores, time.process_time() - started)


def print_figures(name: str, study: Study, timed: Mapping[ViewName, Timed], *, with_bias: bool = True) -> None:
    """One line: the views mixed, cut and measured out of fold, as training would."""
    scores = {view: found.scores for view, found in timed.items()}
    found = find_probabilities(study, timed, with_bias=with_bias)
    tags = found >= choose_thresholds(found, study.labels)
    any_found = fit_any_mix(scores, study.labels, study.any_label).find_probability(scores)
    figures = measure(study.corpus.taxonomy.ids, found, tags, study.labels, any_found, study.any_label)
    near = tags[study.find_kind("near_miss")].any(axis=1).mean()
    seconds = sum(view.seconds for view in timed.values())
    print_row([name, *_render(figures), f"{near:.1%}", f"{seconds:.0f}"])


def find_probabilities(study: Study, timed: Mapping[ViewName, Timed], *, with_bias: bool = True) -> Scores:
    """The views' scores mixed out of fold, (n, devices)."""
    scores = [found.scores for found in timed.values()]
    languages = [study.corpus.rows[i].language for i in study.own]
    logits = mix_scores(scores, fit_mix(scores, study.labels))
    bias = fit_language_bias(logits, study.labels, languages) if with_bias else {}
    return np.asarray(expit(logits + find_shift(languages, bias)))


def _render(figures: Mapping[str, Any]) -> Iterator[str]:
    for value in (figures["macro"]["f1"], figures["micro"]["f1"], figures["average_precision"], figures["any"]["auc"]):
        yield f"{value:.3f}"


def print_row(cells: Sequence[str]) -> None:
    """A line of a Markdown table."""
    click.echo(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
