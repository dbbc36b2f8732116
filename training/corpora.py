"""A public corpus as published -> CSV files of the contract, split by source, checked against pinned digests.

Texts are third parties': they are fetched for those who want to train on them and never enter this repository.
The pins are digests of the converted parts, so a change of a single label upstream is noticed; the part whose
sources hash to 0 or 1 is for testing and is left out of training altogether.
"""

import csv
import hashlib
import io
import json
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.rows import parse_labels

HEADER = ("id", "text", "labels", "spans", "source", "language", "target", "stance")
PARTS = ("train", "dev", "test")
Row = dict[str, str]
Fetch = Callable[[str], bytes]


class CorpusRefusedError(Exception):
    """A corpus that cannot be had, or is not the one that was pinned."""


@dataclass(frozen=True, slots=True)
class PublicCorpus:
    """Where a corpus is published and what its converted parts must be.

    Attributes:
        name: what it is called here.
        base: address of its data folder.
        files: path below `base` -> language of its rows.
        licence, attribution: what using it asks for.
        digests: part -> `find_part_digest` of the converted rows; a part without a pin is not checked.
    """

    name: str
    base: str
    files: Mapping[str, str]
    licence: str
    attribution: str
    digests: Mapping[str, str]


CORPORA = {
    "slavic-persuasion": PublicCorpus(
        name="slavic-persuasion",
        base="https://raw.githubusercontent.com/SlavicNLP/SlavicPersuasionTechniques/main/data/",
        files={
            f"{folder}/{part}.csv": language
            for folder, language in (("BG", "bg"), ("PL", "pl"), ("RU", "ru"))
            for part in ("train", "valid", "test")
        },
        licence="CC BY 3.0",
        attribution="A Corpus of Persuasion Techniques in Slavic Languages (SlavicNLP, LREC 2026), CC BY 3.0; "
        "re-split by source, labels mapped to this taxonomy",
        digests={
            "train": "2b13e6a40206d6e10381200521c7487f9c9433d8216908b3a2e1b15072ebb74f",
            "dev": "0ab6996aa2aa7fd1f3d64a187017b8674bae3c4e202f43c39395e2ad6e2d14ce",
        },
    )
}


def fetch_url(address: str) -> bytes:
    """Download one file.

    Raises:
        CorpusRefusedError: it cannot be had.
    """
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310  addresses stand in this module
            content: bytes = answer.read()
    except OSError as error:
        message = f"{address}: cannot be fetched ({error}); check the network, or copy the file and use --from FOLDER"
        raise CorpusRefusedError(message) from error
    return content


def get_corpus(corpus: PublicCorpus, target: Path, fetch: Fetch) -> dict[str, int]:
    """Fetch, convert, split, check and write `target/<part>.csv`; the number of rows of each part.

    Raises:
        CorpusRefusedError: a file cannot be had or read, or a part is not the pinned one; nothing is written then.
    """
    rows: dict[str, Row] = {}
    for path, language in corpus.files.items():
        for row in convert_rows(fetch(corpus.base + path), language, path):
            rows.setdefault(row["id"], row)
    parts: dict[str, list[Row]] = {part: [] for part in PARTS}
    for row in rows.values():
        parts[find_part(row["source"])].append(row)
    for part, pinned in corpus.digests.items():
        found = find_part_digest(parts[part])
        if found != pinned:
            message = (
                f"{corpus.name}: part {part!r} has digest {found[:16]}, pinned is {pinned[:16]}; it changed upstream"
            )
            raise CorpusRefusedError(message)
    target.mkdir(parents=True, exist_ok=True)
    for part in ("train", "dev"):
        _write(target / f"{part}.csv", parts[part])
    return {part: len(found) for part, found in parts.items()}


def convert_rows(content: bytes, language: str, place: str) -> list[Row]:
    """Rows of one published file (`filename, start, end, content, techniques`) in the contract's columns.

    Raises:
        CorpusRefusedError: the file has not that form.
    """
    try:
        published = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        return [_convert(row, language) for row in published]
    except (UnicodeDecodeError, csv.Error, KeyError, ValueError) as error:
        message = f"{place}: not in the published form ({error})"
        raise CorpusRefusedError(message) from error


def _convert(row: Mapping[str, str], language: str) -> Row:
    labels = sorted(parse_labels(row["techniques"]) or ())
    return {
        "id": f"{row['filename']}:{int(row['start'])}",
        "text": row["content"],
        "labels": "|".join(labels) or "none",
        "spans": "",
        "source": row["filename"],
        "language": language,
        "target": "",
        "stance": "",
    }


def find_part(source: str) -> str:
    """The part of a source: two tenths test, one tenth dev, by the SHA-1 of its name."""
    tenth = int(hashlib.sha1(source.encode(), usedforsecurity=False).hexdigest(), 16) % 10
    return "test" if tenth < 2 else "dev" if tenth == 2 else "train"  # noqa: PLR2004  tenths


def find_part_digest(rows: Sequence[Mapping[str, str]]) -> str:
    """sha256 over ids, texts and label sets, in order of id, whatever the order of rows and labels."""
    content = sorted((row["id"], row["text"], sorted(parse_labels(row["labels"]) or ())) for row in rows)
    return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()


def _write(path: Path, rows: Sequence[Row]) -> None:
    temporary = path.with_suffix(".part")
    with temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: row["id"]))
    temporary.replace(path)
