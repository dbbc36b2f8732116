"""Prints how fast and how large everything is, and how it grows, beside its goals: `python -m bench.speed`.

The live bundle of the repository, the project's own statements, peers trained on them; one thread, Markdown. Parts:
`speed_rates` (time), `speed_training`, `service` (memory), `speed_goals`; `runners` says what exactly is timed.
"""

from __future__ import annotations

import platform
import statistics
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import click
from threadpoolctl import threadpool_limits

from bench.peers import weigh_folder
from bench.runners import PEERS, Contest, fit_peers
from bench.service import SPEEDS, WORKERS, Memory, ask, find_memory, make_article, start_service
from bench.speed_goals import Measured, print_goals
from bench.speed_rates import (
    Scale,
    measure_rates,
    print_article_growth,
    print_batch_growth,
    print_rates,
    print_statement_growth,
)
from bench.speed_texts import draw_texts, load_statements, take_rows
from bench.speed_training import Lesson, print_fits, print_lessons
from bench.tables import print_row, print_table, render_number
from framing.encoder import Encoder
from framing.loading import load_tagger
from framing.shelf import ENCODERS, Shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.speed_rates import Rates
    from training.corpus import Corpus

MODELS = Path("models")
_PACKAGES = ("numpy", "scikit-learn", "onnxruntime", "fasttext-wheel", "spacy")
_ENGLISH = 400  # statements that longer texts are made of
_REQUESTS = 5  # before memory is read, so that a worker has done all that it ever does


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured: `rows` are the training runs' sizes; the peers learn from as many as the last."""

    scale: Scale
    rows: tuple[int, ...]
    is_hasty: bool = False


QUICK = Plan(Scale(2, 32, (50, 200, 800), (100, 500, 1000), (1, 8, 64), 1), (300, 600), is_hasty=True)
FULL = Plan(
    Scale(5, 256, (50, 100, 200, 500, 1000, 2000), (100, 200, 500, 1000, 2000, 5000), (1, 4, 16, 64, 256, 1024), 3),
    (1000, 2000, 4000, 8000, 20_000),
)


@click.command()
@click.option("--quick", is_flag=True, help="Few rows and rounds: whether it runs, not how fast.")
@click.option("--peers", default=",".join(PEERS), show_default=True, help="Which to measure beside ours.")
def main(quick: bool, peers: str) -> None:  # noqa: FBT001 - click passes it by name
    """Measure everything and print Markdown tables; the full measure takes half an hour or so."""
    asked = [name for name in peers.split(",") if name]
    if strangers := set(asked) - set(PEERS):
        raise click.BadParameter(f"unknown: {', '.join(sorted(strangers))}; there is {', '.join(PEERS)}")
    with threadpool_limits(limits=1):
        report(QUICK if quick else FULL, asked)


def report(plan: Plan, peers: Sequence[str]) -> None:
    """Print all sections."""
    corpus = load_statements()
    contest = enter(plan, peers, corpus)
    rates, article = report_rates(plan.scale, contest, corpus)
    lessons = report_training(plan, contest, corpus)
    megabytes = report_sizes(contest)
    memory = report_memory()
    click.echo("\n## Goals\n")
    print_goals(Measured(rates, article, lessons, megabytes, memory))


def enter(plan: Plan, peers: Sequence[str], corpus: Corpus) -> Contest:
    """Load ours and fit the peers."""
    shelf = Shelf(MODELS)
    fast, default = (load_tagger(shelf, speed) for speed in ("fast", "default"))
    if not isinstance(default.encoder, Encoder):
        raise click.ClickException(f"{shelf.find_folder()} reads no encoder; there is no default mode to measure")
    describe_run(fast.bundle.version, corpus)
    fitted = fit_peers(peers, take_rows(corpus, plan.rows[-1]), is_hasty=plan.is_hasty)
    return Contest(fast, default, default.encoder, fitted)


def describe_run(bundle: str, corpus: Corpus) -> None:
    """What was measured with what."""
    installed = [f"{name} {found}" for name in _PACKAGES if (found := find_version(name))]
    click.echo(
        f"Bundle {bundle}, {len(corpus.rows):,} statements in the repository; "
        f"{platform.machine()}, Python {platform.python_version()}, {', '.join(installed)}."
    )


def find_version(package: str) -> str | None:
    """The installed version of a package, if it is there."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def report_rates(scale: Scale, contest: Contest, corpus: Corpus) -> tuple[Rates, dict[str, float]]:
    """Everything that is timed on the models as they are."""
    runners = contest.runners
    texts = draw_texts([row.text for row in corpus.rows], max(scale.statements, *scale.batches))
    english = draw_texts([row.text for row in corpus.rows if row.language == "en"], _ENGLISH)
    sample = texts[: scale.statements]
    characters = statistics.mean(map(len, sample))
    parts = sum(len(contest.fast.tag(text).statements) for text in sample)
    click.echo(
        f"\n## Statements\n\n{len(sample)} rows of {characters:.0f} characters, {scale.rounds} rounds. ", nl=False
    )
    click.echo(f"A row counts as one statement; our modes split them into {parts}. ", nl=False)
    click.echo("`x : it` is how many times as many rows a second x reads, one by one or in bulk.\n")
    rates = measure_rates(runners, sample, scale.rounds)
    print_rates(rates)
    click.echo("\n## One statement by its length: milliseconds\n")
    print_statement_growth(runners, english, scale)
    click.echo("\n## Batches: statements a second\n")
    print_batch_growth(runners, texts, scale)
    click.echo("\n## An article by its length: milliseconds\n")
    return rates, print_article_growth(contest.whole, english, scale)


def report_training(plan: Plan, contest: Contest, corpus: Corpus) -> list[Lesson]:
    """How training grows, and what the peers take."""
    click.echo("\n## Training: processor seconds\n")
    lessons = print_lessons(corpus, plan.rows, contest.encoder)
    click.echo("")
    print_fits(lessons[-1], contest.peers)
    return lessons


def report_sizes(contest: Contest) -> float:
    """MB on disk of everything; gives the bundle's."""
    click.echo("\n## Size on disk\n")
    bundle = contest.default.bundle
    megabytes = weigh_folder(MODELS / bundle.version)
    encoder = weigh_folder(MODELS / ENCODERS / str(bundle.manifest["encoder"]["name"]))
    sizes = [("bundle without encoder", megabytes), ("encoder", encoder)]
    sizes += [(peer.runner.name, peer.megabytes) for peer in contest.peers]
    print_table(("", "MB"), ([name, render_number(size)] for name, size in sizes))
    return megabytes


def report_memory() -> dict[str, Memory]:
    """MB of the running service, once each speed has answered articles."""
    click.echo(f"\n## Memory of the service with {WORKERS} workers, MB\n")
    print_table(("speed", "resident in a worker", "its proportional share", "server with all workers"), ())
    found = {}
    for speed in SPEEDS:
        with start_service(speed) as service:
            for _ in range(_REQUESTS):
                ask(service.url, make_article())
            found[speed] = memory = find_memory(service.process)
        print_row([speed, *map(render_number, (memory.worker_resident, memory.worker, memory.server))])
    return found


if __name__ == "__main__":
    main()
