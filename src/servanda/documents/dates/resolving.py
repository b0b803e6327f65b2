"""Times as said, placed in the calendar against the reference day."""

from collections.abc import Callable
from datetime import date, timedelta

from servanda.documents.dates.arithmetic import YEAR, NotClearError, Span, days, fiscal_year, months, part
from servanda.documents.dates.choosing import (
    WINTER,
    by_weekday,
    candidates,
    checked,
    chosen,
    in_future,
    in_past,
    in_year,
)
from servanda.documents.dates.meanings import Dated, Meaning, Unclear
from servanda.documents.dates.said import Said, Setting, Stretch
from servanda.events.window import MAX_LENGTH, Window

_FEBRUARY = 2
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
    return checked(said, found[index])._replace(certain=other.certain)


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
        return chosen(said, setting)
    if said.unit == "day" and said.weekday is not None:
        return by_weekday(said, setting)
    return in_past(said, setting) if setting.tense == "past" else in_future(said, setting, relation)


def _of_the_year(said: Said, setting: Setting) -> Span:
    found = checked(said, in_year(said, said.year or 0, setting.reference))
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
