"""A text -> its statements: sentences with exact offsets in the text as received, for any script.

`sentencex` finds the sentence ends (abbreviations of some 240 languages); this module adds line structure,
so that headlines, list items and posts without full stops stand alone and hard-wrapped lines do not.

Does not: split inside quotation marks.
"""

import re
from collections.abc import Iterator

import sentencex

from framing.types import Span

# Hard-wrapped text breaks lines at 60-80 columns; a shorter line ends because its author ended it.
_SHORTEST_WRAPPED_LINE = 50
_LIST_MARK = re.compile(r"\s*(?:[-–—*•·▪‣]|\(?\d{1,3}[.)]|\(?[a-zа-я][.)])\s+", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")
_CONTENT = re.compile(r"[^\W_]")
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")


def split_statements(text: str, language: str) -> tuple[Span, ...]:
    """Split a text into statements, in order, without the white space around them.

    Every code point that is not white space belongs to exactly one statement, except in pieces that hold
    no letter and no digit: those join the statement before them, or the one after where there is none.
    """
    pieces = [piece for start, end in _find_blocks(text) for piece in _find_sentences(text, start, end, language)]
    return tuple(Span(start, end, text[start:end]) for start, end in _join_empty(text, pieces))


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
