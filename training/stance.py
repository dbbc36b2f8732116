"""Rows with a target and a stance -> a stance model, and what it reaches on rows it has not seen.

Sources stay whole: the rows are split into train, calibration and test as the devices' are, and the mix of the
views is fitted on scores of rows that the heads did not see.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize
from threadpoolctl import threadpool_limits

from framing.features import EncoderView, ViewName, find_rarity, fit_encoder_view
from framing.model import Heads, Matrix, ModeName
from framing.reading import SentenceEncoder
from framing.stance import (
    STANCES,
    Pair,
    PairView,
    StanceModel,
    count_blocks,
    gather_states,
    make_pair,
    mix_stances,
    weigh_blocks,
)
from framing.tagger import Tagger
from framing.targets import gather
from training.config import Config
from training.corpus import group_sources
from training.fit import fit_heads, round_heads, score_held_out
from training.rows import PARTS, LabelledStatement
from training.split import make_folds, split_rows
from training.stance_figures import compare_baselines, find_truth, mark_stances, measure_stances

# C of the heads, chosen by cross-validation on our own rows and on the train part of multi-target-stance alike.
_LEXICAL_STRENGTH, _ENCODER_STRENGTH = 1.0, 0.0005
# Buckets of each half block of the lexical view, as a power of two: macro F1 of the view, cross-validated on our rows,
# was .622, .621 and .618 with 14, 15 and 16.
_BITS = 14
# How firmly the mix is held to "half of each view", as the precision of a normal prior.
_MIX_PRECISION = 10.0
# With fewer rows of a stance in the train part there is nothing to learn.
_FEWEST = 5

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class FittedStance:
    """A stance model, the figures of each of its modes on the test part, and how many rows each part has."""

    model: StanceModel
    figures: Mapping[ModeName, Mapping[str, Any]]
    baselines: Mapping[str, Mapping[str, Any]]
    parts: Mapping[str, int]


def pick_stance_rows(rows: Sequence[LabelledStatement]) -> list[LabelledStatement]:
    """The rows that stance can be learned from."""
    return [row for row in rows if row.target and row.stance]


def fit_stance(
    rows: Sequence[LabelledStatement], encoder: SentenceEncoder | None, config: Config, progress: Progress
) -> FittedStance | None:
    """Fit on the rows that have a target and a stance; None where these are too few or of one stance only."""
    rows = pick_stance_rows(rows)
    truth = find_truth(rows)
    if len(group_sources(rows)) < 2 * config.folds:
        return None
    parts = split_rows(rows, mark_stances(truth), config.split.model_dump(), config.seed)
    counts = np.bincount(truth[parts["train"]], minlength=len(STANCES))
    if (counts >= _FEWEST).sum() < 2 or not len(parts["test"]):  # noqa: PLR2004  two make a choice
        return None
    pairs = make_pairs(rows)
    gathered = gather_rows(encoder, pairs, progress) if encoder is not None and "encoder" in config.views else None
    with threadpool_limits(limits=1):
        model = _fit_model(rows, pairs, gathered, parts, config, progress)
    test = parts["test"]
    figures = {
        mode: measure_stances([rows[i] for i in test], model.find_stances(*_take(pairs, gathered, test, mode)))
        for mode in model.mixes
    }
    seen = [rows[i] for part in PARTS[:2] for i in parts[part]]
    baselines = compare_baselines(seen, [rows[i] for i in test], config.seed)
    return FittedStance(model, figures, baselines, {part: len(indices) for part, indices in parts.items()})


def describe_stance(fitted: FittedStance | None) -> dict[str, Any] | None:
    """What a report says of stance: parts, figures of each mode and of the baselines."""
    if fitted is None:
        return None
    return {"parts": dict(fitted.parts), "test": dict(fitted.figures), "baselines": dict(fitted.baselines)}


def make_pairs(rows: Sequence[LabelledStatement]) -> list[Pair]:
    """Each row as the views read it."""
    return [make_pair(row.text, row.target) for row in rows]


def gather_rows(encoder: SentenceEncoder, pairs: Sequence[Pair], progress: Progress) -> NDArray[np.float32]:
    """What the encoder knows of each pair, (n, ...); each statement runs once, whatever the number of its targets."""
    places: dict[str, list[int]] = {}
    for index, pair in enumerate(pairs):
        places.setdefault(pair.text, []).append(index)
    rows: dict[int, NDArray[np.float32]] = {}
    for done, (text, indices) in enumerate(places.items(), 1):
        vector, states = encoder.encode_with_tokens(text)
        rows |= {index: gather_states(pairs[index], vector, states) for index in indices}
        progress("reading targets", done, len(places))
    return np.stack([rows[index] for index in range(len(pairs))])


def _take(
    pairs: Sequence[Pair], gathered: NDArray[np.float32] | None, chosen: NDArray[np.int64], mode: ModeName
) -> tuple[list[Pair], ModeName, NDArray[np.float32] | None]:
    """The arguments of `find_stances` for some rows."""
    return [pairs[i] for i in chosen], mode, None if gathered is None else gathered[chosen]


def _fit_model(
    rows: Sequence[LabelledStatement],
    pairs: Sequence[Pair],
    gathered: NDArray[np.float32] | None,
    parts: Mapping[str, NDArray[np.int64]],
    config: Config,
    progress: Progress,
) -> StanceModel:
    part, calibration = parts["train"], parts["calibration"]
    truth = find_truth(rows)
    folds = make_folds([rows[i] for i in part], mark_stances(truth[part]), config.folds, config.seed)
    lexical, encoder, views = _read_views(pairs, gathered, part, config)
    heads: dict[ViewName, Heads] = {}
    held_out: dict[ViewName, NDArray[np.float64]] = {}
    for done, (name, matrix) in enumerate(views.items(), 1):
        strength = _LEXICAL_STRENGTH if name == "lexical" else _ENCODER_STRENGTH

        def fit(rows: Matrix, targets: NDArray[np.int8], strength: float = strength) -> Heads:
            return fit_heads(rows, targets, strength, config.seed)

        targets = mark_stances(truth[part])
        scores = score_held_out(matrix[part], targets, folds, fit, lambda _step: None)
        heads[name] = round_heads(fit(matrix[part], targets))
        held_out[name] = np.vstack([scores, heads[name].score(matrix[calibration])])
        progress("fitting stance", done, len(views))
    known = truth[np.concatenate([part, calibration])]
    mixes = {mode: fit_stance_mix([held_out[name] for name in names], known) for mode, names in _list_modes(views)}
    return StanceModel(lexical, encoder, heads, mixes)


def _read_views(
    pairs: Sequence[Pair], gathered: NDArray[np.float32] | None, part: NDArray[np.int64], config: Config
) -> tuple[PairView | None, EncoderView | None, dict[ViewName, Matrix]]:
    """Learn rarity, centre and scale from the train part; read every row."""
    lexical, encoder, views = None, None, dict[ViewName, Matrix]()
    if "lexical" in config.views:
        counts = count_blocks(pairs, _BITS)
        lexical = fit_pair_view(counts, part)
        views["lexical"] = weigh_blocks(counts, lexical.rarity)
    if gathered is not None:
        encoder = fit_encoder_view(gathered[part])
        views["encoder"] = encoder.read(gathered)
    return lexical, encoder, views


def fit_pair_view(counts: Sequence[sparse.csr_array], part: NDArray[np.int64]) -> PairView:
    """Learn how rare each bucket of each block is, from the rows in `part`."""
    return PairView(_BITS, np.concatenate([find_rarity(block[part]) for block in counts]))


def _list_modes(views: Mapping[ViewName, Matrix]) -> Iterator[tuple[ModeName, list[ViewName]]]:
    if "lexical" in views:
        yield "fast", ["lexical"]
    if "encoder" in views:
        yield "full", list(views)


def fit_stance_mix(scores: Sequence[NDArray[np.float64]], truth: NDArray[np.int64]) -> NDArray[np.float64]:
    """Fit a mix (3, views + 1) on one score matrix (n, 3) per view: least log loss of the softmax, normal prior."""
    prior = np.full((len(STANCES), len(scores) + 1), 1 / len(scores))
    prior[:, -1] = 0.0
    columns = [*scores, np.ones_like(scores[0])]
    marks = mark_stances(truth)

    def find_loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        mix = flat.reshape(prior.shape)
        probabilities = mix_stances(scores, mix)
        off = probabilities - marks
        gradient = np.stack([(off * column).sum(axis=0) for column in columns], axis=1) + _MIX_PRECISION * (mix - prior)
        loss = -np.log(np.maximum(probabilities[np.arange(len(truth)), truth], 1e-300)).sum()
        return float(loss + _MIX_PRECISION / 2 * ((mix - prior) ** 2).sum()), gradient.ravel()

    found = minimize(find_loss, prior.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 500, "ftol": 1e-12})
    return np.asarray(found.x, dtype=np.float64).reshape(prior.shape)


def evaluate_stance(tagger: Tagger, rows: Sequence[LabelledStatement]) -> dict[str, Any] | None:
    """Figures of a bundle's stance model on rows with a target and a stance; None without such rows or model."""
    rows, model = pick_stance_rows(rows), tagger.bundle.stance
    if not rows or model is None or tagger.mode_name not in model.mixes:
        return None
    pairs = make_pairs(rows)
    gathered = None
    if tagger.mode_name == "full":
        readings = tagger.read([row.text for row in rows])
        gathered = np.stack([gather(p, reading) for p, reading in zip(pairs, readings, strict=True) if reading])
    return measure_stances(rows, model.find_stances(pairs, tagger.mode_name, gathered))
