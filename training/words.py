"""Readings, labels and marked spans -> the word view: a small network that finds the pieces that carry a device.

Two things teach it: whether the statement carries the device at all (the smooth maximum over its pieces against the
label, so rows without spans teach too), and, where a person marked the words, which pieces those are; words marked
without saying for which device are taken to carry one of the statement's. Trained by Adam with decoupled weight decay
(Loshchilov and Hutter 2019) and one rise and fall of the step (Smith 2018).

Does not: learn sentence-level features; the other views do.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logsumexp

from framing.reading import Reading
from framing.taxonomy import Taxonomy
from framing.types import Span
from framing.words import WordView
from training.labels import UNKNOWN, LabelSet, read_label
from training.rows import LabelledStatement

Floats = NDArray[np.float32]

# Chosen by grouped cross-validation on the train and calibration parts of our statements: from 128 units and 6
# passes up, all three views together differ by no more than .01 macro F1; a weight of 0.2 for the marked pieces
# cuts evidence better than 0.1 (span F1 .734 against .720) and tags no worse, 0.4 tags worse. Words marked without
# a device: see decision 12.
_UNITS = 256
_PASSES = 8
_BATCH = 64
_STEP = 3e-3
_DECAY = 0.1
_DROP = 0.3
_SPAN_WEIGHT = 0.2
_LOOSE_WEIGHT = 0.05
_RISE = 0.2  # share of the training in which the step rises
_MOMENT, _SQUARE = 0.9, 0.999  # Adam's usual decay rates
_RARE_BIAS = -5.5  # what a statement's logit starts at beside its pieces': few statements carry a device
_EVERY = 7  # every seventh statement is enough for centre and scale


@dataclass(frozen=True, slots=True)
class Marked:
    """What there is to learn from, statement by statement.

    Attributes:
        states: per statement (t, hidden), float16 or float32.
        targets: (n, devices) int8: 1, 0 or -1 for unknown.
        inside: per statement (t, devices) bool, which pieces stand in a span; None where no span is marked.
        loose: per statement (t,) bool, which pieces stand in a span without a label; None without such spans.
    """

    states: Sequence[NDArray[np.floating]]
    targets: NDArray[np.int8]
    inside: Sequence[NDArray[np.bool_] | None]
    loose: Sequence[NDArray[np.bool_] | None]

    def take(self, rows: NDArray[np.int64]) -> "Marked":
        """Some of the statements."""
        parts = ([values[i] for i in rows] for values in (self.inside, self.loose))
        return Marked([self.states[i] for i in rows], self.targets[rows], *parts)


def mark_pieces(
    readings: Sequence[Reading],
    rows: Sequence[LabelledStatement],
    sets: Sequence[LabelSet],
    targets: NDArray[np.int8],
    devices: Sequence[str],
    taxonomy: Taxonomy,
) -> Marked:
    """Join readings, label matrix (n, devices) and the spans of the rows; `sets` tells how each row's labels read."""
    place = {device: index for index, device in enumerate(devices)}
    inside = [
        _mark(reading, row, [place.get(read_label(s.label or "", own, taxonomy) or "") for s in row.spans], len(place))
        for reading, row, own in zip(readings, rows, sets, strict=True)
    ]
    loose = [_mark_loose(reading, row) for reading, row in zip(readings, rows, strict=True)]
    return Marked([reading.states for reading in readings], targets, inside, loose)


def _mark(
    reading: Reading, row: LabelledStatement, columns: Sequence[int | None], width: int
) -> NDArray[np.bool_] | None:
    if all(column is None for column in columns):
        return None
    inside = np.zeros((len(reading.spans), width), dtype=np.bool_)
    for column, marked in zip(columns, row.spans, strict=True):
        if column is not None:
            inside[:, column] |= _touch(reading, marked.span)
    return inside


def _mark_loose(reading: Reading, row: LabelledStatement) -> NDArray[np.bool_] | None:
    spans = [marked.span for marked in row.spans if marked.label is None]
    return np.any([_touch(reading, span) for span in spans], axis=0) if spans else None


def _touch(reading: Reading, span: Span) -> NDArray[np.bool_]:
    """Which pieces overlap a span, (t,)."""
    return np.asarray((reading.spans[:, 0] < span.end) & (reading.spans[:, 1] > span.start))


def fit_words(marked: Marked, seed: int) -> WordView:
    """Fit the word view; the same rows and seed give the same bits on one core."""
    kept = np.array([len(states) > 0 for states in marked.states])
    marked = marked.take(np.flatnonzero(kept))
    sample = np.concatenate(marked.states[::_EVERY]).astype(np.float32)
    centre, scale = (_round(values) for values in (sample.mean(axis=0), sample.std(axis=0) + 1e-3))
    random = np.random.default_rng(seed)
    weights = _start(sample.shape[1], marked.targets.shape[1], random)
    optimiser = _Adam(weights, _PASSES * -(-len(marked.states) // _BATCH))
    for batch in _shuffle(marked, random):
        states = (np.concatenate(batch.states).astype(np.float32) - centre) / scale
        optimiser.step(weights, _find_slopes(weights, states, batch, random))
    # The statement's own bias is left behind: calibration finds a better one.
    return WordView(centre, scale, *(_round(weight) for weight in weights[:4]))


def _round(values: Floats) -> Floats:
    """As a bundle will hold them."""
    return values.astype(np.float16).astype(np.float32)


def _start(hidden: int, devices: int, random: np.random.Generator) -> list[Floats]:
    def draw(rows: int, columns: int) -> Floats:
        bound = 1 / np.sqrt(rows)
        return random.uniform(-bound, bound, (rows, columns)).astype(np.float32)

    def fill(width: int, value: float) -> Floats:
        return np.full(width, value, dtype=np.float32)

    return [draw(hidden, _UNITS), fill(_UNITS, 0), draw(_UNITS, devices), fill(devices, 0), fill(devices, _RARE_BIAS)]


def _shuffle(marked: Marked, random: np.random.Generator) -> Iterator[Marked]:
    for _ in range(_PASSES):
        order = random.permutation(len(marked.states))
        for start in range(0, len(order), _BATCH):
            yield marked.take(order[start : start + _BATCH])


def _find_slopes(weights: list[Floats], states: Floats, batch: Marked, random: np.random.Generator) -> list[Floats]:
    """The loss's slopes by back-propagation, with dropout on the states and on the units."""
    inner, inner_bias, outer, outer_bias, statement_bias = weights
    states = states * _draw_mask(states.shape, random)
    units = np.maximum(states @ inner + inner_bias, 0)
    mask = _draw_mask(units.shape, random) * (units > 0)
    units *= mask
    logit_slopes, statement_slopes = _slope_logits(units @ outer + outer_bias, statement_bias, batch)
    unit_slopes = logit_slopes @ outer.T * mask
    return [
        states.T @ unit_slopes,
        unit_slopes.sum(axis=0),
        units.T @ logit_slopes,
        logit_slopes.sum(axis=0),
        statement_slopes,
    ]


def _draw_mask(shape: tuple[int, ...], random: np.random.Generator) -> Floats:
    kept = random.random(shape, dtype=np.float32) >= _DROP
    return kept.astype(np.float32) / np.float32(1 - _DROP)


def _slope_logits(logits: Floats, bias: Floats, batch: Marked) -> tuple[Floats, Floats]:
    """How the loss changes with each piece's logit, (pieces, devices), and with the statements' bias, (devices,)."""
    lengths = np.array([len(states) for states in batch.states])
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    row = np.repeat(np.arange(len(lengths)), lengths)
    highest = np.maximum.reduceat(logits, starts)
    powers = np.exp(logits - highest[row])
    sums = np.add.reduceat(powers, starts)
    chances = expit(highest + np.log(sums) + bias)
    errors = np.where(batch.targets == UNKNOWN, 0, chances - batch.targets).astype(np.float32) / len(lengths)
    slopes = powers / sums[row] * errors[row]
    for index, (inside, loose) in enumerate(zip(batch.inside, batch.loose, strict=True)):
        own = slice(starts[index], starts[index] + lengths[index])
        told = batch.targets[index] == 1
        if inside is not None:
            marked = told & inside.any(axis=0)
            slopes[own] += _SPAN_WEIGHT / len(lengths) * marked * (expit(logits[own]) - inside)
            told &= ~marked
        if loose is not None and told.any():
            slopes[own, told] += _LOOSE_WEIGHT / len(lengths) * _slope_loose(logits[own, told], loose)
    return np.asarray(slopes, dtype=np.float32), errors.sum(axis=0)


def _slope_loose(logits: Floats, loose: NDArray[np.bool_]) -> Floats:
    """The same for pieces that carry one of some devices, (pieces, devices), nobody said which, or none of them."""
    total = logsumexp(logits, axis=1, keepdims=True)
    return np.asarray(np.exp(logits - total) * (expit(total) - loose[:, None]), dtype=np.float32)


class _Adam:
    """Changes weights in place."""

    def __init__(self, weights: Sequence[Floats], steps: int) -> None:
        self.steps, self.done = steps, 0
        self.moments = [np.zeros_like(weight) for weight in weights]
        self.squares = [np.zeros_like(weight) for weight in weights]

    def step(self, weights: list[Floats], slopes: list[Floats]) -> None:
        size = _STEP * self._find_share()
        self.done += 1
        for index, slope in enumerate(slopes):
            self.moments[index] += (1 - _MOMENT) * (slope - self.moments[index])
            self.squares[index] += (1 - _SQUARE) * (slope * slope - self.squares[index])
            moment = self.moments[index] / (1 - _MOMENT**self.done)
            deviation = np.sqrt(self.squares[index] / (1 - _SQUARE**self.done)) + 1e-8
            weights[index] -= np.float32(size) * (moment / deviation + np.float32(_DECAY) * weights[index])

    def _find_share(self) -> float:
        """The step as a share of the largest: a cosine up from 1/25, then a cosine down to nothing."""
        place = self.done / max(1, self.steps)
        if place < _RISE:
            return 0.04 + 0.96 * (1 - math.cos(math.pi * place / _RISE)) / 2
        return (1 + math.cos(math.pi * (place - _RISE) / (1 - _RISE))) / 2
