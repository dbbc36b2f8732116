"""Tables, gibberish and code samples that `bench.unusual` asks for; none of it made the tables it measures."""

import base64
import string
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

_NAMES = (
    "Arsenal", "Legia Warszawa", "Динамо", "Partizan", "Novak Djokovic", "Молоко 2,5%", "Хлеб", "Eggs", "Sofia",
    "Warsaw", "Apples, red", "Tea", "Kowalski Jan", "GDP", "Инфлация", "Ціна", "Цена за кг",
)  # fmt: skip
_ROWS = (["qwertyuiop", "asdfghjkl", "zxcvbnm"], ["йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"])
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"

_SAMPLES = Path(__file__).with_name("code_samples.txt")


def read_samples() -> list[str]:
    """Code, markup, settings and logs in twenty languages, written for this."""
    return _SAMPLES.read_text(encoding="utf-8").removesuffix("\n").split("\n%%\n")


def make_tables(random: Random) -> Iterator[tuple[str, list[str]]]:
    """Tables by the way their columns are parted."""
    ways = {
        "commas": ",".join,
        "tabs": "\t".join,
        "bars": lambda row: f"| {' | '.join(row)} |",
        "fixed width": lambda row: row[0].ljust(18) + "".join(cell.rjust(8) for cell in row[1:]),
        "semicolons": ";".join,
    }
    for name, join in ways.items():
        yield f"tables: {name}", ["\n".join(map(join, _make_rows(random))) for _ in range(100)]
    yield "tables: results", ["\n".join(_make_result(random) for _ in range(random.randint(2, 6))) for _ in range(100)]
    yield "tables: prices", ["\n".join(_make_price(random) for _ in range(random.randint(2, 6))) for _ in range(100)]
    yield "tables: numbers", [", ".join(str(random.randint(0, 999)) for _ in range(12)) for _ in range(100)]


def _make_rows(random: Random) -> list[list[str]]:
    columns = random.randint(3, 6)
    return [[random.choice(_NAMES), *(_make_cell(random) for _ in range(columns))] for _ in range(random.randint(2, 5))]


def _make_cell(random: Random) -> str:
    ways = (
        str(random.randint(0, 99)),
        f"{random.random() * 100:.2f}",
        f"{random.randint(0, 9)}:{random.randint(0, 9)}",
    )
    return random.choice((*ways, f"{random.randint(1, 99)}%"))


def _make_result(random: Random) -> str:
    return f"{random.choice(_NAMES)} {random.randint(0, 5)}:{random.randint(0, 5)} {random.choice(_NAMES)}"


def _make_price(random: Random) -> str:
    return (
        f"{random.choice(_NAMES)} - {random.randint(10, 900)} {random.choice(['руб.', 'zł', '€', 'din', '$', 'грн'])}"
    )


def make_gibberish(statements: Sequence[str], random: Random) -> Iterator[tuple[str, list[str]]]:
    """What nobody wrote to be read."""
    for name, letters in (("Latin", string.ascii_lowercase), ("Cyrillic", _CYRILLIC)):
        for count in (1, 2, 4, 8):
            yield f"random {name} letters, words: {count}", [_mumble(letters, count, random) for _ in range(200)]
    yield "keyboard mashing", [_mash(random) for _ in range(200)]
    yield "consonants", [_mumble("bcdfghjklmnpqrstvwxz", 5, random) for _ in range(200)]
    sample = random.sample(statements, 200)
    yield (
        "letters of words shuffled",
        [" ".join("".join(random.sample(word, len(word))) for word in text.split()) for text in sample],
    )
    yield "one word over and over", [" ".join(text.split()[:1] * random.randint(12, 30)) for text in sample]
    yield "marks heaped on letters", ["".join(_heap(c, random) for c in text) for text in sample]
    yield "base64", [base64.b64encode(random.randbytes(random.randint(12, 90))).decode() for _ in range(200)]
    yield "hexadecimal", [random.randbytes(random.randint(8, 40)).hex(random.choice(" :-"), 2) for _ in range(200)]
    yield (
        "links",
        [f"https://{_mumble(string.ascii_lowercase, 1, random)}.org/?q={random.random()}" for _ in range(200)],
    )


def _mumble(letters: str, count: int, random: Random) -> str:
    return " ".join("".join(random.choice(letters) for _ in range(random.randint(4, 10))) for _ in range(count))


def _mash(random: Random) -> str:
    rows, text = random.choice(_ROWS), ""
    while len(text) < 16:
        row = random.choice(rows)
        first = random.randrange(len(row))
        text += row[first : first + random.randint(1, 5)] + random.choice(("", "", "", " "))
    return text


def _heap(character: str, random: Random) -> str:
    marks = [chr(code) for code in range(0x300, 0x370) if unicodedata.combining(chr(code))]
    return character + "".join(random.choices(marks, k=random.randint(2, 8))) if character.isalpha() else character
