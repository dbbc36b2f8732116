"""framing.speech.speakers."""

import pytest

from framing.speech.quotation import find_quotations
from framing.speech.speakers import find_speakers


def speakers(text: str, language: str = "en") -> list[str | None]:
    """Who said each direct quotation of a text."""
    found = find_speakers(text, find_quotations(text, language), language)
    return [q.speaker and q.speaker.text for q in found if q.kind == "direct"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It is over,” said Anna Smith.", ["Anna Smith"]),
        ("“It is over,” Anna Smith said.", ["Anna Smith"]),
        ("Anna Smith said: “It is over.”", ["Anna Smith"]),
        ("“It is over,” Mr Ito, a lawyer for the firm, said.", ["Ito"]),
        ("“It is over,” said its director, Gro Hustad.", ["Gro Hustad"]),
        ("“It is over,” said rescue chief Piotr Nowak.", ["Piotr Nowak"]),
        ("“It is over,” Public Works Director Hollis Deveraux told reporters.", ["Hollis Deveraux"]),
        ("“It is over,” Anna Smith, 34, of Leeds, told the Guardian.", ["Anna Smith"]),
        ("Anna Smith, who had come from Leeds, was tired. “It is over,” she said.", ["Anna Smith"]),
        ("Anna Smith came. John Brown left. “It is over,” she said.", ["Anna Smith"]),
        ("Anna Smith came. John Brown left. “It is over,” he said.", ["John Brown"]),
        ("Anna Smith said no. “It is over,” Smith added.", ["Anna Smith"]),
        ("“It is over,” Smith said. Anna Smith left.", ["Anna Smith"]),
        ("The Ministry of Water met. “It is over,” the ministry said.", ["Ministry of Water"]),
        (
            "The Ministry of Water said in a statement it was over. “Go home,” the statement added.",
            ["Ministry of Water"],
        ),
        ("Spokeswoman Nora Lind came. “It is over,” the spokeswoman said.", ["Nora Lind"]),
        ("“It is over,” said one of them.", ["one of them"]),
        ("“We waited,” Anna Smith said, “and left.” “No more.”", ["Anna Smith"] * 3),
        ("Anna Smith rejected that. “It is over.”", ["Anna Smith"]),
        ("“He said, ‘Go,’” Anna Smith recalled. “I said, ‘No.’”", ["Anna Smith", None, "Anna Smith", "Anna Smith"]),
        ('One banner read "Islands are not cargo".', [None]),
        ("“It is over.”", [None]),
        ("“It is over,” she said.", [None]),
    ],
    ids=[
        "inverted",
        "straight",
        "colon",
        "apposition",
        "role then name",
        "role before name",
        "title",
        "age and town",
        "pronoun",
        "she of two",
        "he of two",
        "surname",
        "full name later",
        "body",
        "statement",
        "role",
        "nameless",
        "continued",
        "lead-in",
        "nested",
        "banner",
        "nobody",
        "pronoun for nobody",
    ],
)
def test_speakers_are_found_and_named_in_full(text: str, expected: list[str | None]) -> None:
    """Whoever stands by the cue is followed to the fullest name; where nobody fits, there is nobody."""
    assert speakers(text) == expected


def test_a_dialogue_alternates() -> None:
    """Bare utterances of a paragraph each go to the two who talk, by turns."""
    text = "“Wrong,” said John Brown.\n\n“Right,” said Anna Smith.\n\n“Prove it.”\n\n“Gladly.”"

    assert speakers(text) == ["John Brown", "Anna Smith", "John Brown", "Anna Smith"]


def test_an_unclosed_paragraph_goes_on_with_its_speaker() -> None:
    """A quotation continued over paragraphs keeps its speaker."""
    text = "“One,” said Anna Smith. “Two.\n\n“Three.\n\n“Four.”"

    assert speakers(text) == ["Anna Smith"] * 4


def test_three_speakers_keep_apart() -> None:
    """A pronoun means the last person it fits, a surname its own bearer."""
    text = (
        "Anna Smith said the road was shut. “Nobody told us,” she said.\n\n"
        "John Brown disagreed. “We sent letters,” he said.\n\n"
        "The council's Peter Green had no patience. “Both are late,” he said. “So is Smith,” Brown replied."
    )

    assert speakers(text) == ["Anna Smith", "John Brown", "Peter Green", "John Brown"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Пришёл Иван Петров. «Это конец», — сказал он.", ["Иван Петров"]),
        ("ru", "«Это конец», — заявила депутат Лидия Паскару.", ["Лидия Паскару"]),
        ("uk", "«Кінець», — сказав головний лікар Остап Мельничин.", ["Остап Мельничин"]),
        ("sr", "– Kraj – kaže direktor Slobodan Vitezović.", ["Slobodan Vitezović"]),
        ("pl", "Rzeczniczka, Iwona Nowak, milczała. „Koniec” – powiedziała.", ["Iwona Nowak"]),
        ("bg", "„Това е краят“, каза адвокат Надежда Кърджилова.", ["Надежда Кърджилова"]),
    ],
    ids=["ru pronoun", "ru role", "uk", "sr", "pl elided", "bg"],
)
def test_other_languages(language: str, text: str, expected: list[str]) -> None:
    """Names, roles, pronouns and left-out subjects are read in the languages with word lists."""
    assert speakers(text, language) == expected


def test_labels_name_their_speakers() -> None:
    """A label in capitals or initials is followed to the full name in the introduction."""
    text = "Brother Thaddeus Kern brews beer.\n\nTK: I taste it.\n\nAW: Why?\n\nTK: To know."

    assert speakers(text) == ["Thaddeus Kern", "Thaddeus Kern"]
