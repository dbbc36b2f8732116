"""A statement -> the same statement as somebody would write it to slip past a filter, or by accident.

Each function takes a text and a seeded generator; the same seed gives the same text. What they swap is listed here on
purpose and not read from `framing.normalise`: a bench that shares its tables with what it measures measures nothing.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from random import Random

Perturbation = Callable[[str, Random], str]

_WORD = re.compile(r"[^\W\d_]+")
_LONG = re.compile(r"[^\W\d_]{4,}")
_CYRILLIC = re.compile(r"[Ѐ-ԯ]")
_TO_CYRILLIC = dict(zip("aceopxyijsABCEHIKMOPTXYS", "асеорхуіјѕАВСЕНІКМОРТХУЅ", strict=True))
_TO_GREEK = dict(zip("aopvuABEZHIKMNOPTYX", "αορνυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", strict=True))
_TO_LATIN = {theirs: ours for ours, theirs in _TO_CYRILLIC.items()}
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
_QUOTES = {
    '"': "“”„‟«»″〝〞",
    "“": "„«〝",
    "”": "‟»〞",
    "„": "“«",
    "«": "“„",
    "»": "”“",
    "'": "‘’‛′ʼ`´",
    "’": "'‛′ʼ´",
    "-": "‐‑−",
    "—": "–―-",
    "–": "—―-",
}
_LEET = {"a": "4@", "e": "3", "i": "1", "o": "0", "s": "5$", "t": "7"}
_LEET_CYRILLIC = {"о": "0", "з": "3", "ч": "4", "б": "6", "а": "@"}
_STROKED = {"ł": "l", "Ł": "L", "đ": "dj", "Đ": "Dj"}
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
# How much of a text each disguise touches; people who hide words hide many, typists slip once in ten words.
_LETTERS, _WORDS, _SLIPS = 0.3, 0.3, 0.1


def swap_some_letters(text: str, random: Random) -> str:
    """Swap some letters for letters of another script that look the same."""
    latin = {key: [_TO_CYRILLIC.get(key), _TO_GREEK.get(key)] for key in {*_TO_CYRILLIC, *_TO_GREEK}}
    twins = {
        **{key: [v for v in values if v] for key, values in latin.items()},
        **{k: [v] for k, v in _TO_LATIN.items()},
    }
    return "".join(random.choice(twins[c]) if c in twins and random.random() < _LETTERS else c for c in text)


def swap_all_letters(text: str, random: Random) -> str:
    """Swap every letter that has a Cyrillic or Latin twin, so that whole words change script."""
    del random
    return "".join(_TO_CYRILLIC.get(c) or _TO_LATIN.get(c) or c for c in text)


def hide_zero_width(text: str, random: Random) -> str:
    """Put characters that show nothing between letters."""
    return _put_between(text, random, _ZERO_WIDTH)


def hide_soft_hyphens(text: str, random: Random) -> str:
    """Put soft hyphens between letters."""
    return _put_between(text, random, "\u00ad")


def strike_out(text: str, random: Random) -> str:
    """Put combining strokes and dots on letters."""
    return _put_between(text, random, "\u0335\u0336\u0323\u034f\u20d2")


def swap_quotes(text: str, random: Random) -> str:
    """Swap quotation marks, apostrophes and dashes for others."""
    return "".join(random.choice(_QUOTES[c]) if c in _QUOTES else c for c in text)


def widen(text: str, random: Random) -> str:
    """Write ASCII in full-width forms."""
    del random
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def embolden(text: str, random: Random) -> str:
    """Write Latin letters as bold or italic mathematical ones."""
    base = random.choice([0x1D400, 0x1D468, 0x1D5D4, 0x1D63C])
    return "".join(chr(base + ord(c) - (65 if c < "a" else 71)) if c.isascii() and c.isalpha() else c for c in text)


def space_out(text: str, random: Random) -> str:
    """Write two of the longer words letter by letter."""
    mark = random.choice(" .-*")
    return _change_some(text, random, mark.join, count=2, shortest=5)


def write_leet(text: str, random: Random) -> str:
    """Write digits and signs for one or two letters of some words."""

    def change(word: str) -> str:
        table = _LEET_CYRILLIC if _CYRILLIC.search(word) else _LEET
        places = [i for i in range(1, len(word) - 1) if word[i].lower() in table]
        chosen = set(random.sample(places, min(len(places), random.choice([1, 2]))))
        return "".join(random.choice(table[c.lower()]) if i in chosen else c for i, c in enumerate(word))

    return _LONG.sub(lambda m: change(m.group()) if random.random() < _WORDS else m.group(), text)


def stretch(text: str, random: Random) -> str:
    """Repeat one vowel in each of two words."""

    def change(word: str) -> str:
        places = [i for i, c in enumerate(word) if c.lower() in "aeiouyаеиоуыяю"]
        chosen = random.choice(places) if places else 0
        return word[:chosen] + word[chosen] * random.choice([4, 5, 6]) + word[chosen + 1 :]

    return _change_some(text, random, change, count=2, shortest=3)


def change_case(text: str, random: Random) -> str:
    """Write all in capitals, all in small letters, or in both by turns."""
    way = random.choice("ulm")
    if way == "m":
        return "".join(c.upper() if i % 2 else c.lower() for i, c in enumerate(text))
    return text.upper() if way == "u" else text.lower()


def strip_diacritics(text: str, random: Random) -> str:
    """Write Latin letters without their marks, as on a foreign keyboard; Cyrillic letters keep theirs."""
    del random
    bare = (unicodedata.normalize("NFD", c)[0] if not _CYRILLIC.match(c) else c for c in text)
    return "".join(_STROKED.get(c, c) for c in bare)


def slip(text: str, random: Random) -> str:
    """Make a typing mistake in one word of ten, and in one at least."""
    words = [m.span() for m in _LONG.finditer(text)]
    count = max(1, round(len(_WORD.findall(text)) * _SLIPS))
    for start, end in sorted(random.sample(words, min(count, len(words))), reverse=True):
        text = text[:start] + _mistype(text[start:end], random) + text[end:]
    return text


def _put_between(text: str, random: Random, marks: str) -> str:
    return re.sub(
        r"(?<=[^\W\d_])(?=[^\W\d_])", lambda _: random.choice(marks) if random.random() < _LETTERS else "", text
    )


def _change_some(text: str, random: Random, change: Callable[[str], str], count: int, shortest: int) -> str:
    words = [m.span() for m in _WORD.finditer(text) if m.end() - m.start() >= shortest]
    for start, end in sorted(random.sample(words, min(count, len(words))), reverse=True):
        text = text[:start] + change(text[start:end]) + text[end:]
    return text


def _mistype(word: str, random: Random) -> str:
    """Two letters turned round, one left out, one doubled, or a neighbouring key; the first letter stays."""
    place = random.randrange(1, len(word) - 1)
    way = random.choice(["turn", "drop", "double", "key"])
    if way == "turn":
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    row = next((keys for keys in _KEYS if word[place].lower() in keys), "")
    near = row[max(0, row.find(word[place].lower()) - 1)] if row else word[place]
    middle = {"drop": "", "double": word[place] * 2, "key": near}[way]
    return word[:place] + middle + word[place + 1 :]


DISGUISES: Mapping[str, tuple[Perturbation, float | None]] = {
    "homoglyphs, some letters": (swap_some_letters, 0.95),
    "homoglyphs, all that have a twin": (swap_all_letters, 0.95),
    "zero-width": (hide_zero_width, 0.95),
    "soft hyphens": (hide_soft_hyphens, 0.95),
    "quotes and dashes": (swap_quotes, 0.95),
    "full width": (widen, 0.95),
    "mathematical letters": (embolden, 0.95),
    "combining strokes": (strike_out, None),
    "spaced-out words": (space_out, None),
    "stretched words": (stretch, None),
    "case": (change_case, 0.90),
    "diacritics stripped": (strip_diacritics, 0.90),
    "typing mistakes": (slip, 0.85),
    "leetspeak": (write_leet, 0.85),
}
