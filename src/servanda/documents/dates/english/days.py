"""English days: 17-18 September 2020, Thursday, April 15, 5/6 June, 2024-02-20, on Thursday, tomorrow."""

import re
from datetime import timedelta
from typing import NamedTuple

from servanda.documents.dates.arithmetic import LONGEST_MONTH, YEAR
from servanda.documents.dates.english.tokens import Phrases, Tokens
from servanda.documents.dates.english.words import (
    COUNTED,
    MONTHS,
    NAMED_DAYS,
    ONLY_CAPITALISED,
    ORDINALS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    THIS,
    WEEKDAYS,
    table,
    words,
)
from servanda.documents.dates.english.years import EARLIEST, LATEST, Read, in_year, year_after
from servanda.documents.dates.said import Said, Stretch, only, problem

_DAY = re.compile(r"([0-9]{1,2})(st|nd|rd|th)?")
_NUMERIC = re.compile(r"([0-9]{1,4})([./-])([0-9]{1,2})\2([0-9]{1,4})")
_JOINS = {"and": "and", "&": "and", "or": "or"} | dict.fromkeys(("to", "through", "until", "till", "/"), "to")
_MOST_DAYS = 8
_TWO, _FOUR = 2, 4
_HOURS = words("hours hrs hrs. gmt utc jst")
_OTHER_CALENDARS = words("b.e. be ah a.h. bs")


class Day(NamedTuple):
    """A day of the month with the weekday it is said to be, and the place after it."""

    number: int
    weekday: int | None
    after: int


class DayList(NamedTuple):
    """Days of one month, how the last is joined, and the place after them."""

    days: tuple[Day, ...]
    join: str
    after: int


def any_day(t: Tokens, at: int) -> Read:
    """The longest reading of a day or of days of one month."""
    readers = (_numeric, _days_then_month, _month_then_days, _weekday, _near, _monthday)
    readings = (read(t, at) for read in readers)
    return max(filter(None, readings), key=lambda read: read[1], default=None)


def month(t: Tokens, at: int) -> tuple[int, int] | None:
    """The number of a month that is named here, and the place after it."""
    low = t.low[at]
    number = MONTHS.get(low) or SHORT_MONTHS.get(low)
    if number is None or (low in ONLY_CAPITALISED and not t.capitalised(at)):
        return None
    if low in SHORT_MONTHS and t.low[at + 1] == "." and t.joined(at + 1):
        return number, at + 2
    return number, at + 1


def weekday(t: Tokens, at: int, *, short: bool = False) -> tuple[int, int] | None:
    """The weekday that is named here, 0 for Monday, and the place after it."""
    low = t.low[at]
    number = WEEKDAYS.get(low, SHORT_WEEKDAYS.get(low) if short else None)
    if number is None or not t.capitalised(at):
        return None
    return number, at + 1 if low in WEEKDAYS else t.skip(at + 1, ".")


def _number(t: Tokens, at: int, *, words: bool = False) -> int | None:
    match = _DAY.fullmatch(t.low[at])
    number = int(match[1]) if match else (ORDINALS.get(t.low[at]) if words else None)
    return number if number and 1 <= number <= LONGEST_MONTH else None


def _day(t: Tokens, at: int, *, words: bool = False) -> Day | None:
    """Thursday, the 15th · 15 (Thu.) · 15."""
    before = weekday(t, at, short=True)
    start = t.skip(before[1], ",") if before else at
    article = t.low[start] == "the"
    number = _number(t, start + article, words=words or article)
    if number is None:
        return None
    after = start + article + 1
    behind = in_brackets(t, after)
    named = before or behind
    return Day(number, named[0] if named else None, behind[1] if behind else after)


def in_brackets(t: Tokens, at: int) -> tuple[int, int] | None:
    """A weekday in brackets, and the place after them."""
    if t.low[at] == "(" and (found := weekday(t, at + 1, short=True)) and t.low[found[1]] == ")":
        return found[0], found[1] + 1
    return None


def _list(t: Tokens, at: int, *, words: bool = False) -> DayList | None:
    """17 · 17 and 18 · 17-18 · 17, 18 and 19 · 5/6 · Thursday 15 and Friday 16."""
    pair = re.fullmatch(r"([0-9]{1,2})[/,]([0-9]{1,2})", t.low[at])
    if pair and int(pair[1]) < int(pair[2]) <= LONGEST_MONTH:
        return DayList((Day(int(pair[1]), None, at), Day(int(pair[2]), None, at + 1)), "to", at + 1)
    first = _day(t, at, words=words)
    if not first:
        return None
    found, joins, done = [first], [""], 1
    while len(found) < _MOST_DAYS and (step := _next(t, found[-1], words=words)):
        found.append(step[1])
        joins.append(step[0])
        done = len(found) if step[0] != "," else done  # "17, 18 countries" is no list of days
    kept = tuple(found[:done])
    return DayList(kept, joins[done - 1], kept[-1].after)


def _next(t: Tokens, day: Day, *, words: bool) -> tuple[str, Day] | None:
    at = t.skip(day.after, ",")
    join = _JOINS.get(t.low[at]) or ("to" if t.dash(at) else "")
    if not join and at == day.after:
        return None
    following = _day(t, at + 1 if join else at, words=words)
    if not following or following.number <= day.number:
        return None
    return join or ",", following


def _days_of(found: DayList, number: int) -> Stretch:
    first, last = found.days[0], found.days[-1]
    beginning, end = (
        Said("day", number=number, day=day.number, weekday=day.weekday) for day in (first, last)
    )
    return only(beginning) if len(found.days) == 1 else Stretch(beginning, end, found.join)


def _days_then_month(t: Tokens, at: int) -> Read:
    """17 and 18 September 2020 · Thursday, 15 April · the third of June."""
    start, said_to_be = _weekdays_before(t, at)
    found = _list(t, start)
    if not found:
        return None
    named = month(t, t.skip(found.after, "of"))
    if not named:
        return None
    return _with_year(t, _named_before(_days_of(found, named[0]), said_to_be), named[1])


def _month_then_days(t: Tokens, at: int) -> Read:
    """September 17 and 18, 2020 · Thursday, April 15 · Sept. 5."""
    start, said_to_be = _weekdays_before(t, at)
    named = month(t, start)
    found = named and _list(t, named[1])
    if not named or not found or t.low[found.after] in COUNTED - _HOURS:
        return None
    if t.low[start + 1] != "." and month(t, found.after):  # "May 5 June"
        return None
    return _with_year(t, _named_before(_days_of(found, named[0]), said_to_be), found.after)


def _weekdays_before(t: Tokens, at: int) -> tuple[int, list[int]]:
    """The place after weekdays that stand before a date, and which they are."""
    found = weekday(t, at, short=True)
    if not found:
        return at, []
    numbers, after = [found[0]], found[1]
    joined = t.low[after] in {"and", "to", "or", ","} or t.dash(after)
    if joined and (second := weekday(t, after + 1, short=True)):
        numbers, after = [*numbers, second[0]], second[1]
    return t.skip(t.skip(after, ","), "the", "on"), numbers


def _named_before(stretch: Stretch, weekdays: list[int]) -> Stretch:
    if not weekdays:
        return stretch
    first = stretch.first._replace(weekday=weekdays[0])
    if stretch.single:
        fits = len(weekdays) == 1
        return only(first if fits else first._replace(problem="two weekdays are said of one day"))
    end = weekdays[-1] if weekdays[1:] else stretch.last.weekday
    return Stretch(first, stretch.last._replace(weekday=end), stretch.join)


def _with_year(t: Tokens, stretch: Stretch, after: int) -> Read:
    """The days with the year that follows them, and a weekday in brackets."""
    behind = in_brackets(t, after)
    after = behind[1] if behind else after
    year = year_after(t, after)
    if year and not _is_time_of_day(t, year[1]):
        stretch, after = in_year(stretch, year[0].first), year[1]
    elif t.low[t.skip(after, ",")] in _OTHER_CALENDARS or t.low[after : after + 4] == ["b", ".", "e", "."]:
        return problem("the year is of another calendar"), after + 1
    behind = behind or in_brackets(t, after)
    if behind and stretch.single:
        stretch = stretch.each(weekday=behind[0])
    return stretch, max(after, behind[1] if behind else after)


def _is_time_of_day(t: Tokens, after: int) -> bool:
    return t.low[after] in _HOURS


def _numeric(t: Tokens, at: int) -> Read:
    """2024-02-20 · 20.02.2024 · 02/20/2024; 02/03/2024 may be of February or of March."""
    match = _NUMERIC.fullmatch(t.low[at])
    if not match or (t.joined(at) and t.low[at - 1] in {"/", "-", "."}):
        return None
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == _FOUR and EARLIEST <= first <= LATEST and len(match[4]) <= _TWO:
        return only(Said("day", first, second, third)), at + 1
    if len(match[4]) != _FOUR or not EARLIEST <= third <= LATEST or len(match[1]) > _TWO:
        return None
    if max(first, second) > YEAR or first == second:
        day, number = (first, second) if second <= YEAR else (second, first)
        return only(Said("day", third, number, day)), at + 1
    return problem("it is not clear which number is the day and which the month"), at + 1


def _weekday(t: Tokens, at: int) -> Read:
    """Thursday · next Thursday · Thursday of next week · Thursday afternoon."""
    article = t.low[at] == "the"
    which, start = _which(t, at + article)
    found = weekday(t, start)
    if not found or (article and not which) or t.low[start - 1] in NAMED_DAYS:
        return None
    if t.low[start - 1] in ORDINALS or (t.low[found[1]] == "of" and month(t, found[1] + 1)):
        return problem("a weekday counted within a month is not worked out"), found[1]
    after = t.skip(found[1], "morning", "afternoon", "evening", "night")
    if bracketed := _date_in_brackets(t, found[0], after):
        return bracketed
    if week := _of_week(t, after):
        shift, after = week
        monday = t.setting.reference - timedelta(days=t.setting.reference.weekday())
        day = monday + timedelta(days=7 * shift + found[0])
        return only(Said("span", span=(day, day))), after
    return only(Said("weekday", weekday=found[0], which=which)), after


def _date_in_brackets(t: Tokens, number: int, at: int) -> Read:
    """What follows a weekday in brackets: "Wednesday (5 June)"."""
    if t.low[at] != "(":
        return None
    found = _days_then_month(t, at + 1) or _month_then_days(t, at + 1)
    if not found or t.low[found[1]] != ")" or not found[0].single:
        return None
    return found[0].each(weekday=number), found[1] + 1


def _which(t: Tokens, at: int) -> tuple[str, int]:
    if t.low[at] == "this" and t.low[at + 1] in {"coming", "past"}:
        return t.low[at + 1], at + 2
    which = THIS.get(t.low[at], "")
    return which, at + bool(which)


def _of_week(t: Tokens, at: int) -> tuple[int, int] | None:
    start = t.skip(at, "of")
    shift = {"this": 0, "next": 1, "last": -1}.get(t.low[start])
    return (shift, start + 2) if shift is not None and t.low[start + 1] == "week" else None


_NEAR_WORDS = table(
    {
        0: ("today | tonight | this morning | this afternoon | this evening | later today | earlier today"),
        1: "tomorrow",
        -1: "yesterday",
        2: "the day after tomorrow",
        -2: "the day before yesterday",
    }
)
_NEAR_DAYS = Phrases(_NEAR_WORDS)


def _near(t: Tokens, at: int) -> Read:
    """Today, tomorrow, this morning."""
    near = _NEAR_DAYS.at(t, at)
    if not near:
        return None
    shift, after = near
    day = t.setting.reference + timedelta(days=shift)
    return only(Said("span", span=(day, day))), t.skip(after, "morning", "afternoon", "evening")


def _monthday(t: Tokens, at: int) -> Read:
    """The 17th · the 17th and 18th of this month; not the 17th round."""
    found = _list(t, at) if t.low[at] == "the" else None
    if not found or not all(t.low[day.after - 1][-2:] in {"st", "nd", "rd", "th"} for day in found.days):
        return None
    after = found.after
    shift = {"this": 0, "next": 1, "last": -1}.get(t.low[after + 1])
    if t.low[after] == "of" and shift is not None and t.low[after + 2] == "month":
        reference = t.setting.reference
        years, index = divmod(reference.month - 1 + shift, 12)
        return _days_of(found, index + 1).each(year=reference.year + years), after + 3
    if t.low[after] in {"", ",", ".", ";", ")", "\n"} and t.low[after + 1] not in {"and", "or"}:
        return _days_of(found, 0).each(unit="monthday"), after
    return None
