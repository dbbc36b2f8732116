"""framing.language."""

import pytest

from framing.language import find_language, known_languages

SUPPORTED = ("bg", "en", "pl", "ru", "sr", "uk")


@pytest.mark.parametrize(
    ("text", "code", "supported"),
    [
        ("They sold us.", "en", True),
        ("Это удар в спину.", "ru", True),
        ("Це удар у спину від тих, кого ми називали братами.", "uk", True),
        ("Ово је нож у леђа српском народу.", "sr", True),
        ("Ovo je nož u leđa srpskom narodu.", "sr", True),
        ("To jest zdrada narodu i nikt tego nie zapomni.", "pl", True),
        ("Това е предателство към българския народ.", "bg", True),
        ("Das ist ein Dolchstoß in den Rücken der Nation.", "de", False),
        ("Se trata de una traición contra todos los trabajadores del país.", "es", False),
        ("Predsednik vlade je včeraj povedal, da bo zakon sprejet šele prihodnje leto.", "sl", False),
        ("Претседателот вчера изјави дека законот ќе биде донесен дури следната година.", "mk", False),
        ("Прэзідэнт учора заявіў, што закон будзе прыняты толькі ў наступным годзе.", "be", False),
        ("これは裏切りです。", "ja", False),
        ("12345 !!!", "und", False),
    ],
)
def test_languages_are_told_apart(text: str, code: str, supported: bool) -> None:  # noqa: FBT001
    """Supported languages are recognised from one sentence, others are not taken for them."""
    language = find_language(text, SUPPORTED)

    assert (language.code, language.supported) == (code, supported)


def test_known_languages_are_sorted_codes() -> None:
    """The list of what a client may ask for is stable."""
    assert list(known_languages()) == sorted(set(known_languages()))
    assert set(SUPPORTED) <= set(known_languages())


def test_lone_surrogates_do_no_harm() -> None:
    """Any text has an answer."""
    assert find_language("\ud800 hello there my friend", SUPPORTED).code == "en"
