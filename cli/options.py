"""Options that several commands share, and how they look on a terminal."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from service.responses import dump_json

models_option = click.option(
    "--models",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("models"),
    envvar="FRAMING_MODELS",
    show_default=True,
    help="Folder of bundles and encoders.",
)
speed_option = click.option(
    "--speed",
    type=click.Choice(["default", "fast"]),
    default="default",
    show_default=True,
    help="`fast` reads the lexical view only: quicker, less accurate.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
taxonomy_option = click.option(
    "--taxonomy",
    "taxonomy_path",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=None,
    help="Taxonomy of the labels (default: datasets/taxonomy.toml, or the live bundle's).",
)
csv_argument = click.argument(
    "paths", metavar="CSV...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)


def print_json(value: Any) -> None:
    """Print a value as indented JSON."""
    click.echo(dump_json(value, indent=2))


def make_console() -> Console:
    """A console for tables on standard output."""
    return Console(soft_wrap=not sys.stdout.isatty())


def make_figures_table(title: str, figures: Mapping[str, Any]) -> Table:
    """Precision, recall, F1, AUC and calibration error per label, then macro and micro."""
    table = Table(title=title)
    for heading in ("label", "support", "precision", "recall", "F1", "AUC", "ECE"):
        table.add_column(heading, justify="left" if heading == "label" else "right")
    for name, entry in figures["labels"].items():
        table.add_row(name, *(str(entry[key]) for key in ("support", "precision", "recall", "f1", "auc", "ece")))
    for name in ("macro", "micro"):
        table.add_row(
            name, "", *(str(figures[name][key]) for key in ("precision", "recall", "f1")), "", "", style="bold"
        )
    return table


@contextmanager
def show_progress() -> Iterator[Callable[[str, int, int], None]]:
    """A function `(stage, done, total)` that moves one bar per stage on a terminal and does nothing in a pipe."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        tasks: dict[str, Any] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=total)
            progress.update(tasks[stage], completed=done, total=total)

        yield report
