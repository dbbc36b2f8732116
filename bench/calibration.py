"""Prints what probabilities and verdicts are worth: `python -m bench.calibration [--corpora DIR] [--speed fast]`.

First the live bundle on the test part of its own rows: calibration errors, reliability, and how much is decided and
how rightly with bands of other widths. With DIR, a folder of folders with train.csv and dev.csv, then the same of what
the project's own `train` learns from each train.csv, on its dev.csv, beside the errors of TF-IDF logistic regression.
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
from training.card import render_bins, render_verdicts
from training.config import Config
from training.evaluate import evaluate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench.accuracy import Task


@click.command()
@click.option("--corpora", type=EXISTING, default=None, help="Folder of public corpora.")
@click.option("--corpus", "chosen", multiple=True, type=click.Choice(list(SCHEMES)), help="Only this; repeatable.")
@click.option("--models", type=EXISTING, default=Path("models"), show_default=True)
@click.option("--speed", type=click.Choice(["default", "fast"]), default="default", show_default=True)
def main(corpora: Path | None, chosen: tuple[str, ...], models: Path, speed: str) -> None:
    """Print the figures of the live bundle, then of each corpus."""
    tagger = load_tagger(Shelf(models), speed)
    figures = evaluate(tagger, remake_test_part(tagger))
    click.echo(f"## {tagger.bundle.version}, {tagger.mode_name} mode, test part of its own rows\n")
    print_errors({tagger.bundle.version: figures})
    print_labels(figures)
    print_rest(figures)
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


if __name__ == "__main__":
    main()
