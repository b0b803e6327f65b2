"""English counted times: within six months, over the next two years, in two years' time, 90 days after X."""

from datetime import date

from servanda.documents.dates.arithmetic import after as counted
from servanda.documents.dates.arithmetic import week_of
from servanda.documents.dates.english.events import event
from servanda.documents.dates.english.times import stretch
from servanda.documents.dates.english.tokens import Phrases, Tokens
from servanda.documents.dates.english.words import NUMBERS, TENS, UNITS, table, words
from servanda.documents.dates.meanings import Dated, Meaning, Relative, Unclear, Undated
from servanda.documents.dates.resolving import dated
from servanda.documents.dates.said import Said, only

Meant = tuple[Meaning, int] | None
_COMING = words("next coming upcoming forthcoming")
_PAST = words("past last previous preceding")
_ELSEWHERE = words("following subsequent ensuing first initial final intervening")
_OVER = words("in over during for through throughout within inside across")
_VAGUE = words("few several some couple many number")
_FROM_HERE = Phrases(
    table(
        {
            True: (
                "now | today | this meeting | the present meeting | the date of this meeting | "
                "the date of this statement | this date | the date hereof"
            )
        }
    )
)
_TEN = 10
_HENCE = Phrases(table({True: "from now | from today | hence"}))
_FRACTIONS = Phrases(table({0.5: "half a | a half", 1.5: "one and a half"}))
_DAYS = {"fortnight": ("week", 2), "decade": ("year", 10)}
_FURTHER = {"after": "after", "from": "after", "following": "after", "of": "after", "before": "before"}
_LIMITS = table(
    {
        True: (
            "no later than | not later than | by no later than | by not later than | no more than | "
            "at least | at the latest | a maximum of "
            "| a period of | a maximum period of | less than | not less than | about | approximately "
            "| the space of"
        ),
    }
)
_LIMIT_WORDS = Phrases(_LIMITS)


class Count:
    """A number of units: how many (None if it is not said), which unit, and the place after them."""

    def __init__(self, number: float | None, unit: str, after: int) -> None:
        self.unit, factor = _DAYS.get(unit, (unit, 1))
        self.number = number * factor if number else number
        self.after = after

    def from_day(self, day: date, sign: int = 1) -> date | None:
        """The day so much later, or earlier; None if it is no whole number of days or months."""
        number, unit = self.number or 0, self.unit
        if unit == "hour":
            number, unit = number / 24, "day"
        if number % 1 and unit == "year":
            number, unit = number * 12, "month"
        return None if number % 1 else counted(day, sign * int(number), unit)


def count(t: Tokens, at: int) -> Count | None:
    """Six months · twelve (12) months · a year and a half · half a year · a few years · 30 working days."""
    fraction = _FRACTIONS.at(t, at)
    if fraction and t.low[fraction[1]] in UNITS:
        return Count(fraction[0], UNITS[t.low[fraction[1]]], fraction[1] + 1)
    number, after = _number(t, at)
    if number is None and t.low[at] not in _VAGUE | {"a", "the"}:
        return None
    after = _vague(t, at) if number is None or t.low[after] in _VAGUE else after
    number = None if t.low[after - 1] in _VAGUE | {"of"} else number
    kind = t.low[after] in {"calendar", "working", "business", "consecutive", "full"}
    working = t.low[after] in {"working", "business"}
    unit = UNITS.get(t.low[after + kind])
    if unit is None or (number is None and after == at):
        return None
    after += kind + 1
    if t.says(after, "and", "a", "half") and number:
        return Count(number + 0.5, unit, after + 3)
    return Count(number, "working day" if working else unit, after)


def _number(t: Tokens, at: int) -> tuple[int | None, int]:
    number = t.number(at) if t.number(at) is not None else NUMBERS.get(t.low[at])
    after = at + 1
    tens = t.low[at] in TENS or t.low[at] == "twenty"
    if tens and (units := NUMBERS.get(t.low[t.skip(after, "-")])) and units < _TEN:
        number, after = (number or 0) + units, t.skip(after, "-") + 1
    if number is not None and t.low[after] == "(" and t.low[after + 2] == ")":
        bracketed = NUMBERS.get(t.low[after + 1], t.number(after + 1))
        return (number if bracketed == number else None), after + 3
    if number is not None and t.dash(after) and t.low[after + 1] in UNITS:
        return number, after + 1
    return number, after


def _vague(t: Tokens, at: int) -> int:
    start = t.skip(at, "a", "the")
    return t.skip(start + 1, "of") if t.low[start] in _VAGUE else at


def counting(t: Tokens, at: int) -> Meant:
    """The longest reading of a time that is counted from a day or from an event."""
    readings = [read(t, at) for read in (_next, _within, _in_time, _around_event)]
    return max(filter(None, readings), key=lambda read: read[1], default=None)


def _after_limits(t: Tokens, at: int) -> int:
    """The place after words such as "no later than" and "a period of"."""
    for _ in range(3):
        limit = _LIMIT_WORDS.at(t, at)
        if not limit:
            break
        at = limit[1]
    return at


def _days(t: Tokens, at: int, found: Count, sign: int, relation: str) -> Meant:
    start = t.setting.counted_from
    if found.number is None:
        return Undated(), found.after
    if found.unit == "working day":
        return Unclear("working days need a calendar of holidays"), found.after
    try:
        end = found.from_day(start, sign)
    except (OverflowError, ValueError):
        return Unclear("there is no such day"), found.after
    if end is None:
        return Unclear("it is no whole number of days or months"), found.after
    said = Said("span", span=(min(start, end), max(start, end)))
    text = t.text[t.starts[at] : t.ends[found.after - 1]]
    meaning = dated(only(said), "in", text, t.setting)
    return (meaning._replace(role=relation) if isinstance(meaning, Dated) else meaning), found.after


def _next(t: Tokens, at: int) -> Meant:
    """Over the next two years · within the coming months · in the past ten years."""
    over = t.low[at]
    start = at + (over in _OVER)
    if start > at and t.says(start, "the", "course", "of"):
        start += 3
    article = t.low[start] in {"the", "these"}
    which = t.low[start + article]
    if which not in _COMING | _PAST | _ELSEWHERE or not (article or start > at):
        return None
    found = count(t, start + article + 1) or _uncounted(t, over, which, start + article + 1)
    if not found or (start == at and found.number is None):
        return None
    if which in _ELSEWHERE:
        return Unclear("it is counted from something else"), found.after
    if which in _PAST:
        return _days(t, at, found, -1, "in") if found.number is not None else None
    if over == "in" and found.number == 1 and found.unit == "year" and t.low[found.after - 2] == "next":
        return None
    return _days(t, at, found, 1, "by")


def _uncounted(t: Tokens, over: str, which: str, at: int) -> Count | None:
    """Over the next year: twelve months. In the coming years: nobody knows how many."""
    unit = UNITS.get(t.low[at])
    if unit is None or (t.joined(at + 1) and t.dash(at + 1)):
        return None
    if t.low[at].endswith("s"):
        return Count(None, unit, at + 1)
    lasting = over in {"over", "within", "throughout"} or (which in _PAST and over in {"during", "in"})
    plain = which in {"past", "last", "next", "coming"} and t.low[at - 2] == "the"
    return Count(1, unit, at + 1) if lasting and plain else None


def _within(t: Tokens, at: int) -> Meant:
    """Within six months · within 30 days of the signing."""
    if t.low[at] not in {"within", "inside"} and not t.says(at, "in", "no", "more", "than"):
        return None
    found = count(t, _after_limits(t, at + 1))
    if not found:
        return None
    return _further(t, at, found) or _days(t, at, found, 1, "by")


def _in_time(t: Tokens, at: int) -> Meant:
    """In two years' time · six months from now · in six months · two years ago."""
    start = at + (t.low[at] == "in")
    found = count(t, start)
    if not found:
        return None
    after = t.skip(found.after, "'", "’")
    if start > at and t.low[after] == "time" and t.low[after - 1] != "of":
        return _point(t, at, found, after + 1)
    if hence := _HENCE.at(t, found.after):
        return _point(t, at, found, hence[1])
    return _in_or_ago(t, at, found, stated=start > at)


def _in_or_ago(t: Tokens, at: int, found: Count, *, stated: bool) -> Meant:
    """Two years ago; in two years, with "in" stated before it."""
    if t.low[found.after] == "ago":
        return Unclear("it is not said how exactly that is meant"), found.after + 1
    if not stated or t.low[at - 1] == "time" or t.low[found.after] in {"of", "old", "since", "-"}:
        return None
    if found.number is None:
        return Undated(), found.after
    return Unclear("it may mean within that time, or after it"), found.after


def _point(t: Tokens, at: int, found: Count, after: int) -> Meant:
    if found.number is None:
        return Undated(), after
    try:
        day = None if found.unit == "working day" else found.from_day(t.setting.counted_from)
    except (OverflowError, ValueError):
        return Unclear("there is no such day"), after
    if day is None:
        return Unclear("it is no whole number of days or months"), after
    said = Said("day", day.year, day.month, day.day)
    if found.unit == "week":
        week = week_of(day)
        said = Said("span", span=(week.first, week.last))
    elif found.unit == "month" or (found.number % 1 and found.unit == "year"):
        said = Said("period", day.year, day.month, about=True)
    elif found.unit == "year":
        said = Said("year", day.year, about=True)
    return dated(only(said), "in", t.text[t.starts[at] : t.ends[after - 1]], t.setting), after


def _around_event(t: Tokens, at: int) -> Meant:
    """No later than 30 days after the signing · two weeks before the summit."""
    found = count(t, _after_limits(t, at))
    if not found or t.low[found.after] not in _FURTHER or t.low[found.after] == "of":
        return None
    if t.low[found.after] == "from" and stretch(t, found.after + 1):
        return None  # "four years from April 2024" begins then
    return _further(t, at, found)


def _further(t: Tokens, at: int, found: Count) -> Meant:
    """What follows a count: "of the signing", "from today", "after 1 June 2024"."""
    relation = _FURTHER.get(t.low[found.after])
    start = found.after + 1
    if t.says(found.after, "prior", "to"):
        relation, start = "before", start + 1
    if relation is None:
        return None
    if relation == "after" and (here := _FROM_HERE.at(t, start)):
        meant = _days(t, at, found, 1, "by")
        return (meant[0], here[1]) if meant else None
    if named := event(t, start, bare=True):
        return Relative(relation, t.text[t.starts[start] : t.ends[named - 1]]), named
    if time := stretch(t, start):
        return Unclear("a time counted from another day is not worked out"), time[1]
    return None
