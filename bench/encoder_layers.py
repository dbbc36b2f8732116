"""Turns labelled rows into a table that tells which layers' states carry framing best.

Only train and dev parts are read. First look: `slavic-persuasion`, train -> dev. Second look, other hands,
other language, no row of it in training: starter statements + `slavic-persuasion` train ->
`semeval2021-memes` train.
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bench.heads import measure, tune_heads
from framing.encoder import load_encoder
from training.encoder.export import Choices, export_encoder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from framing.encoder import Encoder
    from training.encoder.source import SourceModel

    Floats = NDArray[np.float32]

LAYERS = tuple(range(4, 13))
MAXIMUM = "max 8"  # the layer whose states are pooled by their largest value too
# Chosen from: every second layer, neighbours, and what the best of those suggested.
VARIANTS: tuple[tuple[int | str, ...], ...] = (
    *((4,), (6,), (8,), (10,), (12,)),
    *((4, 6), (6, 8), (6, 10), (8, 10), (8, 12), (10, 12), (6, 8, 10), (8, 10, 12)),
    (8, MAXIMUM),
)


@dataclass(frozen=True)
class Rows:
    """Labelled rows: texts, names of their labels, and the source that groups them."""

    texts: list[str]
    names: list[set[str]]
    sources: list[str]

    def marks(self, labels: Sequence[str]) -> NDArray[np.bool_]:
        """Give the (rows, labels) table of what is marked."""
        return np.array([[label in names for label in labels] for names in self.names])

    def rename(self, name: Callable[[str], set[str]]) -> Rows:
        """Give the rows with every label translated."""
        names = [set().union(*map(name, names)) if names else set() for names in self.names]
        return Rows(self.texts, names, self.sources)

    def __add__(self, other: Rows) -> Rows:
        """Put rows behind one another."""
        return Rows(self.texts + other.texts, self.names + other.names, self.sources + other.sources)


def read_rows(path: Path) -> Rows:
    """Read the reviewed rows of a labelled CSV."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["labels"]]
    names = [set(row["labels"].split("|")) - {"none"} for row in rows]
    return Rows([row["text"] for row in rows], names, [row["source"] for row in rows])


class Schemes:
    """Translates labels between public schemes by the devices that they share."""

    def __init__(self, taxonomy: Path) -> None:
        """Read the taxonomy's `schemes`."""
        with taxonomy.open("rb") as file:
            self._schemes = tomllib.load(file)["schemes"]

    def from_devices(self, target: str, devices: set[str]) -> set[str]:
        """Give the target scheme's names for some devices."""
        return {name for name, members in self._schemes[target].items() if devices & set(members)}

    def translate(self, source: str, target: str, name: str) -> set[str]:
        """Give the target scheme's names for a name of the source scheme."""
        return self.from_devices(target, set(self._schemes[source].get(name, [])))


@dataclass(frozen=True)
class Looks:
    """The two comparisons, each as training rows, test rows and labels."""

    parts: dict[str, tuple[Rows, Rows, list[str]]]

    @property
    def texts(self) -> list[str]:
        """Every text once, in a fixed order."""
        pairs = (rows for train, test, _ in self.parts.values() for rows in (train, test))
        return sorted({text for rows in pairs for text in rows.texts})


def read_looks(corpora: Path, starter: Path, taxonomy: Path) -> Looks:
    """Read both comparisons."""
    train = read_rows(corpora / "slavic-persuasion" / "train.csv")
    dev = read_rows(corpora / "slavic-persuasion" / "dev.csv")
    memes = read_rows(corpora / "semeval2021-memes" / "train.csv")
    schemes, target = Schemes(taxonomy), "semeval2021"
    mixed = train.rename(lambda name: schemes.translate("slavic2025", target, name)) + read_rows(starter).rename(
        lambda device: schemes.from_devices(target, {device})
    )
    first = sorted(set().union(*train.names))
    second = sorted(set().union(*mixed.names) & set().union(*memes.names))
    return Looks({"slavic dev": (train, dev, first), "memes": (mixed, memes, second)})


def embed_layers(model: SourceModel, prefix: str, texts: list[str], cache: Path) -> dict[int | str, Floats]:
    """Give, by layer, the mean of each text's states, and once their maximum; reads and fills the cache."""
    key = hashlib.sha256("\0".join([model.origin, prefix, *map(str, LAYERS), *texts]).encode()).hexdigest()[:16]
    kept = cache / f"{key}.npy"
    if not kept.exists():
        np.save(kept, _embed(_export_all(model, prefix, cache / f"encoder-{key}"), texts))
    names: list[int | str] = [*LAYERS, MAXIMUM]
    return dict(zip(names, np.split(np.load(kept), len(names), axis=1), strict=True))


def _export_all(model: SourceModel, prefix: str, folder: Path) -> Encoder:
    if not folder.exists():
        export_encoder(model, folder, Choices("every-layer", LAYERS, token_layer=8, prefix=prefix))
    return load_encoder(folder)


def _embed(encoder: Encoder, texts: list[str]) -> Floats:
    rows = []
    for text in texts:
        vector, tokens = encoder.encode_with_tokens(text)
        rows.append(np.concatenate([vector, tokens.vectors.max(axis=0, initial=-10)]))
    return np.array(rows)


def compare_layers(looks: Looks, states: dict[int | str, Floats]) -> Iterator[tuple[str, str, dict[str, float]]]:
    """Yield look, variant and figures."""
    place = {text: number for number, text in enumerate(looks.texts)}
    for variant in VARIANTS:
        vectors = np.hstack([states[layer] for layer in variant])
        for look, (train, test, labels) in looks.parts.items():
            chosen = [vectors[[place[text] for text in rows.texts]] for rows in (train, test)]
            tuned = tune_heads(chosen[0], train.marks(labels), train.sources)
            figures = measure(test.marks(labels), tuned.heads.score(chosen[1]), tuned.threshold)
            yield look, " + ".join(map(str, variant)), {"C": tuned.strength, **figures}
