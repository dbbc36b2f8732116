"""Tokens of an English sentence -> the noun phrase that a verb belongs to, read backwards or forwards from it.

Does not: shorten a phrase to the name in it; `mentions` does.
"""

from framing.speech.cues import ENGLISH
from framing.speech.english import (
    ADVERBS,
    ASIDES,
    AUXILIARIES,
    CLAUSE_OPENERS,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    PARTICLES,
    PAST,
    PREPOSITIONS,
    PRONOUNS,
    STANDING_ALONE,
    TIGHT,
)
from framing.speech.words import Token
from framing.wordlists import word_set

Tokens = list[Token]
Range = tuple[int, int]

_LONGEST = 18
_FURTHEST = 60
_VERBS = ENGLISH.say | ENGLISH.tell | ENGLISH.call | ENGLISH.accuse
_INSIDE = frozenset("-/&@'’\"“”‘«»„")
_SKIPPED = word_set("to not heard quoted")
_JOINTS = word_set("and but then or as by before after")
_LEADING = word_set("but and so then yet still")
_BROKEN_OFF = word_set("known named called identified dubbed based released issued published obtained seen quoted")


def is_finite(low: str) -> bool:
    """A word that looks like a verb with a tense."""
    return low in AUXILIARIES or low in PAST or low.endswith(("'s", "'d", "'ll", "'ve", "'re", "n't", "ed"))


def is_pronoun(token: Token) -> bool:
    """A pronoun, also with a verb stuck to it: "he'd"."""
    stem, _, tail = token.low.partition("'")
    return token.low in PRONOUNS or (tail in {"d", "ll", "s", "re", "ve", "m"} and stem in PRONOUNS)


def sentence_start(tokens: Tokens, stop: int) -> int:
    """Behind the last utterance, colon or semicolon before a place."""
    floor = max(0, stop - _FURTHEST)
    return next((i + 1 for i in range(stop - 1, floor - 1, -1) if tokens[i].quote or tokens[i].text in ";:"), floor)


def read_phrase(tokens: Tokens, start: int) -> Range | None:
    """The noun phrase that begins here, read forwards."""
    end = start
    while end < min(len(tokens), start + _LONGEST):
        token = tokens[end]
        if end == start and is_pronoun(token):
            return (start, end + 1)
        if not token.is_word and (token.quote or token.text not in _INSIDE) and not _is_initial(tokens, end):
            break
        if end > start and _ends_phrase(tokens, start, end):
            break
        end += 1
    nouns = any(t.low not in DETERMINERS or t.low in STANDING_ALONE for t in tokens[start:end])
    return (start, end) if end > start and nouns else None


def _ends_phrase(tokens: Tokens, start: int, at: int) -> bool:
    token = tokens[at]
    low, before = token.low, tokens[at - 1]
    if low in PREPOSITIONS:
        kept = low == "of" or (
            low in {"for", "in", "at", "from"} and (not before.is_capital or _has_body(tokens, start, at))
        )
        return not kept or _is_time(tokens, at + 1)
    if low in AUXILIARIES or low in CONJUNCTIONS or (low in ADVERBS and not token.is_capital) or low in DAYS:
        return True
    return not token.is_capital and ((low.endswith(("ed", "ly", "ing")) and at > start + 1) or low in PAST)


def _has_body(tokens: Tokens, start: int, end: int) -> bool:
    return any(token.low in ENGLISH.bodies for token in tokens[start:end])


def _is_initial(tokens: Tokens, at: int) -> bool:
    """The full stop of "Mr." or "J." inside a name."""
    if tokens[at].text != "." or at == 0 or at + 1 >= len(tokens):
        return False
    before = tokens[at - 1]
    return before.is_capital and tokens[at + 1].is_capital and (len(before.text) <= 3 or before.low in ENGLISH.roles)  # noqa: PLR2004


def find_subject(tokens: Tokens, at: int) -> Range | None:
    """The noun phrase that the verb belongs to, read backwards over adverbs, asides and appositions."""
    place = at - 1
    while place >= 0 and _is_skipped(tokens, place):
        place -= 1
    if place < 0:
        return None
    token = tokens[place]
    participle = tokens[at].low.endswith("ing")
    if token.low in {"who", "which", "that"} and token.low != "that":
        return _find_antecedent(tokens, place)
    if token.text == "," and not participle:
        return _find_head(tokens, place)
    if token.text == "," or participle or token.low in _JOINTS or not (token.is_word or token.text in ')"”’»'):
        return lead_subject(tokens, sentence_start(tokens, at), place) if place else None
    if tokens[at - 1].low == "to":
        return _nearest_pronoun(tokens, at) or lead_subject(tokens, sentence_start(tokens, at), place)
    return _read_back(tokens, place)


def _nearest_pronoun(tokens: Tokens, at: int) -> Range | None:
    return next(((i, i + 1) for i in range(at - 1, max(-1, at - 6), -1) if is_pronoun(tokens[i])), None)


def _is_skipped(tokens: Tokens, place: int) -> bool:
    token = tokens[place]
    low = token.low
    if not token.is_word:
        return False
    if low == "on":
        return place + 1 < len(tokens) and tokens[place + 1].low in DAYS
    adverb = low in ADVERBS or (low.endswith("ly") and not token.is_capital)
    return low in AUXILIARIES or adverb or low in _SKIPPED


def _find_antecedent(tokens: Tokens, who: int) -> Range | None:
    """X, a retired colonel, who said: the name before the apposition, else what stands before "who"."""
    if who == 0 or tokens[who - 1].text != ",":
        return _read_back(tokens, who - 1)
    start = sentence_start(tokens, who)
    parts = _split_commas(tokens, start, who - 1)
    if len(parts) > 1 and tokens[parts[-1][0]].low in DETERMINERS and tokens[parts[-2][1] - 1].is_capital:
        end = begin = parts[-2][1]
        while begin > parts[-2][0] and (tokens[begin - 1].is_capital or tokens[begin - 1].low in PARTICLES):
            begin -= 1
        return (begin, end)
    return _read_back(tokens, parts[-1][1] - 1) if parts else None


def _find_head(tokens: Tokens, comma: int) -> Range | None:
    """X, a lawyer for the firm, said: the first phrase that is no aside, or the name that explains it."""
    parts = _split_commas(tokens, sentence_start(tokens, comma), comma)
    first = next((i for i, part in enumerate(parts) if not _is_aside(tokens, part)), None)
    if first is None:
        begin = _skip_aside(tokens, *parts[0]) if parts else 0
        return _cut_phrase(tokens, (begin, parts[0][1])) if parts and begin < parts[0][1] else None
    head = _cut_phrase(tokens, parts[first])
    if head and first + 1 < len(parts) and not _holds_name(tokens, head):
        return _lead_name(tokens, parts[first + 1]) or head
    return head


def _split_commas(tokens: Tokens, start: int, end: int) -> list[Range]:
    parts, begin = [], start
    for place in range(start, end + 1):
        if place == end or tokens[place].text == ",":
            if place > begin:
                parts.append((begin, place))
            begin = place + 1
    return parts


def _is_aside(tokens: Tokens, part: Range) -> bool:
    first = tokens[part[0]]
    if first.low in {"one", "two", "last"} or first.quote:
        return first.quote is not None
    return (
        first.low in ASIDES
        or first.low in ADVERBS
        or not first.is_word
        or (first.low.endswith(("ing", "ly")) and not (part[1] - part[0] > 1 and tokens[part[0] + 1].is_capital))
    )


def _holds_name(tokens: Tokens, phrase: Range) -> bool:
    """A name stands at the end, ahead of any preposition: not "The Baltic office", not "The minister for Dialogue"."""
    words = tokens[phrase[0] : phrase[1]]
    cut = next((i for i, t in enumerate(words) if t.low in PREPOSITIONS), len(words))
    words = words[:cut]
    if not words or not words[-1].is_capital:
        return False
    lone = len(words) == 1 and words[0].low in DETERMINERS
    return not lone and words[-1].low not in ENGLISH.roles and words[-1].low not in ENGLISH.bodies


def _lead_name(tokens: Tokens, part: Range) -> Range | None:
    """The name that an apposition is or begins with."""
    start = part[0] + (tokens[part[0]].low == "a" and part[1] - part[0] > 1 and tokens[part[0] + 1].is_capital)
    end = start
    while end < part[1]:
        token = tokens[end]
        aside = token.text in "()" or (end and tokens[end - 1].text == "(")
        if not (token.is_capital or token.text in ".-" or token.low in PARTICLES or aside):
            break
        end += 1
    whole = end == part[1] or tokens[end].low in PREPOSITIONS
    if end == start or (end - start == 1 and not whole) or tokens[start].low in DETERMINERS | ADVERBS:
        longer = _cut_phrase(tokens, part)
        return longer if longer and _holds_name(tokens, longer) and tokens[part[0]].low not in DETERMINERS else None
    return (start, end)


def lead_subject(tokens: Tokens, start: int, stop: int) -> Range | None:
    """The subject that a sentence begins with, behind its asides."""
    parts = _split_commas(tokens, start, min(stop, start + _FURTHEST))
    while len(parts) > 1 and _is_aside(tokens, parts[0]) and not _is_aside(tokens, parts[1]):
        parts.pop(0)
    if not parts:
        return None
    begin, end = parts[0]
    while begin < end and (tokens[begin].low in _LEADING or not tokens[begin].is_word):
        begin += 1
    if begin < end and tokens[begin].low in ASIDES and tokens[begin].low not in {"no", "last", "first", "second"}:
        begin = _skip_aside(tokens, begin, end)
    head = _cut_phrase(tokens, (begin, end)) if begin < end else None
    if head and head[1] == end and len(parts) > 1 and not _holds_name(tokens, head):
        return _lead_name(tokens, parts[1]) or head
    return head


def _cut_phrase(tokens: Tokens, part: Range) -> Range | None:
    """The noun phrase at the start of a part: up to its verb, relative clause or loose preposition."""
    start = part[0]
    while start < part[1] and (not tokens[start].is_word or tokens[start].low in {"and", "but"}):
        start += 1
    end = start
    while end < part[1]:
        token = tokens[end]
        if end == start and is_pronoun(token):
            return (start, end + 1)
        aside = token.text in "()" or (end > start and tokens[end - 1].text == "(")
        if token.quote or not (token.is_word or aside or token.text in _INSIDE or _is_initial(tokens, end)):
            break
        if end > start and _stops_subject(tokens, start, end):
            break
        end += 1
    return (start, end) if end > start else None


def _stops_subject(tokens: Tokens, start: int, at: int) -> bool:
    low = tokens[at].low
    if low in PREPOSITIONS:
        return low not in TIGHT or _is_time(tokens, at + 1)
    if low in AUXILIARIES or low in CONJUNCTIONS or low in _BROKEN_OFF:
        return True
    return low in ADVERBS or _is_verb(tokens, start, at)


def _is_time(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and (tokens[at].low in ADVERBS or tokens[at].text[:1].isdigit() or tokens[at].low == "may")


def _is_verb(tokens: Tokens, start: int, at: int) -> bool:
    token = tokens[at]
    low = token.low
    if token.is_capital or not token.is_word or low in ENGLISH.roles or low in ENGLISH.bodies:
        return False
    lone = at == start + 1 and tokens[start].low in DETERMINERS
    if low in PAST or (low in _VERBS and not low.endswith("ing") and not lone):
        return True
    if low.endswith("ed") and not lone:
        return True
    named = at - start > 1 and tokens[at - 1].is_capital and tokens[at - 2].is_capital
    return named and low not in PREPOSITIONS


def _read_back(tokens: Tokens, place: int) -> Range | None:
    """The noun phrase that ends here, read backwards to its determiner, name or boundary."""
    if place >= 0 and tokens[place].text == ")":
        opening = next((i for i in range(place, max(-1, place - 8), -1) if tokens[i].text == "("), None)
        return _read_back(tokens, opening - 1) if opening is not None else None
    if place < 0 or not (tokens[place].is_word or tokens[place].text in _INSIDE):
        return None
    if is_pronoun(tokens[place]):
        return (place, place + 1)
    start, end = place + 1, place + 1
    while start > max(0, end - _LONGEST) and not _bounds(tokens, start, end):
        start -= 1
    opener = tokens[start - 1].low if start else ""
    if opener in CLAUSE_OPENERS and any(is_finite(t.low) and not t.is_capital for t in tokens[start:end]):
        return lead_subject(tokens, sentence_start(tokens, start), start - 1)
    who = _find_relative(tokens, start)
    if who:
        return lead_subject(tokens, sentence_start(tokens, who), who)
    while start < end and (tokens[start].low in PREPOSITIONS | ADVERBS or not tokens[start].is_word):
        start = _skip_aside(tokens, start, end)
    return (start, end) if start < end else None


def _find_relative(tokens: Tokens, start: int) -> int | None:
    """As in "A driver who talked a man down said": the phrase before the verb belongs to the relative clause."""
    before = tokens[start - 1] if start else None
    if before is None or before.is_capital or not is_finite(before.low):
        return None
    return next((i for i in range(start - 1, max(0, start - 6), -1) if tokens[i].low in {"who", "which"}), None)


def _bounds(tokens: Tokens, start: int, end: int) -> bool:
    """The token before `start` is no part of the phrase."""
    token = tokens[start - 1]
    low = token.low
    if token.quote or not (token.is_word or token.text in _INSIDE or _is_initial(tokens, start - 1)):
        return True
    if low in AUXILIARIES or low in CONJUNCTIONS or is_pronoun(token):
        return True
    if start == end:
        return False
    if not token.is_capital and (low in ADVERBS or low in _VERBS - {"report", "note", "claim", "state"} or low in PAST):
        return True
    return tokens[start].low in DETERMINERS and not (low in TIGHT or low in {"all", "both", "of"})


def _skip_aside(tokens: Tokens, start: int, end: int) -> int:
    """As in "On Tuesday the ministry": behind a loose preposition the subject begins at the next determiner or name."""
    for place in range(start + 1, end):
        before = tokens[place - 1]
        if before.low in PREPOSITIONS or before.low in DETERMINERS:
            continue
        token = tokens[place]
        if token.low in DETERMINERS or is_pronoun(token):
            return place
        if token.is_capital and token.low not in DAYS and (before.low in ADVERBS or not before.is_capital):
            return place
    return start + 1 if end - start > 1 else end


def prefer_name(tokens: Tokens, subject: Range) -> Range:
    """As in "Its regional head, Gro Hustad": the name that explains a role is the better mention."""
    after = subject[1]
    if _holds_name(tokens, subject) or after + 1 >= len(tokens) or tokens[after].text != ",":
        return subject
    stop = next((i for i in range(after + 1, len(tokens)) if tokens[i].text in ",." or tokens[i].quote), len(tokens))
    return (_lead_name(tokens, (after + 1, stop)) or subject) if stop > after + 1 else subject


def owns(tokens: Tokens, place: int) -> bool:
    """As in "Her bank": an object form that begins a longer phrase."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if tokens[place].low != "her" or following is None:
        return False
    return following.is_word and following.low not in DETERMINERS | PREPOSITIONS | ADVERBS and not is_pronoun(following)
