"""A text -> the plain text the model reads: normalised, with stand-ins for the names that must not sway a verdict.

What is said about a country is a device or none whichever country it is. So the model never reads which: every
country, people and capital that is known, every party, and every person named in full or after a title is replaced by
a stand-in, the same one for all forms of one name within a statement. Offsets still lead to the text as received.

Does not: know names that stand in no table ("Arland", a surname alone): those the model reads.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from framing.names import GIVEN_NAMES, TITLES
from framing.nations import ENGLISH, ORDINARY, PARTIES
from framing.normalise import NormalisedText, normalise

Kind = Literal["country", "adjective", "people", "capital", "party", "members", "person", "surname"]

# Of one quarter of the world and alike in wealth, so that nothing is said by which is which.
_NATIONS = (
    {"country": "norway", "adjective": "norwegian", "people": "norwegians", "capital": "oslo"},
    {"country": "sweden", "adjective": "swedish", "people": "swedes", "capital": "stockholm"},
    {"country": "finland", "adjective": "finnish", "people": "finns", "capital": "helsinki"},
    {"country": "denmark", "adjective": "danish", "people": "danes", "capital": "copenhagen"},
)
_PARTIES = (
    {"party": "liberal", "members": "liberals"},
    {"party": "conservative", "members": "conservatives"},
    {"party": "socialist", "members": "socialists"},
)
_PEOPLE = (
    {"person": "alex hansen", "surname": "hansen"},
    {"person": "robin berg", "surname": "berg"},
    {"person": "kim larsen", "surname": "larsen"},
)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Known:
    """A form of a name that is known: what kind it is, and which name it is a form of."""

    form: str
    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class _Found:
    """A name in a text: its place, kind, and which name it is a form of."""

    start: int
    end: int
    kind: Kind
    name: str


def _index_forms() -> dict[str, tuple[_Known, ...]]:
    """All known forms by their first word, the longest first."""
    known = [
        _Known(form, kind, nation.country[0])
        for nation in ENGLISH
        for kind, forms in (
            ("country", nation.country), ("adjective", nation.adjective), ("people", nation.people),
            ("capital", nation.capital),
        )
        for form in forms
    ]  # fmt: skip
    known += [
        _Known(form, kind, members) for one, members in PARTIES for form, kind in ((one, "party"), (members, "members"))
    ]
    index: dict[str, list[_Known]] = {}
    for each in sorted(known, key=lambda each: -len(each.form)):
        first = _WORD.match(each.form)
        index.setdefault(first.group() if first else each.form, []).append(each)
    return {word: tuple(forms) for word, forms in index.items()}


_FORMS = _index_forms()


def neutralise(text: str) -> NormalisedText:
    """Normalise a text of any content and put stand-ins for its names."""
    plain = normalise(text)
    found = list(_find_names(plain, text))
    return _replace(plain, found) if found else plain


def _find_names(plain: NormalisedText, received: str) -> Iterator[_Found]:
    words = [match.span() for match in _WORD.finditer(plain.text)]
    is_shouting = received.isupper()
    done = 0
    surnames: set[str] = set()
    for index, (start, end) in enumerate(words):
        if start < done:
            continue
        found = _find_known(plain, received, start, is_shouting=is_shouting) or _find_person(
            plain, received, words, index, surnames
        )
        if found:
            yield found
            done = found.end


def _find_known(plain: NormalisedText, received: str, start: int, *, is_shouting: bool) -> _Found | None:
    word = _WORD.match(plain.text, start)
    for known in _FORMS.get(word.group() if word else "", ()):
        end = start + len(known.form)
        if not plain.text.startswith(known.form, start) or plain.text[end : end + 1].isalpha():
            continue
        needs = known.form in ORDINARY or known.kind in {"party", "members"}
        if needs and (is_shouting or not _is_capital(plain, received, start)):
            continue
        if known.form == "us" and not _is_capital(plain, received, end - 1):
            continue
        return _Found(start, end, known.kind, known.name)
    return None


def _is_capital(plain: NormalisedText, received: str, place: int) -> bool:
    return received[plain.origins[place]].isupper()


def _find_person(
    plain: NormalisedText, received: str, words: Sequence[tuple[int, int]], index: int, surnames: set[str]
) -> _Found | None:
    """A given name with the names after it, a name after a title, or a surname that was there before."""
    start, end = words[index]
    word = plain.text[start:end]
    if not _is_capital(plain, received, start):
        return None
    if word in surnames:
        return _Found(start, end, "surname", word)
    after_title = (
        index > 0
        and plain.text[slice(*words[index - 1])] in TITLES
        and plain.text[words[index - 1][1] : start] in {" ", ". "}
    )
    if word not in GIVEN_NAMES and not (after_title and word not in TITLES):
        return None
    last = index
    while (
        last + 1 < len(words)
        and last - index < 2
        and plain.text[end : words[last + 1][0]] in {" ", "-", "'"}
        and _is_capital(plain, received, words[last + 1][0])
        and plain.text[slice(*words[last + 1])] not in _FORMS
    ):
        last, end = last + 1, words[last + 1][1]
    if last == index and not after_title:
        return None
    surname = plain.text[slice(*words[last])]
    surnames.add(surname)
    return _Found(start, end, "surname" if last == index else "person", surname)


def _replace(plain: NormalisedText, found: Sequence[_Found]) -> NormalisedText:
    """Each name's stand-in, spread over the place of the name."""
    order: dict[tuple[int, str], int] = {}
    pieces: list[str] = []
    origins: list[np.ndarray] = []
    done = 0
    for each in found:
        table = next(t for t in (_NATIONS, _PARTIES, _PEOPLE) if each.kind in t[0])
        key = (id(table), each.name)
        slot = order.setdefault(key, sum(k[0] == id(table) for k in order))
        standin = table[min(slot, len(table) - 1)][each.kind]
        pieces += [plain.text[done : each.start], standin]
        places = np.linspace(each.start, each.end - 1, len(standin)).round().astype(np.int64)
        origins += [plain.origins[done : each.start], plain.origins[places]]
        done = each.end
    pieces.append(plain.text[done:])
    origins.append(plain.origins[done:])
    return NormalisedText("".join(pieces), np.concatenate(origins))
