"""bench.perturb."""

from random import Random

import pytest

from bench.perturb import DISGUISES, strip_diacritics, swap_names, widen

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


def test_a_name_is_swapped_for_one_of_its_kind_all_through() -> None:
    """Both mentions change alike, and parts of words stay."""
    swapped = swap_names("Serbia or Serbian? Serbia!", Random(0), {"countries": ("Serbia", "Norway")})

    assert swapped == "Norway or Serbian? Norway!"


def test_marks_and_widths_change_letters_only_in_form() -> None:
    """Stripped and widened letters stay the same letters."""
    assert strip_diacritics("zażółć йод", Random(0)) == "zazolc йод"
    assert widen("a b", Random(0)) == "ａ ｂ"
