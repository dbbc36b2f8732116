"""`framing corpora`: public corpora in the CSV contract."""

from pathlib import Path

import click

from training.corpora import CORPORA, CorpusRefusedError, Fetch, fetch_url, get_corpus


@click.group()
def corpora() -> None:
    """Public corpora that this project trains on or measures with.

    Example: framing corpora get slavic-persuasion
    """


@corpora.command("list")
def list_corpora() -> None:
    """The corpora that can be fetched, with their licences.

    Example: framing corpora list
    """
    for name, corpus in CORPORA.items():
        click.echo(f"{name}: {corpus.licence}; {corpus.attribution}")


@corpora.command()
@click.argument("name", type=click.Choice(sorted(CORPORA)))
@click.option("--to", "target", type=click.Path(path_type=Path), default=None, help="Folder.  [default: corpora/NAME]")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=None,
    help="A local copy of the published data folder, for machines without a network.",
)
def get(name: str, target: Path | None, source: Path | None) -> None:
    """Fetch a corpus, check it, and write train.csv and dev.csv split by source.

    Example: framing corpora get slavic-persuasion
    """
    corpus = CORPORA[name]
    target = target or Path("corpora") / name
    fetch = _read_from(source, corpus.base) if source else fetch_url
    try:
        counts = get_corpus(corpus, target, fetch)
    except CorpusRefusedError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{target}: train {counts['train']} rows, dev {counts['dev']} rows")
    click.echo(f"{corpus.licence}: {corpus.attribution}")


def _read_from(folder: Path, base: str) -> Fetch:
    def read(address: str) -> bytes:
        path = folder / address.removeprefix(base)
        try:
            return path.read_bytes()
        except OSError as error:
            message = f"{path}: cannot be read ({error.strerror})"
            raise CorpusRefusedError(message) from error

    return read
