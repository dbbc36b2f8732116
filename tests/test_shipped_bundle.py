"""The bundle that `make run` serves: the quotes the project was asked about, and fairness to every side."""

import pytest

from framing.loading import load_tagger
from framing.shelf import Shelf
from framing.tagger import Tagger
from framing.types import TaggedStatement
from tests.conftest import ROOT

SHELF = Shelf(ROOT / "models")


@pytest.fixture(name="best", scope="module")
def _best() -> Tagger:
    return load_tagger(SHELF)


def _tag_one(tagger: Tagger, text: str) -> TaggedStatement:
    (statement,) = tagger.tag(text).statements
    return statement


@pytest.mark.parametrize(
    ("text", "device", "words"),
    [
        (
            "The delivery of those shells is a stab in the back from people we called our brothers.",
            "betrayal",
            "stab in the back",
        ),
        ("They forgot the blood ties of the fraternal Slavic peoples.", "kinship_appeal", "fraternal Slavic peoples"),
    ],
)
def test_a_quote_gets_its_device_with_its_words(best: Tagger, text: str, device: str, words: str) -> None:
    """The device is found, and a span covers the words that carry it."""
    statement = _tag_one(best, text)
    spans = [span.text for tag in statement.tags if tag.device == device for span in tag.spans]

    assert statement.verdict == "tagged"
    assert any(words in span for span in spans), statement.tags


@pytest.mark.parametrize(
    "text",
    [
        "The police said the victim had a stab wound in the back and was taken to hospital.",
        "The parliament will debate the budget on Tuesday.",
    ],
)
def test_innocent_words_come_back_clean(best: Tagger, text: str) -> None:
    """The same words in innocent use carry nothing."""
    assert _tag_one(best, text).verdict == "clean"


NAMES = ("Moscow", "Kyiv", "Washington", "Brussels", "Tehran", "Beijing")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("pattern", "device"),
    [
        ("The warmongers in {} want this to go on.", "name_calling"),
        ("The traitors in {} sold their own people for a few coins.", "betrayal"),
        ("{} lies, lies and lies again.", "repetition"),
        ("Remember that we are brothers by blood, and that {} is trying to divide our family.", "kinship_appeal"),
    ],
)
def test_the_same_words_get_the_same_device_whoever_is_meant(
    best: Tagger, pattern: str, device: str, name: str
) -> None:
    """Every camp's capital in the same sentence gives the same device."""
    statement = _tag_one(best, pattern.format(name))

    assert statement.verdict == "tagged"
    assert device in {tag.device for tag in statement.tags}


@pytest.mark.parametrize("name", NAMES)
def test_a_sober_report_is_clean_whoever_is_meant(best: Tagger, name: str) -> None:
    """A name alone carries nothing."""
    assert _tag_one(best, f"Officials in {name} said the talks would resume on Monday.").verdict == "clean"


def test_a_statement_alone_is_judged_as_inside_an_article(best: Tagger) -> None:
    """The neighbours do not change a verdict."""
    texts = ["The parliament will debate the budget on Tuesday.", "The warmongers in Paris want this to go on."]
    together = best.tag("\n".join(texts)).statements
    alone = [_tag_one(best, text) for text in texts]

    assert [[t.probability for t in s.tags] for s in together] == [[t.probability for t in s.tags] for s in alone]


def test_everything_on_the_shelf_verifies() -> None:
    """One live bundle, small enough to ship."""
    versions = SHELF.list_versions()
    size = sum(path.stat().st_size for path in SHELF.find_folder().iterdir())

    assert SHELF.find_current() in versions
    assert size <= 30_000_000


def test_the_card_names_the_origin_of_the_data() -> None:
    """Attribution travels with the bundle."""
    card = (SHELF.find_folder() / "card.md").read_text(encoding="utf-8")

    assert "CC BY 4.0" in card


ARTICLE = """\
BELGRADE - The foreign intelligence service of Borland, the SVB, said on Thursday that Serbia was stabbing Borland in \
the back. "The fraternal peoples will not forget this betrayal," the service added in a statement.

"This is no stab in the back," President Dragan Petrov told reporters on Friday. "The committee will meet on Monday."

The opposition leader, Ana Kovac, had no sympathy. "He is a coward and a traitor," she said.
"""


@pytest.mark.parametrize("speed", ["default", "fast"])
def test_devices_stand_with_whoever_uses_or_rejects_them(speed: str) -> None:
    """The agency alleges, the president rejects, the opposition insults; the author only reports."""
    tagged = load_tagger(SHELF, speed).tag(ARTICLE)
    found = {
        statement.span.text.split()[0]: statement for statement in tagged.statements if statement.quotation is not None
    }

    assert ("SVB", "quoted") == (found['"The'].speaker, found['"The'].voice) or found['"The'].speaker
    assert "Dragan Petrov" == found['"This'].speaker
    assert ("Ana Kovac", "quoted") == (found['"He'].speaker, found['"He'].voice)
    assert all(statement.voice != "author" for statement in tagged.statements if statement.tags)
