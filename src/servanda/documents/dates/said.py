"""Times as they are said, before they are placed in the calendar.

Both languages are read to these; what a speaker left open is None and is settled in `resolving`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Tense = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class Setting:
    """Against which a text is read.

    Attributes:
        reference: the day of publication.
        counted_from: the day from which "within six months" counts.
        fiscal: month in which the speaker's fiscal year begins; None if it is not known.
        tense: whether a date without a year lies before the reference or after it.
    """

    reference: date
    counted_from: date
    fiscal: int | None
    tense: Tense


class Said(NamedTuple):
    """One point or period as said.

    Attributes:
        unit: ``day``, ``period`` (a month, season, quarter or half), ``year``, ``weekday``,
            ``monthday`` ("the 17th") or ``span`` (worked out already).
        year: the year; of a fiscal year the one that names it.
        number: of a period as in EDTF: month 1-12, season 21-24, quarter 33-36, half 40-41.
        day: day of the month.
        weekday: 0 for Monday; of a day, the weekday that it is said to be.
        part: ``early``, ``mid``, ``late``, ``end`` (as late), ``close`` (at the end), ``first half``,
            ``second half``, ``last day``, ``rest`` (later in it), ``gone`` (earlier in it).
        which: ``this``, ``next``, ``last``, ``coming`` or ``past`` one; ``the`` year.
        fiscal: whether it is a fiscal year or a part of one.
        begins: whether ``year`` is the year in which the fiscal year begins, as in "2024-25".
        about: whether it is approximate.
        span: first and last day, for the unit ``span``.
        edtf: EDTF text of the span, if there is a shorter one.
        sure: False if the span was placed by the reference day.
        problem: why it cannot be placed, in words for a person.
    """

    unit: str
    year: int | None = None
    number: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str = ""
    which: str = ""
    fiscal: bool = False
    begins: bool = False
    about: bool = False
    span: tuple[date, date] | None = None
    edtf: str = ""
    sure: bool = True
    problem: str = ""

    @property
    def settled(self) -> bool:
        """Whether the calendar alone places it."""
        return self.unit == "span" or self.year is not None or bool(self.which or self.problem)


class Stretch(NamedTuple):
    """From one time to another, both included; ``join`` is ``or`` where one of the two is meant."""

    first: Said
    last: Said
    join: str = "to"

    @property
    def single(self) -> bool:
        """Whether it is one time only."""
        return self.first is self.last

    def each(self, **changes: object) -> "Stretch":
        """The stretch with both of its ends changed alike."""
        first = self.first._replace(**changes)  # type: ignore[arg-type]
        return Stretch(first, first if self.single else self.last._replace(**changes), self.join)  # type: ignore[arg-type]


def only(said: Said) -> Stretch:
    """The stretch that is one time."""
    return Stretch(said, said)


def problem(why: str) -> Stretch:
    """A stretch that cannot be placed."""
    return only(Said("span", problem=why))
