"""A text -> the plain text the model reads: normalised, with stand-ins for the names that must not sway a verdict.

What is said about a country is a device or none whichever country it is. So the model never reads which: every
country, people and capital that is known, every party, and every person named in full or after a title is replaced by
a stand-in, the same one for all forms of one name within a statement. Offsets still lead to the text as received.

Does not: know names that stand in no table ("Arland", a surname alone): those the model reads.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from framing.names import GIVEN_NAMES, NAME_LINKS, TITLES
from framing.nations import ENGLISH, ORDINARY, PARTIES
from framing.nations_slavic import ACRONYMS, STANDINS, read_forms
from framing.normalise import NormalisedText, normalise
from framing.tongues import guess_tongue

Kind = Literal["country", "adjective", "people", "capital", "party", "members", "person", "surname"]

# Of one quarter of the world and alike in wealth, so that nothing is said by which is which.
_NATIONS = (
    {"country": "norway", "adjective": "norwegian", "people": "norwegians", "capital": "oslo"},
    {"country": "sweden", "adjective": "swedish", "people": "swedes", "capital": "stockholm"},
    {"country": "finland", "adjective": "finnish", "people": "finns", "capital": "helsinki"},
    {"country": "denmark", "adjective": "danish", "people": "danes", "capital": "copenhagen"},
)
_SLAVIC: Mapping[str, Sequence[Mapping[str, str]]] = STANDINS
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
    """A form of a name that is known: what kind it is, and which name it is a form of.

    Attributes:
        form: as it stands in a normalised text.
        kind: what it names.
        name: the same for all forms of one name.
        language: code of its language.
        capital: whether it is a name only with a capital.
    """

    form: str
    kind: Kind
    name: str
    language: str = "en"
    capital: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """A name in a text: its place, kind, and which name it is a form of."""

    start: int
    end: int
    kind: Kind
    name: str
    language: str = "en"


@cache
def _index_forms() -> dict[str, tuple[_Known, ...]]:
    """All known forms by their first word, the longest first."""
    known = [
        _Known(form, kind, nation.country[0], capital=form in ORDINARY)
        for nation in ENGLISH
        for kind, forms in (
            ("country", nation.country), ("adjective", nation.adjective), ("people", nation.people),
            ("capital", nation.capital),
        )
        for form in forms
    ]  # fmt: skip
    known += [_Known(*each) for each in read_forms()]
    known += [_Known(form, kind, members) for one, members in PARTIES for form, kind in ((one, "party"), (members, "members"))]
    index: dict[str, list[_Known]] = {}
    # The country before the adjective that is spelled alike: "Polska".
    for each in sorted(known, key=lambda each: (-len(each.form), not each.capital)):
        first = _WORD.match(each.form)
        index.setdefault(first.group() if first else each.form, []).append(each)
    return {word: tuple(forms) for word, forms in index.items()}


def neutralise(text: str) -> NormalisedText:
    """Normalise a text of any content and put stand-ins for its names."""
    plain = normalise(text)
    found = list(_find_names(plain, text))
    return _replace(plain, found) if found else plain


def _find_names(plain: NormalisedText, received: str) -> Iterator[_Found]:
    words = [match.span() for match in _WORD.finditer(plain.text)]
    is_shouting = received.isupper()
    forms = _index_forms()
    # Of the other words, so that no name decides how the names are read.
    language = guess_tongue(word for span in words if (word := plain.text[slice(*span)]) not in forms)
    done = 0
    surnames: set[str] = set()
    for index, (start, end) in enumerate(words):
        if start < done:
            continue
        found = _find_known(plain, received, start, language, is_shouting=is_shouting) or _find_person(
            plain, received, words, index, surnames
        )
        if found:
            yield found
            done = found.end


def _find_known(
    plain: NormalisedText, received: str, start: int, language: str | None, *, is_shouting: bool
) -> _Found | None:
    """The longest known form that begins here, in the text's own language where that has it."""
    word = _WORD.match(plain.text, start)
    best: _Known | None = None
    for known in _index_forms().get(word.group() if word else "", ()):
        if best and len(known.form) < len(best.form):
            break
        if not _is_form_of(known, plain, received, start, language, is_shouting=is_shouting):
            continue
        if best is None or (known.language == language != best.language):
            best = known
    return _Found(start, start + len(best.form), best.kind, best.name, best.language) if best else None


def _is_form_of(
    known: _Known, plain: NormalisedText, received: str, start: int, language: str | None, *, is_shouting: bool
) -> bool:
    end = start + len(known.form)
    if not plain.text.startswith(known.form, start) or plain.text[end : end + 1].isalpha():
        return False
    # What is an ordinary word in one language is a name only in its own: "Pole" in Polish is a field.
    if known.capital and language not in {None, known.language}:
        return False
    needs = known.capital or known.kind in {"party", "members"}
    if needs and (is_shouting or not _is_capital(plain, received, start)):
        return False
    return known.form not in {"us", *ACRONYMS} or _is_capital(plain, received, end - 1)


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
    after_title = index > 0 and plain.text[slice(*words[index - 1])] in TITLES and plain.text[words[index-1][1]:start] in {" ", ". "}
    if word not in GIVEN_NAMES and not (after_title and word not in TITLES):
        return None
    last = index
    while (
        last + 1 < len(words)
        and last - index < 2
        and plain.text[end : words[last + 1][0]] in {" ", "-", "'"}
        and _is_capital(plain, received, words[last + 1][0])
        and plain.text[slice(*words[last + 1])] not in _index_forms()
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
        standins = _SLAVIC.get(each.language, table) if table is _NATIONS else table
        standin = standins[min(slot, len(table) - 1)][each.kind]
        pieces += [plain.text[done : each.start], standin]
        places = np.linspace(each.start, each.end - 1, len(standin)).round().astype(np.int64)
        origins += [plain.origins[done : each.start], plain.origins[places]]
        done = each.end
    pieces.append(plain.text[done:])
    origins.append(plain.origins[done:])
    return NormalisedText("".join(pieces), np.concatenate(origins))
