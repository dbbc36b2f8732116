"""Figures -> lines of Markdown tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def print_row(cells: Sequence[str]) -> None:
    """A line of a Markdown table."""
    click.echo(f"| {' | '.join(cells)} |")


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A whole table; a row is printed as soon as it is known."""
    print_row(header)
    print_row(["---"] * len(header))
    for row in rows:
        print_row(row)


def render_number(value: float) -> str:
    """Three digits that count at most, thousands with a comma, no exponents; nothing is a plain 0."""
    if value >= 100 or not value:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"
