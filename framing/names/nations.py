"""Tables of six languages -> every form of a country, its adjective, its people and its capital.

The tables stand in a module for each language. In those of Slavic languages an entry is a stem and the class of its
endings, parted by a plus ("росс+ия"), words of one name are joined by an underscore; a word without a plus is never
inflected. Forms are made from closed sets of endings, so that a word that only begins like a country is none.

Does not: hold a table of its own, know which language a text is in, or know compounds ("проамериканский").
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import ModuleType
from typing import Literal, NamedTuple

from framing.names import bulgarian, polish, russian, serbian, ukrainian
from framing.names.english import ENGLISH, ORDINARY
from framing.names.marks import strip_marks

NationKind = Literal["country", "adjective", "people", "capital"]
_KINDS: tuple[NationKind, ...] = ("country", "adjective", "people", "capital")
_CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџш"
_LATIN = """
a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š
"""
_TO_LATIN = str.maketrans(dict(zip(_CYRILLIC, _LATIN.split(), strict=True)))
# Words of their own as they stand here, so never names without their marks: Serbian guild (Czech) and spinach
# (Spaniard), French "bec" (Vienna), Polish dish (Denmark), English "pristine" (Priština), the name Madara (Hungarian).
_NEVER_UNMARKED = frozenset(
    ("ceh", "ceha", "cehu", "cehom", "cehe", "cesi", "spanac", "bec", "beca", "becu", "becom", "becem", "danie")
) | {"pristine", "madar", "madara", "madare"}
# Names only when their first and last letter are capitals: small, or with one capital, they are other words.
ACRONYMS = frozenset(("us", "сад", "sad", "бих", "bih"))


class NationForm(NamedTuple):
    """One form of a name.

    Attributes:
        form: as `framing.normalise` leaves it: small letters, words parted by single blanks.
        kind: what it names.
        nation: whose, by its first English name.
        language: code of the language it is a form of; "sr-Latn" for Serbian in Latin letters.
        capital: whether it is a name only when written with a capital.
    """

    form: str
    kind: NationKind
    nation: str
    language: str
    capital: bool


@cache
def list_nation_forms() -> tuple[NationForm, ...]:
    """All forms of all six languages; a form with marks also without them where that is no other word."""
    forms = [
        *_add_plain_yo(_read_language("ru", russian)),
        *_read_language("uk", ukrainian),
        *_read_language("bg", bulgarian),
        *_read_language("sr", serbian),
    ]
    latin = [
        known._replace(form=known.form.translate(_TO_LATIN), language="sr-Latn")
        for known in forms
        if known.language == "sr"
    ]
    latin += _read_language("pl", polish)
    taken = {known.form for known in latin} | _NEVER_UNMARKED
    unmarked = [
        known._replace(form=form) for known in latin for form in _list_unmarked(known.form) if form not in taken
    ]
    return (*_list_english(), *forms, *latin, *unmarked)


def _list_english() -> Iterator[NationForm]:
    for nation in ENGLISH:
        for kind in _KINDS:
            for form in getattr(nation, kind):
                yield NationForm(form, kind, nation.country[0], "en", form in ORDINARY)


def _read_language(language: str, tables: ModuleType) -> Iterator[NationForm]:
    """All forms of one language in the order of the table; a form of two nations is the first one's.

    A country that is named by its own adjective ("Polska") is the country with a capital and the adjective without.
    """
    ordinary = frozenset(tables.ORDINARY.split())
    names: dict[str, tuple[NationKind, str]] = {}
    adjectives: dict[str, tuple[NationKind, str]] = {}
    for kind, nation, form in _spell_table(tables):
        (adjectives if kind == "adjective" else names).setdefault(form, (kind, nation))
    for form, (kind, nation) in names.items():
        yield NationForm(form, kind, nation, language, form in ordinary or form in adjectives)
    for form, (kind, nation) in adjectives.items():
        yield NationForm(form, kind, nation, language, form in ordinary)


def _add_plain_yo(forms: Iterable[NationForm]) -> Iterator[NationForm]:
    for known in forms:
        yield known
        if "ё" in known.form:
            yield known._replace(form=known.form.replace("ё", "е"))


def _list_unmarked(form: str) -> set[str]:
    """The form as it is written on a keyboard without its letters: none if it has no marks."""
    if form.isascii():
        return set()
    bare = strip_marks(form)
    return {bare.replace("đ", "dj"), bare.replace("đ", "d")}


def _spell_table(tables: ModuleType) -> Iterator[tuple[NationKind, str, str]]:
    for line in tables.TABLE.strip().splitlines():
        nation, *columns = line.split()
        for kind, column in zip(_KINDS, columns, strict=True):
            for entry in column.split("/") if column != "-" else ():
                for form in _spell(entry, tables.ENDINGS[kind]):
                    yield kind, nation.replace("_", " "), form


def _spell(entry: str, endings: Mapping[str, str]) -> Iterator[str]:
    """All forms of an entry; the words of a name stand in the same case."""
    words = [_spell_word(word, endings) for word in entry.split("_")]
    cases = max(map(len, words))
    for case in zip(*(word * cases if len(word) == 1 else word for word in words), strict=True):
        yield from map(" ".join, itertools.product(*case))


def _spell_word(word: str, endings: Mapping[str, str]) -> list[list[str]]:
    """A word's forms, by case where its class has cases."""
    stem, inflected, name = word.partition("+")
    if not inflected:
        return [[stem]]
    return [[stem + ending.removeprefix("-") for ending in slot.split("/")] for slot in endings[name].split()]
