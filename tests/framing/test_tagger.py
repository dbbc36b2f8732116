"""framing.tagger, on a bundle trained on 48 rows."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.tagger import Tagger, TagOptions
from framing.types import Span, TaggedText

BETRAYAL = "Once more the bank sold us out and stabbed the nation in the back."
CLEAN = "On Tuesday the board will publish the timetable."


def _check_spans(tagged: TaggedText) -> None:
    spans = [s.span for s in tagged.statements]
    spans += [span for s in tagged.statements for tag in s.tags for span in tag.spans]
    for span in spans:
        assert tagged.text[span.start : span.end] == span.text


def test_a_device_is_tagged_with_the_words_that_carry_it(tagger: Tagger) -> None:
    """Probability, threshold and evidence come together."""
    (statement,) = tagger.tag(BETRAYAL).statements
    (tag,) = statement.tags

    assert (statement.verdict, tag.device, tag.group) == ("tagged", "betrayal", "attack_on_reputation")
    assert tag.probability >= tag.threshold
    assert "stabbed the nation in the back" in tag.spans[0].text


def test_a_statement_without_a_device_is_clean(tagger: Tagger) -> None:
    """Nothing found is an answer."""
    (statement,) = tagger.tag(CLEAN).statements

    assert (statement.verdict, statement.reason, statement.tags) == ("clean", None, ())


def test_statements_come_in_order_with_exact_offsets(tagger: Tagger) -> None:
    """A text of several statements is covered from start to end."""
    tagged = tagger.tag(f"  {CLEAN}\n\n{BETRAYAL} 😀 {CLEAN}")

    assert [bool(s.tags) for s in tagged.statements] == [False, True, False]
    assert [s.span.start for s in tagged.statements] == sorted(s.span.start for s in tagged.statements)
    _check_spans(tagged)


def test_a_language_the_model_was_not_made_for_is_unsure_with_the_reason(tagger: Tagger) -> None:
    """No tag is given with confidence where nothing was learned."""
    tagged = tagger.tag("Das ist ein Dolchstoß in den Rücken der ganzen Nation.")

    assert (tagged.language.code, tagged.language.supported) == ("de", False)
    assert [(s.verdict, s.reason, s.tags) for s in tagged.statements] == [("unsure", "language", ())]


def test_a_text_without_letters_is_unsure(tagger: Tagger) -> None:
    """Figures and marks are nothing to judge."""
    assert [(s.verdict, s.reason) for s in tagger.tag("12 000 --- 17.").statements] == [("unsure", "unusual_text")]


def test_a_line_of_code_is_unsure_and_its_neighbours_are_judged_as_ever(tagger: Tagger) -> None:
    """No device is tagged in what nobody said, whatever words it holds."""
    code = 'if (betrayed(&nation)) { printf("%s", back[stabbed_the_nation]); return -1; }'
    everything = TagOptions(thresholds=dict.fromkeys(tagger.bundle.model.devices, 0.0))
    tagged = tagger.tag(f"{BETRAYAL}\n\n{code}\n\n{BETRAYAL}")
    reasons = [(s.verdict, s.reason) for s in tagged.statements]

    assert ("tagged", None) == reasons[0] == reasons[-1]
    assert {("unsure", "unusual_text")} == set(reasons[1:-1])
    assert [] == [tag for s in tagger.tag(code, everything).statements for tag in s.tags]


def test_a_sentence_in_another_script_is_unsure_for_its_language(tagger: Tagger) -> None:
    """An English article may quote Chinese; the model cannot read it."""
    tagged = tagger.tag(f"{CLEAN}\n\n这是对人民的背叛，没有人会忘记。\n\n{BETRAYAL}")

    assert [("clean", None), ("unsure", "language"), ("tagged", None)] == [
        (s.verdict, s.reason) for s in tagged.statements
    ]


def test_gibberish_is_unsure_whatever_language_it_is_told_to_be(tagger: Tagger) -> None:
    """A language that is told is believed of text, not of letters that nobody chose."""
    (statement,) = tagger.tag("xkjq wvzt pqrh gklm", TagOptions(language="en")).statements

    assert ("unsure", "unusual_text", ()) == (statement.verdict, statement.reason, statement.tags)


def test_a_language_that_is_told_is_believed(tagger: Tagger) -> None:
    """The caller may know better than the detector."""
    assert tagger.tag(CLEAN, TagOptions(language="de")).language.supported is False


def _widen(tagger: Tagger, **edges: float) -> Tagger:
    """The same tagger with another unsure band."""
    model = replace(tagger.bundle.model, modes={"fast": replace(tagger.mode, **edges)})
    return replace(tagger, bundle=replace(tagger.bundle, model=model))


def test_something_just_below_its_threshold_is_unsure(tagger: Tagger) -> None:
    """The band under the threshold is neither tagged nor clean."""
    wide = _widen(tagger, unsure_margin=50.0)

    assert [(s.verdict, s.reason) for s in wide.tag(CLEAN).statements] == [("unsure", "near_threshold")]


def test_tags_that_are_not_sure_enough_make_a_statement_unsure_and_stay_listed(tagger: Tagger) -> None:
    """The band above the thresholds changes the verdict, not the list."""
    (sure,) = _widen(tagger, sure_share=0.0).tag(BETRAYAL).statements
    (unsure,) = _widen(tagger, sure_share=1.0).tag(BETRAYAL).statements

    assert (sure.verdict, unsure.verdict, unsure.reason) == ("tagged", "unsure", "near_threshold")
    assert unsure.tags == sure.tags


def test_a_cut_off_of_ones_own_changes_which_tags_have_to_be_sure(tagger: Tagger) -> None:
    """Devices that are asked for below their threshold are listed, and doubted."""
    lowered = TagOptions(thresholds=dict.fromkeys(tagger.bundle.model.devices, 0.0))
    (tag,) = tagger.tag(BETRAYAL).statements[0].tags
    edged = _widen(tagger, sure_share=tag.probability)

    assert edged.tag(BETRAYAL).statements[0].verdict == "tagged"
    assert edged.tag(BETRAYAL, lowered).statements[0].verdict == "unsure"


def test_a_denied_device_is_as_sure_as_it_would_be_if_it_were_said(tagger: Tagger) -> None:
    """The band is the same for what a speaker rejects."""
    text = "They never stabbed the nation in the back."
    cut = TagOptions(thresholds={"betrayal": 0.3})
    (heard,) = _widen(tagger, sure_share=0.0).tag(text, cut).statements
    (doubted,) = _widen(tagger, sure_share=1.0).tag(text, cut).statements

    assert ("rejected", "tagged") == (heard.voice, heard.verdict)
    assert ("rejected", "unsure", heard.tags) == (doubted.voice, doubted.verdict, doubted.tags)


def test_raising_a_threshold_never_adds_a_tag(tagger: Tagger) -> None:
    """A cut-off of one's own replaces the bundle's."""
    strict = tagger.tag(BETRAYAL, TagOptions(thresholds={"betrayal": 1.0}))
    loose = tagger.tag(BETRAYAL, TagOptions(thresholds=dict.fromkeys(tagger.bundle.model.devices, 0.0)))

    assert [t.device for s in strict.statements for t in s.tags] == []
    assert {t.device for s in loose.statements for t in s.tags} == set(tagger.bundle.model.devices)


def test_an_explanation_names_words_of_the_statement(tagger: Tagger) -> None:
    """Contributions are asked for, and point at real words."""
    tagged = tagger.tag(BETRAYAL, TagOptions(explain=True))
    contributions = tagged.statements[0].tags[0].contributions

    assert contributions
    assert all(tagged.text[c.span.start : c.span.end] == c.span.text for c in contributions)
    assert tagger.tag(BETRAYAL).statements[0].tags[0].contributions is None


def test_a_speaker_that_is_told_comes_back(tagger: Tagger) -> None:
    """Who said it is known to the caller."""
    assert tagger.tag(CLEAN, TagOptions(speaker="the chair")).statements[0].speaker == "the chair"


def test_a_mode_without_its_encoder_says_so(tagger: Tagger) -> None:
    """A mistake of the program is told at once."""
    mode = replace(tagger.mode, views=("encoder",))
    model = replace(tagger.bundle.model, modes={"fast": mode})
    with pytest.raises(ValueError, match="reads an encoder"):
        replace(tagger, bundle=replace(tagger.bundle, model=model)).tag(CLEAN)


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(), max_size=200))
def test_any_text_gives_exact_offsets_and_sane_probabilities(tagger: Tagger, text: str) -> None:
    """Whatever is received, every span slices to its words."""
    everything = TagOptions(language="en", thresholds=dict.fromkeys(tagger.bundle.model.devices, 0.0))
    tagged = tagger.tag(text, everything)

    _check_spans(tagged)
    covered = [s.span for s in tagged.statements]
    assert all(a.end <= b.start for a, b in pairwise(covered))
    outside = "".join(text[a:b] for a, b in _gaps(text, [(s.start, s.end) for s in covered]))
    assert outside.strip() == "" or not any(c.isprintable() and not c.isspace() for c in outside)
    assert all(0 <= tag.probability <= 1 for s in tagged.statements for tag in s.tags)


def _gaps(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    return list(zip(edges[::2], edges[1::2], strict=True))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from([BETRAYAL, CLEAN, "Shame, shame, shame!", "ok", "Ω"]), min_size=1, max_size=5))
def test_a_statement_alone_is_judged_as_among_others(tagger: Tagger, texts: list[str]) -> None:
    """One statement is a batch of one."""
    together = tagger.find_probabilities(texts, ["en"] * len(texts))

    for row, text in enumerate(texts):
        assert (tagger.find_probabilities([text], ["en"])[0] == together[row]).all()


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            [
                BETRAYAL,
                CLEAN,
                f"It was not true. {BETRAYAL}",
                "It was no stab in the back.",
                "ok",
                "",
                "break;",
                "} else {",
            ]
        )
    )
)
def test_statements_in_bulk_are_tagged_as_each_alone(tagger: Tagger, texts: list[str]) -> None:
    """Probabilities, spans, verdicts and voices do not depend on the neighbours."""
    together = tagger.tag_statements(texts, "en")

    assert [tagger.tag_statements([text], "en")[0] for text in texts] == together
    assert [Span(0, len(text), text) for text in texts] == [statement.span for statement in together]


def test_a_statement_is_tagged_in_bulk_as_in_a_text_of_its_own(tagger: Tagger) -> None:
    """There is one way to judge a statement."""
    for text in (BETRAYAL, CLEAN):
        assert list(tagger.tag(text, TagOptions(language="en")).statements) == tagger.tag_statements([text], "en")


def test_a_device_stands_with_whoever_is_quoted(tagger: Tagger) -> None:
    """The author who reports it does not use it."""
    text = (
        '"Once more the bank sold us out and stabbed the nation in the back," Ana Kovac said. '
        "On Tuesday the board will publish the timetable for the coming month."
    )
    tagged = tagger.tag(text)
    quoted, *_, last = tagged.statements

    assert ("Ana Kovac", "quoted", 0) == (quoted.speaker, quoted.voice, quoted.quotation)
    assert [tag.device for tag in quoted.tags] == ["betrayal"]
    assert (None, "author", None) == (last.speaker, last.voice, last.quotation)
    assert tagged.quotations[0].cue
    assert "said" == tagged.quotations[0].cue.text
