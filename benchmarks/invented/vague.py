"""Days as documents give them: exactly, or as a month, a season, a quarter, an interval (EDTF)."""
# ruff: noqa: PLR2004  chances, and months by number

from datetime import date
from random import Random

Written = dict[str, str]
"""A window as an entry holds it: its EDTF text, and the words it was read from where they matter."""

SPRING, QUARTER, HALF = 21, 33, 40
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SEASONS = ("spring", "summer", "autumn", "winter")
NO_END = date.max.toordinal()


def day(ordinal: int) -> str:
    """An exact day, by its proleptic Gregorian ordinal."""
    return date.fromordinal(ordinal).isoformat()


def happened(random: Random, ordinal: int, after: int) -> tuple[Written, int]:
    """A window around a day, and its first day, which lies after the day ``after``.

    Mostly the day itself; where there is room, sometimes no more than the month or the quarter.
    """
    chance = random.random()
    if chance > 0.17:
        return {"edtf": day(ordinal)}, ordinal
    if chance > 0.11:
        return {"edtf": f"{day(ordinal)}/{day(ordinal + 1)}"}, ordinal
    at = date.fromordinal(ordinal)
    if chance > 0.03:
        first = at.replace(day=1).toordinal()
        written = {"edtf": f"{at.year}-{at.month:02}"}
        if chance > 0.08:
            written["words"] = f"in {MONTHS[at.month - 1]}"
    else:
        quarter = (at.month - 1) // 3
        first = date(at.year, quarter * 3 + 1, 1).toordinal()
        written = {"edtf": f"{at.year}-{QUARTER + quarter}"}
    return (written, first) if first > after else ({"edtf": day(ordinal)}, ordinal)


def due(random: Random, ordinal: int) -> tuple[Written, int]:
    """A window in which something is due around a day, as promises put it, and its last day."""
    chance = random.random()
    return next(form for below, form in _FORMS if chance < below)(date.fromordinal(ordinal))


def _year(at: date) -> tuple[Written, int]:
    return {"edtf": str(at.year)}, _last_of(at.year, 12)


def _by_the_end(at: date) -> tuple[Written, int]:
    written = {"edtf": f"../{at.year}-12-31", "words": f"by the end of {at.year}"}
    return written, _last_of(at.year, 12)


def _month(at: date) -> tuple[Written, int]:
    return {"edtf": f"{at.year}-{at.month:02}"}, _last_of(at.year, at.month)


def _season(at: date) -> tuple[Written, int]:
    season = (at.month - 3) % 12 // 3
    year = at.year - 1 if at.month < 3 else at.year
    written = {"edtf": f"{year}-{SPRING + season}", "words": f"in {SEASONS[season]} {year}"}
    return written, _last_of(year + 1, 2) if season == 3 else _last_of(year, season * 3 + 5)


def _quarter(at: date) -> tuple[Written, int]:
    quarter = (at.month - 1) // 3
    return {"edtf": f"{at.year}-{QUARTER + quarter}"}, _last_of(at.year, quarter * 3 + 3)


def _half(at: date) -> tuple[Written, int]:
    half = (at.month - 1) // 6
    return {"edtf": f"{at.year}-{HALF + half}"}, _last_of(at.year, half * 6 + 6)


def _fiscal_year(at: date) -> tuple[Written, int]:
    year = at.year - 1 if at.month < 4 else at.year
    written = {"edtf": f"{year}-04-01/{year + 1}-03-31", "words": f"FY{year}"}
    return written, _last_of(year + 1, 3)


def _day(at: date) -> tuple[Written, int]:
    return {"edtf": at.isoformat()}, at.toordinal()


def _around(at: date) -> tuple[Written, int]:
    return {"edtf": f"{at.year}~", "words": f"around {at.year}"}, _last_of(at.year, 12)


def _one_of_two(at: date) -> tuple[Written, int]:
    later = date.fromordinal(at.toordinal() + 40)
    written = {"edtf": f"[{at.year}-{at.month:02},{later.year}-{later.month:02}]"}
    return written, _last_of(later.year, later.month)


def _from(at: date) -> tuple[Written, int]:
    return {"edtf": f"{at.year}/..", "words": f"from {at.year} on"}, NO_END


_FORMS = (
    (0.24, _year),
    (0.40, _by_the_end),
    (0.52, _month),
    (0.62, _season),
    (0.70, _quarter),
    (0.76, _half),
    (0.84, _fiscal_year),
    (0.93, _day),
    (0.96, _around),
    (0.98, _one_of_two),
    (1.00, _from),
)
"""Each form with the chance that it, or one before it, is used."""


def _last_of(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following.toordinal() - 1
