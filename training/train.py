"""A corpus -> a published bundle: split, fit, calibrate, evaluate, gate, card, publish."""

import json
import platform
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version as find_installed
from pathlib import Path
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from framing.bundle import Bundle, load_bundle
from framing.errors import BundleRefused
from framing.features import EncoderView, LexicalView, ViewName
from framing.language import find_language, known_languages
from framing.model import Heads, Model, ModeName
from framing.reading import Reading, SentenceEncoder
from framing.shelf import Shelf
from framing.tagger import Tagger
from framing.words import WordView
from training.calibrate import fit_mode
from training.card import render_card
from training.config import Config
from training.corpus import Corpus, fix_languages, group_sources
from training.embeddings import read_all
from training.evaluate import evaluate
from training.evidence import tune_evidence
from training.gate import check_gate
from training.labels import build_targets, find_guests, forget_sharers
from training.material import Subject, read_material, reads_encoder
from training.publish import publish_bundle
from training.split import make_folds, split_rows
from training.stance import describe_stance, fit_stance, pick_stance_rows
from training.stance_bundle import check_devices_kept, publish_stance_bundle
from training.views import Learned, Material, learn_view, score_view

# A language counts as supported from this many rows, or this share of them, whichever is less.
_SUPPORTED_ROWS, _SUPPORTED_SHARE = 300, 0.05

_VIEWS: tuple[ViewName, ...] = ("lexical", "encoder", "words")

Progress = Callable[[str, int, int], None]


class NothingToLearnError(Exception):
    """A corpus without enough to fit a single device; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where a training run happens: its shelf, encoder, embedding cache, clock reading and progress report.

    `progress` is called with a stage's name, the steps done and the steps in all.
    """

    shelf: Path
    trained_at: str
    encoder: SentenceEncoder | None = None
    cache: Path | None = None
    attributions: tuple[str, ...] = ()
    progress: Progress = lambda _stage, _done, _total: None


@dataclass(frozen=True, slots=True)
class Trained:
    """What came out: version, figures per mode on the test part, why it did not go live, if so, and stance figures."""

    version: str
    test: Mapping[ModeName, Any]
    reasons: tuple[str, ...]
    left_out: Mapping[str, int]
    stance: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class _Prepared:
    """Reviewed rows with their parts, devices worth learning, label matrix and views."""

    corpus: Corpus
    parts: dict[str, NDArray[np.int64]]
    devices: tuple[str, ...]
    left_out: dict[str, int]
    targets: NDArray[np.int8]
    lexical: LexicalView | None
    encoder: EncoderView | None
    material: Material


def train(corpus: Corpus, config: Config, workshop: Workshop) -> Trained:
    """Train on a corpus without faults and publish the bundle; it goes live if the gate allows.

    Raises:
        NothingToLearnError: too few reviewed rows, sources or positives.
    """
    # Sums come out alike on any number of cores only when each is made by one.
    with threadpool_limits(limits=1):
        if any(row.labels is not None for row in corpus.rows) or not pick_stance_rows(corpus.rows):
            return _train(corpus, config, workshop)
        return _train_stance(corpus, config, workshop)


def _train_stance(corpus: Corpus, config: Config, workshop: Workshop) -> Trained:
    """Nobody looked for devices in these rows: a bundle of stance alone."""
    corpus = _fill_languages(corpus)
    fitted = fit_stance(corpus.rows, workshop.encoder, config, workshop.progress)
    if fitted is None:
        message = f"{len(corpus.rows)} rows with a stance are too few, or of too few sources, to learn from"
        raise NothingToLearnError(message)
    facts = _describe(corpus, fitted.parts, 0, config, workshop)
    version = publish_stance_bundle(workshop.shelf, corpus.taxonomy, facts, fitted, workshop.attributions)
    reasons = tuple(check_devices_kept(Shelf(workshop.shelf)))
    if not reasons:
        Shelf(workshop.shelf).activate(version)
    return Trained(version, {}, reasons, {}, describe_stance(fitted))


def _train(corpus: Corpus, config: Config, workshop: Workshop) -> Trained:
    prepared = _prepare(corpus, config, workshop)
    model = _fit_model(prepared, config, workshop)
    counts = {part: len(indices) for part, indices in prepared.parts.items()}
    facts = _describe(prepared.corpus, counts, len(prepared.material.guests), config, workshop)
    bundle = Bundle("new", "", prepared.corpus.taxonomy, model, facts, {})
    bundle = _tune(bundle, prepared, workshop)
    test = _take(prepared.corpus, prepared.parts["test"])
    figures = {name: _evaluate(bundle, name, test, workshop) for name in bundle.model.modes}
    fitted = fit_stance(corpus.rows, workshop.encoder, config, workshop.progress)
    report = {**_describe_report(prepared, facts), "test": figures, "stance": describe_stance(fitted)}
    texts = {
        "report.json": json.dumps(report, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
        "card.md": render_card(report, workshop.attributions),
    }
    live = _evaluate_live(workshop, config, prepared, test)
    stance = fitted.model if fitted else None
    version = publish_bundle(workshop.shelf, bundle.model, bundle.taxonomy, facts, texts, stance)
    reasons = tuple(check_gate(figures[_main_mode(bundle.model)], live, config.gate))
    if not reasons:
        Shelf(workshop.shelf).activate(version)
    return Trained(version, figures, reasons, prepared.left_out, report["stance"])


def _prepare(corpus: Corpus, config: Config, workshop: Workshop) -> _Prepared:
    reviewed = [index for index, row in enumerate(corpus.rows) if row.labels is not None]
    corpus = _fill_languages(_take(corpus, np.array(reviewed, dtype=np.int64)))
    sources = len(group_sources(corpus.rows))
    if sources < 2 * config.folds:
        message = f"{len(reviewed)} reviewed rows of {sources} sources; at least {2 * config.folds} sources are needed"
        raise NothingToLearnError(message)
    everything = build_targets(corpus.rows, corpus.sets, corpus.taxonomy.ids, corpus.taxonomy)
    guests = find_guests(corpus.sets)
    parts = _split(corpus, everything, guests, config)
    for part, indices in parts.items():
        if not len(indices):
            message = f"no row falls into the {part} part; use fewer fixed `split` values or more sources"
            raise NothingToLearnError(message)
    counts = (everything[parts["train"], :-1] == 1).sum(axis=0)
    support = dict(zip(corpus.taxonomy.ids, counts.tolist(), strict=True))
    devices = tuple(device for device, count in support.items() if count >= config.min_positives)
    if not devices:
        message = f"no device has {config.min_positives} positives in the train part: {support}"
        raise NothingToLearnError(message)
    left_out = {device: count for device, count in support.items() if 0 < count < config.min_positives}
    targets = build_targets(corpus.rows, corpus.sets, devices, corpus.taxonomy)
    forget_sharers(targets, corpus.sets, devices, guests)
    subject = Subject(corpus, targets[:, :-1], devices, parts["train"], guests)
    views = read_material(subject, config, partial(_read_texts, workshop=workshop))
    return _Prepared(corpus, parts, devices, left_out, targets, *views)


def _split(
    corpus: Corpus, targets: NDArray[np.int8], guests: NDArray[np.int64], config: Config
) -> dict[str, NDArray[np.int64]]:
    """The parts of all rows but the guests, whose guide would blur what is calibrated and tested."""
    own = np.setdiff1d(np.arange(len(corpus.rows)), guests)
    parts = split_rows([corpus.rows[i] for i in own], targets[own], config.split.model_dump(), config.seed)
    return {part: own[indices] for part, indices in parts.items()}


def _take(corpus: Corpus, indices: NDArray[np.int64]) -> Corpus:
    rows, sets = tuple(corpus.rows[i] for i in indices), tuple(corpus.sets[i] for i in indices)
    return replace(corpus, rows=rows, sets=sets)


def _fill_languages(corpus: Corpus) -> Corpus:
    untold = " ".join(row.text for row in corpus.rows if not row.language)
    return fix_languages(corpus, find_language(untold, known_languages()).code) if untold else corpus


def _read_texts(texts: list[str], workshop: Workshop) -> list[Reading]:
    if workshop.encoder is None:
        message = "the encoder and word views need an encoder; name one, or train with views = ['lexical']"
        raise NothingToLearnError(message)
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        workshop.progress("encoding", done, len(texts))

    return read_all(workshop.encoder, texts, workshop.cache, advance)


def _fit_model(prepared: _Prepared, config: Config, workshop: Workshop) -> Model:
    part, calibration = prepared.parts["train"], prepared.parts["calibration"]
    folds = make_folds([prepared.corpus.rows[i] for i in part], prepared.targets[part], config.folds, config.seed)
    material = prepared.material
    steps, done = (config.folds + 1) * len(material.names), 0

    def advance() -> None:
        nonlocal done
        done += 1
        workshop.progress("fitting", done, steps)

    # Side by side, since the lexical view, of which one head is fitted at a time, would hold up the others.
    found = Parallel(n_jobs=len(material.names), backend="threading")(
        delayed(learn_view)(material, name, part, folds, config, advance) for name in material.names
    )
    learned: dict[ViewName, Learned] = {name: view for name, (view, _) in zip(material.names, found, strict=True)}
    held_out = {
        name: np.vstack([scores, score_view(learned[name], material, name, calibration)])
        for name, (_, scores) in zip(material.names, found, strict=True)
    }
    rows = np.concatenate([part, calibration])
    languages = [prepared.corpus.rows[i].language for i in rows]
    modes = {
        mode: fit_mode(views, held_out, prepared.targets[rows], languages)
        for mode, views in _list_modes(config).items()
    }
    words = learned.pop("words", None)
    heads = {name: found for name, found in learned.items() if isinstance(found, Heads)}
    return Model(
        prepared.devices,
        prepared.lexical,
        prepared.encoder,
        words if isinstance(words, WordView) else None,
        heads,
        modes,
    )


def _list_modes(config: Config) -> dict[ModeName, tuple[ViewName, ...]]:
    modes: dict[ModeName, tuple[ViewName, ...]] = {}
    if "lexical" in config.views:
        modes["fast"] = ("lexical",)
    if reads_encoder(config):
        modes["full"] = tuple(name for name in _VIEWS if name in config.views)
    return modes


def _main_mode(model: Model) -> ModeName:
    return "full" if "full" in model.modes else "fast"


def _tune(bundle: Bundle, prepared: _Prepared, workshop: Workshop) -> Bundle:
    part = _take(prepared.corpus, prepared.parts["calibration"])
    for name in bundle.model.modes:
        bundle = tune_evidence(Tagger(bundle, name, workshop.encoder), part.rows, part.sets).bundle
    return bundle


def _evaluate(bundle: Bundle, mode: ModeName, corpus: Corpus, workshop: Workshop) -> dict[str, Any]:
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        workshop.progress(f"testing {mode}", done, len(corpus.rows))

    return evaluate(Tagger(bundle, mode, workshop.encoder), corpus, progress=advance)


def _evaluate_live(workshop: Workshop, config: Config, prepared: _Prepared, test: Corpus) -> dict[str, Any] | None:
    """The live bundle on the same test part, if it was trained on the same split of the same rows and devices.

    With other rows it may have seen the test part, and the comparison would mean nothing.
    """
    try:
        live = load_bundle(Shelf(workshop.shelf).find_folder())
    except BundleRefused:
        return None
    same_rows = live.manifest.get("corpus", {}).get("digest") == prepared.corpus.digest
    same_split = live.manifest.get("config", {}).get("split") == config.split.model_dump()
    if not (same_rows and same_split and live.manifest.get("seed") == config.seed):
        return None
    mode = _main_mode(live.model)
    if live.encoder_digest and (workshop.encoder is None or workshop.encoder.digest != live.encoder_digest):
        return None
    return _evaluate(live, mode, test, workshop)


def _describe(
    corpus: Corpus, parts: Mapping[str, int], guests: int, config: Config, workshop: Workshop
) -> dict[str, Any]:
    rows = corpus.rows
    encoder = workshop.encoder if reads_encoder(config) else None
    return {
        "seed": config.seed,
        "config": config.model_dump(mode="json"),
        "languages": _find_supported(rows),
        "encoder": {"name": config.encoder.name, "digest": encoder.digest} if encoder else None,
        "corpus": {
            "digest": corpus.digest,
            "rows": len(rows),
            "sources": len(group_sources(rows)),
            "parts": dict(parts),
            "guests": guests,
        },
        "trained_at": workshop.trained_at,
        "made_with": {
            "python": platform.python_version(),
            **{name: find_installed(name) for name in ("numpy", "scipy", "scikit-learn")},
        },
    }


def _find_supported(rows: tuple[Any, ...]) -> list[str]:
    counts = Counter(row.language for row in rows)
    enough = min(_SUPPORTED_ROWS, _SUPPORTED_SHARE * len(rows))
    return sorted(language for language, count in counts.items() if language and count >= enough)


def _describe_report(prepared: _Prepared, facts: Mapping[str, Any]) -> dict[str, Any]:
    positives = {
        part: dict(zip(prepared.devices, (prepared.targets[rows, :-1] == 1).sum(axis=0).tolist(), strict=True))
        for part, rows in prepared.parts.items()
    }
    return {
        "taxonomy_version": prepared.corpus.taxonomy.version,
        "seed": facts["seed"],
        "languages": facts["languages"],
        "corpus": facts["corpus"],
        "positives": positives,
        "left_out": prepared.left_out,
    }
