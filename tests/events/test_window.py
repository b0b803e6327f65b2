"""Vague dates: every accepted form with its bounds, and what is refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.events.window import MAX_LENGTH, UNKNOWN, Bounds, Window, parse

OPEN_START, OPEN_END = date.min.isoformat(), date.max.isoformat()
DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9998, 12, 31))


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-05", "2024-05-01", "2024-05-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-05-17", "2024-05-17", "2024-05-17"),
        ("2024-21", "2024-03-01", "2024-05-31"),
        ("2024-22", "2024-06-01", "2024-08-31"),
        ("2024-23", "2024-09-01", "2024-11-30"),
        ("2024-24", "2024-12-01", "2025-02-28"),
        ("2023-24", "2023-12-01", "2024-02-29"),
        ("2024-33", "2024-01-01", "2024-03-31"),
        ("2024-34", "2024-04-01", "2024-06-30"),
        ("2024-35", "2024-07-01", "2024-09-30"),
        ("2024-36", "2024-10-01", "2024-12-31"),
        ("2024-40", "2024-01-01", "2024-06-30"),
        ("2024-41", "2024-07-01", "2024-12-31"),
        ("203X", "2030-01-01", "2039-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("000X", "0001-01-01", "0009-12-31"),
        ("2024-XX", "2024-01-01", "2024-12-31"),
        ("2024-XX-XX", "2024-01-01", "2024-12-31"),
        ("2024-05-XX", "2024-05-01", "2024-05-31"),
        ("2030~", "2030-01-01", "2030-12-31"),
        ("2024-05?", "2024-05-01", "2024-05-31"),
        ("2024-05-17%", "2024-05-17", "2024-05-17"),
        ("2024-05-17/2024-05-18", "2024-05-17", "2024-05-18"),
        ("2024-05-17/2024-05-17", "2024-05-17", "2024-05-17"),
        ("2023-21/2024", "2023-03-01", "2024-12-31"),
        ("2024/2024-05", "2024-01-01", "2024-05-31"),
        ("2023~/2024?", "2023-01-01", "2024-12-31"),
        ("../2024-12-31", OPEN_START, "2024-12-31"),
        ("/2024-12-31", OPEN_START, "2024-12-31"),
        ("2010/..", "2010-01-01", OPEN_END),
        ("2010/", "2010-01-01", OPEN_END),
        ("../..", OPEN_START, OPEN_END),
        ("[2024-04,2024-07]", "2024-04-01", "2024-07-31"),
        ("[2024-07, 2024-04]", "2024-04-01", "2024-07-31"),
        ("[2024]", "2024-01-01", "2024-12-31"),
        ("[2020,2022..2024]", "2020-01-01", "2024-12-31"),
        ("[..2020,2024]", OPEN_START, "2024-12-31"),
        ("[2024..]", "2024-01-01", OPEN_END),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999-12-31", "9999-12-31", OPEN_END),
    ],
)
def test_accepted_form(edtf, earliest, latest):
    """Each accepted form has the earliest and latest day it can mean, both inclusive."""
    window = Window(edtf)
    assert (window.earliest.isoformat(), window.latest.isoformat()) == (earliest, latest)
    assert str(window) == edtf


NOT_DATES = ["", "soon", "24", "2024-5", "20240517", "2024-1X", "2XXX", "Y12024", "-0044", "2024-05-17\n"]
TIMES_AND_MARKS = ["2024-05-17T10:00", "2024-05-17T10:00:00Z", "2024-05-17~?", "~2024"]
OTHER_DIGITS = ["２０２４", "2024-0５", "٢٠٢٤"]
NOT_SETS = [
    "[]",
    "[2024",
    "[2024,]",
    "[..]",
    "[2024,..]",
    "[2024;2025]",
    "{2024,2025}",
    "/",
    "2024/2025/2026",
    "2024/[2025]",
]
HIDDEN_IN_SETS = ["[2024\n,2025]", "[\u20282024,2025]", "[2024,\x1f2025]", "[\u30002024]"]


@pytest.mark.parametrize("text", [*NOT_DATES, *TIMES_AND_MARKS, *OTHER_DIGITS, *NOT_SETS, *HIDDEN_IN_SETS])
def test_not_a_date(text):
    """What is not of an accepted form is refused, quoted, with the forms that are accepted."""
    with pytest.raises(ValueError, match="Accepted: 2024 · 2024-05") as refused:
        Window(text)
    assert "is not" in str(refused.value)


NO_MONTHS = ["2024-00", "2024-13", "2024-20", "2024-25", "2024-37", "2024-42", "2024-21-05", "2024-21-XX"]
NO_DAYS = ["2024-05-00", "2024-05-32", "2023-02-29", "../2023-02-29", "[2023-02-29]"]
NO_YEARS = ["0000", "9999-24", "203X-05", "2024-XX-05"]


@pytest.mark.parametrize("text", [*NO_MONTHS, *NO_DAYS, *NO_YEARS])
def test_impossible_date(text):
    """A date of the right form that no calendar has is refused with the forms that are accepted."""
    with pytest.raises(ValueError, match=r"is not a possible date: .*Accepted: 2024"):
        Window(text)


@pytest.mark.parametrize("text", ["2024-05-18/2024-05-17", "2025/2024", "[2025..2024]"])
def test_backwards(text):
    """A window that ends before it begins is refused."""
    with pytest.raises(ValueError, match="ends before it begins"):
        Window(text)


def test_too_long():
    """A text longer than any date is refused before it is parsed."""
    with pytest.raises(ValueError, match=f"at most {MAX_LENGTH}"):
        Window("[" + ",".join(["2024"] * 50) + "]")


@pytest.mark.parametrize(
    ("given_", "edtf", "words"),
    [
        (" 2024-05 ", "2024-05", ""),
        ("FY2023", "2023-04-01/2024-03-31", "FY2023"),
        ("FY 2023", "2023-04-01/2024-03-31", "FY2023"),
        ("unknown", UNKNOWN, ""),
        ("Not stated", UNKNOWN, ""),
        ({"edtf": "2024"}, "2024", ""),
        ({"edtf": "../2021-12-31", "words": "by the end of 2021"}, "../2021-12-31", "by the end of 2021"),
    ],
)
def test_of(given_, edtf, words):
    """A person may give a text, a fiscal year, `unknown`, or a mapping with the words read."""
    assert Window.of(given_) == Window(edtf, words)


def test_of_a_window():
    """A window stays the window it is."""
    window = Window("2024", "next year")
    assert Window.of(window) is window


@pytest.mark.parametrize(
    "given_",
    [
        2024,
        None,
        2024.5,
        True,
        [],
        {},
        {"edtf": 2024},
        {"edtf": "2024", "words": 1},
        {"edtf": "2024", "x": ""},
    ],
)
def test_of_neither_text_nor_mapping(given_):
    """Anything else is refused with both shapes and the accepted forms, not with a crash."""
    with pytest.raises(ValueError, match=r'a date is a text or \{"edtf": …, "words": …\}\. Accepted: 2024'):
        Window.of(given_)


@pytest.mark.parametrize("given_", ["FY9999", "FY23", "FY20233", "FY2023-24"])
def test_of_no_fiscal_year(given_):
    """A fiscal year has four digits and ends within the calendar."""
    with pytest.raises(ValueError, match="is not a date"):
        Window.of(given_)


@pytest.mark.parametrize(
    ("edtf", "known"),
    [(UNKNOWN, False), ("../", False), ("../2024", True), ("2024/..", True)],
)
def test_known(edtf, known):
    """Only a window open at both ends says nothing at all."""
    assert Window(edtf).known is known


def test_order():
    """Windows sort by their earliest day, then by their latest; open beginnings come first."""
    inorder = [
        "../2023",
        "../2024",
        "../..",
        "2023-12-31",
        "2024-01-01",
        "2024-01",
        "2024",
        "2024/..",
        "2024-02",
    ]
    assert sorted(sorted(inorder), key=lambda edtf: Window(edtf).order) == inorder


def test_marks_are_part_of_the_text():
    """Uncertainty widens nothing but is kept: the same bounds, not the same window."""
    assert parse("2024") == parse("2024~")
    assert Window("2024") != Window("2024~")


@given(DAYS)
def test_days_months_and_years_hold_their_day(day):
    """A day means itself; its month and its year begin and end around it, and not a day later."""
    text = day.isoformat()
    assert parse(text) == Bounds(day, day)
    month, year = parse(text[:7]), parse(text[:4])
    assert year.earliest <= month.earliest <= day <= month.latest <= year.latest
    assert (month.earliest, year.earliest) == (day.replace(day=1), day.replace(month=1, day=1))
    next_month, next_year = month.latest + timedelta(1), year.latest + timedelta(1)
    assert (next_month.day, next_year.month, next_year.day) == (1, 1, 1)


@given(DAYS, DAYS)
def test_intervals_and_sets_hold_their_days(one, other):
    """An interval and a set of days reach from the first to the last of them."""
    first, last = sorted((one, other))
    assert parse(f"{first}/{last}") == Bounds(first, last)
    assert parse(f"[{one},{other}]") == Bounds(first, last)
    assert (parse(f"../{one}"), parse(f"{one}/..")) == (Bounds(date.min, one), Bounds(one, date.max))


@given(st.integers(1, 9998), st.sampled_from([(21, 22, 23, 24), (33, 34, 35, 36), (40, 41)]))
def test_parts_of_a_year_follow_on_each_other(year, parts):
    """Seasons, quarters and halves cover twelve months without a gap or an overlap."""
    bounds = [parse(f"{year:04}-{part}") for part in parts]
    assert [b.latest + timedelta(1) for b in bounds[:-1]] == [b.earliest for b in bounds[1:]]
    assert bounds[-1].latest + timedelta(1) == bounds[0].earliest.replace(year=year + 1)


ORACLE_FORMS = st.one_of(
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(lambda day: day.isoformat()[:4]),
    DAYS.map(lambda day: day.isoformat()[:7] + "-XX"),
    st.integers(1, 998).map(lambda decade: f"{decade:03}X"),
    st.builds("{:04}-{}".format, st.integers(1, 9998), st.sampled_from([21, 22, 23, "XX", "XX-XX"])),
)
MARKED = st.builds("{}{}".format, DAYS.map(date.isoformat), st.sampled_from("?~%"))


@given(
    st.one_of(ORACLE_FORMS, MARKED, st.tuples(DAYS, DAYS).map(sorted).map(lambda ends: "{}/{}".format(*ends)))
)
def test_agrees_with_another_edtf_parser(edtf):
    """At levels 0 and 1 the bounds are those of the `edtf` package."""
    parsed = pytest.importorskip("edtf").parse_edtf(edtf)
    expected = [date(*bound[:3]) for bound in (parsed.lower_strict(), parsed.upper_strict())]
    assert list(parse(edtf)) == expected
