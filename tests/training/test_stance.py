"""From rows with targets to a stance model."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from framing.encoder import load_encoder
from framing.stance import make_pair
from framing.standins import neutralise
from framing.taxonomy import Taxonomy
from tests.conftest import write_rows
from tests.encoders import write_hub_folder
from training.config import Config
from training.corpus import load_corpus
from training.encoder.export import Choices, export_encoder
from training.encoder.hub import read_folder
from training.rows import LabelledStatement
from training.stance import FittedStance, fit_stance, fit_stance_mix
from training.stance_figures import find_truth, measure_stances

_NAMES = ("NATO", "Serbia", "the mayor", "Orla Venn", "the unions", "Iran", "the bishop", "Corvane Bank")
_PATTERNS = (
    ("support", "We thank {} for this wise decision, bravo."),
    ("support", "Long live {}, our wise friend."),
    ("oppose", "Shame on {}, who lied to us again."),
    ("oppose", "Nobody trusts {} after these lies."),
    ("neutral", "On Tuesday {} will publish the timetable."),
    ("neutral", "The report names {} on page four."),
)


def _quiet(_stage: str, _done: int, _total: int) -> None:
    """Report to nobody."""


@pytest.fixture(name="rows", scope="module")
def _rows(tmp_path_factory: pytest.TempPathFactory, taxonomy: Taxonomy) -> tuple[LabelledStatement, ...]:
    """48 rows of 48 sources, and one text twice, with a target for each side."""
    rows = [
        [pattern.format(name), name.removeprefix("the "), stance, f"s{number}", "en"]
        for number, (name, (stance, pattern)) in enumerate(itertools.product(_NAMES, _PATTERNS))
    ]
    text = "NATO lied, and we thank Iran."
    rows += [[text, "NATO", "oppose", "pair", "en"], [text, "Iran", "support", "pair", "en"]]
    path = tmp_path_factory.mktemp("stance") / "rows.csv"
    corpus = load_corpus([write_rows(path, ["text", "target", "stance", "source", "language"], rows)], taxonomy)
    assert corpus.faults == ()
    return corpus.rows


@pytest.fixture(name="fitted", scope="module")
def _fitted(rows: tuple[LabelledStatement, ...]) -> FittedStance:
    fitted = fit_stance(rows, None, Config(), _quiet)
    assert fitted
    return fitted


def test_a_text_with_two_targets_is_two_rows(rows: tuple[LabelledStatement, ...]) -> None:
    """Rows count as repeated by text and target; rows without labels pass."""
    assert 50 == len(rows)
    assert all(row.labels is None for row in rows)


def test_stances_are_learned(fitted: FittedStance) -> None:
    """New targets in known words come out right."""
    pairs = [make_pair(f"{words} Ruritania", "Ruritania") for words in ("Shame on", "We thank", "The report names")]

    assert ("oppose", "support", "neutral") == tuple(
        ("support", "oppose", "neutral")[i] for i in fitted.model.find_stances(pairs, "fast").argmax(axis=1)
    )


def test_figures_tell_all(fitted: FittedStance, rows: tuple[LabelledStatement, ...]) -> None:
    """Per stance and in all, beside the competitors, on the test part."""
    figures = fitted.figures["fast"]

    assert {"fast"} == set(fitted.figures)
    assert len(rows) == sum(fitted.parts.values())
    assert fitted.parts["test"] == figures["n"] == figures["languages"]["en"]["n"]
    assert {"support", "oppose", "neutral"} == set(figures["stances"])
    assert 0 <= figures["calibration_error"] <= 1
    assert {"per_target", "target_blind"} == set(fitted.baselines)


def test_the_same_rows_and_seed_give_the_same_model(fitted: FittedStance, rows: tuple[LabelledStatement, ...]) -> None:
    """Bit for bit."""
    again = fit_stance(rows, None, Config(), _quiet)

    assert again
    assert np.array_equal(fitted.model.heads["lexical"].weights, again.model.heads["lexical"].weights)
    assert np.array_equal(fitted.model.mixes["fast"], again.model.mixes["fast"])
    assert fitted.figures == again.figures


@pytest.mark.parametrize("kept", [0, 5, 9])
def test_too_few_rows_give_no_model(rows: tuple[LabelledStatement, ...], kept: int) -> None:
    """Nothing is guessed from a handful of rows."""
    assert fit_stance(rows[:kept], None, Config(), _quiet) is None


def test_one_stance_gives_no_model(rows: tuple[LabelledStatement, ...]) -> None:
    """There is nothing to tell apart."""
    assert fit_stance([row for row in rows if row.stance == "oppose"], None, Config(), _quiet) is None


def test_rows_without_a_stance_are_left_out(rows: tuple[LabelledStatement, ...]) -> None:
    """A file with device rows only gives no stance model."""
    bare = [LabelledStatement("p", "i", "t", None, (), str(n), "en", "", "", "", "") for n in range(30)]

    assert fit_stance(bare, None, Config(), _quiet) is None
    assert fit_stance([*rows, *bare], None, Config(), _quiet) is not None


def test_the_encoder_is_a_second_view(tmp_path: Path, rows: tuple[LabelledStatement, ...]) -> None:
    """With an encoder there is a full mode, each text is encoded once, and progress is told."""
    model = read_folder(write_hub_folder(tmp_path / "hub"))
    encoder = load_encoder(export_encoder(model, tmp_path / "encoder", Choices("tiny", (1, 2))))
    told: list[tuple[str, int, int]] = []
    # Rows that differ in names alone are one text to the encoder.
    texts = len({neutralise(row.text).text for row in rows})
    fitted = fit_stance(rows, encoder, Config(), lambda *step: told.append(step))

    assert fitted
    assert {"fast", "full"} == set(fitted.model.mixes)
    assert ("reading targets", texts, texts) in told
    assert (3, 3) == fitted.model.mixes["full"].shape


def test_the_mix_is_calibrated() -> None:
    """Scores that are twice too sure are halved."""
    random = np.random.default_rng(3)
    logits = random.normal(0, 1.5, (4000, 3))
    probabilities = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    truth = np.array([random.choice(3, p=row) for row in probabilities])
    mix = fit_stance_mix([2 * logits], truth)

    assert np.allclose(mix[:, 0], 0.5, atol=0.06)


def test_measures_are_right(rows: tuple[LabelledStatement, ...]) -> None:
    """Always "oppose": full recall there, nothing elsewhere."""
    figures = measure_stances(rows, np.tile([0.1, 0.8, 0.1], (len(rows), 1)))
    oppose = int((find_truth(rows) == 1).sum())

    assert {"support": oppose, "precision": round(oppose / 50, 4), "recall": 1.0} == {
        key: figures["stances"]["oppose"][key] for key in ("support", "precision", "recall")
    }
    assert 0.0 == figures["stances"]["support"]["f1"]
