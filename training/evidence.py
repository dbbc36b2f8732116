"""Marked spans -> how evidence is cut, and how well it is found.

Measured apart from tagging: for every device a person gave, the spans the model would show for it against the
spans the person marked.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from framing.evidence import choose_spans, find_words
from framing.tagger import Tagger
from framing.types import Span
from training.metrics import measure_spans
from training.rows import LabelledStatement

_CUTS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5)
_SECONDS = (0.4, 0.6, 0.8, 1.01)


def tune_evidence(tagger: Tagger, rows: Sequence[LabelledStatement]) -> tuple[float, float]:
    """The `cut` and `second` of `framing.evidence.choose_spans` with the best span F1 on these rows."""
    weighed = _weigh(tagger, rows)
    if not weighed:
        return tagger.mode.cut, tagger.mode.second
    marked = [spans for _, _, _, spans in weighed]

    def score(choice: tuple[float, float]) -> float:
        found = [choose_spans(text, words, pushes, *choice) for text, words, pushes, _ in weighed]
        return measure_spans(found, marked)["f1"]

    return max(product(_CUTS, _SECONDS), key=score)


def measure_evidence(tagger: Tagger, rows: Sequence[LabelledStatement]) -> dict[str, dict[str, float]] | None:
    """Span figures of the model and of two baselines: the whole statement, its heaviest word; None without spans."""
    weighed = _weigh(tagger, rows)
    if not weighed:
        return None
    marked = [spans for _, _, _, spans in weighed]
    mode = tagger.mode
    return {
        "model": measure_spans([choose_spans(t, w, p, mode.cut, mode.second) for t, w, p, _ in weighed], marked),
        "whole_statement": measure_spans([[Span(0, len(t), t)] for t, _, _, _ in weighed], marked),
        "heaviest_word": measure_spans([[_find_heaviest(t, w, p)] for t, w, p, _ in weighed], marked),
    }


def _find_heaviest(text: str, words: list[tuple[int, int]], pushes: np.ndarray) -> Span:
    start, end = words[int(np.argmax(pushes))]
    return Span(start, end, text[start:end])


def _weigh(
    tagger: Tagger, rows: Sequence[LabelledStatement]
) -> list[tuple[str, list[tuple[int, int]], np.ndarray, list[Span]]]:
    """Text, words, pushes and marked spans of each device that a person marked in each row."""
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
        pushes = tagger.weigh_words(row.text, words, np.array([place[device] for device in marked]))
        weighed += [(row.text, words, pushes[:, column], spans) for column, spans in enumerate(marked.values())]
    return weighed


def with_evidence(tagger: Tagger, cut: float, second: float) -> Tagger:
    """The tagger with another way of cutting evidence in its mode."""
    model = tagger.bundle.model
    modes = {**model.modes, tagger.mode_name: replace(tagger.mode, cut=cut, second=second)}
    return replace(tagger, bundle=replace(tagger.bundle, model=replace(model, modes=modes)))
