"""`framing evaluate`."""

from pathlib import Path
from typing import Any

import click

from cli.check import print_faults
from cli.options import (
    csv_argument,
    json_option,
    make_console,
    make_figures_table,
    models_option,
    print_json,
    show_progress,
    speed_option,
)
from framing.bundle import MANIFEST
from framing.loading import load_tagger
from framing.shelf import Shelf
from framing.tagger import Tagger
from training.corpus import load_corpus
from training.evaluate import evaluate as evaluate_bundle
from training.stance import evaluate_stance


@click.command()
@csv_argument
@click.option("--model", default=None, help="A version, a bundle's folder, or a folder of bundles (its live one).")
@click.option("--scheme", "scheme_name", default=None, help="Score against the names of this public scheme.")
@models_option
@speed_option
@json_option
def evaluate(
    paths: tuple[Path, ...], model: str | None, scheme_name: str | None, folder: Path, speed: str, *, as_json: bool
) -> None:
    """Measure a bundle on labelled CSV files.

    Example: framing evaluate my-labels.csv --scheme semeval2023 --json
    """
    tagger = find_tagger(model, folder, speed)
    taxonomy = tagger.bundle.taxonomy
    if scheme_name is not None and scheme_name not in taxonomy.schemes:
        message = f"unknown scheme {scheme_name!r}; the bundle's taxonomy maps {', '.join(taxonomy.schemes) or 'none'}"
        raise click.UsageError(message)
    corpus = load_corpus(paths, taxonomy, may_replace=False, keep_repeated=True)
    print_faults(corpus)
    if corpus.faults:
        raise click.ClickException("nothing was measured; mend the rows above first")
    done = 0
    with show_progress() as progress:

        def advance(count: int) -> None:
            nonlocal done
            done += count
            progress("scoring", done, len(corpus.rows))

        try:
            scheme = taxonomy.schemes[scheme_name] if scheme_name else None
            stance = evaluate_stance(tagger, corpus.rows)
            reviewed = stance is None or any(row.labels is not None for row in corpus.rows)
            figures = {**(evaluate_bundle(tagger, corpus, scheme, advance) if reviewed else {}), "stance": stance}
        except ValueError as error:
            raise click.ClickException(str(error)) from error
    figures = {"model_version": tagger.bundle.version, "mode": tagger.mode_name, **figures}
    if as_json:
        print_json(figures)
    else:
        _print_figures(figures)


def find_tagger(model: str | None, folder: Path, speed: str) -> Tagger:
    """The tagger of a version on the shelf, of a bundle's folder, or of the live bundle of a folder of bundles."""
    path = Path(model) if model else None
    if path and (path / MANIFEST).is_file():
        return load_tagger(Shelf(path.parent), speed, path.name)
    if path and path.is_dir():
        return load_tagger(Shelf(path), speed)
    return load_tagger(Shelf(folder), speed, model)


def _print_figures(figures: dict[str, Any]) -> None:
    console = make_console()
    title = f"{figures['model_version']} ({figures['mode']})"
    if "labels" in figures:
        console.print(make_figures_table(f"{title}, {figures['n']} rows", figures))
    else:
        console.print(f"{title}: no row is reviewed for devices")
    # Bins and curves are for machines and the model card.
    left = {key: value for key, value in figures.items() if key not in {"labels", "macro", "micro", "reliability"}}
    if "verdicts" in left:
        left["verdicts"] = {key: value for key, value in left["verdicts"].items() if not key.endswith("_curve")}
    for key, value in left.items():
        console.print(f"{key}: {value}")
