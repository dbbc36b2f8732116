"""training.unusual."""

from pathlib import Path
from random import Random

import numpy as np

from framing.unusual import ALPHABET, load_tables
from training.postings import cut_statement, vary_statement
from training.unusual import learn_letters, learn_tables, read_statements, smooth
from training.unusual_forms import generate_forms

DATASETS = Path(__file__).parent.parent.parent / "datasets"
WORDS = ["bread", "price", "minister", "хлеб"]


def test_the_shipped_letters_are_what_the_statements_teach() -> None:
    """A few more statements change few cells by a step; after many, run `python -m training.unusual`."""
    learned = learn_letters(read_statements(DATASETS)).astype(int)
    difference = np.abs(learned - load_tables().letters)

    assert (difference > 1).mean() < 0.05


def test_the_same_statements_give_the_same_tables() -> None:
    """The seed fixes what is generated, and nothing else is drawn."""
    few = {language: texts[:60] for language, texts in read_statements(DATASETS).items()}
    first, second = learn_tables(few), learn_tables(few)

    assert all((first[name] == second[name]).all() for name in ("form", "letters"))
    assert first["form"].any()


def test_smoothed_counts_are_probabilities() -> None:
    """For any two letters, the third is some letter."""
    counts = np.zeros((3, 3, 3))
    counts[0, 1, 2] = 4

    assert np.allclose(1, np.exp(smooth(counts)).sum(axis=-1))
    assert smooth(counts)[0, 1, 2] > smooth(counts)[0, 1, 0]


def test_letters_seen_together_speak_for_text() -> None:
    """What is never seen speaks against it."""
    size = len(ALPHABET)
    table = learn_letters({"en": ["the them then there"]}).reshape(size, size, size)
    t, h, e, q = (ALPHABET.index(letter) for letter in "theq")

    assert table[t, h, e] > 0 > table[t, h, q]


def test_generated_forms_and_posts_follow_the_seed() -> None:
    """Another seed gives others."""
    assert generate_forms(WORDS, 40, Random(1)) == generate_forms(WORDS, 40, Random(1))
    assert generate_forms(WORDS, 40, Random(1)) != generate_forms(WORDS, 40, Random(2))
    for change in (vary_statement, cut_statement):
        assert change("They sold us.", Random(5)) == change("They sold us.", Random(5))
