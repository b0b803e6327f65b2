"""English weeks: next week, the week of 3 June 2024, the week beginning 3 June."""

from datetime import timedelta

from servanda.documents.dates.arithmetic import NotClearError, Span, days, week_of
from servanda.documents.dates.english.days import any_day
from servanda.documents.dates.english.periods import any_period, which
from servanda.documents.dates.english.tokens import Tokens
from servanda.documents.dates.english.words import ORDINALS, words
from servanda.documents.dates.english.years import Read
from servanda.documents.dates.resolving import placed
from servanda.documents.dates.said import Said, only, problem

_BEGINS = words("of beginning commencing starting from")
_SUNDAY = 6


def any_week(t: Tokens, at: int) -> Read:
    """A week by a day in it, or counted from the present one."""
    return _which_week(t, at) or _of_day(t, at) or _of_month(t, at)


def _which_week(t: Tokens, at: int) -> Read:
    reference = t.setting.reference
    if t.says(at, "the", "week", "after", "next"):
        return only(_span(week_of(reference + timedelta(days=14)))), at + 4
    chosen, start = which(t, at)
    shift = {"this": 0, "next": 1, "coming": 1, "last": -1, "past": -1}.get(chosen)
    if chosen and t.low[start] == "weekend":
        return problem("it is not clear which days are meant"), start + 1
    if shift is None or t.low[start] != "week" or (t.low[at] == "the" and chosen != "this"):
        return None
    if reference.weekday() == _SUNDAY:
        return problem("said on a Sunday, it depends on the day on which a week begins"), start + 1
    return only(_span(week_of(reference + timedelta(days=7 * shift)))), start + 1


def _of_day(t: Tokens, at: int) -> Read:
    start = t.skip(at, "the")
    if t.low[start] != "week" or t.low[start + 1] not in _BEGINS | {"ending"}:
        return None
    found = any_day(t, t.skip(start + 2, "on", "from"))
    if not found:
        return None
    try:
        day = placed(found[0].first, t.setting)
    except (NotClearError, ValueError, OverflowError) as error:
        why = str(error) if isinstance(error, NotClearError) else "there is no such day"
        return problem(why), found[1]
    if not found[0].single:
        return found
    return only(_span(_week(day, t.low[start + 1]))._replace(sure=day.certain)), found[1]


def _week(day: Span, how: str) -> Span:
    if how == "ending":
        return days(day.first - timedelta(days=6), day.first)
    if how != "of" or day.first.weekday() == _SUNDAY:
        return days(day.first, day.first + timedelta(days=6))
    return week_of(day.first)


def _span(found: Span) -> Said:
    return Said("span", span=(found.first, found.last))


def _of_month(t: Tokens, at: int) -> Read:
    """The first week of June: the weeks of a month are counted in more than one way."""
    start = t.skip(at, "the")
    if (t.low[start] not in ORDINALS and t.low[start] != "last") or t.low[start + 1] != "week":
        return None
    found = any_period(t, start + 3) if t.low[start + 2] in {"of", "in"} else None
    return (problem("the weeks of a month are counted in more than one way"), found[1]) if found else None
