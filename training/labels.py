"""Labels as written in a file -> devices, with what the file does not tell left open.

A file's labels are read as devices when the taxonomy knows them, else as names of the one public scheme that
knows them all. A scheme's name may cover several devices: a label is read as the first, and says nothing about
the others; a row without the name has none of them. Devices without a name in the scheme stay unknown.
"""

import difflib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.taxonomy import Scheme, Taxonomy, fold_label
from training.rows import LabelledStatement, RowFault

UNKNOWN = -1
# Fewer known labels than this share, and a file is taken to hold its user's own devices, not typing errors.
_OWN_DEVICES_BELOW = 0.5


@dataclass(frozen=True, slots=True)
class LabelSet:
    """What the labels of one file are: the taxonomy's devices (`scheme` is None) or a scheme's names."""

    scheme: Scheme | None


def list_known(taxonomy: Taxonomy) -> frozenset[str]:
    """All names, folded, that a label or a one-hot column may have."""
    names = [*taxonomy.ids, *(name for scheme in taxonomy.schemes.values() for name in scheme.covers)]
    return frozenset(map(fold_label, names))


def find_label_set(rows: Iterable[LabelledStatement], taxonomy: Taxonomy) -> LabelSet:
    """The taxonomy if it knows every label, else the first scheme that does, else the taxonomy."""
    labels = {label for row in rows for label in row.labels or ()}
    if not labels or all(taxonomy.find_device(label) for label in labels):
        return LabelSet(None)
    for scheme in taxonomy.schemes.values():
        if all(scheme.find_name(label) for label in labels):
            return LabelSet(scheme)
    return LabelSet(None)


def find_unknown_labels(rows: Iterable[LabelledStatement], taxonomy: Taxonomy) -> list[RowFault]:
    """A fault for every label that the taxonomy lacks, with the nearest name it knows."""
    faults = []
    for row in rows:
        for label in sorted(row.labels or ()):
            if taxonomy.find_device(label) is None:
                near = difflib.get_close_matches(label.casefold(), taxonomy.ids, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(taxonomy.ids)}"
                faults.append(RowFault(row.place, "labels", f"unknown device {label!r}; {hint}"))
    return faults


def holds_own_devices(rows: Iterable[LabelledStatement], taxonomy: Taxonomy) -> bool:
    """Whether most labels of a file are unknown to the taxonomy: a user's own devices."""
    counts = Counter(taxonomy.find_device(label) is not None for row in rows for label in row.labels or ())
    return bool(counts) and counts[True] < _OWN_DEVICES_BELOW * counts.total()


def find_own_devices(rows: Iterable[LabelledStatement]) -> list[str]:
    """Device ids for a taxonomy made from the labels themselves, sorted."""
    return sorted({make_id(label) for row in rows for label in row.labels or ()})


def make_id(label: str) -> str:
    """A label as a device id: lower case, words joined by underscores.

    >>> make_id("Ad hominem!")
    'ad_hominem'
    """
    words = "".join(c if c.isalnum() else " " for c in label.casefold()).split()
    name = "_".join(words)
    return name if name[:1].isalpha() else f"d_{name}"


def read_label(label: str, label_set: LabelSet, taxonomy: Taxonomy) -> str | None:
    """The device that one label means, or None: of a scheme's name, the first that it covers."""
    if label_set.scheme is None:
        return taxonomy.find_device(label)
    covered = label_set.scheme.covers.get(label_set.scheme.find_name(label) or "", ())
    return covered[0] if covered else None


def build_targets(
    rows: Sequence[LabelledStatement], sets: Sequence[LabelSet], devices: Sequence[str], taxonomy: Taxonomy
) -> NDArray[np.int8]:
    """The label matrix (rows, devices + 1): 1 has it, 0 has it not, -1 unknown; the last column is "any device".

    `sets` names the label set of each row.
    """
    matrix = np.full((len(rows), len(devices) + 1), UNKNOWN, dtype=np.int8)
    place = {device: index for index, device in enumerate(devices)}
    for index, (row, label_set) in enumerate(zip(rows, sets, strict=True)):
        if row.labels is None:
            continue
        matrix[index, -1] = bool(row.labels)
        if label_set.scheme is None:
            matrix[index, :-1] = 0
            for label in row.labels:
                device = taxonomy.find_device(label)
                if device in place:
                    matrix[index, place[device]] = 1
        else:
            _fill_from_scheme(matrix[index], row.labels, label_set.scheme, place)
    return matrix


def _fill_from_scheme(target: NDArray[np.int8], labels: frozenset[str], scheme: Scheme, place: dict[str, int]) -> None:
    given = {scheme.find_name(label) for label in labels}
    for name, covered in scheme.covers.items():
        for rank, device in enumerate(covered):
            if device not in place:
                continue
            if name not in given:
                target[place[device]] = max(target[place[device]], 0)
            elif rank == 0:
                target[place[device]] = 1
            elif target[place[device]] != 1:
                target[place[device]] = UNKNOWN


def find_guests(sets: Sequence[LabelSet]) -> NDArray[np.int64]:
    """Rows with a public scheme's names beside rows with the taxonomy's own devices: another guide labelled them."""
    foreign = np.array([label_set.scheme is not None for label_set in sets])
    return np.flatnonzero(foreign) if not foreign.all() else np.zeros(0, dtype=np.int64)


def forget_sharers(
    targets: NDArray[np.int8], sets: Sequence[LabelSet], devices: Sequence[str], rows: NDArray[np.int64]
) -> None:
    """Make unknown, in some rows, what a scheme's names do not tell apart: every device but the first of a name.

    That a row lacks a name says little of a device that shares it, when the name's guide never thought of it.
    """
    for row in rows:
        scheme = sets[row].scheme
        firsts = {covered[0] for covered in scheme.covers.values() if covered} if scheme else set(devices)
        others = [index for index, device in enumerate(devices) if device not in firsts]
        targets[row, others] = UNKNOWN
