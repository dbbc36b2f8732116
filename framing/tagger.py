"""A text -> a tagged text: the whole way, in one immutable object that threads may share.

language > quotations > statements > views > probabilities > tags by threshold > evidence > verdicts > voices

Does not: read the disk, the environment or the clock.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit

from framing.attribution import attribute, find_edges, find_outer, index_quotations, is_inside
from framing.bundle import Bundle
from framing.errors import TooManyStatements
from framing.evidence import average_pieces, choose_spans, find_words, shift_pushes, sum_words
from framing.features import ViewName, weigh_characters
from framing.language import find_language
from framing.model import Mode, ModeName
from framing.reading import Reading, SentenceEncoder, read_statements
from framing.segment import split_statements, strip_marks
from framing.speech.quotation import find_quotations
from framing.speech.speakers import find_speakers
from framing.stance import decide_stances, make_pair
from framing.targets import find_targets, gather
from framing.types import (
    Contribution,
    Language,
    Span,
    Stance,
    Tag,
    TaggedStatement,
    TaggedText,
    UnsureReason,
    Verdict,
    Voice,
)
from framing.verdict import decide, find_distances
from framing.voice import Affirmed, affirm

# An explanation lists the heaviest words only; the rest add little and hide the point.
_EXPLAINED_WORDS = 8
# A statement with a denial is read once more without it only if a device comes this near, in logits: one that is
# denied leaves its words, and these leave a trace in the probability. Twice the band called unsure.
_DENIED_WITHIN = 3.0
# What is denied is read from words that nobody said, so it has to be more probable than not.
_DENIED_FROM = 0.5
# Logits by which the device is surer in what is denied than in the denial: with 0, four times as many uses of a device
# are taken for denials; with 2, a third fewer denials are heard. `python -m bench.denials` prints both for this value.
_DENIED_BY = 1.0


@dataclass(frozen=True, slots=True)
class TagOptions:
    """What a caller may ask for beside the text.

    Attributes:
        speaker: who said all of it, if the caller knows.
        targets: ask for the stance towards these in every statement; without any, towards the names in it.
        language: its language, if the caller knows; detected otherwise.
        thresholds: cut-offs that replace the bundle's, by device.
        explain: whether tags carry the words' contributions.
        max_statements: refuse a text of more statements; None allows any number.
    """

    speaker: str | None = None
    targets: tuple[str, ...] = ()
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
        quotations = find_speakers(text, find_quotations(text, language.code), language.code)
        outer = find_outer(quotations)
        spans = split_statements(text, language.code, outer)
        if options.max_statements is not None and len(spans) > options.max_statements:
            message = f"{len(spans)} statements; at most {options.max_statements} in one text"
            raise TooManyStatements(message)
        said = [strip_marks(span) if is_inside(span, outer) else span for span in spans]
        texts = [span.text for span in said]
        readings = self.read(texts)
        probabilities = self.find_probabilities(texts, [language.code] * len(texts), readings)
        quoted = index_quotations(quotations)
        near = [quoted.find_near(span) for span in spans]
        judged = (
            self._judge(span, row, reading, language, options, find_edges(span, own))
            for span, row, reading, own in zip(said, probabilities, readings, near, strict=True)
        )
        stances = self._find_stances(said, readings, language, options)
        statements = tuple(
            attribute(replace(statement, span=span, stance=stance), own, options.speaker)
            for span, statement, stance, own in zip(spans, judged, stances, near, strict=True)
        )
        versions = self.bundle.version, self.bundle.taxonomy.version
        return TaggedText(text, *versions, language, statements, quotations)

    def _find_stances(
        self, said: Sequence[Span], readings: Sequence[Reading | None], language: Language, options: TagOptions
    ) -> list[tuple[Stance, ...]]:
        """Each statement's stances, from one call of the stance model for all of them."""
        model = self.bundle.stance
        if model is None or self.mode_name not in model.mixes or not language.supported:
            return [()] * len(said)
        asked = [find_targets(span.text, options.targets, language.code) for span in said]
        pairs = [
            [make_pair(span.text, *target) for target in targets] for span, targets in zip(said, asked, strict=True)
        ]
        flat = [pair for own in pairs for pair in own]
        if not flat:
            return [()] * len(said)
        gathered = None
        if self.mode_name == "full":
            rows = zip(pairs, readings, strict=True)
            gathered = np.stack([gather(pair, reading) for own, reading in rows if reading for pair in own])
        found = np.split(
            model.find_stances(flat, self.mode_name, gathered), np.cumsum([len(own) for own in pairs])[:-1]
        )
        names = [[name for name, _ in targets] for targets in asked]
        return [decide_stances(*each) for each in zip(names, found, strict=True)]

    def read(self, statements: Sequence[str]) -> Sequence[Reading | None]:
        """What the encoder says of each statement; None where the mode reads no encoder."""
        if self.mode_name == "fast" and set(self.mode.views) <= {"lexical"}:
            return [None] * len(statements)
        if self.encoder is None:
            message = f"mode {self.mode_name!r} reads an encoder, and this tagger was given none"
            raise ValueError(message)
        return read_statements(self.encoder, statements)

    def find_probabilities(
        self, statements: Sequence[str], languages: Sequence[str], readings: Sequence[Reading | None] | None = None
    ) -> NDArray[np.float64]:
        """Calibrated probabilities (n, devices + 1); the last column is "any".

        `languages` names each statement's; `readings` are what `read` gave for them, if it was asked already.
        """
        if not statements or not self.bundle.model.devices:
            return np.zeros((len(statements), len(self.bundle.model.devices) + 1))
        scores = self._score(statements, self.read(statements) if readings is None else readings)
        return self.bundle.model.find_probabilities(scores, self.mode_name, languages)

    def _score(
        self, statements: Sequence[str], readings: Sequence[Reading | None]
    ) -> dict[ViewName, NDArray[np.float64]]:
        model = self.bundle.model
        scores: dict[ViewName, NDArray[np.float64]] = {}
        if model.lexical and "lexical" in self.mode.views:
            scores["lexical"] = model.heads["lexical"].score(model.lexical.read(statements))
        known = [reading for reading in readings if reading is not None]
        if model.encoder and "encoder" in self.mode.views:
            matrix = model.encoder.read(np.stack([reading.vector for reading in known]))
            scores["encoder"] = model.heads["encoder"].score(matrix)
        if model.words and "words" in self.mode.views:
            scores["words"] = np.stack([model.words.score(reading.states) for reading in known])
        return scores

    def _find_language(self, text: str, options: TagOptions) -> Language:
        supported = tuple(self.bundle.manifest.get("languages", ()))
        if options.language:
            return Language(options.language, supported=options.language in supported)
        return find_language(text, supported)

    def _judge(
        self,
        span: Span,
        row: NDArray[np.float64],
        reading: Reading | None,
        language: Language,
        options: TagOptions,
        edges: Sequence[int],
    ) -> TaggedStatement:
        thresholds = self._find_thresholds(options)
        tags = self._find_tags(span, row[:-1], thresholds, reading, options, edges) if language.supported else ()
        voice: Voice = "author"
        if language.supported and (denials := affirm(span.text, language.code)):
            tags, voice = self._hear_denials(span, row[:-1], tags, denials, language, options)
        verdict, reason = self._decide(find_distances(row[:-1], thresholds), tags, language)
        return TaggedStatement(span, verdict, reason, None, options.speaker, voice, tags, ())

    def _hear_denials(
        self,
        span: Span,
        probabilities: NDArray[np.float64],
        tags: tuple[Tag, ...],
        denials: tuple[Affirmed, ...],
        language: Language,
        options: TagOptions,
    ) -> tuple[tuple[Tag, ...], Voice]:
        """The tags of what is said or, where nothing else is said, of what is denied, and the voice.

        A denial can be the device itself ("there is no alternative"): a tag that touches the denied words is denied
        only if they would carry it when said.
        """
        scopes = [(span.start + denial.scope[0], span.start + denial.scope[1]) for denial in denials]
        touched = any(_touch(tag.spans, scope) for tag in tags for scope in scopes)
        distances = find_distances(probabilities, self._find_thresholds(options))
        is_near = not tags and distances.max(initial=-np.inf) >= -_DENIED_WITHIN
        if not touched and not is_near:
            return tags, "author"
        found = [tag for d in denials for tag in self._tag_denied(span, probabilities, d, language, options)]
        denied = {tag.device: tag for tag in sorted(found, key=lambda tag: tag.probability)}
        said = tuple(t for t in tags if t.device not in denied or not any(_touch(t.spans, scope) for scope in scopes))
        if said or not denied:
            return said, "author"
        return tuple(sorted(denied.values(), key=lambda tag: (tag.spans[0].start, tag.device))), "rejected"

    def _tag_denied(
        self,
        span: Span,
        probabilities: NDArray[np.float64],
        denial: Affirmed,
        language: Language,
        options: TagOptions,
    ) -> Iterator[Tag]:
        """Tags that the denied words would carry, and more surely, if they were said; with their places."""
        (reading,) = self.read([denial.text])
        row = self.find_probabilities([denial.text], [language.code], [reading])[0, :-1]
        thresholds = self._find_thresholds(options)
        whole = Span(0, len(denial.text), denial.text)
        for tag in self._find_tags(whole, row, thresholds, reading, replace(options, explain=False)):
            places = [place for found in tag.spans if (place := denial.locate(found))]
            denied = float(probabilities[self.bundle.model.devices.index(tag.device)])
            surer = logit(tag.probability) >= logit(denied) + _DENIED_BY
            if places and surer and tag.probability >= _DENIED_FROM:
                spans = tuple(Span(span.start + a, span.start + b, span.text[a:b]) for a, b in places)
                yield replace(tag, spans=spans)

    def _find_thresholds(self, options: TagOptions) -> NDArray[np.float64]:
        pairs = zip(self.bundle.model.devices, self.mode.thresholds, strict=True)
        return np.array([options.thresholds.get(device, float(default)) for device, default in pairs])

    def _decide(
        self, distances: NDArray[np.float64], tags: tuple[Tag, ...], language: Language
    ) -> tuple[Verdict, UnsureReason | None]:
        if language.code == "und":
            return "unsure", "unusual_text"
        if not language.supported:
            return "unsure", "language"
        if not self.bundle.model.devices:
            return "unsure", "no_devices"
        # The tags' own probabilities: those of a denial come from the words denied, read as if they were said.
        own = np.array([tag.probability for tag in tags])
        return decide(own, distances, self.mode.sure_share, self.mode.unsure_margin)

    def _find_tags(
        self,
        span: Span,
        probabilities: NDArray[np.float64],
        thresholds: NDArray[np.float64],
        reading: Reading | None,
        options: TagOptions,
        edges: Sequence[int] = (),
    ) -> tuple[Tag, ...]:
        chosen = np.flatnonzero(probabilities >= thresholds)
        if not len(chosen):
            return ()
        words = find_words(span.text)
        values = self.value_words(span.text, words, chosen, reading)
        groups = {device.id: device.group for device in self.bundle.taxonomy.devices}
        tags = []
        for column, index in enumerate(chosen):
            name = self.bundle.model.devices[index]
            found = choose_spans(span.text, words, values[:, column], self.mode.second, edges)
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
        self, text: str, words: list[tuple[int, int]], devices: NDArray[np.int64], reading: Reading | None
    ) -> NDArray[np.float64]:
        """What each word speaks for each of some devices, (words, devices): above zero, it belongs to the evidence."""
        raw = self.weigh_words(text, words, devices, reading)
        if self._reads_words(reading):
            return raw - self.mode.cut
        return shift_pushes(raw, self.mode.cut) if len(words) else raw

    def weigh_words(
        self, text: str, words: list[tuple[int, int]], devices: NDArray[np.int64], reading: Reading | None
    ) -> NDArray[np.float64]:
        """The same before the mode's cut: logits of the word view, or else the lexical view's exact shares."""
        model = self.bundle.model
        if reading is not None and model.words:
            logits = model.words.weigh(reading.states)[:, devices]
            return np.asarray(average_pieces(words, logits, reading.spans), dtype=np.float64)
        if model.lexical is None:
            return np.ones((len(words), len(devices)))
        return sum_words(words, weigh_characters(text, model.lexical, model.heads["lexical"].weights[:, devices]))

    def _reads_words(self, reading: Reading | None) -> bool:
        return reading is not None and self.bundle.model.words is not None


def _touch(spans: Sequence[Span], place: tuple[int, int]) -> bool:
    return any(span.start < place[1] and span.end > place[0] for span in spans)


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
