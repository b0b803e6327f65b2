"""Times as said, placed in the calendar against the reference day."""

from collections.abc import Callable
from datetime import date, timedelta

from servanda.documents.dates.arithmetic import (
    YEAR,
    NotClearError,
    Span,
    days,
    fiscal_year,
    month_at,
    months,
    part,
    span,
    week_of,
)
from servanda.documents.dates.meanings import Dated, Meaning, Unclear
from servanda.documents.dates.said import Said, Setting, Stretch
from servanda.events.window import MAX_LENGTH, Window

NEAR = timedelta(days=31)
"""A day that lies so near on the wrong side of the reference is no day of another year."""
WINTER = 24
_FEBRUARY = 2
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_ROLES = {"in": "in", "by": "by", "before": "by", "from": "from", "after": "from"}


def dated(stretch: Stretch, relation: str, words: str, setting: Setting) -> Meaning:
    """The window of a stretch that something is to happen in, by, before, from or after.

    What cannot be placed, or in more than one way, is unclear.
    """
    try:
        whole = _whole(stretch, setting, relation)
        window = Window(_edtf(whole, relation, stretch), " ".join(words.split())[:MAX_LENGTH])
    except NotClearError as error:
        return Unclear(str(error))
    except (ValueError, OverflowError):
        return Unclear("there is no such day")
    return Dated(window, _ROLES[relation], whole.certain)


def _edtf(whole: Span, relation: str, stretch: Stretch) -> str:
    about = "~" if stretch.last.about else ""
    if relation == "before" and stretch.last.part in {"end", "close"}:
        relation = "by"  # "before the end of June" is June, not its first twenty days
    if relation in {"by", "before"}:
        last = whole.last if relation == "by" else whole.first - timedelta(days=1)
        return f"../{last}{about}"
    if relation == "after":
        return f"{whole.last + timedelta(days=1)}/.."
    beginning = whole.edtf if whole.simple else f"{whole.first}"
    if relation == "from":
        return f"{beginning}{about}/.."
    return f"{whole.edtf}{about if whole.simple else ''}"


def _whole(stretch: Stretch, setting: Setting, relation: str) -> Span:
    if stretch.single:
        return placed(stretch.first, setting, relation)
    first, last = _ends(stretch, setting, relation)
    if first.last > last.last or first.first > last.first:
        msg = "it ends before it begins"
        raise NotClearError(msg)
    return _joined(first, last, stretch.join)


def _joined(first: Span, last: Span, join: str) -> Span:
    certain = first.certain and last.certain
    if join == "or" and first.simple and last.simple:
        return Span(first.first, last.last, f"[{first.edtf},{last.edtf}]", certain)
    beginning = first.edtf if first.simple else f"{first.first}"
    end = last.edtf if last.simple else f"{last.last}"
    return Span(first.first, last.last, f"{beginning}/{end}" if beginning != end else end, certain)


def _ends(stretch: Stretch, setting: Setting, relation: str) -> tuple[Span, Span]:
    """Both ends; the one whose year is not said is the one nearest to the other."""
    first, last = stretch.first, stretch.last
    if first.settled and last.settled:
        return placed(first, setting, relation), placed(last, setting, relation)
    from_the_end = last.settled or (not first.settled and setting.tense == "future")
    if from_the_end:
        end = placed(last, setting, relation)
        return _nearest(first, end, lambda found: found.first <= end.first, -1), end
    beginning = placed(first, setting, relation)
    return beginning, _nearest(last, beginning, lambda found: found.last >= beginning.last, 0)


def _nearest(said: Said, other: Span, fits: Callable[[Span], bool], index: int) -> Span:
    around = other.first if index else other.last
    found = [each for each in candidates(said, around) if fits(each)]
    if not found:
        msg = "there is no such day"
        raise NotClearError(msg)
    return _checked(said, found[index])._replace(certain=other.certain)


def placed(said: Said, setting: Setting, relation: str = "in") -> Span:
    """Where in the calendar a time lies.

    Raises:
        NotClearError: nowhere, or in more than one place.
    """
    if said.problem:
        raise NotClearError(said.problem)
    if said.span:
        whole = Span(*said.span, said.edtf or days(*said.span).edtf, said.sure)
        return part(whole, said.part, setting.reference) if said.part else whole
    if said.fiscal:
        return _fiscal(said, setting)
    if said.year is not None:
        return _of_the_year(said, setting)
    if said.which:
        return _which(said, setting)
    if said.unit == "day" and said.weekday is not None:
        return _by_weekday(said, setting)
    return _past(said, setting) if setting.tense == "past" else _future(said, setting, relation)


def _of_the_year(said: Said, setting: Setting) -> Span:
    found = _checked(said, _in_year(said, said.year or 0, setting.reference))
    wrong_side = (
        found.last < setting.reference if setting.tense == "future" else found.first > setting.reference
    )
    of_two_winters = (
        said.number == WINTER
        and not said.begins
        and found.first > setting.reference >= date(found.first.year, 1, 1)
    )
    if of_two_winters and (setting.tense == "past" or setting.reference.month <= _FEBRUARY):
        msg = f"it is not clear which winter of {said.year} is meant, that at its beginning or at its end"
        raise NotClearError(msg)
    if said.which == "the" and wrong_side:
        msg = "it is not clear which year is meant"
        raise NotClearError(msg)
    return found


def _in_year(said: Said, year: int, reference: date) -> Span:
    if said.unit == "year":
        whole = span(f"{year:04}")
    elif said.unit == "period":
        whole = span(f"{year:04}-{said.number:02}")
    else:
        whole = span(f"{year:04}-{said.number:02}-{said.day:02}")
    return part(whole, said.part, reference) if said.part else whole


def _checked(said: Said, found: Span) -> Span:
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
            found.append(_in_year(said, year, around))
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


def _future(said: Said, setting: Setting, relation: str) -> Span:
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


def _past(said: Said, setting: Setting) -> Span:
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


def _by_weekday(said: Said, setting: Setting) -> Span:
    """A day without its year whose weekday is said: the weekday tells the year."""
    reference = setting.reference
    matching = [day for day in candidates(said, reference) if day.first.weekday() == said.weekday]
    plain = said._replace(weekday=None)
    try:
        likely = _past(plain, setting) if setting.tense == "past" else _future(plain, setting, "in")
    except NotClearError:
        near = [day for day in matching if abs(day.first - reference) <= NEAR]
        if near:
            return near[0]
        raise
    return _checked(said, likely)._replace(certain=True)


def _which(said: Said, setting: Setting) -> Span:
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
    return _in_year(said, year - 1 if in_last_winter else year, setting.reference)


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


def _fiscal(said: Said, setting: Setting) -> Span:
    begins = setting.fiscal
    if begins is None:
        msg = "it is not known in which month this fiscal year begins"
        raise NotClearError(msg)
    if said.year is None:
        reference = setting.reference
        start = reference.year if reference.month >= begins else reference.year - 1
        shift = {"next": 1, "coming": 1, "last": -1, "past": -1, "after next": 2}.get(said.which, 0)
        whole = fiscal_year(start + shift, begins, by_its_beginning=True)
    else:
        whole = fiscal_year(said.year, begins, by_its_beginning=said.begins)
    if said.number is not None:
        whole = _within(whole, said.number)
    return part(whole, said.part, setting.reference) if said.part else whole


_PARTS_OF_YEAR = {33: (0, 3), 34: (3, 3), 35: (6, 3), 36: (9, 3), 40: (0, 6), 41: (6, 6)}


def _within(whole: Span, number: int) -> Span:
    """A quarter, a half or a month of a fiscal year."""
    if number in _PARTS_OF_YEAR:
        skipped, count = _PARTS_OF_YEAR[number]
        return months(whole.first.year, whole.first.month + skipped, count)
    if number > YEAR:
        msg = "it is not clear which season of the fiscal year is meant"
        raise NotClearError(msg)
    return months(whole.first.year + (number < whole.first.month), number)
