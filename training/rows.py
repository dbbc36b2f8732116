"""A labelled CSV file -> labelled statements and row faults, each with its file and line.

Every fault of a file is collected, so that one reading is enough to mend it. Labels stay as written here;
`training.labels` gives them their meaning.

Does not: compare rows with each other (`training.corpus` does).
"""

import ast
import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from framing.types import Span
from training.columns import Columns, find_columns

PARTS = ("train", "calibration", "test")
STANCES = ("support", "oppose", "neutral")
NONE = "none"
# The longest cell that is still a statement or a short article; a larger one is an unclosed quotation mark.
MAX_CELL = 1_000_000


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """Words that a person marked; `label` is None where only "these words are manipulative" is known."""

    label: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class LabelledStatement:
    """One row. `labels` is None where nobody looked, and empty where somebody looked and found nothing."""

    place: str
    id: str
    text: str
    labels: frozenset[str] | None
    spans: tuple[LabelledSpan, ...]
    source: str
    language: str
    speaker: str
    target: str
    stance: str
    part: str
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong, where (`file:line`), in which column, and what would be right."""

    place: str
    column: str
    message: str

    def __str__(self) -> str:
        """`file:line: column: message`."""
        return f"{self.place}: {self.column}: {self.message}"


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file as read: its good rows, its faults, and what was understood about its columns."""

    path: Path
    rows: tuple[LabelledStatement, ...]
    faults: tuple[RowFault, ...]
    notes: tuple[str, ...]


def read_rows(path: Path, known_labels: frozenset[str] = frozenset()) -> ReadFile:
    """Read one CSV file; never raises for its content, every problem is a `RowFault`."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return _refuse(path, "file", f"cannot be read ({error.strerror})")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        reason = f"not UTF-8: byte 0x{error.object[error.start]:02x} in line {line}; save it as UTF-8"
        return _refuse(path, "file", reason, line)
    return parse_rows(path, text, known_labels)


def parse_rows(path: Path, text: str, known_labels: frozenset[str] = frozenset()) -> ReadFile:
    """Read the content of a CSV file; `path` only names it in messages."""
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=_find_delimiter(text), strict=True)
    try:
        header = next(reader)
        columns = find_columns(header, known_labels)
    except StopIteration:
        return _refuse(path, "file", "is empty; the first line must name the columns")
    except (csv.Error, ValueError) as error:
        return _refuse(path, "header", str(error))
    rows, faults = _read_body(path, reader, header, columns)
    return ReadFile(path, tuple(rows), tuple(faults), tuple(_describe(columns)))


def _refuse(path: Path, column: str, message: str, line: int = 1) -> ReadFile:
    return ReadFile(path, (), (RowFault(f"{path}:{line}", column, message),), ())


def _find_delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _describe(columns: Columns) -> Iterator[str]:
    for raw, meant in columns.renamed.items():
        yield f"column {raw!r} is read as {meant!r}"
    if columns.one_hot:
        yield f"label columns: {', '.join(columns.one_hot)}"
    if "labels" not in columns.places and not columns.one_hot:
        yield "no label column: every row counts as not reviewed for devices"


def _read_body(
    path: Path, reader: Any, header: list[str], columns: Columns
) -> tuple[list[LabelledStatement], list[RowFault]]:
    rows: list[LabelledStatement] = []
    faults: list[RowFault] = []
    while True:
        line = reader.line_num + 1
        place = f"{path}:{line}"
        try:
            cells = next(reader)
        except StopIteration:
            return rows, faults
        except csv.Error as error:
            faults.append(RowFault(place, "row", f"not valid CSV from here on ({error}); check the quotation marks"))
            return rows, faults
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            reason = f"has {len(cells)} cells, the header has {len(header)}; check commas and quotation marks"
            faults.append(RowFault(place, "row", reason))
            continue
        row, found = _build_row(place, cells, columns)
        faults += found
        if not found:
            rows.append(row)


def _build_row(place: str, cells: list[str], columns: Columns) -> tuple[LabelledStatement, list[RowFault]]:
    faults: list[RowFault] = []
    cell = {name: cells[index] for name, index in columns.places.items()}

    def parse(column: str, parser: Any, default: Any) -> Any:
        try:
            return parser()
        except ValueError as error:
            faults.append(RowFault(place, column, str(error)))
            return default

    text = cell["text"]
    if not text.strip():
        faults.append(RowFault(place, "text", "is empty"))
    labels = parse("labels", lambda: _parse_row_labels(cell, cells, columns), None)
    spans = parse("spans", lambda: parse_spans(cell.get("spans", ""), text), ())
    if labels is not None:
        faults += _check_spans(place, labels, spans)
    row = LabelledStatement(
        place=place,
        id=cell.get("id", "").strip() or place,
        text=text,
        labels=labels,
        spans=spans,
        source=cell.get("source", "").strip(),
        language=cell.get("language", "").strip().casefold(),
        speaker=cell.get("speaker", "").strip(),
        target=cell.get("target", "").strip(),
        stance=parse("stance", lambda: _parse_choice(cell.get("stance", ""), STANCES), ""),
        part=parse("split", lambda: _parse_choice(cell.get("split", ""), PARTS), ""),
        extra={name: cells[index] for name, index in columns.extra.items()},
    )
    if row.stance and not row.target:
        faults.append(RowFault(place, "target", "is empty but `stance` is given; name whom the stance is towards"))
    return row, faults


def _parse_row_labels(cell: dict[str, str], cells: list[str], columns: Columns) -> frozenset[str] | None:
    if columns.one_hot:
        return frozenset(raw for raw, index in columns.one_hot.items() if _parse_flag(raw, cells[index]))
    return parse_labels(cell.get("labels", ""))


def _parse_flag(name: str, value: str) -> bool:
    folded = value.strip().casefold()
    if folded in {"1", "1.0", "true", "yes", "x"}:
        return True
    if folded in {"", "0", "0.0", "false", "no"}:
        return False
    message = f"{value!r} in label column {name!r}; write 1 or 0"
    raise ValueError(message)


def parse_labels(cell: str) -> frozenset[str] | None:
    """Read a `labels` cell: names joined by `|` (or `;`, or a JSON or Python list), `none`, or nothing.

    Raises:
        ValueError: `none` stands beside a label, or a list cannot be read.

    >>> sorted(parse_labels("slogan|betrayal"))
    ['betrayal', 'slogan']
    >>> parse_labels("none"), parse_labels("")
    (frozenset(), None)
    """
    cell = cell.strip()
    if not cell:
        return None
    names = _parse_list(cell) if cell.startswith("[") else cell.split("|" if "|" in cell else ";")
    labels = {name.strip() for name in names if name.strip()}
    nothing = {name for name in labels if name.casefold() == NONE}
    if nothing and len(labels) > 1:
        message = "`none` stands beside a label; a row has either"
        raise ValueError(message)
    return frozenset(labels - nothing)


def _parse_list(cell: str) -> list[str]:
    for parser in (json.loads, ast.literal_eval):
        try:
            value = parser(cell)
        except (ValueError, SyntaxError):
            continue
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return value
    message = f"{cell[:60]!r} is no list of texts; write labels joined by `|`"
    raise ValueError(message)


def parse_spans(cell: str, text: str) -> tuple[LabelledSpan, ...]:
    """Read a `spans` cell against its statement.

    Raises:
        ValueError: not a JSON list, or a span that does not lie in the text.
    """
    if not cell.strip():
        return ()
    try:
        entries = json.loads(cell)
    except ValueError as error:
        message = f"is no JSON ({error})"
        raise ValueError(message) from error
    if not isinstance(entries, list):
        message = 'must be a JSON list such as [{"label": "betrayal", "text": "sold us out"}]'
        raise ValueError(message)  # noqa: TRY004  a fault of the data, not of the caller
    return tuple(_parse_span(entry, text) for entry in entries)


def _parse_span(entry: Any, text: str) -> LabelledSpan:
    if not isinstance(entry, dict):
        message = f"{entry!r} is no object with `start` and `end`, or `text`"
        raise ValueError(message)  # noqa: TRY004  a fault of the data, not of the caller
    label = entry.get("label")
    if isinstance(entry.get("text"), str) and "start" not in entry:
        found = text.find(entry["text"])
        if found < 0 or not entry["text"]:
            message = f"the words {entry['text']!r} do not occur in the statement"
            raise ValueError(message)
        return LabelledSpan(label, Span(found, found + len(entry["text"]), entry["text"]))
    start, end = (entry.get(key) for key in ("start", "end"))
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        message = f"span {start!r}..{end!r} does not lie in a statement of {len(text)} characters"
        raise ValueError(message)
    if isinstance(entry.get("text"), str) and text[start:end] != entry["text"]:
        message = f"span {start}..{end} holds {text[start:end]!r}, not {entry['text']!r}"
        raise ValueError(message)
    return LabelledSpan(label, Span(start, end, text[start:end]))


def _check_spans(place: str, labels: frozenset[str], spans: tuple[LabelledSpan, ...]) -> Iterator[RowFault]:
    for marked in spans:
        if marked.label is not None and marked.label not in labels:
            reason = f"marks {marked.span.text!r} as {marked.label!r}, which `labels` lacks"
            yield RowFault(place, "spans", reason)


def _parse_choice(value: str, allowed: tuple[str, ...]) -> str:
    folded = value.strip().casefold()
    if folded and folded not in allowed:
        message = f"{value!r} is none of {', '.join(allowed)}"
        raise ValueError(message)
    return folded
