"""training.corpora, on a small copy of the published form made here."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from training.corpora import CORPORA, CorpusRefusedError, convert_rows, find_part, find_part_digest, get_corpus
from training.rows import read_rows

PUBLISHED = CORPORA["slavic-persuasion"]
HEADER = ["filename", "start", "end", "content", "techniques", "Call"]


def _make_folder(folder: Path) -> Path:
    """Nine files in the published form."""
    labels = "['Slogans', 'Doubt']"
    for number, path in enumerate(sorted(PUBLISHED.files)):
        rows = [
            [f"file{number}_{i}.txt", 7 * i, 9, f"Zdanie {number}.{i}, „cytat”", labels if i else "[]", True]
            for i in range(12)
        ]
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        with (folder / path).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADER, *rows])
    return folder


def _get(folder: Path, target: Path, digests: dict[str, str]) -> dict[str, int]:
    corpus = replace(PUBLISHED, digests=digests)
    return get_corpus(corpus, target, lambda address: (folder / address.removeprefix(corpus.base)).read_bytes())


def test_the_published_form_becomes_the_contracts_columns(tmp_path: Path) -> None:
    """Labels are a Python list there and joined by bars here; the part of each source is fixed."""
    counts = _get(_make_folder(tmp_path), tmp_path / "out", {})
    read = read_rows(tmp_path / "out/train.csv")

    assert read.faults == ()
    assert counts["train"] == len(read.rows)
    assert counts["dev"] == len(read_rows(tmp_path / "out/dev.csv").rows)
    assert sum(counts.values()) == 108
    assert {find_part(row.source) for row in read.rows} == {"train"}
    assert {row.labels for row in read.rows} == {frozenset(), frozenset({"Doubt", "Slogans"})}
    assert {row.language for row in read.rows} == {"bg", "pl", "ru"}
    assert not (tmp_path / "out/test.csv").exists()


def test_a_part_that_is_not_the_pinned_one_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    """A label that changed upstream is noticed."""
    folder = _make_folder(tmp_path)
    rows = [
        row
        for path, language in PUBLISHED.files.items()
        for row in convert_rows((folder / path).read_bytes(), language, path)
    ]
    pin = find_part_digest([row for row in rows if find_part(row["source"]) == "train"])
    assert _get(folder, tmp_path / "good", {"train": pin})["train"]
    path = folder / "PL/train.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Doubt", "Flag_Waving"), encoding="utf-8")

    with pytest.raises(CorpusRefusedError, match=r"part 'train' has digest .* it changed upstream"):
        _get(folder, tmp_path / "bad", {"train": pin})
    assert not (tmp_path / "bad").exists()


def test_the_digest_does_not_depend_on_the_order_of_rows_or_labels() -> None:
    """Only content counts."""
    one = {"id": "a", "text": "x", "labels": "Slogans|Doubt"}
    two = {"id": "b", "text": "y", "labels": "none"}

    assert find_part_digest([one, two]) == find_part_digest([two, one | {"labels": "Doubt|Slogans"}])


def test_a_file_of_another_form_is_refused_by_name() -> None:
    """The message names the file."""
    with pytest.raises(CorpusRefusedError, match=r"PL/train\.csv: not in the published form"):
        convert_rows(b"a,b\n1,2\n", "pl", "PL/train.csv")


def test_the_pinned_digests_are_sha256() -> None:
    """The shipped pins are whole."""
    assert all(len(digest) == 64 for digest in PUBLISHED.digests.values())
