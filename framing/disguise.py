"""Folded text -> the same text with disguised words written plainly, as one cell per code point.

Four disguises: letters on strokes and dots that belong to no alphabet, words spelled out with a mark between the
letters ("b e t r a y a l"), letters of one script that pose as another's ("stаb" with a Cyrillic a), and digits or
signs for letters ("tr4itor"). A cell is emptied where its code point vanishes and replaced where it stands for
another, so that the caller's map to the text as received stays exact.

Decisions never depend on case, which is folded already: else a second pass would decide otherwise.

Does not: know words. Where a digit may be meant (5G, B2B, COVID-19, su-27), or a spelling be an abbreviation, the
text stays as it is.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

# Pairs that look alike in common fonts, small or capital; from the Unicode confusables (UTS 39), only the letters of
# running text.
_LATIN_FOR_CYRILLIC = dict(zip("асеорхуікмнтвгзбѕјһԁԛԝ", "aceopxyikmhtbr36sjhdqw", strict=True)) | {"ё": "e"}
_LATIN_FOR_GREEK = dict(zip("αβεζηικμνορτυχγ", "abezhikmvoptuxy", strict=True))
_LATIN = _LATIN_FOR_CYRILLIC | _LATIN_FOR_GREEK | {"ɑ": "a", "ɡ": "g"}
_CYRILLIC_FOR_LATIN = dict(zip("aceopxyikmhtbj", "асеорхуікмнтвј", strict=True))
_CYRILLIC_FOR_GREEK = dict(zip("αβεηικμορτυχγπφ", "авенікмортухгпф", strict=True))
_CYRILLIC = _CYRILLIC_FOR_LATIN | _CYRILLIC_FOR_GREEK
# Where the capital looks like another letter than the small one does, the small ones are the rarer disguise, but for
# these: a Greek capital is told by what was received.
_LATIN_FOR_CAPITAL = {"Υ": "y", "Ν": "n", "Η": "h"}

# Micrometres are no millimetres.
_UNITS = frozenset({"μmol", "μsec", "μrad", "μsv", "μpa", "μbar"})

_IS_CYRILLIC, _IS_LATIN, _IS_GREEK = (re.compile(f"[{r}]") for r in ("Ѐ-ԯ", "a-zà-ɏɑɡ", "α-ωΐά-ώ"))
# A letter that looks like none of the other script: one is enough to know which script a word is in.
_FIRM_LATIN = re.compile(f"(?![{''.join(_CYRILLIC_FOR_LATIN)}s])[a-zà-ɏ]")
_FIRM_CYRILLIC = re.compile(f"(?![{''.join(_LATIN_FOR_CYRILLIC)}])[Ѐ-ԯ]")
_LETTERS = re.compile(r"[^\W\d_]+")

_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_ANY_MARK = re.compile(f"[{_MARKS}]")
_MARKED = re.compile(f"([a-z\u00df-\u024f\u0370-\u052f]?)([{_MARKS}]+)")

# What the Turkish capital folds to.
_DOTTED_I = "i\u0307"

# Letters that alphabets in use are written with; a dot below or a stroke makes others.
_ALPHABETIC = re.compile("[\u00df-\u024f\u0370-\u052f]")

# Four letters apart are no abbreviation, with full stops five ("U.S.S.R."); a list of letters in order is none.
_SPACED = re.compile(r"(?<![\w.])[^\W\d_](?:([ *_|~-])[^\W\d_](?:\1[^\W\d_]){2,}|(\.)[^\W\d_](?:\2[^\W\d_]){3,})(?!\w)")
_FEWEST_KINDS = 3
# What every spelled-out word has.
_APART = re.compile(r"([ *_|~.-])[^\W\d_]\1[^\W\d_]\1")

_LEET_LATIN = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s"}
_LEET_CYRILLIC = {"0": "о", "3": "з", "4": "ч", "6": "б", "@": "а"}
# Possessive, so that a token of a million letters is read once.
_LEET = re.compile(r"(?<![\w@$.])\$?[^\W_]++(?:[@$](?=[^\W\d_])[^\W_]++)*+(?![\w@$]|\.\w)")
_SIGN = re.compile(r"[\d@$]")
_SIGN_AT_LETTER = re.compile(r"[\d@$](?:(?<=[^\W\d_].)|(?=[^\W\d_]))")
# Words with a digit or sign between letters that would pass for disguised words.
_MEANT = frozenset({"c4isr", "log4j", "log4shell", "neo4j", "mp3s", "mp4s", "emp@tia", "ya3ne", "ya3ni"})
_VOWELS = frozenset("aeiouyаеёиоуыэюяіїє")
_FEWEST_LETTERS = 3
_NUMERAL = re.compile("[ivxlc]+")


def may_be_disguised(text: str) -> bool:
    """Whether a folded text holds anything that `undo` could change: a quick look, since most texts hold nothing."""
    if _APART.search(text) or _SIGN_AT_LETTER.search(text):
        return True
    return not text.isascii() and (
        _ANY_MARK.search(text) is not None
        or _is_mixed(*(pattern.search(text) is not None for pattern in (_IS_LATIN, _IS_CYRILLIC, _IS_GREEK)))
    )


def undo(cells: list[str], received: list[str]) -> bool:
    """Rewrite `cells`, one code point each, in place; True if any changed. `received` are what they came from."""
    before = list(cells)
    text = "".join(cells)
    for step in (_undo_marks, _undo_spacing, _undo_leet):
        step(text, cells)
        # What one step lays bare, the others see in the next pass.
        if cells != before:
            return True
    _undo_scripts(text, cells, received)
    return cells != before


def _undo_marks(text: str, cells: list[str]) -> None:
    for match in _MARKED.finditer(text):
        if not match[1] and match.start() and text[match.start() - 1].isalpha():
            continue  # a mark of another script's letter
        if match[0] == _DOTTED_I:
            continue
        base = match[1]
        for mark in match[2]:
            joined = unicodedata.normalize("NFC", base + mark)
            base = joined if base and _ALPHABETIC.fullmatch(joined) and joined.casefold() == joined else base
        cells[match.start() : match.end()] = [base] + [""] * (len(match[0]) - 1) if base else [""] * len(match[0])


def _undo_spacing(text: str, cells: list[str]) -> None:
    for match in _SPACED.finditer(text):
        letters = text[match.start() : match.end() : 2]
        in_order = all(ord(b) - ord(a) == 1 for a, b in pairwise(letters))
        if not in_order and len(set(letters)) >= _FEWEST_KINDS:
            cells[match.start() + 1 : match.end() : 2] = [""] * (len(letters) - 1)


def _undo_leet(text: str, cells: list[str]) -> None:
    if not _SIGN.search(text):
        return
    for match in _LEET.finditer(text):
        word = match.group()
        if _SIGN.search(word) and (plain := _read_leet(word)):
            cells[match.start() : match.end()] = plain


def _read_leet(word: str) -> str | None:
    """The word meant, or None where digits may be digits: at either end, next to each other, or among few letters."""
    table = _LEET_CYRILLIC if _IS_CYRILLIC.search(word) else _LEET_LATIN
    signs = [match.start() for match in _SIGN.finditer(word)]
    letters = len(word) - len(signs)
    last = len(word) - 1
    if letters < _FEWEST_LETTERS or len(signs) > letters or word in _MEANT or any(word[i] not in table for i in signs):
        return None
    for i in signs:
        beside = {i - 1, i + 1} & set(signs)
        opening = i == 0 and (word[i] == "$" or len(signs) > 1)
        between_vowels = 0 < i < last and word[i].isdigit() and word[i - 1] in _VOWELS and word[i + 1] in _VOWELS
        if i == last or (i == 0 and not opening) or beside or (between_vowels and word[i] == "4"):
            return None
    if letters == _FEWEST_LETTERS and word[-2:-1] in table:
        return None
    return "".join(table.get(c, c) for c in word)


def _undo_scripts(text: str, cells: list[str], received: list[str]) -> None:
    """Give each word with foreign look-alikes its own script, or its neighbours' where it could be either."""
    latin, cyrillic = len(_IS_LATIN.findall(text)), len(_IS_CYRILLIC.findall(text))
    if not _is_mixed(latin, cyrillic, bool(_IS_GREEK.search(text))):
        return
    words = [match.span() for match in _LETTERS.finditer(text)]
    firm = [_find_script(text[start:end]) for start, end in words]
    left, right = list(_remember(firm)), list(_remember(firm[::-1]))[::-1]
    everywhere = {script for script in firm if script}
    for index, (start, end) in enumerate(words):
        around = {side for side in (left[index], right[index]) if side}
        script = _choose_script(text[start:end], firm[index], around, everywhere)
        if script:
            table = _LATIN if script == "latin" else _CYRILLIC
            capitals = _LATIN_FOR_CAPITAL if script == "latin" else {}
            for i in range(start, end):
                cells[i] = capitals.get(received[i]) or table.get(text[i], text[i])


def _is_mixed(*counts: int) -> bool:
    return sum(map(bool, counts)) > 1


def _remember(scripts: Iterable[str | None]) -> Iterator[str | None]:
    """For each word, the script of the last firm one before it."""
    last = None
    for script in scripts:
        yield last
        last = script or last


def _find_script(word: str) -> str | None:
    """The script of a word with letters that look like no other script's; None where there are none, or of both."""
    latin, cyrillic = bool(_FIRM_LATIN.search(word)), bool(_FIRM_CYRILLIC.search(word))
    return None if latin == cyrillic else "latin" if latin else "cyrillic"


def _choose_script(word: str, firm: str | None, around: set[str], everywhere: set[str]) -> str | None:
    """The script to write a word in, or None to leave it.

    A word in one script is rewritten only in a text with no word that must be of that script: between two names in
    Latin letters, a Russian "не" is still Russian.
    """
    latin, cyrillic = len(_IS_LATIN.findall(word)), len(_IS_CYRILLIC.findall(word))
    greek = len(_IS_GREEK.findall(word))
    if greek and (len(word) < _FEWEST_LETTERS or word.removesuffix("s") in _UNITS):
        return None
    if not (latin or cyrillic or greek) or (firm and not greek and not (latin and cyrillic)):
        return None
    fits = {
        name
        for name, table, own in (("latin", _LATIN, _IS_LATIN), ("cyrillic", _CYRILLIC, _IS_CYRILLIC))
        if all(own.match(c) or table.get(c, "").isalpha() for c in word)
    }
    if not _is_mixed(latin, cyrillic, greek):
        if latin and (len(word) < _FEWEST_LETTERS or _NUMERAL.fullmatch(word)):
            return None  # "IT" and "Александр III" in a Russian text
        (only,) = everywhere if len(everywhere) == 1 else (None,)
        return only if only in fits else None
    if firm in fits:
        return firm
    return _guess_script(fits & around, latin, cyrillic, greek)


def _guess_script(likely: set[str], latin: int, cyrillic: int, greek: int) -> str | None:
    """The script of a word that tells nothing itself: its neighbours', or that of most of its letters."""
    if len(likely) == 1:
        return next(iter(likely))
    if greek > latin + cyrillic:
        return None
    return "latin" if latin >= cyrillic else "cyrillic"
