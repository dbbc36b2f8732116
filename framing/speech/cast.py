"""A text with its quotations -> the persons, bodies and papers named in it, to be asked who "he" or "it" is.

Every look-up walks back over a fixed number of figures, so that the work stays linear in the text.

Does not: know the world: two people of one surname are told apart by the nearer full name only.
"""

import re
from bisect import bisect_left, bisect_right

from framing.speech import phrases
from framing.speech.cues import LEXICONS, Lexicon
from framing.speech.figures import Figure, name_words, read_figures
from framing.speech.marks import Marked
from framing.speech.mentions import Sort, find_sort, trim_mention
from framing.speech.words import split_sentences, split_tokens
from framing.types import Quotation, Span
from framing.wordlists import word_set

_REACH = 60
_NAMES_PER_WORD = 12
_STEM = 4
_IN_STATEMENT = re.compile(r"\bin an? (?:\w+ )?(?:statement|release|communiqu)")
_NAMED = re.compile(
    r"\s+(?:known|named|called|identified)(?: only)?(?: as)?\s+((?:[^\W\d_a-z][\w’'-]*\s?){1,4}(?<!\s))"
)
_ISSUED = re.compile(r"\s+(?:issued|released|published|sent|signed|posted|written)(?: \w+)? by\s+")
_COMMON_BODIES = word_set(
    "company firm group agency office supplier manufacturer operator maker party union organisation organization club "
    "bank airline council committee board movement charity institute body service start-up startup publisher retailer "
    "team ministry department government commission court authority force army militia coalition"
)
_FIRMS = word_set(
    "company firm group supplier manufacturer operator maker publisher retailer startup start-up producer trader "
    "developer"
)
_FIRM_ENDINGS = word_set(
    "ab ag inc ltd plc corp gmbh llc sa nv spa holdings group airlines motors energy power foods pharma systems "
    "technologies industries partners oil gas steel airways railways"
)
_OWN_PAPERS = word_set("letter memo post tweet message email e-mail note")
_STANDING_PAPERS = word_set(
    "study report survey poll article editorial lawsuit complaint indictment data review document"
)


class Cast:
    """The figures of one text in order, and the names among them by their words."""

    def __init__(self, text: str, lexicon: Lexicon, language: str) -> None:
        self.text, self.lexicon, self.language = text, lexicon, language
        self.figures: list[Figure] = []
        self.starts: list[int] = []
        self.sentences: list[int] = []
        self.by_word: dict[str, list[Figure]] = {}
        self.initials: dict[str, Figure] = {}
        self.body: Figure | None = None
        self.last: Figure | None = None

    def add(self, figure: Figure) -> None:
        """Take in a figure; figures come in order of start."""
        self.figures.append(figure)
        self.starts.append(figure.start)
        if figure.sort not in {"person", "body", "other"}:
            return
        for word in figure.words:
            known = self.by_word.setdefault(self._key(word), [])
            if len(known) < _NAMES_PER_WORD:
                known.append(figure)
        if figure.sort == "person" and len(figure.words) > 1:
            self.initials.setdefault("".join(word[0] for word in figure.words), figure)

    def _key(self, word: str) -> str:
        return word[:_STEM] if self.lexicon.stems else word

    def find_figure(self, mention: Span) -> Figure:
        """The mention as a figure: one that was taken in, or made on the spot."""
        at = bisect_left(self.starts, mention.start)
        while at < len(self.figures) and self.figures[at].start == mention.start:
            if self.figures[at].end == mention.end:
                return self.figures[at]
            at += 1
        tokens = split_tokens(self.text, mention.start, mention.end, [], self.language)
        sort: Sort = find_sort(tokens, (0, len(tokens)), self.lexicon) if tokens else "other"
        return Figure(mention.start, mention.end, sort, name_words(tokens), sentence=self._sentence_at(mention.start))

    def _sentence_at(self, place: int) -> int:
        return bisect_right(self.sentences, place)

    def note_speaker(self, quotation: Quotation, speaker: Span | None) -> None:
        """Remember who spoke last, and which body did."""
        if speaker is None or quotation.mention is None:
            return
        figure = self.find_figure(speaker)
        self.last = figure
        behind = self.text[quotation.cue.end : quotation.cue.end + 60] if quotation.cue else ""
        said = self.find_figure(quotation.mention)
        if said.sort == "body" or figure.sort == "body" or (said.sort == "person" and _IN_STATEMENT.search(behind)):
            self.body = figure

    def last_lead(self, place: int) -> Figure | None:
        """The subject of the last sentence before a place."""
        at = bisect_left(self.starts, place)
        near = self.figures[max(0, at - _REACH // 4) : at]
        return next((f for f in reversed(near) if f.leads and f.sentence == near[-1].sentence), None)

    def resolve(self, figure: Figure) -> Figure | None:
        """The fullest form of who is meant; None for a pronoun that fits nobody."""
        if figure.sort in {"he", "she"}:
            found = self._find_person(figure, figure.sort)
            return self._fullest(found) if found else None
        if figure.sort in {"it", "they"}:
            return self._find_thing(figure)
        if figure.sort == "paper":
            return self._find_issuer(figure)
        return self._resolve_named(figure)

    def _resolve_named(self, figure: Figure) -> Figure:
        if figure.sort == "role":
            return self._find_role(figure)
        if figure.words and figure.words[-1].endswith("year-old"):
            return self._find_person(figure, "") or figure
        if figure.sort == "body" and figure.words and self.text[figure.start : figure.start + 4].casefold() == "the ":
            return self._find_body(figure)
        return self._fullest(figure)

    def _fullest(self, figure: Figure) -> Figure:
        """The first of the longest names that hold every word of this one."""
        if figure.sort not in {"person", "body", "other"} or not figure.words:
            return figure
        letters = self.text[figure.start : figure.end].replace(".", "").replace(" ", "")
        if letters.isupper() and len(letters) < _STEM and letters.casefold() in self.initials:
            return self.initials[letters.casefold()]
        best, longest = figure, len(figure.words)
        for other in self.by_word.get(self._key(figure.words[-1]), ()):
            full = len(other.words) > longest and other.sort in {"person", figure.sort}
            first = len(other.words) == longest and longest > 1 and other.start < best.start
            if (full or first) and self._holds(other.words, figure.words):
                best, longest = other, len(other.words)
        return best

    def _holds(self, whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
        if self.lexicon.stems:
            return all(any(_same_stem(a, b) for a in whole) for b in part)
        return set(part) <= set(whole)

    def _back(self, figure: Figure) -> list[Figure]:
        """Figures before this one: nearest sentence first, inside a sentence its subject first."""
        at = bisect_left(self.starts, figure.start)
        near = self.figures[max(0, at - _REACH) : at]
        return sorted(near, key=lambda f: (-f.sentence, not f.leads, f.start))

    def _find_person(self, figure: Figure, gender: str) -> Figure | None:
        weak: Figure | None = None
        for other in self._back(figure):
            if other.sort not in {"person", "role"} or (other.sentence == figure.sentence and not other.leads):
                continue
            if weak and weak.sentence > other.sentence + 1:
                break
            if other.sort == "person" and not other.spoke and not self._is_known(other):
                continue
            if other.sort == "role" and self._is_plural(other):
                continue
            found = other if other.sort == "person" else self._find_role(other)
            known = self._gender(found)
            if not gender or known in {gender, ""}:
                self._fullest(found).gender = gender or known
                return found
            if known == "she?" and gender == "she":
                self._fullest(found).gender = found.gender = gender
                return found
            if known == "she?" and weak is None:
                weak = found
        return weak

    def _is_known(self, figure: Figure) -> bool:
        """One capital word is a person only if a given name, or part of a fuller name in the text."""
        fuller = len(figure.words) > 1 or len(self._fullest(figure).words) > 1
        return fuller or figure.gender in {"he", "she"} or not figure.nearby.isdisjoint(self.lexicon.roles)

    def _is_plural(self, figure: Figure) -> bool:
        heads = [w for w in figure.words if w.removesuffix("s") in self.lexicon.roles]
        return bool(heads) and heads[0].endswith("s") and heads[0] not in self.lexicon.roles

    def _gender(self, figure: Figure) -> str:
        if figure.gender:
            return figure.gender
        full = self._fullest(figure)
        figure.gender = full.gender
        return full.gender

    def _find_thing(self, figure: Figure) -> Figure | None:
        if figure.sort == "it" and self.body and self.last and self.body.start == self.last.start:
            return self.body
        for other in self._back(figure):
            if other.sentence == figure.sentence and not other.leads:
                continue
            if other.sort == "board" and other.leads and figure.sort == "it":
                return None
            if other.sort == "paper" and figure.sort == "it" and other.leads:
                return self._find_issuer(other)
            plural = self.text[other.start : other.end].split()[-1:] or [""]
            many = other.sort in {"role", "other"} and other.leads and plural[0].endswith("s")
            if other.sort == "body" or (figure.sort == "they" and many) or (other.sort == "person" and other.spoke):
                if other.sort == "person" and self._gender(other) in {"he", "she"}:
                    continue
                return self.resolve(other) if other.sort != "other" else other
        return None

    def _find_role(self, figure: Figure) -> Figure:
        """As in "The witness": the last person with that word beside the name; "a witness" is nobody else."""
        words = self.text[figure.start : figure.end].casefold().replace("’", "'").split()
        if figure.start == 0 and words[0] != "the":
            head = {"pm": "minister"}.get(words[-1], words[-1])
            return next(
                (self._fullest(o) for o in self.figures[:_REACH] if o.sort == "person" and head in o.nearby), figure
            )
        named = _NAMED.match(self.text, figure.end, figure.end + 80)
        if named:
            return self._fullest(self.find_figure(Span(named.start(1), named.end(1), named.group(1))))
        if words[0] not in {"the", "his", "her", "its", "their"} and not self.lexicon.stems:
            return figure
        head = next((w for w in reversed(words) if w in self.lexicon.roles), words[-1])
        if len(words) > 2 and words[0] == "the" and ("of" in words or "for" in words):  # noqa: PLR2004
            return figure
        for other in self._back(figure):
            if other.sort == "person" and head in other.nearby:
                return self._fullest(other)
        return figure

    def _find_body(self, figure: Figure) -> Figure:
        """As in "The ministry": the last body of that name in full, or the last body if any may be called so."""
        head = figure.words[-1] if figure.words else ""
        near = self._back(figure)
        for other in near:
            longer = len(other.words) > len(figure.words) and set(figure.words) <= set(other.words)
            if other.sort in {"body", "other"} and longer:
                return self._fullest(other)
        if head in _COMMON_BODIES and len(figure.words) == 1:
            for other in near:
                firm = not _FIRM_ENDINGS.isdisjoint(other.words) or not _FIRMS.isdisjoint(other.nearby)
                named = head in other.nearby or (head in _FIRMS and firm)
                if other.sort in {"body", "person"} and named:
                    return self._fullest(other)
        return figure

    def _find_issuer(self, figure: Figure) -> Figure | None:
        """As in "The statement": the body that spoke last; a letter or post has whoever spoke or acted last."""
        head = figure.words[-1] if figure.words else ""
        words = self.text[figure.start : figure.end].casefold().split()
        issuer = self._read_issuer(figure) or self._find_owner(figure)
        if issuer:
            return issuer
        if words[0] in {"a", "an", "one"}:
            return figure
        near = self._back(figure)
        papers = (o for o in near if o.sort == "paper" and head in o.words)
        known = next((o for o in papers if len(o.words) > 1 or self._read_issuer(o)), None)
        if known:
            return self._read_issuer(known) or known
        if head in _STANDING_PAPERS:
            return figure
        wanted = {"person", "role", "body"} if head in _OWN_PAPERS else {"body"}
        if self.body and head not in _OWN_PAPERS:
            return self.body
        found = next((o for o in near if o.sort in wanted and (o.leads or head not in _OWN_PAPERS)), None)
        return self.resolve(found) if found else self.last or figure

    def _find_owner(self, figure: Figure) -> Figure | None:
        """As in "The company's notice": the company."""
        owner, mark, _ = self.text[figure.start : figure.end].replace("’", "'").partition("'s ")
        if not mark:
            return None
        return self.resolve(self.find_figure(Span(figure.start, figure.start + len(owner), owner)))

    def _read_issuer(self, figure: Figure) -> Figure | None:
        """As in "A statement issued by the group's bureau": the body behind "by"."""
        match = _ISSUED.match(self.text, figure.end, figure.end + 60)
        if not match:
            return None
        tokens = split_tokens(self.text, match.end(), match.end() + 80, [], self.language)
        phrase = phrases.read_phrase(tokens, 0) if tokens else None
        if phrase is None:
            return None
        start, end = trim_mention(tokens, phrase, self.lexicon)
        return Figure(tokens[start].start, tokens[end - 1].end, "body", name_words(tokens[start:end]))


def _same_stem(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    shared = next((i for i in range(shorter) if one[i] != other[i]), shorter)
    return shared >= max(3, shorter - 2) and abs(len(one) - len(other)) <= 3  # noqa: PLR2004


def build_cast(text: str, paragraphs: list[tuple[int, int]], quotations: tuple[Quotation, ...], language: str) -> Cast:
    """Read the text outside its quotations sentence by sentence and take in whoever is named there."""
    lexicon = LEXICONS.get(language)
    cast = Cast(text, lexicon or Lexicon(say=frozenset(), stems=False), language)
    if lexicon is None:
        return cast
    spoken = _outermost(quotations)
    mentions = {(q.mention.start, q.mention.end) for q in quotations if q.mention}
    at = 0
    for start, end in paragraphs:
        inside = []
        while at < len(spoken) and spoken[at].start < end:
            inside.append(spoken[at])
            at += 1
        tokens = split_tokens(text, start, end, [m for m in inside if m.end <= end], language)
        for sentence in split_sentences(text, tokens, lexicon.say | lexicon.utter | lexicon.tell):
            cast.sentences.append(sentence[0].start)
            for figure in read_figures(sentence, mentions, lexicon):
                figure.sentence = len(cast.sentences)
                cast.add(figure)
    return cast


def _outermost(quotations: tuple[Quotation, ...]) -> list[Marked]:
    """Direct speech as one token each; short fragments stay words, since names in them count."""
    found: list[Marked] = []
    for quotation in quotations:
        span = quotation.span
        if quotation.kind == "direct" and (not found or span.start >= found[-1].end):
            found.append(Marked(span.start, span.end, (span.start, span.end), '"', closed=True))
    return found
