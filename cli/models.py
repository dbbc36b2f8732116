"""`framing models`: list, show, activate, rollback, verify."""

from pathlib import Path

import click
from rich.table import Table

from cli.options import json_option, make_console, models_option, print_json
from framing.bundle import Bundle, load_bundle, read_manifest
from framing.errors import BundleRefused
from framing.shelf import Shelf


@click.group()
def models() -> None:
    """The bundles on the shelf.

    Example: framing models list
    """


@models.command("list")
@models_option
@json_option
def list_models(folder: Path, *, as_json: bool) -> None:
    """All versions, the live one marked.

    Example: framing models list --json
    """
    shelf = Shelf(folder)
    entries = []
    for version in shelf.list_versions():
        try:
            manifest = read_manifest(shelf.folder / version)
            trained_at, rows = manifest.get("trained_at"), manifest.get("corpus", {}).get("rows")
        except BundleRefused:
            trained_at, rows = None, None
        role = {shelf.find_previous(): "previous"} | {shelf.find_current(): "live"}
        entries.append({"version": version, "trained_at": trained_at, "rows": rows, "role": role.get(version, "")})
    if as_json:
        print_json({"models": entries})
        return
    table = Table("version", "trained at", "rows", "role")
    for entry in entries:
        table.add_row(*(str(value) for value in entry.values()))
    make_console().print(table if entries else f"no bundle in {folder}; train one with `framing train`")


@models.command()
@click.argument("version", required=False)
@models_option
@json_option
def show(version: str | None, folder: Path, *, as_json: bool) -> None:
    """The card of a version, or of the live one.

    Example: framing models show
    """
    path = Shelf(folder).find_folder(version)
    bundle = load_bundle(path)
    if as_json:
        print_json({**bundle.manifest, "report": bundle.report})
    else:
        click.echo((path / "card.md").read_text(encoding="utf-8"), nl=False)


@models.command()
@click.argument("version")
@models_option
def activate(version: str, folder: Path) -> None:
    """Make a version the live one, after checking it.

    Example: framing models activate 0123456789ab
    """
    shelf = Shelf(folder)
    load_bundle(shelf.find_folder(version))
    shelf.activate(version)
    click.echo(f"{version} is live")


@models.command()
@models_option
def rollback(folder: Path) -> None:
    """Make the previous version live again.

    Example: framing models rollback
    """
    shelf = Shelf(folder)
    previous = shelf.find_previous()
    if previous is None:
        message = f"{folder} remembers no previous version; choose one with `framing models activate`"
        raise click.ClickException(message)
    load_bundle(shelf.find_folder(previous))
    shelf.activate(previous)
    click.echo(f"{previous} is live")


@models.command()
@click.argument("version", required=False)
@models_option
@json_option
def verify(version: str | None, folder: Path, *, as_json: bool) -> None:
    """Check every bundle, or one, as a server would. Exit code 1 if any is refused.

    Example: framing models verify
    """
    shelf = Shelf(folder)
    versions = [version] if version else shelf.list_versions()
    if not versions:
        message = f"no bundle in {folder}; train one with `framing train`"
        raise click.ClickException(message)
    results = {name: _verify(shelf, name) for name in versions}
    if as_json:
        print_json({name: {"ok": reason is None, "reason": reason} for name, reason in results.items()})
    else:
        for name, reason in results.items():
            click.echo(f"{name}: {'ok' if reason is None else f'refused: {reason}'}")
    if any(results.values()):
        raise SystemExit(1)


def _verify(shelf: Shelf, version: str) -> str | None:
    try:
        bundle: Bundle = load_bundle(shelf.find_folder(version))
    except BundleRefused as error:
        return str(error)
    return None if bundle.version == version else f"its folder is called {version}, its manifest says {bundle.version}"
