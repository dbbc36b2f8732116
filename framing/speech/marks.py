"""A text -> its paragraphs, and the stretches between quotation marks in each, nested as they stand.

Linear in the length of the text: every mark is looked at once, with a look ahead of a fixed number of marks.

Does not: decide whether a marked stretch is speech, a title or a word held up with tongs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_MARK = re.compile(r"``|''|[\"“”„‟«»‹›‘’‚'「」『』＂]")
_BREAK = re.compile(r"(?:\r\n|[\r\n\u2028\u2029])")
_FAMILY = {
    **dict.fromkeys(('"', "``", "''", "＂"), '"'),
    **dict.fromkeys("“”„‟", "“"),
    **dict.fromkeys("«»", "«"),
    **dict.fromkeys("‹›", "‹"),
    **dict.fromkeys("‘’‚", "‘"),
    **dict.fromkeys("「」", "「"),
    **dict.fromkeys("『』", "『"),
    "'": "'",
}
_SINGLE = {"‘", "'"}
_ALWAYS_OPEN = {"„", "「", "『", "``", "‟"}
_ALWAYS_CLOSE = {"」", "』", "''"}
# What closes a stretch that was opened by the key; other marks of the family do not.
_CLOSES = {
    "“": "”‟“",
    "„": "“”‟",
    "”": "”",
    "‟": "”“",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹",
    "‘": "’",
    "‚": "‘’",
    "’": "’",
    "「": "」",
    "『": "』",
}
_ELIDED = re.compile(
    r"(?:em|til|cause|tis|twas|n|bout|round|cos|cuz|im|er|ere|neath|gainst|sup|\d0s|\d\d)\b", re.IGNORECASE
)
_AHEAD = 40
_DEEPEST = 6
# Hard-wrapped text breaks lines within these columns; other lines are paragraphs.
_WRAPPED = range(50, 101)
_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”“’»)\]]*$")
_JOINED_PARAGRAPHS = 8


@dataclass(slots=True)
class Marked:
    """A stretch from its opening mark to behind its closing one; `closed` is False where none came."""

    start: int
    end: int
    inner: tuple[int, int]
    glyph: str
    closed: bool
    children: list["Marked"] = field(default_factory=list)


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Paragraphs without the white space around them; hard-wrapped lines are joined."""
    blocks: list[tuple[int, int]] = []
    blank = True
    for start, end in _find_lines(text):
        line = text[start:end]
        stripped = line.strip()
        if not stripped:
            blank = True
            continue
        begin = start + line.index(stripped)
        if not blank and blocks and _is_wrapped(text, blocks[-1], begin):
            blocks[-1] = (blocks[-1][0], begin + len(stripped))
        else:
            blocks.append((begin, begin + len(stripped)))
        blank = False
    return blocks


def _find_lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BREAK.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _is_wrapped(text: str, block: tuple[int, int], begin: int) -> bool:
    last = _BREAK.split(text[max(block[0], block[1] - _WRAPPED.stop - 1) : block[1]])[-1]
    if text[begin].islower():
        return True
    return len(last) in _WRAPPED and not _SENTENCE_END.search(last) and text[begin].isalnum()


def find_marked(text: str, paragraphs: list[tuple[int, int]]) -> list[list[Marked]]:
    """The outermost marked stretches of every paragraph, in order.

    A stretch ends with its paragraph, unless a later one of the next few ends in the closing mark it lacks.
    """
    found: list[list[Marked]] = []
    waiting: tuple[int, Marked] | None = None
    for number, (start, end) in enumerate(paragraphs):
        scan = _Scan(text, start, end)
        following = text[paragraphs[number + 1][0]] if number + 1 < len(paragraphs) else ""
        found.append(scan.run(following))
        if waiting and scan.families:
            if scan.orphan == end and scan.families == [_FAMILY[waiting[1].glyph]]:
                waiting[1].end, waiting[1].inner, waiting[1].closed = end, (waiting[1].inner[0], end - 1), True
            waiting = None
        if waiting and number - waiting[0] >= _JOINED_PARAGRAPHS:
            waiting = None
        last = found[-1][-1] if found[-1] else None
        if last and not last.closed and last.start == start and _FAMILY[last.glyph] not in _SINGLE:
            waiting = (number, last)
    return found


class _Scan:
    """One paragraph, read mark by mark; the stack holds what is open."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.marks = [(m.start(), m.group()) for m in _MARK.finditer(text, start, end)]
        self.stack: list[Marked] = []
        self.top: list[Marked] = []
        self.families: list[str] = []
        self.orphan = -1

    def run(self, following: str) -> list[Marked]:
        for index, (place, glyph) in enumerate(self.marks):
            role = self._find_role(index, place, glyph)
            if role:
                self.families.append(_FAMILY[glyph])
            if role == "open":
                self._open(index, place, glyph)
            elif role == "close":
                self._close(place, glyph)
        while self.stack:
            self._abandon(self.end, keep=_FAMILY[self.stack[-1].glyph] not in _SINGLE or self._goes_on(following))
        return self.top

    def _goes_on(self, following: str) -> bool:
        return len(self.stack) == 1 and following == self.stack[0].glyph

    def _sides(self, place: int, glyph: str) -> tuple[str, str]:
        before = self.text[place - 1] if place > self.start else " "
        behind = place + len(glyph)
        return before, self.text[behind] if behind < self.end else " "

    def _shape(self, place: int, glyph: str) -> str | None:
        """What a mark looks like by its neighbours alone: `open`, `close`, or None inside a word."""
        before, after = self._sides(place, glyph)
        if glyph in _ALWAYS_OPEN or glyph in _ALWAYS_CLOSE:
            return "open" if glyph in _ALWAYS_OPEN else "close"
        if before.isalnum() and after.isalnum():
            return None
        if after.isspace() and before.isspace():
            return "open" if glyph == "«" else "close" if glyph == "»" else None
        if (before.isspace() or before in "([{—–-/") and not after.isspace():
            return "open"
        return "open" if before in "\"'“‘«„‚‹:," and after.isalnum() else "close"

    def _find_role(self, index: int, place: int, glyph: str) -> str | None:
        shape = self._shape(place, glyph)
        family = _FAMILY[glyph]
        opener = next((m for m in reversed(self.stack[-_DEEPEST:]) if _FAMILY[m.glyph] == family), None)
        if family in _SINGLE:
            return self._role_of_single(index, place, glyph, shape, opener)
        if glyph in _ALWAYS_OPEN or glyph in _ALWAYS_CLOSE:
            return shape
        if family == '"':
            return self._role_of_straight(index, place, shape, opener)
        if opener and glyph in _CLOSES[opener.glyph] and not (glyph == "“" == opener.glyph):
            return "close"
        if glyph in "“«‹":
            return "close" if opener and shape == "close" and glyph == "“" and opener.glyph != "“" else "open"
        return "open" if shape == "open" and opener is None else None if opener is None and shape is None else "close"

    def _role_of_straight(self, index: int, place: int, shape: str | None, opener: Marked | None) -> str | None:
        before, _ = self._sides(place, '"')
        inch = before.isdigit() or (before in "'’" and self.text[place - 2 : place - 1].isdigit())
        if inch and shape == "close" and (opener is None or self._next_shape(index, '"') == "close"):
            return None
        if opener and shape == "open" and before in ",.!?…:" and place - 1 > opener.start:
            return "close"
        return shape

    def _role_of_single(
        self, index: int, place: int, glyph: str, shape: str | None, opener: Marked | None
    ) -> str | None:
        before, after = self._sides(place, glyph)
        if shape is None or (before.isdigit() and opener is None):
            return None
        if shape == "open":
            if glyph == "’" or _ELIDED.match(self.text, place + 1, self.end):
                return None if opener is None or glyph == "’" else "open"
            return "open"
        if opener is None or (glyph not in _CLOSES.get(opener.glyph, "'")):
            return None
        if after.isalnum() or self._is_apostrophe(index, place, before, after):
            return None
        return "close"

    def _is_apostrophe(self, index: int, place: int, before: str, after: str) -> bool:
        """The lads' kit: a mark behind a letter with more of the sentence and a better closing mark to come."""
        if not before.isalnum() or not after.isspace() or not self.text[place + 2 : place + 3].islower():
            return False
        for later, glyph in self.marks[index + 1 : index + 1 + _AHEAD]:
            if _FAMILY[glyph] != _FAMILY[self.marks[index][1]]:
                continue
            shape = self._shape(later, glyph)
            if shape == "open":
                return False
            if shape == "close" and self._sides(later, glyph)[0] in ",.!?…":
                return True
        return False

    def _next_shape(self, index: int, family: str) -> str | None:
        for place, glyph in self.marks[index + 1 : index + 1 + _AHEAD]:
            if _FAMILY[glyph] == family:
                return self._shape(place, glyph)
        return None

    def _open(self, index: int, place: int, glyph: str) -> None:
        family = _FAMILY[glyph]
        if any(_FAMILY[m.glyph] == family for m in self.stack[-_DEEPEST:]) and not self._nests(index, family):
            while any(_FAMILY[m.glyph] == family for m in self.stack):
                self._abandon(place, keep=True)
        if len(self.stack) >= _DEEPEST:
            self._abandon(place, keep=False)
        inner = place + len(glyph)
        self.stack.append(Marked(place, inner, (inner, inner), glyph, closed=False))

    def _nests(self, index: int, family: str) -> bool:
        """Two closing marks ahead of the next opening one: the same marks stand inside themselves."""
        closing = 0
        for place, glyph in self.marks[index + 1 : index + 1 + _AHEAD]:
            if _FAMILY[glyph] != family:
                continue
            shape = "close" if glyph in "”»’" else self._shape(place, glyph)
            if shape == "open":
                return False
            closing += shape == "close"
            if closing > 1:
                return True
        return False

    def _close(self, place: int, glyph: str) -> None:
        family = _FAMILY[glyph]
        if not any(_FAMILY[m.glyph] == family for m in self.stack):
            self.orphan = place + len(glyph)
            return
        while _FAMILY[self.stack[-1].glyph] != family:
            self._abandon(place, keep=False)
        done = self.stack.pop()
        done.end, done.inner, done.closed = place + len(glyph), (done.inner[0], place), True
        (self.stack[-1].children if self.stack else self.top).append(done)

    def _abandon(self, end: int, *, keep: bool) -> None:
        lost = self.stack.pop()
        home = self.stack[-1].children if self.stack else self.top
        if not keep:
            home.extend(lost.children)
            return
        lost.end = lost.start + len(self.text[lost.start : end].rstrip())
        lost.inner = (lost.inner[0], max(lost.inner[0], lost.end))
        home.append(lost)
