"""A text -> the plain text the model reads: normalised, with stand-ins for the names that must not sway a verdict.

What is said about a country is a device or none whichever country it is. So the model never reads which: every
country, people and capital that is known, every party, and every person named in full, after a title or of public
life is replaced by a stand-in, the same one for all forms of one name within a statement. Stand-ins are never
inflected, so that two names leave the same text whatever their declension. Offsets lead to the text as received.

Does not: know names that stand in no table ("Arland", an unknown surname alone): those the model reads.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from framing.names.english import PARTIES
from framing.names.given import HE, SHE
from framing.names.leaders import list_leaders
from framing.names.nations import ACRONYMS, NationKind, list_nation_forms
from framing.normalise import NormalisedText, normalise
from framing.wordlists import word_set

Kind = NationKind | Literal["party", "members", "person", "surname"]
Hint = Kind | Literal["given", "title"]

# What stands in for the nations of a text, in the order in which it speaks of them, by script; then for parties and
# persons. Nations of one corner of the world and alike in wealth: which is which says nothing.
_LATIN = (
    {"country": "norway", "adjective": "norwegian", "people": "norwegians", "capital": "oslo"},
    {"country": "sweden", "adjective": "swedish", "people": "swedes", "capital": "stockholm"},
    {"country": "finland", "adjective": "finnish", "people": "finns", "capital": "helsinki"},
    {"country": "denmark", "adjective": "danish", "people": "danes", "capital": "copenhagen"},
)
_CYRILLIC = (
    {"country": "норвегия", "adjective": "норвежский", "people": "норвежцы", "capital": "осло"},
    {"country": "швеция", "adjective": "шведский", "people": "шведы", "capital": "стокгольм"},
    {"country": "финляндия", "adjective": "финский", "people": "финны", "capital": "хельсинки"},
    {"country": "дания", "adjective": "датский", "people": "датчане", "capital": "копенгаген"},
)
_PARTIES = (
    {"party": "liberal", "members": "liberals"},
    {"party": "conservative", "members": "conservatives"},
    {"party": "socialist", "members": "socialists"},
)
_LATIN_PEOPLE = (
    {"person": "alex hansen", "surname": "hansen"},
    {"person": "robin berg", "surname": "berg"},
    {"person": "kim larsen", "surname": "larsen"},
)
_CYRILLIC_PEOPLE = (
    {"person": "саша хансен", "surname": "хансен"},
    {"person": "женя берг", "surname": "берг"},
    {"person": "валя ларсен", "surname": "ларсен"},
)
_Table = Sequence[Mapping[str, str]]

# Given names that are other words at the head of a sentence.
_NO_GIVEN_NAMES = word_set("will mark bill rob frank grant dean rose grace dawn heather joy norman milan")
_TITLES = word_set(
    "mr mrs ms miss dr prof professor sir dame president chancellor premier minister senator governor mayor "
    "congressman congresswoman judge justice comrade президент президента президенту президентом президентка "
    "президентки канцлер канцлера премьер министр министра министром депутат депутата сенатор губернатор мэр мэра "
    "господин господина товарищ пан пана пані прем'єр міністр міністра депутатка мер мера министър министърът "
    "премиер премиерът президентът депутатът кмет кметът господинът председник председника премијер премијера "
    "министар министра посланик predsednik predsednika predsednica premijer premijera premijerka ministar "
    "ministra ministarka poslanik gospodin prezydent prezydenta premiera ministra poseł posła posłanka burmistrz "
    "pani"
)
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_SURNAME = frozenset({" ", "-", " - "})
_AFTER_TITLE = frozenset({" ", ". "})


@dataclass(frozen=True, slots=True)
class _Known:
    """A form that is known, as it stands in a normalised text.

    Attributes:
        form: the word or words.
        hint: what it names, or what it says of the next word.
        name: the same for all forms of one name.
        capital: whether it is a name only with a capital.
    """

    form: str
    hint: Hint
    name: str
    capital: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """A name in a text: its place, kind, and which name it is a form of."""

    start: int
    end: int
    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text: normalised, where each stands, and how to learn whether it was received with a capital."""

    plain: NormalisedText
    received: str
    matches: Sequence[re.Match[str]]

    def __getitem__(self, index: int) -> str:
        """The normalised word, or none beyond the last."""
        return self.matches[index].group() if index < len(self.matches) else ""

    def is_capital(self, place: int) -> bool:
        """Whether the letter that came to stand at `place` was received as a capital."""
        return self.received[self.plain.origins[place]].isupper()

    def find_gap(self, index: int) -> str:
        """What stands between a word and the next."""
        return self.plain.text[self.matches[index].end() : self.matches[index + 1].start()]


def neutralise(text: str) -> NormalisedText:
    """Normalise a text of any content and put stand-ins for its names.

    >>> neutralise("Russia's war on Ukraine").text
    "norway's war on sweden"
    """
    plain = normalise(text)
    if _index_forms().keys().isdisjoint(_WORD.findall(plain.text)):
        return plain
    found = list(_find_names(_Words(plain, text, list(_WORD.finditer(plain.text)))))
    return _replace(plain, found) if found else plain


@cache
def _index_forms() -> Mapping[str, Sequence[_Known]]:
    """All known forms by their first word, the longest first; made when first needed."""
    nations = [_Known(known.form, known.kind, known.nation, known.capital) for known in list_nation_forms()]
    words: list[tuple[str, Hint, str]] = [(title, "title", "") for title in _TITLES]
    words += [(form, "surname", form) for form in list_leaders()]
    words += [(name, "given", "") for name in (HE | SHE) - _NO_GIVEN_NAMES]
    for one, members in PARTIES:
        words += [(one, "party", members), (members, "members", members)]
    others = [_Known(form, hint, name, hint != "title") for form, hint, name in words]
    index: dict[str, list[_Known]] = {}
    # What needs a capital comes first: "Polska" is the country, "polska" its adjective.
    for each in sorted(nations + others, key=lambda each: (-len(each.form), not each.capital)):
        first = _WORD.match(each.form)
        index.setdefault(first.group() if first else each.form, []).append(each)
    return {word: tuple(forms) for word, forms in index.items()}


def _find_names(words: _Words) -> Iterator[_Found]:
    forms = _index_forms()
    is_shouting = words.received.isupper()
    surnames: set[str] = set()
    done = 0
    for index, match in enumerate(words.matches):
        word = match.group()
        if word not in forms and word not in surnames:
            continue
        start = match.start()
        if start < done:
            continue
        found = None
        for known in forms.get(word, ()):
            if _is_form(known, words, start, is_shouting=is_shouting):
                found = _read_hint(known, words, index)
                if found:
                    break
        if not found and word in surnames and words.is_capital(start):
            found = _Found(start, match.end(), "surname", word)
        if found:
            yield found
            done = found.end
            if found.kind in {"person", "surname"}:
                surnames.add(found.name)


def _is_form(known: _Known, words: _Words, start: int, *, is_shouting: bool) -> bool:
    text, end = words.plain.text, start + len(known.form)
    if not text.startswith(known.form, start) or text[end : end + 1].isalpha():
        return False
    if known.form in ACRONYMS:
        return not is_shouting and words.is_capital(start) and words.is_capital(end - 1)
    # Where all is in capitals, a capital tells a name of nobody's from an ordinary word no longer.
    return not known.capital or (not is_shouting and words.is_capital(start))


def _read_hint(known: _Known, words: _Words, index: int) -> _Found | None:
    """The name that a known form is or begins."""
    start = words.matches[index].start()
    if known.hint == "title":
        return _read_titled(words, index)
    if known.hint == "given":
        return _read_full_name(words, index)
    return _Found(start, start + len(known.form), known.hint, known.name)


def _read_titled(words: _Words, index: int) -> _Found | None:
    """The surname after a title, which stays; a full name after it is found on its own."""
    following = words[index + 1]
    if not following or words.find_gap(index) not in _AFTER_TITLE:
        return None
    if {known.hint for known in _index_forms().get(following, ())} - {"given", "surname"}:
        return None
    start, end = words.matches[index + 1].span()
    return _Found(start, end, "surname", following) if words.is_capital(start) else None


def _read_full_name(words: _Words, index: int) -> _Found | None:
    """Given names and one surname, which may be double."""
    forms = _index_forms()
    last = index
    while last + 1 < len(words.matches) and words.is_capital(words.matches[last + 1].start()):
        gap, hints = words.find_gap(last), {known.hint for known in forms.get(words[last + 1], ())}
        is_full = last > index and not _is_given(words[last])
        if gap not in _BEFORE_SURNAME or (is_full and "-" not in gap) or hints - {"given", "surname"}:
            break
        last += 1
    if last == index:
        return None
    return _Found(words.matches[index].start(), words.matches[last].end(), "person", words[last])


def _is_given(word: str) -> bool:
    return word in HE or word in SHE


def _replace(plain: NormalisedText, found: Sequence[_Found]) -> NormalisedText:
    """Each name's stand-in, its letters spread over the place of the name."""
    places: dict[tuple[str, str], int] = {}
    counts: dict[str, int] = {}
    pieces: list[str] = []
    origins = [plain.origins[:0]]
    done = 0
    for each in found:
        group, table = _choose_table(plain.text[each.start], each.kind)
        if (group, each.name) not in places:
            places[group, each.name] = counts[group] = counts.get(group, -1) + 1
        standin = table[min(places[group, each.name], len(table) - 1)][each.kind]
        spread = np.linspace(each.start, each.end - 1, len(standin)).round().astype(np.int64)
        pieces += [plain.text[done : each.start], standin]
        origins += [plain.origins[done : each.start], plain.origins[spread]]
        done = each.end
    pieces.append(plain.text[done:])
    origins.append(plain.origins[done:])
    return NormalisedText("".join(pieces), np.concatenate(origins))


def _choose_table(letter: str, kind: Kind) -> tuple[str, _Table]:
    """What is counted together, and the stand-ins in the script of the letter."""
    is_cyrillic = "Ѐ" <= letter <= "ԯ"
    if kind in {"person", "surname"}:
        return "person", _CYRILLIC_PEOPLE if is_cyrillic else _LATIN_PEOPLE
    if kind in {"party", "members"}:
        return "party", _PARTIES
    return "nation", _CYRILLIC if is_cyrillic else _LATIN
