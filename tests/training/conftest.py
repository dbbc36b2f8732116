"""A transformer of two layers as the hub gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.encoders import write_hub_folder
from training.encoder.hub import read_folder

if TYPE_CHECKING:
    from pathlib import Path

    from training.encoder.source import SourceModel


@pytest.fixture(name="hub_folder", scope="session")
def _hub_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_hub_folder(tmp_path_factory.mktemp("hub") / "source")


@pytest.fixture(name="source", scope="session")
def _source(hub_folder: Path) -> SourceModel:
    return read_folder(hub_folder)
