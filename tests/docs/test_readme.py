"""The documents: the README's request gives the README's answer, its tables are current, links lead somewhere."""

import json
import re
from pathlib import Path

import pytest

from framing.taxonomy import Taxonomy
from service.app import create_app
from service.settings import Settings
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [path for pattern in ("*.md", "docs/**/*.md", "datasets/*.md") for path in sorted(ROOT.glob(pattern))]


def test_the_readmes_request_gets_the_readmes_answer() -> None:
    """The example is replayed against the shipped bundle."""
    body = re.search(r"curl .*?-d '(.*?)'\n", README, re.DOTALL)
    shown = re.search(r"```json\n(.*?)```", README, re.DOTALL)
    assert body
    assert shown
    client = create_app(Settings(models=ROOT / "models")).test_client()
    answer = client.post("/v1/tag", data=body.group(1), content_type="application/json")

    assert answer.get_json() == json.loads(shown.group(1))


def test_the_readme_lists_every_device(taxonomy: Taxonomy) -> None:
    """A device that is added must be listed."""
    assert all(f"`{device}`" in README for device in taxonomy.ids)


def test_every_setting_is_documented_with_its_default() -> None:
    """docs/settings.md is complete."""
    text = (ROOT / "docs/settings.md").read_text(encoding="utf-8")

    for name, field in Settings.model_fields.items():
        assert f"| `FRAMING_{name.upper()}` | `{field.default}` |" in text, name


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    """No document points at a file that is not there."""
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))

    assert [target for target in targets if not (path.parent / target).exists()] == []
