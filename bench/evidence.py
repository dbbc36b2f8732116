"""Prints how well the words that carry a device are found: `python -m bench.evidence CORPORA`.

Twice for each corpus: for the devices that a person gave, and for the tags that the model gives, beside the whole
statement and the heaviest n-gram for the same devices. Spans with a label are measured by SemEval-2020 task 11's
partial overlap, spans without one by the words that any of them touches. Our own test part goes through the shipped
bundle; the public corpora through the project's own `train` on their train part, measured on their dev part.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
import numpy as np

from bench.accuracy import CACHE, SCHEMES, SPLIT, print_row, render_interval
from bench.heaviest import find_heaviest
from bench.intervals import draw_rows
from bench.robustness import remake_test_part
from framing.bundle import load_bundle
from framing.encoder import load_encoder
from framing.loading import choose_mode, load_tagger
from framing.shelf import ENCODERS, Shelf
from framing.tagger import Tagger, TagOptions
from framing.taxonomy import load_taxonomy
from framing.types import Span
from training.config import Config
from training.corpus import load_corpus
from training.evaluate import evaluate
from training.evidence import Weighed, cut_evidence, find_labelled, find_loose, weigh
from training.labels import UNKNOWN, build_targets, read_label
from training.metrics import count_spans, count_words, find_rates
from training.train import Workshop, train

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from training.corpus import Corpus
    from training.labels import LabelSet
    from training.metrics import Counts
    from training.rows import LabelledStatement

EXISTING = click.Path(exists=True, path_type=Path)
OWN = "own"
VIEWS = {"all views": ("lexical", "encoder", "words"), "lexical": ("lexical",)}
PUBLIC = ("semeval2021-memes", "unlp2025-telegram")


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of one statement: where it begins in its row, what its words speak for, one entry a device."""

    start: int
    weighed: Weighed
    spans: Sequence[Sequence[Span]]


@click.command()
@click.argument("corpora", type=click.Path(path_type=Path))
@click.option("--corpus", "chosen", multiple=True, type=click.Choice([OWN, *PUBLIC]), help="Only this; repeatable.")
@click.option("--models", type=EXISTING, default=Path("models"), show_default=True)
def main(corpora: Path, chosen: tuple[str, ...], models: Path) -> None:
    """Print a table a corpus."""
    for name in chosen or (OWN, *PUBLIC):
        if name == OWN:
            report_own(models)
        elif (corpora / name).is_dir():
            report_public(corpora / name, models)
        else:
            click.echo(f"\n{corpora / name} is not there: {name} is left out")


def report_own(models: Path) -> None:
    """The shipped bundle on the rows that training kept for testing."""
    taggers = {mode: load_tagger(Shelf(models), mode) for mode in ("default", "fast")}
    part = remake_test_part(taggers["default"])
    print_head(f"Our own test part, bundle {taggers['default'].bundle.version}", part)
    for name, tagger in taggers.items():
        print_settings(name, tagger, part)


def report_public(folder: Path, models: Path) -> None:
    """Train on train.csv with all views and with the lexical one, measure on dev.csv."""
    rows = load_corpus([folder / "train.csv"], load_taxonomy(Path("datasets/taxonomy.toml")))
    encoder = load_encoder(models / ENCODERS / Config().encoder.name)
    tags: list[str] = []
    for name, views in VIEWS.items():
        with tempfile.TemporaryDirectory() as shelf:
            workshop = Workshop(Path(shelf), "", encoder, CACHE / folder.name)
            version = train(rows, Config(views=views, split=SPLIT), workshop).version
            bundle = load_bundle(Shelf(Path(shelf)).find_folder(version))
        dev = load_corpus([folder / "dev.csv"], bundle.taxonomy, may_replace=False, keep_repeated=True)
        if not tags:
            print_head(folder.name, dev)
        tagger = Tagger(bundle, choose_mode(bundle, "default"), encoder)
        print_settings(name, tagger, dev)
        figures = evaluate(tagger, dev, bundle.taxonomy.schemes[SCHEMES[folder.name]])
        tags.append(f"{name} {figures['micro']['f1']:.3f}")
    click.echo(f"\nMicro F1 of the tags: {', '.join(tags)}.")


def print_head(title: str, corpus: Corpus) -> None:
    """What is measured, and the head of the table."""
    reviewed = [row for row in corpus.rows if row.labels is not None]
    spans = [marked for row in reviewed for marked in row.spans]
    measure = "word F1" if is_loose(corpus.rows) else "span F1"
    click.echo(f"\n### {title}\n\n{len(reviewed)} rows, {len(spans)} marked spans.\n")
    header = ("model", "devices", "shown", "precision", "recall", measure)
    print_row(header)
    print_row(["---"] * len(header))


def is_loose(rows: Sequence[LabelledStatement]) -> bool:
    """Whether spans do not say their device."""
    return any(marked.label is None for row in rows for marked in row.spans)


def print_settings(name: str, tagger: Tagger, corpus: Corpus) -> None:
    """The lines of one model."""
    reviewed = [index for index, row in enumerate(corpus.rows) if row.labels is not None]
    rows = tuple(corpus.rows[index] for index in reviewed)
    part = replace(corpus, rows=rows, sets=tuple(corpus.sets[index] for index in reviewed))
    loose = is_loose(rows)
    print_lines(name, "given", count_given_loose(tagger, part) if loose else count_given(tagger, part))
    answers = [list(answer_row(tagger, row)) for row in rows]
    print_lines(name, "answered", count_loose(answers, tagger, rows) if loose else count_answers(answers, tagger, part))
    if loose:
        served = [list(serve_row(tagger, row)) for row in rows]
        print_lines(name, "answered, text split", count_loose(served, tagger, rows))


def print_lines(name: str, devices: str, counted: Mapping[str, list[Counts]]) -> None:
    """The model and its baselines, with the interval of F1."""
    for shown, counts in counted.items():
        rates = find_rates(counts)
        f1 = f"{rates['f1']:.3f} {render_interval(resample_f1(counts))}"
        print_row([name, devices, shown, f"{rates['precision']:.3f}", f"{rates['recall']:.3f}", f1])


def resample_f1(counts: Sequence[Counts]) -> np.ndarray:
    """F1 once for each draw of rows."""
    hits_found, n_found, hits_marked, n_marked = (draw_rows(len(counts)) @ np.array(counts, dtype=np.float64)).T
    precision, recall = hits_found / np.maximum(n_found, 1), hits_marked / np.maximum(n_marked, 1)
    return 2 * precision * recall / np.maximum(precision + recall, 1e-12)


def show_whole(_tagger: Tagger, weighed: Weighed) -> list[tuple[Span, ...]]:
    """The whole statement for each device."""
    return [(Span(0, len(weighed.text), weighed.text),)] * len(weighed.devices)


Show = "Callable[[Tagger, Weighed], list[tuple[Span, ...]]]"
BASELINES: dict[str, Show] = {"whole statement": show_whole, "heaviest n-gram": find_heaviest}
SHOWN: dict[str, Show] = {"evidence": cut_evidence, **BASELINES}


def count_given(tagger: Tagger, corpus: Corpus) -> dict[str, list[Counts]]:
    """Rows with spans: for each marked device, what is shown for it against what is marked."""
    rows = find_labelled(tagger, corpus.rows, corpus.sets)
    return {
        name: [add_up(map(count_spans, show(tagger, row.weighed), row.spans)) for row in rows]
        for name, show in SHOWN.items()
    }


def count_given_loose(tagger: Tagger, corpus: Corpus) -> dict[str, list[Counts]]:
    """Rows with spans: the words shown for all devices given against the words marked."""
    rows = find_loose(tagger, corpus.rows, corpus.sets)
    return {
        name: [count_words(row.weighed.text, join(show(tagger, row.weighed)), row.spans[0]) for row in rows]
        for name, show in SHOWN.items()
    }


def join(spans: Sequence[Sequence[Span]]) -> list[Span]:
    """The spans of all devices."""
    return [span for own in spans for span in own]


def add_up(counts: Iterator[Counts]) -> Counts:
    """The counts of a row's devices."""
    totals = np.sum([(0, 0, 0, 0), *counts], axis=0)
    return float(totals[0]), int(totals[1]), float(totals[2]), int(totals[3])


def answer_row(tagger: Tagger, row: LabelledStatement) -> Iterator[Shown]:
    """The row as one statement, as `framing evaluate` reads it."""
    (reading,) = tagger.read([row.text])
    probabilities = tagger.find_probabilities([row.text], [row.language], [reading])[0, :-1]
    tagged = np.flatnonzero(probabilities >= tagger.mode.thresholds).tolist()
    weighed = weigh(tagger, row.text, tagged, reading) if tagged else None
    if weighed:
        yield Shown(0, weighed, cut_evidence(tagger, weighed))


def serve_row(tagger: Tagger, row: LabelledStatement) -> Iterator[Shown]:
    """The statements of the row as `POST /v1/tag` answers them."""
    place = {device: index for index, device in enumerate(tagger.bundle.model.devices)}
    for statement in tagger.tag(row.text, TagOptions(language=row.language)).statements:
        weighed = weigh(tagger, statement.span.text, [place[tag.device] for tag in statement.tags])
        if statement.tags and weighed:
            start = statement.span.start
            yield Shown(start, weighed, [[move(span, -start) for span in tag.spans] for tag in statement.tags])


def move(span: Span, offset: int) -> Span:
    """The same words, counted from elsewhere."""
    return Span(span.start + offset, span.end + offset, span.text)


def show_answers(
    answers: Sequence[Sequence[Shown]], tagger: Tagger
) -> Iterator[tuple[str, list[list[tuple[int, list[Span]]]]]]:
    """For the model and each baseline: row by row, device by device, the spans in the row."""
    yield "evidence", [[pair for one in row for pair in place_spans(one, one.spans)] for row in answers]
    for name, show in BASELINES.items():
        yield name, [[pair for one in row for pair in place_spans(one, show(tagger, one.weighed))] for row in answers]


def place_spans(one: Shown, spans: Sequence[Sequence[Span]]) -> Iterator[tuple[int, list[Span]]]:
    """Each device with its spans, moved to where the statement stands."""
    for device, own in zip(one.weighed.devices.tolist(), spans, strict=True):
        yield device, [move(span, one.start) for span in own]


def count_loose(
    answers: Sequence[Sequence[Shown]], tagger: Tagger, rows: Sequence[LabelledStatement]
) -> dict[str, list[Counts]]:
    """All rows: the words shown for any tag against the words marked."""
    return {
        name: [
            count_words(row.text, join([spans for _, spans in found]), [marked.span for marked in row.spans])
            for row, found in zip(rows, shown, strict=True)
        ]
        for name, shown in show_answers(answers, tagger)
    }


def count_answers(answers: Sequence[Sequence[Shown]], tagger: Tagger, corpus: Corpus) -> dict[str, list[Counts]]:
    """All rows: the spans of every tag against those marked for its device; a device that is missed counts too.

    Left out is a tag on which the labels say nothing, or whose label has no span.
    """
    devices = tagger.bundle.model.devices
    targets = build_targets(corpus.rows, corpus.sets, devices, corpus.taxonomy)[:, :-1]
    marked = [mark_row(row, own, tagger) for row, own in zip(corpus.rows, corpus.sets, strict=True)]
    counted = {}
    for name, shown in show_answers(answers, tagger):
        counted[name] = [
            add_up(count_tags(dict(found), theirs, devices, target))
            for found, theirs, target in zip(shown, marked, targets, strict=True)
        ]
    return counted


def mark_row(row: LabelledStatement, label_set: LabelSet, tagger: Tagger) -> dict[str, list[Span]]:
    """The marked spans by device, or by label where the taxonomy has no device for it."""
    marked: dict[str, list[Span]] = {}
    for entry in row.spans:
        name = read_label(str(entry.label), label_set, tagger.bundle.taxonomy) or str(entry.label)
        marked.setdefault(name, []).append(entry.span)
    return marked


def count_tags(
    found: Mapping[int, list[Span]], marked: Mapping[str, list[Span]], devices: Sequence[str], target: np.ndarray
) -> Iterator[Counts]:
    """The counts of one row, device by device."""
    for index, spans in found.items():
        theirs = marked.get(devices[index], [])
        if theirs or target[index] == 0:
            yield count_spans(spans, theirs)
        else:
            assert target[index] in (1, UNKNOWN)
    tagged = {devices[index] for index in found}
    for name, theirs in marked.items():
        if name not in tagged:
            yield count_spans([], theirs)


if __name__ == "__main__":
    main()
