"""A text -> a tagged text: the whole way, in one immutable object that threads may share.

language > statements > views > probabilities > tags by threshold > evidence > verdicts

Does not: read the disk, the environment or the clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit

from framing.bundle import Bundle
from framing.errors import TooManyStatements
from framing.evidence import average_pieces, choose_spans, find_words, shift_pushes, sum_words
from framing.features import ViewName, weigh_characters
from framing.language import find_language
from framing.model import Matrix, Mode, ModeName
from framing.segment import split_statements
from framing.types import Contribution, Language, Span, Tag, TaggedStatement, TaggedText, UnsureReason, Verdict

# An explanation lists the heaviest words only; the rest add little and hide the point.
_EXPLAINED_WORDS = 8


class WordStates(Protocol):
    """The states of a text's pieces: `vectors` (t, hidden) and where each piece stands, `spans` (t, 2)."""

    @property
    def vectors(self) -> NDArray[np.float32]:
        """One state per piece."""

    @property
    def spans(self) -> NDArray[np.int64]:
        """Code points, end exclusive."""


class SentenceEncoder(Protocol):
    """What the tagger needs of an encoder."""

    @property
    def digest(self) -> str:
        """Names the exact model."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector per text."""

    def encode_with_tokens(self, text: str) -> tuple[NDArray[np.float32], WordStates]:
        """A text's vector and the states of its pieces, from one run."""


@dataclass(frozen=True, slots=True)
class TagOptions:
    """What a caller may ask for beside the text.

    Attributes:
        speaker: who said all of it, if the caller knows.
        language: its language, if the caller knows; detected otherwise.
        thresholds: cut-offs that replace the bundle's, by device.
        explain: whether tags carry the words' contributions.
        max_statements: refuse a text of more statements; None allows any number.
    """

    speaker: str | None = None
    language: str | None = None
    thresholds: Mapping[str, float] = field(default_factory=dict)
    explain: bool = False
    max_statements: int | None = None


@dataclass(frozen=True, slots=True)
class Tagger:
    """A bundle ready to tag in one of its modes; `encoder` is the one the bundle names, where the mode reads it."""

    bundle: Bundle
    mode_name: ModeName = "fast"
    encoder: SentenceEncoder | None = None

    @property
    def mode(self) -> Mode:
        """The mode in use."""
        return self.bundle.model.modes[self.mode_name]

    def tag(self, text: str, options: TagOptions | None = None) -> TaggedText:
        """Tag every statement of a text of any length and content.

        Raises:
            TooManyStatements: more than `options.max_statements`.
        """
        options = options or TagOptions()
        language = self._find_language(text, options)
        spans = split_statements(text, language.code)
        if options.max_statements is not None and len(spans) > options.max_statements:
            message = f"{len(spans)} statements; at most {options.max_statements} in one text"
            raise TooManyStatements(message)
        probabilities, states = self._read_all([span.text for span in spans], language.code)
        statements = tuple(
            self._judge(span, row, state, language, options)
            for span, row, state in zip(spans, probabilities, states, strict=True)
        )
        return TaggedText(text, self.bundle.version, self.bundle.taxonomy.version, language, statements, ())

    def find_probabilities(self, statements: Sequence[str], languages: Sequence[str]) -> NDArray[np.float64]:
        """Calibrated probabilities (n, devices + 1); `languages` names each statement's. The last column is "any"."""
        vectors = self._find_encoder().encode(statements) if self._reads_encoder else None
        return self._combine(statements, vectors, languages)

    @property
    def _reads_encoder(self) -> bool:
        return "encoder" in self.mode.views

    def _find_encoder(self) -> SentenceEncoder:
        if self.encoder is None:
            message = f"mode {self.mode_name!r} reads an encoder, and this tagger was given none"
            raise ValueError(message)
        return self.encoder

    def _read_all(
        self, statements: Sequence[str], language: str
    ) -> tuple[NDArray[np.float64], Sequence[WordStates | None]]:
        """Probabilities, and the word states that the evidence will want, from one run of the encoder each."""
        if not statements:
            return np.zeros((0, len(self.bundle.model.devices) + 1)), []
        languages = [language] * len(statements)
        if not self._reads_encoder:
            return self._combine(statements, None, languages), [None] * len(statements)
        encoder = self._find_encoder()
        vectors, states = zip(*(encoder.encode_with_tokens(statement) for statement in statements), strict=True)
        return self._combine(statements, np.stack(vectors), languages), states

    def _combine(
        self, statements: Sequence[str], vectors: NDArray[np.float32] | None, languages: Sequence[str]
    ) -> NDArray[np.float64]:
        model = self.bundle.model
        views: dict[ViewName, Matrix] = {}
        if model.lexical and "lexical" in self.mode.views:
            views["lexical"] = model.lexical.read(statements)
        if model.encoder and vectors is not None:
            views["encoder"] = model.encoder.read(vectors)
        return model.find_probabilities(views, self.mode_name, languages)

    def _find_language(self, text: str, options: TagOptions) -> Language:
        supported = tuple(self.bundle.manifest.get("languages", ()))
        if options.language:
            return Language(options.language, supported=options.language in supported)
        return find_language(text, supported)

    def _judge(
        self,
        span: Span,
        row: NDArray[np.float64],
        states: WordStates | None,
        language: Language,
        options: TagOptions,
    ) -> TaggedStatement:
        thresholds = self._find_thresholds(options)
        probabilities = row[:-1]
        chosen = np.flatnonzero(probabilities >= thresholds) if language.supported else np.zeros(0, dtype=np.int64)
        tags = self._build_tags(span, probabilities, thresholds, chosen, states, options)
        verdict, reason = self._decide(probabilities, thresholds, tagged=bool(tags), language=language)
        return TaggedStatement(
            span=span,
            verdict=verdict,
            reason=reason,
            quotation=None,
            speaker=options.speaker,
            voice="author",
            tags=tags,
            stance=(),
        )

    def _find_thresholds(self, options: TagOptions) -> NDArray[np.float64]:
        pairs = zip(self.bundle.model.devices, self.mode.thresholds, strict=True)
        return np.array([options.thresholds.get(device, float(default)) for device, default in pairs])

    def _decide(
        self,
        probabilities: NDArray[np.float64],
        thresholds: NDArray[np.float64],
        *,
        tagged: bool,
        language: Language,
    ) -> tuple[Verdict, UnsureReason | None]:
        if language.code == "und":
            return "unsure", "unusual_text"
        if not language.supported:
            return "unsure", "language"
        if tagged:
            return "tagged", None
        with np.errstate(divide="ignore"):
            near = logit(probabilities) >= logit(np.clip(thresholds, 1e-9, 1 - 1e-9)) - self.mode.unsure_margin
        return ("unsure", "near_threshold") if near.any() else ("clean", None)

    def _build_tags(
        self,
        span: Span,
        probabilities: NDArray[np.float64],
        thresholds: NDArray[np.float64],
        chosen: NDArray[np.int64],
        states: WordStates | None,
        options: TagOptions,
    ) -> tuple[Tag, ...]:
        if not len(chosen):
            return ()
        words = find_words(span.text)
        values = self.value_words(span.text, words, chosen, states)
        groups = {device.id: device.group for device in self.bundle.taxonomy.devices}
        tags = []
        for column, index in enumerate(chosen):
            name = self.bundle.model.devices[index]
            found = choose_spans(span.text, words, values[:, column], self.mode.second)
            tag = Tag(
                device=name,
                group=groups[name],
                probability=float(probabilities[index]),
                threshold=float(thresholds[index]),
                spans=tuple(_shift(piece, span.start) for piece in found) or (span,),
                contributions=_explain(span, words, values[:, column]) if options.explain else None,
            )
            tags.append(tag)
        return tuple(sorted(tags, key=lambda tag: (tag.spans[0].start, tag.device)))

    def value_words(
        self, text: str, words: list[tuple[int, int]], devices: NDArray[np.int64], states: WordStates | None
    ) -> NDArray[np.float64]:
        """What each word speaks for each of some devices, (words, devices): above zero, it belongs to the evidence."""
        raw = self.weigh_words(text, words, devices, states)
        if self._has_word_heads(states):
            return raw - self.mode.cut
        return shift_pushes(raw, self.mode.cut) if len(words) else raw

    def weigh_words(
        self, text: str, words: list[tuple[int, int]], devices: NDArray[np.int64], states: WordStates | None
    ) -> NDArray[np.float64]:
        """The same before the mode's cut: logits of the word heads, or else the lexical view's exact shares."""
        model = self.bundle.model
        if self._has_word_heads(states) and model.words and states:
            vectors = average_pieces(words, states.vectors, states.spans)
            return np.asarray(vectors @ model.words.weights[:, devices] + model.words.bias[devices], dtype=np.float64)
        if model.lexical is None:
            return np.ones((len(words), len(devices)))
        return sum_words(words, weigh_characters(text, model.lexical, model.heads["lexical"].weights[:, devices]))

    def _has_word_heads(self, states: WordStates | None) -> bool:
        return states is not None and self.bundle.model.words is not None


def _shift(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset, span.text)


def _explain(span: Span, words: list[tuple[int, int]], pushes: NDArray[np.float64]) -> tuple[Contribution, ...]:
    heaviest = np.argsort(-np.abs(pushes), kind="stable")[:_EXPLAINED_WORDS]
    return tuple(
        Contribution(
            Span(span.start + words[i][0], span.start + words[i][1], span.text[words[i][0] : words[i][1]]),
            float(pushes[i]),
        )
        for i in heaviest
    )
