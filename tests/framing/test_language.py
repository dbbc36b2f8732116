"""framing.language."""

import pytest

from framing.language import find_language, find_reasons, known_languages
from framing.types import Language

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


CODE = '#include <stdio.h>\nint main(void) {\n    printf("%d\\n", sizeof(int));\n    return 0;\n}\n'


def test_code_before_a_text_does_not_make_its_language() -> None:
    """The language is that of the running text, however far behind."""
    assert find_language(CODE * 40 + "Това е предателство към българския народ.", SUPPORTED).code == "bg"


def test_a_few_words_in_another_script_do_not_make_the_language() -> None:
    """Short Chinese weighs more bytes than long English."""
    assert find_language("They sold us out on Tuesday. 这是对人民的背叛，没有人会忘记。", SUPPORTED).code == "en"


def test_code_alone_has_no_language() -> None:
    """Nothing in it was said."""
    assert (find_language(CODE, SUPPORTED).code, find_language(CODE, SUPPORTED).supported) == ("und", False)


def test_a_statement_in_another_script_is_foreign_unless_its_language_is_supported() -> None:
    """The script of the statement decides, and the bundle's languages."""
    article = "The delegation left on Tuesday. 这是对人民的背叛，没有人会忘记。"
    statement = "这是对人民的背叛，没有人会忘记。"

    english, chinese = Language("en", supported=True), Language("zh", supported=True)
    both = [statement, "The delegation left on Tuesday."]

    assert find_reasons(article, both, english, SUPPORTED) == ["language", None]
    assert find_reasons(article, both, english, ("en", "zh")) == [None, None]
    assert find_reasons(statement, [statement], chinese, ("zh",)) == [None]
