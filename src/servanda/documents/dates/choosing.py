"""Times without their year: which one is meant, told by the day of publication."""

from datetime import date, timedelta

from servanda.documents.dates.arithmetic import YEAR, NotClearError, Span, days, month_at, part, span, week_of
from servanda.documents.dates.said import Said, Setting

NEAR = timedelta(days=31)
"""A day that lies so near on the wrong side of the reference is no day of another year."""
WINTER = 24
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FEBRUARY = 2


def in_year(said: Said, year: int, reference: date) -> Span:
    """A time in a year; ``reference`` tells what is left of it, for its parts ``rest`` and ``gone``."""
    if said.unit == "year":
        whole = span(f"{year:04}")
    elif said.unit == "period":
        whole = span(f"{year:04}-{said.number:02}")
    else:
        whole = span(f"{year:04}-{said.number:02}-{said.day:02}")
    return part(whole, said.part, reference) if said.part else whole


def checked(said: Said, found: Span) -> Span:
    """The day, if it is the weekday that it is said to be."""
    if said.unit == "day" and said.weekday not in (None, found.first.weekday()):
        said_to_be, is_one = WEEKDAYS[said.weekday or 0], WEEKDAYS[found.first.weekday()]
        msg = f"{found.first} is a {is_one}, not a {said_to_be}"
        raise NotClearError(msg)
    return found


def candidates(said: Said, around: date) -> list[Span]:
    """The places in the calendar that a time without its year can have near a day, in their order."""
    if said.unit == "weekday":
        first = around - timedelta(days=(around.weekday() - (said.weekday or 0)) % 7 + 14)
        return [days(day, day) for day in (first + timedelta(days=7 * week) for week in range(6))]
    if said.unit == "monthday":
        months_around = [month_at(around.year, around.month + shift) for shift in range(-4, 5)]
        return [_day(month, said.day or 0) for month in months_around if _has(month, said.day or 0)]
    found = []
    for year in range(max(around.year - 8, 1), min(around.year + 9, 9999)):
        try:
            found.append(in_year(said, year, around))
        except ValueError:  # the 29th of February
            continue
    return found


def _has(month: date, day: int) -> bool:
    try:
        month.replace(day=day)
    except ValueError:
        return False
    return True


def _day(month: date, day: int) -> Span:
    return days(month.replace(day=day), month.replace(day=day))


def in_future(said: Said, setting: Setting, relation: str) -> Span:
    """The next time of that name; unclear if the last one was a moment ago, or if this one is half over."""
    reference = setting.reference
    all_of_them = candidates(said, reference)
    found = next((each for each in all_of_them if each.last >= reference), None)
    if not found:
        msg = "there is no such day"
        raise NotClearError(msg)
    before = [each for each in all_of_them if each.last < reference]
    if before and said.unit == "day" and reference - before[-1].last <= NEAR:
        raise _near(before[-1].first)
    running = found.first < reference
    of_its_end = relation in {"by", "before"} and said.part in {"end", "late"}
    late = relation == "before" or reference - found.first > (found.last - found.first) / 2
    if running and late and not of_its_end:
        msg = "it is not said whether the present one is meant or that of the next year"
        raise NotClearError(msg)
    return found._replace(certain=False)


def in_past(said: Said, setting: Setting) -> Span:
    """The latest time of that name; unclear if the next one is near, or if this one has hardly begun."""
    reference = setting.reference
    all_of_them = candidates(said, reference)
    found = next((each for each in reversed(all_of_them) if each.first <= reference), None)
    if not found:
        msg = "there is no such day"
        raise NotClearError(msg)
    later = [each for each in all_of_them if each.first > reference]
    if later and said.unit == "day" and later[0].first - reference <= NEAR:
        raise _near(later[0].first)
    if found.last > reference and reference - found.first < (found.last - found.first) / 2:
        msg = "it is not said whether the present one is meant or that of the last year"
        raise NotClearError(msg)
    return found._replace(certain=False)


def _near(day: date) -> NotClearError:
    return NotClearError(f"the year is not said, and {day} is nearer than the day of another year")


def by_weekday(said: Said, setting: Setting) -> Span:
    """A day without its year whose weekday is said: the weekday tells the year."""
    reference = setting.reference
    matching = [day for day in candidates(said, reference) if day.first.weekday() == said.weekday]
    plain = said._replace(weekday=None)
    try:
        likely = in_past(plain, setting) if setting.tense == "past" else in_future(plain, setting, "in")
    except NotClearError:
        near = [day for day in matching if abs(day.first - reference) <= NEAR]
        if near:
            return near[0]
        raise
    return checked(said, likely)._replace(certain=True)


def chosen(said: Said, setting: Setting) -> Span:
    """This, the next, the last, the coming or the past one; unclear if "next" may be this year's."""
    if said.unit == "weekday":
        return _which_weekday(said, setting.reference)
    all_of_them, reference = candidates(said, setting.reference), setting.reference
    if said.which == "this":
        return _this(said, setting)
    if said.which in {"next", "coming"}:
        found = next(each for each in all_of_them if each.first > reference)
        doubtful = said.which == "next" and found.first.year == reference.year
    else:
        found = next(each for each in reversed(all_of_them) if each.last < reference)
        doubtful = said.which == "last" and found.first.year == reference.year
    if doubtful:
        msg = f"it is not clear whether that of {reference.year} is meant or the {said.which} year's"
        raise NotClearError(msg)
    return found


def _this(said: Said, setting: Setting) -> Span:
    year, month = setting.reference.year, setting.reference.month
    in_last_winter = said.number == WINTER and (
        month <= _FEBRUARY or (setting.tense == "past" and month < YEAR)
    )
    return in_year(said, year - 1 if in_last_winter else year, setting.reference)


def _which_weekday(said: Said, reference: date) -> Span:
    week = week_of(reference)
    this = week.first + timedelta(days=said.weekday or 0)
    upcoming = this if this > reference else this + timedelta(days=7)
    latest = this if this < reference else this - timedelta(days=7)
    weeks = {"next": this + timedelta(days=7), "last": this - timedelta(days=7)}
    readings = {"next": {upcoming, weeks["next"]}, "last": {latest, weeks["last"]}}
    readings |= {"this": {this}, "coming": {upcoming}, "past": {latest}}
    found = readings[said.which]
    if len(found) > 1:
        msg = " or ".join(map(str, sorted(found)))
        raise NotClearError(msg)
    day = found.pop()
    return days(day, day)
