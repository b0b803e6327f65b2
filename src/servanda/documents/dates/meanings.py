"""What a phrase about time means: a window, a rhythm, a place before or after an event, or none of these."""

from typing import NamedTuple

from servanda.events.window import Window


class Dated(NamedTuple):
    """A stretch of the calendar.

    Attributes:
        window: its bounds, with the words they were read from.
        role: ``in`` it, ``by`` its end, or ``from`` its beginning on.
        certain: False where the year or month was taken from the reference day as the next or the
            latest one, rather than said or settled by words such as "this year".
    """

    window: Window
    role: str
    certain: bool


class Recurring(NamedTuple):
    """A rhythm: so many times in every so many years, months or weeks."""

    times: int
    every: int
    per: str


class Relative(NamedTuple):
    """A time told by an event: ``before``, ``at`` or ``after`` it, with the words that name the event."""

    relation: str
    event: str


class Undated(NamedTuple):
    """A time without any bound, such as "in due course"."""


class Unclear(NamedTuple):
    """Plainly about time, but not understood or ambiguous: why, for the person who reads the draft."""

    why: str


Meaning = Dated | Recurring | Relative | Undated | Unclear


class Phrase(NamedTuple):
    """A phrase about time with its preposition: ``words`` are the code points from start to end."""

    start: int
    end: int
    words: str
    meaning: Meaning
