"""Labelled CSV files -> one corpus: rows with their label sets, faults, duplicates and conflicts, a digest.

Does not: split or fit.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from framing.normalise import normalise
from framing.taxonomy import Scheme, Taxonomy, make_taxonomy
from training.labels import (
    LabelSet,
    find_label_set,
    find_own_devices,
    find_unknown_labels,
    holds_own_devices,
    list_known,
    make_id,
)
from training.rows import LabelledStatement, ReadFile, RowFault, read_rows


@dataclass(frozen=True, slots=True)
class Corpus:
    """All usable rows of some files, in the order read, without repeated statements.

    Attributes:
        rows: the statements; `sets[i]` tells how `rows[i].labels` are to be read.
        taxonomy: the devices that the labels may name.
        faults: what must be mended before anything is trained.
        conflicts: rows that repeat an earlier statement with other labels; left out, the earlier row stands.
        notes: what was understood or left out, for people to read.
        digest: sha256 over the content of all rows.
    """

    rows: tuple[LabelledStatement, ...]
    sets: tuple[LabelSet, ...]
    taxonomy: Taxonomy
    faults: tuple[RowFault, ...]
    conflicts: tuple[RowFault, ...]
    notes: tuple[str, ...]
    digest: str


def load_corpus(
    paths: Sequence[Path], taxonomy: Taxonomy, *, may_replace: bool = True, keep_repeated: bool = False
) -> Corpus:
    """Read files into one corpus; never raises for their content.

    With `may_replace`, labels that are mostly unknown to `taxonomy` are taken as a user's own devices and a
    taxonomy is made from them; otherwise every unknown label is a fault. `keep_repeated` keeps rows that say the
    same as an earlier one, as measuring on somebody else's file must.
    """
    known = list_known(taxonomy)
    files = [read_rows(path, known) for path in paths]
    notes = [f"{file.path}: {note}" for file in files for note in file.notes]
    faults = [fault for file in files for fault in file.faults]
    everything = [row for file in files for row in file.rows]
    sets: list[LabelSet] = []
    if may_replace and not faults and (own := _make_own(files, taxonomy)):
        taxonomy = own
        notes.append(f"the labels make a taxonomy of their own: {', '.join(taxonomy.ids)}")
    for file in files:
        label_set = find_label_set(file.rows, taxonomy)
        if label_set.scheme is None:
            faults += find_unknown_labels(file.rows, taxonomy)
        else:
            notes.append(f"{file.path}: labels are read as names of the scheme {label_set.scheme.name!r}")
        sets += [label_set] * len(file.rows)
    kept, conflicts = _find_unrepeated(everything, sets)
    if not keep_repeated:
        if len(kept) < len(everything):
            notes.append(f"{len(everything) - len(kept)} repeated statements were left out")
        everything, sets = [everything[i] for i in kept], [sets[i] for i in kept]
    faults += _find_source_faults(everything)
    return Corpus(
        rows=tuple(everything),
        sets=tuple(sets),
        taxonomy=taxonomy,
        faults=tuple(faults),
        conflicts=tuple(conflicts),
        notes=tuple(notes),
        digest=_digest(everything, sets),
    )


def _make_own(files: Sequence[ReadFile], taxonomy: Taxonomy) -> Taxonomy | None:
    """A taxonomy made from the labels, where they are a user's own or name what no device of the taxonomy covers."""
    rows = [row for file in files for row in file.rows]
    schemes = [find_label_set(file.rows, taxonomy).scheme for file in files if any(row.labels for row in file.rows)]
    strangers = [file for file in files if find_label_set(file.rows, taxonomy).scheme is None]
    if strangers and all(holds_own_devices(file.rows, taxonomy) for file in strangers):
        return make_taxonomy("own", find_own_devices(rows))
    scheme = schemes[0] if schemes and len(set(map(id, schemes))) == 1 else None
    if scheme is None:
        return None
    given = {scheme.find_name(label) for row in rows for label in row.labels or ()}
    if all(scheme.covers[str(name)] for name in given):
        return None
    own = make_taxonomy(scheme.name, find_own_devices(rows))
    names = {name: (make_id(name),) if make_id(name) in own.ids else () for name in scheme.covers}
    return replace(own, schemes={scheme.name: Scheme(scheme.name, names)})


def _find_unrepeated(rows: Sequence[LabelledStatement], sets: Sequence[LabelSet]) -> tuple[list[int], list[RowFault]]:
    """The first of rows that say and ask the same, and the later ones that contradict it."""
    first: dict[tuple[str, str], int] = {}
    conflicts: list[RowFault] = []
    for index, row in enumerate(rows):
        key = (" ".join(normalise(row.text).text.split()), row.target.casefold())
        other_index = first.setdefault(key, index)
        other = rows[other_index]
        if _conflict(row, other) and sets[index] == sets[other_index]:
            mine, theirs = (" ".join(sorted(r.labels or ["none"])) for r in (row, other))
            reason = f"the same statement has other labels in {other.place} ({mine} / {theirs})"
            conflicts.append(RowFault(row.place, "labels", reason))
    return sorted(first.values()), conflicts


def _conflict(one: LabelledStatement, other: LabelledStatement) -> bool:
    labels = one.labels is not None and other.labels is not None and one.labels != other.labels
    return labels or bool(one.stance and other.stance and one.stance != other.stance)


def _find_source_faults(rows: Sequence[LabelledStatement]) -> list[RowFault]:
    """Rows that `split` puts in another part than an earlier row of their source."""
    parts: dict[str, LabelledStatement] = {}
    faults = []
    for row in rows:
        if not row.part or not row.source:
            continue
        earlier = parts.setdefault(row.source, row)
        if earlier.part != row.part:
            reason = f"source {row.source!r} is in {row.part!r} here and in {earlier.part!r} in {earlier.place}"
            faults.append(RowFault(row.place, "split", reason))
    return faults


def _digest(rows: Sequence[LabelledStatement], sets: Sequence[LabelSet]) -> str:
    digest = hashlib.sha256()
    for row, label_set in zip(rows, sets, strict=True):
        content = [
            row.text,
            None if row.labels is None else sorted(row.labels),
            [(s.label, s.span.start, s.span.end) for s in row.spans],
            [row.source, row.language, row.target, row.stance, row.part],
            label_set.scheme.name if label_set.scheme else None,
        ]
        digest.update(json.dumps(content, ensure_ascii=True).encode() + b"\n")
    return digest.hexdigest()


def group_sources(rows: Sequence[LabelledStatement]) -> dict[str, list[int]]:
    """Row indices by source; a row without a source is a source of its own."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        groups[row.source or f"\0{row.text}"].append(index)
    return dict(groups)


def fix_languages(corpus: Corpus, default: str) -> Corpus:
    """The corpus with every empty `language` filled in."""
    rows = tuple(row if row.language else replace(row, language=default) for row in corpus.rows)
    return replace(corpus, rows=rows)
