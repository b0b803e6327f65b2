"""Days as documents give them: exactly, or as a month, a season, a quarter, an interval (EDTF)."""

from datetime import date
from random import Random

Written = dict[str, str]
"""A window as an entry holds it: its EDTF text, and the words it was read from where they matter."""

SPRING, QUARTER, HALF = 21, 33, 40
MONTHS = "January February March April May June July August September October November December".split()
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
    at = date.fromordinal(ordinal)
    year, month = at.year, at.month
    chance = random.random()
    if chance < 0.24:
        return {"edtf": str(year)}, date(year, 12, 31).toordinal()
    if chance < 0.40:
        return {"edtf": f"../{year}-12-31", "words": f"by the end of {year}"}, date(year, 12, 31).toordinal()
    if chance < 0.52:
        return {"edtf": f"{year}-{month:02}"}, _last_of(year, month)
    if chance < 0.62:
        season = (month - 3) % 12 // 3
        begun = year - 1 if month < 3 else year
        return _season(begun, season)
    if chance < 0.70:
        quarter = (month - 1) // 3
        return {"edtf": f"{year}-{QUARTER + quarter}"}, _last_of(year, quarter * 3 + 3)
    if chance < 0.76:
        half = (month - 1) // 6
        return {"edtf": f"{year}-{HALF + half}"}, _last_of(year, half * 6 + 6)
    if chance < 0.84:
        fiscal = year - 1 if month < 4 else year
        written = {"edtf": f"{fiscal}-04-01/{fiscal + 1}-03-31", "words": f"FY{fiscal}"}
        return written, date(fiscal + 1, 3, 31).toordinal()
    if chance < 0.93:
        return {"edtf": day(ordinal)}, ordinal
    if chance < 0.96:
        return {"edtf": f"{year}~", "words": f"around {year}"}, date(year, 12, 31).toordinal()
    if chance < 0.98:
        later = date.fromordinal(ordinal + 40)
        written = {"edtf": f"[{year}-{month:02},{later.year}-{later.month:02}]"}
        return written, _last_of(later.year, later.month)
    return {"edtf": f"{year}/..", "words": f"from {year} on"}, NO_END


def _season(year: int, season: int) -> tuple[Written, int]:
    name = ("spring", "summer", "autumn", "winter")[season]
    written = {"edtf": f"{year}-{SPRING + season}", "words": f"in {name} {year}"}
    end = (year, season * 3 + 5) if season < 3 else (year + 1, 2)  # noqa: PLR2004  winter ends next year
    return written, _last_of(*end)


def _last_of(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following.toordinal() - 1
