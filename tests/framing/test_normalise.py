"""framing.normalise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.normalise import normalise


@pytest.mark.parametrize(
    ("received", "plain"),
    [
        ("Stab in the BACK", "stab in the back"),
        ("st\u200bab", "stab"),
        ("be\u00adtrayal", "betrayal"),
        ("“quoted” — it’s…", '"quoted" - it\'s...'),
        ("ｆｕｌｌ ｗｉｄｔｈ", "full width"),
        ("a\u00a0b\tc\nd", "a b c d"),
        ("stаb", "stab"),  # a Cyrillic a among Latin letters
        ("пpедaтeли", "предатели"),  # Latin letters among Cyrillic ones
        ("Ёлка и tree", "ёлка и tree"),
        ("ﬁnal", "final"),
        ("\ud800x", "x"),
        ("", ""),
    ],
)
def test_texts_that_look_alike_become_alike(received: str, plain: str) -> None:
    """Disguise, typography and case leave no trace."""
    assert normalise(received).text == plain


@given(st.text(st.characters()))
def test_every_plain_character_knows_where_it_came_from(text: str) -> None:
    """The map has one entry per plain character, never falls, and stays inside the text."""
    result = normalise(text)

    assert len(result.origins) == len(result.text)
    assert (np.diff(result.origins) >= 0).all()
    assert all(0 <= origin < len(text) for origin in result.origins)


@given(st.text(st.characters()))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    """Plain text is plain."""
    once = normalise(normalise(text).text).text

    assert normalise(once).text == once
