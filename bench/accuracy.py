"""Prints what our training reaches on public corpora beside its peers: `python -m bench.accuracy CORPORA`.

CORPORA is a folder of folders with train.csv and dev.csv. Ours goes through the project's own `train` and `evaluate`;
every model learns from nine tenths of the train part, is cut by the rest and is measured on the whole dev part.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np
from sklearn.metrics import precision_recall_curve
from sklearn.model_selection import GroupShuffleSplit

from bench.intervals import Resampled, find_interval, resample
from bench.peers import (
    SEED,
    Fitted,
    Marks,
    Scores,
    fit_all_positive,
    fit_encoder_heads,
    fit_fasttext,
    fit_spacy,
    fit_tfidf,
    weigh_folder,
)
from bench.tables import print_row
from framing.bundle import load_bundle
from framing.encoder import Encoder, load_encoder
from framing.loading import choose_mode
from framing.shelf import ENCODERS, Shelf
from framing.tagger import Tagger
from framing.taxonomy import load_taxonomy
from training.config import Config, SplitConfig
from training.corpus import Corpus, load_corpus
from training.embeddings import read_all
from training.evaluate import evaluate
from training.material import reads_encoder
from training.metrics import measure
from training.reliability import measure_reliability
from training.train import Workshop, train

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from framing.taxonomy import Scheme
    from training.rows import LabelledStatement

EXISTING = click.Path(exists=True, path_type=Path)
CACHE = Path(".cache/embeddings")
SCHEMES = {"semeval2021-memes": "semeval2021", "slavic-persuasion": "slavic2025", "unlp2025-telegram": "unlp2025"}
# The corpus brings its own held-out part, so nearly all rows may teach.
SPLIT = SplitConfig(train=0.9, calibration=0.05, test=0.05)
VIEWS = {"lexical": ("lexical",), "encoder": ("encoder",), "all views": ("lexical", "encoder", "words")}
PEERS = ("tfidf", "heads", "fasttext", "spacy", "all-positive")
HEADER = ("model", "micro F1", "macro F1", "average precision", "any: AUC", "fit s", "texts/s", "MB")


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table; seconds are processor seconds, so that neighbours on the machine do not count."""

    name: str
    figures: dict[str, Any]
    resampled: Resampled
    fit_seconds: float
    rate: float
    megabytes: float


@dataclass(frozen=True)
class Recorder(Tagger):
    """A tagger that keeps what `evaluate` asked of it, and the processor seconds that took."""

    found: list[Scores] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def find_probabilities(self, *arguments: Any) -> Scores:
        """The tagger's own."""
        started = time.process_time()
        self.found.append(Tagger.find_probabilities(self, *arguments))
        self.seconds.append(time.process_time() - started)
        return self.found[-1]


@dataclass(frozen=True, slots=True)
class Task:
    """One corpus: its rows, and where our encoder and its readings of the train part are."""

    name: str
    train: Corpus
    dev: Path
    encoder: Encoder
    encoder_folder: Path

    @property
    def cache(self) -> Path:
        """A file for each corpus: one for all would be read whole each time."""
        return CACHE / self.name


@dataclass(frozen=True, slots=True)
class Measured:
    """The dev rows, the names that our model knows, and the labels, (rows, names)."""

    rows: Sequence[LabelledStatement]
    names: list[str]
    scheme: Scheme
    truth: Marks


@click.command()
@click.argument("corpora", type=click.Path(path_type=Path))
@click.option("--corpus", "chosen", multiple=True, type=click.Choice(list(SCHEMES)), help="Only this; repeatable.")
@click.option("--peers", default=",".join(PEERS), show_default=True)
@click.option("--ours", multiple=True, type=click.Choice(list(VIEWS)), default=list(VIEWS), help="Repeatable.")
@click.option("--models", type=EXISTING, default=Path("models"), show_default=True)
def main(corpora: Path, chosen: tuple[str, ...], peers: str, ours: tuple[str, ...], models: Path) -> None:
    """Train on each train.csv, measure on each dev.csv, print a table a corpus."""
    asked = [name for name in peers.split(",") if name]
    if strangers := set(asked) - set(PEERS):
        raise click.BadParameter(f"unknown: {', '.join(sorted(strangers))}; there is {', '.join(PEERS)}")
    for task in load_tasks(corpora, chosen, models):
        report(task, ours, asked)


def load_tasks(corpora: Path, chosen: Sequence[str], models: Path) -> Iterator[Task]:
    """The corpora asked for, or all; one that is not there is left out with a line."""
    taxonomy = load_taxonomy(Path("datasets/taxonomy.toml"))
    folder = models / ENCODERS / Config().encoder.name
    encoder = load_encoder(folder)
    for name in chosen or SCHEMES:
        if not (corpora / name).is_dir():
            click.echo(f"\n{corpora / name} is not there: {name} is left out")
            continue
        rows = load_corpus([corpora / name / "train.csv"], taxonomy)
        yield Task(name, rows, corpora / name / "dev.csv", encoder, folder)


def report(task: Task, ours: Sequence[str], peers: Sequence[str]) -> None:
    """Print a corpus's tables."""
    texts = [row.text for row in task.train.rows]
    rate = time_encoder(task, texts) if set(ours) - {"lexical"} or "heads" in peers else None
    results: list[Result] = []
    for name in ours:
        result, measured = measure_ours(name, Config(views=VIEWS[name], split=SPLIT), task)
        results.append(result)
    results += measure_peers(peers, task, measured)
    dev = measured.rows
    click.echo(f"\n## {task.name}\n")
    click.echo(f"{len(texts)} train rows, {len(dev)} dev rows, {len(measured.names)} names.{describe_rest(measured)}")
    if rate:
        click.echo(f"Reading the train part takes the encoder another {len(texts) / rate:.0f} s ({rate:.0f} texts/s).")
    click.echo("")
    print_table(results)
    print_differences(results[len(ours) - 1], results)


def describe_rest(measured: Measured) -> str:
    """Names that nobody is measured on, since our training found too few examples, and how often dev has them."""
    rest = sorted(set(measured.scheme.covers) - set(measured.names))
    given = [measured.scheme.find_name(label) for row in measured.rows for label in row.labels or ()]
    if not rest:
        return ""
    return (
        f" Left out for all, too rare to learn: {', '.join(f'{name} ({given.count(name)} in dev)' for name in rest)}."
    )


def time_encoder(task: Task, texts: Sequence[str]) -> float:
    """Texts read a processor second, on a sample; then read all that the cache lacks."""
    sample = texts[:: max(1, len(texts) // 64)]
    started = time.process_time()
    read_all(task.encoder, sample, None)
    rate = len(sample) / (time.process_time() - started)
    read_all(task.encoder, texts, task.cache)
    return rate


def measure_ours(name: str, config: Config, task: Task) -> tuple[Result, Measured]:
    """Train with some views, evaluate on the dev part by the corpus's scheme."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.process_time()
        version = train(task.train, config, Workshop(Path(folder), "", task.encoder, task.cache)).version
        fit_seconds = time.process_time() - started
        published = Shelf(Path(folder)).find_folder(version)
        bundle, size = load_bundle(published), weigh_folder(published)
    dev = load_corpus([task.dev], bundle.taxonomy, may_replace=False, keep_repeated=True)
    scheme = bundle.taxonomy.schemes[SCHEMES[task.name]]
    recorder = Recorder(bundle, choose_mode(bundle, "default"), task.encoder)
    figures = evaluate(recorder, dev, scheme)
    names = list(figures["labels"])
    rows = [row for row in dev.rows if row.labels is not None]
    measured = Measured(rows, names, scheme, mark(rows, scheme, names))
    place = {device: index for index, device in enumerate(bundle.model.devices)}
    columns = [[place[device] for device in scheme.covers[name] if device in place] for name in names]
    found = np.vstack(recorder.found)[:, :-1]
    tagged = found >= recorder.mode.thresholds
    scores = np.stack([found[:, own].max(axis=1) for own in columns], axis=1)
    tags = np.stack([tagged[:, own].any(axis=1) for own in columns], axis=1)
    size += weigh_folder(task.encoder_folder) if reads_encoder(config) else 0.0
    rate = len(rows) / sum(recorder.seconds)
    return Result(name, figures, resample(scores, tags, measured.truth), fit_seconds, rate, size), measured


def mark(rows: Sequence[LabelledStatement], scheme: Scheme, names: Sequence[str]) -> Marks:
    """The labels of some rows, (rows, names)."""
    given = [{scheme.find_name(label) for label in row.labels or ()} for row in rows]
    return np.array([[name in labels for name in names] for labels in given], dtype=np.bool_)


def measure_peers(peers: Sequence[str], task: Task, measured: Measured) -> Iterator[Result]:
    """One result a peer; one whose library is missing is left out with a line."""
    fits: dict[str, Callable[[Sequence[str], Marks], Fitted]] = {
        "tfidf": fit_tfidf,
        "heads": partial(fit_encoder_heads, encoder=task.encoder, folder=task.encoder_folder, cache=task.cache),
        "fasttext": fit_fasttext,
        "spacy": fit_spacy,
        "all-positive": fit_all_positive,
    }
    for name in peers:
        try:
            yield measure_peer(name, fits[name], task.train.rows, measured)
        except ImportError as error:
            click.echo(f"{name} is left out: {error}")


def measure_peer(
    name: str,
    fit: Callable[[Sequence[str], Marks], Fitted],
    rows: Sequence[LabelledStatement],
    measured: Measured,
) -> Result:
    """Fit on nine tenths of the train part, cut where the rest has the best micro F1, score the dev part."""
    rows = [row for row in rows if row.labels is not None]
    marks = mark(rows, measured.scheme, measured.names)
    texts = np.array([row.text for row in rows], dtype=object)
    groups = [row.source or row.text for row in rows]
    inside, outside = next(GroupShuffleSplit(1, test_size=0.1, random_state=SEED).split(texts, groups=groups))
    started = time.process_time()
    fitted = fit(texts[inside].tolist(), marks[inside])
    threshold = find_threshold(fitted.score(texts[outside].tolist()), marks[outside])
    fit_seconds = time.process_time() - started
    started = time.process_time()
    scores = fitted.score([row.text for row in measured.rows])
    rate = len(scores) / max(time.process_time() - started, 1e-9)
    tags = scores >= threshold
    # As many labels as a text is expected to have: the same thing that our "any device" is read from.
    any_scores = 1 - np.exp(-scores.sum(axis=1))
    any_truth = np.array([bool(row.labels) for row in measured.rows], dtype=np.int8)
    truth = measured.truth.astype(np.int8)
    figures = measure(measured.names, scores, tags, truth, any_scores, any_truth)
    figures["reliability"] = measure_reliability(measured.names, scores, truth, any_scores, any_truth)
    return Result(name, figures, resample(scores, tags, measured.truth), fit_seconds, rate, fitted.megabytes)


def find_threshold(scores: Scores, marks: Marks) -> float:
    """The one cut with the best micro F1."""
    precision, recall, cuts = precision_recall_curve(marks.ravel(), scores.ravel())
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
    return float(cuts[np.argmax(f1[:-1])])


def print_table(results: Sequence[Result]) -> None:
    """All figures, as Markdown."""
    print_row(HEADER)
    print_row(["---"] * len(HEADER))
    for result in results:
        figures = result.figures
        print_row(
            [
                result.name,
                f"{figures['micro']['f1']:.3f} {render_interval(result.resampled.micro_f1)}",
                f"{figures['macro']['f1']:.3f}",
                f"{figures['average_precision']:.3f} {render_interval(result.resampled.average_precision)}",
                f"{figures['any']['auc']:.3f}" if figures["any"]["auc"] is not None else "-",
                f"{result.fit_seconds:.1f}",
                f"{result.rate:.0f}" if result.megabytes else "-",
                f"{result.megabytes:.1f}",
            ]
        )


def print_differences(ours: Result, results: Sequence[Result]) -> None:
    """How far one model of ours is ahead of each other model on the same resampled rows."""
    click.echo("")
    print_row([f"{ours.name} minus", "micro F1", "average precision"])
    print_row(["---"] * 3)
    for result in results:
        if result is not ours:
            f1 = ours.resampled.micro_f1 - result.resampled.micro_f1
            precision = ours.resampled.average_precision - result.resampled.average_precision
            print_row([result.name, *(f"{x.mean():+.3f} {render_interval(x)}" for x in (f1, precision))])


def render_interval(values: Scores) -> str:
    """The middle 95 %, in brackets."""
    low, high = find_interval(values)
    return f"[{low:.3f}, {high:.3f}]"


if __name__ == "__main__":
    main()
