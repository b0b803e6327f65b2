"""CSV: read back the same, and never a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.presentation.spreadsheet import csv_text

MARKS = "=+-@\t\r\n＝＋－＠"
# Any text, and more often than not one that begins like a formula.
cells = st.text() | st.builds(
    "{}{}{}".format, st.sampled_from(["", "'", "''"]), st.sampled_from(MARKS), st.text()
)


def read_back(text):
    return list(csv.reader(io.StringIO(text, newline="")))


def unquoted(cell):
    """The cell without the quote that was put in front of it."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'")[:1] in {*MARKS} else cell


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1\n"),
        ('=HYPERLINK("https://example.org","here")', '"\'=HYPERLINK(""https://example.org"",""here"")"\n'),
        ("+81", "'+81\n"),
        ("-", "'-\n"),
        ("@SUM(A1)", "'@SUM(A1)\n"),
        ("\t=1", "'\t=1\n"),
        ("\r=1", '"\'\r=1"\n'),
        ("＝１", "'＝１\n"),
        ("'=1", "''=1\n"),
        ("'90s", "'90s\n"),
        ("1 - 1 = 0", "1 - 1 = 0\n"),
        ("a,b", '"a,b"\n'),
        ("日仏", "日仏\n"),
    ],
)
def test_a_cell(cell, written):
    """Only what begins like a formula, or as if it had been quoted, gets a quote."""
    assert written == csv_text([[cell]])


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(cells, min_size=n, max_size=n))))
def test_rows_are_read_back(rows):
    """A reader of CSV finds the same cells, after our quote is taken away, and none begins a formula."""
    read = read_back(csv_text(rows))

    assert rows == [[unquoted(cell) for cell in row] for row in read]
    assert not [cell for row in read for cell in row if cell[:1] in {*MARKS}]
