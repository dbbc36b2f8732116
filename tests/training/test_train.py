"""training.train: from rows to a live bundle."""

import json
from pathlib import Path

import pytest

from framing.bundle import load_bundle
from framing.shelf import Shelf
from framing.tagger import Tagger
from framing.taxonomy import Taxonomy
from tests.conftest import write_rows
from training.config import Config, GateConfig, load_config
from training.corpus import load_corpus
from training.gate import check_gate
from training.stance import evaluate_stance
from training.train import NothingToLearnError, Workshop, train


def test_the_same_rows_and_seed_give_the_same_digest(
    tiny_csv: Path, taxonomy: Taxonomy, tiny_config: Config, shelf: Shelf, tmp_path: Path
) -> None:
    """Another day, folder and order of work change nothing."""
    again = train(load_corpus([tiny_csv], taxonomy), tiny_config, Workshop(tmp_path, "2027-01-01T00:00:00+00:00"))

    assert again.version == shelf.find_current()


def test_another_seed_gives_another_version(
    tiny_csv: Path, taxonomy: Taxonomy, tiny_config: Config, shelf: Shelf, tmp_path: Path
) -> None:
    """The seed is part of what a bundle is."""
    config = tiny_config.model_copy(update={"seed": 5})
    other = train(load_corpus([tiny_csv], taxonomy), config, Workshop(tmp_path, "2026-01-01T00:00:00+00:00"))

    assert other.version != shelf.find_current()


def test_a_bundle_says_what_it_was_made_of(shelf: Shelf) -> None:
    """Card, report and manifest name rows, parts, languages and figures."""
    folder = shelf.find_folder()
    bundle = load_bundle(folder)
    card = (folder / "card.md").read_text(encoding="utf-8")

    assert bundle.manifest["corpus"]["rows"] == 48
    assert sum(bundle.manifest["corpus"]["parts"].values()) == 48
    assert bundle.manifest["languages"] == ["en"]
    assert bundle.version in card
    assert str(bundle.report["test"]["fast"]["micro"]["f1"]) in card


def test_report_and_card_tell_what_probabilities_and_verdicts_are_worth(shelf: Shelf) -> None:
    """Every label has its bins and error; the curve and the pooled bins are in the card."""
    folder = shelf.find_folder()
    figures = json.loads((folder / "report.json").read_text(encoding="utf-8"))["test"]["fast"]
    card = (folder / "card.md").read_text(encoding="utf-8")
    mode = load_bundle(folder).model.modes["fast"]

    assert sum(entry["count"] for entry in figures["reliability"]["any"]) == figures["n"]
    assert set(figures["reliability"]["labels"]) == set(figures["labels"])
    assert mode.sure_share == figures["verdicts"]["sure_share"]
    assert f"| **{figures['verdicts']['sure_share']}** | **{figures['verdicts']['tagged']}** |" in card
    assert f"| any device | {figures['reliability']['any'][0]['confidence']} |" in card


def test_nothing_half_written_is_left_behind(shelf: Shelf) -> None:
    """The shelf holds bundles and the pointer, no temporary folder."""
    assert sorted(path.name for path in shelf.folder.iterdir()) == sorted([*shelf.list_versions(), "current"])


def test_a_bundle_that_fails_the_gate_is_kept_but_not_live(
    tiny_csv: Path, taxonomy: Taxonomy, tiny_config: Config, tmp_path: Path
) -> None:
    """The live one keeps serving, and the reason is told."""
    config = tiny_config.model_copy(update={"gate": GateConfig(min_micro_f1_over_all_positive=99)})
    trained = train(load_corpus([tiny_csv], taxonomy), config, Workshop(tmp_path, "now"))

    assert "micro F1" in trained.reasons[0]
    assert Shelf(tmp_path).find_current() is None
    assert Shelf(tmp_path).list_versions() == [trained.version]


def test_the_gate_compares_with_the_live_bundle() -> None:
    """A loss beyond the allowed one is a reason."""
    new = {"micro": {"f1": 0.9}, "all_positive_micro_f1": 0.1, "average_precision": 0.5}

    assert check_gate(new, {"average_precision": 0.51}, GateConfig()) == []
    assert "falls by 0.1000" in check_gate(new, {"average_precision": 0.6}, GateConfig())[0]


def test_too_few_sources_are_told(tmp_path: Path, taxonomy: Taxonomy, tiny_config: Config) -> None:
    """Nothing is trained on three rows."""
    path = write_rows(tmp_path / "f.csv", ["text", "labels"], [["a", "none"], ["b", "slogan"], ["c", "slogan"]])

    with pytest.raises(NothingToLearnError, match="3 reviewed rows of 3 sources; at least 6"):
        train(load_corpus([path], taxonomy), tiny_config, Workshop(tmp_path / "m", "now"))


def test_a_device_with_too_few_positives_is_left_out_and_told(
    tiny_csv: Path, taxonomy: Taxonomy, tiny_config: Config, tmp_path: Path
) -> None:
    """Leaving out is no secret."""
    extra = write_rows(tmp_path / "f.csv", ["text", "labels", "split"], [["Hands off!", "slogan", "train"]])
    trained = train(load_corpus([tiny_csv, extra], taxonomy), tiny_config, Workshop(tmp_path / "m", "now"))

    assert trained.left_out == {"slogan": 1}


def test_ones_own_devices_are_learned(tmp_path: Path, taxonomy: Taxonomy, tiny_config: Config) -> None:
    """A taxonomy made from the labels travels in the bundle."""
    rows = [
        [f"The {'wild' if n % 2 else 'calm'} horse number {n} ran", "Gallop" if n % 2 else "none"] for n in range(40)
    ]
    path = write_rows(tmp_path / "f.csv", ["text", "labels"], rows)
    trained = train(load_corpus([path], taxonomy), tiny_config, Workshop(tmp_path / "m", "now"))

    assert load_bundle(tmp_path / "m" / trained.version).model.devices == ("gallop",)


def test_a_configuration_file_is_checked(tmp_path: Path) -> None:
    """Unknown choices are refused by name."""
    path = tmp_path / "c.toml"
    path.write_text("folds = 3\n[lexical]\nbitts = 3\n")
    with pytest.raises(ValueError, match=r"lexical\.bitts: Extra inputs"):
        load_config(path)

    path.write_text("folds = 3\n")
    assert load_config(path, seed=9) == Config(folds=3, seed=9)


def test_the_report_is_json_that_reads_back(shelf: Shelf) -> None:
    """Figures can be taken from it by any tool."""
    report = json.loads((shelf.find_folder() / "report.json").read_text(encoding="utf-8"))

    assert set(report["test"]["fast"]["labels"]) == {"betrayal", "kinship_appeal", "repetition"}


def test_rows_of_another_guide_teach_but_are_in_no_part(
    tiny_csv: Path, taxonomy: Taxonomy, tiny_config: Config, tmp_path: Path
) -> None:
    """Rows with a public scheme's names beside own rows neither calibrate nor test."""
    guests = write_rows(
        tmp_path / "guests.csv",
        ["text", "labels", "source", "language"],
        [[f"Whatever {n} may say.", "False_Dilemma-No_Choice" if n % 2 else "none", f"g{n}", "en"] for n in range(12)],
    )
    trained = train(load_corpus([tiny_csv, guests], taxonomy), tiny_config, Workshop(tmp_path / "models", "now"))
    folder = Shelf(tmp_path / "models").find_folder(trained.version)
    corpus = load_bundle(folder).manifest["corpus"]

    assert (12, 60, 48) == (corpus["guests"], corpus["rows"], sum(corpus["parts"].values()))
    assert "12 rows labelled by another guide" in (folder / "card.md").read_text(encoding="utf-8")


@pytest.fixture(name="stance_csv")
def _stance_csv(tmp_path: Path) -> Path:
    names = ("Arland", "Borland", "Corland", "Dorland", "Erland", "Forland", "Garland", "Horland")
    patterns = {
        "support": "We thank {} for its great help.",
        "oppose": "Shame on {} for its lies.",
        "neutral": "{} was mentioned.",
    }
    rows = [
        [pattern.format(name), name, stance, f"{stance}-{name}", "en"]
        for name in names
        for stance, pattern in patterns.items()
    ]
    return write_rows(tmp_path / "stance.csv", ["text", "target", "stance", "source", "language"], rows)


def test_stance_is_trained_beside_devices_and_travels_in_the_bundle(
    tiny_csv: Path, stance_csv: Path, taxonomy: Taxonomy, tiny_config: Config, tmp_path: Path
) -> None:
    """One command, one bundle; its report and card tell both."""
    corpus = load_corpus([tiny_csv, stance_csv], taxonomy)
    trained = train(corpus, tiny_config, Workshop(tmp_path / "models", "now"))
    folder = Shelf(tmp_path / "models").find_folder(trained.version)
    tagged = Tagger(load_bundle(folder)).tag("We thank Ostland for its great help.")

    assert trained.stance
    assert "## Stance" in (folder / "card.md").read_text(encoding="utf-8")
    assert [("Ostland", "support")] == [(s.target, s.stance) for s in tagged.statements[0].stance]


def test_rows_with_stance_alone_make_a_bundle_of_stance_alone(
    stance_csv: Path, taxonomy: Taxonomy, tiny_config: Config, tmp_path: Path
) -> None:
    """Nobody looked for devices in them, so the bundle knows none and never says clean."""
    trained = train(load_corpus([stance_csv], taxonomy), tiny_config, Workshop(tmp_path / "models", "now"))
    tagger = Tagger(load_bundle(Shelf(tmp_path / "models").find_folder(trained.version)))
    (statement,) = tagger.tag("Shame on Ostland for its lies.").statements
    figures = evaluate_stance(tagger, load_corpus([stance_csv], taxonomy).rows)

    assert (("unsure", ()), [("Ostland", "oppose")]) == (
        (statement.verdict, statement.tags),
        [(s.target, s.stance) for s in statement.stance],
    )
    assert figures
    assert figures["macro_f1"] > 0.8


def test_a_bundle_of_stance_alone_does_not_replace_one_with_devices(
    tiny_csv: Path, stance_csv: Path, taxonomy: Taxonomy, tiny_config: Config, tmp_path: Path
) -> None:
    """A service that tags devices keeps tagging them; the reason names the way out."""
    workshop = Workshop(tmp_path / "models", "now")
    live = train(load_corpus([tiny_csv], taxonomy), tiny_config, workshop)
    trained = train(load_corpus([stance_csv], taxonomy), tiny_config, workshop)

    assert live.version == Shelf(workshop.shelf).find_current()
    assert "framing models activate" in trained.reasons[0]
