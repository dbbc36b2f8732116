"""framing.bundle and framing.shelf: what is refused, and that nothing in a bundle runs."""

import hashlib
import io
import json
import os
import pickle
import shutil
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from framing.bundle import FORMAT, find_digest, load_bundle
from framing.errors import BundleRefused
from framing.shelf import Shelf
from framing.tagger import Tagger
from framing.taxonomy import Taxonomy
from training.config import Config, LexicalConfig
from training.corpus import load_corpus
from training.train import Workshop, train


@pytest.fixture(name="copy")
def _copy(shelf: Shelf, tmp_path: Path) -> Path:
    """A bundle that a test may break."""
    folder = shelf.find_folder()
    return Path(shutil.copytree(folder, tmp_path / folder.name))


def _rewrite(folder: Path, name: str, content: bytes) -> None:
    """Replace a file as somebody would who also knows how to renew every hash."""
    (folder / name).write_bytes(content)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"][name] = hashlib.sha256(content).hexdigest()
    _sign(folder, manifest)


def _sign(folder: Path, manifest: dict[str, Any]) -> None:
    manifest["digest"] = find_digest(manifest, manifest["files"])
    manifest["version"] = manifest["digest"][:12]
    (folder / "manifest.json").write_text(json.dumps(manifest))


class _Bomb:
    """Makes a folder when unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.path),)


def test_a_bundle_reads_back_as_it_was_saved(shelf: Shelf) -> None:
    """Devices, thresholds and digest survive the disk."""
    bundle = load_bundle(shelf.find_folder())

    assert bundle.model.devices == ("betrayal", "kinship_appeal", "repetition")
    assert bundle.version == bundle.digest[:12] == shelf.find_current()
    assert set(bundle.model.modes) == {"fast"}


@pytest.mark.parametrize("name", ["card.md", "report.json", "taxonomy.json", "weights.npz"])
def test_one_flipped_byte_is_refused(copy: Path, name: str) -> None:
    """Every file is covered by a hash."""
    content = bytearray((copy / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copy / name).write_bytes(content)

    with pytest.raises(BundleRefused, match=f"{name}: has another sha256"):
        load_bundle(copy)


def test_a_changed_manifest_is_refused(copy: Path) -> None:
    """The manifest is covered by its own digest."""
    path = copy / "manifest.json"
    path.write_text(path.read_text().replace('"unsure_margin": ', '"unsure_margin": 1'))

    with pytest.raises(BundleRefused, match="digest does not match"):
        load_bundle(copy)


@pytest.mark.parametrize("name", ["manifest.json", "report.json", "taxonomy.json", "weights.npz"])
def test_a_truncated_file_is_refused(copy: Path, name: str) -> None:
    """A copy that broke off is told from a whole one."""
    content = (copy / name).read_bytes()
    (copy / name).write_bytes(content[: len(content) // 2])

    with pytest.raises(BundleRefused, match=name):
        load_bundle(copy)


def test_a_missing_file_is_refused(copy: Path) -> None:
    """The message names the file."""
    (copy / "weights.npz").unlink()

    with pytest.raises(BundleRefused, match=r"weights\.npz: is missing"):
        load_bundle(copy)


def test_a_higher_format_number_is_refused(copy: Path) -> None:
    """A bundle of the future says that this software is too old."""
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["format"] = FORMAT + 1
    _sign(copy, manifest)

    with pytest.raises(BundleRefused, match=f"bundle format {FORMAT + 1}, this version reads {FORMAT}; update"):
        load_bundle(copy)


def test_a_pickle_in_place_of_the_arrays_is_refused_and_never_run(copy: Path, tmp_path: Path) -> None:
    """Hashes renewed or not, the file is read as arrays only."""
    _rewrite(copy, "weights.npz", pickle.dumps(_Bomb(tmp_path / "boom")))

    with pytest.raises(BundleRefused):
        load_bundle(copy)
    assert not (tmp_path / "boom").exists()


def test_a_pickled_array_among_the_arrays_is_refused_and_never_run(copy: Path, tmp_path: Path) -> None:
    """NumPy's own way to smuggle a pickle is closed."""
    with np.load(copy / "weights.npz") as stored:
        arrays = dict(stored)
    arrays["lexical.rarity"] = np.array([_Bomb(tmp_path / "boom")], dtype=object)
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    _rewrite(copy, "weights.npz", buffer.getvalue())

    with pytest.raises(BundleRefused, match="Object arrays cannot be loaded"):
        load_bundle(copy)
    assert not (tmp_path / "boom").exists()


def test_a_stranger_in_the_folder_is_refused(copy: Path) -> None:
    """A bundle holds what its manifest lists and nothing else."""
    (copy / "model.pkl").write_bytes(b"")

    with pytest.raises(BundleRefused, match=r"model\.pkl: is not part of a bundle"):
        load_bundle(copy)


@pytest.mark.parametrize(
    ("name", "array"),
    [
        ("lexical.weights", np.zeros((2048, 4), dtype=np.float16)),
        ("lexical.bias", np.zeros(99, dtype=np.float32)),
        ("lexical.rarity", np.full(2048, np.nan, dtype=np.float32)),
        ("form.scale", np.ones(8, dtype=np.float32)),
        ("mode.fast.mix", np.zeros((3, 2), dtype=np.int64)),
    ],
)
def test_arrays_of_the_wrong_shape_or_content_are_refused(copy: Path, name: str, array: Any) -> None:
    """Shapes and finiteness are checked before anything is computed."""
    with np.load(copy / "weights.npz") as stored:
        arrays = dict(stored) | {name: array}
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    _rewrite(copy, "weights.npz", buffer.getvalue())

    with pytest.raises(BundleRefused, match=name):
        load_bundle(copy)


@pytest.mark.parametrize("edge", [None, "wide", -0.1, float("inf"), float("nan")])
@pytest.mark.parametrize("key", ["unsure_margin", "sure_share"])
def test_a_band_without_its_edges_is_refused(copy: Path, key: str, edge: Any) -> None:
    """An edge is a number; anything else would turn every verdict."""
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["modes"]["fast"][key] = edge
    _sign(copy, manifest)

    with pytest.raises(BundleRefused, match="does not fit its manifest"):
        load_bundle(copy)


@pytest.mark.parametrize("lacking", [("form.centre",), ("form.centre", "form.scale")], ids=["half", "whole"])
def test_a_form_that_the_heads_read_must_be_there(copy: Path, lacking: tuple[str, ...]) -> None:
    """Heads for a form that is not in the bundle are refused."""
    with np.load(copy / "weights.npz") as stored:
        arrays = {name: array for name, array in stored.items() if name not in lacking}
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    _rewrite(copy, "weights.npz", buffer.getvalue())

    with pytest.raises(BundleRefused, match=r"form\.centre|lexical heads have 2055 rows, not 2048"):
        load_bundle(copy)


def test_a_bundle_of_ngrams_alone_is_read(
    tiny_csv: Path, taxonomy: Taxonomy, tiny_config: Config, tmp_path: Path
) -> None:
    """Bundles made before the view read form, or without it, keep working."""
    config = tiny_config.model_copy(update={"lexical": LexicalConfig(bits=10, form=False)})
    version = train(load_corpus([tiny_csv], taxonomy), config, Workshop(tmp_path, "")).version
    bundle = load_bundle(Shelf(tmp_path).find_folder(version))

    assert bundle.model.lexical is not None
    assert bundle.model.lexical.form is None
    (statement,) = Tagger(bundle).tag("The council sold us out and stabbed the nation in the back.").statements
    assert [tag.device for tag in statement.tags] == ["betrayal"]


def test_a_decompression_bomb_is_refused(copy: Path) -> None:
    """What would not fit into memory is not unpacked."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a.npy", "w", force_zip64=True) as member,
    ):
        for _ in range(250):
            member.write(b"\0" * 10_000_000)
    _rewrite(copy, "weights.npz", buffer.getvalue())

    with pytest.raises(BundleRefused, match="more than 2 GB"):
        load_bundle(copy)


def test_a_link_is_refused(copy: Path, tmp_path: Path) -> None:
    """A bundle cannot make a server read another file."""
    shutil.move(copy / "card.md", tmp_path / "elsewhere.md")
    (copy / "card.md").symlink_to(tmp_path / "elsewhere.md")

    with pytest.raises(BundleRefused, match="no ordinary file"):
        load_bundle(copy)


def test_the_shelf_remembers_what_was_live_before(copy: Path) -> None:
    """Activating a version makes the one before it `previous`."""
    shelf = Shelf(copy.parent)
    shutil.copytree(copy, copy.parent / "other")
    shelf.activate(copy.name)
    shelf.activate("other")

    assert (shelf.find_current(), shelf.find_previous()) == ("other", copy.name)


def test_the_shelf_refuses_a_version_it_does_not_have(shelf: Shelf) -> None:
    """Names that lead out of the folder are no versions."""
    for name in ("nope", "../../etc"):
        with pytest.raises(BundleRefused, match="no version"):
            shelf.find_folder(name)


def test_an_empty_shelf_says_what_to_do(tmp_path: Path) -> None:
    """The message names the way out."""
    with pytest.raises(BundleRefused, match="no live bundle; train one"):
        Shelf(tmp_path).find_folder()
