"""English periods: May, this spring, the third quarter of 2025, H1 2025, the first six months."""

import re

from servanda.documents.dates.arithmetic import YEAR, month_at
from servanda.documents.dates.english.days import month
from servanda.documents.dates.english.tokens import Tokens
from servanda.documents.dates.english.words import (
    BREAKS,
    HALVES,
    NOT_AFTER_SEASONS,
    NUMBERS,
    ORDINALS,
    QUARTERS,
    SEASONS,
    THIS,
    words,
)
from servanda.documents.dates.english.years import Read, any_year, in_year, year_after
from servanda.documents.dates.said import Said, Stretch, only, problem

_SHORT = re.compile(
    r"(?:(?P<q>q)(?P<qn>[1-4])|(?P<h>h)(?P<hn>[12])|(?P<nq>[1-4])q|(?P<nh>[12])h)(?P<year>(?:[0-9]{2}){0,2})"
)
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})(?:q(?P<quarter>[1-4])|h(?P<half>[12]))")
_LAST = words("last final")
_LATTER = words("latter later")


def any_period(t: Tokens, at: int) -> Read:
    """The longest reading of a month, season, quarter or half."""
    readings = [read(t, at) for read in (_month, _season, _of_year, _short, _which_unit, _months_of_year)]
    return max(filter(None, readings), key=lambda read: read[1], default=None)


def which(t: Tokens, at: int) -> tuple[str, int]:
    """This, next, last, the coming, this past: which one is meant, and the place after it."""
    if t.low[at] == "this" and t.low[at + 1] in {"coming", "past"}:
        return t.low[at + 1], at + 2
    start = t.skip(at, "the")
    found = THIS.get(t.low[start], "")
    if found and (start == at or found in {"coming", "past", "this"}):
        return found, start + 1
    return "", at


def _with_year(t: Tokens, stretch: Stretch, after: int) -> Read:
    year = year_after(t, after)
    return (in_year(stretch, year[0].first), year[1]) if year else (stretch, after)


def _month(t: Tokens, at: int) -> Read:
    """May · May 2024 · next May · the month of May."""
    chosen, start = which(t, at)
    start = start + 3 if t.says(start, "the", "month", "of") else start
    named = month(t, start)
    if not named:
        return None
    said = only(Said("period", number=named[0], which=chosen))
    return (said, named[1]) if chosen else _with_year(t, said, named[1])


def _season(t: Tokens, at: int) -> Read:
    """Spring · the spring of 2025 · this fall · next autumn."""
    chosen, start = which(t, at)
    article = not chosen and t.low[start] == "the"
    season = t.low[start + article]
    if season not in SEASONS:
        return None
    after = t.skip(start + article + 1, "season", "months")
    said = only(Said("period", number=SEASONS[season], which=chosen))
    if chosen:
        return None if t.low[after] in NOT_AFTER_SEASONS else _not_a_break(t, said, after)
    dated = _with_year(t, said, after)
    if dated and dated[1] > after:
        return dated
    compound = t.dash(after) and t.joined(after)
    if compound or t.low[after] in NOT_AFTER_SEASONS or (season == "fall" and t.low[after] in {"of", "in"}):
        return None
    return _not_a_break(t, said, after)


def _not_a_break(t: Tokens, said: Stretch, after: int) -> Read:
    if t.low[after] in BREAKS:
        return problem("the days of the break are not known"), after + 1
    return said, after


def _ordinal(t: Tokens, at: int, most: int) -> int | None:
    low = t.low[at]
    if low in _LAST:
        return most
    if low in _LATTER:
        return most if most == len(HALVES) else None
    number = ORDINALS.get(low) or (int(low[0]) if low in {"1st", "2nd", "3rd", "4th"} else None)
    return number if number and number <= most else None


_UNITS = {"quarter": QUARTERS, "half": HALVES, "semester": HALVES, "half-year": HALVES}


def _of_year(t: Tokens, at: int) -> Read:
    """The third quarter · the second half of 2025 · the first and second quarters of next year."""
    start = t.skip(at, "the")
    ordinals, after = _ordinals(t, start)
    unit = t.low[after].removesuffix("s") if t.low[after] != "halves" else "half"
    if t.low[after] == "trimester" and ordinals:
        year = year_after(t, after + 1)
        return problem("it is not said how long a trimester is"), year[1] if year else after + 1
    if not ordinals or unit not in _UNITS:
        return None
    numbers = [_ordinal(t, place, len(_UNITS[unit])) for place in ordinals]
    after = after + 3 if t.low[after + 1] == "-" and t.low[after + 2] == "year" else after + 1
    if None in numbers:
        return None
    ends = [Said("period", number=_UNITS[unit][number or 1]) for number in numbers]
    stretch = only(ends[0]) if len(ends) == 1 else Stretch(ends[0], ends[-1], "to")
    return _part_of(t, stretch, after, whole=start > at or t.low[start] not in _LAST)


def _ordinals(t: Tokens, at: int) -> tuple[list[int], int]:
    """The places of one ordinal, or of two that are joined, and the place after them."""
    if _ordinal(t, at, 4) is None:
        return [], at
    joined = t.low[at + 1] in {"and", "or", "to"} or t.dash(at + 1)
    second = t.skip(at + 2, "the")
    if joined and _ordinal(t, second, 4):
        return [at, second], second + 1
    return [at], at + 1


def _part_of(t: Tokens, stretch: Stretch, after: int, *, whole: bool) -> Read:
    if t.low[after] == "(" and _SHORT.fullmatch(t.low[after + 1]) and t.low[after + 2] == ")":
        after += 3
    dated = _with_year(t, stretch, after)
    if dated and dated[1] > after:
        return dated
    half = (stretch.first.number or 0) >= HALVES[1]
    if t.low[after] == "of":
        return _half_of(t, stretch, after + 1) if half else None
    if not whole:
        return None  # "last quarter" is the one before this one
    if t.low[after] in {"results", "results,", "earnings", "growth", "gdp"}:
        return None
    return (problem("it is not said of which year or event"), after) if half else (stretch, after)


def _half_of(t: Tokens, stretch: Stretch, at: int) -> Read:
    """The half of a month."""
    if t.says(at, "the", "decade") or t.says(at, "this", "decade"):
        return problem("it is not said in which year the decade ends"), at + 2
    found = _month(t, at) or _which_unit(t, at)
    if not found:
        return None
    name = "first half" if stretch.first.number == HALVES[1] else "second half"
    return found[0].each(part=name), found[1]


def _short(t: Tokens, at: int) -> Read:
    """Q4 2014 · 4Q14 · H1 of 2025 · 2014Q4 · 2014 Q4."""
    if first := _YEAR_FIRST.fullmatch(t.low[at]):
        number = QUARTERS[int(first["quarter"])] if first["quarter"] else HALVES[int(first["half"])]
        return only(Said("period", int(first["year"]), number)), at + 1
    year = t.number(at)
    start = at + 1 if year and len(t.raw[at]) == len("2024") else at
    match = _SHORT.fullmatch(t.low[start])
    if not match or not t.raw[start].isupper():
        return None
    quarter, half = match["qn"] or match["nq"], match["hn"] or match["nh"]
    said = Said("period", number=QUARTERS[int(quarter)] if quarter else HALVES[int(half)])
    if match["year"]:
        return only(said._replace(year=int(match["year"][-2:]) + 2000)), start + 1
    if start > at:
        return only(said._replace(year=year)), start + 1
    return _with_year(t, only(said), t.skip(start + 1, "/", "-", "’", "'"))


def _which_unit(t: Tokens, at: int) -> Read:
    """Next month · this quarter · the month after next."""
    reference = t.setting.reference
    if t.says(at, "the", "month", "after", "next"):
        return _month_by_shift(t, 2), at + 4
    chosen, start = which(t, at)
    if t.low[at] == "previous" or t.low[start] not in {"month", "quarter", "half"}:
        return None
    shift = {"this": 0, "next": 1, "coming": 1, "last": -1, "past": -1}.get(chosen)
    if shift is None or (t.low[at] == "the" and chosen != "this"):
        return None
    if t.low[start] == "month":
        return _month_by_shift(t, shift), start + 1
    if t.low[start] == "half":
        return None
    years, index = divmod((reference.month - 1) // 3 + shift, 4)
    return only(Said("period", reference.year + years, QUARTERS[index + 1])), start + 1


def _month_by_shift(t: Tokens, shift: int) -> Stretch:
    moved = month_at(t.setting.reference.year, t.setting.reference.month + shift)
    return only(Said("period", moved.year, moved.month))


def _months_of_year(t: Tokens, at: int) -> Read:
    """The first six months of 2025 · the last three months of next year."""
    start = t.skip(at, "the")
    count = NUMBERS.get(t.low[start + 1]) or t.number(start + 1)
    if t.low[start] not in {"first", "last", "final"} or not count or t.low[start + 2] != "months":
        return None
    if t.low[start + 3] != "of" or not 1 < count < YEAR:
        return None
    year = any_year(t, start + 4) or year_after(t, start + 3)
    if not year:
        return None
    if year[0].first.problem or year[0].first.fiscal or year[0].first.year is None:
        return problem("it is not clear of which year"), year[1]
    skipped = 0 if t.low[start] == "first" else 12 - count
    first, last = (Said("period", year[0].first.year, skipped + month) for month in (1, count))
    return Stretch(first, last), year[1]
