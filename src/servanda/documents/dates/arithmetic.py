"""Arithmetic of the calendar: spans of days with their EDTF text."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from servanda.events.window import parse

YEAR = 12
"""Months of a year, and the number of the last of them."""
LONGEST_MONTH = 31
_JUNE = 6


class NotClearError(Exception):
    """A time that cannot be placed in the calendar; the text says why, for a person."""


class Span(NamedTuple):
    """Days from first to last, both included, the EDTF text, and whether nothing was supplied."""

    first: date
    last: date
    edtf: str
    certain: bool = True

    @property
    def simple(self) -> bool:
        """Whether its EDTF text is one date and no interval."""
        return "/" not in self.edtf and "[" not in self.edtf


def span(edtf: str) -> Span:
    """The span of an EDTF text."""
    bounds = parse(edtf)
    return Span(bounds.earliest, bounds.latest, edtf)


def days(first: date, last: date) -> Span:
    """The span of two days."""
    return Span(first, last, f"{first}/{last}" if first != last else f"{first}")


def months(year: int, month: int, count: int = 1) -> Span:
    """The span of whole months; the month may lie beyond the year, as 13 for the next January."""
    first, last = month_at(year, month), month_at(year, month + count - 1)
    whole = days(first, end_of_month(last))
    return Span(whole.first, whole.last, f"{first:%Y-%m}") if count == 1 else whole


def month_at(year: int, month: int) -> date:
    """The first day of a month, counted on from January of a year."""
    years, index = divmod(month - 1, 12)
    return date(year + years, index + 1, 1)


def end_of_month(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def after(day: date, count: int, unit: str) -> date:
    """The day so many days, weeks, months or years after another; the last of the month if there is none."""
    if unit in {"day", "week"}:
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    start = month_at(day.year, day.month + count * (12 if unit == "year" else 1))
    return start.replace(day=min(day.day, monthrange(start.year, start.month)[1]))


def week_of(day: date) -> Span:
    """Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return days(monday, monday + timedelta(days=6))


def fiscal_year(named: int, begins: int, *, by_its_beginning: bool) -> Span:
    """A fiscal year by its name and the month in which it begins.

    A fiscal year that begins in the second half of a calendar year has the name of the year in which
    it ends (United States, Australia), others that of the year in which they begin (Japan).
    """
    start = named if by_its_beginning or begins <= _JUNE else named - 1
    return months(start, begins, 12)


def part(whole: Span, name: str, reference: date) -> Span:
    """The early, middle or late part of a span of whole months, its halves, or what is left of it.

    Raises:
        NotClearError: the span has no such part.
    """
    if name in {"rest", "gone"}:
        return _divided(whole, name, reference)
    count = (whole.last.year - whole.first.year) * 12 + whole.last.month - whole.first.month + 1
    if name in {"end", "close"} and whole.last - whole.first == timedelta(days=6):
        return days(whole.last - timedelta(days=2), whole.last)
    if whole.first.day != 1 or whole.last != end_of_month(whole.last):
        msg = "days and weeks have no such part"
        raise NotClearError(msg)
    if count == 1:
        return _part_of_month(whole, name)
    if name in {"first half", "second half"}:
        return _half(whole, count, second=name == "second half")
    if name in {"close", "last day"}:
        return months(whole.last.year, whole.last.month)
    if count % 3 or count > YEAR:
        msg = "it is not said how long the early or late part of this is"
        raise NotClearError(msg)
    third = count // 3
    skipped = {"early": 0, "mid": third}.get(name, 2 * third)
    return months(whole.first.year, whole.first.month + skipped, third)


_PARTS_OF_MONTH = {"early": (1, 10), "mid": (11, 20), "first half": (1, 15), "second half": (16, 31)}


def _part_of_month(whole: Span, name: str) -> Span:
    if name == "last day":
        return days(whole.last, whole.last)
    first, last = _PARTS_OF_MONTH.get(name, (21, 31))
    return days(whole.first.replace(day=first), whole.first.replace(day=min(last, whole.last.day)))


def _half(whole: Span, count: int, *, second: bool) -> Span:
    if count % 2:
        msg = "it is not clear where the half of this ends"
        raise NotClearError(msg)
    half = months(whole.first.year, whole.first.month + (count // 2 if second else 0), count // 2)
    if count == YEAR and whole.first.month == 1:
        return Span(half.first, half.last, f"{whole.first.year:04}-{41 if second else 40}")
    return half


def _divided(whole: Span, name: str, reference: date) -> Span:
    if not whole.first <= reference <= whole.last:
        return whole
    return days(reference, whole.last) if name == "rest" else days(whole.first, reference)
