"""Which taxonomy a command reads labels with."""

from pathlib import Path

from framing.bundle import load_bundle
from framing.errors import BundleRefused, TaxonomyFault
from framing.shelf import Shelf
from framing.taxonomy import Taxonomy, load_taxonomy

SHIPPED = Path("datasets/taxonomy.toml")


def choose_taxonomy(path: Path | None, models: Path) -> Taxonomy:
    """The one named, else the shipped file, else that of the live bundle.

    Raises:
        TaxonomyFault: none of them can be read.
    """
    if path or SHIPPED.is_file():
        return load_taxonomy(path or SHIPPED)
    try:
        return load_bundle(Shelf(models).find_folder()).taxonomy
    except BundleRefused as error:
        message = f"no taxonomy: {SHIPPED} is not here and {error}; name one with --taxonomy"
        raise TaxonomyFault(message) from error
