"""A text -> a tagged text: the whole way, in one immutable object that threads may share.

language > quotations > statements > views > probabilities > tags by threshold > evidence > verdicts > voices

Does not: read the disk, the environment or the clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from framing.attribution import attribute, find_edges, find_outer, index_quotations, is_inside
from framing.batch import Batch, Pieces
from framing.bundle import Bundle
from framing.denials import find_denials, is_surer, take_back
from framing.errors import TooManyStatements
from framing.evidence import average_pieces, choose_spans, explain_words, find_words, shift_pushes
from framing.features import ViewName
from framing.language import find_language, find_reasons
from framing.model import Matrix, Mode, ModeName
from framing.ngrams import cut_batches
from framing.reading import Reading, SentenceEncoder, read_statements
from framing.segment import split_statements, strip_marks
from framing.speech.quotation import find_quotations
from framing.speech.speakers import find_speakers
from framing.stance import decide_stances, make_pair
from framing.targets import find_targets, gather
from framing.types import (
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
from framing.voice import Affirmed


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
        quoted = index_quotations(quotations)
        near = [quoted.find_near(span) for span in spans]
        edges = [find_edges(span, own) for span, own in zip(said, near, strict=True)]
        reasons = find_reasons(text, texts, language, self._supported)
        judged = self._judge_statements(said, edges, readings, reasons, language, options)
        stances = self._find_stances(said, readings, reasons, language, options)
        statements = tuple(
            attribute(replace(statement, span=span, stance=stance), own, options.speaker)
            for span, statement, stance, own in zip(spans, judged, stances, near, strict=True)
        )
        versions = self.bundle.version, self.bundle.taxonomy.version
        return TaggedText(text, *versions, language, statements, quotations)

    def tag_statements(
        self, statements: Sequence[str], language: str, options: TagOptions | None = None
    ) -> list[TaggedStatement]:
        """Tag texts that are known to be one statement each, without quotations and stances: the fastest way.

        Each gets the same tags alone as among others.
        """
        options = replace(options or TagOptions(), language=language)
        told = self._find_language("", options)
        spans = [Span(0, len(text), text) for text in statements]
        edges: list[tuple[int, ...]] = [()] * len(spans)
        reasons = find_reasons(None, statements, told, self._supported)
        return self._judge_statements(spans, edges, self.read(statements), reasons, told, options)

    def _find_stances(
        self,
        said: Sequence[Span],
        readings: Sequence[Reading | None],
        reasons: Sequence[UnsureReason | None],
        language: Language,
        options: TagOptions,
    ) -> list[tuple[Stance, ...]]:
        """Each statement's stances, from one call of the stance model for all of them."""
        model = self.bundle.stance
        if model is None or self.mode_name not in model.mixes:
            return [()] * len(said)
        asked = [
            () if reason else find_targets(span.text, options.targets, language.code)
            for span, reason in zip(said, reasons, strict=True)
        ]
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
        model = self.bundle.model
        readings = self.read(statements) if readings is None else readings
        found = [np.zeros((0, len(model.devices) + 1))]
        for batch in cut_batches(statements):
            matrix = model.lexical.read(statements[batch]) if model.lexical and self._reads_lexical else None
            pieces = self._weigh_pieces(readings[batch])
            found.append(self._score(matrix, readings[batch], pieces, languages[batch]))
        return np.concatenate(found)

    @property
    def _reads_lexical(self) -> bool:
        return "lexical" in self.mode.views

    def _weigh_pieces(self, readings: Sequence[Reading | None]) -> list[Pieces]:
        """The word view's logits of each reading's pieces, once for scores and evidence."""
        words = self.bundle.model.words
        return [words.weigh(reading.states) if words and reading else None for reading in readings]

    def _score(
        self,
        lexical: Matrix | None,
        readings: Sequence[Reading | None],
        pieces: Sequence[Pieces],
        languages: Sequence[str],
    ) -> NDArray[np.float64]:
        """Probabilities from the lexical view's matrix, where the mode reads it, and what the encoder read."""
        model = self.bundle.model
        if not model.devices:
            return np.zeros((len(languages), 1))
        scores = dict[ViewName, NDArray[np.float64]]()
        if lexical is not None:
            scores["lexical"] = model.heads["lexical"].score(lexical)
        known = [reading for reading in readings if reading is not None]
        if model.encoder and "encoder" in self.mode.views:
            matrix = model.encoder.read(np.stack([reading.vector for reading in known]))
            scores["encoder"] = model.heads["encoder"].score(matrix)
        if model.words and "words" in self.mode.views:
            scores["words"] = np.stack([model.words.pool(logits) for logits in pieces if logits is not None])
        return model.find_probabilities(scores, self.mode_name, languages)

    def _find_language(self, text: str, options: TagOptions) -> Language:
        if options.language:
            return Language(options.language, supported=options.language in self._supported)
        return find_language(text, self._supported)

    @property
    def _supported(self) -> tuple[str, ...]:
        return tuple(self.bundle.manifest.get("languages", ()))

    def _judge_statements(
        self,
        spans: Sequence[Span],
        edges: Sequence[Sequence[int]],
        readings: Sequence[Reading | None],
        reasons: Sequence[UnsureReason | None],
        language: Language,
        options: TagOptions,
    ) -> list[TaggedStatement]:
        """Tags, verdict and voice of each.

        `edges` are where reported speech begins or ends in it; one with a reason in `reasons` is not judged.
        """
        thresholds = self._find_thresholds(options)
        tags: list[tuple[Tag, ...]] = []
        found = [np.zeros((0, len(thresholds)))]
        for batch in cut_batches([span.text for span in spans]):
            own = self._read_batch(spans[batch], edges[batch], readings[batch], language)
            is_judged = np.array([reason is None for reason in reasons[batch]])
            chosen = (own.probabilities >= thresholds) & is_judged[:, None]
            tags += self._make_tags(own, chosen, thresholds, explain=options.explain)
            found.append(own.probabilities)
        probabilities = np.concatenate(found)
        nearest = find_distances(probabilities, thresholds).max(axis=1, initial=-np.inf).tolist()
        heard: list[tuple[tuple[Tag, ...], Voice]] = [(own, "author") for own in tags]
        asked = {
            row: denials
            for row, (span, distance, reason) in enumerate(zip(spans, nearest, reasons, strict=True))
            if reason is None and (denials := find_denials(span, tags[row], distance, language.code))
        }
        said = iter(self._tag_denied(asked, probabilities, language, thresholds))
        for row, denials in asked.items():
            heard[row] = take_back(spans[row], tags[row], [(denial, next(said)) for denial in denials])
        judged = []
        for span, (own_tags, voice), distance, why in zip(spans, heard, nearest, reasons, strict=True):
            verdict, reason = ("unsure", why) if why else self._decide(distance, own_tags)
            judged.append(TaggedStatement(span, verdict, reason, None, options.speaker, voice, own_tags, ()))
        return judged

    def _tag_denied(
        self,
        asked: Mapping[int, Sequence[Affirmed]],
        probabilities: NDArray[np.float64],
        language: Language,
        thresholds: NDArray[np.float64],
    ) -> list[tuple[Tag, ...]]:
        """For each denial of some rows, the tags that its words would carry, and more surely, if they were said."""
        rows = [row for row, denials in asked.items() for _ in denials]
        spans = [Span(0, len(denial.text), denial.text) for denials in asked.values() for denial in denials]
        texts = [span.text for span in spans]
        tags: list[tuple[Tag, ...]] = []
        for batch in cut_batches(texts):
            own = spans[batch]
            said = self._read_batch(own, [()] * len(own), self.read(texts[batch]), language)
            surer = is_surer(probabilities[rows[batch]], said.probabilities)
            tags += self._make_tags(said, surer & (said.probabilities >= thresholds), thresholds)
        return tags

    def _find_thresholds(self, options: TagOptions) -> NDArray[np.float64]:
        pairs = zip(self.bundle.model.devices, self.mode.thresholds, strict=True)
        return np.array([options.thresholds.get(device, float(default)) for device, default in pairs])

    def _decide(self, nearest: float, tags: tuple[Tag, ...]) -> tuple[Verdict, UnsureReason | None]:
        if not self.bundle.model.devices:
            return "unsure", "no_devices"
        # The tags' own probabilities: those of a denial come from the words denied, read as if they were said.
        own = [tag.probability for tag in tags]
        return decide(own, nearest, self.mode.sure_share, self.mode.unsure_margin)

    def _read_batch(
        self,
        spans: Sequence[Span],
        edges: Sequence[Sequence[int]],
        readings: Sequence[Reading | None],
        language: Language,
    ) -> Batch:
        lexical = self.bundle.model.lexical
        trace = lexical.trace([span.text for span in spans]) if lexical else None
        matrix = trace.matrix if trace and self._reads_lexical else None
        pieces = self._weigh_pieces(readings)
        probabilities = self._score(matrix, readings, pieces, [language.code] * len(spans))
        return Batch(spans, edges, readings, pieces, trace, probabilities[:, :-1])

    def _make_tags(
        self, batch: Batch, chosen: NDArray[np.bool_], thresholds: NDArray[np.float64], *, explain: bool = False
    ) -> list[tuple[Tag, ...]]:
        """The tags of each statement for the devices chosen, (n, devices), with their evidence."""
        names = self.bundle.model.devices
        groups = {device.id: device.group for device in self.bundle.taxonomy.devices}
        tags: list[tuple[Tag, ...]] = [()] * len(batch.spans)
        rows = np.flatnonzero(chosen.any(axis=1)).tolist()
        words = [find_words(batch.spans[row].text) for row in rows]
        devices = [np.flatnonzero(chosen[row]) for row in rows]
        weighed = self._weigh(rows, devices, words, batch)
        for row, own, indices, raw in zip(rows, words, devices, weighed, strict=True):
            span = batch.spans[row]
            values = [self._cut(pushes, batch.readings) for pushes in raw]
            made = [
                Tag(
                    device=names[index],
                    group=groups[names[index]],
                    probability=float(batch.probabilities[row, index]),
                    threshold=float(thresholds[index]),
                    spans=self._choose_spans(span, own, value, batch.edges[row]),
                    contributions=explain_words(span, own, value) if explain else None,
                )
                for index, value in zip(indices.tolist(), values, strict=True)
            ]
            tags[row] = tuple(sorted(made, key=lambda tag: (tag.spans[0].start, tag.device)))
        return tags

    def _choose_spans(
        self, span: Span, words: list[tuple[int, int]], values: NDArray[np.float64], edges: Sequence[int]
    ) -> tuple[Span, ...]:
        found = choose_spans(span.text, words, values, self.mode.second, edges)
        if not span.start:
            return found or (span,)
        return tuple(Span(span.start + a.start, span.start + a.end, a.text) for a in found) or (span,)

    def weigh_words(
        self, text: str, words: list[tuple[int, int]], devices: NDArray[np.int64], reading: Reading | None
    ) -> NDArray[np.float64]:
        """What each word speaks for each of some devices, (words, devices), before the mode's cut.

        Logits of the word view or, without a reading, the exact parts that the words have in the lexical score.
        """
        lexical = self.bundle.model.lexical
        trace = lexical.trace([text]) if lexical else None
        batch = Batch([], [], [reading], self._weigh_pieces([reading]), trace, np.zeros((1, 0)))
        found = self._weigh([0], [devices], [words], batch)[0]
        return np.stack(found, axis=1) if found else np.zeros((len(words), 0))

    def _weigh(
        self,
        rows: Sequence[int],
        devices: Sequence[NDArray[np.int64]],
        words: Sequence[list[tuple[int, int]]],
        batch: Batch,
    ) -> list[list[NDArray[np.float64]]]:
        """The same for some statements of a batch: for each row and each device asked for there, (words,)."""
        model = self.bundle.model
        trace = batch.trace
        if trace and not self._reads_words(batch.readings):
            sizes = [len(own) for own in devices]
            repeated = [own for own, size in zip(words, sizes, strict=True) for _ in range(size)]
            columns = np.concatenate([np.zeros(0, dtype=np.int64), *devices])
            pairs = iter(trace.weigh_words(np.repeat(rows, sizes), columns, repeated, model.heads["lexical"].weights))
            return [list(islice(pairs, size)) for size in sizes]
        weighed = []
        for row, own, asked in zip(rows, words, devices, strict=True):
            reading, logits = batch.readings[row], batch.pieces[row]
            if reading is None or logits is None:
                weighed.append([np.ones(len(own)) for _ in asked])
            else:
                values = average_pieces(own, logits[:, asked], reading.spans)
                weighed.append(list(values.T.astype(np.float64)))
        return weighed

    def _cut(self, raw: NDArray[np.float64], readings: Sequence[Reading | None]) -> NDArray[np.float64]:
        """Word values above zero for what belongs to the evidence."""
        if self._reads_words(readings):
            return raw - self.mode.cut
        return shift_pushes(raw, self.mode.cut)

    def _reads_words(self, readings: Sequence[Reading | None]) -> bool:
        # All of them are readings, or none is.
        return self.bundle.model.words is not None and bool(readings) and readings[0] is not None
