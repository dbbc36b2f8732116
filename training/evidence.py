"""Marked spans -> how evidence is cut, and how well it is found.

Measured apart from tagging: for every device a person gave, the spans the model would show for it against the
spans the person marked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from framing.evidence import choose_spans, find_words, shift_pushes
from framing.tagger import Tagger
from framing.types import Span
from training.metrics import measure_spans
from training.rows import LabelledStatement

# Where the lexical shares are cut, in mean positive pushes, and where the word view is, in logits.
_LEXICAL_CUTS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5)
_WORD_CUTS = (-4.0, -3.5, -3.0, -2.75, -2.5, -2.25, -2.0, -1.75, -1.5, -1.25, -1.0, -0.5, 0.0)
_SECONDS = (0.2, 0.4, 0.6, 0.8, 1.01)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """One device that a person marked in one row: the words, what they speak for, and the marked spans."""

    text: str
    words: list[tuple[int, int]]
    pushes: NDArray[np.float64]
    spans: list[Span]


def tune_evidence(tagger: Tagger, rows: Sequence[LabelledStatement]) -> Tagger:
    """The tagger with the `cut` and `second` of its mode that give the best span F1 on these rows."""
    weighed = _weigh(tagger, rows)
    if not weighed:
        return tagger
    cuts = _WORD_CUTS if _uses_words(tagger) else _LEXICAL_CUTS
    choices = [_with_evidence(tagger, cut, second) for cut, second in product(cuts, _SECONDS)]
    return max(choices, key=lambda choice: _measure(choice, weighed)["f1"])


def measure_evidence(tagger: Tagger, rows: Sequence[LabelledStatement]) -> dict[str, dict[str, float]] | None:
    """Span figures of the model and of two baselines: the whole statement, its heaviest word; None without spans."""
    weighed = _weigh(tagger, rows)
    if not weighed:
        return None
    marked = [entry.spans for entry in weighed]
    return {
        "model": _measure(tagger, weighed),
        "whole_statement": measure_spans([[Span(0, len(e.text), e.text)] for e in weighed], marked),
        "heaviest_word": measure_spans([[_find_heaviest(e)] for e in weighed], marked),
    }


def _measure(tagger: Tagger, weighed: Sequence[_Weighed]) -> dict[str, float]:
    found = [choose_spans(e.text, e.words, _shift(tagger, e.pushes), tagger.mode.second) for e in weighed]
    return measure_spans(found, [entry.spans for entry in weighed])


def _shift(tagger: Tagger, pushes: NDArray[np.float64]) -> NDArray[np.float64]:
    return pushes - tagger.mode.cut if _uses_words(tagger) else shift_pushes(pushes, tagger.mode.cut)


def _uses_words(tagger: Tagger) -> bool:
    return "words" in tagger.mode.views


def _find_heaviest(entry: _Weighed) -> Span:
    start, end = entry.words[int(np.argmax(entry.pushes))]
    return Span(start, end, entry.text[start:end])


def _weigh(tagger: Tagger, rows: Sequence[LabelledStatement]) -> list[_Weighed]:
    place = {device: index for index, device in enumerate(tagger.bundle.model.devices)}
    weighed = []
    for row in rows:
        words = find_words(row.text)
        marked: dict[str, list[Span]] = {}
        for entry in row.spans:
            device = tagger.bundle.taxonomy.find_device(entry.label or "")
            if device in place and words:
                marked.setdefault(str(device), []).append(entry.span)
        if not marked:
            continue
        (reading,) = tagger.read([row.text])
        pushes = tagger.weigh_words(row.text, words, np.array([place[device] for device in marked]), reading)
        weighed += [_Weighed(row.text, words, pushes[:, i], spans) for i, spans in enumerate(marked.values())]
    return weighed


def _with_evidence(tagger: Tagger, cut: float, second: float) -> Tagger:
    model = tagger.bundle.model
    modes = {**model.modes, tagger.mode_name: replace(tagger.mode, cut=cut, second=second)}
    return replace(tagger, bundle=replace(tagger.bundle, model=replace(model, modes=modes)))
