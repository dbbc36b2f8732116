"""A folder on disk <-> one published model version, safe to receive from anyone.

Nothing in a bundle can run: JSON, Markdown, and arrays read with `allow_pickle=False`. The load order is
manifest, format, sha256 of every file, versions, arrays, shapes; the first step that fails refuses the bundle.

Changing what is written: raise `FORMAT`, keep a reader for the old number, and add a small bundle of the old
format to `tests/data/bundles/`.
"""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from framing.arrays import build_encoder_view, build_form, build_heads, check_array
from framing.errors import BundleRefused, TaxonomyFault
from framing.features import LexicalView, ViewName
from framing.model import AnyMix, Mode, Model, ModeName
from framing.ngrams import HASH_VERSION, NgramRanges
from framing.stance import StanceModel
from framing.stance_arrays import describe_stance, pack_stance, unpack_stance
from framing.taxonomy import Taxonomy, load_taxonomy, render_taxonomy
from framing.words import WordView

FORMAT = 3
MANIFEST = "manifest.json"
FILES = ("card.md", "report.json", "taxonomy.json", "weights.npz")
# The default model's arrays take 20 MB in memory; a file that unpacks to a hundred times that is an attack.
MAX_ARRAY_BYTES = 2_000_000_000
WORD_PARTS = tuple(field.name for field in fields(WordView))
# Manifest entries that say when and where, not what: two trainings on the same rows differ in nothing else.
_CIRCUMSTANCES = ("digest", "version", "trained_at", "made_with", "files")


@dataclass(frozen=True, slots=True)
class Bundle:
    """One model version: what it predicts with, and what is known about it."""

    version: str
    digest: str
    taxonomy: Taxonomy
    model: Model
    manifest: Mapping[str, Any]
    report: Mapping[str, Any]
    stance: StanceModel | None = None

    @property
    def encoder_digest(self) -> str | None:
        """The digest of the encoder that the encoder view was trained on, or None."""
        encoder = self.manifest.get("encoder")
        return encoder["digest"] if encoder else None


def save_bundle(
    folder: Path,
    model: Model,
    taxonomy: Taxonomy,
    facts: Mapping[str, Any],
    texts: Mapping[str, str],
    stance: StanceModel | None = None,
) -> str:
    """Write a bundle into an existing empty folder and return its digest.

    Args:
        folder: an empty folder.
        model: what was learned.
        taxonomy: what it was trained on.
        facts: further manifest entries (corpus, seed, metrics, languages, encoder, trained_at, made_with, ...).
        texts: `report.json` and `card.md`, as text; `{version}` in the card is replaced by the version.
        stance: the stance model, if there is one.
    """
    (folder / "taxonomy.json").write_text(render_taxonomy(taxonomy), encoding="utf-8")
    (folder / "report.json").write_text(texts["report.json"], encoding="utf-8")
    with (folder / "weights.npz").open("wb") as file:
        np.savez_compressed(file, **_pack(model), **pack_stance(stance))  # type: ignore[arg-type]  # the stub mistakes arrays for allow_pickle
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "hash_version": HASH_VERSION,
        "devices": list(model.devices),
        "lexical": _describe_lexical(model.lexical),
        "modes": {
            name: {
                "views": list(mode.views),
                "any_views": list(mode.any_mix.views),
                "unsure_margin": mode.unsure_margin,
                "sure_share": mode.sure_share,
                "language_bias": dict(mode.language_bias),
                "evidence": {"cut": mode.cut, "second": mode.second},
                "thresholds": dict(zip(model.devices, mode.thresholds.tolist(), strict=True)),
            }
            for name, mode in model.modes.items()
        },
        "stance": describe_stance(stance),
        "taxonomy_version": taxonomy.version,
        **facts,
    }
    contents = {name: _hash_file(folder / name) for name in FILES if name != "card.md"}
    manifest["digest"] = find_digest(manifest, contents)
    manifest["version"] = manifest["digest"][:12]
    card = texts["card.md"].replace("{version}", manifest["version"])
    (folder / "card.md").write_text(card, encoding="utf-8")
    manifest["files"] = contents | {"card.md": _hash_file(folder / "card.md")}
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return str(manifest["digest"])


def find_digest(manifest: Mapping[str, Any], contents: Mapping[str, str]) -> str:
    """The digest of what a bundle is: all it learned and says, not when, where and under which name."""
    lasting = {key: value for key, value in manifest.items() if key not in _CIRCUMSTANCES}
    lasting["contents"] = {name: digest for name, digest in contents.items() if name != "card.md"}
    return hashlib.sha256(json.dumps(lasting, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def load_bundle(folder: Path) -> Bundle:
    """Load a bundle, or refuse it.

    Raises:
        BundleRefused: with the file and the reason; nothing of the bundle has run.
    """
    manifest = read_manifest(folder)
    _check_files(folder, manifest)
    if manifest.get("hash_version") != HASH_VERSION:
        raise _refuse(folder / MANIFEST, f"n-gram hash {manifest.get('hash_version')}, this version has {HASH_VERSION}")
    try:
        taxonomy = load_taxonomy(folder / "taxonomy.json")
        report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
        arrays = _read_arrays(folder / "weights.npz")
        model, stance = _unpack(arrays, manifest), unpack_stance(arrays, manifest["stance"])
    except TaxonomyFault as error:
        raise _refuse(folder / "taxonomy.json", str(error)) from error
    except (KeyError, TypeError, ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise _refuse(folder, f"its content does not fit its manifest ({type(error).__name__}: {error})") from error
    if not set(model.devices) <= set(taxonomy.ids):
        raise _refuse(folder / "taxonomy.json", "lacks devices that the manifest lists")
    return Bundle(str(manifest["version"]), str(manifest["digest"]), taxonomy, model, manifest, report, stance)


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read a manifest and check its format number only.

    Raises:
        BundleRefused: no bundle, not readable, or of a format this version does not know.
    """
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _refuse(path, f"cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise _refuse(path, f"is no JSON ({error})") from error
    if not isinstance(manifest, dict):
        raise _refuse(path, "is no JSON object")
    if manifest.get("format") != FORMAT:
        way_out = "update this software" if str(manifest.get("format")) > str(FORMAT) else "train it anew"
        raise _refuse(path, f"bundle format {manifest.get('format')!r}, this version reads {FORMAT}; {way_out}")
    return manifest


def _refuse(place: Path, reason: str) -> BundleRefused:
    return BundleRefused(f"{place}: {reason}")


def _check_files(folder: Path, manifest: Mapping[str, Any]) -> None:
    listed = manifest.get("files")
    if not isinstance(listed, dict) or sorted(listed) != sorted(FILES):
        raise _refuse(folder / MANIFEST, f"must list exactly the files {', '.join(FILES)}")
    strangers = sorted({path.name for path in folder.iterdir()} - {MANIFEST, *FILES})
    if strangers:
        raise _refuse(folder / strangers[0], "is not part of a bundle; remove it if you know where it came from")
    for name in FILES:
        path = folder / name
        if path.is_symlink() or not path.is_file():
            raise _refuse(path, "is missing or no ordinary file; copy the whole bundle again")
        if _hash_file(path) != listed[name]:
            raise _refuse(path, "has another sha256 than the manifest lists: damaged or changed; copy it again")
    contents = {name: digest for name, digest in listed.items() if name != "card.md"}
    if find_digest(manifest, contents) != manifest.get("digest"):
        raise _refuse(folder / MANIFEST, "its digest does not match its content: damaged or changed; copy it again")
    if manifest.get("version") != str(manifest["digest"])[:12]:
        raise _refuse(folder / MANIFEST, "its version is not the beginning of its digest")


def _hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _describe_lexical(view: LexicalView | None) -> dict[str, Any] | None:
    if view is None:
        return None
    ranges = view.ranges
    return {"characters": list(ranges.characters), "words": list(ranges.words), "bits": ranges.bits}


def _pack(model: Model) -> dict[str, NDArray[Any]]:
    """Weights in half precision; training rounds them before it calibrates, so that nothing changes on the way."""
    arrays: dict[str, NDArray[Any]] = {}
    if model.lexical:
        arrays["lexical.rarity"] = model.lexical.rarity
        if form := model.lexical.form:
            arrays["form.centre"], arrays["form.scale"] = form.centre, form.scale
    if model.encoder:
        arrays["encoder.centre"] = model.encoder.centre
        arrays["encoder.scale"] = model.encoder.scale
    for name, heads in model.heads.items():
        arrays[f"{name}.weights"] = heads.weights.astype(np.float16)
        arrays[f"{name}.bias"] = heads.bias
    if model.words:
        for part in WORD_PARTS:
            arrays[f"words.{part}"] = getattr(model.words, part).astype(np.float16)
    for mode_name, mode in model.modes.items():
        arrays[f"mode.{mode_name}.mix"] = mode.mix
        arrays[f"mode.{mode_name}.any_mix"] = mode.any_mix.mix
        arrays[f"mode.{mode_name}.any_line"] = mode.any_mix.line
    return arrays


def _read_arrays(path: Path) -> dict[str, NDArray[Any]]:
    with zipfile.ZipFile(path) as archive:
        if sum(member.file_size for member in archive.infolist()) > MAX_ARRAY_BYTES:
            message = "weights.npz unpacks to more than 2 GB"
            raise ValueError(message)
    with np.load(path, allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


def _unpack(arrays: Mapping[str, NDArray[Any]], manifest: Mapping[str, Any]) -> Model:
    devices = tuple(map(str, manifest["devices"]))
    lexical = _build_lexical(manifest["lexical"], arrays)
    modes = {cast("ModeName", name): _build_mode(name, m, devices, arrays) for name, m in manifest["modes"].items()}
    read = {view for mode in modes.values() for view in (*mode.views, *mode.any_mix.views)}
    heads = {view: build_heads(view, arrays, len(devices)) for view in sorted(read - {"words"})}
    if lexical and heads["lexical"].weights.shape[0] != lexical.width:
        message = f"lexical heads have {heads['lexical'].weights.shape[0]} rows, not {lexical.width}"
        raise ValueError(message)
    encoder = build_encoder_view("encoder", arrays, heads["encoder"].weights.shape[0]) if "encoder" in heads else None
    words = _build_words(arrays, len(devices)) if "words" in read else None
    return Model(devices, lexical, encoder, words, heads, modes)


def _build_lexical(entry: Mapping[str, Any] | None, arrays: Mapping[str, NDArray[Any]]) -> LexicalView | None:
    if entry is None:
        return None
    characters, words = (tuple(map(int, entry[key])) for key in ("characters", "words"))
    ranges = NgramRanges(cast("tuple[int, int]", characters), cast("tuple[int, int]", words), int(entry["bits"]))
    rarity = check_array("lexical.rarity", arrays["lexical.rarity"], (ranges.width,))
    return LexicalView(ranges, rarity.astype(np.float32), build_form(arrays))


def _build_words(arrays: Mapping[str, NDArray[Any]], devices: int) -> WordView:
    hidden, units = arrays["words.inner"].shape
    shapes = ((hidden,), (hidden,), (hidden, units), (units,), (units, devices), (devices,))
    parts = (
        check_array(f"words.{part}", arrays[f"words.{part}"], shape)
        for part, shape in zip(WORD_PARTS, shapes, strict=True)
    )
    return WordView(*(part.astype(np.float32) for part in parts))


def _build_mode(
    name: str, entry: Mapping[str, Any], devices: tuple[str, ...], arrays: Mapping[str, NDArray[Any]]
) -> Mode:
    views, any_views = (tuple(cast("ViewName", view) for view in entry[key]) for key in ("views", "any_views"))
    mix = check_array(f"mode.{name}.mix", arrays[f"mode.{name}.mix"], (len(devices), len(views) + 1))
    any_mix = check_array(f"mode.{name}.any_mix", arrays[f"mode.{name}.any_mix"], (len(devices), len(any_views) + 1))
    any_line = check_array(f"mode.{name}.any_line", arrays[f"mode.{name}.any_line"], (2,))
    thresholds = np.array([float(entry["thresholds"][device]) for device in devices])
    evidence = entry["evidence"]
    return Mode(
        views=views,
        mix=mix.astype(np.float64),
        any_mix=AnyMix(any_views, any_mix.astype(np.float64), any_line.astype(np.float64)),
        language_bias={str(language): float(bias) for language, bias in entry["language_bias"].items()},
        thresholds=thresholds,
        unsure_margin=_read_number(entry, "unsure_margin", np.finfo(float).max),
        sure_share=_read_number(entry, "sure_share", 1.0),
        cut=float(evidence["cut"]),
        second=float(evidence["second"]),
    )


def _read_number(entry: Mapping[str, Any], key: str, highest: float) -> float:
    number = float(entry[key])
    if not 0 <= number <= highest:
        message = f"{key} must be a number from 0 to {highest:g}, and is {number}"
        raise ValueError(message)
    return number
