"""A noun phrase -> the words that name its speaker, and what sort of speaker that is.

Does not: find out whom a pronoun means; `attribution` does.
"""

from typing import Literal

from framing.speech.clauses_slavic import starts_like
from framing.speech.cues import Lexicon
from framing.speech.english import DETERMINERS, PARTICLES, PREPOSITIONS
from framing.speech.phrases import Range, Tokens
from framing.speech.words import Token
from framing.wordlists import word_set

Sort = Literal["person", "role", "body", "paper", "board", "he", "she", "it", "they", "i", "other"]

_FIRST_AND_LAST = 2
_ACRONYM = 4
_STUCK = ("'d", "'ll", "'re", "'ve", "'m")
_HONOURS = word_set("kc qc sc mp mep obe cbe mbe jr sr phd md esq ret")
_PRONOUN_SORTS: tuple[Literal["he", "she", "it", "they", "i"], ...] = ("he", "she", "it", "they", "i")


def _is_in(token: Token, words: frozenset[str], lexicon: Lexicon) -> bool:
    if lexicon.stems:
        return starts_like(token.low, words)
    return token.low in words or token.low.removesuffix("s") in words or token.low.removesuffix("'s") in words


def trim_mention(tokens: Tokens, phrase: Range, lexicon: Lexicon) -> Range:
    """The name at the end of a phrase without titles, or the whole phrase where it ends in no name.

    "Public Works Director Hollis Deveraux" is "Hollis Deveraux"; "Slovakia's Ministry of Health" stays whole.
    """
    start, end = phrase[0], _cut_origin(tokens, phrase, lexicon)
    while end > start + 1 and not tokens[end - 1].is_word:
        end -= 1
    if end - start > _FIRST_AND_LAST and tokens[end - 1].low in _HONOURS and _is_full(tokens[end - 3 : end - 1]):
        end -= 1
    elif tokens[end - 1].low in lexicon.roles:
        return (start, end)
    begin = end
    while begin > start and _carries_name(tokens, begin - 1, start):
        begin -= 1
    while begin < end and (not tokens[begin].is_word or _is_title(tokens[begin], lexicon, last=begin == end - 1)):
        begin += 1
    begin = _behind_last_title(tokens, begin, end, lexicon)
    if begin == end or (begin > start and _is_governed(tokens, start, begin, lexicon)):
        return (start, end)
    if _is_in(tokens[end - 1], lexicon.bodies, lexicon) and not _is_behind_body(tokens, start, begin, lexicon):
        return (start, end)
    return (start, end) if begin == start + 1 and tokens[start].low == "the" else (begin, end)


def _cut_origin(tokens: Tokens, phrase: Range, lexicon: Lexicon) -> int:
    """As in "Mayor Remedios Font of Algemesi": a full name needs no place behind it."""
    start, end = phrase
    at = next((i for i in range(start + 2, end) if tokens[i].low in PREPOSITIONS), end)
    names = tokens[at - 2 : at]
    known = lexicon.roles | lexicon.bodies
    return at if at < end and _is_full(names) and not any(_is_in(t, known, lexicon) for t in names) else end


def _is_full(names: Tokens) -> bool:
    return all(token.is_capital and token.low not in DETERMINERS for token in names)


def _is_governed(tokens: Tokens, start: int, begin: int, lexicon: Lexicon) -> bool:
    """Of eastern Bosnia: a preposition, with no role or body of its own behind it, holds the capitals."""
    for place in range(begin - 1, start, -1):
        token = tokens[place]
        if token.low in PREPOSITIONS:
            return token.low != "as"
        if (
            token.low.endswith(("'s", "s'"))
            or _is_in(token, lexicon.roles, lexicon)
            or _is_in(token, lexicon.bodies, lexicon)
        ):
            return False
    return False


def _is_behind_body(tokens: Tokens, start: int, begin: int, lexicon: Lexicon) -> bool:
    return begin > start and _is_in(tokens[begin - 1], lexicon.bodies, lexicon)


def _carries_name(tokens: Tokens, place: int, start: int) -> bool:
    token = tokens[place]
    if token.low.endswith(("'s", "s'")) or token.low in {"the", "a", "an"}:
        return False
    if token.is_capital and token.is_word:
        return True
    joins = token.text in ".-&'’" or token.low in {
        "de",
        "van",
        "der",
        "von",
        "al",
        "bin",
        "da",
        "del",
        "la",
        "ní",
        "of",
    }
    return joins and place > start and tokens[place - 1].is_capital and token.low != "of"


def _is_title(token: Token, lexicon: Lexicon, *, last: bool) -> bool:
    return not last and _is_in(token, lexicon.roles, lexicon)


def _behind_last_title(tokens: Tokens, begin: int, end: int, lexicon: Lexicon) -> int:
    """Titles stand before names, so a name begins behind the last one; it keeps at least one word."""
    for place in range(end - 2, begin - 1, -1):
        if _is_in(tokens[place], lexicon.roles, lexicon) and tokens[place].is_word:
            return place + 1
    opens = tokens[begin].low if begin < end else ""
    if begin == 0 and end - begin > _FIRST_AND_LAST and opens.endswith(("ist", "ian", "man", "woman", "eer")):
        return begin + 1
    return begin


def _are_titles(words: Tokens, lexicon: Lexicon) -> bool:
    """As in "Prime Minister": nothing but titles."""
    return all(_is_in(token, lexicon.roles, lexicon) or token.low in {"prime", "vice", "deputy"} for token in words)


def _find_pronoun(word: Token, lexicon: Lexicon) -> Sort | None:
    stem = word.low.partition("'")[0] if word.low.endswith(_STUCK) else word.low
    return next((sort for sort in _PRONOUN_SORTS if stem in getattr(lexicon, sort)), None)


def find_sort(tokens: Tokens, phrase: Range, lexicon: Lexicon) -> Sort:
    """What a mention is: a pronoun, a person by name, a role, a body, a paper that speaks, a board that reads."""
    words = tokens[phrase[0] : phrase[1]]
    pronoun = _find_pronoun(words[0], lexicon) if len(words) == 1 else None
    if pronoun:
        return pronoun
    cut = next((i for i, t in enumerate(words) if i and t.low in PREPOSITIONS), len(words))
    head = next((t for t in reversed(words[:cut]) if t.is_word), words[0])
    board = any(_is_in(t, lexicon.boards, lexicon) for t in words[:cut])
    if board and not any(t.low.endswith(("'s", "s'")) for t in words[:cut]):
        return "board"
    if board or _is_in(head, lexicon.papers, lexicon):
        return "paper"
    short = head.text.isupper() and len(words) > 1
    if _is_in(head, lexicon.roles, lexicon) and (
        short or head is words[0] or not (head.is_capital and words[0].is_capital) or _are_titles(words, lexicon)
    ):
        return "role"
    if _is_in(head, lexicon.bodies, lexicon) or any(_is_in(t, lexicon.bodies, lexicon) for t in words[:cut]):
        return "body"
    return _sort_by_shape(words, head)


def _sort_by_shape(words: Tokens, head: Token) -> Sort:
    if len(words) == 1 and head.text.isupper() and head.text.isalpha() and 1 < len(head.text) <= _ACRONYM:
        return "body"
    plain = all(t.is_capital or not t.is_word or t.low in PARTICLES for t in words)
    return "person" if head.is_capital and plain and words[0].low not in {"the", "a", "an"} else "other"
