"""Prints how many denials are heard, and how many uses of a device are taken for one: `python -m bench.denials`.

The denials are our own; the uses are labelled positives of the live bundle's languages, each read alone.
"""

import random
from pathlib import Path

import click

from framing.loading import load_tagger
from framing.shelf import Shelf
from framing.tagger import Tagger, TagOptions
from framing.taxonomy import load_taxonomy
from training.corpus import load_corpus

DENIALS = (
    "This is no stab in the back.",
    "This was not a betrayal, he said.",
    "We have not sold out our brothers.",
    "We have never stabbed anybody in the back.",
    "Serbia did not betray Russia.",
    "Nobody betrayed anybody.",
    "They are not vermin.",
    "Migrants are not animals.",
    "He is no traitor.",
    "She is not a fascist.",
    "The protesters are not terrorists.",
    "There is no hidden hand behind the strike.",
    "There are no puppet masters here.",
    "We are not puppets of the West.",
    "Nobody is pulling the strings.",
    "This is not a bloodbath.",
    "This budget is no massacre of the poor.",
    "The minister is not a coward.",
    "It isn't a witch hunt.",
    "The opposition are not enemies of the people.",
    "Judges are not enemies of the people.",
    "We are not getting rich on the war.",
    "The company has not profited from the blood of soldiers.",
    "It is not now or never.",
    "It is not true that they are parasites.",
    "Refugees are not a plague.",
    "The union did not stab us in the back.",
    "Nobody sold us out.",
    "The journalists are not foreign agents.",
    "This is not a coup.",
)


@click.command()
@click.option("--models", type=click.Path(exists=True, path_type=Path), default=Path("models"), show_default=True)
@click.option("--rows", default=1000, show_default=True, help="How many labelled positives to read.")
def main(models: Path, rows: int) -> None:
    """Print both shares."""
    tagger = load_tagger(Shelf(models))
    heard = sum(is_rejected(tagger, text, "en") for text in DENIALS)
    click.echo(f"denials heard: {heard} of {len(DENIALS)}")
    files = sorted(Path("datasets").glob("statements-*.csv"))
    corpus = load_corpus(files, load_taxonomy(Path("datasets/taxonomy.toml")), may_replace=False)
    positives = [row for row in corpus.rows if row.labels]
    sample = random.Random(1).sample(positives, min(rows, len(positives)))
    wrong = sum(is_rejected(tagger, row.text, row.language) for row in sample)
    click.echo(f"uses taken for denials: {wrong} of {len(sample)}")


def is_rejected(tagger: Tagger, text: str, language: str) -> bool:
    """Whether any statement of the text is said to be rejected by its speaker."""
    return any(s.voice == "rejected" for s in tagger.tag(text, TagOptions(language=language)).statements)


if __name__ == "__main__":
    main()
