"""framing.segment."""

import pytest

from framing.segment import split_statements, strip_marks
from framing.types import Span


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


def _cut(text: str, *quoted: str) -> list[str]:
    spans = [(text.index(words), text.index(words) + len(words)) for words in quoted]
    return [span.text for span in split_statements(text, "en", spans)]


def test_a_quotation_and_the_words_beside_it_are_statements_of_their_own() -> None:
    """The author's frame is told apart from what is quoted; sentences inside a quotation too."""
    text = '"We waited for a year. Then they sold us out," she said, "and nobody came to help." It rained.'
    first, second = '"We waited for a year. Then they sold us out,"', '"and nobody came to help."'
    expected = ['"We waited for a year.', 'Then they sold us out,"', "she said,", second, "It rained."]

    assert expected == _cut(text, first, second)


def test_a_few_quoted_words_do_not_cut_a_sentence() -> None:
    """A scare quote or a title belongs to its sentence."""
    assert ['The "working group" met.'] == _cut('The "working group" met.', '"working group"')


@pytest.mark.parametrize(
    ("text", "said"),
    [('"It is over,"', "It is over"), ("„Доста е“", "Доста е"), ("– Nije tačno,", "Nije tačno"), ('"?"', '"?"')],
)
def test_what_was_said_stands_without_its_marks(text: str, said: str) -> None:
    """And without the comma before the cue; a statement of marks alone stays."""
    span = strip_marks(Span(5, 5 + len(text), text))

    assert said == span.text
    assert text[span.start - 5 : span.end - 5] == span.text


def test_marks_between_a_quotation_and_its_frame_belong_to_the_quotation() -> None:
    """The frame begins with a word."""
    text = "«Нас предали и забыли о нас», – заявил депутат."
    spans = split_statements(text, "ru", [(0, text.index("»") + 1)])

    assert ["«Нас предали и забыли о нас», –", "заявил депутат."] == [span.text for span in spans]
