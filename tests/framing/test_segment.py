"""framing.segment."""

import pytest

from framing.segment import split_statements


@pytest.mark.parametrize(
    ("language", "statements"),
    [
        ("en", ["Dr. Smith met the U.S. envoy at 5 p.m. on Jan. 3.", "They talked."]),
        ("en", ['"It is over," he said.', "Nobody clapped."]),
        ("en", ["The price rose 3.5 percent, e.g. in St. Petersburg.", "No comment came"]),
        ("en", ["What?!", "No...", "Yes."]),
        ("ru", ["Г-н Иванов приехал в 10 ч. утра.", "Он сказал: «Это удар в спину».", "Потом уехал"]),
        ("uk", ["Про це повідомив міністр.", "Втрат немає."]),
        ("sr", ["То је све.", "Видимо се сутра."]),
        ("zh", ["她说。", "我们走了！"]),
    ],
    ids=["abbreviations", "quotation", "figures", "marks", "russian", "ukrainian", "serbian", "chinese"],
)
def test_sentences_are_told_apart(language: str, statements: list[str]) -> None:
    """Sentence ends are found; abbreviations, figures and quotations do not end one."""
    joiner = "" if language == "zh" else " "

    assert [span.text for span in split_statements(joiner.join(statements), language)] == statements


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("Minister resigns\n\nThe minister left on Monday", ["Minister resigns", "The minister left on Monday"]),
        ("We want:\n1. Water\n2. Roads\n- and schools", ["We want:", "1. Water", "2. Roads", "- and schools"]),
        ("NO MORE LIES\nVOTE NO", ["NO MORE LIES", "VOTE NO"]),
        ("First line.\r\nSecond line.", ["First line.", "Second line."]),
        (
            "The committee that was to meet on the first of the month\nmet a week later because of the weather.",
            ["The committee that was to meet on the first of the month\nmet a week later because of the weather."],
        ),
        ("Well done 👏👏 !!!", ["Well done 👏👏 !!!"]),
        ("   \n\t ", []),
        ("...", ["..."]),
    ],
    ids=["headline", "list", "capitals", "crlf", "hard wrap", "emoji", "white space", "marks only"],
)
def test_line_structure_is_respected(text: str, statements: list[str]) -> None:
    """Headlines, list items and short lines stand alone; a hard-wrapped line goes on."""
    assert [span.text for span in split_statements(text, "en")] == statements
