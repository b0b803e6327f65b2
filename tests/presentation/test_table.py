"""Tables: Japanese counts double, nothing is lost, nothing is wider than asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.presentation.table import GAP, LONGEST_KEPT, pad, table, width, wrap
from servanda.presentation.visible import one_line, visible

TEXT = st.text(alphabet="ab cd情報é通e\u0301ｱ・ ", max_size=60)
WORDS = st.lists(st.text("ab情報", min_size=1, max_size=9), min_size=1, max_size=6).map(" ".join)
ROWS = st.integers(1, 4).flatmap(
    lambda columns: st.lists(st.lists(WORDS, min_size=columns, max_size=columns), min_size=1, max_size=4)
)


def letters(text):
    """The text without spaces, which wrapping may drop."""
    return text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("Paris", 5),
        ("総務省", 6),
        ("日仏ICT政策協議", 15),
        ("ＩＣＴ", 6),
        ("ｱｲｳ", 3),
        ("Öl", 2),
        ("e\u0301", 1),
        ("・", 2),
        ("“a”", 3),
    ],
)
def test_width(text, expected):
    """Wide and full-width characters take two columns, combining ones none."""
    assert expected == width(text)


def test_columns_align():
    """A column begins at the same place in each row, whatever its neighbours are written in."""
    assert [
        "WHO     WHAT",
        "総務省  report",
        "MIC     share",
        "",
    ] == [*table(("WHO", "WHAT"), [("総務省", "report"), ("MIC", "share")]), ""]


def test_one_line_a_row_without_a_width():
    """Without a width nothing is wrapped."""
    assert 2 == len(table(("A", "B"), [("x" * 200, "y " * 200)]))


def test_the_widest_column_is_wrapped_first():
    """On a terminal the long text gives way, below its own beginning; the address stays whole."""
    assert [
        "ADDRESS         DUE   WHAT",
        "jp-us-digital/  2024  Support training of",
        "                      engineers in third",
        "                      countries",
    ] == table(
        ("ADDRESS", "DUE", "WHAT"),
        [("jp-us-digital/", "2024", "Support training of engineers in third countries")],
        42,
    )


def test_where_words_would_break_the_last_column_moves_below():
    """A row of many columns keeps its words whole; what it is about stands under it."""
    assert [
        "ADDRESS         STANDING       BY",
        "    WHAT",
        "jp-us-digital/  indeterminate  JP, US",
        "    Support training of engineers in third",
        "    countries",
        "jp-fr/          overdue        JP",
        "    Sign",
    ] == table(
        ("ADDRESS", "STANDING", "BY", "WHAT"),
        [
            ("jp-us-digital/", "indeterminate", "JP, US", "Support training of engineers in third countries"),
            ("jp-fr/", "overdue", "JP", "Sign"),
        ],
        42,
    )


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("", 5, [""]),
        ("one two", 7, ["one two"]),
        ("one two", 6, ["one", "two"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("総務省", 4, ["総務", "省"]),
        ("総務省", 5, ["総務", "省"]),
        ("a 総務省 b", 4, ["a", "総務", "省 b"]),
    ],
)
def test_wrap(text, columns, expected):
    """Lines break at spaces, and within a word only where it is too long by itself."""
    assert expected == wrap(text, columns)


@given(TEXT, st.integers(2, 40))
def test_wrapping_loses_nothing(text, columns):
    """No line is wider than asked, and every character but spaces comes out in order."""
    lines = wrap(text, columns)
    assert columns >= max(map(width, lines))
    assert letters(text) == letters("".join(lines))


@given(TEXT, st.integers(0, 80))
def test_padding(text, columns):
    """A padded text has the width asked for, or its own where that is more."""
    padded = pad(text, columns)
    assert padded.startswith(text)
    assert max(columns, width(text)) == width(padded)


@given(ROWS)
def test_a_table_without_a_width_holds_each_cell_whole(rows):
    """Each row is one line in which its cells stand whole and in order."""
    headings = ["H"] * len(rows[0])
    lines = table(headings, rows)
    assert len(rows) + 1 == len(lines)
    for row, line in zip(rows, lines[1:], strict=True):
        assert letters("".join(row)) == letters(line)
        assert all(cell in line for cell in row)


@given(ROWS, st.integers(20, 100))
def test_a_table_fits_the_terminal(rows, columns):
    """No line is wider than the terminal, unless the first column and the words leave no way."""
    headings = ["H"] * len(rows[0])
    lines = table(headings, rows, columns)
    first = max(width(row[0]) for row in rows)
    words = [max(width(word) for row in rows for word in row[i].split(" ")) for i in range(1, len(headings))]
    least = first + sum(min(word, LONGEST_KEPT[-1]) + len(GAP) for word in words)
    assert max(columns, least) >= max(map(width, lines))
    assert sorted(letters("".join(map("".join, rows)) + "H" * len(headings))) == sorted(
        letters("".join(lines))
    )


ANY = st.text(max_size=12) | st.text("ab 情\n\t\x1b\u202e\u200b\u2028\x9b", max_size=12)
ANY_ROWS = st.integers(1, 4).flatmap(
    lambda columns: st.lists(st.lists(ANY, min_size=columns, max_size=columns), min_size=1, max_size=4)
)


@given(ANY_ROWS, st.none() | st.integers(30, 120))
def test_no_line_holds_what_is_hidden(rows, columns):
    """Whatever the cells hold: no line of the table has a control, a text-direction mark or a line end."""
    for line in table(["A"] * len(rows[0]), rows, columns):
        assert line == visible(line)
        assert "\n" not in line


@given(ANY_ROWS)
def test_columns_align_whatever_the_cells_hold(rows):
    """Each cell, as it is shown, begins where its heading begins, and takes the width that it shows."""
    shown = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(1, *(width(row[i]) for row in shown)) for i in range(len(rows[0]))]
    expected = [
        GAP.join(pad(cell.lstrip(" "), size) for cell, size in zip(row, widths, strict=True)).rstrip()
        for row in (["A"] * len(widths), *shown)
    ]
    assert expected == table(["A"] * len(widths), rows)


def test_a_text_keeps_its_lines():
    """A line break of the text is one of the wrapped lines; in a cell it is a space."""
    assert ["two", "lines", "of", "it"] == wrap("two\nlines of\nit", 6)
    assert ["A    B", "a b  c"] == table(["A", "B"], [("a\nb", "c")])


@given(ANY, st.integers(12, 40))
def test_wrapped_lines_fit_as_they_are_shown(text, columns):
    """A hidden character takes the width of what is shown in its place."""
    for line in wrap(text, columns):
        assert line == visible(line)
        assert columns >= width(line)
