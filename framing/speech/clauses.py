"""A sentence of tokens, English -> who reports in it, with which verb, and where the reported words stand.

Word lists and word order do the work; there is no tagger behind it, so that a sentence costs microseconds.

Does not: find out who "he" or "the ministry" is, nor look beyond the sentence.
"""

from dataclasses import dataclass

from framing.speech.cues import ENGLISH, Lexicon
from framing.speech.english import (
    ADVERBS,
    ASIDES,
    AUXILIARIES,
    DETERMINERS,
    NOUN_LIKE,
    OBJECTS,
    OCCASIONS,
    PAST,
    POSSESSIVES,
    PREPOSITIONS,
    STANDING_ALONE,
    SUBORDINATE,
)
from framing.speech.phrases import (
    Range,
    Tokens,
    find_subject,
    is_finite,
    is_pronoun,
    owns,
    prefer_name,
    read_phrase,
    sentence_start,
)
from framing.speech.rejections import find_rejected
from framing.wordlists import word_set

_NEVER_CONTENT = word_set("so nothing something anything goodbye hello to of by about for as on up out")
_VAGUE = word_set("it this that")
_TAILS = word_set(
    "and but or as none though although adding which who drawing citing referring in on at after with before"
)
_TAKEN = word_set("claim move charge phrase statement assertion suggestion term figure word rise drop fall sign")
_REPORTING = ENGLISH.say | ENGLISH.accuse | ENGLISH.tell | ENGLISH.call
_SIMPLE = word_set("said says say saying")
_MODALS = word_set("can could would should may might must will did does do cannot couldn't wouldn't didn't")
_SEASONS = ADVERBS | word_set("week month year spring summer autumn fall winter weekend")
_HEARER_REACH = 14
_PHRASE_REACH = 16
_SHORTEST = 2
# What somebody's own words are called, as in "in X's view".
SOURCES = word_set("view opinion words")
_AFTER_NOUNS = word_set("of about by from against and between made")


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting phrase: token numbers of cue, speaker and reported words; `kind` is the sort of verb."""

    kind: str
    cue: Range
    subject: Range | None
    content: Range | None
    is_behind: bool = False


def find_reports(tokens: Tokens, lexicon: Lexicon = ENGLISH) -> list[Report]:
    """Every reporting phrase of a sentence, in order."""
    reports = [report for at in range(len(tokens)) if (report := _find_source(tokens, at, lexicon))]
    taken = {place for report in reports for place in range(*report.cue)}
    for at, token in enumerate(tokens):
        if at in taken or not token.is_word:
            continue
        if lexicon is ENGLISH and (rejection := _read_rejection(tokens, at)):
            reports.append(rejection)
            continue
        kind = _find_kind(tokens, at, lexicon)
        if kind and not _is_noun(tokens, at):
            reports.append(_read_report(tokens, at, kind))
    return sorted(reports, key=lambda report: report.cue)


def _read_rejection(tokens: Tokens, at: int) -> Report | None:
    start = find_rejected(tokens, at)
    content = _trim(tokens, (start, _find_end(tokens, start))) if start else None
    return Report("say", (at, at + 1), find_subject(tokens, at), content) if content else None


def _find_kind(tokens: Tokens, at: int, lexicon: Lexicon) -> str | None:
    low = tokens[at].low
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if low in lexicon.accuse:
        return "accuse" if following != "of" else None
    if low in lexicon.tell:
        return "ask" if low.startswith("ask") else "tell"
    for kind in ("say", "call", "utter", "judge"):
        if low in getattr(lexicon, kind):
            return kind
    return None


def _is_noun(tokens: Tokens, at: int) -> bool:
    """The note, in writing, claims about: a reporting word that is none here."""
    low = tokens[at].low
    before = tokens[at - 1].low if at else ""
    inside = tokens[at].is_capital and any(t.text[0].islower() for t in tokens[:at])
    if inside or before in DETERMINERS - STANDING_ALONE - {"that", "this", "what"}:
        return True
    if before == "to":
        return low != "say" and not low.endswith("ing")
    if low in {"writing", "reading"} and before in PREPOSITIONS:
        return True
    if low not in NOUN_LIKE:
        return False
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if low.endswith("s"):
        plain = following in _AFTER_NOUNS or following in AUXILIARIES or following in PAST or following.endswith("ed")
        deep = at > 1 and before.isalpha() and not tokens[at - 1].is_capital and tokens[at - 2].low in PREPOSITIONS
        return at == 0 or plain or deep or before in PREPOSITIONS
    plural = (
        (at > 0 and not before)
        or (before.endswith("s") and not before.endswith("'s"))
        or before in {"they", "we", "i", "you", "people", "police", "who"} | AUXILIARIES
    )
    return not plural


def _find_source(tokens: Tokens, at: int, lexicon: Lexicon) -> Report | None:
    """As in "According to X", "in X's view", "in the words of X"."""
    low = tokens[at].low
    for phrase in lexicon.sources:
        words = phrase.split()
        if low == words[0] and [t.low for t in tokens[at : at + len(words)]] == words:
            subject = read_phrase(tokens, at + len(words)) if at + len(words) < len(tokens) else None
            return _place_source(tokens, (at, at + len(words)), subject, leads=low == "in") if subject else None
    if low != "in":
        return None
    for end in range(at + 2, min(at + 8, len(tokens))):
        owner = tokens[end - 1].low
        if tokens[end].low in SOURCES and (owner.endswith(("'s", "s'")) or owner in POSSESSIVES):
            return _place_source(tokens, (at, end + 1), (at + 1, end), leads=True)
        if tokens[end].text in ",.":
            break
    return None


def _place_source(tokens: Tokens, cue: Range, subject: Range, *, leads: bool) -> Report:
    after = max(cue[1], subject[1])
    before = tokens[cue[0] - 1] if cue[0] else None
    begins = before is None or before.low in {"and", "but", ";", ":"} or before.quote is not None
    comma = next((i for i in range(after, min(len(tokens), after + _PHRASE_REACH)) if tokens[i].text == ","), None)
    if (begins or (leads and comma is not None)) and after < len(tokens):
        start = comma + 1 if comma is not None else after
        return Report("source", cue, subject, _trim(tokens, (start, _find_end(tokens, start))))
    content = _trim(tokens, (sentence_start(tokens, cue[0]), cue[0]))
    return Report("source", cue, subject, content, is_behind=True)


def _read_report(tokens: Tokens, at: int, kind: str) -> Report:
    cue = (at, at + 1)
    inverted = _read_inverted(tokens, at)
    if inverted:
        left = _trim(tokens, (sentence_start(tokens, at), at)) if at and tokens[at - 1].text == "," else None
        return Report(kind, cue, prefer_name(tokens, inverted), left, is_behind=True)
    subject = find_subject(tokens, at)
    content = _find_content(tokens, at, kind)
    left = _find_left(tokens, subject, at) if kind in {"say", "tell"} else None
    if left and _stands_behind(tokens, left, content):
        return Report(kind, cue, subject, left, is_behind=True)
    return Report(kind, cue, subject, content)


def _find_left(tokens: Tokens, subject: Range | None, at: int) -> Range | None:
    """The clause before ", X said": None where what stands there is no clause of its own."""
    if subject is None or subject[1] > at or tokens[subject[1]].text == ",":
        return None
    between = {t.low for t in tokens[subject[1] : at]}
    if (
        tokens[at].low == "say"
        or tokens[at].low.startswith(("deny", "deni"))
        or tokens[at - 1].low == "to"
        or not between.isdisjoint(_MODALS)
    ):
        return None
    comma = subject[0] - 1
    while comma > 1 and (tokens[comma].low in ADVERBS or tokens[comma].low.endswith("ly")):
        comma -= 1
    if comma < 1 or tokens[comma].text != "," or tokens[comma - 1].quote:
        return None
    return _trim(tokens, (sentence_start(tokens, comma), comma))


def _stands_behind(tokens: Tokens, left: Range, content: Range | None) -> bool:
    first = tokens[left[0]].low
    if content is None:
        finite = any(is_finite(t.low) for t in tokens[left[0] + 1 : left[1]])
        return first not in PREPOSITIONS and (first not in ASIDES or finite)
    if tokens[content[0] - 1].text != "," or first in SUBORDINATE or first in ASIDES:
        return False
    opens = tokens[content[0]].low
    if opens in _TAILS or opens.endswith("ing"):
        return True
    return left[1] - left[0] > content[1] - content[0] + 2


def _read_inverted(tokens: Tokens, at: int) -> Range | None:
    """As in "...", said X: the speaker who stands behind the verb."""
    if at + 1 >= len(tokens) or tokens[at].low.endswith("ing"):
        return None
    before = tokens[at - 1] if at else None
    spoken = before is not None and (
        before.quote is not None or (before.text in ",–—-" and at > 1 and bool(tokens[at - 2].quote))
    )
    opens = before is None or spoken or before.text in ",–—-" or before.low == "so"
    if not opens or not _begins_phrase(tokens, at + 1, spoken=spoken):
        return None
    subject = read_phrase(tokens, at + 1)
    if spoken or subject is None or before is None or before.text != ",":
        return subject
    ends = subject[1] >= len(tokens) or tokens[subject[1]].text in ".,"
    clause = any(is_finite(t.low) and not t.is_capital for t in tokens[sentence_start(tokens, at) : at])
    plain = not any(is_finite(t.low) and not t.is_capital for t in tokens[slice(*subject)])
    return subject if ends and clause and plain else None


def _begins_phrase(tokens: Tokens, at: int, *, spoken: bool) -> bool:
    token = tokens[at]
    low = token.low
    if not token.is_word or low in ADVERBS or low in PREPOSITIONS or low in {"that", "it", "what", "no"}:
        return False
    near = any(t.is_capital for t in tokens[at : at + 4] if t.is_word) and not low.endswith(("ly", "ing"))
    known = low in DETERMINERS or is_pronoun(token) or low in ENGLISH.roles or low in ENGLISH.bodies
    return token.is_capital or known or low.endswith("'s") or (spoken and near and low not in AUXILIARIES)


def _find_content(tokens: Tokens, at: int, kind: str) -> Range | None:
    """The reported words behind the verb."""
    if kind in {"accuse", "call"}:
        content = _trim(tokens, (at + 1, _find_end(tokens, at + 1)))
        whole = content and (kind == "call" or any(t.low == "of" for t in tokens[slice(*content)]))
        return content if whole else None
    if kind not in {"say", "tell", "ask"}:
        return None
    start, strict = _skip_adjuncts(tokens, at, kind)
    if start is None or start >= len(tokens):
        return None
    content = _trim(tokens, (start, _find_end(tokens, start)))
    return content if content and (strict or _is_clause(tokens, at, content)) else None


def _skip_adjuncts(tokens: Tokens, at: int, kind: str) -> tuple[int | None, bool]:
    """Where the reported clause begins, and whether "that" makes it sure."""
    place = at + 1
    if kind in {"tell", "ask"}:
        place = _skip_hearer(tokens, place)
    for _ in range(6):
        if place >= len(tokens):
            return None, False
        token = tokens[place]
        low = token.low
        if low == "that":
            return place + 1, not (place + 1 < len(tokens) and tokens[place + 1].text in ",.")
        if kind == "ask":
            return (place + 1, True) if low in {"whether", "if"} else (None, False)
        if token.text in ",(":
            behind = _skip_parenthesis(tokens, place)
            if behind is None:
                return (place + 1, False) if place + 1 < len(tokens) and tokens[place + 1].is_word else (None, False)
            place = behind
        elif low == "to" and kind == "tell":
            return None, False
        else:
            behind = _skip_circumstance(tokens, place)
            if behind == place:
                break
            place = behind
    return place, False


def _skip_circumstance(tokens: Tokens, place: int) -> int:
    """Behind "in a statement", "last week", "later", or where it was."""
    low = tokens[place].low
    if low in PREPOSITIONS:
        return _skip_phrase(tokens, place)
    if low in {"last", "this", "next"} and place + 1 < len(tokens) and tokens[place + 1].low in _SEASONS:
        return place + 2
    return place + 1 if low in ADVERBS or low.endswith("ly") else place


def _skip_parenthesis(tokens: Tokens, place: int) -> int | None:
    """Behind ", however," where "that" follows."""
    closing = next((i for i in range(place + 1, min(place + 8, len(tokens))) if tokens[i].text in ",)"), None)
    if closing is not None and closing + 1 < len(tokens) and tokens[closing + 1].low == "that":
        return closing + 1
    return None


def _find_that(tokens: Tokens, place: int) -> int | None:
    """The "that" which opens the reported clause, if nothing with a tense stands before it."""
    for later in range(place, min(place + _PHRASE_REACH, len(tokens))):
        token = tokens[later]
        if token.low == "that" and tokens[later - 1].low not in PREPOSITIONS:
            return later
        if token.text in ",.;:" or token.quote or (is_finite(token.low) and later > place and not token.is_capital):
            return None
    return None


def _skip_phrase(tokens: Tokens, place: int) -> int:
    """Behind a prepositional phrase: "that" near by ends it, else the next determiner or pronoun does."""
    opened = _find_that(tokens, place + 1)
    if opened:
        return opened
    for later in range(place + 1, min(place + _PHRASE_REACH, len(tokens))):
        token, before = tokens[later], tokens[later - 1].low
        if token.text in ",.;:" or token.quote or before in OCCASIONS or before in ADVERBS:
            return later
        fresh = token.low in DETERMINERS or is_pronoun(token) or token.low in PREPOSITIONS
        if fresh and later > place + 1 and before not in DETERMINERS and before not in PREPOSITIONS:
            return later
    return min(place + _PHRASE_REACH, len(tokens))


def _skip_hearer(tokens: Tokens, place: int) -> int:
    """Behind the one who is told: a pronoun, or a noun phrase up to where a clause begins."""
    if place < len(tokens) and tokens[place].low in OBJECTS and not owns(tokens, place):
        return place + 1
    opened = _find_that(tokens, place)
    if opened:
        return opened
    for later in range(place, min(place + _HEARER_REACH, len(tokens))):
        token = tokens[later]
        if token.text in ",.;:" or token.quote or token.low in {"that", "whether", "if"}:
            return later
        fresh = token.low in DETERMINERS - {"that"} or is_pronoun(token) or token.low in PREPOSITIONS | ADVERBS
        before = tokens[later - 1].low
        if later > place and fresh and before not in DETERMINERS and before not in PREPOSITIONS:
            return later
    return min(place + _HEARER_REACH, len(tokens))


def _is_clause(tokens: Tokens, at: int, content: Range) -> bool:
    first = tokens[content[0]].low
    words = [t for t in tokens[slice(*content)] if t.is_word]
    if (first in _NEVER_CONTENT and not (first == "to" and tokens[content[0] - 1].text == ",")) or (
        first in _VAGUE and len(words) < _SHORTEST
    ):
        return False
    if first.endswith("ing") and tokens[at].low.startswith(("den", "admit", "recall")):
        return True
    interrupted = tokens[content[0] - 1].text == ","
    if (interrupted and first == "to") or "'" in first:
        return True
    if interrupted and (first in AUXILIARIES or first in PAST or first.endswith("ed")) and len(words) > 1:
        return True
    finite = any(is_finite(token.low) for token in words[1:])
    return finite or (tokens[at].low in _SIMPLE and len(words) > _SHORTEST + 1)


def _find_end(tokens: Tokens, start: int) -> int:
    """Where reported words end: the sentence, an utterance, or a second report with the same subject."""
    for place in range(start, len(tokens)):
        token = tokens[place]
        if token.quote and place > start:
            return place
        if token.text == "," and place > start and _cuts(tokens, place + 1):
            return place
        if token.low in {"and", "but", "then"} and place > start and _reports_next(tokens, place):
            return place
    return len(tokens)


def _cuts(tokens: Tokens, place: int) -> bool:
    """What follows a comma is another report, or a remark about this one."""
    lows = [t.low for t in tokens[place : place + 3]]
    reporting = bool(lows) and lows[0].endswith("ing") and (lows[0] in ENGLISH.say or lows[0] in ENGLISH.call)
    remark = len(lows) > 1 and lows[0] == "a" and lows[1] in _TAKEN
    contrast = len(lows) > 1 and lows[0] in {"though", "although"}
    return reporting or remark or contrast or lows[:2] == ["according", "to"]


def _reports_next(tokens: Tokens, place: int) -> bool:
    """As in "... and denied that": the next verb is a reporting one, with no subject of its own."""
    for later in range(place + 1, min(place + 5, len(tokens))):
        low = tokens[later].low
        if low in _REPORTING and not low.endswith("ing") and not _is_noun(tokens, later):
            return not (later + 1 < len(tokens) and tokens[later + 1].low == "to")
        if low not in ADVERBS and low not in AUXILIARIES and low not in {"on", "then"} and not low.endswith("ly"):
            return False
    return False


def _trim(tokens: Tokens, content: Range) -> Range | None:
    start, end = content
    while start < end and (tokens[start].text in ",;:–—.-" or tokens[start].low in {"that", "and", "but"}):
        start += 1
    while end > start and (tokens[end - 1].text in ",;:.–—-!" or tokens[end - 1].low in {"and", "but", "then"}):
        end -= 1
    return (start, end) if start < end and tokens[start].quote is None else None
