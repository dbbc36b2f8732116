"""The values that travel through the core. All are frozen; lists are tuples.

Offsets are code points of the text as received, `start` inclusive, `end` exclusive,
and `text[start:end] == span.text` holds for every span that leaves the core.
"""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["tagged", "clean", "unsure"]
Voice = Literal["author", "quoted", "rejected"]
StanceValue = Literal["support", "oppose", "neutral"]
SpeechKind = Literal["direct", "indirect"]
UnsureReason = Literal["near_threshold", "language", "unusual_text", "no_devices"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, always together with its words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """How much one word pushed a device's score; logits, positive pushes towards the device."""

    span: Span
    weight: float


@dataclass(frozen=True, slots=True)
class Tag:
    """A device given by the model: calibrated probability, its cut-off, and the words that carry it."""

    device: str
    group: str
    probability: float
    threshold: float
    spans: tuple[Span, ...]
    contributions: tuple[Contribution, ...] | None = None


@dataclass(frozen=True, slots=True)
class Stance:
    """The speaker's stance towards one target."""

    target: str
    stance: StanceValue
    probability: float


@dataclass(frozen=True, slots=True)
class Quotation:
    """Direct or indirect speech; `None` where unknown, never a guess.

    `span` holds the marks of direct speech; `mention` is who stands next to the cue ("he"), `speaker` the same
    person or body where the text names it in full.
    """

    span: Span
    kind: SpeechKind
    speaker: Span | None
    mention: Span | None
    cue: Span | None


@dataclass(frozen=True, slots=True)
class TaggedStatement:
    """One statement with everything found in it; `quotation` is an index into the text's quotations."""

    span: Span
    verdict: Verdict
    reason: UnsureReason | None
    quotation: int | None
    speaker: str | None
    voice: Voice
    tags: tuple[Tag, ...]
    stance: tuple[Stance, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """The language of a text (ISO 639-1 where one exists) and whether the model was made for it."""

    code: str
    supported: bool


@dataclass(frozen=True, slots=True)
class TaggedText:
    """A whole text, tagged; statements in order of `start`, tags in order of device id."""

    text: str
    model_version: str
    taxonomy_version: str
    language: Language
    statements: tuple[TaggedStatement, ...]
    quotations: tuple[Quotation, ...]
