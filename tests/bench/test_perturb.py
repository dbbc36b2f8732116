"""bench.perturb."""

from random import Random

import pytest

from bench.perturb import DISGUISES, strip_diacritics, widen

TEXT = "They sold us: a “stab in the back” of Zażółć, and предатели know it — Belgrade's own."


@pytest.mark.parametrize("name", DISGUISES)
def test_a_seed_fixes_a_disguise(name: str) -> None:
    """The same seed gives the same text, and the text is changed."""
    perturb, _ = DISGUISES[name]

    assert perturb(TEXT, Random(3)) == perturb(TEXT, Random(3))
    assert any(perturb(TEXT, Random(seed)) != TEXT for seed in range(9))


@pytest.mark.parametrize("name", DISGUISES)
def test_a_text_without_letters_can_be_disguised(name: str) -> None:
    """Nothing to change is no error."""
    perturb, _ = DISGUISES[name]

    assert perturb("", Random(0)) == ""
    assert perturb("ab 1", Random(0))


def test_marks_and_widths_change_letters_only_in_form() -> None:
    """Stripped and widened letters stay the same letters."""
    assert strip_diacritics("zażółć йод", Random(0)) == "zazolc йод"
    assert widen("a b", Random(0)) == "ａ ｂ"
