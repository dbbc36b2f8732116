"""What a denial denies, and how it reads when it is taken back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.types import Span
from framing.voice import affirm, is_disowned


@pytest.mark.parametrize(
    ("language", "text", "said", "denied"),
    [
        ("en", "This is no stab in the back, she said.", "This is a stab in the back, she said.", "stab in the back"),
        ("en", "It isn't a stab in the back.", "It is a stab in the back.", " a stab in the back"),
        ("en", "There is no hidden hand behind it.", "There is a hidden hand behind it.", "hidden hand behind it"),
        ("en", "We have never sold out our friends.", "We have sold out our friends.", "sold out our friends"),
        ("en", "Nobody stabbed anybody in the back.", "somebody stabbed anybody in the back.", None),
        ("ru", "Это не удар в спину, сказал он.", "Это удар в спину, сказал он.", "удар в спину"),
        ("sr", "Ovo nije nož u leđa.", "Ovo je nož u leđa.", " nož u leđa"),
        ("pl", "To nie jest cios w plecy.", "To jest cios w plecy.", "jest cios w plecy"),
    ],
)
def test_a_denial_is_taken_back(language: str, text: str, said: str, denied: str | None) -> None:
    """The affirmed reading says what the statement denies, and the scope holds just the denied words."""
    readings = {reading.text: text[slice(*reading.scope)] for reading in affirm(text, language)}

    assert said in readings
    if denied is not None:
        assert denied == readings[said]


def test_what_is_said_instead_is_not_denied() -> None:
    """The scope ends at "but"."""
    text = "They are not a government but a gang of thieves."
    (reading,) = affirm(text, "en")

    assert "a government" == text[slice(*reading.scope)]


def test_words_outside_the_denial_are_not_located() -> None:
    """Evidence before the denial was said, not denied."""
    text = "Traitors, all of them, but this is no betrayal"
    (reading,) = affirm(text, "en")

    assert reading.locate(Span(0, 8, "Traitors")) is None


def test_without_a_denial_there_is_nothing_to_take_back() -> None:
    """Most statements are read once."""
    assert affirm("The parliament will debate the budget on Tuesday.", "en") == ()
    assert affirm("Qui n'est pas avec nous est contre nous.", "fr") == ()


@given(st.text(max_size=80), st.sampled_from(["en", "ru", "uk", "bg", "pl", "sr", "und"]))
def test_places_in_what_was_denied_hold_the_same_words(text: str, language: str) -> None:
    """A span of the affirmed reading inside the scope maps to the same words of the original."""
    for reading in affirm(f"It is not {text}", language):
        for start in range(len(reading.text)):
            place = reading.locate(Span(start, start + 1, reading.text[start]))
            if place:
                assert f"It is not {text}"[slice(*place)] == reading.text[start]


@pytest.mark.parametrize(("cue", "disowned"), [("denied", True), ("rejected", True), ("said", False), ("отверг", True)])
def test_a_reporting_word_may_disown(cue: str, disowned: bool) -> None:  # noqa: FBT001
    """Who denies that something is so does not say that it is."""
    assert is_disowned(Span(0, len(cue), cue)) is disowned
    assert not is_disowned(None)


def test_only_the_first_denials_of_a_statement_are_taken_back() -> None:
    """Each is one more reading; a text of nothing but denials must not keep a worker busy."""
    assert 4 == len(affirm("It is not so, " * 50, "en"))
    assert () == affirm("It is not so, " * 5000, "en")


@pytest.mark.parametrize("blank", [" ", "\n", "\u00a0", "  "])
@pytest.mark.parametrize(
    ("language", "text"),
    [
        *[("en", text) for text in ("It ISN'T so.", "They weren’t here.", "It is NO war.", "This is Hardly so.")],
        *[("en", text) for text in ("They did Not know.", "NOBODY wins.", "“Never again.”")],
        *[("ru", text) for text in ("Это НЕ так.", "Никакой войны.")],
        *[("uk", text) for text in ("Це НЕ так.", "Жоден солдат.")],
        *[("sr", text) for text in ("To Nije rat.", "Oni NİSU tu.", "То Није рат.", "Нису ту.", "Ne zna.", "Не зна.")],
        ("bg", "Това Не е война."),
        ("pl", "To NIE wojna."),
    ],
)
def test_a_denial_is_heard_in_any_letters_and_between_any_blanks(language: str, text: str, blank: str) -> None:
    """The quick look for a denying word misses none that its pattern finds."""
    assert affirm(text.replace(" ", blank), language)
