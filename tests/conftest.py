"""Small real things that tests share: a labelled file, a bundle trained on it, a tagger, a client."""

import csv
import itertools
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from framing.bundle import load_bundle
from framing.shelf import Shelf
from framing.tagger import Tagger
from framing.taxonomy import Taxonomy, load_taxonomy
from service.app import create_app
from service.settings import Settings
from training.config import Config, LexicalConfig
from training.corpus import load_corpus
from training.rows import LabelledSpan, LabelledStatement
from training.train import Workshop, train

ROOT = Path(__file__).parent.parent
TAXONOMY = ROOT / "datasets/taxonomy.toml"

_WHO = ("the minister", "the union", "the council", "our neighbours", "the board", "the army", "the club", "the press")
_PATTERNS = (
    ("betrayal", "Once more {} sold us out and stabbed the nation in the back.", "stabbed the nation in the back"),
    (
        "kinship_appeal",
        "We ask {} to remember the blood ties of our brother peoples.",
        "blood ties of our brother peoples",
    ),
    ("repetition", "Shame, shame, shame on what {} decided.", "Shame, shame, shame"),
    ("none", "On Tuesday {} will publish the timetable for the coming month.", ""),
    ("none", "According to the report, {} spent less on heating than last year.", ""),
    ("none", "A knife wound was treated after {} called an ambulance.", ""),
)


def write_rows(path: Path, header: list[str], rows: list[list[str]]) -> Path:
    """Write a CSV file as people do."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def make_row(
    text: str, labels: set[str] | None = None, spans: tuple[LabelledSpan, ...] = (), language: str = "en"
) -> LabelledStatement:
    """A row as if read from a file."""
    own = None if labels is None else frozenset(labels)
    return LabelledStatement("f.csv:2", "1", text, own, spans, "", language, "", "", "", "")


@pytest.fixture(name="tiny_csv", scope="session")
def _tiny_csv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """48 rows of 48 sources: three devices and none."""
    rows = []
    for number, (who, (device, pattern, words)) in enumerate(itertools.product(_WHO, _PATTERNS)):
        spans = f'[{{"label": "{device}", "text": "{words}"}}]' if words else ""
        rows.append([f"t{number}", pattern.format(who), device, spans, f"s{number}", "en"])
    path = tmp_path_factory.mktemp("tiny") / "tiny.csv"
    return write_rows(path, ["id", "text", "labels", "spans", "source", "language"], rows)


@pytest.fixture(name="taxonomy", scope="session")
def _taxonomy() -> Taxonomy:
    return load_taxonomy(TAXONOMY)


@pytest.fixture(name="tiny_config", scope="session")
def _tiny_config() -> Config:
    return Config(views=("lexical",), folds=3, min_positives=2, lexical=LexicalConfig(bits=10))


@pytest.fixture(name="shelf", scope="session")
def _shelf(tmp_path_factory: pytest.TempPathFactory, tiny_csv: Path, taxonomy: Taxonomy, tiny_config: Config) -> Shelf:
    """A shelf with one live bundle, trained on the tiny file. Read only."""
    folder = tmp_path_factory.mktemp("models")
    train(load_corpus([tiny_csv], taxonomy), tiny_config, Workshop(folder, "2026-01-01T00:00:00+00:00"))
    return Shelf(folder)


@pytest.fixture(name="tagger", scope="session")
def _tagger(shelf: Shelf) -> Tagger:
    return Tagger(load_bundle(shelf.find_folder()))


@pytest.fixture(name="app", scope="session")
def _app(shelf: Shelf) -> Flask:
    return create_app(
        Settings(models=shelf.folder, max_text_chars=5000, max_statements=50, max_batch_items=5, max_body_bytes=60_000)
    )


@pytest.fixture(name="client")
def _client(app: Flask) -> FlaskClient:
    return app.test_client()
