"""A stretch of text -> its words and marks as tokens, cut into sentences; whole utterances are one token each.

Does not: know grammar; `clauses` does.
"""

import re
from dataclasses import dataclass

from framing.speech.cues import TO_LATIN
from framing.speech.marks import Marked
from framing.wordlists import word_set

WORD = re.compile(r"\w+(?:['’ʼ\-‑‐.&]\w+)*")
_TOKEN = re.compile(rf"[@#]?{WORD.pattern}|[^\w\s]")
_ABBREVIATIONS = word_set(
    "mr mrs ms dr prof gen sen rep gov lt col sgt insp rev capt maj hon st no jr sr vs inc ltd co corp dept cllr supt "
    "jan feb mar apr jun jul aug sept sep oct nov dec ave blvd mt ald cpl adm amb atty est viz e.g i.e ariz calif colo "
    "conn fla ill ind kan mass mich minn miss mo neb nev okla ore pa tenn tex va vt wash wis ret a.m p.m u.s u.k u.n "
    "г ул им т д п см стр руб млн млрд тыс инж проф вул ім грн др мин gosp dr inż ul np tzw św red ks itd tj гр"
)
# A "sentence" of more tokens is a list or worse; cutting it keeps the work linear in the text.
_LONGEST_SENTENCE = 250
_DATELINE_WORDS = 14
_SHORTEST_PLACE = 3
_DASHES = frozenset("-–—")
# Capitals that would read as pronouns.
_ACRONYMS = {"WHO": "w.h.o", "US": "u.s", "IT": "i.t"}
_FINAL = frozenset(".!?…")
_CLOSERS = frozenset("\"'”“’»«›)]」』")
_OPENERS = frozenset("\"'“„«»‹‘‚「『([–—-")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark; `low` is what word lists are asked for, `quote` the utterance that a token stands for."""

    start: int
    end: int
    text: str
    low: str
    quote: Marked | None = None

    @property
    def is_word(self) -> bool:
        """Letters or digits, and no utterance."""
        return self.quote is None and (self.text[-1].isalnum() or self.text[0].isalnum())

    @property
    def is_capital(self) -> bool:
        """Begins with a capital letter."""
        return self.quote is None and (self.text[0].isupper() or self.text[:1] == "@" or self.low[:3] in {"al-", "el-"})


def split_tokens(text: str, start: int, end: int, quotes: list[Marked], language: str) -> list[Token]:
    """Tokens of text[start:end]; `quotes` are the utterances in it, in order, each one token."""
    tokens: list[Token] = []
    for quote in [*quotes, None]:
        stop = quote.start if quote else end
        tokens.extend(
            Token(match.start(), match.end(), match.group(), normalise_word(match.group(), language))
            for match in _TOKEN.finditer(text, start, max(stop, start))
        )
        if quote:
            tokens.append(Token(quote.start, quote.end, text[quote.start : quote.end], "", quote))
            start = quote.end
    return tokens


def normalise_word(word: str, language: str) -> str:
    """A word as the lists have it: small letters, straight apostrophe, Serbian in Latin letters."""
    if word in _ACRONYMS:
        return _ACRONYMS[word]
    low = word.casefold().replace("’", "'").replace("ʼ", "'")
    return low.translate(TO_LATIN) if language in {"sr", "hr", "bs"} else low


def split_sentences(text: str, tokens: list[Token], goes_on: frozenset[str]) -> list[list[Token]]:
    """Tokens grouped by sentence; `goes_on` are the verbs that carry a sentence on behind an utterance."""
    sentences: list[list[Token]] = [[]]
    for index, token in enumerate(tokens):
        sentences[-1].append(token)
        full = len(sentences[-1]) >= _LONGEST_SENTENCE
        if index + 1 < len(tokens) and (full or _ends(text, tokens, index, goes_on)):
            sentences.append([])
    kept = [sentence for sentence in sentences if sentence]
    return [_strip_dateline(kept[0]), *kept[1:]] if kept else []


def _strip_dateline(tokens: list[Token]) -> list[Token]:
    """As in "SPLIT, Croatia (AP) - Crews walked out": a place in capitals and a dash are no part of the sentence."""
    first = tokens[0]
    if first.quote or not first.text.isupper() or len(first.text) < _SHORTEST_PLACE:
        return tokens
    for at, token in enumerate(tokens[1:_DATELINE_WORDS], 1):
        if token.quote or token.text[0].islower():
            break
        if token.text in "-–—:" and at + 1 < len(tokens) and token.start > tokens[at - 1].end - (token.text == ":"):
            return _skip_dashes(tokens, at + 1)
    return tokens


def _skip_dashes(tokens: list[Token], at: int) -> list[Token]:
    while at < len(tokens) - 1 and tokens[at].text in _DASHES:
        at += 1
    return tokens[at:]


def _ends(text: str, tokens: list[Token], index: int, goes_on: frozenset[str]) -> bool:
    token, following = tokens[index], tokens[index + 1]
    if token.quote:
        return _ends_quote(text, tokens, index, goes_on)
    last = index - 1 if index and token.text in _CLOSERS and tokens[index - 1].end == token.start else index
    if tokens[last].text not in _FINAL or following.start == token.end or not _begins(following):
        return False
    before = tokens[last - 1] if last else None
    if tokens[last].text != "." or before is None or before.end != tokens[last].start:
        return True
    return not (before.low in _ABBREVIATIONS or (len(before.text) == 1 and before.is_capital))


def _begins(token: Token) -> bool:
    first = token.text[0]
    return token.quote is not None or first.isupper() or first.isdigit() or token.text in _OPENERS


def _ends_quote(text: str, tokens: list[Token], index: int, goes_on: frozenset[str]) -> bool:
    """An utterance ends its sentence unless a comma, small letter or reporting verb carries the sentence on."""
    quote, following = tokens[index].quote, tokens[index + 1]
    last = text[quote.inner[0] : quote.inner[1]].rstrip()[-1:] if quote else ""
    if last not in _FINAL:
        return False
    if following.quote or (last == "." and following.text[0].isupper()):
        return True
    if following.text in ",–—-" or following.text[0].islower():
        return False
    for token in tokens[index + 1 : index + 9]:
        if token.quote or not (token.is_word or token.text == "."):
            return True
        if token.low in goes_on:
            return False
    return True
