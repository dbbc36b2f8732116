"""The endpoints: shapes, faults and offsets, through Flask's test client."""

import json
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.tagger import Tagger
from service.errors import Detail
from service.responses import make_counter, render_tagged_text
from service.schemas import TagRequest, parse_tag_request

TEXT = (
    "Once more the bank sold us out and stabbed the nation in the back. "
    "On Tuesday the board will publish the timetable for the coming month."
)
ANSWER_KEYS = [
    "model_version",
    "taxonomy_version",
    "language",
    "offset_unit",
    "statements",
    "quotations",
    "summary",
]
STATEMENT_KEYS = ["start", "end", "text", "verdict", "reason", "quotation", "speaker", "voice", "tags", "stance"]
TAG_KEYS = ["device", "group", "probability", "threshold", "spans", "explanation"]


def _post(client: FlaskClient, body: Any, path: str = "/v1/tag") -> tuple[int, dict[str, Any]]:
    answer = client.post(path, data=json.dumps(body), content_type="application/json")
    return answer.status_code, answer.get_json()


def test_a_text_comes_back_tagged_with_every_key_present(client: FlaskClient) -> None:
    """The answer has the shape of the contract."""
    status, answer = _post(client, {"text": TEXT})
    first, second = answer["statements"]

    assert status == 200
    assert list(answer) == ANSWER_KEYS
    assert list(first) == STATEMENT_KEYS
    assert list(first["tags"][0]) == TAG_KEYS
    assert (first["verdict"], second["verdict"]) == ("tagged", "clean")
    assert answer["summary"] == {
        "n_statements": 2,
        "n_tagged": 1,
        "devices": {"betrayal": 1},
        "speakers": [{"speaker": None, "devices": {"betrayal": 1}, "rejected": {}}],
    }
    assert answer["language"] == {"code": "en", "supported": True}


def test_a_statement_of_unsure_tags_is_not_counted_as_tagged(tagger: Tagger) -> None:
    """Its tags are listed and counted by device."""
    modes = {"fast": replace(tagger.mode, sure_share=1.0)}
    unsure = replace(tagger, bundle=replace(tagger.bundle, model=replace(tagger.bundle.model, modes=modes)))
    answer = render_tagged_text(unsure.tag(TEXT), "codepoint")
    first = answer["statements"][0]

    assert ("unsure", "near_threshold") == (first["verdict"], first["reason"])
    assert ["betrayal"] == [tag["device"] for tag in first["tags"]]
    assert (0, {"betrayal": 1}) == (answer["summary"]["n_tagged"], answer["summary"]["devices"])


def test_the_models_figures_stay_overall(client: FlaskClient) -> None:
    """Bins and curves are for the report and the card, not for every caller."""
    metrics = client.get("/v1/model").get_json()["metrics"]

    assert {"calibration_error", "any_calibration_error"} < set(metrics)
    assert not {"reliability", "verdicts", "labels"} & set(metrics)


def test_probabilities_have_four_digits(client: FlaskClient) -> None:
    """Rounded once, at the border."""
    _, answer = _post(client, {"text": TEXT, "thresholds": {"repetition": 0.0}})

    for statement in answer["statements"]:
        for tag in statement["tags"]:
            assert tag["probability"] == round(tag["probability"], 4)


def test_a_speaker_and_an_explanation_come_when_asked_for(client: FlaskClient) -> None:
    """Options change what they name."""
    _, answer = _post(client, {"text": TEXT, "speaker": "the chair", "explain": True, "targets": ["the board"]})
    statement = answer["statements"][0]
    explanation = statement["tags"][0]["explanation"]

    assert statement["speaker"] == "the chair"
    assert explanation["definition"].startswith("Presents an act")
    assert {"f1", "support", "words"} < set(explanation)
    assert {"start", "end", "text", "contribution"} == set(explanation["words"][0])


@pytest.mark.parametrize("unit", ["codepoint", "utf16", "byte"])
def test_offsets_count_what_was_asked_for(client: FlaskClient, unit: str) -> None:
    """Every span slices to its text in the unit of the answer."""
    text = "Тест 😀. " + TEXT
    _, answer = _post(client, {"text": text, "offset_unit": unit, "language": "en"})
    spans = list(answer["statements"]) + [
        span for s in answer["statements"] for tag in s["tags"] for span in tag["spans"]
    ]

    assert answer["offset_unit"] == unit
    for span in spans:
        assert _slice(text, unit, span["start"], span["end"]) == span["text"]


def _slice(text: str, unit: str, start: int, end: int) -> str:
    if unit == "codepoint":
        return text[start:end]
    encoding, size = ("utf-16-le", 2) if unit == "utf16" else ("utf-8", 1)
    return text.encode(encoding)[start * size : end * size].decode(encoding)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_counters_agree_with_the_encodings(text: str) -> None:
    """UTF-16 units and bytes are counted as encoders write them."""
    assert make_counter(text, "utf16")(len(text)) == len(text.encode("utf-16-le")) // 2
    assert make_counter(text, "byte")(len(text)) == len(text.encode("utf-8"))


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({}, "text", "missing"),
        ({"text": ""}, "text", "empty"),
        ({"text": " \n"}, "text", "empty"),
        ({"text": None}, "text", "wrong_type"),
        ({"text": 5}, "text", "wrong_type"),
        ({"text": ["a"]}, "text", "wrong_type"),
        ({"text": "a", "txt": "b"}, "txt", "unknown_key"),
        ({"text": "a", "explain": "yes"}, "explain", "wrong_type"),
        ({"text": "a", "offset_unit": "char"}, "offset_unit", "not_allowed"),
        ({"text": "a", "language": "xx"}, "language", "not_allowed"),
        ({"text": "a", "targets": "Serbia"}, "targets", "wrong_type"),
        ({"text": "a", "targets": [1]}, "targets.0", "wrong_type"),
        ({"text": "a", "thresholds": {"betrayl": 0.5}}, "thresholds.betrayl", "unknown_device"),
        ({"text": "a", "thresholds": {"betrayal": 2}}, "thresholds.betrayal", "out_of_range"),
        ({"text": "a", "thresholds": [0.5]}, "thresholds", "wrong_type"),
        ([], "", "wrong_type"),
        ("text", "", "wrong_type"),
        (None, "", "wrong_type"),
    ],
)
def test_a_fault_names_its_field_and_its_kind(client: FlaskClient, body: Any, field: str, code: str) -> None:
    """Client mistakes are 422 with one detail per fault."""
    status, answer = _post(client, body)

    assert status == 422
    assert [(d["field"], d["code"]) for d in answer["error"]["details"]] == [(field, code)]


def test_all_faults_come_at_once(client: FlaskClient) -> None:
    """One answer is enough to mend a request."""
    _, answer = _post(client, {"text": 1, "speaker": 2, "nope": 3, "thresholds": {"x": 1}})

    assert {d["field"] for d in answer["error"]["details"]} == {"text", "speaker", "nope", "thresholds.x"}


def test_unknown_names_are_answered_with_what_is_allowed(client: FlaskClient) -> None:
    """The way out stands in the message."""
    _, answer = _post(client, {"text": "a", "thresholds": {"x": 1}, "y": 1})
    messages = " ".join(d["message"] for d in answer["error"]["details"])

    assert "betrayal, kinship_appeal, repetition" in messages
    assert "allowed are text, speaker" in messages


def test_an_over_long_text_is_413_with_the_limit(client: FlaskClient) -> None:
    """Nothing is cut silently."""
    status, answer = _post(client, {"text": "a " * 3000})

    assert status == 413
    assert answer["error"]["code"] == "text_too_long"
    assert "at most 5000" in answer["error"]["details"][0]["message"]


def test_a_text_of_too_many_statements_is_413_with_the_limit(client: FlaskClient) -> None:
    """A short text of thousands of sentences cannot keep a worker busy for minutes."""
    status, answer = _post(client, {"text": "They met. " * 51, "language": "en"})

    assert (status, answer["error"]["code"]) == (413, "text_too_long")
    assert "51 statements; at most 50" in answer["error"]["details"][0]["message"]


def test_an_over_long_body_is_413(client: FlaskClient) -> None:
    """A body beyond the limit is not read."""
    answer = client.post("/v1/tag", data=b"x" * 60_001, content_type="application/json")

    assert (answer.status_code, answer.get_json()["error"]["code"]) == (413, "too_large")


def test_a_batch_answers_in_order_and_a_faulty_item_spoils_no_other(client: FlaskClient) -> None:
    """Each item has its answer or its error."""
    items = [{"text": TEXT}, {"txt": 1}, 5, {"text": "a " * 3000}, {"text": "On Tuesday the club met."}]
    status, answer = _post(client, {"items": items}, "/v1/tag/batch")
    results = answer["results"]

    assert status == 200
    assert [next(iter(r)) for r in results] == ["model_version", "error", "error", "error", "model_version"]
    assert [r["error"]["status"] for r in results if "error" in r] == [422, 422, 413]
    assert results[0] == _post(client, items[0])[1]


@pytest.mark.parametrize(
    ("body", "field"),
    [({}, "items"), ({"items": []}, "items"), ({"items": "x"}, "items"), ({"items": [1] * 6}, "items"), ([], "")],
)
def test_a_broken_batch_is_422(client: FlaskClient, body: Any, field: str) -> None:
    """The frame of a batch is checked as strictly as an item."""
    status, answer = _post(client, body, "/v1/tag/batch")

    assert status == 422
    assert answer["error"]["details"][0]["field"] == field


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda x: (
            st.lists(x)
            | st.dictionaries(
                st.sampled_from(["text", "speaker", "targets", "language", "thresholds", "explain", "offset_unit"])
                | st.text(),
                x,
            )
        ),
    )
)
def test_any_json_value_gives_a_request_or_faults(value: Any) -> None:
    """Nothing a client can send raises anything else."""
    parsed = parse_tag_request(value, ["betrayal"])

    assert isinstance(parsed, TagRequest) or (parsed and all(isinstance(fault, Detail) for fault in parsed))


def test_devices_are_listed_with_definition_threshold_and_figures(client: FlaskClient) -> None:
    """Only what the model can give is listed."""
    answer = client.get("/v1/devices").get_json()
    first = answer["devices"][0]

    assert [d["device"] for d in answer["devices"]] == ["betrayal", "kinship_appeal", "repetition"]
    assert 0 < first["threshold"] < 1
    assert first["schemes"]["semeval2023"] == ["Questioning_the_Reputation"]
    assert {"definition", "examples", "near_misses", "f1", "support", "group"} <= set(first)


def test_the_model_tells_its_version_figures_and_limits(client: FlaskClient) -> None:
    """Results can be traced to what made them."""
    answer = client.get("/v1/model").get_json()

    assert answer["version"] == answer["digest"][:12]
    assert answer["limits"] == {
        "max_text_chars": 5000,
        "max_statements": 50,
        "max_batch_items": 5,
        "max_body_bytes": 60_000,
    }
    assert answer["trained_at"] == "2026-01-01T00:00:00+00:00"
    assert answer["languages"] == ["en"]
    assert answer["metrics"]["micro"]["f1"] >= 0


@pytest.mark.parametrize("body", [{"text": "\ud800 The board met."}, {"text": "a", "\ud800": 1}])
def test_a_lone_surrogate_is_a_fault_and_no_crash(client: FlaskClient, body: Any) -> None:
    """Half a character cannot be written back as UTF-8, so the request is refused with its field."""
    status, answer = _post(client, body)

    assert status == 422
    assert answer["error"]["details"]


def test_letters_of_any_script_are_answered_as_they_are(client: FlaskClient) -> None:
    """Cyrillic is readable in the raw answer."""
    answer = client.post("/v1/tag", json={"text": "Заседание прошло во вторник."})

    assert "Заседание" in answer.get_data(as_text=True)
