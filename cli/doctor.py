"""`framing doctor`: what is installed, what is live, and what would go wrong."""

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from cli.options import json_option, models_option, print_json
from framing.errors import FramingError
from framing.loading import load_tagger
from framing.shelf import Shelf

_PACKAGES = (
    "numpy",
    "scipy",
    "scikit-learn",
    "flask",
    "gunicorn",
    "pydantic",
    "sentencex",
    "py3langid",
    "onnxruntime",
    "tokenizers",
)


@click.command()
@models_option
@json_option
def doctor(folder: Path, *, as_json: bool) -> None:
    """Check that this installation can tag. Exit code 1 if it cannot.

    Example: framing doctor
    """
    findings = {"python": platform.python_version()} | {name: _find_version(name) for name in _PACKAGES}
    shelf = Shelf(folder)
    speeds = {speed: _try_speed(shelf, speed) for speed in ("default", "fast")}
    report = {"versions": findings, "models": str(folder), "live": shelf.find_current(), "speeds": speeds}
    if as_json:
        print_json(report)
    else:
        for name, found in findings.items():
            click.echo(f"{name:14} {found}")
        click.echo(f"{'live bundle':14} {shelf.find_current() or 'none'} in {folder}")
        for speed, outcome in speeds.items():
            click.echo(f"{'speed ' + speed:14} {outcome}")
    if speeds["default"] != "ok":
        raise SystemExit(1)


def _find_version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _try_speed(shelf: Shelf, speed: str) -> str:
    try:
        load_tagger(shelf, speed)
    except FramingError as error:
        return str(error)
    return "ok"
