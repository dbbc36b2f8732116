"""Training with an encoder: the full mode, its word heads, and what is refused when the encoder is not the one."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from framing.encoder import Encoder, load_encoder
from framing.errors import BundleRefused, EncoderRefused
from framing.loading import load_tagger
from framing.shelf import ENCODERS, Shelf
from framing.taxonomy import Taxonomy
from tests.encoders import write_hub_folder
from training.config import Config, EncoderConfig
from training.corpus import load_corpus
from training.embeddings import read_all
from training.encoder.export import Choices, export_encoder
from training.encoder.hub import read_folder
from training.train import NothingToLearnError, Workshop, train


@pytest.fixture(name="full_shelf", scope="module")
def _full_shelf(
    tmp_path_factory: pytest.TempPathFactory, tiny_csv: Path, taxonomy: Taxonomy, tiny_config: Config
) -> Shelf:
    """A shelf with a tiny encoder and a bundle that reads it."""
    folder = tmp_path_factory.mktemp("full")
    source = read_folder(write_hub_folder(folder / "hub"))
    export_encoder(source, folder / ENCODERS / "tiny", Choices("tiny", (1, 2)))
    shutil.rmtree(folder / "hub")
    config = tiny_config.model_copy(
        update={"views": ("lexical", "encoder", "words"), "encoder": EncoderConfig(name="tiny", strength=1.0)}
    )
    encoder = load_encoder(folder / ENCODERS / "tiny")
    train(load_corpus([tiny_csv], taxonomy), config, Workshop(folder, "now", encoder))
    return Shelf(folder)


@pytest.fixture(name="copy")
def _copy(full_shelf: Shelf, tmp_path: Path) -> Shelf:
    return Shelf(Path(shutil.copytree(full_shelf.folder, tmp_path / "models")))


@pytest.fixture(name="encoder")
def _encoder(full_shelf: Shelf) -> Encoder:
    return load_encoder(full_shelf.folder / ENCODERS / "tiny")


def test_the_default_speed_reads_both_views_and_fast_only_words(full_shelf: Shelf) -> None:
    """One bundle, two modes."""
    assert load_tagger(full_shelf).mode.views == ("lexical", "encoder", "words")
    assert load_tagger(full_shelf, "fast").mode.views == ("lexical",)


def test_evidence_of_the_full_mode_lies_on_word_boundaries(full_shelf: Shelf) -> None:
    """Word heads choose whole words of the statement."""
    tagger = load_tagger(full_shelf)
    text = "Once more the bank sold us out and stabbed the nation in the back."
    tagged = tagger.tag(text)

    for statement in tagged.statements:
        for tag in statement.tags:
            for span in tag.spans:
                assert text[span.start : span.end] == span.text
                assert not text[: span.start][-1:].isalnum()
                assert not text[span.end :][:1].isalnum()


def test_a_statement_alone_is_judged_as_among_others_in_the_full_mode(full_shelf: Shelf) -> None:
    """Bit for bit."""
    tagger = load_tagger(full_shelf)
    texts = ["Once more the bank sold us out.", "On Tuesday the club met.", "Shame, shame, shame!"]
    together = tagger.find_probabilities(texts, ["en"] * len(texts))

    for row, text in enumerate(texts):
        np.testing.assert_array_equal(tagger.find_probabilities([text], ["en"])[0], together[row])


def test_without_its_encoder_a_bundle_is_refused_but_fast_works(copy: Shelf) -> None:
    """The reason names the missing file."""
    shutil.rmtree(copy.folder / ENCODERS)

    with pytest.raises(EncoderRefused, match=r"manifest\.json"):
        load_tagger(copy)
    assert load_tagger(copy, "fast").mode_name == "fast"


def test_another_encoder_under_the_same_name_is_refused(copy: Shelf, tmp_path: Path) -> None:
    """A bundle names its encoder by digest."""
    shutil.rmtree(copy.folder / ENCODERS / "tiny")
    source = read_folder(write_hub_folder(tmp_path / "hub"))
    export_encoder(source, copy.folder / ENCODERS / "tiny", Choices("tiny", (1,)))

    with pytest.raises(EncoderRefused, match=r"but bundle .* was trained on"):
        load_tagger(copy)


def test_an_encoder_view_without_an_encoder_is_told(
    tiny_csv: Path, taxonomy: Taxonomy, tiny_config: Config, tmp_path: Path
) -> None:
    """The message names the way out."""
    config = tiny_config.model_copy(update={"views": ("encoder",)})

    with pytest.raises(NothingToLearnError, match="need an encoder"):
        train(load_corpus([tiny_csv], taxonomy), config, Workshop(tmp_path, "now"))


def test_a_bundle_without_the_lexical_view_has_no_fast_mode(
    tiny_csv: Path, taxonomy: Taxonomy, tiny_config: Config, full_shelf: Shelf, encoder: Encoder, tmp_path: Path
) -> None:
    """Asking for it is refused."""
    shutil.copytree(full_shelf.folder / ENCODERS, tmp_path / ENCODERS)
    config = tiny_config.model_copy(update={"views": ("encoder",), "encoder": EncoderConfig(name="tiny")})
    trained = train(load_corpus([tiny_csv], taxonomy), config, Workshop(tmp_path, "now", encoder))

    assert load_tagger(Shelf(tmp_path), version=trained.version).mode.views == ("encoder",)
    with pytest.raises(BundleRefused, match="no lexical view"):
        load_tagger(Shelf(tmp_path), "fast", trained.version)


def test_embeddings_are_kept_by_content_and_a_broken_cache_is_made_anew(encoder: Encoder, tmp_path: Path) -> None:
    """What is cached is not encoded again, and equals what is encoded."""
    texts = ["the stab", "back", "the stab"]
    done: list[int] = []
    first = read_all(encoder, texts, tmp_path, done.append)
    again = read_all(encoder, texts, tmp_path)
    (cache,) = tmp_path.iterdir()
    cache.write_bytes(b"broken")

    for others in (again, read_all(encoder, texts, tmp_path), read_all(encoder, texts, None)):
        for one, other in zip(first, others, strict=True):
            np.testing.assert_array_equal(one.vector, other.vector)
            np.testing.assert_array_equal(one.states, other.states)
            np.testing.assert_array_equal(one.spans, other.spans)
    assert sum(done) == 3
