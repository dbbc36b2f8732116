"""framing.speech.quotation."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from framing.speech.cues import LEXICONS
from framing.speech.quotation import find_quotations
from framing.speech.reporting import Grammar
from framing.speech.speakers import find_speakers
from framing.speech.words import split_tokens
from framing.types import Quotation
from framing.wordlists import word_set

PIECES = st.sampled_from(
    [
        *("\"'“”„‟«»‹›‘’‚「」–—-:,.;!?()\n "),
        "\n\n",
        " said ",
        "Anna Smith ",
        "he ",
        "that ",
        "according to ",
        "accused ",
        " of ",
        "the ministry ",
        "called ",
        "сказал ",
        "Иван Петров ",
        "по словам ",
        "MR X: ",
        "word ",
        "6'2\" ",
        "\ud800",
        "İ",
    ]
)


def find(text: str, language: str = "en", kind: str = "direct") -> list[str]:
    """The words of all quotations of a kind."""
    return [q.span.text for q in find_quotations(text, language) if q.kind == kind]


def reported(text: str, language: str = "en") -> list[tuple[str, str | None, str | None]]:
    """Indirect quotations with cue and mention."""
    found = [q for q in find_quotations(text, language) if q.kind == "indirect"]
    return [(q.span.text, q.cue and q.cue.text, q.mention and q.mention.text) for q in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"It is over," she said.', ['"It is over,"']),
        ("“It is over,” she said.", ["“It is over,”"]),
        ("‘It’s over, the lads’ kit is gone,’ she said.", ["‘It’s over, the lads’ kit is gone,’"]),
        ("'I've had it, it's over,' she said.", ["'I've had it, it's over,'"]),
        ("« C'est fini », she said.", ["« C'est fini »"]),
        ("»It is over,« she said.", ["»It is over,«"]),
        ("‹It is over,› she said.", ["‹It is over,›"]),
        ("„It is over“, she said.", ["„It is over“"]),
        ("„It is over”, she said.", ["„It is over”"]),
        ("”It is over,” she said.", ["”It is over,”"]),
        ("‚It is over‘, she said.", ["‚It is over‘"]),
        ("``It is over,'' she said.", ["``It is over,''"]),
    ],
    ids=[
        "straight",
        "curly",
        "british",
        "apostrophes",
        "french",
        "danish",
        "swiss",
        "german",
        "polish",
        "swedish",
        "low",
        "latex",
    ],
)
def test_every_house_style_of_marks_is_read(text: str, expected: list[str]) -> None:
    """The span of direct speech holds its marks; apostrophes inside close nothing."""
    assert find(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We waited," she said, "and nobody came."', ['"We waited,"', '"and nobody came."']),
        ('He said: "One. Two. Three."', ['"One. Two. Three."']),
        ("\"He said, 'Go,'\" the witness told the court.", ["\"He said, 'Go,'\"", "'Go,'"]),
        ('"One.\n\n"Two," she said.', ['"One.', '"Two,"']),
        ('"It is lost, said Anna Smith. "We go."', ['"It is lost,', '"We go."']),
        ('"It never ends\n\nThe council met.', ['"It never ends']),
        ('"One.\n\nTwo.\n\nThree."\n\nThe end.', ['"One.\n\nTwo.\n\nThree."']),
        ('"What now?" Smith asked. "Nothing."', ['"What now?"', '"Nothing."']),
        ('He went on:\n\n"We pay."', ['"We pay."']),
        ("“please stop,” the account wrote.", ["“please stop,”"]),
        ("Q: Are you well?\n\nA: I am well.\n\nQ: Good?\n\nA: Yes.", ["I am well.", "Yes."]),
        ("MS A: We will.\n\nMR B: Why?\n\nMS A: So.", ["We will.", "Why?", "So."]),
        ("– You will eat, says Anna Smith.\n\n– Now?", ["You will eat", "Now?"]),
    ],
    ids=[
        "interrupted",
        "sentences",
        "nested",
        "continued",
        "unclosed before cue",
        "unclosed paragraph",
        "over paragraphs",
        "question",
        "colon before paragraph",
        "small letters",
        "interview",
        "transcript",
        "dashes",
    ],
)
def test_shapes_of_direct_speech(text: str, expected: list[str]) -> None:
    """Interrupted, nested, continued, unclosed and unmarked speech each give their own stretches."""
    assert find(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "«Нет, — сказал Иванов, — не будет».", ["«Нет", "не будет»"]),
        ("ru", "— Это конец, — сказала она. — Идите.", ["Это конец", "Идите."]),
        ("uk", "«Подивимося на місці», — написав Юрій Кульбаба.", ["«Подивимося на місці»"]),
        ("sr", "– Nije tačno – kaže direktor Slobodan Vitezović. – Čekamo.", ["Nije tačno", "Čekamo."]),
        ("sr", "„То је све“, рекао је Иван Петровић.", ["„То је све“"]),
        ("pl", "„To koniec” – mówi Jan Nowak.", ["„To koniec”"]),
        ("pl", "Odpowiedział w radiu. – Nie wiem – powiedział.", ["Nie wiem"]),
        ("bg", "– Това е краят! – извика депутатът Явор Чолаков.", ["Това е краят!"]),
        ("zh", "「我們走吧，現在就走。」她說。", ["「我們走吧，現在就走。」"]),
        ("de", "„Das ist das Ende“, sagte sie.", ["„Das ist das Ende“"]),
    ],
    ids=["ru cue inside", "ru dash", "uk", "sr dash", "sr cyrillic", "pl", "pl dash", "bg dash", "zh", "de"],
)
def test_other_languages(language: str, text: str, expected: list[str]) -> None:
    """Marks, dashes and cues between them are read in every language; without word lists, the marks alone."""
    assert find(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        'The board was 6\'2" tall and 14" wide.',
        "A 10' pier and the '90s, rock 'n' roll and the lads' kit.",
        'The film "Gone with the Wind" was shown.',
        "The drill, code-named “Blue Lantern”, involves 14 ships.",
        "He is known as “The Beast.”",
        "The so-called “neutral rate” rose.",
        "The town’s only hotel is called “Moskva”.",
        'A group calling itself "Winged Lion" met.',
        'The museum says the word "agent" is used in law.',
        "She heads the ‘True Crime’ section.",
        "We want:\n- Water\n- Roads",
    ],
    ids=[
        "inches",
        "feet and apostrophes",
        "film",
        "code name",
        "nickname",
        "so-called",
        "named",
        "calling itself",
        "word as word",
        "section",
        "list",
    ],
)
def test_marks_that_are_no_speech(text: str) -> None:
    """Measures, apostrophes, titles, nicknames and terms are left alone."""
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Smith called the plan “a stab in the back”.", ["“a stab in the back”"]),
        ("She accused managers of treating alarms as “background music”.", ["“background music”"]),
        ("The army said the rebels were ‘mercenaries in borrowed uniforms’.", ["‘mercenaries in borrowed uniforms’"]),
        ("Rates are “closer to the end”, the bank said.", ["“closer to the end”"]),
        ("The plan was branded ‘vandalism’ by residents.", ["‘vandalism’"]),
        ("In the words of one diplomat, “the most costly footnote ever”.", ["“the most costly footnote ever”"]),
        ("The minister blamed “an unprecedented event”.", ["“an unprecedented event”"]),
        ("Smith said the order was “a joke” that would not last.", ["“a joke”"]),
        ('One banner read "Islands are not cargo".', ['"Islands are not cargo"']),
    ],
    ids=["called", "accused", "clause", "behind", "passive", "words", "blamed", "middle", "banner"],
)
def test_fragments_are_speech_where_a_report_governs_them(text: str, expected: list[str]) -> None:
    """A few words between marks are somebody's when a verb of saying or judging holds them."""
    assert find(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Smith said that the road was shut.", ("the road was shut", "said", "Smith")),
        ("The road was shut, Smith said.", ("The road was shut", "said", "Smith")),
        ("According to Anna Smith, the road is shut.", ("the road is shut", "According to", "Anna Smith")),
        ("The road is shut, according to Anna Smith.", ("The road is shut", "according to", "Anna Smith")),
        ("She accused the firm of hiding profit.", ("the firm of hiding profit", "accused", "She")),
        ("The firm denied having changed the alloy.", ("having changed the alloy", "denied", "The firm")),
        ("The UN warned that food was short.", ("food was short", "warned", "The UN")),
        ("It added: the road was shut.", ("the road was shut", "added", "It")),
        (
            "Mr Ito, a lawyer for the firm, said on Tuesday that it would appeal.",
            ("it would appeal", "said", "Ito"),
        ),
        (
            "The ministry said in a statement the fee had been agreed.",
            ("the fee had been agreed", "said", "The ministry"),
        ),
        ("Smith told a local radio station that the road was shut.", ("the road was shut", "told", "Smith")),
        ("Smith told the court he was ill.", ("he was ill", "told", "Smith")),
        ("Envelopes, she explained, would be opened.", ("would be opened", "explained", "she")),
        ("In its view, patience has a calendar.", ("patience has a calendar", "In its view", "its")),
        ("Smith called the plan a gift to landlords.", ("the plan a gift to landlords", "called", "Smith")),
        ("Smith told drivers to stop.", None),
        ("Smith declined to comment.", None),
        ("Smith said on Tuesday.", None),
    ],
)
def test_indirect_speech(text: str, expected: tuple[str, str, str] | None) -> None:
    """Reported clauses come with their verb and with who stands beside it; orders and bare verbs report nothing."""
    assert reported(text)[:1] == ([expected] if expected else [])


@given(text=st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=60).map("".join))
@example(text='"–\nсказал ')  # marks around a cue and no speech
@settings(max_examples=300, deadline=None)
def test_any_text_gives_ordered_spans_that_slice_to_it(text: str) -> None:
    """Whatever the text, quotations come in order and each span holds the words it points at."""
    for language in [*LEXICONS, "xx"]:
        found = find_speakers(text, find_quotations(text, language), language)

        assert [q.span.start for q in found] == sorted(q.span.start for q in found)
        assert all(_slices(text, quotation) for quotation in found)


def _slices(text: str, quotation: Quotation) -> bool:
    spans = [quotation.span, quotation.speaker, quotation.mention, quotation.cue]
    return all(s is None or (s.start < s.end and text[s.start : s.end] == s.text) for s in spans)


@pytest.mark.parametrize(
    "text",
    [
        '"' * 100_000,
        '"a" ' * 40_000,
        "“‘" * 50_000,
        "'a " * 50_000,
        '"A b c," he said. ' * 10_000,
        "he said " * 20_000,
        "a, " * 50_000,
        "– a\n\n" * 20_000,
        "A: b\n" * 20_000,
        "John Smith said. " * 10_000,
    ],
    ids=["marks", "pairs", "nested", "apostrophes", "quotes", "verbs", "commas", "dashes", "labels", "names"],
)
def test_hostile_texts_take_seconds_at_most(text: str) -> None:
    """Work grows with the length of a text and not with its square."""
    began = time.perf_counter()
    find_speakers(text, find_quotations(text, "en"), "en")

    assert time.perf_counter() - began < 20


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        (
            "Petrov rejected claims by the foreign service that Arland had betrayed it.",
            "Arland had betrayed it",
            "rejected",
        ),
        ("The mayor denied the charge of treason.", "treason", "denied"),
        (
            "She dismissed allegations that the firm was run by puppet masters.",
            "the firm was run by puppet masters",
            "dismissed",
        ),
    ],
)
def test_what_somebody_rejects_is_reported_speech_with_a_rejecting_cue(text: str, content: str, cue: str) -> None:
    """The words are told apart, and the cue tells that the speaker disowns them."""
    (found,) = find_quotations(text, "en")

    assert found.cue
    assert (content, cue) == (found.span.text, found.cue.text)


def test_a_rejected_claim_that_is_not_told_is_no_speech() -> None:
    """Nothing is said about what the claim was."""
    assert find_quotations("The court rejected the claim and adjourned.", "en") == ()


REPORTED = word_set(
    "The minister denied claims that it is over . In his view , according to Ana Kovac the plan was re-said , per "
    "К словам министра Ивана Петрова , сказал-то он что всё Міністр роз’яснив що prema rečima rekao je da "
    "Према речима казао је да према његовим według rzecznika powiedział że според министъра каза че"
)


@settings(deadline=None)
@given(
    st.sampled_from(sorted(LEXICONS)),
    st.lists(
        st.sampled_from(sorted(REPORTED)),
        max_size=14,
    ),
)
def test_a_text_without_a_reporting_word_has_no_report(language: str, words: list[str]) -> None:
    """The quick look misses no phrase that the reader of clauses would find."""
    text = " ".join(words)
    grammar = Grammar(LEXICONS[language], language)
    tokens = split_tokens(text, 0, len(text), [], language)

    assert not grammar.find_reports(tokens) or grammar.may_report(text)
