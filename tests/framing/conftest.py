"""An encoder folder small enough to spoil."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.encoders import write_hub_folder
from training.encoder.export import Choices, export_encoder
from training.encoder.hub import read_folder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(name="tiny_folder", scope="session")
def _tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tiny")
    source = read_folder(write_hub_folder(folder / "source"))
    return export_encoder(source, folder / "encoder", Choices("tiny", (1, 2), prefix="the "))
