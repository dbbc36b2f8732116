"""A CSV header as people write it -> the columns of the contract.

Does not: read rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from framing.taxonomy import fold_label

CONTRACT = ("id", "text", "labels", "spans", "source", "language", "speaker", "target", "stance", "split")

# Names that other labelling tools and public corpora use for the same thing.
ALIASES = {
    "content": "text",
    "sentence": "text",
    "statement": "text",
    "paragraph": "text",
    "quote": "text",
    "label": "labels",
    "technique": "labels",
    "techniques": "labels",
    "device": "labels",
    "devices": "labels",
    "group": "source",
    "article": "source",
    "article_id": "source",
    "filename": "source",
    "document": "source",
    "url": "source",
    "lang": "language",
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column of the contract stands in a file.

    Attributes:
        places: contract name -> index in the row.
        renamed: the file's own name -> contract name, where they differ.
        one_hot: the file's own column name -> index, for columns that may be labels of their own.
        extra: other columns, kept as they are.
    """

    places: dict[str, int]
    renamed: dict[str, str]
    one_hot: dict[str, int]
    extra: dict[str, int]


def find_columns(header: Sequence[str], known_labels: frozenset[str]) -> Columns:
    """Match a header; `known_labels` are folded label names that a one-hot column may carry.

    Raises:
        ValueError: naming the missing or doubled column and the names accepted for it.
    """
    places: dict[str, int] = {}
    renamed: dict[str, str] = {}
    rest: dict[str, int] = {}
    for index, raw in enumerate(header):
        name = raw.strip().casefold()
        if name in CONTRACT:
            _place(places, name, index)
        else:
            rest[raw] = index
    for raw, index in list(rest.items()):
        meant = ALIASES.get(raw.strip().casefold())
        if meant and meant not in places:
            places[meant] = index
            renamed[raw] = meant
            del rest[raw]
    if "text" not in places:
        accepted = ", ".join(["text", *(alias for alias, meant in ALIASES.items() if meant == "text")])
        message = f"no column for the statement; name it one of: {accepted}"
        raise ValueError(message)
    one_hot = {} if "labels" in places else {r: i for r, i in rest.items() if fold_label(r) in known_labels}
    extra = {raw: index for raw, index in rest.items() if raw not in one_hot}
    return Columns(places, renamed, one_hot, extra)


def _place(places: dict[str, int], name: str, index: int) -> None:
    if name in places:
        message = f"column {name!r} stands in the header twice"
        raise ValueError(message)
    places[name] = index
