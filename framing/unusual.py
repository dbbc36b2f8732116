"""Statements -> which are no running text that a person wrote: code, markup, tables, lists of links, gibberish.

Two measures in nats, from tables that `python -m training.unusual` makes. The *form* weighs which kinds of characters
follow each other (a run of letters, a digit, each bracket and sign), as running text has them against code, tables
and logs. The *letters* weigh how probable each letter is after the two before it, in the languages of our statements,
against letters drawn blindly. Short statements hold little evidence, so they pass alone; code comes in runs, so beside
statements of unusual form they go with these. Case is not looked at, and what a disguise has changed is undone first.

Does not: tell which language it is, or know any word, keyword or programming language.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from framing.normalise import normalise

TABLES = Path(__file__).with_suffix(".npz")
# The tables hold whole numbers of this many nats, so that a cell fits a byte.
STEP = 1 / 16
# N-grams of kinds up to this order, hashed into as many buckets as 16 bits count: that arithmetic wraps by itself.
ORDERS = 5
_BITS = 16
BUCKETS = 1 << _BITS
_MULTIPLIER = np.uint16(0x79B1)  # 2**32 / golden ratio, its lower half: the usual Fibonacci-hashing constant

LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = "абвгдежзиклмнопрстуфхцчшщъыьэюяіґєђјљњћџ"
ALPHABET = " " + LATIN + CYRILLIC
# Letters that have no decomposition; others with marks are read as the bare letter, and so people write them.
_BARE = {"ł": "l", "đ": "d", "ø": "o", "ß": "s", "æ": "a", "œ": "o", "ı": "i"}
_LAST_LETTER = 0x530

KINDS = (
    "start",
    "letter",
    "digit",
    " ",
    "\n",
    "\t",
    *"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "—",
    "…",
    "₽",
    "№",
    "other",
)
_KIND = {name: number for number, name in enumerate(KINDS)}
_SAME_KIND = {
    **dict.fromkeys("“”„‟«»″‹›", '"'),
    **dict.fromkeys("‘’‚‛′ʼ´", "'"),
    **dict.fromkeys("‐‑−", "-"),
    **dict.fromkeys("–―", "—"),
    **dict.fromkeys("€£¥₴", "₽"),
    **dict.fromkeys("\r\u2028\u2029\x0b\x0c", "\n"),
}
# Beyond are pictures and rare letters.
_LAST_KIND = 0xFFFF
_RUNNING = np.array([name in {"letter", "digit", "other"} for name in KINDS])

_LETTER = re.compile(r"[^\W\d_]")
_MARKS = re.compile("[\u0300-\u036f\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]")
# Where a line or a sentence ends, roughly: that needs no language yet.
_PIECE = re.compile(r"[\r\n\u2028\u2029]+|(?<=[.!?…;])\s+")
# Letters that are neither Latin nor Cyrillic.
_ELSEWHERE = re.compile("[^\\W\\d_\\x00-\u02af\u0400-\u052f\u1d00-\u1eff]")
# Addresses, and long tokens of letters and digits (hashes, wallets, keys): texts hold them, and none is text.
# Each begins where nothing of its kind stands before, so that a token of a million letters is read once.
_ADDRESS = re.compile(
    r"(?<![a-z])[a-z]++://\S++|www\.\S++|(?<!\S)(?:[\w-]++\.)++[a-z]{2,}+/\S*+|(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]++"
)
_LONG = re.compile(r"[A-Za-z\d+/]{16,}={0,2}")
_FIGURE, _SMALL = re.compile(r"\d"), re.compile(r"[A-Za-z]")
# A tag or an account is a word to its writer, however it is spelled.
_TAG = re.compile(r"[#@]\w+")
_ABBREVIATION = re.compile(r"\b[A-ZА-ЯІЇЄҐЂЈЉЊЋЏĄĆĘŁŃÓŚŹŻČŠŽĐ]{2,5}\b")
_OVER_AND_OVER = re.compile(r"(\w{1,3}?)\1{2,}")

# Nats of form against running text from which a run of statements is unusual, and nats for it from which running text
# goes on after one. Swept 3-8 and 1-3 by `python -m bench.unusual --corpora DIR`: below 6, whole tweets are called
# unusual; above, no fewer are, and tables begin to pass. The second is less than a short cry has, and with 1 a tenth of
# the short lines of code pass.
_ENTER, _LEAVE = 6.0, 2.0
# Of our statements "Hmm" has least, -7; on public corpora one statement of 10,000 is below, most of them abbreviations.
_RANDOM_BELOW = -10.0
# Strokes and dots that hide words put one mark on a letter at most.
_MARKS_PER_LETTER = 1.5
# Cries and chants repeat a word less often.
_FEWEST_REPEATED = 12


@dataclass(frozen=True, slots=True)
class Tables:
    """Evidence for running text, in steps.

    Attributes:
        form: (BUCKETS,) int8, of each n-gram of kinds.
        letters: (ALPHABET**3,) int8, flat, of each letter after two.
    """

    form: NDArray[np.int8]
    letters: NDArray[np.int8]


def find_unusual(statements: Sequence[str], *, apart: bool = False) -> tuple[bool, ...]:
    """For each statement of a text, in order, whether it is no running text; so is one without any letter.

    `apart` says that the statements are of no one text, so that none tells of its neighbours.
    """
    bare = [strip_addresses(statement) for statement in statements]
    evidence = _weigh_plain_forms(bare)
    runs = (evidence < -_ENTER).tolist() if apart else _find_runs(evidence)
    letters = weigh_letters(bare).tolist()
    return tuple(
        in_run or _is_gibberish(text, chosen) for text, in_run, chosen in zip(bare, runs, letters, strict=True)
    )


def keep_running_text(text: str) -> str:
    """The lines and sentences that have the form of running text; gibberish is kept, for it may be another language."""
    pieces = _PIECE.split(text)
    bare = [strip_addresses(piece) for piece in pieces]
    runs = _find_runs(_weigh_plain_forms(bare))
    kept = (p for p, plain, in_run in zip(pieces, bare, runs, strict=True) if not in_run and _LETTER.search(plain))
    return "\n".join(kept)


def leave_out_other_scripts(plain: str) -> str:
    """Normalised text without letters that are neither Latin nor Cyrillic, unless they are most of its letters."""
    found = _ELSEWHERE.findall(plain)
    return _ELSEWHERE.sub(" ", plain) if 2 * len(found) <= len(_LETTER.findall(plain)) else plain


def is_in_other_script(text: str) -> bool:
    """Whether most of its letters are neither Latin nor Cyrillic, and pose for none."""
    if text.isascii() or not _ELSEWHERE.search(text):
        return False
    plain = normalise(text).text
    return 2 * len(_ELSEWHERE.findall(plain)) > len(_LETTER.findall(plain))


def strip_addresses(text: str) -> str:
    """The text without addresses and long tokens of letters and digits, and with a word for each tag and account."""
    if "/" in text or "@" in text or "www." in text:
        text = _ADDRESS.sub("", text)
    if _LONG.search(text):
        text = _LONG.sub(lambda long: "" if _FIGURE.search(long[0]) and _SMALL.search(long[0]) else long[0], text)
    return _TAG.sub("a", text) if "#" in text or "@" in text else text


def weigh_forms(texts: Sequence[str]) -> NDArray[np.float64]:
    """Evidence that kinds of characters come in the order of running text, in nats, (texts,); an n-gram counts once."""
    rows, places = find_places(texts)
    steps = load_tables().form.take(places).astype(np.float64)
    return np.asarray(np.bincount(rows, steps, minlength=len(texts)) * STEP, dtype=np.float64)


def weigh_letters(texts: Sequence[str]) -> NDArray[np.float64]:
    """Evidence that somebody chose the letters, in nats, (texts,); 0 where there are none of the two scripts."""
    if not texts:
        return np.zeros(0)
    triples = find_triples(find_letters(" ".join(texts)))
    starts = np.cumsum([0, *(len(text) + 1 for text in texts[:-1])])
    return np.add.reduceat(load_tables().letters.take(triples), starts, dtype=np.int64) * STEP


def find_places(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every bucket that an n-gram of a text's kinds falls into, once a text: the texts' numbers, and the buckets."""
    if not texts:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    kinds, rows = find_kinds(texts)
    place, found = kinds, [rows << _BITS | kinds]
    for order in range(1, ORDERS):
        place = place[:-1] * _MULTIPLIER + kinds[order:]
        inside = rows[order:] == rows[:-order]
        found.append((rows[order:] << _BITS | place)[inside])
    keys = np.sort(np.concatenate(found))
    keys = keys[np.concatenate([[True], keys[1:] != keys[:-1]])]
    return keys >> _BITS, keys & (BUCKETS - 1)


def find_kinds(texts: Sequence[str]) -> tuple[NDArray[np.uint16], NDArray[np.int64]]:
    """Each character's place in `KINDS` and its text's number; runs of letters, digits or others are one.

    Two starts stand before each text.
    """
    kinds = _load_kinds().take(np.minimum(_read_codes("".join(f"\0\0{text}" for text in texts)), _LAST_KIND))
    lengths = np.array([len(text) + 2 for text in texts])
    starts = np.cumsum(lengths) - lengths
    kinds[starts] = kinds[starts + 1] = 0
    now, before = kinds[2:], kinds[1:-1]
    keep = np.ones(len(kinds), dtype=np.bool_)
    # Any other character's third in a row tells no more than its second.
    keep[2:] = (now != before) | ((before != kinds[:-2]) & ~_RUNNING.take(now)) | (now == 0)
    return kinds[keep], np.repeat(np.arange(len(texts)), lengths)[keep]


def find_letters(text: str) -> NDArray[np.int64]:
    """Each character's place in `ALPHABET`, 0 for what is no letter of it, with two such in front and one behind."""
    return _load_letters().take(np.minimum(_read_codes(f"  {text} "), _LAST_LETTER))


def find_triples(letters: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each letter with the two before it, as one index into a flat table."""
    size = len(ALPHABET)
    return (letters[:-2] * size + letters[1:-1]) * size + letters[2:]


def _weigh_plain_forms(texts: Sequence[str]) -> NDArray[np.float64]:
    """The forms as received or, where one speaks against running text, of the plain form if that is better."""
    evidence = weigh_forms(texts)
    doubtful = np.flatnonzero(evidence < 0)
    plain = weigh_forms([normalise(texts[index]).text for index in doubtful.tolist()])
    evidence[doubtful] = np.maximum(evidence[doubtful], plain)
    return evidence


def _find_runs(evidence: Iterable[float]) -> list[bool]:
    """The likeliest places in runs of unusual form, after Viterbi: a run is entered and left at a cost."""
    text, unusual = 0.0, -np.inf
    steps: list[tuple[bool, bool]] = []
    for own in evidence:
        leaves, stays = unusual - _LEAVE > text, unusual >= text - _ENTER
        steps.append((leaves, stays))
        text, unusual = max(text, unusual - _LEAVE), max(unusual, text - _ENTER) - own
    is_in = bool(unusual > text)
    runs = []
    for leaves, stays in reversed(steps):
        runs.append(is_in)
        is_in = stays if is_in else leaves
    return runs[::-1]


def _is_gibberish(text: str, letters: float) -> bool:
    if not _LETTER.search(text) or _is_piled(text) or _is_repeated(text):
        return True
    return letters < _RANDOM_BELOW and _is_random(text) and _is_random(normalise(text).text)


def _is_random(text: str) -> bool:
    """Whether nobody chose its letters, what is spelled as no word is left out."""
    words = _OVER_AND_OVER.sub(r"\1", _ABBREVIATION.sub("", text))
    return bool(weigh_letters([words])[0] < _RANDOM_BELOW)


def _is_piled(text: str) -> bool:
    """Whether marks are heaped on letters, more than any way of writing or striking out needs."""
    if text.isascii():
        return False
    marks = len(_MARKS.findall(text))
    return marks > 0 and marks > _MARKS_PER_LETTER * len(_LETTER.findall(text))


def _is_repeated(text: str) -> bool:
    """Whether it is one token over and over."""
    words = text.split()
    return len(words) >= _FEWEST_REPEATED and len(set(words)) == 1


def _read_codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


@lru_cache(maxsize=1)
def load_tables() -> Tables:
    """The tables of the installed package."""
    with np.load(TABLES, allow_pickle=False) as arrays:
        return Tables(arrays["form"], arrays["letters"])


@lru_cache(maxsize=1)
def _load_kinds() -> NDArray[np.uint16]:
    return np.array([_find_kind(chr(code)) for code in range(_LAST_KIND + 1)], dtype=np.uint16)


def _find_kind(character: str) -> int:
    character = _SAME_KIND.get(character, character)
    if character in _KIND:
        return _KIND[character]
    plain = unicodedata.normalize("NFKC", character)[:1]
    if plain in _KIND:
        return _KIND[plain]
    if character.isalpha() or plain.isalpha() or unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}:
        return _KIND["letter"]
    if character.isspace():
        return _KIND[" "]
    return _KIND["digit" if character.isdigit() else "other"]


@lru_cache(maxsize=1)
def _load_letters() -> NDArray[np.int64]:
    return np.array([_find_letter(chr(code)) for code in range(_LAST_LETTER + 1)], dtype=np.int64)


def _find_letter(character: str) -> int:
    small = character.lower()[:1]
    bare = _BARE.get(small) or unicodedata.normalize("NFD", small)[0]
    return max(0, ALPHABET.find(bare)) if bare.isalpha() else 0
