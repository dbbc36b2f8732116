"""Prints how well two labellings of the same statements agree: `python -m bench.agreement`.

The second one was made blind: from the text alone, by labellers who had not seen the first labels.
"""

from pathlib import Path

import click

from framing.taxonomy import load_taxonomy
from training.labels import list_known
from training.rows import read_rows

DATASETS = Path("datasets")
EXISTING = click.Path(exists=True, path_type=Path)


@click.command()
@click.option("--second", type=EXISTING, default=DATASETS / "agreement/second.csv", show_default=True)
@click.option("--first", type=EXISTING, default=DATASETS / "agreement/first.csv", show_default=True)
def main(first: Path, second: Path) -> None:
    """Print support, Krippendorff's alpha and F1 per device and for "any device"."""
    taxonomy = load_taxonomy(DATASETS / "taxonomy.toml")
    one, two = (_read(path, list_known(taxonomy)) for path in (first, second))
    shared = sorted(one.keys() & two.keys())
    click.echo(f"{len(shared)} statements labelled twice")
    click.echo(f"{'device':28} first second alpha    F1")
    for device in (*taxonomy.ids, "any"):
        pairs = [(_has(one[key], device), _has(two[key], device)) for key in shared]
        counts = sum(a for a, _ in pairs), sum(b for _, b in pairs)
        click.echo(f"{device:28} {counts[0]:5} {counts[1]:6} {find_alpha(pairs):5.2f} {find_f1(pairs):5.2f}")
    everything = [(device in one[key], device in two[key]) for key in shared for device in taxonomy.ids]
    click.echo(f"{'all devices, pooled':28} {'':12} {find_alpha(everything):5.2f} {find_f1(everything):5.2f}")


def _read(path: Path, known: frozenset[str]) -> dict[str, frozenset[str]]:
    read = read_rows(path, known)
    if read.faults:
        raise click.ClickException("\n".join(map(str, read.faults)))
    return {row.id: row.labels or frozenset() for row in read.rows}


def _has(labels: frozenset[str], device: str) -> bool:
    return bool(labels) if device == "any" else device in labels


def find_alpha(pairs: list[tuple[bool, bool]]) -> float:
    """Krippendorff's alpha for two coders, nominal values, nothing missing: 1 - observed / expected disagreement."""
    ones = sum(a + b for a, b in pairs)
    values = 2 * len(pairs)
    expected = 2 * ones * (values - ones) / (values * (values - 1))
    observed = sum(a != b for a, b in pairs) / len(pairs)
    return 1.0 if not expected else 1 - observed / expected


def find_f1(pairs: list[tuple[bool, bool]]) -> float:
    """F1 of the second labelling against the first; it is the same the other way round."""
    both = sum(a and b for a, b in pairs)
    given = sum(a + b for a, b in pairs)
    return 2 * both / given if given else 1.0


if __name__ == "__main__":
    main()
