"""Prints what each part of the lexical view is worth: `python -m bench.lexical CSV... [--scheme NAME]`.

Grouped five-fold cross-validation: heads learn from four folds and score the fifth; calibration and thresholds of a
fold come from the other folds' scores. Of rows that `framing train` would split, the test part is left out.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import numpy as np
from scipy.special import expit
from threadpoolctl import threadpool_limits

from bench.accuracy import find_threshold, mark
from bench.peers import fit_tfidf
from bench.tables import print_row
from framing.model import find_shift, mix_scores
from framing.taxonomy import load_taxonomy
from training.calibrate import choose_thresholds, fit_language_bias, fit_mix
from training.config import Config, LexicalConfig
from training.corpus import Corpus, load_corpus
from training.fit import fit_heads
from training.labels import build_targets
from training.material import read_lexical
from training.metrics import measure
from training.split import make_folds, split_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bench.peers import Marks, Scores

CONFIG = Config()
VARIANTS = {
    "words 1-3, no form": LexicalConfig(words=(1, 3), form=False),
    "words 1-2, no form": LexicalConfig(form=False),
    "words 1-2 and form": LexicalConfig(),
    "the same, 2**18 buckets": LexicalConfig(bits=18),
}
HEADER = ("view", "average precision", "macro F1", "micro F1", "tagged rightly")


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--scheme", help="Measure on this scheme's names; else on devices.")
@click.option("--test/--no-test", "has_test", default=False, help="Leave out what `framing train` would test on.")
def main(files: tuple[Path, ...], scheme: str | None, *, has_test: bool) -> None:
    """Print one line a variant."""
    corpus = load_corpus(list(files), load_taxonomy(Path("datasets/taxonomy.toml")))
    places = [index for index, row in enumerate(corpus.rows) if row.labels is not None]
    targets = build_targets(corpus.rows, corpus.sets, corpus.taxonomy.ids, corpus.taxonomy)
    if has_test:
        rows = [corpus.rows[index] for index in places]
        parts = split_rows(rows, targets[places], CONFIG.split.model_dump(), CONFIG.seed)
        places = [places[index] for part in ("train", "calibration") for index in parts[part]]
    task = Task(corpus, places, targets[places], scheme)
    click.echo(f"{len(places)} rows, {len(task.names)} names\n")
    print_row(HEADER)
    print_row(["---"] * len(HEADER))
    with threadpool_limits(limits=1):
        for name, config in VARIANTS.items():
            print_figures(name, task, *task.cut(task.score(config)))
        print_figures("tfidf", task, *task.try_tfidf())


class Task:
    """Rows in five folds, and how their devices are measured."""

    def __init__(self, corpus: Corpus, places: list[int], targets: NDArray[np.int8], scheme: str | None) -> None:
        self.rows = [corpus.rows[index] for index in places]
        self.texts = [row.text for row in self.rows]
        self.folds = make_folds(self.rows, targets, CONFIG.folds, CONFIG.seed)
        # In four folds of five a device must keep about as many positives as training asks for.
        kept = np.flatnonzero((targets[:, :-1] == 1).sum(axis=0) > CONFIG.min_positives)
        self.targets = targets[:, kept]
        devices = [corpus.taxonomy.ids[index] for index in kept]
        chosen = corpus.taxonomy.schemes[scheme] if scheme else None
        covers = chosen.covers if chosen else {device: (device,) for device in devices}
        columns = {name: [devices.index(d) for d in covered if d in devices] for name, covered in covers.items()}
        self.columns = {name: own for name, own in columns.items() if own}
        self.names = list(self.columns)
        self.truth = mark(self.rows, chosen, self.names) if chosen else self.targets == 1

    def score(self, config: LexicalConfig) -> Scores:
        """Out-of-fold scores (rows, devices)."""
        scores = np.zeros(self.targets.shape)
        for outside, inside in self.part():
            _, matrix = read_lexical(self.texts, outside, config)
            heads = fit_heads(matrix[outside], self.targets[outside], config.strength, CONFIG.seed)
            scores[inside] = heads.score(matrix[inside])
        return scores

    def cut(self, scores: Scores) -> tuple[Scores, Marks]:
        """Probabilities and tags, (rows, names)."""
        found, tagged = np.zeros(scores.shape), np.zeros(scores.shape, dtype=np.bool_)
        languages = np.array([row.language for row in self.rows])
        for outside, inside in self.part():
            mix = fit_mix([scores[outside]], self.targets[outside])
            logits = mix_scores([scores], mix)
            bias = fit_language_bias(logits[outside], self.targets[outside], languages[outside].tolist())
            probabilities = expit(logits + find_shift(languages.tolist(), bias))
            thresholds = choose_thresholds(probabilities[outside], self.targets[outside])
            found[inside], tagged[inside] = probabilities[inside], probabilities[inside] >= thresholds
        own = self.columns.values()
        return (
            np.stack([found[:, columns].max(axis=1) for columns in own], axis=1),
            np.stack([tagged[:, columns].any(axis=1) for columns in own], axis=1),
        )

    def try_tfidf(self) -> tuple[Scores, Marks]:
        """The same of the peer, cut by one threshold."""
        found, tagged = np.zeros(self.truth.shape), np.zeros(self.truth.shape, dtype=np.bool_)
        for outside, inside in self.part():
            model = fit_tfidf([self.texts[row] for row in outside], self.truth[outside])
            found[inside] = model.score([self.texts[row] for row in inside])
        for outside, inside in self.part():
            tagged[inside] = found[inside] >= find_threshold(found[outside], self.truth[outside])
        return found, tagged

    def part(self) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
        """The rows to learn from and those to score, fold by fold."""
        return [
            (np.flatnonzero(self.folds != fold), np.flatnonzero(self.folds == fold)) for fold in range(CONFIG.folds)
        ]


def print_figures(name: str, task: Task, found: Scores, tagged: Marks) -> None:
    """One line of the table."""
    any_truth = task.truth.any(axis=1).astype(np.int8)
    figures = measure(task.names, found, tagged, task.truth.astype(np.int8), found.max(axis=1), any_truth)
    values = (
        figures["average_precision"],
        figures["macro"]["f1"],
        figures["micro"]["f1"],
        figures["micro"]["precision"],
    )
    print_row([name, *(f"{value:.3f}" for value in values)])


if __name__ == "__main__":
    main()
