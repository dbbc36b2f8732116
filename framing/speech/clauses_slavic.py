"""A sentence of tokens, in a Slavic language -> its reporting phrases, as `clauses` gives them for English.

Word order is free and there are no articles, so the nearest name, pronoun or role of the clause is the speaker.

Does not: decline or conjugate; words are known by their beginnings.
"""

from framing.speech.clauses import Report
from framing.speech.cues import Lexicon
from framing.speech.phrases import Range, Tokens
from framing.speech.words import Token
from framing.wordlists import word_set

_LONGEST_ENDING = 4
_REACH = 12
_SHORT = 3
_BEFORE_PLACES = word_set(
    "в во на у из з із від до при под над за по с со о об к w we na u do z ze od przy po k iz sa o od pri kod във със "
    "от для dla za pod"
)
_AND = word_set("и і та й i a oraz")
SOMEBODY = word_set("кто-то хтось neko ktoś някой")
_STOPS = frozenset(",.;:–—-!?…()")


def starts_like(low: str, stems: frozenset[str]) -> bool:
    """A word, or its beginning without up to four letters of ending, is on the list."""
    return any(low[:length] in stems for length in range(max(2, len(low) - _LONGEST_ENDING), len(low) + 1))


def find_reports(tokens: Tokens, lexicon: Lexicon) -> list[Report]:
    """Every reporting phrase of a sentence, in order."""
    reports: list[Report] = []
    busy = 0
    for at, token in enumerate(tokens):
        if not token.is_word or at < busy:
            continue
        source = _find_source(tokens, at, lexicon)
        kind = None if source else _find_kind(token, lexicon)
        if source:
            reports.append(source)
            busy = source.cue[1]
        elif kind:
            joined = at > 0 and tokens[at - 1].low in _AND and reports
            if joined:
                content = _find_content(tokens, at, kind, None, lexicon)
                reports.append(Report(kind, (at, at + 1), reports[-1].subject, content))
            else:
                reports.append(_read_report(tokens, at, kind, lexicon))
    return reports


def _find_kind(token: Token, lexicon: Lexicon) -> str | None:
    for kind in ("accuse", "call", "say", "utter"):
        if starts_like(token.low, getattr(lexicon, kind)):
            return kind
    return None


def _find_source(tokens: Tokens, at: int, lexicon: Lexicon) -> Report | None:
    low = tokens[at].low
    owners = lexicon.he | lexicon.she | lexicon.they
    for phrase in lexicon.sources:
        words = phrase.split()
        following = [t.low for t in tokens[at : at + len(words) + 1]]
        if following[: len(words)] == words and (at == 0 or not tokens[at - 1].is_word):
            return _place_source(tokens, (at, at + len(words)), at + len(words))
        if len(words) > 1 and following[::2] == words[:2] and following[1] in owners:
            return _owned(tokens, (at, at + 3), (at + 1, at + 2))
        if len(words) == 1 and low in owners and following[1:] == words:
            return _owned(tokens, (at, at + 2), (at, at + 1))
    return None


def _owned(tokens: Tokens, cue: Range, owner: Range) -> Report:
    return Report("source", cue, owner, _trim(tokens, (cue[1], len(tokens))))


def _place_source(tokens: Tokens, cue: Range, start: int) -> Report:
    end = start
    while end < len(tokens) and end < start + _REACH and tokens[end].text not in _STOPS and not tokens[end].quote:
        end += 1
    comma = end < len(tokens) and tokens[end].text == ","
    name = _find_name(tokens, start, end)
    if not comma:
        end = name[1] if name else min(start + 1, end)
    subject = name or ((start, end) if end > start else None)
    if cue[0] > 1 and tokens[cue[0] - 1].text == ",":
        return Report("source", cue, subject, _trim(tokens, (0, cue[0])), is_behind=True)
    return Report("source", cue, subject, _trim(tokens, (end, len(tokens))))


def _read_report(tokens: Tokens, at: int, kind: str, lexicon: Lexicon) -> Report:
    opens = at == 0 or tokens[at - 1].quote is not None or tokens[at - 1].text in ",–—-"
    behind, ahead = _subject_after(tokens, at, lexicon), _subject_before(tokens, at, lexicon)
    appositive = at > 0 and tokens[at - 1].text == "," and ahead is not None and behind is None
    subject = (behind or ahead) if opens and not appositive else (ahead or behind)
    cue = (at, at + 1)
    content = _find_content(tokens, at, kind, subject, lexicon)
    if content is None and kind == "say":
        begin = min(at, subject[0]) if subject and subject[1] <= at else at
        if begin > 1 and tokens[begin - 1].text == ",":
            left = _trim(tokens, (_sentence_start(tokens, begin - 1), begin - 1))
            return Report(kind, cue, subject, left, is_behind=True)
    return Report(kind, cue, subject, content)


def _sentence_start(tokens: Tokens, stop: int) -> int:
    return next((i + 1 for i in range(stop - 1, -1, -1) if tokens[i].quote), 0)


def _subject_after(tokens: Tokens, at: int, lexicon: Lexicon) -> Range | None:
    end = at + 1
    while end < len(tokens) and end < at + _REACH and tokens[end].text not in _STOPS and not tokens[end].quote:
        if tokens[end].low in lexicon.that and end > at + 1:
            break
        end += 1
    return find_subject(tokens, at + 1, end, lexicon)


def _subject_before(tokens: Tokens, at: int, lexicon: Lexicon) -> Range | None:
    end = at
    for _ in range(3):
        start = end
        while start > max(0, end - _REACH) and tokens[start - 1].text not in _STOPS and not tokens[start - 1].quote:
            start -= 1
        found = find_subject(tokens, start, end, lexicon)
        if found or start == 0 or tokens[start - 1].text != "," or (end - start > 0 and end == at):
            return found or (_whole(tokens, start, end) if end == at else None)
        end = start - 1
    return None


def _whole(tokens: Tokens, start: int, end: int) -> Range | None:
    while start < end and (tokens[start].low in _BEFORE_PLACES or not tokens[start].is_word):
        start += 1
    vague = any(t.low in SOMEBODY or t.low in _AND for t in tokens[start:end])
    return (start, end) if 0 < end - start <= _SHORT and not vague else None


def find_subject(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> Range | None:
    """The first pronoun, name, role or body between two places."""
    somebody = next((i for i in range(start, end) if tokens[i].low in SOMEBODY), None)
    if somebody is not None:
        return (somebody, somebody + 1)
    pronouns = lexicon.he | lexicon.she | lexicon.they | lexicon.i
    for place in range(start, end):
        if tokens[place].low in pronouns and tokens[place].low not in _OWNERS:
            return (place, place + 1)
    name = _find_name(tokens, start, end)
    if name:
        return name
    for place in range(start, end):
        low = tokens[place].low
        if starts_like(low, lexicon.roles) or starts_like(low, lexicon.bodies) or starts_like(low, lexicon.papers):
            return (place, _extend(tokens, place, end))
    return None


_OWNERS = word_set("його її их їх его её ее jego jej ich njegov njen njihov му ѝ им")


def _extend(tokens: Tokens, place: int, end: int) -> int:
    stop = place + 1
    while stop < min(end, place + 3) and tokens[stop].is_word and tokens[stop].low not in _BEFORE_PLACES:
        stop += 1
    return stop if stop - place > 1 and tokens[stop - 1].is_capital else place + 1


def _find_name(tokens: Tokens, start: int, end: int) -> Range | None:
    """The longest run of capitals that no preposition of place governs; the first of equals."""
    best: Range | None = None
    place = start
    while place < end:
        opens = tokens[place].low in _BEFORE_PLACES
        if opens or not (tokens[place].is_capital and tokens[place].is_word):
            place += 1
            continue
        stop = place
        while stop < end and tokens[stop].is_capital and tokens[stop].is_word:
            stop += 1
        # A sentence that opens with its verb: its first capital belongs to no name.
        place += place == 0 and stop >= _SHORT
        governed = place > start and tokens[place - 1].low in _BEFORE_PLACES
        if not governed and (best is None or stop - place > best[1] - best[0]):
            best = (place, stop)
        place = stop
    return best


def _find_content(tokens: Tokens, at: int, kind: str, subject: Range | None, lexicon: Lexicon) -> Range | None:
    after = max(at + 1, subject[1] if subject and subject[0] == at + 1 else 0)
    if kind in {"accuse", "call"}:
        return _trim(tokens, (after, _find_end(tokens, after, lexicon)))
    if kind != "say":
        return None
    for place in range(at + 1, min(at + _REACH, len(tokens))):
        token = tokens[place]
        comma = tokens[place - 1].text == "," or (place == at + 1) or "da" in lexicon.that
        if (token.low in lexicon.that and comma) or token.text == ":":
            return _trim(tokens, (place + 1, _find_end(tokens, place + 1, lexicon)))
        if token.low == "да" and place == at + 1:
            return _trim(tokens, (place, _find_end(tokens, place, lexicon)))
        if token.quote or token.text in ".;–—-":
            return None
    return None


def _find_end(tokens: Tokens, start: int, lexicon: Lexicon) -> int:
    for place in range(start, len(tokens)):
        if tokens[place].quote and place > start:
            return place
        joined = tokens[place].low in _AND and place + 1 < len(tokens)
        if joined and _find_kind(tokens[place + 1], lexicon):
            return place
    return len(tokens)


def _trim(tokens: Tokens, content: Range) -> Range | None:
    start, end = content
    while start < end and tokens[start].text in ",;:–—.-":
        start += 1
    while end > start and tokens[end - 1].text in ",;:.–—-!":
        end -= 1
    return (start, end) if end - start > 1 and tokens[start].quote is None else None
