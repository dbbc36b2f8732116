"""framing.tongues."""

import pytest

from framing.tongues import guess_tongue


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("it was not the end of it", "en"),
        ("мы не знаем что это было", "ru"),
        ("ми не знаємо що це було", "uk"),
        ("ние не знаем какво е това", "bg"),
        ("ми не знамо шта је то", "sr"),
        ("mi ne znamo šta je to", "sr-Latn"),
        ("my nie wiemy co to jest", "pl"),
        ("xyz", None),
        ("", None),
    ],
)
def test_small_words_and_letters_give_a_language_away(text: str, language: str | None) -> None:
    """A few common words are enough; none give no language."""
    assert language == guess_tongue(text.split())


def test_equals_are_no_answer() -> None:
    """A word of several languages speaks for none."""
    assert guess_tongue(["и"]) is None
