"""Prints how often real statements are called unusual, and how much code, tables and gibberish is found.

`python -m bench.unusual [--corpora DIR] [--code DIR]`. Nothing printed under "found" was used to make the tables of
`framing.unusual`: the code is the standard library's (and whatever lies under `--code`), without comments and
docstrings, in excerpts of a dozen lines; the rest is made here, by other means than in `training.unusual_forms`.
Everything is split into statements as the tagger does. A text counts as a false alarm if none of its statements is
judged; a statement does only if it holds a letter. Unusual statements are counted by statement and by character.
"""

import ast
import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

import click

from bench.perturb import DISGUISES
from bench.unusual_material import make_gibberish, make_tables, read_samples
from framing.segment import split_statements
from framing.unusual import find_unusual, strip_addresses

_LINES = 12


@click.command()
@click.option("--corpora", type=click.Path(exists=True, path_type=Path), help="A folder of NAME/{train,dev}.csv.")
@click.option("--code", type=click.Path(exists=True, path_type=Path), help="A folder of source files.")
@click.option("--rows", default=500, show_default=True, help="How many statements to disguise in each way.")
def main(corpora: Path | None, code: Path | None, rows: int) -> None:
    """Print both."""
    click.echo("real text                             texts  all unusual  statements  unusual")
    files = sorted(Path("datasets").glob("statements-*.csv"))
    files += sorted(corpora.glob("*/train.csv")) + sorted(corpora.glob("*/dev.csv")) if corpora else []
    for path in files:
        print_alarms("/".join(path.parts[-2:]), read_texts(path))
    own = [text for path in files if path.parent.name == "datasets" for text in read_texts(path)]
    sample = Random(1).sample(own, min(rows, len(own)))
    for name, (disguise, _) in DISGUISES.items():
        random = Random(1)
        print_alarms(f"disguised: {name}", [disguise(text, random) for text in sample])
    click.echo("\nunusual                               texts  statements    found  characters found")
    for name, texts in gather_unusual(own, code):
        print_found(name, texts)


def print_alarms(name: str, texts: Sequence[str]) -> None:
    """One line about real texts."""
    found = [list(judge(text)) for text in texts]
    none = sum(all(unusual for _, unusual in each) for each in found)
    flat = [pair for each in found for pair in each]
    wrong = sum(unusual and any(map(str.isalpha, strip_addresses(text))) for text, unusual in flat)
    click.echo(
        f"{name:36} {len(texts):6} {none:5} {none / len(texts):6.2%} {len(flat):11} {wrong:5} {wrong / len(flat):6.2%}"
    )


def print_found(name: str, texts: Sequence[str]) -> None:
    """One line about texts that are no running text."""
    flat = [pair for text in texts for pair in judge(text)]
    characters = sum(len(text) for text, unusual in flat if unusual) / sum(len(text) for text, _ in flat)
    share = sum(unusual for _, unusual in flat) / len(flat)
    click.echo(f"{name:36} {len(texts):6} {len(flat):11} {share:8.1%} {characters:17.1%}")


def judge(text: str) -> Iterator[tuple[str, bool]]:
    """A text's statements, and whether each is unusual."""
    statements = [span.text for span in split_statements(text, "en")]
    return zip(statements, find_unusual(statements), strict=True)


def read_texts(path: Path) -> list[str]:
    """The different texts of a labelled CSV."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(dict.fromkeys(row["text"] for row in csv.DictReader(file)))


def gather_unusual(statements: Sequence[str], code: Path | None) -> Iterator[tuple[str, list[str]]]:
    """Kinds of unusual text, each with its texts."""
    random = Random(1)
    yield "code: standard library of Python", cut_files(read_library(random, 80), random)
    if code:
        for suffix in sorted({path.suffix for path in code.rglob("*") if path.is_file()}):
            sources = (path.read_text(encoding="utf-8", errors="replace") for path in sorted(code.rglob(f"*{suffix}")))
            yield f"code: {suffix}", cut_files(sources, random)
    yield "code: samples of 20 languages", read_samples()
    yield from make_tables(random)
    yield from make_gibberish(statements, random)


def read_library(random: Random, count: int) -> Iterator[str]:
    """Modules of the standard library, without what is written for people."""
    modules = sorted(Path(ast.__file__).parent.glob("*.py"))
    for path in random.sample(modules, min(count, len(modules))):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                node.body = [part for part in node.body if not _is_docstring(part)] or [ast.Pass()]
        yield ast.unparse(tree)


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def cut_files(sources: Iterable[str], random: Random) -> list[str]:
    """Two excerpts of every source."""
    excerpts = []
    for source in sources:
        lines = [line for line in source.splitlines() if line.strip()]
        for _ in range(2 if len(lines) > _LINES else 0):
            first = random.randrange(len(lines) - _LINES)
            excerpts.append("\n".join(lines[first : first + _LINES]))
    return excerpts


if __name__ == "__main__":
    main()
