"""Marked stretches, dashes and speaker labels -> the utterances of a paragraph: whole sayings, not words held up.

A stretch that is no utterance may still be speech, when a reporting phrase governs it: `quotation` decides that.

Does not: say who speaks.
"""

import re
from dataclasses import dataclass
from itertools import islice

from framing.speech.clauses_slavic import starts_like
from framing.speech.cues import Lexicon
from framing.speech.marks import Marked
from framing.speech.words import Token, split_tokens
from framing.wordlists import word_set

_DASHES = "–—―-"
_DASH_START = re.compile(r"[–—―-]\s+(?=\S)")
_DASH_INSIDE = re.compile(r"(?<=\S)\s*[–—―-]\s+")
_MID_DASH = re.compile(r"(?<=[.!?…])\s+[–—]\s+(?=[^\W\d_])")
_LABEL = re.compile(
    r"((?:[^\W\d_][\w.'’\-]*|\([\w.'’ \-]{1,40}\))(?:[ ](?:[^\W\d_][\w.'’\-]*|\([\w.'’ \-]{1,40}\))){0,4})\s*:\s+(?=\S)"
)
_ASKING = word_set(
    "q question host interviewer reporter moderator presenter anchor в п вопрос питання pitanje pytanie въпрос"
)
_INITIALS = 3
_TRIES = 6
_LONGEST_CUE = 250
_TITLE_WORDS = 7
_LONG_WORDS = 4
_SHORT_WORDS = 3
_SMALL_WORD = 3
_SMALL_IN_TITLES = word_set("and the for with from into über und der die das les des del los las")
_FINAL = frozenset(",.!?…，。！？")
_CUE_WORDS = 14
_CUE_STARTS_WITHIN = 4


@dataclass(frozen=True, slots=True)
class Label:
    """As in "MR LATHAM: ..." at the start of a paragraph: the label and where the words behind it begin."""

    start: int
    end: int
    content: int
    is_asking: bool


def find_labels(text: str, paragraphs: list[tuple[int, int]]) -> dict[int, Label]:
    """Speaker labels by paragraph; none unless at least two paragraphs carry one and look like a transcript."""
    found: dict[int, Label] = {}
    known: dict[str, bool] = {}
    for number, (start, end) in enumerate(paragraphs):
        match = _LABEL.match(text, start, end)
        if match and _is_label(match.group(1)):
            words = match.group(1).casefold().strip(".").split()
            if match.group(1) not in known and len(known) < _TRIES:
                known[match.group(1)] = _may_be_somebody(text, match.group(1))
            asking = words[0] in _ASKING or not known.get(match.group(1), True)
            found[number] = Label(start, match.end(1), match.end(), is_asking=asking)
    names = [text[label.start : label.end] for label in found.values()]
    return (
        found if (len(names) > 1 and (len(set(names)) < len(names) or len(names) > _LONG_WORDS)) or "A" in names else {}
    )


def _may_be_somebody(text: str, label: str) -> bool:
    """Initials that fit no name in the text are the interviewer's."""
    if not (label.isupper() and label.isalpha() and 1 < len(label) <= _INITIALS):
        return True
    return re.search(r"\b" + r"\w+[ -](?:\w+ )?".join(label), text) is not None


def _is_label(label: str) -> bool:
    letters = [c for c in label if c.isalpha()]
    words = [word for word in re.split(r"[ ().]+", label) if word]
    capitals = all(c.isupper() for c in letters)
    return capitals or (len(words) <= _LONG_WORDS and all(word[0].isupper() for word in words))


def goes_on(text: str, last: Marked | None, mark: Marked) -> bool:
    """The second half of a saying: "We waited," she said, "and nobody came."."""
    if last is None or mark.start - last.end > _LONGEST_CUE:
        return False
    between = text[last.end : mark.start].rstrip()
    comma = text[slice(*last.inner)].rstrip()[-1:] == "," or between.lstrip()[:1] == ","
    return comma and between[-1:] in {",", ":", *_DASHES} and not re.search(r"[.!?]\s", between)


def is_utterance(text: str, mark: Marked, region: tuple[int, int], cues: frozenset[str], lexicon: Lexicon) -> bool:
    """A saying of its own: begins where a saying may begin and ends like one, or a reporting verb stands by it."""
    inner = text[slice(*mark.inner)].strip()
    words = re.findall(r"[\w’']+", inner)
    if not words:
        return False
    before = text[max(region[0], mark.start - 80) : mark.start].rstrip()
    after = text[mark.end : min(region[1], mark.end + 60)].lstrip()
    last = before[-1:]
    starts_high = not inner[:1].islower()
    ends = inner[-1] in _FINAL or after[:1] in {",", *_DASHES} or not mark.closed
    if not last or last in ".!?…–—-”\"»“’'‘)":
        return _opens_sentence(inner, words, after, ends=ends, cues=cues, lexicon=lexicon)
    if last == ":":
        return starts_high or len(words) >= _SHORT_WORDS or (inner[-1] in ".!?…")
    titled = _is_title(words) and inner[-1] not in ".!?…"
    if last in ",;":
        near = _has_cue(before[:-1].split()[-3:], cues, lexicon)
        return starts_high and not titled and ((near and len(words) > 0) or (len(words) >= _LONG_WORDS and ends))
    near = _has_cue(before.split()[-2:], cues, lexicon)
    sentence = inner[-1] in ".!?…," or not after or after[:1] in ".!?…,"
    return starts_high and near and not _is_title(words) and len(words) >= _SHORT_WORDS and sentence


def _opens_sentence(
    inner: str, words: list[str], after: str, *, ends: bool, cues: frozenset[str], lexicon: Lexicon
) -> bool:
    following = after.split(None, 8)[:8]
    cued = _has_cue([re.sub(r"\W+$", "", word) for word in following], cues, lexicon)
    titled = _is_title(words) and inner[-1] not in ".!?…"
    if titled and len(words) > 1:
        return ends and (cued or not cues)
    return ends or (cued and (len(words) >= _LONG_WORDS)) or (after[:1] in {".", ""} and len(words) >= _SHORT_WORDS)


def _has_cue(words: list[str], cues: frozenset[str], lexicon: Lexicon) -> bool:
    lows = [re.sub(r"\W+$", "", word.casefold()) for word in words]
    return any(low in cues or (lexicon.stems and starts_like(low, cues)) for low in lows if low)


def _is_title(words: list[str]) -> bool:
    """Words with capitals as titles have them; a short saying in capitals only is a shout."""
    long = [word for word in words if len(word) >= _SMALL_WORD and word.casefold() not in _SMALL_IN_TITLES]
    capitals = [word for word in long if word[0].isupper()]
    if len(words) > _TITLE_WORDS or not words[0][0].isupper() or not long:
        return False
    if len(words) == 1:
        return False
    return len(capitals) == len(long) and not "".join(words).isupper()


def split_speech(text: str, start: int, end: int, lexicon: Lexicon, language: str) -> list[tuple[int, int]]:
    """The spoken pieces of a stretch that holds its own cue: "Nothing new, - said he. - Go home."."""
    bounds = [(start, start), *((m.start(), m.end()) for m in _DASH_INSIDE.finditer(text, start, end)), (end, end)]
    parts = [(bounds[i][1], bounds[i + 1][0]) for i in range(len(bounds) - 1)]
    pieces: list[tuple[int, int]] = []
    open_at = start
    found = False
    for number, (first, last) in enumerate(parts):
        if number and _is_cue_part(text, first, last, lexicon, language):
            pieces.append(_strip(text, open_at, parts[number - 1][1]))
            open_at, found = (parts[number + 1][0] if number + 1 < len(parts) else end), True
    if not found:
        return [(start, end)]
    if open_at < end:
        pieces.append(_strip(text, open_at, end))
    return [piece for piece in pieces if piece[1] > piece[0]]


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return start, end


def _is_cue_part(text: str, start: int, end: int, lexicon: Lexicon, language: str) -> bool:
    if end <= start or not text[start].islower():
        return False
    words = [t for t in split_tokens(text, start, min(end, start + 200), [], language) if t.is_word]
    verbs = lexicon.say | lexicon.utter
    return len(words) <= _CUE_WORDS and any(_is_cue(t, verbs, lexicon) for t in words[:_CUE_STARTS_WITHIN])


def _is_cue(token: Token, verbs: frozenset[str], lexicon: Lexicon) -> bool:
    return starts_like(token.low, verbs) if lexicon.stems else token.low in verbs


def cut_unclosed(text: str, mark: Marked, lexicon: Lexicon, language: str) -> int:
    """Where an unclosed saying ends: before ", said X" if its sentence goes on so, else at its own end."""
    tokens = split_tokens(text, mark.inner[0], min(mark.end, mark.inner[0] + 600), [], language)
    verbs = lexicon.say | lexicon.utter
    for at, token in enumerate(tokens[:-2]):
        if token.text not in ",?!":
            continue
        first, second, third = tokens[at + 1], tokens[at + 2], tokens[at + 3] if at + 3 < len(tokens) else None
        if _is_cue(first, verbs, lexicon) and (second.is_capital or third is None or second.low in {"the", "a", "his"}):
            return token.end
        pronoun = first.low in lexicon.he | lexicon.she | lexicon.they | lexicon.it
        if pronoun and _is_cue(second, verbs, lexicon) and first.start > token.end:
            return token.end
    return mark.end


def find_dash_speech(
    text: str, start: int, end: int, lexicon: Lexicon, language: str
) -> tuple[list[tuple[int, int]], bool]:
    """The spoken pieces of a paragraph that a dash opens, and whether a cue stands in it."""
    match = _DASH_START.match(text, start, end)
    if not match:
        return [], False
    pieces = split_speech(text, match.end(), end, lexicon, language)
    if pieces != [(match.end(), end)]:
        return pieces, True
    whole = Marked(start, end, (match.end(), end), "–", closed=False)
    cut = cut_unclosed(text, whole, lexicon, language)
    if cut == end:
        return [(match.end(), end)], False
    pieces = [(match.end(), cut - (text[cut - 1] == ","))]
    stop = re.compile(r"[.!?…]\s+").search(text, cut, end)
    if stop and re.search(r"\b(?:I|we|you|my|our)\b", text[stop.end() : end]):
        pieces.append((stop.end(), end))
    return pieces, True


def find_mid_dash(text: str, start: int, end: int, lexicon: Lexicon, language: str) -> list[tuple[int, int]]:
    """Speech that a dash opens behind a full stop inside a paragraph; only where a cue closes it."""
    for match in islice(_MID_DASH.finditer(text, start, end), _TRIES):
        pieces = split_speech(text, match.end(), end, lexicon, language)
        if pieces != [(match.end(), end)]:
            return pieces
    return []
