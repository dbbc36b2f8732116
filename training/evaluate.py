"""A bundle and a labelled corpus -> figures, on the bundle's devices or on the names of a public scheme."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.tagger import Tagger
from framing.taxonomy import Scheme
from training.corpus import Corpus
from training.evidence import measure_evidence, measure_loose_evidence
from training.labels import LabelSet, build_targets
from training.metrics import measure
from training.rows import LabelledStatement

# Encoding and scoring in slices keeps memory flat and lets the progress bar move.
_SLICE = 256


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
    probabilities = np.vstack(
        [_score(tagger, statements[start : start + _SLICE], progress) for start in range(0, len(statements), _SLICE)]
    )
    tags = probabilities[:, :-1] >= tagger.mode.thresholds
    if scheme:
        figures = _measure_scheme(tagger, statements, scheme, probabilities, tags)
    else:
        devices = tagger.bundle.model.devices
        targets = build_targets(statements, [corpus.sets[index] for index in rows], devices, corpus.taxonomy)
        figures = measure(devices, probabilities[:, :-1], tags, targets[:, :-1], probabilities[:, -1], targets[:, -1])
        figures["files"] = _measure_files(devices, statements, probabilities, tags, targets)
    sets = [LabelSet(scheme) if scheme else corpus.sets[index] for index in rows]
    figures["spans"] = measure_evidence(tagger, statements, sets)
    if loose := measure_loose_evidence(tagger, statements, sets):
        figures["words"] = loose
    figures["not_reviewed"] = len(corpus.rows) - len(rows)
    figures["tagged"] = count_tagged(statements, tags)
    return figures


def _measure_files(
    devices: Sequence[str],
    rows: Sequence[LabelledStatement],
    probabilities: NDArray[np.float64],
    tags: NDArray[np.bool_],
    targets: NDArray[np.int8],
) -> dict[str, dict[str, Any]]:
    """The main figures of each file's rows apart; files differ in whose labels they are."""
    names = np.array([Path(row.place.rpartition(":")[0]).stem for row in rows])
    kept = ("n", "micro", "macro", "average_precision", "mean_auc", "any")
    figures = {}
    for name in np.unique(names):
        own = np.flatnonzero(names == name)
        found = measure(
            devices, probabilities[own, :-1], tags[own], targets[own, :-1], probabilities[own, -1], targets[own, -1]
        )
        figures[str(name)] = {key: found[key] for key in kept}
    return figures


def _score(tagger: Tagger, rows: Sequence[LabelledStatement], progress: Any) -> NDArray[np.float64]:
    probabilities = tagger.find_probabilities([row.text for row in rows], [row.language for row in rows])
    if progress:
        progress(len(rows))
    return probabilities


def _measure_scheme(
    tagger: Tagger,
    rows: Sequence[LabelledStatement],
    scheme: Scheme,
    probabilities: NDArray[np.float64],
    tags: NDArray[np.bool_],
) -> dict[str, Any]:
    """A name is as probable as the most probable device it covers, and tagged when one of them is."""
    place = {device: index for index, device in enumerate(tagger.bundle.model.devices)}
    columns = {name: [place[d] for d in covered if d in place] for name, covered in scheme.covers.items()}
    names = [name for name, covered in columns.items() if covered]
    unknown = Counter(label for row in rows for label in row.labels or () if scheme.find_name(label) is None)
    if unknown:
        message = f"labels that scheme {scheme.name!r} lacks: {', '.join(unknown)}; it has {', '.join(scheme.covers)}"
        raise ValueError(message)
    given = [{scheme.find_name(label) for label in row.labels or ()} for row in rows]
    targets = np.array([[name in labels for name in names] for labels in given], dtype=np.int8)
    figures = measure(
        names,
        np.stack([probabilities[:, columns[name]].max(axis=1) for name in names], axis=1),
        np.stack([tags[:, columns[name]].any(axis=1) for name in names], axis=1),
        targets,
        probabilities[:, -1],
        np.array([bool(labels) for labels in given], dtype=np.int8),
    )
    figures["scheme"] = scheme.name
    figures["names_without_device"] = sorted(name for name, covered in columns.items() if not covered)
    figures["devices_without_name"] = sorted(device for device in place if not scheme.find_names(device))
    return figures


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
