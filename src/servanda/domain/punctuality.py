"""Whether what was done was done in time, where both dates may be vague. Standard library only."""

from datetime import date
from typing import NamedTuple

from servanda.events.window import Window


class Span(NamedTuple):
    """The first and the last day on which something can have happened; ends may be open."""

    earliest: date
    latest: date


class Days(NamedTuple):
    """A number of days known to lie between two, both inclusive; None where nothing bounds it."""

    least: int | None
    most: int | None


class Punctuality(NamedTuple):
    """A verdict, and by how many days the last day of the due date was passed.

    Attributes:
        name: ``on time``, ``late`` or ``indeterminate``.
        days: days from the last day of the due date to the day of doing; negative if before.
    """

    name: str
    days: Days


def between(first: Span, second: Span) -> Days:
    """The days from one vague date to another.

    Source: subtraction of intervals (Moore, Interval Analysis, 1966), open ends giving no bound.
    """
    least = (
        None if date.min == second.earliest or date.max == first.latest else second.earliest - first.latest
    )
    most = None if date.max == second.latest or date.min == first.earliest else second.latest - first.earliest
    return Days(None if least is None else least.days, None if most is None else most.days)


def punctuality(done: Span, due: Window | None) -> Punctuality | None:
    """Whether something done within ``done`` was in time; None where no last day is stated.

    Returns:
        ``on time`` if even the last possible day was in time, ``late`` if even the first one was
        too late, otherwise ``indeterminate``.
    """
    if due is None or due.latest == date.max:
        return None
    if done.latest <= due.latest:
        name = "on time"
    else:
        name = "late" if done.earliest > due.latest else "indeterminate"
    return Punctuality(name, between(Span(due.latest, due.latest), done))


def slippage(first: Window | None, present: Window | None) -> Days | None:
    """By how many days a due date was moved; None where one of the two has no last day.

    "By the end of 2021" is due on its last day: an open beginning makes no deadline vaguer. A date
    that was not moved has not slipped, however vague it is.
    """
    if first is None or present is None or date.max in (first.latest, present.latest):
        return None
    if first == present:
        return Days(0, 0)
    return between(_deadline(first), _deadline(present))


def _deadline(due: Window) -> Span:
    return Span(due.latest if due.earliest == date.min else due.earliest, due.latest)
