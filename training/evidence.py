"""Marked spans -> how evidence is cut, and how well it is found.

Measured apart from tagging: for every device a person gave, the spans the model would show for it against the
spans the person marked. Where nobody said for which device words are marked, the words shown for all devices of the
row are held against the words marked in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from framing.evidence import choose_spans, find_words, shift_pushes
from framing.reading import Reading
from framing.tagger import Tagger
from framing.types import Span
from training.labels import LabelSet, read_label
from training.metrics import measure_spans, measure_words
from training.rows import LabelledStatement

# Where the lexical shares are cut, in mean positive pushes, and where the word view is, in logits.
_LEXICAL_CUTS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5)
_WORD_CUTS = (-4.0, -3.5, -3.0, -2.75, -2.5, -2.25, -2.0, -1.75, -1.5, -1.25, -1.0, -0.5, 0.0)
_SECONDS = (0.2, 0.4, 0.6, 0.8, 1.01)


Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the words of one statement speak for.

    Attributes:
        words: start and end of each.
        devices: (k,) places of the devices asked for among the bundle's.
        pushes: (words, k), before the mode's cut.
    """

    text: str
    words: list[tuple[int, int]]
    devices: NDArray[np.int64]
    pushes: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A row with the spans a person marked: one list for each device, or one for all where the device is not said."""

    weighed: Weighed
    spans: list[list[Span]]


def tune_evidence(tagger: Tagger, rows: Sequence[LabelledStatement], sets: Sequence[LabelSet]) -> Tagger:
    """The tagger with the `cut` and `second` of its mode that give the best F1 on these rows.

    Span F1 where spans say their device, word F1 where none does. `sets` tells how each row's labels are read.
    """
    labelled, loose = find_labelled(tagger, rows, sets), find_loose(tagger, rows, sets)
    if not labelled and not loose:
        return tagger
    cuts = _WORD_CUTS if _uses_words(tagger) else _LEXICAL_CUTS
    choices = [_with_evidence(tagger, cut, second) for cut, second in product(cuts, _SECONDS)]
    if labelled:
        return max(choices, key=lambda choice: _measure_labelled(choice, labelled)["f1"])
    return max(choices, key=lambda choice: _measure_loose(choice, loose)["f1"])


def measure_evidence(
    tagger: Tagger, rows: Sequence[LabelledStatement], sets: Sequence[LabelSet]
) -> dict[str, Figures] | None:
    """Span figures of the model and of two baselines: the whole statement, its heaviest word; None without spans."""
    labelled = find_labelled(tagger, rows, sets)
    if not labelled:
        return None
    marked = [spans for row in labelled for spans in row.spans]
    one_each = [row.weighed for row in labelled for _ in row.spans]
    heaviest = [[span] for row in labelled for span in _find_heaviest(row.weighed)]
    return {
        "model": _measure_labelled(tagger, labelled),
        "whole_statement": measure_spans([[Span(0, len(w.text), w.text)] for w in one_each], marked),
        "heaviest_word": measure_spans(heaviest, marked),
    }


def measure_loose_evidence(
    tagger: Tagger, rows: Sequence[LabelledStatement], sets: Sequence[LabelSet]
) -> dict[str, Figures] | None:
    """Word figures of the same on rows whose spans have no label; None without such rows."""
    loose = find_loose(tagger, rows, sets)
    if not loose:
        return None
    texts, marked = [row.weighed.text for row in loose], [row.spans[0] for row in loose]
    return {
        "model": _measure_loose(tagger, loose),
        "whole_statement": measure_words(texts, [[Span(0, len(text), text)] for text in texts], marked),
        "heaviest_word": measure_words(texts, [_find_heaviest(row.weighed) for row in loose], marked),
    }


def find_labelled(tagger: Tagger, rows: Sequence[LabelledStatement], sets: Sequence[LabelSet]) -> list[MarkedRow]:
    """The rows with spans of devices that the bundle knows."""
    place = {device: index for index, device in enumerate(tagger.bundle.model.devices)}
    found = []
    for row, own in zip(rows, sets, strict=True):
        marked: dict[int, list[Span]] = {}
        for entry in row.spans:
            device = read_label(entry.label or "", own, tagger.bundle.taxonomy)
            if device in place:
                marked.setdefault(place[device], []).append(entry.span)
        if marked and (weighed := weigh(tagger, row.text, list(marked))):
            found.append(MarkedRow(weighed, list(marked.values())))
    return found


def find_loose(tagger: Tagger, rows: Sequence[LabelledStatement], sets: Sequence[LabelSet]) -> list[MarkedRow]:
    """The rows with spans that do not say their device, beside the devices that the bundle knows of their labels."""
    place = {device: index for index, device in enumerate(tagger.bundle.model.devices)}
    found = []
    for row, own in zip(rows, sets, strict=True):
        if all(entry.label is not None for entry in row.spans):
            continue
        devices = [read_label(label, own, tagger.bundle.taxonomy) for label in sorted(row.labels or ())]
        known = list(dict.fromkeys(place[device] for device in devices if device in place))
        if known and (weighed := weigh(tagger, row.text, known)):
            found.append(MarkedRow(weighed, [[entry.span for entry in row.spans]]))
    return found


def weigh(tagger: Tagger, text: str, devices: Sequence[int], reading: Reading | None = None) -> Weighed | None:
    """What the words of a statement speak for, for some devices; None without words. Reads it, if nobody has yet."""
    words = find_words(text)
    if not words:
        return None
    if reading is None:
        (reading,) = tagger.read([text])
    asked = np.array(devices, dtype=np.int64)
    return Weighed(text, words, asked, tagger.weigh_words(text, words, asked, reading))


def cut_evidence(tagger: Tagger, weighed: Weighed) -> list[tuple[Span, ...]]:
    """The spans that the tagger shows for each of the devices."""
    values = shift(tagger, weighed)
    columns = range(values.shape[1])
    return [choose_spans(weighed.text, weighed.words, values[:, i], tagger.mode.second) for i in columns]


def shift(tagger: Tagger, weighed: Weighed) -> NDArray[np.float64]:
    """The pushes less the mode's cut, (words, k): above zero for a word that belongs to the evidence."""
    if _uses_words(tagger):
        return weighed.pushes - tagger.mode.cut
    return shift_pushes(weighed.pushes, tagger.mode.cut)


def _measure_labelled(tagger: Tagger, rows: Sequence[MarkedRow]) -> Figures:
    found = [spans for row in rows for spans in cut_evidence(tagger, row.weighed)]
    return measure_spans(found, [spans for row in rows for spans in row.spans])


def _measure_loose(tagger: Tagger, rows: Sequence[MarkedRow]) -> Figures:
    found = [[span for spans in cut_evidence(tagger, row.weighed) for span in spans] for row in rows]
    return measure_words([row.weighed.text for row in rows], found, [row.spans[0] for row in rows])


def _find_heaviest(weighed: Weighed) -> list[Span]:
    places = [weighed.words[index] for index in np.argmax(weighed.pushes, axis=0)]
    return [Span(start, end, weighed.text[start:end]) for start, end in places]


def _uses_words(tagger: Tagger) -> bool:
    return "words" in tagger.mode.views


def _with_evidence(tagger: Tagger, cut: float, second: float) -> Tagger:
    model = tagger.bundle.model
    modes = {**model.modes, tagger.mode_name: replace(tagger.mode, cut=cut, second=second)}
    return replace(tagger, bundle=replace(tagger.bundle, model=replace(model, modes=modes)))
