"""Windows in words: as exact as they are and no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.events.window import Window
from servanda.presentation.dates import plain


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2024", "2024"),
        ("2024-05", "2024-05"),
        ("2024-05-17", "2024-05-17"),
        ("2024-21", "spring 2024"),
        ("2024-22", "summer 2024"),
        ("2024-23", "autumn 2024"),
        ("2024-24", "winter 2024"),
        ("2024-33", "1st quarter 2024"),
        ("2024-36", "4th quarter 2024"),
        ("2024-40", "1st half 2024"),
        ("2024-41", "2nd half 2024"),
        ("2024-05-17/2024-05-18", "2024-05-17 to 18"),
        ("2024-05-31/2024-06-01", "2024-05-31 to 2024-06-01"),
        ("2024-05/2024-10-14", "2024-05 to 2024-10-14"),
        ("2023-24/2024-21", "winter 2023 to spring 2024"),
        ("../2021-12-31", "by 2021-12-31"),
        ("/2021", "by 2021"),
        ("2010/..", "since 2010"),
        ("2010/", "since 2010"),
        ("../..", "not stated"),
        ("2030~", "about 2030"),
        ("2024-05?", "2024-05 (uncertain)"),
        ("2030%", "about 2030 (uncertain)"),
        ("203X", "2030s"),
        ("200X", "2000s"),
        ("2024-XX", "2024"),
        ("2024-05-XX", "2024-05"),
        ("2024-XX-XX", "2024"),
        ("[2024-04,2024-05]", "2024-04 or 2024-05"),
        ("[2024-04-01..2024-04-03,2024-05]", "2024-04-01 to 03 or 2024-05"),
    ],
)
def test_plain(edtf, expected):
    """Each form of date has its words."""
    assert expected == plain(Window(edtf))


def test_a_century_is_no_decade():
    """Some year of a century is not told in the words for some year of its first decade."""
    assert plain(Window("20XX")) != plain(Window("200X"))


def test_nothing_stated():
    """No window, and one that is open at both ends, state nothing."""
    assert "not stated" == plain(None) == plain(Window.of("unknown"))


def test_bounds_of_what_is_not_stated():
    """A date that no source states is shown with the bounds that the source proves."""
    assert "not stated (by 2024-10-14)" == plain(Window("../2024-10-14", "not stated"))


def test_fiscal_year():
    """Japan's fiscal year keeps its name."""
    assert "FY2023" == plain(Window.of("FY2023"))


@pytest.mark.parametrize("edtf", ["../2024-03-31", "2022", "2024-04-01/2025-03-31"])
def test_words_do_not_change_the_date(edtf):
    """A window that merely has the words FY2023 is shown with its own bounds."""
    assert plain(Window(edtf)) == plain(Window(edtf, "FY2023"))


@given(st.dates(), st.dates())
def test_a_pair_of_days_can_be_read_back(one, other):
    """From the words of an interval of days both days can be read again."""
    first, last = sorted((one, other))
    said = plain(Window(f"{first}/{last}"))
    begin, _, end = said.partition(" to ")
    assert (f"{first}", f"{last}") == (begin, begin[:-2] + end if len(end) == 2 else end)
