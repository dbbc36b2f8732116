"""A bundle and a labelled corpus -> figures, on the bundle's devices or on the names of a public scheme."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.tagger import Tagger
from framing.taxonomy import Scheme
from framing.verdict import find_distances, find_sureness
from training.corpus import Corpus
from training.evidence import measure_evidence, measure_loose_evidence
from training.labels import LabelSet, build_targets
from training.metrics import measure
from training.reliability import measure_reliability, measure_verdicts
from training.rows import LabelledStatement

# Encoding and scoring in slices keeps memory flat and lets the progress bar move.
_SLICE = 256


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the model says of all statements.

    Attributes:
        names: the devices, or names of a scheme.
        probabilities, tags, distances: (n, names); distances as in `framing.verdict`.
        any_probability: (n,).
    """

    names: Sequence[str]
    probabilities: NDArray[np.float64]
    tags: NDArray[np.bool_]
    distances: NDArray[np.float64]
    any_probability: NDArray[np.float64]

    def measure(self, targets: NDArray[np.int8], rows: NDArray[np.int64] | None = None) -> dict[str, Any]:
        """The figures on all rows, or some; `targets` (n, names + 1), the last column "any device"."""
        chosen = np.arange(len(targets)) if rows is None else rows
        return measure(
            self.names,
            self.probabilities[chosen],
            self.tags[chosen],
            targets[chosen, :-1],
            self.any_probability[chosen],
            targets[chosen, -1],
        )


def evaluate(tagger: Tagger, corpus: Corpus, scheme: Scheme | None = None, progress: Any = None) -> dict[str, Any]:
    """Score a bundle on a corpus.

    Args:
        tagger: the bundle, in the mode to be measured.
        corpus: reviewed rows; others are left out and counted.
        scheme: score against this scheme's names; devices without a name there are left out and counted.
        progress: called with the number of rows done.

    Raises:
        ValueError: no row is reviewed, or none carries a label that could be scored.
    """
    rows = [index for index, row in enumerate(corpus.rows) if row.labels is not None]
    if not rows:
        message = "no row is reviewed for devices; fill the `labels` column (`none` where nothing was found)"
        raise ValueError(message)
    statements = [corpus.rows[index] for index in rows]
    judged = _judge(tagger, statements, progress)
    if scheme:
        named = _rename(judged, scheme)
        targets = _mark(statements, scheme, named.names)
        figures = {**named.measure(targets), **_list_unnamed(judged, scheme)}
    else:
        targets = build_targets(statements, [corpus.sets[index] for index in rows], judged.names, corpus.taxonomy)
        named = judged
        figures = {
            **judged.measure(targets),
            "files": _measure_files(judged, statements, targets),
        }
    figures["reliability"] = measure_reliability(
        named.names, named.probabilities, targets[:, :-1], named.any_probability, targets[:, -1]
    )
    sureness = find_sureness(judged.probabilities, judged.tags)
    band = tagger.mode.sure_share, tagger.mode.unsure_margin
    figures["verdicts"] = measure_verdicts(sureness, named.tags, named.distances, targets[:, :-1], targets[:, -1], band)
    sets = [LabelSet(scheme) if scheme else corpus.sets[index] for index in rows]
    figures["spans"] = measure_evidence(tagger, statements, sets)
    if loose := measure_loose_evidence(tagger, statements, sets):
        figures["words"] = loose
    figures["not_reviewed"] = len(corpus.rows) - len(rows)
    figures["tagged"] = count_tagged(statements, judged.tags)
    return figures


def _judge(tagger: Tagger, rows: Sequence[LabelledStatement], progress: Any) -> _Judged:
    found = np.vstack([_score(tagger, rows[start : start + _SLICE], progress) for start in range(0, len(rows), _SLICE)])
    devices, thresholds = found[:, :-1], tagger.mode.thresholds
    distances = find_distances(devices, thresholds)
    return _Judged(tagger.bundle.model.devices, devices, devices >= thresholds, distances, found[:, -1])


def _score(tagger: Tagger, rows: Sequence[LabelledStatement], progress: Any) -> NDArray[np.float64]:
    probabilities = tagger.find_probabilities([row.text for row in rows], [row.language for row in rows])
    if progress:
        progress(len(rows))
    return probabilities


def _measure_files(
    judged: _Judged, rows: Sequence[LabelledStatement], targets: NDArray[np.int8]
) -> dict[str, dict[str, Any]]:
    """The main figures of each file's rows apart; files differ in whose labels they are."""
    names = np.array([Path(row.place.rpartition(":")[0]).stem for row in rows])
    kept = ("n", "micro", "macro", "average_precision", "mean_auc", "any")
    figures = {}
    for name in np.unique(names):
        found = judged.measure(targets, np.flatnonzero(names == name))
        figures[str(name)] = {key: found[key] for key in kept}
    return figures


def _rename(judged: _Judged, scheme: Scheme) -> _Judged:
    """A name is as probable as the most probable device it covers, and tagged when one of them is."""
    columns = {name: own for name, own in _find_covered(judged, scheme).items() if own}
    return _Judged(
        list(columns),
        np.stack([judged.probabilities[:, own].max(axis=1) for own in columns.values()], axis=1),
        np.stack([judged.tags[:, own].any(axis=1) for own in columns.values()], axis=1),
        np.stack([judged.distances[:, own].max(axis=1) for own in columns.values()], axis=1),
        judged.any_probability,
    )


def _find_covered(judged: _Judged, scheme: Scheme) -> dict[str, list[int]]:
    """The columns of the devices that each of the scheme's names covers."""
    place = {device: index for index, device in enumerate(judged.names)}
    return {name: [place[d] for d in covered if d in place] for name, covered in scheme.covers.items()}


def _list_unnamed(judged: _Judged, scheme: Scheme) -> dict[str, Any]:
    return {
        "scheme": scheme.name,
        "names_without_device": sorted(name for name, own in _find_covered(judged, scheme).items() if not own),
        "devices_without_name": sorted(device for device in judged.names if not scheme.find_names(device)),
    }


def _mark(rows: Sequence[LabelledStatement], scheme: Scheme, names: Sequence[str]) -> NDArray[np.int8]:
    """The labels by the scheme's names, (n, names + 1); the last column is "any label", with a device or without."""
    unknown = Counter(label for row in rows for label in row.labels or () if scheme.find_name(label) is None)
    if unknown:
        message = f"labels that scheme {scheme.name!r} lacks: {', '.join(unknown)}; it has {', '.join(scheme.covers)}"
        raise ValueError(message)
    given = [{scheme.find_name(label) for label in row.labels or ()} for row in rows]
    return np.array([[*(name in labels for name in names), bool(labels)] for labels in given], dtype=np.int8)


def count_tagged(rows: Sequence[LabelledStatement], tags: NDArray[np.bool_]) -> dict[str, Mapping[str, float]]:
    """Share of rows with a tag, by whether they carry a device and by the columns `kind` and `language`."""
    shares: dict[str, Mapping[str, float]] = {}
    keys = {
        "kind": [row.extra.get("kind", "") for row in rows],
        "language": [row.language for row in rows],
        "labels": ["some" if row.labels else "none" for row in rows],
    }
    tagged: NDArray[np.bool_] = np.asarray(tags.any(axis=1))
    for key, values in keys.items():
        groups = sorted({value for value in values if value})
        column = np.array(values)
        shares[key] = {group: round(float(tagged[np.flatnonzero(column == group)].mean()), 4) for group in groups}
    return shares
