"""training.rows, training.columns and training.labels: what is read, and what is refused where."""

from pathlib import Path

import numpy as np
import pytest

from framing.taxonomy import Taxonomy, make_taxonomy
from tests.conftest import write_rows
from training.corpus import load_corpus
from training.labels import LabelSet, build_targets, find_label_set, read_label
from training.rows import parse_labels, parse_rows, parse_spans, read_rows

TEXT = "They sold us out again."


def _read(content: str) -> list[str]:
    return [str(fault) for fault in parse_rows(Path("f.csv"), content).faults]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "f.csv:1: file: is empty"),
        ("id,labels\n1,none\n", "f.csv:1: header: no column for the statement; name it one of: text, content"),
        ("text,text\na,b\n", "f.csv:1: header: column 'text' stands in the header twice"),
        ("text,labels\n,none\n", "f.csv:2: text: is empty"),
        ("text,labels\na b\n", "f.csv:2: row: has 1 cells, the header has 2"),
        ("text,labels\na,none|slogan\n", "f.csv:2: labels: `none` stands beside a label"),
        ('text,labels\na,"[1, 2]"\n', "f.csv:2: labels: '[1, 2]' is no list of texts"),
        ('text,labels\n"a,none\n', "f.csv:2: row: not valid CSV"),
        ("text,labels,spans\nab,slogan,{\n", "f.csv:2: spans: is no JSON"),
        ('text,labels,spans\nab,slogan,"{}"\n', "f.csv:2: spans: must be a JSON list"),
        ('text,labels,spans\nab,slogan,"[3]"\n', "f.csv:2: spans: 3 is no object"),
        (
            'text,labels,spans\nab,slogan,"[{""start"":1,""end"":9}]"\n',
            "f.csv:2: spans: span 1..9 does not lie in a statement of 2 characters",
        ),
        (
            'text,labels,spans\nab,slogan,"[{""text"":""x""}]"\n',
            "f.csv:2: spans: the words 'x' do not occur in the statement",
        ),
        (
            'text,labels,spans\nab,slogan,"[{""start"":0,""end"":1,""text"":""b""}]"\n',
            "f.csv:2: spans: span 0..1 holds 'a', not 'b'",
        ),
        (
            'text,labels,spans\nab,slogan,"[{""label"":""smear"",""start"":0,""end"":1}]"\n',
            "f.csv:2: spans: marks 'a' as 'smear', which `labels` lacks",
        ),
        ("text,target,stance\nab,,oppose\n", "f.csv:2: target: is empty but `stance` is given"),
        ("text,target,stance\nab,x,love\n", "f.csv:2: stance: 'love' is none of support, oppose, neutral"),
        ("text,split\nab,dev\n", "f.csv:2: split: 'dev' is none of train, calibration, test"),
        ('text,labels\n"a\nb",none\n\n,none\n', "f.csv:5: text: is empty"),
    ],
)
def test_a_fault_names_file_line_column_and_reason(content: str, fault: str) -> None:
    """Each kind of fault is found where it is."""
    (found,) = _read(content)

    assert found.startswith(fault)


def test_all_faults_of_a_file_come_at_once() -> None:
    """One reading is enough to mend it."""
    assert len(_read("text,labels,split\n,none,dev\nx,none|slogan,\n")) == 3


def test_a_file_that_is_not_utf8_names_the_line(tmp_path: Path) -> None:
    """The byte and its line are told."""
    path = tmp_path / "latin.csv"
    path.write_bytes(b"text,labels\ncaf\xe9,none\n")

    (fault,) = read_rows(path).faults
    assert "not UTF-8: byte 0xe9 in line 2" in str(fault)


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    """Nothing is raised for what a user may get wrong."""
    (fault,) = read_rows(tmp_path / "absent.csv").faults
    assert "cannot be read" in str(fault)


@pytest.mark.parametrize(
    ("cell", "labels"),
    [
        ("", None),
        ("none", []),
        ("NONE", []),
        ("slogan", ["slogan"]),
        ("slogan|smear", ["slogan", "smear"]),
        ("slogan; smear", ["slogan", "smear"]),
        ('["slogan", "smear"]', ["slogan", "smear"]),
        ("['Doubt', 'Slogans']", ["Doubt", "Slogans"]),
        ("Obfuscation,_Intentional_vagueness,_Confusion", ["Obfuscation,_Intentional_vagueness,_Confusion"]),
    ],
)
def test_labels_are_read_as_people_write_them(cell: str, labels: list[str] | None) -> None:
    """Bars, semicolons, JSON and Python lists; commas belong to names."""
    found = parse_labels(cell)

    assert (sorted(found) if found is not None else None) == labels


def test_spans_are_given_by_offsets_or_by_words() -> None:
    """Both forms give the same span."""
    by_words = parse_spans('[{"label": "betrayal", "text": "sold us out"}]', TEXT)
    by_offsets = parse_spans('[{"label": "betrayal", "start": 5, "end": 16}]', TEXT)

    assert by_words == by_offsets
    assert by_words[0].span.text == "sold us out"


def test_other_tools_column_names_are_accepted_and_reported() -> None:
    """A renamed column is no secret."""
    read = parse_rows(Path("f.csv"), "content;techniques;filename;note\na;slogan;x;y\n")

    assert [(r.text, r.labels, r.source, r.extra) for r in read.rows] == [("a", {"slogan"}, "x", {"note": "y"})]
    assert "column 'content' is read as 'text'" in read.notes


def test_a_byte_order_mark_is_no_part_of_the_header(tmp_path: Path) -> None:
    """Files saved by spreadsheet programs are read."""
    path = tmp_path / "bom.csv"
    path.write_bytes(b"\xef\xbb\xbftext,labels\r\na,none\r\n")

    assert [row.text for row in read_rows(path).rows] == ["a"]


def test_one_hot_columns_are_labels(tmp_path: Path, taxonomy: Taxonomy) -> None:
    """Columns named after devices stand in for `labels`."""
    path = write_rows(tmp_path / "hot.csv", ["text", "slogan", "smear"], [["a", "1", "0"], ["b", "", "0"]])
    corpus = load_corpus([path], taxonomy)

    assert [sorted(row.labels or []) for row in corpus.rows] == [["slogan"], []]


def test_an_unknown_device_suggests_the_nearest(tmp_path: Path, taxonomy: Taxonomy) -> None:
    """A typing error is not a new device."""
    rows = [["a", "betrayl"], ["b", "slogan"], ["c", "smear"]]
    corpus = load_corpus([write_rows(tmp_path / "f.csv", ["text", "labels"], rows)], taxonomy)

    (fault,) = corpus.faults
    assert "f.csv:2: labels: unknown device 'betrayl'; did you mean 'betrayal'?" in str(fault)


def test_labels_of_ones_own_make_a_taxonomy(tmp_path: Path, taxonomy: Taxonomy) -> None:
    """A user's devices are first-class."""
    rows = [["a", "Ad hominem"], ["b", "gish-gallop"], ["c", "none"]]
    corpus = load_corpus([write_rows(tmp_path / "f.csv", ["text", "labels"], rows)], taxonomy)

    assert corpus.faults == ()
    assert corpus.taxonomy.ids == ("ad_hominem", "gish_gallop")


def test_the_same_statement_with_other_labels_is_a_conflict(tmp_path: Path, taxonomy: Taxonomy) -> None:
    """A conflict is listed and the first row stands; a mere repetition is left out and told."""
    rows = [["Same words!", "slogan"], ["same  words!", "smear"], ["Other", "none"], ["Other", "none"]]
    corpus = load_corpus([write_rows(tmp_path / "f.csv", ["text", "labels"], rows)], taxonomy)

    assert [fault.place.rpartition(":")[2] for fault in corpus.conflicts] == ["3"]
    assert [sorted(row.labels or []) for row in corpus.rows] == [["slogan"], []]
    assert "2 repeated statements were left out" in corpus.notes


def test_a_source_in_two_parts_is_a_fault(tmp_path: Path, taxonomy: Taxonomy) -> None:
    """No source may straddle a split, not even by hand."""
    rows = [["a", "none", "s", "train"], ["b", "none", "s", "test"]]
    path = write_rows(tmp_path / "f.csv", ["text", "labels", "source", "split"], rows)

    (fault,) = load_corpus([path], taxonomy).faults
    assert "source 's' is in 'test' here and in 'train'" in str(fault)


def test_a_schemes_labels_leave_open_what_they_do_not_tell(tmp_path: Path, taxonomy: Taxonomy) -> None:
    """A name that covers several devices is read as the first; absent, it denies them all."""
    rows = [["a", "Questioning_the_Reputation"], ["b", "none"], ["c", "Doubt"]]
    corpus = load_corpus([write_rows(tmp_path / "f.csv", ["text", "labels"], rows)], taxonomy)
    devices = ["smear", "betrayal", "casting_doubt", "hidden_hand"]

    targets = build_targets(corpus.rows, corpus.sets, devices, taxonomy)
    expected = [[1, -1, 0, -1, 1], [0, 0, 0, -1, 0], [0, 0, 1, -1, 1]]
    np.testing.assert_array_equal(targets, expected)


def test_a_row_nobody_reviewed_is_unknown_everywhere(tmp_path: Path, taxonomy: Taxonomy) -> None:
    """Empty labels are not `none`."""
    corpus = load_corpus([write_rows(tmp_path / "f.csv", ["text", "labels"], [["a", ""], ["b", "none"]])], taxonomy)

    targets = build_targets(corpus.rows, corpus.sets, ["smear"], taxonomy)
    np.testing.assert_array_equal(targets, [[-1, -1], [0, 0]])


def test_labels_known_to_the_taxonomy_are_devices_before_they_are_names(taxonomy: Taxonomy) -> None:
    """`loaded_language` alone is the device, not a scheme's name."""
    rows = parse_rows(Path("f.csv"), "text,labels\na,loaded_language\n").rows
    own = make_taxonomy("own", ["x"])

    assert find_label_set(rows, taxonomy).scheme is None
    assert find_label_set(rows, own).scheme is None


def test_a_scheme_with_names_that_no_device_covers_keeps_all_its_names(tmp_path: Path, taxonomy: Taxonomy) -> None:
    """Retraining on such a corpus loses no label, and it is still measured by the scheme's names."""
    rows = [["a", "cherry_picking|loaded_language"], ["b", "euphoria"], ["c", "none"]]
    path = write_rows(tmp_path / "f.csv", ["text", "labels"], rows)
    corpus = load_corpus([path], taxonomy)
    kept = load_corpus([path], taxonomy, may_replace=False)

    assert corpus.taxonomy.ids == ("cherry_picking", "euphoria", "loaded_language")
    assert corpus.taxonomy.schemes["unlp2025"].find_names("euphoria") == ["euphoria"]
    assert kept.taxonomy is taxonomy


def test_a_label_is_read_by_the_set_it_comes_from(taxonomy: Taxonomy) -> None:
    """A scheme's name is the first device that it covers; a name that covers none is no device."""
    scheme = LabelSet(taxonomy.schemes["semeval2021"])

    assert read_label("Doubt", scheme, taxonomy) == "casting_doubt"
    assert read_label("Doubt", LabelSet(None), taxonomy) is None
    assert read_label("Casting doubt", LabelSet(None), taxonomy) == "casting_doubt"
    assert read_label("Transfer", scheme, taxonomy) is None
