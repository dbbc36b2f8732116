"""`framing tag`: a text, CSV or JSONL file in, tagged statements out."""

import csv
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.markup import escape
from rich.table import Table

from cli.options import make_console, models_option, show_progress, speed_option
from framing.loading import load_tagger
from framing.shelf import Shelf
from framing.tagger import Tagger, TagOptions
from framing.types import TaggedStatement, TaggedText
from service.responses import dump_json, render_tagged_text
from training.rows import parse_rows

_FORMATS = ("json", "jsonl", "csv", "table")


@click.command()
@click.argument("source", metavar="[FILE|-]", default="-", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "shape", type=click.Choice(_FORMATS), default=None, help="Output; default by input.")
@click.option(
    "--input", "kind", type=click.Choice(["text", "csv", "jsonl"]), default=None, help="Default: by file name."
)
@click.option("--language", default=None, help="ISO 639-1 code; detected otherwise.")
@models_option
@speed_option
def tag(source: Path, shape: str | None, kind: str | None, language: str | None, folder: Path, speed: str) -> None:
    """Tag a text file, standard input, a CSV (column `text`) or JSONL (key `text`).

    A text gives one answer as the HTTP API does; CSV and JSONL give one answer per row, in order. CSV output has
    the columns of labelled CSV, with the model's tags in `labels` and `spans`.

    Example: echo "They sold us out." | framing tag - --format table
    """
    raw = _read(source)
    kind = kind or {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}.get(source.suffix, "text")
    items = list(_list_items(source, raw, kind))
    tagger = load_tagger(Shelf(folder), speed)
    options = TagOptions(language=language)
    results = []
    with show_progress() as progress:
        for done, (key, text) in enumerate(items, 1):
            results.append((key, tagger.tag(text, options)))
            progress("tagging", done, len(items))
    _print(results, shape or {"text": "json", "csv": "csv", "jsonl": "jsonl"}[kind], tagger)


def _read(source: Path) -> str:
    try:
        data = sys.stdin.buffer.read() if str(source) == "-" else source.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        message = f"{source}: cannot be read ({error.strerror})"
        raise click.UsageError(message) from error
    except UnicodeDecodeError as error:
        message = f"{source}: not UTF-8 at byte {error.start}; save it as UTF-8"
        raise click.ClickException(message) from error
    if not text.strip():
        message = f"{source}: holds no text"
        raise click.ClickException(message)
    return text


def _list_items(source: Path, raw: str, kind: str) -> Iterator[tuple[str, str]]:
    if kind == "text":
        yield "", raw
    elif kind == "jsonl":
        yield from _list_jsonl(source, raw)
    else:
        yield from _list_csv(source, raw)


def _list_jsonl(source: Path, raw: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(raw.splitlines(), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
            text = value["text"]
        except (ValueError, KeyError, TypeError) as error:
            message = f"{source}:{number}: must be a JSON object with the key `text`"
            raise click.ClickException(message) from error
        if not isinstance(text, str) or not text.strip():
            message = f"{source}:{number}: text: must be a text that is not empty"
            raise click.ClickException(message)
        yield str(value.get("id", number)), text


def _list_csv(source: Path, raw: str) -> Iterator[tuple[str, str]]:
    read = parse_rows(source, raw)
    for fault in read.faults:
        click.echo(str(fault), err=True)
    if read.faults:
        raise click.ClickException("nothing was tagged; mend the rows above first")
    for row in read.rows:
        yield row.id, row.text


def _print(results: list[tuple[str, TaggedText]], shape: str, tagger: Tagger) -> None:
    if shape == "table":
        for _, tagged in results:
            _print_table(tagged)
    elif shape == "csv":
        _print_csv(results)
    else:
        indent = 2 if shape == "json" else None
        for key, tagged in results:
            answer: dict[str, Any] = render_tagged_text(tagged, "codepoint", tagger)
            click.echo(dump_json({"id": key, **answer} if key else answer, indent=indent))


def _print_table(tagged: TaggedText) -> None:
    table = Table("statement", "speaker", "devices and their words", "stance", show_lines=True)
    for statement in tagged.statements:
        lines = [f"{t.device} {t.probability:.2f}: {' / '.join(s.text for s in t.spans)}" for t in statement.tags]
        if statement.voice == "rejected":
            lines.insert(0, "rejected by the speaker:")
        if lines and statement.verdict == "unsure":
            lines.insert(0, "unsure:")
        stances = [f"{s.target}: {s.stance} {s.probability:.2f}" for s in statement.stance if s.stance != "neutral"]
        cells = (
            statement.span.text,
            _name_speaker(statement),
            "\n".join(lines) or statement.verdict,
            "\n".join(stances),
        )
        table.add_row(*map(escape, cells))
    make_console().print(table)


def _name_speaker(statement: TaggedStatement) -> str:
    """Who says it; a quotation without a known speaker is not the author's."""
    return statement.speaker or ("unknown" if statement.quotation is not None else "")


def _print_csv(results: list[tuple[str, TaggedText]]) -> None:
    """One line per statement, in the columns of labelled CSV; `source` is the row it came from."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "text", "labels", "spans", "source", "language", "speaker"])
    for key, tagged in results:
        for number, statement in enumerate(tagged.statements, 1):
            spans = [
                {"label": t.device, "start": s.start - statement.span.start, "end": s.end - statement.span.start}
                for t in statement.tags
                for s in t.spans
            ]
            labels = "|".join(sorted({t.device for t in statement.tags}))
            cells = [f"{key or 'text'}-{number}", statement.span.text, labels or _name_nothing(statement.verdict)]
            cells += [json.dumps(spans, ensure_ascii=False) if spans else "", key]
            writer.writerow([*cells, tagged.language.code, statement.speaker or ""])
    click.echo(out.getvalue(), nl=False)


def _name_nothing(verdict: str) -> str:
    """`none` where the model is sure; an unsure statement is left to a person, as a row nobody reviewed."""
    return "none" if verdict == "clean" else ""
