"""A statement -> the same one as people post it: with tags, accounts, pictures, figures, many marks; or cut short.

What running text may look like, for `training.unusual`. Every change takes words and a seeded generator.
"""

from collections.abc import Callable, Sequence
from random import Random

from training.unusual_forms import fill_form

Change = Callable[[list[str], Random], list[str]]

_PICTURES = ("😀", "😂🤣", "🔥", "⚡️", "❗️", "🇺🇦", "➖➖➖", "👉", "❤️", "✅", "‼️", "🤡", "1️⃣")
_TAILS = (
    "!!!",
    "?!",
    "...",
    "…",
    ")))",
    "(((",
    " :)",
    " ;)",
    ":(",
    " xD",
    " <3",
    " -",
    " /",
    " **",
    "*",
    "~",
    ";",
    ";",
    ",",
)
_PAIRS = ("**", "****", "__", "[]", "()", '""', "«»", "<>", "''", "“”")
_HEADS = ("- ", "• ", "— ", "* ", "1) ", "2. ", "> ", "| ", ">> ", "▪️\n", "✅\n", "📌 ")
_BETWEEN = ("|", "—", "-", "/", "•", "·", "||", "//", ":", "\n")
# In the signs of `training.unusual_forms`: what stands among words and is read by people.
_FIGURES = (
    *[
        "D%",
        "$D",
        "D.D.D",
        "D:D",
        "D-D",
        "D/D",
        "№D",
        "(D)",
        "D,D",
        "D.D",
        "#D",
        "€D",
        "D-W",
        "W-D",
        "2W",
        "+D",
        "W/W",
        "[W]",
        "W:",
        "(W/W)",
        "W.W",
        "W—W",
        "$$",
        "$$$",
        "W&W",
        "W+W",
        "W2W",
        "w/W",
    ],
    *[
        "W,W",
        "W;W",
        "+D-D-D-D",
        "D-D-D",
        "-D-",
        "D,D,D",
        "$5M",
        "2W/W",
        "W/W/W",
        "W^D",
        "W(W)",
        "(W",
        "W)",
        "W--",
        "W's",
        "~D",
        "<W>",
        "W@W",
        "W$W",
        "W*W",
    ],
    "(W. D)",
    "W & W",
    "W + W",
    "W = W",
    "W -> W",
    "W – D:",
    "W D, W D,",
    "W D; W – D; W – D",
    "D: W",
    "W: D,D",
    "D x D",
    "D – D",
    "D + D = D",
    "W %",
)
_EDGES = ".,;:!?#@\"'()"


def vary_statement(text: str, random: Random) -> str:
    """A statement with up to three changes."""
    words = text.split() or ["ok"]
    for _ in range(random.choice((1, 2, 3))):
        words = random.choice(_CHANGES)(words, random)
    return " ".join(words)


def cut_statement(text: str, random: Random) -> str:
    """One to four words of a statement, as they stand in a list, a heading or a cry."""
    words = text.split() or ["ok"]
    first = random.randrange(len(words))
    cut = " ".join(words[first : first + random.choice((1, 1, 1, 2, 2, 3, 4))]).strip(_EDGES)
    return (
        random.choice(("", "", "#", "- ", "@")) + cut + random.choice(("", "", ".", "!", "?", ":", ",", "...", "!!!"))
    )


def _pick(words: Sequence[str], random: Random) -> str:
    return random.choice(words).strip(_EDGES)


def _mark_words(words: list[str], random: Random) -> list[str]:
    share, mark = random.choice((0.1, 0.3, 1.0)), random.choice("#@#")
    return [mark + word.strip(_EDGES) if random.random() < share else word for word in words]


def _append_tags(words: list[str], random: Random) -> list[str]:
    count = random.choice((1, 2, 4, 8))
    return words + [f"#{_pick(words, random)}{random.choice(('', '2016'))}" for _ in range(count)]


def _address(words: list[str], random: Random) -> list[str]:
    head, tail = random.choice(("@", "RT @", ".@", "@user_")), random.choice(("", ":", "_1"))
    return [f"{head}{_pick(words, random)}{tail}", *words]


def _name_speaker(words: list[str], random: Random) -> list[str]:
    name = " ".join(_pick(words, random) for _ in range(random.choice((1, 2, 2, 3))))
    party = " ".join(_pick(words, random) for _ in range(random.choice((1, 1, 2, 3))))
    forms = (f"{name} ({party}):", f"{name} ({party}, {party}):", f"{name}:", f"{name} / {party}:", f"[{name}]:")
    return [random.choice(forms), *words[: random.choice((1, 2, 99))]]


def _insert_pictures(words: list[str], random: Random) -> list[str]:
    return _insert(words, [random.choice(_PICTURES) for _ in range(random.choice((1, 2, 4)))], random)


def _insert_figures(words: list[str], random: Random) -> list[str]:
    plain = [word for word in words if word.isalpha()] or ["ok"]
    forms = [random.choice(_FIGURES) for _ in range(random.choice((1, 2, 3)))]
    return _insert(words, [fill_form(form, plain, random) for form in forms], random)


def _insert(words: list[str], others: Sequence[str], random: Random) -> list[str]:
    found = list(words)
    for other in others:
        found.insert(random.randrange(len(found) + 1), other)
    return found


def _end_loudly(words: list[str], random: Random) -> list[str]:
    return [*words[:-1], words[-1] + random.choice(_TAILS)]


def _break_lines(words: list[str], random: Random) -> list[str]:
    share = random.choice((0.05, 0.2))
    return [word + random.choice(("\n", "\n\n")) if random.random() < share else word for word in words]


def _enclose(words: list[str], random: Random) -> list[str]:
    pair = random.choice(_PAIRS)
    opening, closing = pair[: len(pair) // 2], pair[len(pair) // 2 :]
    first = random.randrange(len(words))
    last = random.randrange(first, len(words))
    found = list(words)
    found[first] = opening + found[first]
    found[last] += closing
    return found


def _open_item(words: list[str], random: Random) -> list[str]:
    return [random.choice(_HEADS) + words[0], *words[1:]]


def _squeeze(words: list[str], random: Random) -> list[str]:
    return [word + random.choice(("", "", "", " ", "..", "!", ",")) for word in words]


def _part(words: list[str], random: Random) -> list[str]:
    place = random.randrange(len(words) + 1)
    return [*words[:place], random.choice(_BETWEEN), *words[place:]]


_CHANGES: tuple[Change, ...] = (
    _mark_words,
    _append_tags,
    _address,
    _name_speaker,
    _insert_pictures,
    _insert_figures,
    _end_loudly,
    _break_lines,
    _enclose,
    _open_item,
    _squeeze,
    _part,
)
