"""Measures stance: on a public corpus, on a target never seen in training, and on our own rows.

`python -m bench.stance [--corpora DIR] [--encoder DIR]`. Parts whose folder is absent are left out with a line.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from framing.encoder import Encoder, load_encoder
from framing.taxonomy import load_taxonomy
from training.config import Config
from training.corpus import load_corpus
from training.rows import LabelledStatement
from training.stance import fit_stance
from training.stance_figures import STANCES

DATASETS = Path("datasets")
SPLITS = 6


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("corpora"))
    parser.add_argument("--encoder", type=Path, default=Path("models/encoders/multilingual-e5-small"))
    options = parser.parse_args()
    encoder = load_encoder(options.encoder)
    folder = options.corpora / "multi-target-stance"
    if folder.is_dir():
        rows = [*read_part(folder, "train"), *read_part(folder, "dev")]
        report("multi-target-stance, train -> dev", rows, encoder)
        for target in sorted({row.target for row in rows}):
            report(f"the same without {target} in training, {target} in dev", leave_out(rows, target), encoder)
    else:
        print(f"{folder} is not there: multi-target-stance is left out")
    files = sorted(DATASETS.glob("stance-*.csv"))
    if files:
        rows = load_corpus(files, load_taxonomy(DATASETS / "taxonomy.toml")).rows
        report("own rows, test part", rows, encoder)
        report_splits(rows, encoder)
    else:
        print(f"no {DATASETS}/stance-*.csv: own rows are left out")


def read_part(folder: Path, name: str) -> Iterator[LabelledStatement]:
    """The rows of a part of the public corpus; its dev part is tested on, nothing else."""
    corpus = load_corpus([folder / f"{name}.csv"], load_taxonomy(DATASETS / "taxonomy.toml"), keep_repeated=True)
    return (replace(row, part="test" if name == "dev" else "train") for row in corpus.rows)


def leave_out(rows: Sequence[LabelledStatement], target: str) -> list[LabelledStatement]:
    """Rows of other targets to learn from, rows of this one to test on."""
    return [row for row in rows if (row.target == target) == (row.part == "test")]


def report(title: str, rows: Sequence[LabelledStatement], encoder: Encoder) -> None:
    """Fit, test, and print a table."""
    fitted = fit_stance(rows, encoder, Config(), lambda _stage, _done, _total: None)
    print(f"\n{title}")
    if fitted is None:
        print("  too few rows")
        return
    print(f"  rows: {', '.join(f'{part} {count}' for part, count in fitted.parts.items())}")
    print(f"  {'':14}{'macro F1':>10}{'mean F1':>10}" + "".join(f"{name:>10}" for name in STANCES) + f"{'ECE':>10}")
    for name, figures in [*fitted.figures.items(), *fitted.baselines.items()]:
        print_line(name, figures)
    languages = list(fitted.figures.values())[-1]["languages"]
    if len(languages) > 1:
        for language, figures in languages.items():
            print_line(f"{language} ({figures['n']})", figures)


def report_splits(rows: Sequence[LabelledStatement], encoder: Encoder) -> None:
    """Mean and spread over several splits: one test part of some 700 rows is off by .02 as often as not."""
    figures = []
    for seed in range(SPLITS):
        fitted = fit_stance(rows, encoder, Config(seed=seed), lambda _stage, _done, _total: None)
        if fitted:
            figures.append(fitted.figures["full"])
    print(f"\nown rows, full mode, mean (standard deviation) of {len(figures)} splits")
    for key in ("macro_f1", "mean_f1", "calibration_error"):
        values = [entry[key] for entry in figures]
        print(f"  {key:18}{np.mean(values):6.3f} ({np.std(values):.3f})")


def print_line(name: str, figures: Mapping[str, Any]) -> None:
    """One row of the table."""
    error = figures.get("calibration_error")
    shown = f"{error:10.3f}" if error is not None else f"{'':>10}"
    stances = "".join(f"{figures['stances'][stance]['f1']:10.3f}" for stance in STANCES)
    print(f"  {name:14}{figures['macro_f1']:10.3f}{figures['mean_f1']:10.3f}{stances}{shown}")


if __name__ == "__main__":
    main()
