"""framing.normalise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.disguise import may_be_disguised, undo
from framing.normalise import normalise


@pytest.mark.parametrize(
    ("received", "plain"),
    [
        ("Stab in the BACK", "stab in the back"),
        ("st\u200bab", "stab"),
        ("be\u00adtrayal", "betrayal"),
        ("“quoted” — it’s…", '"quoted" - it\'s...'),
        ("ｆｕｌｌ ｗｉｄｔｈ", "full width"),
        ("a\u00a0b\tc\nd", "a b c d"),
        ("stаb", "stab"),  # a Cyrillic a among Latin letters
        ("пpедaтeли", "предатели"),  # Latin letters among Cyrillic ones
        ("Ёлка и tree", "ёлка и tree"),
        ("ﬁnal", "final"),
        ("\ud800x", "x"),
        ("", ""),
    ],
)
def test_texts_that_look_alike_become_alike(received: str, plain: str) -> None:
    """Disguise, typography and case leave no trace."""
    assert normalise(received).text == plain


@pytest.mark.parametrize(
    ("received", "plain"),
    [
        pytest.param("а ѕtаb in thе bасk", "a stab in the back", id="cyrillic letters in latin words"),
        pytest.param("a βεtrαyal of trust", "a betrayal of trust", id="greek letters"),
        pytest.param("ΝΑΤΟ is the enemy", "nato is the enemy", id="a word all in greek capitals"),
        pytest.param("они xopoшo знают", "они хорошо знают", id="latin letters in a cyrillic word"),
        pytest.param("this is their соре again", "this is their cope again", id="a word all in another script"),
        pytest.param("это наш cop мусорный", "это наш сор мусорный", id="the reverse"),
        pytest.param("t̶r̶a̶i̶t̶o̶r̶", "traitor", id="struck out"),
        pytest.param("cafe\u0301", "café", id="a letter with a separate accent"),
        pytest.param("𝐭𝐫𝐚𝐢𝐭𝐨𝐫𝐬", "traitors", id="mathematical letters"),
        pytest.param("ᴛʀᴀɪᴛᴏʀ", "traitor", id="small capitals"),
        pytest.param("b e t r a y a l of us", "betrayal of us", id="spaced out"),
        pytest.param("a b.e.t.r.a.y.a.l.", "a betrayal.", id="dotted out"),
        pytest.param("п-р-е-д-а-т-е-л-и", "предатели", id="hyphened out"),
        pytest.param("b3trayal by tr4itors and tr@itors", "betrayal by traitors and traitors", id="leetspeak"),
        pytest.param("they $old us", "they sold us", id="a dollar that opens a word"),
        pytest.param("пр@датели и г0вно", "прадатели и говно", id="cyrillic leetspeak"),
    ],
)
def test_disguised_words_are_written_plainly(received: str, plain: str) -> None:
    """What was written to slip past a reader of letters is read as people read it."""
    assert normalise(received).text == plain


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("mig-29, su-27, f16s, t72b3 and s300", id="aircraft and weapons"),
        pytest.param("5g, 4x4, b2b, p2p, h1n1, mp3, mp3s", id="short names with digits"),
        pytest.param("covid-19, covid19 and g20", id="a digit at the end"),
        pytest.param("the 1st, 2nd, 20th, 80s and 3pm", id="ordinals, decades and hours"),
        pytest.param("$5, $5m, 100km, 20kg, co2", id="money and units"),
        pytest.param("write to anna@example.com or @anna", id="addresses"),
        pytest.param("log4shell and justice4all", id="a digit that is a word"),
        pytest.param("u.s.s.r., u.s.a. and e.g. this", id="abbreviations"),
        pytest.param("plans a b c d e", id="a list of letters"),
        pytest.param("n-n-n-no", id="stutter"),
        pytest.param("ссср, ieee, www, xiii, длинношеее", id="letters that stand thrice"),
        pytest.param("αλήθεια", id="greek"),
        pytest.param("5 μm, 3 μmol and β decay", id="greek letters of units and terms"),
        pytest.param("microsoft и apple, a не google", id="two scripts, a word each"),
        pytest.param("naïve façade, zażółć gęślą jaźń, šćepan", id="diacritics"),
        pytest.param("हिन्दी में", id="marks that spell"),
        pytest.param("при александре iii и в xxi веке it и x", id="roman numerals and short names in a russian text"),
        pytest.param("goooool, przez portal emp@tia", id="a shout and a name with a sign"),
    ],
)
def test_innocent_look_alikes_stay_as_they_are(text: str) -> None:
    """A text that is plain already is not rewritten."""
    assert normalise(text).text == text


_DISGUISING = st.text(st.sampled_from("aаeеoοpрtтbвsѕinпд ΝηIAy.-*04$@31\u0301\u0336\u0323\u200bａ𝐛ᴛ"), max_size=40)


@given(_DISGUISING)
def test_a_disguise_is_undone_in_one_go(text: str) -> None:
    """Plain text of any mixture of disguises is plain, and its map still never falls."""
    result = normalise(text)

    assert normalise(result.text).text == result.text
    assert len(result.origins) == len(result.text)
    assert (np.diff(result.origins) >= 0).all()


@pytest.mark.parametrize("word", ["b e t r a y a l", "tr4itor", "soooon", "t̶r̶a̶i̶t̶o̶r", "𝐭𝐫𝐚𝐢𝐭𝐨𝐫"])
def test_a_disguised_word_is_shown_as_received(word: str) -> None:
    """The span of the plain word is the whole disguised one."""
    text = f"the {word} of"
    plain = normalise(text)
    start, end = plain.text.index(" ") + 1, plain.text.rindex(" ")

    ((first, last),) = plain.locate(np.array([[start, end]])).tolist()

    assert word == text[first:last]


@given(st.text(st.characters()))
def test_every_plain_character_knows_where_it_came_from(text: str) -> None:
    """The map has one entry per plain character, never falls, and stays inside the text."""
    result = normalise(text)

    assert len(result.origins) == len(result.text)
    assert (np.diff(result.origins) >= 0).all()
    assert all(0 <= origin < len(text) for origin in result.origins)


@given(st.text(st.characters()))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    """Plain text is plain."""
    once = normalise(normalise(text).text).text

    assert normalise(once).text == once


@given(st.text(st.characters()))
def test_a_text_is_folded_as_its_characters_are(text: str) -> None:
    """The quick way for common characters gives what one character at a time gives."""
    apart = [normalise(character) for character in text]
    folded = "".join(each.text for each in apart)
    if may_be_disguised(folded):
        return
    whole = normalise(text)

    assert folded == whole.text
    assert [place for place, each in enumerate(apart) for _ in each.text] == whole.origins.tolist()


@given(st.one_of(_DISGUISING, st.text(st.characters(), max_size=30)).map(str.casefold))
def test_a_text_that_looks_plain_is_plain(text: str) -> None:
    """The quick look never misses a disguise that would be undone."""
    cells = list(text)

    assert not undo(cells, list(text)) or may_be_disguised(text)
