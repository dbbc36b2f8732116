"""Measures how hard the shipped bundle is to fool, on the test part of its own corpus.

`python -m bench.robustness [--speed default|fast] [--rows N] [--seed N]`. Each disguise is judged on the statements it
changes, against the same statements undisguised; languages are found in the text as it stands, as for a caller who
names none. N rows of the test part are drawn by the seed; 0 takes all. "other plain" is the share of
these statements that normalisation does not bring back to their plain form, "as clean" the share with unchanged tags.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from bench.names import SWAPS
from bench.perturb import DISGUISES
from framing.language import find_language
from framing.loading import load_tagger
from framing.normalise import normalise
from framing.shelf import Shelf
from framing.tagger import Tagger, TagOptions
from framing.taxonomy import load_taxonomy
from training.corpus import Corpus, load_corpus
from training.labels import build_targets
from training.rows import LabelledStatement
from training.split import split_rows

DATASETS = Path("datasets")
NEUTRAL = {
    "en": ("The meeting starts at nine in the town hall.", "Bus 14 stops at the library.", "Rain is forecast tonight."),
    "ru": ("Заседание начнётся в девять утра.", "Автобус останавливается у библиотеки.", "Вечером возможен дождь."),
    "uk": ("Засідання почнеться о дев'ятій ранку.", "Автобус зупиняється біля бібліотеки.", "Увечері можливий дощ."),
    "bg": ("Заседанието започва в девет часа.", "Автобусът спира до библиотеката.", "Довечера се очаква дъжд."),
    "pl": (
        "Zebranie zaczyna się o dziewiątej.",
        "Autobus staje przy bibliotece.",
        "Wieczorem spodziewany jest deszcz.",
    ),
    "sr": ("Sastanak počinje u devet sati.", "Autobus staje kod biblioteke.", "Večeras se očekuje kiša."),
}
NEUTRAL_CYRILLIC_SERBIAN = (
    "Састанак почиње у девет сати.",
    "Аутобус стаје код библиотеке.",
    "Вечерас се очекује киша.",
)


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speed", choices=("default", "fast"), default="default")
    parser.add_argument("--rows", type=int, default=800)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    tagger = load_tagger(Shelf(Path("models")), options.speed)
    part = remake_test_part(tagger)
    rows = list(range(len(part.rows)))
    chosen = sorted(Random(options.seed).sample(rows, min(options.rows or len(rows), len(rows))))
    corpus = replace(part, rows=tuple(part.rows[i] for i in chosen), sets=tuple(part.sets[i] for i in chosen))
    print(f"bundle {tagger.bundle.version}, {tagger.mode_name} mode, {len(chosen)} rows of the test part")
    report_disguises(tagger, corpus, options.seed)
    report_names(tagger, part.rows, options.seed)
    report_padding(tagger, corpus.rows)


def remake_test_part(tagger: Tagger) -> Corpus:
    """The rows that training kept for testing; says so if they are not as many as it had."""
    corpus = load_corpus(sorted(DATASETS.glob("statements-*.csv")), load_taxonomy(DATASETS / "taxonomy.toml"))
    manifest = tagger.bundle.manifest
    targets = build_targets(corpus.rows, corpus.sets, corpus.taxonomy.ids, corpus.taxonomy)
    parts = split_rows(corpus.rows, targets, manifest["config"]["split"], int(manifest["seed"]))
    wanted = manifest["corpus"]["parts"]["test"]
    if len(parts["test"]) != wanted:
        print(f"note: {len(parts['test'])} test rows, but the bundle was tested on {wanted}; some may have been seen")
    kept = parts["test"].tolist()
    return replace(corpus, rows=tuple(corpus.rows[i] for i in kept), sets=tuple(corpus.sets[i] for i in kept))


@dataclass(frozen=True, slots=True)
class Scorer:
    """Tags by plain text and language; what normalises alike is scored once."""

    tagger: Tagger
    seen: dict[tuple[str, str], NDArray[np.bool_]] = field(default_factory=dict)

    def find_tags(self, texts: Sequence[str]) -> NDArray[np.bool_]:
        """Tags (n, devices); a text whose language is not supported has none."""
        supported = tuple(self.tagger.bundle.manifest["languages"])
        languages = [find_language(text, supported) for text in texts]
        keys = [(normalise(text).text, language.code) for text, language in zip(texts, languages, strict=True)]
        fresh = list(dict.fromkeys(key for key in keys if key not in self.seen))
        if fresh:
            found = self.tagger.find_probabilities([plain for plain, _ in fresh], [code for _, code in fresh])
            self.seen.update(zip(fresh, found[:, :-1] >= self.tagger.mode.thresholds, strict=True))
        told = np.array([language.supported for language in languages])
        return np.asarray(np.stack([self.seen[key] for key in keys]) & told[:, None])


def report_disguises(tagger: Tagger, corpus: Corpus, seed: int) -> None:
    """Print a line per disguise."""
    scorer = Scorer(tagger)
    texts = [row.text for row in corpus.rows]
    targets = build_targets(corpus.rows, corpus.sets, tagger.bundle.model.devices, corpus.taxonomy)[:, :-1] == 1
    clean = scorer.find_tags(texts)
    print(f"micro F1 on the sample {find_f1(clean, targets):.3f}\n")
    heads = f"{'clean F1':>10}{'F1':>8}{'kept':>8}{'goal':>7}{'other plain':>13}{'as clean':>10}"
    print(f"{'disguise':34}{'changed':>8}{heads}")
    for name, (perturb, goal) in DISGUISES.items():
        random = Random(f"{seed}:{name}")
        disguised = [perturb(text, random) for text in texts]
        changed = np.array([i for i, text in enumerate(texts) if disguised[i] != text], dtype=np.int64)
        if not len(changed):
            continue
        found = scorer.find_tags([disguised[i] for i in changed])
        before, after = find_f1(clean[changed], targets[changed]), find_f1(found, targets[changed])
        shown = f"{goal:7.0%}" if goal else f"{'':>7}"
        plain = np.mean([normalise(disguised[i]).text != normalise(texts[i]).text for i in changed])
        same = (found == clean[changed]).all(axis=1).mean()
        print(
            f"{name:34}{len(changed):8}{before:10.3f}{after:8.3f}{after / before:8.1%}{shown}{plain:13.1%}{same:10.1%}",
            flush=True,
        )


def find_f1(tags: NDArray[np.bool_], targets: NDArray[np.bool_]) -> float:
    """Micro F1."""
    return float(2 * (tags & targets).sum() / max(1, tags.sum() + targets.sum()))


def report_names(tagger: Tagger, rows: Sequence[LabelledStatement], seed: int) -> None:
    """Print the share of all English test statements that keep verdict and devices when their names are swapped."""
    print(f"\n{'names swapped':16}{'statements':>12}{'verdict kept':>14}{'and devices':>13}   goal 97%")
    english = [row.text for row in rows if row.language == "en"]
    for name, swap in SWAPS.items():
        random = Random(seed)
        pairs = [(text, swapped) for text in english if (swapped := swap(text, random)) != text]
        both = [tuple(_summarise(tagger, text, "en") for text in pair) for pair in pairs]
        if both:
            verdicts = np.mean([one[0] == other[0] for one, other in both])
            everything = np.mean([one == other for one, other in both])
            print(f"{name:16}{len(both):12}{verdicts:14.1%}{everything:13.1%}", flush=True)


def _summarise(tagger: Tagger, text: str, language: str) -> tuple[list[str], set[str]]:
    statements = tagger.tag(text, TagOptions(language=language)).statements
    return [s.verdict for s in statements], {tag.device for s in statements for tag in s.tags}


def report_padding(tagger: Tagger, rows: Sequence[LabelledStatement]) -> None:
    """Print the share of tagged statements whose devices are still found among neutral sentences."""
    found = devices = count = 0
    for row in rows:
        alone = _summarise(tagger, row.text, row.language)[1]
        if not alone:
            continue
        around = " ".join(_choose_neutral(row))
        inside = _summarise(tagger, f"{around}\n\n{row.text}\n\n{around}", row.language)[1]
        count += 1
        found += alone <= inside
        devices += bool(alone & inside)
    if count:
        shares = f"all devices found {found / count:.1%}, one at least {devices / count:.1%}"
        print(f"neutral sentences around {count} tagged statements: {shares} (goal 100%)")


def _choose_neutral(row: LabelledStatement) -> tuple[str, ...]:
    cyrillic: Mapping[str, tuple[str, ...]] = {"sr": NEUTRAL_CYRILLIC_SERBIAN}
    table = cyrillic if row.language == "sr" and any("Ѐ" <= c <= "ӿ" for c in row.text) else NEUTRAL
    return table.get(row.language, NEUTRAL["en"])


if __name__ == "__main__":
    main()
