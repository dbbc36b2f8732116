"""A text -> its statements: sentences with exact offsets in the text as received, for any script.

`sentencex` finds the sentence ends (abbreviations of some 240 languages); this module adds line structure,
so that headlines, list items and posts without full stops stand alone and hard-wrapped lines do not, and cuts
between what somebody is quoted as saying and what the author says around it.

Does not: find quotations (see `framing.speech`).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import sentencex

from framing.types import Span

# Hard-wrapped text breaks lines at 60-80 columns; a shorter line ends because its author ended it.
_SHORTEST_WRAPPED_LINE = 50
_LIST_MARK = re.compile(r"\s*(?:[-–—*•·▪‣]|\(?\d{1,3}[.)]|\(?[a-zа-я][.)])\s+", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")
_MARKS = "\"'“”„‟«»‘’‚‹›「」–— \t\r\n\u00a0"
_CONTENT = re.compile(r"[^\W_]")
_WORD = re.compile(r"\w+")
_BETWEEN = re.compile(r"[,;:.!?…\s–—-]+")
# A quotation of fewer words is part of the sentence that holds it.
_FEWEST_QUOTED = 4
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")


def split_statements(text: str, language: str, quoted: Sequence[tuple[int, int]] = ()) -> tuple[Span, ...]:
    """Split a text into statements, in order, without the white space around them.

    Every code point that is not white space belongs to exactly one statement, except in pieces that hold
    no letter and no digit: those join the statement before them, or the one after where there is none.
    `quoted` are the direct quotations, in order, none inside another: sentences inside one are statements of their
    own, and so are the author's words beside one.
    """
    sentences = [piece for start, end in _find_blocks(text) for piece in _find_sentences(text, start, end, language)]
    pieces = [
        piece
        for sentence, inside in _pair_with_quoted(sentences, quoted)
        for piece in _cut_sentence(text, sentence, inside, language)
    ]
    return tuple(Span(start, end, text[start:end]) for start, end in _join_empty(text, pieces))


def _pair_with_quoted(
    sentences: Sequence[tuple[int, int]], quoted: Sequence[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], list[tuple[int, int]]]]:
    """Each sentence with the parts of quotations that lie in it."""
    place = 0
    for start, end in sentences:
        while place < len(quoted) and quoted[place][1] <= start:
            place += 1
        inside, at = [], place
        while at < len(quoted) and quoted[at][0] < end:
            inside.append((max(quoted[at][0], start), min(quoted[at][1], end)))
            at += 1
        yield (start, end), inside


def _cut_sentence(
    text: str, sentence: tuple[int, int], inside: Sequence[tuple[int, int]], language: str
) -> list[tuple[int, int]]:
    """The quoted parts by sentence, and the author's parts between them."""
    long = [span for span in inside if _count_words(text, *span) >= _FEWEST_QUOTED]
    if not long:
        return [sentence]
    starts = {first for first, _ in long}
    pieces: list[tuple[int, int]] = []
    for first, last in pairwise(sorted({*sentence, *(edge for span in long for edge in span)})):
        if first in starts:
            pieces += _split_quoted(text, first, last, language)
        elif text[first:last].strip():
            pieces += _place_frame(text, _strip(text, first, last), pieces)
    return pieces


def _place_frame(text: str, frame: tuple[int, int], before: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The author's words beside a quotation; the comma and dash between both go to what stands before."""
    mark = _BETWEEN.match(text, *frame)
    if not before or not mark:
        return [frame]
    before[-1] = (before[-1][0], frame[0] + len(mark.group().rstrip()))
    return [(mark.end(), frame[1])] if mark.end() < frame[1] else []


def _split_quoted(text: str, first: int, last: int, language: str) -> list[tuple[int, int]]:
    """The sentences of a quotation; the splitter keeps what stands in marks together, so it gets what was said."""
    said = strip_marks(Span(first, last, text[first:last]))
    sentences = list(_find_sentences(text, said.start, said.end, language))
    return [
        (first if number == 0 else start, last if number == len(sentences) - 1 else end)
        for number, (start, end) in enumerate(sentences)
    ]


def _count_words(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _WORD.finditer(text, start, end))


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    offset = start + len(piece) - len(piece.lstrip())
    return offset, offset + len(piece.strip())


def strip_marks(span: Span) -> Span:
    """A quoted statement without the marks around it and the comma before its cue: what was said."""
    text = span.text.rstrip(_MARKS)
    text = text.removesuffix(",").rstrip(_MARKS)
    bare = text.lstrip(_MARKS)
    start = span.start + len(text) - len(bare)
    return Span(start, start + len(bare), bare) if _CONTENT.search(bare) else span


def _find_blocks(text: str) -> Iterator[tuple[int, int]]:
    """Runs of lines that belong together: one line, or several that a hard wrap broke."""
    block: tuple[int, int] | None = None
    for match in _LINE.finditer(text):
        line = match.group()
        if not line.strip():
            continue
        if block and _continues(text[block[0] : block[1]], text[block[1] : match.start()], line):
            block = (block[0], match.end())
            continue
        if block:
            yield block
        block = (match.start(), match.end())
    if block:
        yield block


def _continues(before: str, gap: str, line: str) -> bool:
    if gap.replace("\r\n", "\n").count("\n") > 1 or _LIST_MARK.match(line):
        return False
    last = before.rstrip().splitlines()[-1] if before.strip() else ""
    if _SENTENCE_END.search(last):
        return False
    return len(last) >= _SHORTEST_WRAPPED_LINE or line.lstrip()[:1].islower()


def _find_sentences(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    # A list mark belongs to its item, and its full stop ends nothing.
    opening = start + len(text[start:end]) - len(text[start:end].lstrip())
    mark = _LIST_MARK.match(text, opening, end)
    start = mark.end() if mark and mark.end() < end else opening
    block = text[start:end]
    # A lone surrogate cannot cross into the splitter; a stand-in of the same length keeps the offsets.
    safe = block.encode("utf-32-le", "surrogatepass").decode("utf-32-le", "replace")
    for boundary in sentencex.get_sentence_boundaries(language, safe):
        first, last = start + boundary["start_index"], start + boundary["end_index"]
        piece = text[first:last]
        stripped = piece.strip()
        if stripped:
            offset = first + piece.index(stripped)
            yield opening if first == start else offset, offset + len(stripped)


def _join_empty(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        previous_empty = bool(joined) and not _CONTENT.search(text[slice(*joined[-1])])
        if joined and (previous_empty or not _CONTENT.search(text[start:end])):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
