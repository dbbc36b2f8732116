"""Prints the tables of the data sheet: `python -m bench.datasheet`."""

from collections import Counter
from pathlib import Path

import click

from framing.taxonomy import load_taxonomy
from training.corpus import Corpus, load_corpus
from training.report import describe_corpus
from training.rows import LabelledStatement

DATASETS = Path("datasets")
LANGUAGES = ("en", "ru", "sr", "uk", "pl", "bg")


@click.command()
def main() -> None:
    """Print counts per language, kind, device, topic, side, register and length, as Markdown."""
    corpus = load_corpus(
        sorted(DATASETS.glob("statements-*.csv")), load_taxonomy(DATASETS / "taxonomy.toml"), may_replace=False
    )
    description = describe_corpus(corpus)
    _print_kinds(corpus)
    _print_devices(description["devices_by_language"])
    _print_topics(corpus)
    for name in ("register", "speaker_kind"):
        counts = ", ".join(f"{value} {count}" for value, count in description[name].items())
        click.echo(f"\n{name}: {counts}.")
    words = description["words"]
    shown = "; ".join(f"{name}: {', '.join(f'{p} % {v:.0f}' for p, v in w.items())}" for name, w in words.items())
    click.echo(f"\nWords per statement (percentiles), with a device and without: {shown}.")


def _print_kinds(corpus: Corpus) -> None:
    kinds = ("positive", "subtle", "near_miss", "lively", "plain")
    _print_head("language", *kinds, "all", "share none")
    for language in LANGUAGES:
        rows = [row for row in corpus.rows if row.language == language]
        counts = Counter(row.extra["kind"] for row in rows)
        nothing = sum(not row.labels for row in rows) / len(rows)
        _print_row(language, *(counts[kind] for kind in kinds), len(rows), f"{nothing:.0%}")


def _print_devices(counts: dict[str, dict[str, int]]) -> None:
    click.echo()
    _print_head("device", *LANGUAGES, "all")
    for device, by_language in counts.items():
        _print_row(f"`{device}`", *(by_language[language] for language in LANGUAGES), sum(by_language.values()))


def _print_topics(corpus: Corpus) -> None:
    click.echo()
    _print_head("topic", "rows", "with a device", "regions", "camps that speak", "camps with devices and without")
    for topic, _ in Counter(row.extra["topic"] for row in corpus.rows).most_common():
        rows = [row for row in corpus.rows if row.extra["topic"] == topic]
        sides = _group_sides(rows)
        both = sum(len({bool(row.labels) for row in own}) > 1 for own in sides.values())
        regions = len({row.extra["region"] for row in rows})
        _print_row(topic, len(rows), sum(bool(row.labels) for row in rows), regions, len(sides), both)


def _group_sides(rows: list[LabelledStatement]) -> dict[str, list[LabelledStatement]]:
    sides: dict[str, list[LabelledStatement]] = {}
    for row in rows:
        sides.setdefault(row.extra["side"], []).append(row)
    return sides


def _print_head(*cells: object) -> None:
    _print_row(*cells)
    click.echo("|" + "---|" * len(cells))


def _print_row(*cells: object) -> None:
    click.echo("| " + " | ".join(map(str, cells)) + " |")


if __name__ == "__main__":
    main()
