"""`framing check`."""

from pathlib import Path

import click

from cli.options import csv_argument, json_option, models_option, print_json, taxonomy_option
from cli.taxonomies import choose_taxonomy
from training.corpus import Corpus, load_corpus
from training.report import describe_corpus


@click.command()
@csv_argument
@taxonomy_option
@models_option
@json_option
def check(paths: tuple[Path, ...], taxonomy_path: Path | None, folder: Path, *, as_json: bool) -> None:
    """Check labelled CSV files and count what they hold. Exit code 1 if anything must be mended.

    Example: framing check datasets/*.csv
    """
    corpus = load_corpus(paths, choose_taxonomy(taxonomy_path, folder), may_replace=taxonomy_path is None)
    description = describe_corpus(corpus)
    if as_json:
        print_json({**description, "faults": [str(fault) for fault in corpus.faults]})
    else:
        print_faults(corpus)
        for name, value in description.items():
            shown = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value
            click.echo(f"{name}: {shown}")
    if corpus.faults:
        raise SystemExit(1)


def print_faults(corpus: Corpus) -> None:
    """Notes, then every fault with its place, on standard error."""
    for note in corpus.notes:
        click.echo(f"note: {note}", err=True)
    for fault in corpus.faults:
        click.echo(str(fault), err=True)
    if corpus.faults:
        click.echo(f"{len(corpus.faults)} faults", err=True)
