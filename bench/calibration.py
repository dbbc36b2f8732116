"""Prints what probabilities and verdicts are worth: `python -m bench.calibration [--corpora DIR] [--speed fast]`.

First the live bundle on the test part of its own rows: calibration errors, reliability, how much is decided and how
rightly with other edges of the unsure band, and what other rules for `tagged` would decide. With DIR, a folder of
folders with train.csv and dev.csv, then errors and edges of what the project's own `train` learns from each train.csv,
on its dev.csv, beside the errors of TF-IDF logistic regression.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np
from scipy.stats import binom

from bench.accuracy import EXISTING, SCHEMES, SPLIT, VIEWS, load_tasks, measure_ours, measure_peers, print_row
from bench.robustness import remake_test_part
from framing.loading import load_tagger
from framing.shelf import Shelf
from framing.verdict import find_distances, find_sureness
from training.calibrate import TAG_PRECISION
from training.card import render_bins, render_verdicts
from training.config import Config
from training.evaluate import evaluate
from training.labels import build_targets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench.accuracy import Task
    from framing.tagger import Tagger
    from training.corpus import Corpus


@click.command()
@click.option("--corpora", type=EXISTING, default=None, help="Folder of public corpora.")
@click.option("--corpus", "chosen", multiple=True, type=click.Choice(list(SCHEMES)), help="Only this; repeatable.")
@click.option("--models", type=EXISTING, default=Path("models"), show_default=True)
@click.option("--speed", type=click.Choice(["default", "fast"]), default="default", show_default=True)
def main(corpora: Path | None, chosen: tuple[str, ...], models: Path, speed: str) -> None:
    """Print the figures of the live bundle, then of each corpus."""
    tagger = load_tagger(Shelf(models), speed)
    part = remake_test_part(tagger)
    figures = evaluate(tagger, part)
    click.echo(f"## {tagger.bundle.version}, {tagger.mode_name} mode, test part of its own rows\n")
    print_errors({tagger.bundle.version: figures})
    print_labels(figures)
    print_rest(figures)
    print_rules(tagger, part)
    for task in load_tasks(corpora, chosen, models) if corpora else ():
        report(task)


def report(task: Task) -> None:
    """Print a corpus's tables."""
    ours, measured = measure_ours("framing", Config(views=VIEWS["all views"], split=SPLIT), task)
    peers = list(measure_peers(["tfidf"], task, measured))
    click.echo(f"\n## {task.name}, trained on its train part, {len(measured.rows)} rows of its dev part\n")
    print_errors({result.name: result.figures for result in (ours, *peers)})
    print_rest(ours.figures)


def print_errors(models: Mapping[str, Mapping[str, Any]]) -> None:
    """Expected calibration errors of some models on the same rows; in brackets, what chance alone would leave."""
    print_row(["expected calibration error (by chance)", "all labels", "any", "worst label", ""])
    print_row(["---"] * 5)
    for name, figures in models.items():
        bins, errors = figures["reliability"], {label: entry["ece"] for label, entry in figures["labels"].items()}
        worst = max(errors, key=lambda label: errors[label] or 0.0)
        cells = (
            f"{error} ({find_chance(own):.4f})"
            for error, own in (
                (figures["calibration_error"], bins["devices"]),
                (figures["any_calibration_error"], bins["any"]),
                (errors[worst], bins["labels"][worst]),
            )
        )
        print_row([name, *cells, worst])


def find_chance(bins: Sequence[Mapping[str, float]]) -> float:
    """The error to be expected of perfectly calibrated probabilities that fall into these bins.

    The frequency in a bin is then a binomial share, whose mean distance from the confidence is not zero.
    """
    total = 0.0
    for entry in bins:
        count, confidence = int(entry["count"]), entry["confidence"]
        hits = np.arange(count + 1)
        total += float((binom.pmf(hits, count, confidence) * np.abs(hits - count * confidence)).sum())
    return total / sum(int(entry["count"]) for entry in bins)


def print_labels(figures: Mapping[str, Any]) -> None:
    """Each label's calibration error."""
    click.echo("")
    print_row(["label", "support", "F1", "calibration error"])
    print_row(["---"] * 4)
    for name, entry in figures["labels"].items():
        print_row([name, *(str(entry[key]) for key in ("support", "f1", "ece"))])


def print_rest(figures: Mapping[str, Any]) -> None:
    """The reliability of all labels together and of any, and the curve of the band."""
    for lines in (render_bins(figures["reliability"]), render_verdicts(figures["verdicts"])):
        click.echo("\n" + "\n".join(lines))


def print_rules(tagger: Tagger, part: Corpus) -> None:
    """How many statements each rule leaves as tagged when its edge is put where tags are right often enough."""
    found = tagger.find_probabilities([row.text for row in part.rows], [row.language for row in part.rows])[:, :-1]
    targets = build_targets(part.rows, part.sets, tagger.bundle.model.devices, part.taxonomy)[:, :-1]
    tags, distances = found >= tagger.mode.thresholds, find_distances(found, tagger.mode.thresholds)
    rules = {
        "logits of the surest tag above its threshold": distances.max(axis=1),
        "logits of the least sure tag above its threshold": np.where(tags, distances, np.inf).min(axis=1),
        "mean probability of the tags": (found * tags).sum(axis=1) / np.maximum(tags.sum(axis=1), 1),
        "root mean square of their probabilities": find_sureness(found, tags),
    }
    click.echo(
        f"\nOrdered by a rule, statements can be tagged until fewer than {TAG_PRECISION} of their tags are right:\n"
    )
    print_row(["rule", "share tagged", "tags", "share of these without a right tag"])
    print_row(["---"] * 4)
    for name, values in rules.items():
        order = np.argsort(-values[tags.any(axis=1)], kind="stable")
        own, right = (marks[tags.any(axis=1)][order] for marks in (tags, tags & (targets == 1)))
        precise = np.flatnonzero(right.sum(axis=1).cumsum() >= TAG_PRECISION * own.sum(axis=1).cumsum())
        count = int(precise.max(initial=-1)) + 1
        wrong = f"{1 - right[:count].any(axis=1).mean():.3f}" if count else "-"
        print_row([name, f"{count / len(found):.3f}", str(int(own[:count].sum())), wrong])


if __name__ == "__main__":
    main()
