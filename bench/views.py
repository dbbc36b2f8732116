"""Prints what each view, and both, reach on a public corpus: `python -m bench.views CORPUS SCHEME`.

CORPUS is a folder with train.csv and dev.csv. Everything goes through the project's own `train` and `evaluate`.
"""

import tempfile
from pathlib import Path

import click

from framing.bundle import load_bundle
from framing.encoder import load_encoder
from framing.loading import choose_mode
from framing.shelf import ENCODERS, Shelf
from framing.tagger import Tagger
from framing.taxonomy import load_taxonomy
from training.config import Config, SplitConfig
from training.corpus import load_corpus
from training.evaluate import evaluate
from training.train import Workshop, train

EXISTING = click.Path(exists=True, path_type=Path)
# The corpus brings its own held-out part, so nearly all rows may teach.
SPLIT = SplitConfig(train=0.9, calibration=0.05, test=0.05)
VIEWS = {"lexical": ("lexical",), "encoder": ("encoder",), "both": ("lexical", "encoder")}


@click.command()
@click.argument("corpus", type=EXISTING)
@click.argument("scheme")
@click.option("--models", type=EXISTING, default=Path("models"), show_default=True)
def main(corpus: Path, scheme: str, models: Path) -> None:
    """Train on CORPUS/train.csv with each choice of views, measure on CORPUS/dev.csv by SCHEME's names."""
    taxonomy = load_taxonomy(Path("datasets/taxonomy.toml"))
    encoder = load_encoder(models / ENCODERS / Config().encoder.name)
    click.echo("views    micro F1  macro F1  average precision  any: AUC")
    for name, views in VIEWS.items():
        with tempfile.TemporaryDirectory() as folder:
            workshop = Workshop(Path(folder), "", encoder, Path(".cache/embeddings"))
            rows = load_corpus([corpus / "train.csv"], taxonomy, may_replace=False)
            version = train(rows, Config(views=views, split=SPLIT), workshop).version
            bundle = load_bundle(Shelf(Path(folder)).find_folder(version))
            dev = load_corpus([corpus / "dev.csv"], bundle.taxonomy, may_replace=False, keep_repeated=True)
            tagger = Tagger(bundle, choose_mode(bundle, "default"), encoder)
            figures = evaluate(tagger, dev, bundle.taxonomy.schemes[scheme])
        columns = (figures["micro"]["f1"], figures["macro"]["f1"], figures["average_precision"], figures["any"]["auc"])
        click.echo(f"{name:8} {columns[0]:8.3f}  {columns[1]:8.3f}  {columns[2]:17.3f}  {columns[3]:8.3f}")


if __name__ == "__main__":
    main()
