"""A text -> its quotations: direct and indirect speech, with the words that report it.

Marks are found first, then the reporting phrases around them; a marked stretch that neither looks like a saying nor
is reported as one is a title, a term or a word held up, and is left out.

Does not: say who "he" is; `attribution` fills `speaker`, which is None here.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from framing.speech.cues import LEXICONS, Lexicon
from framing.speech.marks import Marked, find_marked, find_paragraphs
from framing.speech.phrases import Range
from framing.speech.reporting import Draft, Grammar, read_sentence
from framing.speech.utterances import (
    cut_unclosed,
    find_dash_speech,
    find_labels,
    find_mid_dash,
    goes_on,
    is_utterance,
    split_speech,
)
from framing.speech.words import Token, split_sentences, split_tokens
from framing.types import Quotation, Span

_NOTHING = Lexicon(say=frozenset(), stems=False)
_DEEPEST = 4
_BACK = 12
_HEADLINE = re.compile(r"([^:\n]{2,60}?):\s+(?=\S)")
_HEADLINE_WORDS = 6


@dataclass(slots=True)
class _Reader:
    """What stays the same while one text is read, and what was found in it so far."""

    text: str
    grammar: Grammar
    drafts: list[Draft] = field(default_factory=list)
    # The reporting phrase of a paragraph that ended with a colon: it introduces the next one.
    pending: Draft | None = None


def find_quotations(text: str, language: str) -> tuple[Quotation, ...]:
    """Every quotation of a text in order of start; in languages without word lists, what the marks show.

    >>> [quotation.span.text for quotation in find_quotations('"It is over," she said.', "en")]
    ['"It is over,"']
    """
    reader = _Reader(text, _find_grammar(language))
    paragraphs = find_paragraphs(text)
    marked = find_marked(text, paragraphs)
    labels = find_labels(text, paragraphs)
    dashes = _find_dashes(reader, paragraphs)
    for number, (start, end) in enumerate(paragraphs):
        label = labels.get(number)
        if label and not label.is_asking:
            reader.drafts.append(Draft("direct", label.content, end, mention=(label.start, label.end)))
            _read_region(reader, (label.content, end), marked[number], 1)
        elif label:
            _read_region(reader, (label.content, end), marked[number], 0)
        elif number in dashes:
            _read_region(reader, (start, end), _as_marks(dashes[number], marked[number]), 0)
        elif not _read_headline(reader, (start, end), marked[number]):
            _read_region(reader, (start, end), _mix(reader, marked[number], start, end), 0)
    return tuple(_finish(reader))


@lru_cache
def _find_grammar(language: str) -> Grammar:
    return Grammar(LEXICONS.get(language, _NOTHING), language)


def _find_dashes(reader: _Reader, paragraphs: list[tuple[int, int]]) -> dict[int, list[Range]]:
    """Paragraphs of dialogue; none where no cue shows that the dashes are not those of a list."""
    found: dict[int, list[Range]] = {}
    cued = 0
    for number, (start, end) in enumerate(paragraphs):
        pieces, cue = find_dash_speech(reader.text, start, end, reader.grammar.lexicon, reader.grammar.language)
        if pieces and (cue or reader.text[start] != "-"):
            found[number] = pieces
            cued += cue
    return found if cued else {}


def _as_marks(pieces: list[Range], marked: list[Marked]) -> list[Marked]:
    spoken = [Marked(start, end, (start, end), "–", closed=True) for start, end in pieces]
    for piece in spoken:
        piece.children = _inside(marked, piece.inner)
    return spoken


def _inside(marks: list[Marked], place: Range) -> list[Marked]:
    first = bisect_left(marks, place[0], key=lambda mark: mark.start)
    last = bisect_left(marks, place[1], key=lambda mark: mark.start)
    return [mark for mark in marks[first:last] if mark.end <= place[1]]


def _mix(reader: _Reader, marked: list[Marked], start: int, end: int) -> list[Marked]:
    """The marks of a paragraph, with the speech that a dash opens in the middle of it."""
    pieces = find_mid_dash(reader.text, start, end, reader.grammar.lexicon, reader.grammar.language)
    if not pieces or any(mark.start < pieces[-1][1] and mark.end > pieces[0][0] for mark in marked):
        return marked
    return sorted([*marked, *_as_marks(pieces, [])], key=lambda mark: mark.start)


def _read_headline(reader: _Reader, region: Range, marked: list[Marked]) -> bool:
    """As in "Minister: no talks before May": a role or name, a colon and no full stop."""
    match = _HEADLINE.match(reader.text, *region)
    if not match or any(mark.start < match.end() + 1 for mark in marked) or reader.grammar.lexicon is _NOTHING:
        return False
    name = match.group(1)
    tokens = split_tokens(reader.text, region[0], match.end(1), [], reader.grammar.language)
    if len(tokens) > _HEADLINE_WORDS or name.isupper() or not reader.grammar.can_head(tokens):
        return False
    stop = reader.text.find(". ", match.end(), region[1])
    if stop < 0 and reader.text[region[1] - 1] in ".!?" and len(reader.text[match.end() : region[1]].split()) > 12:  # noqa: PLR2004
        return False
    end = stop if stop > 0 else region[1] - (reader.text[region[1] - 1] == ".")
    reader.drafts.append(Draft("indirect", match.end(), end, mention=(region[0], match.end(1))))
    _read_region(reader, (match.end(), region[1]), marked, 0)
    return True


def _read_region(reader: _Reader, region: Range, marks: list[Marked], depth: int) -> None:
    """One paragraph, or the inside of one utterance."""
    if depth > _DEEPEST or region[0] >= region[1]:
        return
    lexicon, text = reader.grammar.lexicon, reader.text
    if not marks and not reader.grammar.may_report(text[slice(*region)]):
        _introduce(reader, len(reader.drafts), region, depth)
        return
    spoken: list[Marked] = []
    for mark in marks:
        last = spoken[-1] if spoken else None
        known = mark.glyph == "–" or goes_on(text, last, mark)
        if known or is_utterance(text, mark, region, reader.grammar.cues, lexicon):
            spoken.append(mark)
    pieces = [piece for mark in spoken for piece in _split(reader, mark)]
    kept = {id(mark) for mark in spoken}
    held = [mark for mark in marks if id(mark) not in kept]
    tokens = split_tokens(text, *region, pieces, reader.grammar.language)
    first = len(reader.drafts)
    before: list[Token] = []
    for sentence, waiting in _pair(split_sentences(text, tokens, reader.grammar.cues), held):
        reader.drafts.extend(
            read_sentence(
                reader.grammar, text, sentence, before, waiting, reader.drafts[max(first, len(reader.drafts) - _BACK) :]
            )
        )
        before = sentence
    _introduce(reader, first, region, depth)
    for piece in pieces:
        _read_region(reader, piece.inner, piece.children, depth + 1)
    for mark in held:
        _read_region(reader, mark.inner, mark.children, depth + 1) if mark.children else None


def _pair(sentences: list[list[Token]], held: list[Marked]) -> Iterator[tuple[list[Token], list[Marked]]]:
    """Each sentence with the marked stretches in it that are no utterances."""
    place = 0
    for sentence in sentences:
        first = place
        while place < len(held) and held[place].start < sentence[-1].end:
            place += 1
        yield sentence, held[first:place]


def _split(reader: _Reader, mark: Marked) -> list[Marked]:
    """An utterance as one piece, or as several where its own cue stands between its marks."""
    lexicon, language = reader.grammar.lexicon, reader.grammar.language
    if mark.glyph == "–":
        return [mark]
    end = mark.end if mark.closed else cut_unclosed(reader.text, mark, lexicon, language)
    if end < mark.end:
        return [Marked(mark.start, end, (mark.inner[0], end), mark.glyph, closed=False)]
    pieces = split_speech(reader.text, *mark.inner, lexicon, language) if lexicon.stems else [mark.inner]
    if not pieces or pieces == [mark.inner]:
        return [mark]
    spoken = [Marked(start, stop, (start, stop), mark.glyph, closed=True) for start, stop in pieces]
    spoken[0].start = mark.start
    spoken[-1].end = mark.end if pieces[-1][1] >= mark.inner[1] - 1 else spoken[-1].end
    for piece in spoken:
        piece.children = _inside(mark.children, piece.inner)
    return spoken


def _introduce(reader: _Reader, first: int, region: Range, depth: int) -> None:
    """Hand the cue of a paragraph that ends with a colon to the utterance that opens the next."""
    if depth:
        return
    fresh = reader.drafts[first:]
    pending, reader.pending = reader.pending, None
    if pending:
        for draft in fresh:
            if draft.kind == "direct" and draft.mention is None and draft.cue is None:
                draft.cue, draft.mention = pending.cue, pending.mention
    if reader.text[region[1] - 1] == ":":
        tokens = split_tokens(reader.text, max(region[0], region[1] - 400), region[1], [], reader.grammar.language)
        sentences = split_sentences(reader.text, tokens, reader.grammar.cues)
        reader.pending = reader.grammar.last_report(sentences[-1]) if sentences else None


def _finish(reader: _Reader) -> Iterator[Quotation]:
    unique = {
        (draft.start, draft.end, draft.kind): draft for draft in reversed(reader.drafts) if draft.end > draft.start
    }
    for draft in sorted(unique.values(), key=lambda d: (d.start, -d.end, d.kind)):
        yield Quotation(
            span=_span(reader.text, (draft.start, draft.end)),
            kind=draft.kind,
            speaker=None,
            mention=_span(reader.text, draft.mention) if draft.mention else None,
            cue=_span(reader.text, draft.cue) if draft.cue else None,
        )


def _span(text: str, place: Range) -> Span:
    return Span(place[0], place[1], text[place[0] : place[1]])
