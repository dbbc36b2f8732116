"""Marked spans and the encoder's word states -> word heads: which words of a statement carry a device.

Two steps, so that a device with few spans borrows from all: one head for "inside any span" first, then one per
device on the same states and the first head's logit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from framing.evidence import average_pieces, find_words
from framing.model import WordHeads
from framing.tagger import SentenceEncoder
from framing.taxonomy import Taxonomy
from training.rows import LabelledStatement

# C of both steps: span F1 on the calibration part of our statements .729 at 0.001, .739 at 0.01, .718 at 0.1.
_COMMON_STRENGTH = 0.01
_OWN_STRENGTH = 0.01
# More words than this teach the common head nothing new.
_ENOUGH_WORDS = 60_000


@dataclass(frozen=True, slots=True)
class _Marked:
    """One statement with at least one span.

    Attributes:
        states: (words, hidden).
        inside: (words, devices), which words stand in a span of which device.
    """

    states: NDArray[np.float32]
    inside: NDArray[np.bool_]


def fit_words(
    encoder: SentenceEncoder,
    rows: Sequence[LabelledStatement],
    devices: Sequence[str],
    taxonomy: Taxonomy,
    progress: Callable[[int, int], None],
) -> WordHeads | None:
    """Fit the word heads on the rows that have spans of a known device; None where there are none."""
    place = {device: index for index, device in enumerate(devices)}
    usable = [row for row in rows if any(taxonomy.find_device(s.label or "") in place for s in row.spans)]
    marked = []
    for done, row in enumerate(usable, 1):
        marked.append(_mark(encoder, row, place, taxonomy))
        progress(done, len(usable))
    return _fit(marked, len(devices)) if marked else None


def _mark(encoder: SentenceEncoder, row: LabelledStatement, place: dict[str, int], taxonomy: Taxonomy) -> _Marked:
    words = find_words(row.text)
    _, states = encoder.encode_with_tokens(row.text)
    inside = np.zeros((len(words), len(place)), dtype=np.bool_)
    for entry in row.spans:
        device = taxonomy.find_device(entry.label or "")
        if device in place:
            for index, (start, end) in enumerate(words):
                inside[index, place[device]] |= start < entry.span.end and end > entry.span.start
    return _Marked(average_pieces(words, states.vectors, states.spans), inside)


def _fit(marked: Sequence[_Marked], n_devices: int) -> WordHeads:
    everything = np.vstack([entry.states for entry in marked])
    centre, scale = everything.mean(axis=0), everything.std(axis=0) + 1e-6
    any_inside = np.concatenate([entry.inside.any(axis=1) for entry in marked])
    step = max(1, len(everything) // _ENOUGH_WORDS)
    common, common_bias = _fit_one((everything[::step] - centre) / scale, any_inside[::step], _COMMON_STRENGTH)
    weights = np.zeros((everything.shape[1], n_devices))
    bias = np.zeros(n_devices)
    for device in range(n_devices):
        own = [entry for entry in marked if entry.inside[:, device].any()]
        if not own:
            weights[:, device], bias[device] = common, common_bias
            continue
        states = (np.vstack([entry.states for entry in own]) - centre) / scale
        inside = np.concatenate([entry.inside[:, device] for entry in own])
        # The common logit is one more column; divided, so that the penalty hardly holds it.
        borrowed = (states @ common + common_bias)[:, None] * 10
        found, own_bias = _fit_one(np.hstack([states, borrowed]), inside, _OWN_STRENGTH)
        weights[:, device] = found[:-1] + 10 * found[-1] * common
        bias[device] = own_bias + 10 * found[-1] * common_bias
    weights /= scale[:, None]
    bias -= centre @ weights
    return WordHeads(weights.astype(np.float16).astype(np.float32), bias.astype(np.float32))


def _fit_one(
    states: NDArray[np.float32], inside: NDArray[np.bool_], strength: float
) -> tuple[NDArray[np.float64], float]:
    if inside.all() or not inside.any():
        return np.zeros(states.shape[1]), 1.0 if inside.all() else -1.0
    head = LogisticRegression(C=strength, solver="lbfgs", tol=1e-3, max_iter=300)
    head.fit(states, inside)
    return head.coef_[0], float(head.intercept_[0])
