"""`framing devices`."""

from pathlib import Path

import click

from cli.options import json_option, models_option, print_json, taxonomy_option
from cli.taxonomies import choose_taxonomy
from framing.taxonomy import Device, Taxonomy
from service.responses import render_device


@click.command()
@click.argument("device", required=False)
@taxonomy_option
@models_option
@json_option
def devices(device: str | None, taxonomy_path: Path | None, folder: Path, *, as_json: bool) -> None:
    """The devices, by group; or one of them with its examples.

    Example: framing devices betrayal
    """
    taxonomy = choose_taxonomy(taxonomy_path, folder)
    chosen = [entry for entry in taxonomy.devices if device in {None, entry.id}]
    if not chosen:
        message = f"unknown device {device!r}; known: {', '.join(taxonomy.ids)}"
        raise click.UsageError(message)
    if as_json:
        rendered = [render_device(entry, taxonomy) for entry in chosen]
        print_json({"taxonomy_version": taxonomy.version, "devices": rendered})
    elif device:
        _print_device(chosen[0], taxonomy)
    else:
        for group, gloss in taxonomy.groups.items():
            click.echo(f"{group}: {gloss}")
            for entry in chosen:
                if entry.group == group:
                    click.echo(f"  {entry.id:26} {entry.definition}")


def _print_device(device: Device, taxonomy: Taxonomy) -> None:
    click.echo(f"{device.id} ({device.group})\n{device.definition}")
    for example in device.positives:
        click.echo(f"  yes: {example.text}\n       carried by: {example.words}")
    for example in device.near_misses:
        click.echo(f"  no:  {example.text}\n       because: {example.why}")
    for name, scheme in taxonomy.schemes.items():
        click.echo(f"  {name}: {', '.join(scheme.find_names(device.id)) or '-'}")
