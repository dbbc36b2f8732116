"""Some rows -> how long `framing train` takes once they are embedded, and whether rows are embedded but once."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bench.clock import fit_exponent, time_once
from bench.speed_texts import take_rows
from bench.tables import print_row, print_table, render_number
from framing.bundle import load_bundle
from framing.shelf import Shelf
from training.config import Config
from training.embeddings import read_all
from training.train import Workshop, train

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from bench.runners import Peer
    from framing.reading import SentenceEncoder, WordStates
    from training.corpus import Corpus

_HEADER = ("rows", "devices", "embedded anew", "s to embed", "s for all else", "loading", "fitting", "rest")


@dataclass(slots=True)
class CountingEncoder:
    """An encoder that counts the texts it reads."""

    encoder: SentenceEncoder
    reads: int = field(default=0)

    @property
    def digest(self) -> str:
        """The encoder's own."""
        return self.encoder.digest

    def encode_with_tokens(self, text: str) -> tuple[NDArray[np.float32], WordStates]:
        """The encoder's own."""
        self.reads += 1
        return self.encoder.encode_with_tokens(text)


@dataclass(slots=True)
class StageClock:
    """Processor seconds since the start at which each stage was last reported."""

    started: float = field(default_factory=time.process_time)
    last: dict[str, float] = field(default_factory=dict)

    def __call__(self, stage: str, _done: int, _total: int) -> None:
        """Take note of a report of progress."""
        self.last[stage] = time.process_time() - self.started


@dataclass(frozen=True, slots=True)
class Lesson:
    """One training run; seconds are processor seconds.

    Attributes:
        rows, devices: how many taught, and how many devices had enough positives to be learned.
        read: texts the encoder read to embed the rows, after the cache gave what it had; `read_seconds` for them.
        again: texts it read when asked for the same rows once more.
        seconds: everything else: `loading`, until n-grams and cached embeddings were there, `fitting`, and the rest.
    """

    rows: int
    devices: int
    read: int
    read_seconds: float
    again: int
    seconds: float
    loading: float
    fitting: float


def measure_lessons(corpus: Corpus, sizes: Sequence[int], encoder: SentenceEncoder, config: Config) -> Iterator[Lesson]:
    """Train on the first rows of a corpus, ever more of them; one cache of embeddings grows beside."""
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            yield _measure_lesson(take_rows(corpus, size), encoder, config, Path(folder))


def _measure_lesson(corpus: Corpus, encoder: SentenceEncoder, config: Config, folder: Path) -> Lesson:
    counting, cache = CountingEncoder(encoder), folder / "embeddings"
    texts = [row.text for row in corpus.rows]
    read_seconds = time_once(lambda: read_all(counting, texts, cache))
    read = counting.reads
    read_all(counting, texts, cache)
    shelf = folder / f"{len(texts)}-rows"
    clock = StageClock()
    version = train(corpus, config, Workshop(shelf, "", encoder, cache, progress=clock)).version
    seconds = time.process_time() - clock.started
    devices = len(load_bundle(Shelf(shelf).find_folder(version)).model.devices)
    loaded = clock.last["encoding"]
    fitting = clock.last["fitting"] - loaded
    return Lesson(len(texts), devices, read, read_seconds, counting.reads - read, seconds, loaded, fitting)


def print_lessons(corpus: Corpus, sizes: Sequence[int], encoder: SentenceEncoder) -> list[Lesson]:
    """A line for each number of rows, as soon as it is known, and the exponent."""
    print_table(_HEADER, ())
    lessons = []
    for lesson in measure_lessons(corpus, sizes, encoder, Config()):
        lessons.append(lesson)
        rest = lesson.seconds - lesson.loading - lesson.fitting
        parts = (lesson.read_seconds, lesson.seconds, lesson.loading, lesson.fitting, rest)
        counts = (lesson.rows, lesson.devices, lesson.read)
        print_row([*(f"{count:,}" for count in counts), *map(render_number, parts)])
    print_row(["exponent", "", "", "", f"{find_exponent(lessons):.2f}", "", "", ""])
    return lessons


def find_exponent(lessons: Sequence[Lesson]) -> float:
    """How the seconds after embedding grow with rows."""
    return fit_exponent([lesson.rows for lesson in lessons], [lesson.seconds for lesson in lessons])


def print_fits(lesson: Lesson, peers: Sequence[Peer]) -> None:
    """Each peer's fit, and how many times as long ours takes, embedding left out."""
    rows = ([p.runner.name, render_number(p.fit_seconds), render_number(lesson.seconds / p.fit_seconds)] for p in peers)
    print_table(("peer", f"s to fit on {lesson.rows:,} rows", "`framing train` takes times as long"), rows)
