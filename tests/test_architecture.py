"""The shape of the house, held by machines."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("framing", "service", "training", "cli")
MODULES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def test_imports_run_one_way() -> None:
    """Every layer contract of pyproject.toml is kept."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_stay_small_and_say_what_they_do(path: Path) -> None:
    """A module has a docstring, at most 400 lines, and no function of more than 60."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    too_long = [node.name for node in functions if (node.end_lineno or 0) - node.lineno + 1 > 60]

    assert ast.get_docstring(tree)
    assert len(source.splitlines()) <= 400
    assert too_long == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    """There is no utils, helpers or common module."""
    assert {path.stem for path in MODULES} & {"utils", "helpers", "common", "misc"} == set()


def test_only_the_command_line_prints() -> None:
    """`print` is called nowhere in the packages."""
    printing = [
        str(path.relative_to(ROOT))
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]

    assert printing == []


def test_datasets_and_models_are_no_packages() -> None:
    """A package called `datasets` would shadow the one on PyPI."""
    assert not (ROOT / "datasets/__init__.py").exists()
    assert not (ROOT / "models/__init__.py").exists()
