"""A sentence with its utterances and other marked stretches -> the quotations in it, as drafts of offsets.

Does not: look at other sentences than the one before.
"""

from dataclasses import dataclass
from typing import Literal

from framing.speech import clauses, clauses_slavic, phrases
from framing.speech.clauses import Report
from framing.speech.cues import Lexicon
from framing.speech.english import ADVERBS, AUXILIARIES, PREPOSITIONS
from framing.speech.marks import Marked
from framing.speech.mentions import find_sort, trim_mention
from framing.speech.phrases import Range, Tokens
from framing.speech.rejections import REJECTING
from framing.speech.words import WORD, Token, normalise_word
from framing.wordlists import word_set

_NEAR = 16
_LONG = 5
_ASIDE = 14
_TITLE = 7
_KNOWN = word_set("known knew know knows")
_ANYBODY = word_set("anyone anybody whoever someone somebody nobody everyone everybody what there")
_BE = word_set("is are was were be been being")
_NO_NAME_BEFORE = word_set("for on off out in up upon to into")


@dataclass(slots=True)
class Draft:
    """A quotation in the making: offsets only."""

    kind: Literal["direct", "indirect"]
    start: int
    end: int
    cue: Range | None = None
    mention: Range | None = None


class Grammar:
    """The words of one language and the reader of clauses that goes with them."""

    def __init__(self, lexicon: Lexicon, language: str) -> None:
        self.lexicon, self.language = lexicon, language
        self.cues = lexicon.say | lexicon.utter | lexicon.tell
        # No phrase that names a source lacks its longest word.
        sources = {max(phrase.split(), key=len) for phrase in lexicon.sources}
        own = frozenset() if lexicon.stems else clauses.SOURCES | REJECTING
        self._reporting = self.cues | lexicon.call | lexicon.accuse | lexicon.judge | own | sources

    def may_report(self, text: str) -> bool:
        """Whether a text holds any word without which it has no reporting phrase: a quick look."""
        words = set(WORD.findall(normalise_word(text, self.language)))
        if not self._reporting.isdisjoint(words):
            return True
        return self.lexicon.stems and any(clauses_slavic.starts_like(word, self._reporting) for word in words)

    def find_reports(self, sentence: Tokens) -> list[Report]:
        """The reporting phrases of a sentence."""
        if self.lexicon.stems:
            return clauses_slavic.find_reports(sentence, self.lexicon)
        return clauses.find_reports(sentence, self.lexicon) if self.lexicon.say else []

    def find_mention(self, sentence: Tokens, phrase: Range | None) -> Range | None:
        """Offsets of the words that name the speaker; None for a board that only "reads"."""
        if phrase is None or self._is_board(sentence, phrase) or sentence[phrase[0]].low in clauses_slavic.SOMEBODY:
            return None
        start, end = trim_mention(sentence, phrase, self.lexicon)
        last = sentence[end - 1]
        owner = last.low.endswith("'s") and not self.lexicon.stems
        return sentence[start].start, last.end - (2 if owner else 0)

    def _is_board(self, sentence: Tokens, phrase: Range) -> bool:
        """As in "One sign read" tells of no speaker, "the company's notice said" does."""
        return find_sort(sentence, phrase, self.lexicon) == "board"

    def can_head(self, tokens: Tokens) -> bool:
        """A role, a body or a full name: what may stand before the colon of a headline."""
        if not tokens or not tokens[-1].is_word or tokens[0].low in PREPOSITIONS:
            return False
        sort = find_sort(tokens, (0, len(tokens)), self.lexicon)
        return sort in {"role", "body"} or (sort == "person" and len(tokens) > 1 and all(t.is_capital for t in tokens))

    def last_report(self, sentence: Tokens) -> Draft | None:
        """The last reporting phrase of a sentence, for an utterance that follows in the next paragraph."""
        reports = self.find_reports(sentence)
        if not reports:
            return None
        return Draft(
            "direct", 0, 0, _offsets(sentence, reports[-1].cue), self.find_mention(sentence, reports[-1].subject)
        )


def read_sentence(
    grammar: Grammar, text: str, sentence: Tokens, before: Tokens, held: list[Marked], earlier: list[Draft]
) -> list[Draft]:
    """The quotations of a sentence; `earlier` are those of the same paragraph, `held` marks that are no utterances."""
    reports = grammar.find_reports(sentence)
    drafts: list[Draft] = []
    used: set[Range] = set()
    for at, token in enumerate(sentence):
        if token.quote is None:
            continue
        report = _choose_report(text, sentence, at, reports)
        draft = Draft("direct", token.start, token.end)
        if report:
            used.add(report.cue)
            draft.cue, draft.mention = _offsets(sentence, report.cue), grammar.find_mention(sentence, report.subject)
            if report.subject is None and grammar.lexicon.stems:
                draft.mention = _elided(grammar, sentence[:at], before, [*earlier, *drafts])
        else:
            _borrow(grammar, sentence, at, before, draft, [*earlier, *drafts])
        drafts.append(draft)
    _look_back(grammar, sentence, reports, earlier)
    quoted = [found for mark in held if (found := _read_held(grammar, sentence, reports, mark))]
    return [*drafts, *quoted, *_read_indirect(grammar, sentence, reports, used, quoted, held)]


def _offsets(sentence: Tokens, place: Range) -> Range:
    return sentence[place[0]].start, sentence[place[1] - 1].end


def _choose_report(text: str, sentence: Tokens, at: int, reports: list[Report]) -> Report | None:
    """The reporting phrase that belongs to the utterance at a place: behind it if it touches, else before."""
    behind = next((r for r in reports if _touches(sentence, at, r)), None)
    ahead = next(
        (r for r in reversed(reports) if r.cue[0] < at and r.kind != "judge" and _leads(sentence, r, at)), None
    )
    if behind is None or ahead is None:
        return behind or ahead
    opened = sentence[at - 1].text
    if opened == ":" or (opened == "," and ahead.cue[1] >= at - 2):
        return ahead
    quote = sentence[at].quote
    inner = text[slice(*quote.inner)].rstrip() if quote else ""
    if inner[:1].islower() and any(t.quote for t in sentence[:at]):
        return ahead
    return behind


def _touches(sentence: Tokens, at: int, report: Report) -> bool:
    """The cue follows the utterance, with nothing but its subject and commas between."""
    if report.cue[0] <= at or any(t.quote or t.text == ":" for t in sentence[at + 1 : report.cue[0]]):
        return False
    begin = report.cue[0]
    if report.kind == "judge":
        return False
    if report.subject and at < report.subject[0] < begin:
        begin = report.subject[0]
    between = [t for t in sentence[at + 1 : begin] if t.is_word]
    if report.content and report.content[0] > report.cue[1] and not report.is_behind and between:
        return False
    return len(between) <= _ASIDE


def _leads(sentence: Tokens, report: Report, at: int) -> bool:
    return not any(t.quote and i > report.cue[0] for i, t in enumerate(sentence[:at])) or at - report.cue[0] <= _NEAR


def _borrow(grammar: Grammar, sentence: Tokens, at: int, before: Tokens, draft: Draft, earlier: list[Draft]) -> None:
    """An utterance without a cue keeps the speaker of the one before, or takes the subject that leads to it."""
    if at and sentence[at - 1].text == ":":
        draft.mention = _lead_mention(grammar, sentence[: at - 1])
        return
    if at and any(t.quote for t in sentence[:at]):
        same = earlier[-1] if earlier and earlier[-1].kind == "direct" else None
        draft.cue, draft.mention = (same.cue, same.mention) if same else (None, None)
        return
    if at or not before:
        return
    last = next((d for d in reversed(earlier) if d.kind == "direct" and d.start >= before[0].start), None)
    if last and any(t.quote for t in before):
        draft.cue, draft.mention = last.cue, last.mention
        return
    reports = [r for r in grammar.find_reports(before) if r.subject and r.kind != "judge"]
    main = next((r for r in reports if r.is_behind), reports[0] if reports else None)
    mention = grammar.find_mention(before, main.subject) if main else None
    draft.mention = mention or _lead_mention(grammar, before)


def _elided(grammar: Grammar, sentence: Tokens, before: Tokens, earlier: list[Draft]) -> Range | None:
    """Verbs that tell person and gender need no subject: whoever the words before are about said it."""
    if sentence and (mention := _lead_mention(grammar, sentence)):
        return mention
    if earlier and earlier[-1].mention and before and earlier[-1].end >= before[0].start:
        return earlier[-1].mention
    return _lead_mention(grammar, before)


def _lead_mention(grammar: Grammar, sentence: Tokens) -> Range | None:
    """Who a sentence is about, if it begins with a person, role or body."""
    if not sentence:
        return None
    if grammar.lexicon.stems:
        subject = clauses_slavic.find_subject(sentence, 0, len(sentence), grammar.lexicon)
    else:
        subject = phrases.lead_subject(sentence, 0, len(sentence))
    if subject is None:
        return None
    sort = find_sort(sentence, subject, grammar.lexicon)
    trimmed = trim_mention(sentence, subject, grammar.lexicon)
    if sort in {"person", "role", "he", "she", "body"} or (sentence[trimmed[0]].is_capital and trimmed[0] > subject[0]):
        return grammar.find_mention(sentence, subject)
    return None


def _look_back(grammar: Grammar, sentence: Tokens, reports: list[Report], earlier: list[Draft]) -> None:
    """As in "So says X" and "With those words X left" name the speaker of the utterance before them."""
    last = earlier[-1] if earlier else None
    if last is None or last.kind != "direct" or last.mention or grammar.lexicon.stems:
        return
    lows = [t.low for t in sentence[:3]]
    if lows[:1] == ["so"] and reports and reports[0].cue[0] == 1:
        last.cue, last.mention = _offsets(sentence, (1, 2)), grammar.find_mention(sentence, reports[0].subject)
    elif lows[:1] == ["with"] and lows[2:] == ["words"]:
        subject = phrases.lead_subject(sentence, 3, len(sentence))
        last.cue, last.mention = _offsets(sentence, (0, 3)), grammar.find_mention(sentence, subject)


def _read_held(grammar: Grammar, sentence: Tokens, reports: list[Report], mark: Marked) -> Draft | None:
    """A marked stretch inside a sentence: speech if a report governs it and it is no name, title or term."""
    at = next((i for i, t in enumerate(sentence) if t.start >= mark.start), len(sentence))
    stop = next((i for i in range(at, len(sentence)) if sentence[i].start >= mark.end), len(sentence))
    words = [t for t in sentence[at:stop] if t.is_word]
    if not words:
        return None
    before = _word_before(sentence, at)
    if before and before.low == "words" and len(words) >= _LONG - 1 and words[0].is_capital:
        return Draft("direct", mark.start, mark.end, (before.start, before.end))
    report = _find_governor(sentence, reports, at)
    if report is None or _is_name(grammar, sentence, at, words, report):
        return None
    subject = report.subject
    if subject is None and report.kind in {"tell", "ask"}:
        return None
    if report.kind in {"call", "judge"}:
        passive = _is_passive(sentence, report)
        if passive:
            subject = _find_agent(sentence, stop) or (
                None if report.kind == "judge" else _find_agent(sentence, report.cue[1])
            )
        if subject is None and (passive or report.cue[0] == 0 or report.kind == "judge"):
            return None
    return Draft(
        "direct", mark.start, mark.end, _offsets(sentence, report.cue), grammar.find_mention(sentence, subject)
    )


def _word_before(sentence: Tokens, at: int) -> Token | None:
    place = at - 1
    while place >= 0 and not sentence[place].is_word and sentence[place].text in "\"'“‘«„,":
        place -= 1
    return sentence[place] if place >= 0 and sentence[place].is_word else None


def _find_governor(sentence: Tokens, reports: list[Report], at: int) -> Report | None:
    for report in reversed(reports):
        if report.cue[0] < at:
            covers = report.content is not None and report.content[0] <= at + 1 and at < report.content[1]
            near = at - report.cue[1]
            if report.kind == "judge" and report.subject is None:
                continue
            if report.kind == "utter" and report.cue[0] and sentence[report.cue[0] - 1].low in _BE:
                continue
            if (
                covers
                or (report.kind in {"call", "judge"} and near <= _NEAR)
                or (report.kind != "judge" and near <= (report.kind == "tell"))
            ):
                return report
    behind = (r for r in reports if r.is_behind and r.content and r.content[0] <= at + 1 and at < r.content[1])
    return next(behind, None)


def _is_passive(sentence: Tokens, report: Report) -> bool:
    place = report.cue[0] - 1
    while place >= 0 and (sentence[place].low in ADVERBS or sentence[place].low.endswith("ly")):
        place -= 1
    return place >= 0 and sentence[place].low in _BE


def _find_agent(sentence: Tokens, stop: int) -> Range | None:
    """As in "... by residents in the north": who did what a passive tells."""
    for place in range(stop, min(stop + 3, len(sentence) - 1)):
        if sentence[place].low == "by":
            return phrases.read_phrase(sentence, place + 1)
    return None


def _is_name(grammar: Grammar, sentence: Tokens, at: int, words: list[Token], report: Report) -> bool:
    """A title, a nickname or a word as a word, though a report stands near."""
    before = _word_before(sentence, at)
    low = before.low if before else ""
    naming = grammar.lexicon.naming
    cue = {t.low for t in sentence[slice(*report.cue)]}
    if grammar.lexicon.stems:
        named = low not in cue and words[0].is_capital and clauses_slavic.starts_like(low, naming)
    else:
        named = (low in naming or (words[0].is_capital and low in grammar.lexicon.works)) and low not in cue
    long = [t for t in words if len(t.text) > 3]  # noqa: PLR2004
    capitals = [t for t in long if t.is_capital]
    shouted = len(words) > 1 and all(t.text.isupper() for t in words)
    titled = len(words) <= _TITLE and words[0].is_capital and bool(long) and len(capitals) == len(long) and not shouted
    if words[0].low == "so-called":
        return True
    bare = len(words) == 1 and report.kind not in {"call", "judge", "accuse"} and not _may_stand_alone(low, words[0])
    known = low == "as" and any(t.low in _KNOWN for t in sentence[max(0, at - 6) : at])
    return named or known or bare or (titled and (len(words) > 1 or report.kind != "call"))


def _may_stand_alone(before: str, word: Token) -> bool:
    """One word is quoted as said behind "is", "as" or "been"; behind "the" or "two" it is held with tongs."""
    if word.is_capital:
        return False
    return (
        before in AUXILIARIES or before.endswith(("'ve", "'s", "'re")) or before in {"as", "lecz", "а", "but", "like"}
    )


def _read_indirect(
    grammar: Grammar,
    sentence: Tokens,
    reports: list[Report],
    used: set[Range],
    quoted: list[Draft],
    held: list[Marked],
) -> list[Draft]:
    drafts = []
    taken: set[Range] = set()
    for report in reports:
        if report.content is None or report.cue in used or report.subject is None or report.kind in {"judge", "utter"}:
            continue
        loose = report.kind == "source" and report.content[0] and sentence[report.content[0] - 1].quote
        if loose or sentence[report.subject[0]].low in _ANYBODY:
            continue
        start, end = _offsets(sentence, report.content)
        end = next((mark.end for mark in held if mark.start < end <= mark.end), end)
        start = next((mark.start for mark in held if mark.start < start <= mark.inner[0]), start)
        if report.kind == "call" and not _names_plainly(sentence, report, quoted, (start, end)):
            continue
        whole = any(mark.start <= start + 1 and mark.end >= end - 1 for mark in held)
        if whole or (start, end) in taken:
            continue
        taken.add((start, end))
        mention = grammar.find_mention(sentence, report.subject)
        if mention:
            drafts.append(Draft("indirect", start, end, _offsets(sentence, report.cue), mention))
    return drafts


def _names_plainly(sentence: Tokens, report: Report, quoted: list[Draft], place: Range) -> bool:
    """As in "Called the plan a folly": two things named, none of them between marks, nobody named by nobody."""
    if _is_passive(sentence, report) or any(place[0] <= d.start < place[1] for d in quoted) or report.content is None:
        return False
    words = [t for t in sentence[slice(*report.content)] if t.is_word]
    if not words or words[0].low in _NO_NAME_BEFORE:
        return False
    if report.content[0] < report.cue[0]:
        return False
    return any(t.low in {"a", "an", "as"} for t in words[1:])
