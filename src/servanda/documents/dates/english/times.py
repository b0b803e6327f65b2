"""English times: any day, period, week or year, parts of them, and stretches from one to another."""

from datetime import timedelta

from servanda.documents.dates.arithmetic import YEAR, month_at, week_of
from servanda.documents.dates.english.days import any_day
from servanda.documents.dates.english.periods import any_period
from servanda.documents.dates.english.tokens import Phrases, Tokens
from servanda.documents.dates.english.weeks import any_week
from servanda.documents.dates.english.words import PARTS, QUARTERS, table, words
from servanda.documents.dates.english.years import Read, any_year, is_year
from servanda.documents.dates.said import Said, Stretch, only, problem

_MOST = 6
"""So many times at most are read as one list."""
_PARTS = Phrases(PARTS)
_YEAR_OR_LESS = words("day week month quarter year")
_TO = words("to until till through")
_NOW = Phrases(table({True: "now | today | the present | the present day | the present time"}))
_ENDS_OF_YEAR = table(
    {
        "close": "year - end | year end | yearend | year's end | end - year | end of year",
        "mid": "mid - year | mid year | midyear",
    }
)
_THIS_OR_NEXT = Phrases(table({0: "this year's end | the year's end", 1: "next year's end"}))
_END_WORDS = Phrases(_ENDS_OF_YEAR)


def time(t: Tokens, at: int) -> Read:
    """The longest reading of one time, or of days or quarters that are named together."""
    readings = (read(t, at) for read in (_part, _year_end, any_day, any_period, any_week, any_year))
    return max(filter(None, readings), key=lambda read: read[1], default=None)


def stretch(t: Tokens, at: int, *, spanning: bool = False) -> Read:
    """The longest reading of a time or of a stretch from one time to another.

    Args:
        t: the text.
        at: where it begins.
        spanning: whether "from" stands before it, so that its ends may be of different kinds.
    """
    now = _now(t, at) if spanning else None
    first = now or time(t, at)
    if not first:
        return None
    if now:
        return _to(t, now, spanning=True) or time(t, at)
    return _listed(t, first) or _to(t, first, spanning=spanning) or _and(t, first) or first


def between(t: Tokens, at: int) -> Read:
    """What stands after "between": one time and another, or days of one month."""
    first = _now(t, at) or time(t, at)
    if not first:
        return None
    if not first[0].single:
        return first
    after = t.skip(first[1], ",")
    if t.low[after] not in {"and", "to"} and not t.dash(after):
        return None
    last = _now(t, after + 1) or time(t, after + 1)
    return (Stretch(first[0].first, last[0].last), last[1]) if last else None


def is_weak(t: Tokens, at: int, found: Stretch) -> bool:
    """Whether words are a time only after a preposition: a bare month, season or year."""
    last = found.last
    if last.problem:
        return last.unit == "span" and t.number(at) is not None and not t.raw[at + 1][:1].isalpha()
    number = t.number(at) is not None or "/" in t.raw[at]
    if last.unit == "year":
        return number
    bare_pair = number and last.unit == "period" and t.dash(at + 1)
    return (
        last.unit == "monthday" or bare_pair or (last.unit == "period" and not last.settled and not last.part)
    )


def _part(t: Tokens, at: int) -> Read:
    """Early 2025 · mid-June · the end of next year · later this year · mid- to late 2025."""
    start = t.skip(t.skip(at, "the"), "very")
    for part, after in _PARTS.all_at(t, start):
        found = _two_parts(t, part, after) or _part_of(t, part, after)
        if found and not (
            part == "end" and start == at and after == start + 1 and found[0].first.unit == "day"
        ):
            return found
    return None


def _two_parts(t: Tokens, part: str, after: int) -> Read:
    joined = t.skip(after, "-", "–")
    if t.low[joined] not in {"to", "or"}:
        return None
    for other, end in _PARTS.all_at(t, t.skip(joined + 1, "-", "–")):
        found = _part_of(t, other, end)
        if found and found[0].single:
            last = found[0].last
            return Stretch(last._replace(part=part), last), found[1]
    return None


def _part_of(t: Tokens, part: str, after: int) -> Read:
    found = _whole(t, after)
    if not found or not found[0].single or found[0].first.part:
        return None
    said = found[0].first
    if said.unit in {"day", "weekday", "monthday"} or (said.span and said.span[0] == said.span[1]):
        return None
    if part in {"rest", "gone"} and not said.settled:
        return None
    return only(said._replace(part=part)), found[1]


def _whole(t: Tokens, at: int) -> Read:
    """What can have an early and a late part: a period, a year or a week."""
    named = (read(t, at) for read in (_this_one, any_period, any_week, any_year))
    return max(filter(None, named), key=lambda read: read[1], default=None)


def _this_one(t: Tokens, at: int) -> Read:
    """The year, the month, the week, the quarter: the present one."""
    reference = t.setting.reference
    if t.low[at] not in {"the", "this"} or (t.joined(at + 2) and t.dash(at + 2)):
        return None
    after = t.skip(at + 1, "calendar") + 1
    unit, week = t.low[after - 1], week_of(reference)
    if unit in {"decade", "century"}:
        return problem(f"it is not said in which year the {unit} ends"), after
    present = {
        "year": Said("year", reference.year, which="the"),
        "month": Said("period", reference.year, reference.month),
        "quarter": Said("period", reference.year, QUARTERS[(reference.month + 2) // 3]),
        "week": Said("span", span=(week.first, week.last)),
    }
    return (only(present[unit]), after) if unit in present else None


def _year_end(t: Tokens, at: int) -> Read:
    """Year-end, year's end, mid-year, with or without a year."""
    reference = t.setting.reference
    if found := _THIS_OR_NEXT.at(t, at):
        return only(Said("year", reference.year + found[0], part="close")), found[1]
    number = is_year(t, at)
    if number and (behind := _END_WORDS.at(t, at + 1)):
        return only(Said("year", number, part=behind[0])), behind[1]
    found_end = _END_WORDS.at(t, t.skip(at, "the"))
    if not found_end:
        return None
    part, after = found_end
    year = any_year(t, t.skip(after, "of"))
    if year and year[0].single:
        return year[0].each(part=part), year[1]
    return only(Said("year", reference.year, part=part, which="the")), after


def _now(t: Tokens, at: int) -> Read:
    reference = t.setting.reference
    found = _NOW.at(t, at)
    return (only(Said("span", span=(reference, reference))), found[1]) if found else None


def _listed(t: Tokens, first: tuple[Stretch, int]) -> Read:
    """2025, 2026 and 2027 · May, June and July 2025."""
    found, after = [first[0]], first[1]
    while len(found) < _MOST and t.low[after] == ",":
        step = t.low[after + 1] in {"and", "or"}
        following = time(t, after + 1 + step)
        if not following or not _alike(first[0].last, following[0].first):
            return None
        found.append(following[0])
        after = following[1]
        if step:
            return Stretch(found[0].first, found[-1].last), after
    if len(found) > 1 and t.low[after] in {"and", "or"}:
        following = time(t, after + 1)
        if following and _alike(first[0].last, following[0].first):
            return Stretch(found[0].first, following[0].last), following[1]
    return None


def _to(t: Tokens, first: tuple[Stretch, int], *, spanning: bool) -> Read:
    """From one time to another."""
    at = t.skip(first[1], ",") if t.low[first[1] + 1] in _TO else first[1]
    slash = t.low[at] == "/"
    if t.low[at] not in _TO and not t.dash(at) and not slash:
        return None
    after = t.skip(t.skip(at + 1, "to") if t.low[at] == "up" else at + 1, "on", "in")
    last = (_now(t, after) if spanning else None) or time(t, after)
    if not last:
        return None
    beginning, end = first[0].first, last[0].last
    if (beginning.weekday, end.weekday) == (0, 4) and beginning.unit == end.unit == "weekday":
        return problem("it may be every week"), last[1]
    if not spanning and not _alike(first[0].last, last[0].first):
        return None
    return Stretch(beginning, end, "to"), last[1]


def _and(t: Tokens, first: tuple[Stretch, int]) -> Read:
    """One time and another that follows it; "or" where one of the two is meant."""
    after = t.skip(first[1], ",")
    join = {"and": "and", "&": "and", "or": "or"}.get(t.low[after])
    if not join:
        return None
    if t.low[after + 1] == "next" and first[0].last.unit == "year" and t.low[after + 2] not in _YEAR_OR_LESS:
        following = Said("year", t.setting.reference.year + 1)
        return Stretch(first[0].first, following, join), after + 2
    last = time(t, t.skip(after + 1, "on", "in", "again"))
    if not last or not _alike(first[0].last, last[0].first):
        return None
    one, other = first[0].last, last[0].first
    if join == "or" or _adjacent(one, other):
        return Stretch(first[0].first, last[0].last, join), last[1]
    if one.year is None and not one.which and other.year is not None:
        earlier = (one.number or 0) > (other.number or 0)
        return first[0].each(year=other.year - earlier), first[1]
    return None


def _alike(one: Said, other: Said) -> bool:
    if one.problem or other.problem or one.fiscal != other.fiscal:
        return False
    if one.unit == "period" == other.unit:
        return _kind(one) == _kind(other)
    return one.unit == other.unit


def _kind(said: Said) -> int:
    number = said.number or 0
    return 0 if number <= YEAR else number // 10


def _adjacent(one: Said, other: Said) -> bool:
    """Whether two times follow one another, so that both are one stretch."""
    if one.unit == "day" and one.day and other.day and one.number and other.number:
        year = other.year or one.year or 2024
        first = month_at(one.year or year, one.number) + timedelta(days=one.day - 1)
        last = month_at(year, other.number) + timedelta(days=other.day - 1)
        return timedelta() < last - first <= timedelta(days=3) or (one.number, other.number) == (12, 1)
    if one.unit == "period" and _kind(one) == 0:
        return ((other.number or 0) - (one.number or 0)) % 12 == 1
    return True
