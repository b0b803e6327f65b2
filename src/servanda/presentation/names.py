"""Names and ordinals as people write them."""

from servanda.domain.records import Cadence, Commitment, Meeting, Outcome, Record
from servanda.presentation.dates import plain


def address(record: Record) -> str:
    """What `servanda show` takes to show a record."""
    return f"#{record.number}" if isinstance(record, Outcome) else record.key


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 22nd."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def round_name(meeting: Meeting) -> str:
    """The ordinal of a meeting as a word, or its label."""
    return ordinal(meeting.ordinal) if meeting.ordinal else meeting.round


def round_and_date(meeting: Meeting) -> str:
    """A meeting in a few words: ``22nd, 2023-11-09``; a label that is the date stands alone."""
    when = plain(meeting.when)
    return when if round_name(meeting) == when else f"{round_name(meeting)}, {when}"


def round_text(round_: str | None) -> str:
    """A round that a record refers to, as a word."""
    if round_ is None:
        return "not stated"
    return ordinal(int(round_)) if round_.isdigit() else round_


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 source, 2 sources."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def undertakers(commitment: Commitment) -> str:
    """Who undertook it."""
    return ", ".join(commitment.by) or "not stated"


def cadence(value: Cadence) -> str:
    """How often, in words: twice a year, every 4 years."""
    times = {1: "once", 2: "twice"}.get(value.times, f"{value.times} times")
    if value.every == 1:
        said = f"{times} a {value.per}"
    else:
        said = f"{'' if value.times == 1 else times + ' '}every {value.every} {value.per}s"
    return f"{said}, hosts in turn {', '.join(value.hosts)}" if value.hosts else said
