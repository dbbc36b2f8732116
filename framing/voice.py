"""A statement's words -> whether its speaker denies or disowns them.

"This is no stab in the back" names a device without using it. A denial is read backwards: the statement is turned
into what it denies, and a device found in those words, and in those only, is rejected.

Does not: find devices.
"""

import re
from dataclasses import dataclass
from itertools import islice

from framing.types import Span

# What is denied ends with the clause, or where the speaker says what is the case instead.
_SCOPE_END = re.compile(r"[,;:.!?…\n]|\s(?:but|rather|а|але|ale|али|ali|но|лише|само|tylko|lecz)\s", re.IGNORECASE)
_BE = r"\b(is|was|are|were|am|be|been|'s|’s|'re|’re)"
# The denying words, and what stands in their place when the denial is taken back. Before them what a text in small
# letters, with a blank for all white space, must hold for it: looking for that is far cheaper. It has no letter that
# `re.IGNORECASE` takes for another one than `str.lower` does (i, k, s, о, с, д).
_DENIALS: dict[str, tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...]] = {
    "en": (
        (("n't", "n’t"), re.compile(r"\b(is|was|are|were|be|been|being)n[’']t\b", re.IGNORECASE), r"\1"),
        ((" no ",), re.compile(rf"{_BE}\s+no\s+", re.IGNORECASE), r"\1 a "),
        ((" not ", " never ", " hardly "), re.compile(rf"{_BE}\s+(?:not|never|hardly)\s+", re.IGNORECASE), r"\1 "),
        (
            ("n't", "n’t", " not ", " never "),
            re.compile(r"\b(has|have|had|did|do|does)(?:n[’']t|\s+not|\s+never)\s+", re.IGNORECASE),
            r"\1 ",
        ),
        (("nobody", "no one"), re.compile(r"\b(?:nobody|no one)\b", re.IGNORECASE), "somebody"),
        (("never ",), re.compile(r"\bnever\s+", re.IGNORECASE), ""),
    ),
    "ru": (
        (("не",), re.compile(r"\b(?:не|никогда не)\s+", re.IGNORECASE), ""),
        (("никак",), re.compile(r"\bникакой\s+", re.IGNORECASE), ""),
    ),
    "uk": (
        (("не",), re.compile(r"\b(?:не|ніколи не)\s+", re.IGNORECASE), ""),
        (("ж",), re.compile(r"\bжоден\s+", re.IGNORECASE), ""),
    ),
    "bg": ((("не",), re.compile(r"\b(?:не|никога не)\s+", re.IGNORECASE), ""),),
    "pl": ((("n",), re.compile(r"\bnie\s+", re.IGNORECASE), ""),),
    "sr": (
        (("n",), re.compile(r"\bnije\b", re.IGNORECASE), "je"),
        (("n",), re.compile(r"\bnisu\b", re.IGNORECASE), "su"),
        (("није",), re.compile(r"\bније\b", re.IGNORECASE), "је"),
        (("ни",), re.compile(r"\bнису\b", re.IGNORECASE), "су"),
        (("ne", "не"), re.compile(r"\b(?:ne|не)\s+", re.IGNORECASE), ""),
    ),
}
_NEEDED = {language: {part for needed, _, _ in rows for part in needed} for language, rows in _DENIALS.items()}
# Each denial is one more reading of the statement; a statement of many would keep a worker busy for minutes.
_MOST_DENIALS = 4
# Nobody's sentence is longer; what is, is a list or no prose, and costs too much to read twice.
_LONGEST = 1000
# Reporting words by which a speaker disowns what the quotation after them says.
_DISOWNING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject\w*|dismiss\w*|refut\w*|disput\w*|отри[цч]а\w*|отверг\w*|опроверг\w*|"
    r"запереч\w*|відкину\w*|спросту\w*|отхвърл\w*|опровергав\w*|zaprzecz\w*|odrzuc\w*|demant\w*|odbac\w*|negira\w*|"
    r"демант\w*|одбац\w*|негира\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Affirmed:
    """A statement with one denial taken back.

    Attributes:
        text: the words that are denied, as if they were said.
        scope: where in the original statement the denied words stand.
        shift: what an offset into `text` behind the denial is off by, against the original.
    """

    text: str
    scope: tuple[int, int]
    shift: int

    def locate(self, span: Span) -> tuple[int, int] | None:
        """A span of `text` as a place in the original; None where it reaches outside the denied words."""
        start, end = span.start + self.shift, span.end + self.shift
        first, last = self.scope
        return (max(start, first), end) if end > first and end <= last and start < last else None


def affirm(text: str, language: str) -> tuple[Affirmed, ...]:
    """The statement with each of its first denials taken back, one at a time.

    Empty where nothing is denied, or the statement is too long to be one.
    """
    found: list[Affirmed] = []
    if len(text) > _LONGEST:
        return ()
    low = " ".join(text.lower().split()) + " "
    held = {part for part in _NEEDED.get(language, ()) if part in low}
    for needed, pattern, stand_in in _DENIALS.get(language, ()) if held else ():
        if held.isdisjoint(needed):
            continue
        for match in islice(pattern.finditer(text), _MOST_DENIALS - len(found)):
            put = match.expand(stand_in) if "\\" in stand_in else stand_in
            end = _SCOPE_END.search(text, match.end())
            scope = (match.end(), end.start() if end else len(text))
            affirmed = text[: match.start()] + put + text[match.end() :]
            found.append(Affirmed(affirmed, scope, match.end() - match.start() - len(put)))
    return tuple(found)


def is_disowned(cue: Span | None) -> bool:
    """Whether the reporting word says that the speaker does not own what is reported ("denied", "rejected")."""
    return cue is not None and _DISOWNING.search(cue.text) is not None
