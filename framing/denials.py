"""A statement's tags, and those its denied words would carry if they were said -> what is said, and in which voice.

Does not: read statements (see `framing.tagger`) or find denials (see `framing.voice`).
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit

from framing.types import Span, Tag, Voice
from framing.voice import Affirmed, affirm

# A statement with a denial is read once more without it only if a device comes this near, in logits: one that is
# denied leaves its words, and these leave a trace in the probability. Twice the band called unsure.
_DENIED_WITHIN = 3.0
# What is denied is read from words that nobody said, so it has to be more probable than not.
_DENIED_FROM = 0.5
# Logits by which the device is surer in what is denied than in the denial: with 0, four times as many uses of a device
# are taken for denials; with 2, a third fewer denials are heard. `python -m bench.denials` prints both for this value.
_DENIED_BY = 1.0


def find_denials(span: Span, tags: Sequence[Tag], distance: float, language: str) -> tuple[Affirmed, ...]:
    """The denials of a statement that may change its tags, so that what they deny has to be read as if it were said.

    `distance` tells how many logits the nearest device lies above its threshold, below zero if it lies under it.
    """
    if not tags and distance < -_DENIED_WITHIN:
        return ()
    denials = affirm(span.text, language)
    return denials if not tags or any(_is_touched(tag, span, denials) for tag in tags) else ()


def is_surer(before: NDArray[np.float64], denied: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether devices are so much more probable in denied words, if they were said, than in the denial of them."""
    return np.asarray((denied >= _DENIED_FROM) & (logit(denied) >= logit(before) + _DENIED_BY))


def take_back(
    span: Span, tags: tuple[Tag, ...], heard: Sequence[tuple[Affirmed, Sequence[Tag]]]
) -> tuple[tuple[Tag, ...], Voice]:
    """The tags of what is said or, where nothing else is said, of what is denied, and the voice.

    A denial can be the device itself ("there is no alternative"): a tag that touches the denied words is denied
    only if they would carry it when said.

    Args:
        span: the statement.
        tags: its tags.
        heard: its denials, each with the tags of its words as if they were said, where these are surer.
    """
    found = [tag for denial, own in heard for said in own if (tag := _place(span, said, denial))]
    denied = {tag.device: tag for tag in sorted(found, key=lambda tag: tag.probability)}
    denials = [denial for denial, _ in heard]
    said = tuple(tag for tag in tags if tag.device not in denied or not _is_touched(tag, span, denials))
    if said or not denied:
        return said, "author"
    return tuple(sorted(denied.values(), key=lambda tag: (tag.spans[0].start, tag.device))), "rejected"


def _place(span: Span, tag: Tag, denial: Affirmed) -> Tag | None:
    """A tag of the denied words at its place in the statement; None where these do not carry it."""
    places = [place for found in tag.spans if (place := denial.locate(found))]
    spans = tuple(Span(span.start + a, span.start + b, span.text[a:b]) for a, b in places)
    return replace(tag, spans=spans) if spans else None


def _is_touched(tag: Tag, span: Span, denials: Sequence[Affirmed]) -> bool:
    """Whether a tag's evidence lies in denied words, at least with one of them."""
    scopes = [(span.start + denial.scope[0], span.start + denial.scope[1]) for denial in denials]
    return any(part.start < end and part.end > start for part in tag.spans for start, end in scopes)
