"""Which quotation a statement's words belong to, and in whose voice they stand."""

from framing.attribution import attribute, choose_quotation, find_outer, index_quotations, is_inside
from framing.types import Quotation, Span, SpeechKind, Tag, TaggedStatement, Voice

TEXT = 'The agency said the deal was "a stab in the back". "It is over," Ana Kovac said, and the president denied it.'


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def _quote(words: str, speaker: str | None, kind: SpeechKind = "direct", cue: str = "said") -> Quotation:
    name = _span(speaker) if speaker else None
    return Quotation(_span(words), kind, name, name, _span(cue))


def _statement(words: str, evidence: str | None, voice: Voice = "author") -> TaggedStatement:
    tags = (Tag("betrayal", "attack_on_reputation", 0.9, 0.4, (_span(evidence),)),) if evidence else ()
    return TaggedStatement(_span(words), "tagged" if tags else "clean", None, None, None, voice, tags, ())


REPORTED = _quote('the deal was "a stab in the back"', "The agency", "indirect")
FRAGMENT = _quote('"a stab in the back"', "The agency")
SPOKEN = _quote('"It is over,"', "Ana Kovac")
FIRST = TEXT[: TEXT.index('"It')].strip()


def test_evidence_in_a_quotation_is_the_speakers() -> None:
    """The innermost quotation that holds the words gives the speaker, not the writer of the article."""
    found = attribute(_statement(FIRST, "stab in the back"), list(enumerate((REPORTED, FRAGMENT, SPOKEN))), "Reuters")

    assert (1, "The agency", "quoted") == (found.quotation, found.speaker, found.voice)


def test_evidence_outside_every_quotation_is_the_authors() -> None:
    """Then the speaker is who wrote the text, if that is known."""
    found = attribute(_statement(FIRST, "The agency"), list(enumerate((REPORTED, FRAGMENT))), "Reuters")

    assert (None, "Reuters", "author") == (found.quotation, found.speaker, found.voice)


def test_an_unknown_speaker_is_not_guessed() -> None:
    """A quotation without a speaker has none, even if the author is known."""
    found = attribute(_statement('"It is over,"', "over"), list(enumerate((_quote('"It is over,"', None),))), "Reuters")

    assert (0, None, "quoted") == (found.quotation, found.speaker, found.voice)


def test_what_a_speaker_denies_is_rejected() -> None:
    """By the reporting word, or by the denial that the tagger has heard."""
    denied = _quote('the deal was "a stab in the back"', "The agency", "indirect", "denied")

    assert "rejected" == attribute(_statement(FIRST, "stab in the back"), list(enumerate((denied,))), None).voice
    assert (
        "rejected" == attribute(_statement('"It is over,"', "over", "rejected"), list(enumerate((SPOKEN,))), None).voice
    )
    assert "quoted" == attribute(_statement(FIRST, None), list(enumerate((denied,))), None).voice


def test_quoted_words_in_the_middle_of_a_sentence_do_not_cut_it() -> None:
    """Only whole utterances are statements of their own."""
    assert [(SPOKEN.span.start, SPOKEN.span.end)] == find_outer((REPORTED, FRAGMENT, SPOKEN))
    assert [] == find_outer((FRAGMENT,))


def test_a_statement_lies_inside_an_outer_quotation_or_not() -> None:
    """Its end counts too."""
    outer = find_outer((SPOKEN,))

    assert is_inside(_span("It is over"), outer)
    assert not is_inside(_span('"It is over," Ana'), outer)
    assert not is_inside(_span("The agency"), outer)


def test_without_quotations_nothing_is_chosen() -> None:
    """The author speaks."""
    assert choose_quotation([], [_span("The agency")]) is None


def test_quotations_are_found_by_place() -> None:
    """Those that share something with a statement, and none behind or before it."""
    quoted = index_quotations((REPORTED, FRAGMENT, SPOKEN))

    assert [(0, REPORTED), (1, FRAGMENT)] == quoted.find_near(_span(FIRST))
    assert [(2, SPOKEN)] == quoted.find_near(_span('"It is over,"'))
    assert [] == quoted.find_near(_span("The agency said"))
