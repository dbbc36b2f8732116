"""framing.unusual."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.unusual import (
    TABLES,
    find_kinds,
    find_letters,
    find_unusual,
    is_in_other_script,
    keep_running_text,
    weigh_forms,
    weigh_letters,
)

PROSE = "On Tuesday the board will publish the timetable for the coming month."


@pytest.mark.parametrize(
    "text",
    [
        "if (ptr == NULL || ptr->next != head) return -1;",
        "const items = rows.map((row) => row.id).filter(Boolean);",
        "SELECT u.id, COUNT(*) FROM users u WHERE u.age >= 30 AND u.city = 'Sofia' GROUP BY u.id;",
        '<div class="card"><a href="/about">About</a></div>',
        '{"id": 17, "name": "Ana", "tags": ["a", "b"]}',
        "grep -Eo '[0-9]+' *.log | sort -n > out.txt",
        r"\frac{\sqrt{\pi}}{2} = \int_{0}^{\infty} e^{-x^2}\,dx",
        '203.0.113.7 - - [12/Mar/2024:06:25:14 +0000] "GET /index.html HTTP/1.1" 404 162',
        "| Arsenal | 38 | 26 | 89 |",
        "17, 4, 98, 3, 55, 21",
        "aGVsbG8gd29ybGQgdGhpcyBpcyBhIHRlc3Q0Mg==",
        "https://example.org/a?id=17 https://example.org/b",
        "xkjq wvzt pqrh gklm",
        "фывапр олджэ йцукен гшщзх",
        "buy buy buy buy buy buy buy buy buy buy buy buy",
        "T̵̡̛͇h̷̢̛̰ȅ̴̢͎y̸̧̛̘ s̵̨̛͇ȏ̷̢̰l̴̢͎̈d̸̛̘̽",
        "---",
    ],
)
def test_what_is_no_running_text_is_unusual(text: str) -> None:
    """Code, markup, logs, tables, links and gibberish, each alone."""
    assert (True,) == find_unusual([text])


@pytest.mark.parametrize(
    "text",
    [
        "Shame!",
        "Слава!",
        "Срамота.",
        "Ana Kovac",
        "Hmm.",
        "Hahahaha, nooooo!!!",
        "USA! USA! USA! USA!",
        "CNN LIES. MAGA NOW",
        "GDP up 2.5% in 2024 (Q3: 1.9%), says NBP",
        "RT @ana_k: they sold us out!!! #StopTheWar #nato 🔥🔥 https://t.co/abc123",
        "⚡️\nКитай: соглашение продлено — МИД",
        "- 12 marca, godz. 18:00, ul. Długa 7",
        "They s.o.l.d us o-u-t, the tr4itors",
        "Тhеу sоld us оut",
        "T̶h̶e̶y̶ ̶s̶o̶l̶d̶ ̶u̶s̶",
        "Ｔｈｅｙ ｓｏｌｄ ｕｓ",
        "𝐓𝐡𝐞𝐲 𝐬𝐨𝐥𝐝 𝐮𝐬",
        "Das ist ein Dolchstoß in den Rücken der Nation.",
        "Μας λένε να κάνουμε υπομονή.",
        "これは裏切りです。",
    ],
)
def test_running_text_is_not_unusual(text: str) -> None:
    """Cries, names, posts, disguised words and other languages are for others to judge."""
    assert (False,) == find_unusual([text])


def test_a_weak_line_goes_with_the_code_around_it() -> None:
    """A word alone may be anything; between two lines of code it is code."""
    code = "if (a[i] != b[i]) { return -1; }"

    assert (False,) == find_unusual(["done"])
    assert (True, True, True) == find_unusual([code, "done", code])


@pytest.mark.parametrize(
    "rows",
    [
        ("Sofia;12,5;14,1;13,0", "Warsaw;9,5;11,1;12,0"),
        ("Legia Warszawa\t12\t8\t3\t1", "Partizan\t12\t7\t2\t3"),
        ("Arsenal 2:1 Partizan", "Динамо 0:0 Legia", "Sofia 3:1 Warsaw"),
        ("Eggs - 257 $", "Tea - 190 $", "Apples - 80 $"),
    ],
)
def test_rows_of_a_table_are_unusual_together(rows: tuple[str, ...]) -> None:
    """One row may be a remark; several in a row are a table."""
    assert all(find_unusual(rows))


def test_prose_beside_code_stays_prose() -> None:
    """What stands before and after a line of code is judged as ever."""
    code = "for (int i = 0; i < n; i++) { sum += a[i]; }"

    assert (False, True, False) == find_unusual([PROSE, code, PROSE])


def test_lines_of_code_are_left_out_and_gibberish_is_kept() -> None:
    """What is not known as a language may be one."""
    code = "for (int i = 0; i < n; i++) { sum += a[i]; }"

    assert f"{PROSE}\nxkjq wvzt pqrh" == keep_running_text(f"{code}\n{PROSE}\nxkjq wvzt pqrh")
    assert PROSE == keep_running_text(f"{PROSE} {code} https://example.org/a")


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("这是背叛。", True),
        ("هذه خيانة", True),
        ("Οχι", True),
        ("betrayal", False),
        ("зрада 这", False),
        ("αbоut", False),
        ("", False),
    ],
)
def test_the_script_is_that_of_most_letters(text: str, elsewhere: bool) -> None:  # noqa: FBT001
    """A letter that poses for a Latin one counts as Latin."""
    assert elsewhere == is_in_other_script(text)


def test_the_tables_stay_small() -> None:
    """They travel with the package."""
    assert TABLES.stat().st_size < 200_000


@given(st.text(st.characters(), max_size=80), st.text(st.characters(), max_size=80))
def test_any_statements_have_an_answer(first: str, second: str) -> None:
    """One for each, the same each time; kinds and letters are told of every character."""
    assert 2 == len(find_unusual([first, second]))
    assert len(first) + 3 == len(find_letters(first))
    kinds, rows = find_kinds([first, second])
    assert len(kinds) <= len(first) + len(second) + 4
    assert {0, 1} == set(rows.tolist())


@given(st.lists(st.text(st.sampled_from("aж1 .\0\n(){}=;,Ω"), max_size=30), min_size=1, max_size=6))
def test_evidence_is_each_statements_own(texts: list[str]) -> None:
    """Many at once are weighed as one by one."""
    for weigh in (weigh_forms, weigh_letters):
        assert [weigh([text])[0] for text in texts] == weigh(texts).tolist()
