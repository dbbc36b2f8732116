"""Held-out scores -> calibrated probabilities, thresholds and the unsure band.

Scores used here come from heads that did not see the row. Small devices borrow from all devices together:
their calibration is pulled to the common one, and their threshold to the common one, by how few positives they
have.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from framing.features import ViewName
from framing.model import AnyMix, Mode, find_log_count, find_shift, mix_scores
from framing.verdict import find_distances, find_sureness
from training.labels import UNKNOWN

# Positives at which a device's own threshold and the common one weigh alike. With fewer than some twenty
# positives the threshold that maximises F1 on them is mostly luck.
_BORROW = 25.0
# How firmly a device's calibration is held to the common one, as the precision of a normal prior.
_PRIOR_PRECISION = 10.0
# The share of the best F1 that is enough: what is given buys precision. `python -m bench.ablation` prints the exchange.
# A doubtful tag is listed all the same, and the band above it keeps it from being called `tagged`.
NEAR_BEST = 0.99
# "Clean" has to be right nine times of ten on held-out statements; what is nearer to a threshold is "unsure".
_CLEAN_ERROR = 0.10
_UNSURE_MARGINS = np.round(np.arange(0.1, 2.05, 0.1), 1)
# Three of four tags within "tagged" have to be right on rows that nothing was chosen by. The scores used here chose the
# thresholds too: tags within the chosen band are 0.01 (default) and 0.02 (fast) less often right on the test part. And
# a precision of a thousand tags, as many as are in the test part's, is known to 0.026, two standard errors.
TAG_PRECISION = 0.78
_SURE_SHARES = np.round(np.arange(0.0, 0.955, 0.01), 2)
# A tag needs at least this probability, whatever maximises F1: below it, a tag is wrong more often than right by far.
# Labels that one row of a hundred has are hardly ever more probable: at .15 macro F1 of the fast mode is .129 on
# slavic-persuasion (grouped cross-validation, micro F1 .219), at .10 .161 (.229), at .05 .175 (.223). On our own
# statements nothing changes.
_LOWEST_THRESHOLD = 0.10


def fit_mode(
    views: tuple[ViewName, ...],
    held_out: Mapping[ViewName, NDArray[np.float64]],
    targets: NDArray[np.int8],
    languages: Sequence[str],
) -> Mode:
    """Fit all that a mode decides by, except how evidence is cut, on held-out scores (n, devices) of its views.

    `targets` are the labels (n, devices + 1), the last column "any device"; `languages` is that of each row.
    """
    scores = [held_out[view] for view in views]
    labels, any_label = targets[:, :-1], targets[:, -1]
    mix = fit_mix(scores, labels)
    logits = mix_scores(scores, mix)
    bias = fit_language_bias(logits, labels, languages)
    probabilities = expit(logits + find_shift(languages, bias))
    thresholds = choose_thresholds(probabilities, labels)
    distances = find_distances(probabilities, thresholds)
    return Mode(
        views=views,
        mix=mix,
        any_mix=fit_any_mix({view: held_out[view] for view in views}, labels, any_label),
        language_bias=bias,
        thresholds=thresholds,
        unsure_margin=choose_unsure_margin(distances, any_label),
        sure_share=choose_sure_share(probabilities, labels, thresholds),
        cut=0.5,
        second=0.6,
    )


def fit_mix(scores: Sequence[NDArray[np.float64]], targets: NDArray[np.int8]) -> NDArray[np.float64]:
    """Fit `Mode.mix` (devices, views + 1) on one score matrix (n, devices) per view and the labels (n, devices)."""
    devices = targets.shape[1]
    columns = [_gather(scores, device) for device in range(devices)]
    known = [targets[:, device] != UNKNOWN for device in range(devices)]
    pooled = np.vstack([c[k] for c, k in zip(columns, known, strict=True)])
    labels = np.concatenate([targets[k, device] for device, k in enumerate(known)])
    common = _fit_logistic(pooled, labels, np.zeros(pooled.shape[1]), 1e-3)
    return np.stack(
        [
            _fit_logistic(columns[device][known[device]], targets[known[device], device], common, _PRIOR_PRECISION)
            for device in range(devices)
        ]
    )


def fit_any_mix(
    scores: Mapping[ViewName, NDArray[np.float64]], labels: NDArray[np.int8], any_label: NDArray[np.int8]
) -> AnyMix:
    """Fit `Mode.any_mix` on the views' scores (n, devices), the labels (n, devices) and the label "any device" (n,)."""
    dense: list[ViewName] = [view for view in scores if view != "lexical"]
    views = tuple(dense or scores)
    chosen = [scores[view] for view in views]
    mix = fit_mix(chosen, labels)
    known = any_label != UNKNOWN
    devices = expit(mix_scores(chosen, mix)[known])
    columns = np.stack([find_log_count(devices), np.ones(int(known.sum()))], axis=1)
    return AnyMix(views, mix, _fit_logistic(columns, any_label[known], np.array([1.0, 0.0]), 1e-3))


def _gather(scores: Sequence[NDArray[np.float64]], device: int) -> NDArray[np.float64]:
    """The device's score in each view, then ones for the bias."""
    return np.stack([*(view[:, device] for view in scores), np.ones(len(scores[0]))], axis=1)


def _fit_logistic(
    columns: NDArray[np.float64], labels: NDArray[np.int8], prior: NDArray[np.float64], precision: float
) -> NDArray[np.float64]:
    """Maximum a posteriori by Newton's method, normal prior around `prior`; the bias is held loosely."""
    weights = prior.copy()
    hold = np.full(len(prior), precision)
    hold[-1] = 1e-2
    for _ in range(50):
        p = expit(columns @ weights)
        gradient = columns.T @ (p - labels) + hold * (weights - prior)
        hessian = (columns * (p * (1 - p))[:, None]).T @ columns + np.diag(hold)
        step = np.linalg.solve(hessian, gradient)
        weights -= step * min(1.0, 5.0 / (np.abs(step).max() + 1e-12))
        if np.abs(step).max() < 1e-8:  # noqa: PLR2004  far below what four printed digits show
            break
    return weights


def fit_language_bias(
    logits: NDArray[np.float64], targets: NDArray[np.int8], languages: Sequence[str]
) -> dict[str, float]:
    """Fit `Mode.language_bias` on held-out logits (n, devices), the labels, and the language of each row.

    One number per language, pulled to zero by how few rows it has.
    """
    column = np.array(languages)
    bias = {}
    for language in sorted(set(languages)):
        known = (targets != UNKNOWN) & (column == language)[:, None]
        offsets, labels = logits[known], targets[known]
        bias[language] = _fit_offset(offsets, labels)
    return bias


def _fit_offset(logits: NDArray[np.float64], labels: NDArray[np.int8]) -> float:
    """The shift of these logits that fits the labels best, under a normal prior around zero (Newton's method)."""
    shift = 0.0
    for _ in range(50):
        p = expit(logits + shift)
        step = (float((p - labels).sum()) + _PRIOR_PRECISION * shift) / (float((p * (1 - p)).sum()) + _PRIOR_PRECISION)
        shift -= float(np.clip(step, -1.0, 1.0))
        if abs(step) < 1e-8:  # noqa: PLR2004  far below what four printed digits show
            break
    return shift


def choose_thresholds(
    probabilities: NDArray[np.float64], targets: NDArray[np.int8], near_best: float = NEAR_BEST
) -> NDArray[np.float64]:
    """Per device, the highest cut-off with F1 near the best, pulled to the common one by how few positives there are.

    `probabilities` are held out, `targets` the label matrix, both (n, devices).
    """
    devices = targets.shape[1]
    known = targets != UNKNOWN
    common = _best_cut(probabilities[known], targets[known], near_best)
    thresholds = np.zeros(devices)
    for device in range(devices):
        rows = known[:, device]
        labels = targets[rows, device]
        own = _best_cut(probabilities[rows, device], labels, near_best)
        trust = labels.sum() / (labels.sum() + _BORROW)
        thresholds[device] = expit(trust * logit(own) + (1 - trust) * logit(common))
    return np.maximum(thresholds, _LOWEST_THRESHOLD)


def _best_cut(probabilities: NDArray[np.float64], labels: NDArray[np.int8], near_best: float) -> float:
    """The highest cut-off whose F1 is near the best, half-way between the last value taken and the first left out.

    F1 is flat around its best; at the upper end of the flat part fewer tags are wrong for nearly the same F1.
    """
    if not labels.any():
        return 0.5
    order = np.argsort(-probabilities, kind="stable")
    ranked, hits = probabilities[order], np.cumsum(labels[order])
    f1 = 2 * hits / (np.arange(1, len(ranked) + 1) + labels.sum())
    f1[:-1][ranked[:-1] == ranked[1:]] = 0  # no cut-off can part equal values
    best = int(np.argmax(f1 >= near_best * f1.max()))
    below = ranked[best + 1] if best + 1 < len(ranked) else ranked[best] / 2
    return float(np.clip((ranked[best] + below) / 2, 1e-3, 1 - 1e-3))


def choose_unsure_margin(distances: NDArray[np.float64], any_target: NDArray[np.int8]) -> float:
    """How far below its threshold a device has to be: just so far that what is left as clean is clean often enough.

    `distances` (n, devices) are those of held-out probabilities, as in `framing.verdict`; `any_target` is (n,).
    """
    known = any_target != UNKNOWN
    nearest, wrong = distances[known].max(axis=1), any_target[known] == 1
    for margin in _UNSURE_MARGINS:
        clean = nearest < -margin
        if clean.any() and wrong[clean].mean() <= _CLEAN_ERROR:
            return float(margin)
    return float(_UNSURE_MARGINS[-1])


def choose_sure_share(
    probabilities: NDArray[np.float64], targets: NDArray[np.int8], thresholds: NDArray[np.float64]
) -> float:
    """The sureness that a statement with tags needs: just so high that tags of such statements are right enough.

    `probabilities` and `targets` are both (n, devices), held out.
    """
    tags = probabilities >= thresholds
    sureness = find_sureness(probabilities, tags)
    for share in _SURE_SHARES:
        sure = sureness >= share
        given = (tags & (targets != UNKNOWN))[sure]
        if given.any() and targets[sure][given].mean() >= TAG_PRECISION:
            return float(share)
    return float(_SURE_SHARES[-1])
