"""A text and a target's name -> where that target stands in the text, however it is written there.

Ways, strongest first: its words (case ignored), a #tag or @handle made of them, the surname of a person, the
acronym of a body or the words of an acronym, an inflected form, a person's first name.

Does not: know who is meant by "he", or that two different names are one person.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.types import Span

_TOKEN = re.compile(r"\w+")
_ARTICLES = frozenset({"the", "a", "an"})
# A name of more words is looked for as it stands only: comparing word by word would take too long on hostile input.
_MOST_WORDS = 30
# Shorter parts of a name are met in too many other words: "cruz" marks a tag, "may" would not.
_TAG_LETTERS = 4
# An inflected form shares this many letters and this share of the name's word, and adds few:
# "Serbia" is in "Сербией" / "Сербия", not in "Сербохорватия"; "Austria" is not in "Australia".
_STEM_LETTERS, _STEM_SHARE, _ENDING_LETTERS = 4, 0.7, 3
_VOWELS = frozenset("aeoiаяоеёіиї")
# The last word of a name that is no surname: what kind of body or thing it is.
_KIND_WORDS = """
    academy act administration agency airport alliance army assembly association authority bank bill board bridge
    bureau cabinet centre center church city club coalition college commission committee company confederation
    congress convention corporation council court deal department directorate federation festival force forces
    foundation front fund government group guard hospital initiative institute isles islands kingdom law league media
    ministry mission movement network nations office organisation organization parliament party plan police power
    press programme project republic school senate service society stadium states street team treaty trust union
    university workers zealand korea arabia africa lanka
"""
_KINDS = frozenset(_KIND_WORDS.split())


@dataclass(frozen=True, slots=True)
class _Token:
    """One word of a text: where it stands, its folded form, whether it begins with a capital, whether # or @ leads."""

    start: int
    end: int
    folded: str
    capital: bool
    tag: bool


def find_target(text: str, target: str) -> Span | None:
    """Where the target stands first, or None.

    >>> find_target("Yesterday #HillaryClinton spoke.", "Hillary Clinton").text
    'HillaryClinton'
    >>> find_target("Рада была встреча с Сербией.", "Сербия").text
    'Сербией'
    """
    return next(iter(find_mentions(text, target)), None)


def find_mentions(text: str, target: str) -> tuple[Span, ...]:
    """Every place where the target stands, in order, without overlaps.

    Inflected forms and first names count only where no stronger way finds anything.
    """
    name = _split_name(target)
    if not name or len(name) > _MOST_WORDS:
        return _find_verbatim(text, target.strip())
    tokens = _split_tokens(text)
    strong = [
        *_find_words(tokens, [word.folded for word in name]),
        *_find_tags(tokens, name),
        *_find_surnames(tokens, name),
        *_find_acronyms(text, tokens, name),
    ]
    places = strong or [*_find_inflected(tokens, name)] or [*_find_first_names(tokens, name)]
    return _order(text, places)


def _split_name(target: str) -> list[_Token]:
    name = _split_tokens(target)
    return name[1:] if len(name) > 1 and name[0].folded in _ARTICLES else name


def _split_tokens(text: str) -> list[_Token]:
    return [
        _Token(
            match.start(),
            match.end(),
            match.group().casefold(),
            match.group()[0].isupper(),
            text[match.start() - 1 : match.start()] in {"#", "@"},
        )
        for match in _TOKEN.finditer(text)
    ]


def _find_verbatim(text: str, target: str) -> tuple[Span, ...]:
    start = text.find(target) if target else -1
    return (Span(start, start + len(target), target),) if start >= 0 else ()


def _order(text: str, places: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Spans in order; of two that overlap, the one that begins first, the longer one if both do."""
    spans: list[Span] = []
    for start, end in sorted(set(places), key=lambda place: (place[0], -place[1])):
        if not spans or start >= spans[-1].end:
            spans.append(Span(start, end, text[start:end]))
    return tuple(spans)


def _find_words(tokens: Sequence[_Token], words: Sequence[str]) -> Iterator[tuple[int, int]]:
    last = len(words) - 1
    for index in range(len(tokens) - last):
        if all(tokens[index + k].folded == word for k, word in enumerate(words)):
            yield tokens[index].start, tokens[index + last].end


def _find_tags(tokens: Sequence[_Token], name: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    joined = "".join(word.folded for word in name)
    parts = [joined] if len(joined) >= _TAG_LETTERS else []
    if _is_person(name):
        parts += [word.folded for word in (name[0], name[-1]) if len(word.folded) >= _TAG_LETTERS]
    for token in tokens:
        plain = token.folded.replace("_", "")
        if plain == joined or (token.tag and any(part in plain for part in parts)):
            yield token.start, token.end


def _is_person(name: Sequence[_Token]) -> bool:
    """Two to four capitalised words, the last of which names no kind of thing."""
    return 1 < len(name) <= 4 and all(word.capital for word in name) and name[-1].folded not in _KINDS  # noqa: PLR2004


def _find_surnames(tokens: Sequence[_Token], name: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    if _is_person(name):
        yield from _find_capitals(tokens, name[-1].folded)


def _find_first_names(tokens: Sequence[_Token], name: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    if _is_person(name) and len(name[0].folded) >= _TAG_LETTERS:
        yield from _find_capitals(tokens, name[0].folded)


def _find_capitals(tokens: Sequence[_Token], word: str) -> Iterator[tuple[int, int]]:
    """Places of a word, capitalised unless the text knows no capitals."""
    careless = not any(token.capital for token in tokens)
    return ((t.start, t.end) for t in tokens if t.folded == word and (t.capital or careless))


def _find_acronyms(text: str, tokens: Sequence[_Token], name: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    initials = "".join(word.folded[0] for word in name if word.capital)
    if len(name) > 1 and len(initials) > 1:
        yield from ((t.start, t.end) for t in tokens if t.folded == initials and text[t.start : t.end].isupper())
    acronym = name[0].folded
    if len(name) == 1 and name[0].capital and 1 < len(acronym) <= 6:  # noqa: PLR2004  no longer acronym is in use
        yield from _find_spelled_out([token for token in tokens if token.capital], acronym)


def _find_spelled_out(capitals: Sequence[_Token], acronym: str) -> Iterator[tuple[int, int]]:
    """Capitalised words that follow each other, but for short ones between, whose initials make the acronym."""
    n = len(acronym)
    for index in range(len(capitals) - n + 1):
        words = capitals[index : index + n]
        near = all(after.start - before.end <= 5 for before, after in itertools.pairwise(words))  # noqa: PLR2004  " of "
        if near and all(word.folded[0] == letter for word, letter in zip(words, acronym, strict=True)):
            yield words[0].start, words[-1].end


def _find_inflected(tokens: Sequence[_Token], name: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    last = len(name) - 1
    for index in range(len(tokens) - last):
        if all(_is_form(tokens[index + k], word) for k, word in enumerate(name)):
            yield tokens[index].start, tokens[index + last].end
    if _is_person(name):
        yield from ((token.start, token.end) for token in tokens if _is_form(token, name[-1]))


def _is_form(token: _Token, word: _Token) -> bool:
    """Whether a token is the word with another ending."""
    if word.capital and not token.capital:
        return False
    if token.folded == word.folded:
        return True
    shared = 0
    for one, other in zip(token.folded, word.folded, strict=False):
        if one != other:
            break
        shared += 1
    enough = shared >= _STEM_LETTERS and shared >= _STEM_SHARE * len(word.folded)
    # A short name that ends in a vowel loses it: "Рига", "Риге".
    enough |= shared == _STEM_LETTERS - 1 == len(word.folded) - 1 and word.folded[-1] in _VOWELS
    return enough and len(token.folded) - shared <= _ENDING_LETTERS
