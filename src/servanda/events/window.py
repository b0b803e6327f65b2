"""Vague dates with exact bounds: the EDTF subset in which every date of the log is written.

Source: ISO 8601-2:2019 and the Library of Congress EDTF specification: level 0 (days and
intervals of days), level 1 (uncertain and approximate marks, unspecified digits, open and
unknown interval ends) and of level 2 the season-like months 21-24 (seasons), 33-36 (quarters)
and 40-41 (halves), and one-of-a-set ``[...]``. Times of day and years outside 1-9999 are
refused: the unit of a commitment is the day.

Seasons are northern, by calendar months: spring March-May, summer June-August, autumn
September-November, winter December-February of the next year.

This module uses the standard library only, so that reading commands need not import pydantic.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

UNKNOWN = "../.."
ACCEPTED_FORMS = (
    "Accepted: 2024 · 2024-05 · 2024-05-17 · 2024-21 to 24 (spring, summer, autumn, winter) · "
    "2024-33 to 36 (quarters) · 2024-40, 41 (halves) · 2024-05-17/2024-05-18 (from/to) · "
    "../2024-12-31 (by) · 2010/.. (since) · [2024-04,2024-05] (one of) · 203X · 2030~ (about) · "
    "FY2023 (Japan's fiscal year) · unknown"
)
MAX_LENGTH = 100

_DATE = re.compile(r"(?P<year>\d{4}|\d{3}X|\d\dXX)(-(?P<month>\d\d|XX)(-(?P<day>\d\d|XX))?)?[?~%]?", re.ASCII)
_FISCAL_YEAR = r"FY ?(?P<year>[0-9]{4})"
_OPEN = ("", "..")

# First and last month of each season-like month; 24, winter, ends in the next year's February.
_PARTS = {
    21: (3, 5),
    22: (6, 8),
    23: (9, 11),
    24: (12, 14),
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
    40: (1, 6),
    41: (7, 12),
}


class Bounds(NamedTuple):
    """Earliest and latest day, both inclusive; ``date.min`` and ``date.max`` stand for open."""

    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class Window:
    """A vague date: its EDTF text, the words it was read from, and its bounds.

    Attributes:
        edtf: canonical text, for example ``2024``, ``../2021-12-31``, ``2023-04-01/2024-03-31``.
        words: the phrase of the source, for example ``by the end of 2021``; may be empty.
        earliest: first day it can mean; ``date.min`` when the beginning is open or not stated.
        latest: last day it can mean; ``date.max`` when the end is open or not stated.

    Raises:
        ValueError: the text is not of an accepted form, or ends before it begins.
    """

    edtf: str
    words: str = ""
    earliest: date = field(init=False, compare=False)
    latest: date = field(init=False, compare=False)

    def __post_init__(self) -> None:
        bounds = parse(self.edtf)
        object.__setattr__(self, "earliest", bounds.earliest)
        object.__setattr__(self, "latest", bounds.latest)

    @classmethod
    def of(cls, given: object) -> "Window":
        """A window from what a person or a file gives: a text, a mapping, or a window itself.

        Beyond EDTF it understands ``FY2023`` (Japan's fiscal year, April to March, kept as the
        words) and ``unknown`` or ``not stated``.

        Raises:
            ValueError: with the accepted forms.
        """
        if isinstance(given, Window):
            return given
        if isinstance(given, str):
            return _from_text(given)
        if (
            isinstance(given, dict)
            and isinstance(given.get("edtf"), str)
            and isinstance(given.get("words", ""), str)
            and given.keys() <= {"edtf", "words"}
        ):
            return cls(given["edtf"], given.get("words", ""))
        msg = f'a date is a text or {{"edtf": …, "words": …}}. {ACCEPTED_FORMS}'
        raise ValueError(msg)

    @property
    def known(self) -> bool:
        """Whether anything at all is stated about the date."""
        return self.earliest > date.min or self.latest < date.max

    @property
    def order(self) -> tuple[date, date]:
        """The place in effective order: by earliest day, then by latest day."""
        return (self.earliest, self.latest)

    def __str__(self) -> str:
        return self.edtf

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: type[Any], _handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core import core_schema  # noqa: PLC0415  reading needs no pydantic

        return core_schema.no_info_plain_validator_function(
            _checked, serialization=core_schema.plain_serializer_function_ser_schema(_plain)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: "CoreSchema", _handler: "GetJsonSchemaHandler"
    ) -> "JsonSchemaValue":
        text = {"type": "string", "maxLength": MAX_LENGTH}
        whole = {
            "type": "object",
            "properties": {"edtf": text, "words": text},
            "required": ["edtf"],
            "additionalProperties": False,
        }
        return {
            "title": "Window",
            "description": (
                "A vague date: EDTF (ISO 8601-2) text and the words it was read from. "
                "A draft may give the text alone; the log holds the object."
            ),
            "anyOf": [whole, text],
        }


@lru_cache(4096)  # the same days come again and again
def parse(edtf: str) -> Bounds:
    """The bounds of an EDTF text.

    Raises:
        ValueError: with the accepted forms, or naming the end that comes before the beginning.
    """
    if len(edtf) > MAX_LENGTH:
        msg = f"a date of {len(edtf)} characters; at most {MAX_LENGTH} are accepted"
        raise ValueError(msg)
    if edtf.startswith("["):
        return _one_of(edtf)
    if "/" in edtf:
        return _interval(edtf)
    return _single(edtf)


def _from_text(text: str) -> Window:
    text = text.strip()
    if text.lower() in {"unknown", "not stated"}:
        return Window(UNKNOWN)
    if fiscal := re.fullmatch(_FISCAL_YEAR, text):
        year = int(fiscal["year"])
        return Window(f"{year:04}-04-01/{year + 1:04}-03-31", f"FY{year:04}")
    return Window(text)


def _single(text: str) -> Bounds:
    match = _DATE.fullmatch(text)
    if not match:
        msg = f"{text!r} is not a date. {ACCEPTED_FORMS}"
        raise ValueError(msg)
    try:
        return _bounds(match["year"], match["month"], match["day"])
    except ValueError as error:
        msg = f"{text!r} is not a possible date: {error}. {ACCEPTED_FORMS}"
        raise ValueError(msg) from None


def _bounds(year: str, month: str | None, day: str | None) -> Bounds:
    first_year, last_year = (int(year.replace("X", digit)) for digit in "09")
    if month in (None, "XX") and day in (None, "XX"):
        return Bounds(date(max(first_year, 1), 1, 1), date(last_year, 12, 31))
    if month is None or month == "XX" or first_year != last_year:
        msg = "unspecified digits must be the last ones"
        raise ValueError(msg)
    if day in (None, "XX"):
        return _months(first_year, int(month), season_like=day is None)
    exact = date(first_year, int(month), int(day))
    return Bounds(exact, exact)


def _months(year: int, month: int, *, season_like: bool) -> Bounds:
    first, last = _PARTS.get(month, (month, month)) if season_like else (month, month)
    years, months = divmod(last - 1, 12)
    first_day = date(year, first, 1)
    last_year, last_month = year + years, months + 1
    return Bounds(first_day, date(last_year, last_month, monthrange(last_year, last_month)[1]))


def _interval(text: str) -> Bounds:
    first, _, last = text.partition("/")
    if "/" in last or not (first or last):
        msg = f"{text!r} is not an interval. {ACCEPTED_FORMS}"
        raise ValueError(msg)
    return _between(first, last, text)


def _one_of(text: str) -> Bounds:
    if not text.endswith("]") or text == "[]":
        msg = f"{text!r} is not one of a set. {ACCEPTED_FORMS}"
        raise ValueError(msg)
    members = []
    for member in text[1:-1].split(","):
        first, dots, last = member.strip(" ").partition("..")
        if not (first or last):
            msg = f"{text!r} is not one of a set. {ACCEPTED_FORMS}"
            raise ValueError(msg)
        members.append(_between(first, last, text) if dots else _single(first))
    return Bounds(min(m.earliest for m in members), max(m.latest for m in members))


def _between(first: str, last: str, whole: str) -> Bounds:
    earliest = date.min if first in _OPEN else _single(first).earliest
    latest = date.max if last in _OPEN else _single(last).latest
    if earliest > latest:
        msg = f"{whole!r} ends before it begins"
        raise ValueError(msg)
    return Bounds(earliest, latest)


def _checked(given: object) -> Window:
    window = Window.of(given)
    if window.words:
        from servanda.events.text import one_line  # noqa: PLC0415  keeps this module a leaf

        return Window(window.edtf, one_line(window.words, MAX_LENGTH))
    return window


def _plain(window: Window) -> dict[str, str]:
    return {"edtf": window.edtf, "words": window.words} if window.words else {"edtf": window.edtf}
