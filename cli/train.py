"""`framing train`."""

from datetime import UTC, datetime
from pathlib import Path

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
    taxonomy_option,
)
from cli.taxonomies import choose_taxonomy
from framing.encoder import load_encoder
from framing.shelf import ENCODERS
from training.config import Config, load_config
from training.corpus import load_corpus
from training.material import reads_encoder
from training.train import NothingToLearnError, Trained, Workshop
from training.train import train as train_bundle

_CACHE = Path(".cache/embeddings")


@click.command()
@csv_argument
@models_option
@click.option(
    "--config", "config_path", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Settings, TOML."
)
@click.option("--seed", type=int, default=None, help="Seed of splits and fits.")
@taxonomy_option
@click.option("--attribution", multiple=True, help="A line on the data's origin for the card; may be repeated.")
@json_option
def train(
    paths: tuple[Path, ...],
    folder: Path,
    config_path: Path | None,
    seed: int | None,
    taxonomy_path: Path | None,
    attribution: tuple[str, ...],
    *,
    as_json: bool,
) -> None:
    """Train a bundle from labelled CSV files, measure it, and make it live if the gate allows.

    Example: framing train datasets/*.csv --models models
    """
    try:
        config = load_config(config_path, seed)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    corpus = load_corpus(paths, choose_taxonomy(taxonomy_path, folder), may_replace=taxonomy_path is None)
    print_faults(corpus)
    if corpus.faults:
        raise click.ClickException("nothing was trained; mend the rows above first")
    with show_progress() as progress:
        workshop = Workshop(
            shelf=folder,
            trained_at=datetime.now(UTC).isoformat(timespec="seconds"),
            encoder=load_encoder(folder / ENCODERS / config.encoder.name) if reads_encoder(config) else None,
            cache=_CACHE,
            attributions=attribution,
            progress=progress,
        )
        try:
            trained = train_bundle(corpus, config, workshop)
        except NothingToLearnError as error:
            raise click.ClickException(str(error)) from error
    if as_json:
        print_json(
            {
                "version": trained.version,
                "live": not trained.reasons,
                "reasons": trained.reasons,
                "test": trained.test,
                "stance": trained.stance,
            }
        )
    else:
        _print_summary(trained, config, folder)
    if trained.reasons:
        raise SystemExit(1)


def _print_summary(trained: Trained, config: Config, folder: Path) -> None:
    console = make_console()
    for mode, figures in trained.test.items():
        console.print(make_figures_table(f"{mode}: test part, {figures['n']} rows", figures))
        console.print(
            f"average precision {figures['average_precision']}, any device: AUC {figures['any']['auc']}, "
            f"calibration error {figures['calibration_error']}"
        )
    for mode, figures in (trained.stance or {}).get("test", {}).items():
        console.print(f"{mode}: stance, {figures['n']} rows: macro F1 {figures['macro_f1']}")
    for device, count in trained.left_out.items():
        console.print(f"left out: {device} has {count} positives in the train part, needs {config.min_positives}")
    console.print(f"bundle {trained.version} published in {folder / trained.version}")
    for reason in trained.reasons:
        console.print(f"not live: {reason}")
    if not trained.reasons:
        console.print("it is live now")
