"""Every bench can be started."""

from importlib import import_module
from pathlib import Path

import pytest

import bench

NAMES = sorted(path.stem for path in Path(bench.__file__).parent.glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("name", NAMES)
def test_a_bench_finds_all_it_stands_on(name: str) -> None:
    """Its imports are there without any peer's library."""
    assert import_module(f"bench.{name}").__doc__
