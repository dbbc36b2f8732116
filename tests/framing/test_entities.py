"""Names in a text, and where a target asked for stands."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.entities import find_entities, group_entities
from framing.mentions import find_mentions, find_target

LANGUAGES = ("en", "ru", "uk", "bg", "sr", "pl", "und")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("But Karsten lied, and Orla Venn knew.", "en", ["Karsten", "Orla Venn"], id="people"),
        pytest.param("Karsten has lied again.", "en", ["Karsten"], id="first-word"),
        pytest.param("Nothing works. Yesterday it rained.", "en", [], id="first-words-that-are-no-names"),
        pytest.param("We thank Prime Minister Sir Alan Wray.", "en", ["Alan Wray"], id="titles-stripped"),
        pytest.param("Ask Mr. Roy or J. Harlan.", "en", ["Roy", "J. Harlan"], id="full-stop-inside"),
        pytest.param("The Ministry of Health wrote.", "en", ["Ministry of Health"], id="body"),
        pytest.param("Only the Bank of England can.", "en", ["Bank of England"], id="links"),
        pytest.param("Germany's Volkmar Tiede left.", "en", ["Germany", "Volkmar Tiede"], id="possessive"),
        pytest.param("They say NATO, the EU and the SVR.", "en", ["NATO", "EU", "SVR"], id="acronyms"),
        pytest.param("The WHO was wrong.", "en", ["WHO"], id="acronym-like-a-word"),
        pytest.param("Ask @SenRiggs #Harbour2", "en", ["@SenRiggs", "#Harbour2"], id="handles-and-tags"),
        pytest.param("I blame the Russians and the French.", "en", ["Russians", "French"], id="peoples"),
        pytest.param("A German car on a Monday in May.", "en", [], id="adjectives-and-days"),
        pytest.param("Ask the Serbian government.", "en", ["Serbian government"], id="role-with-adjective"),
        pytest.param("Blame our central bank, the police.", "en", ["central bank", "police"], id="roles"),
        pytest.param("nobody trusts nato or ukraine", "en", ["nato", "ukraine"], id="careless"),
        pytest.param("STOP THE WAR IN GAZA NOW", "en", ["GAZA"], id="shouting"),
        pytest.param("Сегодня русские вошли в Киев.", "ru", ["русские", "Киев"], id="russian"),
        pytest.param("Тоді Міністерство оборони мовчало.", "uk", ["Міністерство оборони"], id="ukrainian"),
        pytest.param("Zašto Srbi ne veruju Briselu?", "sr", ["Srbi", "Briselu"], id="serbian-latin"),
        pytest.param("Вчера Марков говори пред НАТО.", "bg", ["Марков", "НАТО"], id="bulgarian"),
        pytest.param("Wczoraj Rosjanie milczeli.", "pl", ["Rosjanie"], id="polish"),
        pytest.param("", "en", [], id="empty"),
        pytest.param("12 ... ?!", "en", [], id="no-letters"),
    ],
)
def test_entities(text: str, language: str, expected: list[str]) -> None:
    """Names are found, other capitals are not."""
    assert [span.text for span in find_entities(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        pytest.param("We trust Orla Venn.", "Orla Venn", "Orla Venn", id="exact"),
        pytest.param("we trust ORLA venn", "Orla Venn", "ORLA venn", id="case"),
        pytest.param("Venn lied.", "Orla Venn", "Venn", id="surname"),
        pytest.param("Orla lied.", "Orla Venn", "Orla", id="first-name"),
        pytest.param("They venn it.", "Orla Venn", None, id="small-word-is-no-surname"),
        pytest.param("No #OrlaVenn2030!", "Orla Venn", "OrlaVenn2030", id="tag"),
        pytest.param("Says @realOrlaVenn", "Orla Venn", "realOrlaVenn", id="handle"),
        pytest.param("The EU fell asleep.", "European Union", "EU", id="acronym"),
        pytest.param("The European Union slept.", "EU", "European Union", id="acronym-spelled-out"),
        pytest.param("The Union of Miners slept.", "European Union", None, id="kind-is-no-surname"),
        pytest.param("the government", "The government", "government", id="article"),
        pytest.param("Встреча с Сербией.", "Сербия", "Сербией", id="russian-inflected"),
        pytest.param("Поезд в Ригу.", "Рига", "Ригу", id="short-inflected"),
        pytest.param("Дякую Ользі Кравчук.", "Ольга Кравчук", "Кравчук", id="ukrainian-surname"),
        pytest.param("Nie ufam Rosji.", "Rosja", "Rosji", id="polish-inflected"),
        pytest.param("Министерством обороны", "Министерство обороны", "Министерством обороны", id="two-words"),
        pytest.param("Australia won.", "Austria", None, id="another-country"),
        pytest.param("Nothing.", "", None, id="empty-target"),
        pytest.param("Flag 🇷🇸 here", "🇷🇸", "🇷🇸", id="no-letters"),
    ],
)
def test_targets(text: str, target: str, expected: str | None) -> None:
    """A target is found however it is written."""
    found = find_target(text, target)

    assert (found.text if found else None) == expected


def test_every_mention_is_found() -> None:
    """The full name, the surname and the tag of one text."""
    text = "Orla Venn again. Venn! #Venn4ever"

    assert [span.text for span in find_mentions(text, "Orla Venn")] == ["Orla Venn", "Venn", "Venn4ever"]


def test_names_are_grouped() -> None:
    """One entry for each name, however often and however fully it is given."""
    groups = group_entities(find_entities("We know NATO. We know Orla Venn, and nato knows Venn and NATO.", "en"))

    assert {"NATO": ["NATO", "NATO"], "Orla Venn": ["Orla Venn", "Venn"]} == {
        name: [span.text for span in spans] for name, spans in groups.items()
    }


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=80), st.sampled_from(LANGUAGES))
def test_entities_of_any_text_slice_to_it(text: str, language: str) -> None:
    """In order, without overlaps, never empty, for any text, lone surrogates included."""
    last = 0
    for span in find_entities(text, language):
        assert last <= span.start < span.end
        assert text[span.start : span.end] == span.text
        last = span.end


@given(st.text(max_size=60), st.text(max_size=12))
def test_mentions_in_any_text_slice_to_it(text: str, target: str) -> None:
    """The same for a target."""
    last = 0
    for span in find_mentions(text, target):
        assert last <= span.start < span.end
        assert text[span.start : span.end] == span.text
        last = span.end


@given(st.from_regex(r"[A-Za-z]{3,8}( [A-Za-z]{3,8})?", fullmatch=True))
def test_a_text_contains_itself(target: str) -> None:
    """A target that stands in the text as asked is found."""
    assert find_target(f"x, {target}, y", target) is not None


@pytest.mark.parametrize("text", ["Aa " * 60_000, "the " * 50_000, "A" * 200_000, "of " * 60_000, "#a " * 60_000])
def test_long_texts_take_no_longer_than_their_length(text: str) -> None:
    """200,000 characters of the worst kind take seconds at most."""
    start = time.perf_counter()
    find_entities(text, "en")
    find_mentions(text, "Aa Bb")
    find_mentions(text, "A" * 100)

    assert time.perf_counter() - start < 10
