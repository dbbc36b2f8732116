"""`framing check`."""

from pathlib import Path

import click

from cli.options import csv_argument, json_option, models_option, print_json, taxonomy_option
from cli.taxonomies import choose_taxonomy
from training.audit import audit
from training.corpus import Corpus, load_corpus
from training.report import describe_corpus


@click.command()
@csv_argument
@taxonomy_option
@models_option
@json_option
@click.option("--audit", "with_audit", is_flag=True, help="Also look for copies, templates, shortcuts.")
def check(
    paths: tuple[Path, ...], taxonomy_path: Path | None, folder: Path, *, as_json: bool, with_audit: bool
) -> None:
    """Check labelled CSV files and count what they hold. Exit code 1 if anything must be mended.

    Example: framing check --audit datasets/*.csv
    """
    corpus = load_corpus(paths, choose_taxonomy(taxonomy_path, folder), may_replace=taxonomy_path is None)
    description = describe_corpus(corpus)
    findings = audit(corpus) if with_audit else []
    if with_audit:
        description["audit"] = {f.name: f"{f.value} (at most {f.limit})" for f in findings}
    if as_json:
        print_json(
            {**description, "faults": list(map(str, corpus.faults)), "conflicts": list(map(str, corpus.conflicts))}
        )
    else:
        print_faults(corpus)
        for name, value in description.items():
            shown = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value
            click.echo(f"{name}: {shown}")
    for finding in findings:
        if not finding.holds:
            click.echo(f"audit: {finding.name} is {finding.value}: {'; '.join(finding.examples)}", err=True)
    if corpus.faults or corpus.conflicts or not all(finding.holds for finding in findings):
        raise SystemExit(1)


def print_faults(corpus: Corpus) -> None:
    """Notes, conflicts, then every fault with its place, on standard error."""
    for note in corpus.notes:
        click.echo(f"note: {note}", err=True)
    for conflict in corpus.conflicts:
        click.echo(f"conflict: {conflict}", err=True)
    for fault in corpus.faults:
        click.echo(str(fault), err=True)
    if corpus.faults:
        click.echo(f"{len(corpus.faults)} faults", err=True)
