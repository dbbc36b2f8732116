"""A bundle, its encoder and the peers -> what is timed: each as one call for a text and one call for many.

The only place that knows which methods of the core a user would call; a faster entry point is put in here.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import click

from bench.peers import Fitted, fit_fasttext, fit_spacy, fit_tfidf
from training.labels import build_targets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bench.peers import Marks
    from framing.encoder import Encoder
    from framing.tagger import Tagger
    from framing.types import TaggedText
    from training.corpus import Corpus

FAST, DEFAULT, BARE, ENCODER = "fast", "default", "fast, no evidence", "encoder alone"
WHOLE_FAST, WHOLE_DEFAULT = "fast, whole answer", "default, whole answer"
PEERS: dict[str, Callable[[Sequence[str], Marks], Fitted]] = {
    "tfidf": fit_tfidf,
    "fasttext": fit_fasttext,
    "spacy": fit_spacy,
}
_HASTY = PEERS | {"spacy": partial(fit_spacy, patience=200)}  # it takes minutes else, however few the rows


@dataclass(frozen=True, slots=True)
class Runner:
    """Something that reads statements: `one` takes one, `bulk` many."""

    name: str
    one: Callable[[str], object]
    bulk: Callable[[Sequence[str]], object]


@dataclass(frozen=True, slots=True)
class Peer:
    """A fitted peer, the processor seconds its fit took, and its size on disk."""

    runner: Runner
    fit_seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Contest:
    """All who run: taggers of both modes, the encoder, peers."""

    fast: Tagger
    default: Tagger
    encoder: Encoder
    peers: tuple[Peer, ...]

    @property
    def runners(self) -> list[Runner]:
        """Everybody, ours first."""
        return [
            run_statements(FAST, self.fast),
            run_statements(DEFAULT, self.default),
            *self.whole,
            run_bare(BARE, self.fast),
            Runner(ENCODER, lambda text: self.encoder.encode([text]), self.encoder.encode),
            *(peer.runner for peer in self.peers),
        ]

    @property
    def whole(self) -> list[Runner]:
        """Ours, with all that an answer holds."""
        return [run_tagger(WHOLE_FAST, self.fast), run_tagger(WHOLE_DEFAULT, self.default)]


def run_statements(name: str, tagger: Tagger) -> Runner:
    """Statements in a known language in, tags with evidence, verdict and voice out."""

    def tag(statements: Sequence[str]) -> object:
        return tagger.tag_statements(statements, "en")

    return Runner(name, lambda text: tag([text]), tag)


def run_tagger(name: str, tagger: Tagger) -> Runner:
    """A text in, the whole answer out, its language found and not told: quotations, speakers and stance come too."""
    return Runner(name, tagger.tag, partial(tag_in_bulk, tagger))


def tag_in_bulk(tagger: Tagger, statements: Sequence[str]) -> list[TaggedText]:
    """Texts have quotations and languages of their own, so they are tagged one after the other."""
    return [tagger.tag(statement) for statement in statements]


def run_bare(name: str, tagger: Tagger) -> Runner:
    """What the peers do: a text in, probabilities out; no language is found, no evidence, no speaker, no stance."""

    def score(statements: Sequence[str]) -> object:
        return tagger.find_probabilities(statements, ["en"] * len(statements))

    return Runner(name, lambda text: score([text]), score)


def fit_peers(names: Sequence[str], corpus: Corpus, *, is_hasty: bool) -> tuple[Peer, ...]:
    """Fit each on all rows, in haste only so far that it can be timed; one without its library gets a line."""
    texts = [row.text for row in corpus.rows]
    marks = build_targets(corpus.rows, corpus.sets, corpus.taxonomy.ids, corpus.taxonomy)[:, :-1] == 1
    marks = marks[:, marks.any(axis=0)]
    fits, peers = _HASTY if is_hasty else PEERS, []
    for name in names:
        click.echo(f"fitting {name}", err=True)
        started = time.process_time()
        try:
            fitted = fits[name](texts, marks)
        except ImportError as error:
            click.echo(f"\n{name} is left out: {error}.")
            continue
        peers.append(Peer(_run_peer(name, fitted), time.process_time() - started, fitted.megabytes))
    return tuple(peers)


def _run_peer(name: str, fitted: Fitted) -> Runner:
    return Runner(name, lambda text: fitted.score([text]), fitted.score)
