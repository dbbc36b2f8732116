"""framing.taxonomy."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from framing.errors import TaxonomyFault
from framing.taxonomy import Taxonomy, load_taxonomy, parse_taxonomy, render_taxonomy
from tests.conftest import TAXONOMY

SCHEMES = {"semeval2023", "slavic2025", "ptc", "unlp2025", "semeval2021"}


def test_shipped_taxonomy_has_33_devices_in_six_groups(taxonomy: Taxonomy) -> None:
    """The shipped file holds the devices of the design."""
    assert len(taxonomy.devices) == 33
    assert len(taxonomy.groups) == 6
    assert set(taxonomy.schemes) == SCHEMES


def test_every_device_is_defined_with_two_positives_and_two_near_misses(taxonomy: Taxonomy) -> None:
    """Each positive shows the words that carry it, each near miss says why it is none."""
    for device in taxonomy.devices:
        assert device.definition
        assert len(device.positives) == 2
        assert len(device.near_misses) == 2
        assert all(example.words for example in device.positives)
        assert all(example.why for example in device.near_misses)


def test_every_device_of_a_public_scheme_is_found_under_its_name(taxonomy: Taxonomy) -> None:
    """A scheme's label is found whatever its case and punctuation."""
    assert taxonomy.schemes["slavic2025"].find_name("name calling / labeling") == "Name_Calling-Labeling"
    assert taxonomy.schemes["slavic2025"].find_name("Gossip") is None
    assert taxonomy.schemes["semeval2021"].find_names("betrayal") == ["Smears"]


def test_taxonomy_survives_the_way_through_a_bundle(taxonomy: Taxonomy, tmp_path: Path) -> None:
    """What is rendered as JSON reads back equal."""
    path = tmp_path / "taxonomy.json"
    path.write_text(render_taxonomy(taxonomy), encoding="utf-8")

    assert load_taxonomy(path) == taxonomy


def _break(key: str, value: Any) -> dict[str, Any]:
    data = tomllib.loads(TAXONOMY.read_text(encoding="utf-8"))
    data["devices"][0][key] = value
    return data


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"format": 2}, "format is 2, this version reads 1"),
        ({"format": 1, "version": "1"}, r"needs a \[groups\] table"),
        (_break("id", "Two words"), "must be lower-case letters"),
        (_break("id", "smear"), "is listed twice"),
        (_break("group", "nowhere"), "groups are attack_on_reputation"),
        (_break("definition", None), "has no definition"),
        (_break("positives", [{"text": "a", "words": "b"}]), "'b' must occur once in 'a'"),
        (_break("positives", ["a"]), "must be a list of tables"),
    ],
)
def test_a_broken_taxonomy_is_refused_with_the_fault(data: dict[str, Any], message: str) -> None:
    """Each rule has a message that names the place."""
    with pytest.raises(TaxonomyFault, match=message):
        parse_taxonomy(data, "my.toml")


def test_all_faults_come_at_once() -> None:
    """One reading is enough to mend a file."""
    data = _break("group", "nowhere")
    data["schemes"]["ptc"]["New"] = ["unheard_of"]

    with pytest.raises(TaxonomyFault) as caught:
        parse_taxonomy(data, "my.toml")

    assert len(str(caught.value).splitlines()) == 2


def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    """The message names the file."""
    with pytest.raises(TaxonomyFault, match=r"absent\.toml: cannot be read"):
        load_taxonomy(tmp_path / "absent.toml")
