"""Japanese days: 2月20日（火）及び21日（水）, 2024/02/20, 来週木曜日, 本日."""

from datetime import timedelta
from typing import NamedTuple

from servanda.documents.dates.arithmetic import LONGEST_MONTH, week_of
from servanda.documents.dates.japanese.script import NUMBER, Script, number
from servanda.documents.dates.japanese.years import Read
from servanda.documents.dates.said import Said, Stretch, only, problem

WEEKDAYS = "月火水木金土日"
_BRACKETS = rf"_\((?P<weekday>[{WEEKDAYS}])(?:曜日?)?(?:_[・、,/]?_(?:祝日?|休日?|振替休日))?\)"
_BEHIND = rf"_?(?P<weekday>[{WEEKDAYS}])曜日?"
_DAY = rf"(?P<day>{NUMBER})日(?!間|以内|程度|目|後|前|ごと|毎|齢|数)"
_WEEKS = {"今週": 0, "本週": 0, "来週": 1, "翌週": None, "再来週": 2, "先週": -1, "同週": None}
_DAYS = {"本日": 0, "昨日": -1, "一昨日": -2, "明後日": 2}


class Piece(NamedTuple):
    """A part of a year, without its year, and the place after it."""

    said: Stretch
    after: int


_MOST_DAYS = 8
_SUNDAY = 6


def any_of(table: object) -> str:
    """A pattern for any word of a table, the longest first."""
    return "|".join(sorted(table, key=len, reverse=True))  # type: ignore[call-overload]


def _day(s: Script, at: int, said: Said) -> tuple[Said, int] | None:
    match = s.match(_DAY, at)
    value = number(match["day"]) if match else None
    if not match or not value or value > LONGEST_MONTH:
        return None
    behind = s.match(_BRACKETS, match.end()) or s.match(_BEHIND, match.end())
    weekday = WEEKDAYS.index(behind["weekday"]) if behind else None
    day = said._replace(unit="day", day=value, weekday=weekday)
    return day, behind.end() if behind else match.end()


JOIN = r"_(?P<join>、?及び|、?および|並びに|ならびに|から|より|[、,・~/と-]|、?又は|、?または|もしくは)_"


def days_of_month(s: Script, at: int, said: Said) -> Piece | None:
    """20日（火）及び21日（水） · 20日から22日まで · 20~22日."""
    run = s.match(rf"(?P<one>{NUMBER})_[~・、-]_(?={NUMBER}日)", at)
    one = number(run["one"]) if run else None
    if run and one and (last := _day(s, run.end(), said)) and one < (last[0].day or 0):
        return Piece(Stretch(last[0]._replace(day=one, weekday=None), last[0]), last[1])
    first = _day(s, at, said)
    if not first:
        return None
    found, after, join = [first[0]], first[1], "to"
    while len(found) < _MOST_DAYS and (match := s.match(JOIN, after)):
        following = _day(s, match.end(), said)
        if not following or (following[0].day or 0) <= (found[-1].day or 0):
            break
        found.append(following[0])
        after, join = following[1], "or" if match["join"][-2:] in {"又は", "たは", "くは"} else "to"
    if len(found) == 1:
        return Piece(only(found[0]), after)
    return Piece(Stretch(found[0], found[-1], join), after)


def numeric(s: Script, at: int) -> Read:
    """2024/02/20, 2024.2.20, R6.2.20."""
    match = s.match(
        r"(?:(?P<year>[12][0-9]{3})|"
        r"(?P<era>[RHＲ])(?P<of>[0-9]{1,2}))(?P<mark>[./~-])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})(?![0-9./-])",
        at,
    )
    if not match or (at and (s.plain[at - 1].isalnum() or s.plain[at - 1] in "/.-")):
        return None
    year = int(match["year"]) if match["year"] else {"R": 2018, "H": 1988}[match["era"]] + int(match["of"])
    day = Said("day", year, int(match["month"]), int(match["day"]))
    behind = s.match(_BRACKETS, match.end())
    if behind:
        day = day._replace(weekday=WEEKDAYS.index(behind["weekday"]))
    return only(day), behind.end() if behind else match.end()


def near_day(s: Script, at: int) -> Read:
    """本日, 昨日, 明日."""
    match = s.match(rf"(?P<word>{any_of(_DAYS)})", at)
    shift = _DAYS[match["word"]] if match else None
    if not match:
        match = s.match(r"明日(?=[、に(0-9の])(?!の[^開会])", at)
        shift = 1
    if not match or shift is None:
        return None
    day = s.setting.reference + timedelta(days=shift)
    return only(Said("span", span=(day, day))), match.end()


def any_week(s: Script, at: int) -> Read:
    """来週, 来週木曜日."""
    match = s.match(rf"(?P<word>{any_of(_WEEKS)})(?:の?(?P<weekday>[{WEEKDAYS}])曜日?)?(?P<end>末)?", at)
    if not match:
        return None
    shift = _WEEKS[match["word"]]
    if shift is None or match["end"]:
        return problem("it is not clear which days are meant"), match.end()
    week = week_of(s.setting.reference + timedelta(days=7 * shift))
    if match["weekday"]:
        day = week.first + timedelta(days=WEEKDAYS.index(match["weekday"]))
        return only(Said("span", span=(day, day))), match.end()
    if s.setting.reference.weekday() == _SUNDAY:
        return problem("said on a Sunday, it depends on the day on which a week begins"), match.end()
    return only(Said("span", span=(week.first, week.last))), match.end()
