"""A judged statement and the text's quotations -> whose words they are, and in which voice.

Does not: find quotations or speakers (see `framing.speech`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from framing.types import Quotation, Span, TaggedStatement, Voice
from framing.voice import is_disowned

# What may stand between a quotation and the words that report it.
_BETWEEN = " ,;:.!?…–—-\t\r\n"
_MARKS = "\"'“”„«»‘’‚‹›–— \t\r\n"
# The words belong to a quotation when at least this share of them stands in it.
_SHARE = 0.5
# Evidence often runs from the reporting phrase into what is reported: this share, if that is nearly all of the report.
_SHARE_REPORTED, _WHOLE = 1 / 3, 0.8


def find_outer(quotations: Sequence[Quotation]) -> list[tuple[int, int]]:
    """The direct quotations that stand in no other, in order: where a text is cut into statements.

    Some words quoted in the middle of the author's sentence are no statement of their own.
    """
    outer: list[tuple[int, int]] = []
    end = 0
    for quotation in quotations:
        if quotation.span.start < end:
            continue
        end = quotation.span.end
        if quotation.kind == "direct" and not _is_fragment(quotation.span.text):
            outer.append((quotation.span.start, end))
    return outer


def is_inside(span: Span, outer: Sequence[tuple[int, int]]) -> bool:
    """Whether a statement lies in one of these quotations (in order of start)."""
    place = bisect_right(outer, (span.start, float("inf"))) - 1
    return place >= 0 and span.start + len(span.text.rstrip(_BETWEEN)) <= outer[place][1]


def find_edges(span: Span, near: Sequence[tuple[int, Quotation]]) -> list[int]:
    """Where quotations begin and end inside a statement, as offsets into it."""
    edges = {edge - span.start for _, q in near for edge in (q.span.start, q.span.end)}
    return sorted(edge for edge in edges if 0 < edge < span.end - span.start)


def _is_fragment(text: str) -> bool:
    letters = text.lstrip(_MARKS)
    return letters[:1].islower() and not text.rstrip(_MARKS).endswith((".", "!", "?", "…"))


@dataclass(frozen=True, slots=True)
class Quoted:
    """The quotations of a text, in order of start, and how far any of the first ones reaches.

    Attributes:
        quotations: all of them.
        starts: where each begins.
        reach: the furthest end of each and those before it.
    """

    quotations: tuple[Quotation, ...]
    starts: list[int]
    reach: list[int]

    def find_near(self, span: Span) -> list[tuple[int, Quotation]]:
        """Those that share something with a statement, with their index; others in between are few."""
        first, last = bisect_right(self.reach, span.start), bisect_left(self.starts, span.end)
        return [(index, self.quotations[index]) for index in range(first, last)]


def index_quotations(quotations: Sequence[Quotation]) -> Quoted:
    """Make the quotations of a text ready to be asked for by place."""
    starts = [quotation.span.start for quotation in quotations]
    reach = list(accumulate((quotation.span.end for quotation in quotations), max))
    return Quoted(tuple(quotations), starts, reach)


def attribute(statement: TaggedStatement, near: Sequence[tuple[int, Quotation]], author: str | None) -> TaggedStatement:
    """The statement with its quotation, speaker and voice; `author` is who wrote the text, if that is known.

    The name of whoever is quoted tells nothing of whose the words are. A device that the quoted speaker denies
    ("denied that ...", "this is no ...") is rejected; any other in a quotation is quoted.
    """
    evidence = [span for tag in statement.tags for span in tag.spans]
    telling = [span for span in evidence if not any(_is_within(span, quotation.mention) for _, quotation in near)]
    chosen = choose_quotation(near, telling or evidence or [statement.span])
    if chosen is None:
        return replace(statement, speaker=author)
    index, quotation = chosen
    disowned = quotation.kind == "indirect" and is_disowned(quotation.cue) and bool(statement.tags)
    voice: Voice = "rejected" if disowned or statement.voice == "rejected" else "quoted"
    speaker = quotation.speaker.text if quotation.speaker else None
    return replace(statement, quotation=index, speaker=speaker, voice=voice)


def choose_quotation(near: Sequence[tuple[int, Quotation]], words: Sequence[Span]) -> tuple[int, Quotation] | None:
    """The innermost quotation that holds most of these words; None where they are the author's.

    `words` are the spans that carry the devices or, without any, the statement itself.
    """
    total = sum(span.end - span.start for span in words)
    best: tuple[int, int] | None = None
    chosen = None
    for index, quotation in near:
        shared = sum(_overlap(quotation.span, span) for span in words)
        rank = (shared, quotation.span.start - quotation.span.end)
        if shared and _holds(quotation, shared, total) and (best is None or rank > best):
            best, chosen = rank, (index, quotation)
    return chosen


def _is_within(span: Span, other: Span | None) -> bool:
    return other is not None and other.start <= span.start and span.end <= other.end


def _holds(quotation: Quotation, shared: int, total: int) -> bool:
    length = quotation.span.end - quotation.span.start
    reported = quotation.kind == "indirect" and shared >= _WHOLE * length and shared >= _SHARE_REPORTED * total
    return reported or shared >= _SHARE * total


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
