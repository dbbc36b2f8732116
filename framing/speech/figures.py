"""A sentence of tokens -> the figures in it: persons, bodies, papers and boards that may speak.

Does not: find out which figures are the same; `cast` does.
"""

from dataclasses import dataclass

from framing.names.given import HE, SHE
from framing.speech import clauses_slavic, phrases
from framing.speech.cues import Lexicon
from framing.speech.english import ASIDES, DAYS, DETERMINERS, PLACE_PREPOSITIONS, PREPOSITIONS
from framing.speech.mentions import Sort, find_sort, trim_mention
from framing.speech.phrases import Range
from framing.speech.words import Token
from framing.wordlists import word_set

_HE_WORDS = word_set(
    "mr sir lord king prince pope father brother husband son uncle grandfather grandson man boy spokesman chairman "
    "actor congressman councilman alderman businessman policeman fisherman railwayman ex-husband widower priest "
    "bishop imam archbishop cardinal monk г-н pan gospodin dom"
)
_SHE_WORDS = word_set(
    "mrs ms miss madam lady dame queen princess mother sister wife daughter aunt grandmother granddaughter woman girl "
    "spokeswoman chairwoman actress congresswoman councilwoman businesswoman policewoman ex-wife widow nun midwife "
    "baroness waitress madame г-жа pani gospođa"
)
_LIKE_SHE = ("ova", "eva", "ina", "ska", "cka", "aya", "ová", "ова", "ева", "ина", "ская", "ська", "ска")
_LONG_RUN = 3
_MARKS = frozenset("\"“„«»‘‚'")


@dataclass(slots=True)
class Figure:
    """One mention of somebody or something that may speak, as it stands in the text."""

    start: int
    end: int
    sort: Sort
    words: tuple[str, ...]
    leads: bool = False
    sentence: int = 0
    gender: str = ""
    nearby: frozenset[str] = frozenset()
    spoke: bool = False


def name_words(tokens: list[Token]) -> tuple[str, ...]:
    """The words of a mention that count when names are compared."""
    words = (t.low.removesuffix("'s") for t in tokens if t.is_word)
    return tuple(word for word in words if word not in {"the", "a", "an", "mr", "mrs", "ms", "dr", "sir"})


def read_figures(sentence: list[Token], mentions: set[Range], lexicon: Lexicon) -> list[Figure]:
    """The subject of a sentence and every name in it, in order."""
    found: dict[Range, Figure] = {}
    lead = _find_lead(sentence, lexicon)
    if lead:
        _put(found, lexicon, sentence, lead, mentions, leads=True)
    for phrase in _find_names(sentence, lexicon):
        _put(found, lexicon, sentence, phrase, mentions, leads=False)
    for figure in found.values():
        figure.spoke = (figure.start, figure.end) in mentions
        figure.leads = figure.leads or figure.spoke
    return sorted(found.values(), key=lambda figure: figure.start)


def _find_lead(sentence: list[Token], lexicon: Lexicon) -> Range | None:
    if lexicon.stems:
        return clauses_slavic.find_subject(sentence, 0, len(sentence), lexicon)
    first = next((i for i, t in enumerate(sentence) if t.quote is None), len(sentence))
    return phrases.lead_subject(sentence, first, len(sentence)) if first == 0 else None


def _put(
    found: dict[Range, Figure],
    lexicon: Lexicon,
    sentence: list[Token],
    phrase: Range,
    mentions: set[Range],
    *,
    leads: bool,
) -> None:
    start, end = trim_mention(sentence, phrase, lexicon)
    place = (sentence[start].start, sentence[end - 1].end - (2 if sentence[end - 1].low.endswith("'s") else 0))
    if place in found:
        return
    sort = find_sort(sentence, (start, end), lexicon)
    if sort == "person" and not leads and place not in mentions and _is_place(sentence, start):
        sort = "other"
    if start > phrase[0] and sort == "other":
        sort = "person"
    nearby = _words_nearby(sentence, start, end)
    figure = Figure(*place, sort, name_words(sentence[start:end]), leads=leads, nearby=nearby)
    figure.gender = _guess_gender(figure, sentence, start)
    found[place] = figure


def _is_place(sentence: list[Token], start: int) -> bool:
    """In Lyon, from the Tamar Bridge."""
    before = [t.low for t in sentence[max(0, start - 2) : start]]
    if before[-1:] == ["the"]:
        before.pop()
    return before[-1:] != [] and before[-1] in PLACE_PREPOSITIONS


def _words_nearby(sentence: list[Token], start: int, end: int) -> frozenset[str]:
    """Roles stand before a name, or behind it between commas."""
    after = end
    if end < len(sentence) and sentence[end].text == ",":
        after = min(end + 12, len(sentence))
    return frozenset(t.low for t in [*sentence[max(0, start - 7) : start], *sentence[end:after]] if t.is_word)


def _guess_gender(figure: Figure, sentence: list[Token], start: int) -> str:
    if figure.sort == "body":
        return "it"
    beside = [t.low for t in sentence[max(0, start - 2) : start]] + list(figure.words)
    for word in beside:
        if word in _HE_WORDS or word in _SHE_WORDS:
            return "he" if word in _HE_WORDS else "she"
    if figure.sort != "person" or not figure.words:
        return ""
    given = figure.words[0]
    for part in (given, given.split("-")[0]):
        if part in HE or part in SHE:
            return "he" if part in HE else "she"
    if given.endswith(("a", "а", "я", "ia")) or (len(figure.words) > 1 and figure.words[-1].endswith(_LIKE_SHE)):
        return "she?" if len(figure.words) > 1 or given.endswith(_LIKE_SHE) else ""
    return ""


def _find_names(sentence: list[Token], lexicon: Lexicon) -> list[Range]:
    """Runs of capitals: each a name, a body or the like."""
    runs, place = [], 0
    while place < len(sentence):
        if not (sentence[place].is_word and sentence[place].is_capital):
            place += 1
            continue
        opens = place == 0 or bool(sentence[place - 1].quote)
        if sentence[place - 1 if place else 0].text in _MARKS or (
            opens and sentence[place].low in ASIDES | DETERMINERS
        ):
            place += 1
            continue
        stop = place + 1
        while stop < len(sentence) and _joins(sentence, stop):
            stop += 1
        while stop > place and not (sentence[stop - 1].is_capital and sentence[stop - 1].is_word):
            stop -= 1
        # Where a sentence may open with its verb, its first capital belongs to no name.
        place += lexicon.stems and place == 0 and stop >= _LONG_RUN
        alone = stop - place == 1 and (place == 0 or sentence[place].low in DETERMINERS)
        days = all(t.low in DAYS for t in sentence[place:stop])
        if stop > place and not days and not (alone and sentence[place].low in DETERMINERS | PREPOSITIONS):
            runs.append((place, stop))
        place = max(stop, place + 1)
    return runs


def _joins(sentence: list[Token], at: int) -> bool:
    token = sentence[at]
    if sentence[at - 1].low.endswith("'s") or token.quote:
        return False
    if token.is_word and token.is_capital:
        return True
    return token.low in {"de", "van", "der", "von", "bin", "da", "del", "la", "of", "the"} or (
        token.text == "." and len(sentence[at - 1].text) <= 3 and sentence[at - 1].is_capital  # noqa: PLR2004
    )
