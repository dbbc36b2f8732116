"""Quotations of a text -> the same with their speakers: the person or body in full, where the text names it.

Rules, in this order: who is named stands for the fullest form of the name; "he", "it", "the ministry", "the
statement" for the last one they fit; an utterance without a cue goes on where the one before it stopped.

Does not: guess. What no rule reaches has the speaker None.
"""

import re
from dataclasses import replace

from framing.speech.cast import Cast, build_cast
from framing.speech.figures import Figure
from framing.speech.marks import find_paragraphs
from framing.types import Quotation, Span

_CLOSERS = "\"'”’“»«›‹」』"
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_BEFORE_SENTENCE = ".!?…:"


def find_speakers(text: str, quotations: tuple[Quotation, ...], language: str) -> tuple[Quotation, ...]:
    """Fill in `speaker`; everything else stays as it is."""
    if not quotations:
        return ()
    paragraphs = find_paragraphs(text)
    cast = build_cast(text, paragraphs, quotations, language)
    places = _number_paragraphs(paragraphs, quotations)
    done: list[Quotation] = []
    open_ones: list[Quotation] = []
    for number, quotation in enumerate(quotations):
        while open_ones and open_ones[-1].span.end <= quotation.span.start:
            open_ones.pop()
        outer = next((q for q in reversed(open_ones) if q.kind == "direct" and q.span.end >= quotation.span.end), None)
        speaker = _find_speaker(cast, text, quotation, outer)
        if speaker is None and quotation.mention is None and quotation.cue is None and outer is None:
            speaker = _continue(cast, text, done, places, number, quotation)
        done.append(replace(quotation, speaker=speaker))
        cast.note_speaker(quotation, speaker)
        if quotation.kind == "direct":
            open_ones.append(done[-1])
    return tuple(done)


def _name(text: str, found: Figure) -> Span:
    """The name without an article, so that "the SVR" and "SVR" are one speaker."""
    article = _ARTICLE.match(text, found.start, found.end)
    start = article.end() if article else found.start
    return Span(start, found.end, text[start : found.end])


def _number_paragraphs(paragraphs: list[tuple[int, int]], quotations: tuple[Quotation, ...]) -> list[int]:
    """The paragraph of each quotation; both lists are in order."""
    places, at = [], 0
    for quotation in quotations:
        while at + 1 < len(paragraphs) and paragraphs[at + 1][0] <= quotation.span.start:
            at += 1
        places.append(at)
    return places


def _find_speaker(cast: Cast, text: str, quotation: Quotation, outer: Quotation | None) -> Span | None:
    if quotation.mention is None:
        return None
    figure = cast.find_figure(quotation.mention)
    if figure.sort == "i":
        return outer.speaker if outer else None
    found = cast.resolve(figure)
    if found is None or (
        outer and outer.speaker and figure.sort in {"he", "she"} and found.start == outer.speaker.start
    ):
        return None
    return _name(text, found)


def _continue(
    cast: Cast, text: str, done: list[Quotation], places: list[int], number: int, quotation: Quotation
) -> Span | None:
    """The speaker of an utterance without a cue: who spoke before, or in a dialogue who spoke before that."""
    before = text[: quotation.span.start].rstrip()[-1:] if quotation.span.start < 1 else _char_before(text, quotation)
    if (before and before not in _BEFORE_SENTENCE + _CLOSERS) or before == ":":
        return None
    spoken = [i for i in range(max(0, number - 12), number) if done[i].kind == "direct" and _is_outer(done, i)]
    if not spoken or places[number] - places[spoken[-1]] > 1:
        return _who_was_told_of(cast, text, quotation)
    last = done[spoken[-1]]
    goes_on = last.span.text[-1:] not in _CLOSERS or places[number] == places[spoken[-1]]
    if goes_on or last.speaker is None or not _is_bare(text, last):
        return last.speaker
    other = next((done[i].speaker for i in reversed(spoken) if _is_other(done[i].speaker, last.speaker)), None)
    return other if other and places[spoken[-1]] - places[spoken[0]] <= len(spoken) + 1 else last.speaker


def _who_was_told_of(cast: Cast, text: str, quotation: Quotation) -> Span | None:
    """An utterance that opens a paragraph behind one about a person: that person."""
    figure = cast.last_lead(quotation.span.start)
    found = cast.resolve(figure) if figure else None
    return _name(text, found) if found and found.sort == "person" else None


def _is_other(speaker: Span | None, last: Span) -> bool:
    return speaker is not None and speaker.text != last.text


def _is_outer(done: list[Quotation], at: int) -> bool:
    return at == 0 or done[at - 1].kind != "direct" or done[at - 1].span.end <= done[at].span.start


def _is_bare(text: str, last: Quotation) -> bool:
    """The utterance before fills its paragraph alone, or with its cue only, as in a dialogue."""
    line = text[last.span.end : last.span.end + 60].split("\n", 1)[0]
    return len(line.split()) <= 4  # noqa: PLR2004


def _char_before(text: str, quotation: Quotation) -> str:
    return text[max(0, quotation.span.start - 20) : quotation.span.start].rstrip(" \t\r\n\u00a0–—-")[-1:]
