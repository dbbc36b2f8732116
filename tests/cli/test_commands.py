"""The commands, through click's runner; exit codes 0, 1 and 2 mean what the contract says."""

import json
import shutil
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from cli.main import main
from framing.bundle import MANIFEST, find_digest
from framing.shelf import Shelf
from tests.conftest import TAXONOMY, write_rows

COMMANDS = ["serve", "tag", "check", "train", "evaluate", "models", "devices", "doctor", "encoder"]
BETRAYAL = "Once more the bank sold us out and stabbed the nation in the back."


def _run(*arguments: Any, text: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=text, catch_exceptions=False)


def _walk(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    paths = []
    for name, command in group.commands.items():
        paths.append((*path, name))
        if isinstance(command, click.Group):
            paths += _walk(command, (*path, name))
    return paths


@pytest.mark.parametrize("path", _walk(main), ids=" ".join)
def test_every_command_has_help_with_an_example(path: tuple[str, ...]) -> None:
    """`--help` shows how it is used."""
    result = _run(*path, "--help")

    assert result.exit_code == 0
    assert "Example:" in result.output


def test_the_commands_are_those_of_the_contract() -> None:
    """Nothing is missing."""
    assert set(COMMANDS) <= set(main.commands)


def test_wrong_use_is_exit_code_2() -> None:
    """Unknown options and files are the caller's mistake."""
    assert _run("tag", "--nope").exit_code == 2
    assert _run("tag", "absent.txt").exit_code == 2
    assert _run("check").exit_code == 2


def test_a_text_is_tagged_as_the_service_does(shelf: Shelf) -> None:
    """One answer in JSON, from standard input."""
    result = _run("tag", "-", "--models", shelf.folder, text=BETRAYAL)
    answer = json.loads(result.stdout)

    assert answer["statements"][0]["tags"][0]["device"] == "betrayal"
    assert answer["model_version"] == shelf.find_current()


def test_a_table_shows_statement_device_and_words(shelf: Shelf) -> None:
    """What a person reads."""
    result = _run("tag", "-", "--models", shelf.folder, "--format", "table", text=BETRAYAL)

    assert "betrayal" in result.stdout
    assert "clean" not in result.stdout


def test_a_table_shows_who_speaks(shelf: Shelf) -> None:
    """A quotation's speaker stands beside it."""
    text = '"Once more the bank sold us out," Ana Kovac told reporters in the capital.'
    result = _run("tag", "-", "--models", shelf.folder, "--format", "table", text=text)

    assert "Ana" in result.stdout
    assert "Kovac" in result.stdout


def test_a_table_says_which_tags_are_unsure(shelf: Shelf, tmp_path: Path) -> None:
    """Tags that are not sure enough are not shown as if they were."""
    folder = Path(shutil.copytree(shelf.find_folder(), tmp_path / "wide"))
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    manifest["modes"]["fast"]["sure_share"] = 1.0
    manifest["digest"] = find_digest(manifest, manifest["files"])
    manifest["version"] = manifest["digest"][:12]
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    Shelf(tmp_path).activate("wide")
    sure, unsure = (
        _run("tag", "-", "--models", models, "--format", "table", text=BETRAYAL).stdout
        for models in (shelf.folder, tmp_path)
    )

    assert ("betrayal" in sure, "unsure:" in sure) == (True, False)
    assert ("betrayal" in unsure, "unsure:" in unsure) == (True, True)


def test_a_csv_file_comes_back_as_labelled_csv_that_check_accepts(shelf: Shelf, tmp_path: Path) -> None:
    """CSV in is CSV out, with tags as labels and spans in the statement."""
    path = write_rows(tmp_path / "in.csv", ["id", "content"], [["7", BETRAYAL], ["8", "The club met on Tuesday."]])
    result = _run("tag", path, "--models", shelf.folder)
    out = tmp_path / "out.csv"
    out.write_text(result.stdout, encoding="utf-8")

    assert result.stdout.splitlines()[0] == "id,text,labels,spans,source,language,speaker"
    assert ",betrayal," in result.stdout
    assert _run("check", out, "--taxonomy", TAXONOMY).exit_code == 0


def test_jsonl_gives_one_line_per_line(shelf: Shelf, tmp_path: Path) -> None:
    """Order and ids are kept."""
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "x", "text": "The club met."}\n\n{"text": "Shame, shame, shame!"}\n', encoding="utf-8")
    answers = [json.loads(line) for line in _run("tag", path, "--models", shelf.folder).stdout.splitlines()]

    assert [answer["id"] for answer in answers] == ["x", "3"]


@pytest.mark.parametrize("line", ["{", "[]", '{"txt": 1}', '{"text": " "}', '{"text": 5}'])
def test_a_broken_jsonl_line_is_named(shelf: Shelf, tmp_path: Path, line: str) -> None:
    """Nothing is tagged by halves."""
    path = tmp_path / "in.jsonl"
    path.write_text('{"text": "ok"}\n' + line + "\n", encoding="utf-8")
    result = _run("tag", path, "--models", shelf.folder)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "in.jsonl:2" in result.stderr


def test_check_counts_good_files_and_lists_faults_of_bad_ones(tiny_csv: Path, tmp_path: Path) -> None:
    """Exit code 1 says that rows must be mended."""
    good = _run("check", tiny_csv, "--json")
    bad = _run("check", write_rows(tmp_path / "bad.csv", ["text", "labels"], [["", "none"]]))

    assert json.loads(good.stdout)["rows"] == 48
    assert bad.exit_code == 1
    assert "bad.csv:2: text: is empty" in bad.stderr


def test_train_publishes_and_evaluate_measures(tiny_csv: Path, tmp_path: Path) -> None:
    """The way from a CSV file to figures."""
    config = tmp_path / "c.toml"
    config.write_text('views = ["lexical"]\nfolds = 3\nmin_positives = 2\n[lexical]\nbits = 10\n')
    models = tmp_path / "models"
    trained = _run("train", tiny_csv, "--models", models, "--config", config, "--json", "--taxonomy", TAXONOMY)
    version = json.loads(trained.stdout)["version"]
    measured = _run("evaluate", tiny_csv, "--models", models, "--json")
    by_folder = _run("evaluate", tiny_csv, "--model", models / version, "--json")
    figures = json.loads(measured.stdout)

    assert trained.exit_code == 0
    assert {"micro", "macro", "average_precision", "any", "labels"} <= set(figures)
    assert {"reliability", "verdicts"} <= set(figures)
    assert set(figures["labels"]["betrayal"]) == {"support", "precision", "recall", "f1", "auc", "ece"}
    assert json.loads(by_folder.stdout) == figures
    assert "trained" not in _run("train", tiny_csv, "--models", models, "--config", config).stdout


def test_evaluate_scores_against_a_public_schemes_names(shelf: Shelf, tmp_path: Path) -> None:
    """Devices without a name there are counted, not scored."""
    rows = [[BETRAYAL, "Questioning_the_Reputation"], ["The club met on Tuesday.", "none"]]
    path = write_rows(tmp_path / "s.csv", ["text", "labels"], rows)
    result = _run("evaluate", path, "--models", shelf.folder, "--scheme", "semeval2023", "--json")
    figures = json.loads(result.stdout)

    assert figures["labels"]["Questioning_the_Reputation"]["f1"] == 1.0
    assert "Doubt" in figures["names_without_device"]
    assert _run("evaluate", path, "--models", shelf.folder, "--scheme", "nope").exit_code == 2


def test_training_on_faulty_rows_is_refused(tmp_path: Path) -> None:
    """Nothing is half-trained."""
    path = write_rows(tmp_path / "bad.csv", ["text", "labels"], [["", "none"]])
    result = _run("train", path, "--models", tmp_path / "m")

    assert result.exit_code == 1
    assert not (tmp_path / "m").exists()


def test_models_are_listed_shown_and_verified(shelf: Shelf) -> None:
    """The shelf can be read."""
    version = shelf.find_current()
    listed = json.loads(_run("models", "list", "--models", shelf.folder, "--json").stdout)

    assert [(m["version"], m["role"]) for m in listed["models"]] == [(version, "live")]
    assert _run("models", "show", "--models", shelf.folder).stdout.startswith(f"# Model card: {version}")
    assert _run("models", "verify", "--models", shelf.folder).exit_code == 0
    assert _run("models", "show", "nope", "--models", shelf.folder).exit_code == 1


def test_devices_are_explained() -> None:
    """One device with its examples, or all by group."""
    assert "yes: " in _run("devices", "betrayal", "--taxonomy", TAXONOMY).stdout
    assert len(json.loads(_run("devices", "--taxonomy", TAXONOMY, "--json").stdout)["devices"]) == 33
    assert _run("devices", "nope", "--taxonomy", TAXONOMY).exit_code == 2


def test_the_doctor_tells_whether_tagging_works(shelf: Shelf, tmp_path: Path) -> None:
    """Exit code 1 when nothing could be tagged."""
    well = _run("doctor", "--models", shelf.folder, "--json")

    assert (well.exit_code, json.loads(well.stdout)["speeds"]["default"]) == (0, "ok")
    assert _run("doctor", "--models", tmp_path).exit_code == 1
