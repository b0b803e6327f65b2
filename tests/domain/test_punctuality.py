"""Whether what was done was done in time, and how far vague dates are apart."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.domain.punctuality import Days, Punctuality, Span, between, punctuality, slippage
from servanda.events.window import Window


def span(edtf):
    window = Window(edtf)
    return Span(window.earliest, window.latest)


@pytest.mark.parametrize(
    ("done", "due", "name", "least", "most"),
    [
        # exact days
        ("2024-06-14", "2024-06-14", "on time", 0, 0),
        ("2024-06-13", "2024-06-14", "on time", -1, -1),
        ("2024-06-15", "2024-06-14", "late", 1, 1),
        # done at some time
        ("2024-06", "2024-06-30", "on time", -29, 0),
        ("2024-06", "2024-06-29", "indeterminate", -28, 1),
        ("2024-06", "2024-06-01", "indeterminate", 0, 29),
        ("2024-06", "2024-05-31", "late", 1, 30),
        ("2024~", "2024-06-01", "indeterminate", -152, 213),
        # due at some time: the last day counts
        ("2024-12-31", "2024", "on time", 0, 0),
        ("2024-01-01", "2024", "on time", -365, -365),
        ("2023-12-31", "2024", "on time", -366, -366),
        ("2025-01-01", "2024", "late", 1, 1),
        ("2025-01-01", "../2024-12-31", "late", 1, 1),
        ("2024-11/2025-01", "2024-40", "late", 124, 215),
        ("2024", "2024", "on time", -365, 0),
        # ends that are open
        ("../2024-06-14", "2024-06-14", "on time", None, 0),
        ("../2024-06-15", "2024-06-14", "indeterminate", None, 1),
        ("2024-06-14/..", "2024-06-14", "indeterminate", 0, None),
        ("2024-06-15/..", "2024-06-14", "late", 1, None),
        ("../..", "2024-06-14", "indeterminate", None, None),
    ],
)
def test_in_time(done, due, name, least, most):
    """On time if surely within the last due day, late if surely after it, otherwise nobody can tell."""
    assert Punctuality(name, Days(least, most)) == punctuality(span(done), Window(due))


@pytest.mark.parametrize("due", [None, Window("2024/.."), Window("../..")])
def test_without_a_last_day(due):
    """What has no last day is neither in time nor late."""
    assert punctuality(span("2024-06-14"), due) is None


@pytest.mark.parametrize(
    ("first", "second", "least", "most"),
    [
        ("2024-01-01", "2024-03-01", 60, 60),
        ("2024-03-01", "2024-01-01", -60, -60),
        ("2024-01", "2024-03", 30, 90),
        ("2024", "2024", -365, 365),
        ("../2024-01-31", "2024-03", 30, None),
        ("2024-01/..", "2024-03", None, 90),
        ("2024-01", "../2024-03-31", None, 90),
        ("2024-01", "2024-03/..", 30, None),
        ("../2024-01-31", "../2024-03-31", None, None),
        ("../2024-01-31", "2024-03/..", 30, None),
        ("../..", "2024-03", None, None),
    ],
)
def test_between(first, second, least, most):
    """The distance of vague dates is an interval, with no bound where an end is open."""
    assert Days(least, most) == between(span(first), span(second))


@pytest.mark.parametrize(
    ("first", "present", "expected"),
    [
        ("2024-01-01", "2024-03-01", Days(60, 60)),
        ("2024-03-01", "2024-01-01", Days(-60, -60)),
        ("2024", "2025", Days(1, 730)),
        ("../2021-12-31", "../2022-12-31", Days(365, 365)),
        ("../2021-12-31", "2022-12-31", Days(365, 365)),
        ("2021-12", "../2022-12-31", Days(365, 395)),
        ("2024/..", "2025", None),
        ("2024", "2025/..", None),
        ("../..", "2025", None),
        (None, "2025", None),
        ("2024", None, None),
        (None, None, None),
    ],
)
def test_slippage(first, present, expected):
    """A deadline moves from its last day, or its window, to that of the present one."""
    assert expected == slippage(first and Window(first), present and Window(present))


BASE = date(2024, 1, 1)
CLOSED = st.tuples(st.integers(0, 30), st.integers(0, 12)).map(
    lambda it: Span(BASE + timedelta(it[0]), BASE + timedelta(sum(it)))
)
SPANS = st.tuples(CLOSED, st.booleans(), st.booleans()).map(
    lambda it: Span(date.min if it[1] else it[0].earliest, date.max if it[2] else it[0].latest)
)


def days(closed):
    """Every day of a span."""
    return [closed.earliest + timedelta(day) for day in range((closed.latest - closed.earliest).days + 1)]


def window(bounds):
    first, last = (
        ".." if day in (date.min, date.max) else day.isoformat() for day in (bounds.earliest, bounds.latest)
    )
    return Window(f"{first}/{last}")


@given(CLOSED, CLOSED)
def test_the_verdict_is_that_of_every_day(done, due):
    """On time if every day on which it can have been done was in time, late if none was."""
    in_time = {day <= due.latest for day in days(done)}
    expected = "indeterminate" if len(in_time) > 1 else {True: "on time", False: "late"}[in_time.pop()]
    distances = [(day - due.latest).days for day in days(done)]
    assert Punctuality(expected, Days(min(distances), max(distances))) == punctuality(done, window(due))


@given(SPANS, CLOSED)
def test_the_verdict_agrees_with_the_days(done, due):
    """On time is at most no day late, late at least one, and what nobody can tell may be both."""
    found = punctuality(done, window(due))
    least, most = found.days
    expected = "indeterminate"
    if most is not None and most <= 0:
        expected = "on time"
    elif least is not None and least > 0:
        expected = "late"
    assert expected == found.name


@given(CLOSED, CLOSED)
def test_between_is_as_wide_as_the_days_and_no_wider(first, second):
    """The distances of all pairs of days reach from the least to the most."""
    distances = [(later - earlier).days for earlier, later in product(days(first), days(second))]
    assert Days(min(distances), max(distances)) == between(first, second)


@given(SPANS, SPANS)
def test_there_and_back(first, second):
    """The way back is the way there with the sign changed."""
    least, most = between(second, first)
    back = Days(None if most is None else -most, None if least is None else -least)
    assert back == between(first, second)


@given(SPANS, CLOSED, CLOSED)
def test_vaguer_dates_give_wider_bounds(opened, closed, other):
    """A date that is known less exactly, or is open, narrows no bound."""
    vaguer = Span(min(opened.earliest, closed.earliest), max(opened.latest, closed.latest))
    least, most = between(vaguer, other)
    exact = between(closed, other)
    assert least is None or least <= exact.least
    assert most is None or exact.most <= most


@given(SPANS.filter(lambda bounds: bounds.latest < date.max))
def test_what_was_not_moved_has_not_slipped(due):
    """From a due date to itself no day is lost, however vague it is."""
    assert Days(0, 0) == slippage(window(due), window(due))
