"""A text -> the people, countries, bodies and groups in it whom a reader could ask about, without a model.

Names are told by their form and their place: runs of capitalised words that a sentence's beginning does not
explain, acronyms, @handles, #tags, names of the tables in `framing.entity_names`, and in English roles ("the
government"). Titles, articles and the possessive are left outside.

Does not: say who is who (see `framing.mentions`), or tell a person from a place.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.entity_names import (
    ADJECTIVES,
    AFTER_NAME,
    BODIES,
    BODY_STEMS,
    COUNTRIES,
    ENDING,
    LINKS,
    OPENERS,
    PEOPLES,
    ROLE_PAIRS,
    ROLES,
    STEMS,
    TITLES,
)
from framing.types import Span

_TOKEN = re.compile(r"[@#]?\w+(?:[.’'&-]\w+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_TAIL = re.compile(r"['’].*")
# What may stand between the words of one name: blanks, and the full stop of "Mr." or an initial.
_INSIDE = re.compile(r"[ \t\u00a0]+")
_ABBREVIATED = re.compile(r"\.[ \t\u00a0]*")
_ENDS_SENTENCE = re.compile(r"[.!?…:\n\"“”„«»‘(\[–—*•>|]|\s-\s")
# More capitals than this share of the words, and capitals say nothing.
_SHOUTING = 0.6
_SHOUTING_WORDS = 4
_KNOWN = COUNTRIES | PEOPLES | BODIES
# Written small, shorter names are other words: "us", "who".
_SMALL_LETTERS = 4
_DETERMINERS = frozenset({"the", "this", "our", "your", "their", "his", "her", "its", "my"})
# A role has at most this many words before it: "the new Serbian government".
_BEFORE_ROLE = 2


@dataclass(frozen=True, slots=True)
class _Word:
    """One word: where it stands, folded and without the possessive, and what its form and place tell."""

    start: int
    end: int
    folded: str
    capital: bool
    acronym: bool
    opens: bool
    possessive: bool
    joined: bool  # nothing but a blank stands between it and the word before


def find_entities(text: str, language: str) -> tuple[Span, ...]:
    """Every mention of somebody or something to ask about, in order, without overlaps.

    >>> [span.text for span in find_entities("Yesterday President Orla Venn thanked NATO and the police.", "en")]
    ['Orla Venn', 'NATO', 'police']
    """
    words = _read_words(text)
    elsewhere = {word.folded for word in words if word.capital and not word.opens}
    places = [*_find_tags(text, words), *_find_table_names(words, language)]
    if not _is_shouting(words):
        places += _find_runs(words, elsewhere, language)
    if language == "en":
        places += _find_roles(words)
    return _order(text, places)


def group_entities(spans: Sequence[Span]) -> dict[str, tuple[Span, ...]]:
    """The spans of each name, in order of first appearance; a surname goes with the first longer name that ends in it.

    >>> groups = group_entities(find_entities("Then Orla Venn spoke. Nobody believed Venn.", "en"))
    >>> {name: len(spans) for name, spans in groups.items()}
    {'Orla Venn': 2}
    """
    names: dict[str, str] = {}
    for span in spans:
        folded = span.text.casefold()
        names.setdefault(folded, span.text)
        names.setdefault(folded.rpartition(" ")[2], span.text)
    groups: dict[str, list[Span]] = {}
    for span in spans:
        groups.setdefault(names[span.text.casefold()], []).append(span)
    return {name: tuple(found) for name, found in groups.items()}


def _read_words(text: str) -> list[_Word]:
    words: list[_Word] = []
    last = 0
    for match in _TOKEN.finditer(text):
        raw, start = match.group(), match.start()
        plain = raw if raw.isalnum() or len(raw) <= 2 else _POSSESSIVE.sub("", raw)  # noqa: PLR2004  "'s" needs a word before it
        gap = text[last:start]
        blank = gap == " "  # as nearly always: nothing to look at
        words.append(
            _Word(
                start,
                start + len(plain),
                plain.casefold(),
                plain[0].isupper(),
                len(plain) > 1 and plain.isupper() and plain.isalnum(),
                not words
                or (not blank and _ENDS_SENTENCE.search(gap) is not None and not _is_abbreviated(words[-1], gap)),
                raw != plain or text[match.end() : match.end() + 1] in {"'", "’"},
                bool(words) and (blank or _INSIDE.fullmatch(gap) is not None or _is_abbreviated(words[-1], gap)),
            )
        )
        last = match.end()
    return words


def _is_abbreviated(word: _Word, gap: str) -> bool:
    """Whether the full stop after a word belongs to it: "Mr. Roy", "J. Roy"."""
    short = word.folded in TITLES or len(word.folded) == 1
    return word.capital and short and _ABBREVIATED.fullmatch(gap) is not None


def _is_shouting(words: Sequence[_Word]) -> bool:
    loud = sum(word.acronym for word in words)
    return len(words) >= _SHOUTING_WORDS and loud > _SHOUTING * len(words)


def _find_tags(text: str, words: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    return ((w.start, w.end) for w in words if text[w.start] in "@#" and any(c.isalpha() for c in w.folded))


def _find_table_names(words: Sequence[_Word], language: str) -> Iterator[tuple[int, int]]:
    """Names that are known, however they are written in a text without capitals, and peoples of Slavic languages."""
    careless = not any(word.capital and not word.opens for word in words)
    stems = STEMS.get(language, ())
    for word in words:
        known = word.folded in _KNOWN and (word.capital or (careless and len(word.folded) >= _SMALL_LETTERS))
        if known or _is_stem(word, stems):
            yield word.start, word.end


def _is_stem(word: _Word, stems: Sequence[str]) -> bool:
    # One call for all stems is many times faster; few words pass it.
    passes = word.folded.startswith(tuple(stems)) if stems else False
    return passes and any(word.folded.startswith(stem) and len(word.folded) - len(stem) <= ENDING for stem in stems)


def _find_runs(words: Sequence[_Word], elsewhere: set[str], language: str) -> Iterator[tuple[int, int]]:
    index = 0
    while index < len(words):
        end = _find_run_end(words, index) if words[index].capital else index
        if end > index:
            yield from _trim_run(words, index, _add_small_word(words, end, language), elsewhere)
        index = max(end, index + 1)


def _find_run_end(words: Sequence[_Word], first: int) -> int:
    """The index after the last word of the capitalised run that begins at `first`; small links only inside it."""
    index, end = first, first
    while index < len(words):
        word = words[index]
        if index > first and (not word.joined or words[index - 1].possessive):
            break
        if word.capital:
            end = index + 1
        elif word.folded not in LINKS or word.folded == "and" or index - end >= 2:  # noqa: PLR2004  "of the"
            break
        index += 1
    return end


def _add_small_word(words: Sequence[_Word], end: int, language: str) -> int:
    head = words[end - 1].folded
    more = language in STEMS and end < len(words) and words[end].joined
    return end + 1 if more and any(head.startswith(stem) for stem in BODY_STEMS) else end


def _trim_run(words: Sequence[_Word], first: int, end: int, elsewhere: set[str]) -> Iterator[tuple[int, int]]:
    """Take off a sentence's first word and titles; drop what is left if its form or place explains the capital."""
    while first < end and _is_opener(words[first]) and (words[first].opens or end - first > 1):
        first += 1
    while first < end and words[first].folded in LINKS:
        first += 1
    start = first
    while start < end and words[start].folded in TITLES:
        start += 1
    first = start if start < end else first
    if first < end and (end - first > 1 or _is_name(words, first, elsewhere)):
        yield words[first].start, words[end - 1].end


def _is_opener(word: _Word) -> bool:
    return not word.acronym and _TAIL.sub("", word.folded) in OPENERS


def _is_name(words: Sequence[_Word], index: int, elsewhere: set[str]) -> bool:
    """Whether a capitalised word that stands alone is a name."""
    word = words[index]
    after = words[index + 1] if index + 1 < len(words) else None
    if _is_opener(word) or len(word.folded) == 1:
        return False
    if word.folded in ADJECTIVES:
        before = words[index - 1].folded if index else ""
        return before == "the" and (after is None or not after.joined or after.folded in AFTER_NAME | LINKS)
    if not word.opens or word.acronym or word.possessive or word.folded in elsewhere:
        return True
    return after is not None and after.joined and after.folded in AFTER_NAME


def _find_roles(words: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    """Roles with an article, without it: "the government", "the Serbian government", "our central bank"."""
    for index, word in enumerate(words):
        if word.folded not in _DETERMINERS:
            continue
        for first in range(index + 1, min(index + 2 + _BEFORE_ROLE, len(words))):
            if not words[first].joined:
                break
            pair = " ".join(w.folded for w in words[first : first + 2])
            end = first + 2 if pair in ROLE_PAIRS else first + 1 if words[first].folded in ROLES else 0
            if end and all(words[k].folded in ADJECTIVES for k in range(index + 1, first)):
                yield words[index + 1].start, words[end - 1].end
                break


def _order(text: str, places: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Spans in order; of several that overlap, the longest."""
    chosen: list[tuple[int, int]] = []
    for start, end in sorted(set(places), key=lambda place: (place[0], -place[1])):
        if not chosen or start >= chosen[-1][1]:
            chosen.append((start, end))
        elif end - start > chosen[-1][1] - chosen[-1][0]:
            chosen[-1] = (start, end)
    return tuple(Span(start, end, text[start:end]) for start, end in chosen)
