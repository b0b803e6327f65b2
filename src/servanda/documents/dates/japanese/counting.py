"""Japanese counted times: 半年以内, 今後2年間, 3か月後, 署名から30日以内."""

from servanda.documents.dates.arithmetic import after as counted
from servanda.documents.dates.arithmetic import week_of
from servanda.documents.dates.japanese.script import KANJI, Script, number
from servanda.documents.dates.meanings import Dated, Meaning, Relative, Unclear, Undated
from servanda.documents.dates.resolving import dated
from servanda.documents.dates.said import Said, only

Meant = tuple[Meaning, int] | None
_UNIT = r"(?:年半|年間?|[かケカ箇個]月半?間?|週間|営業日|日間?|時間)"
_NUMBER = rf"(?:[0-9]{{1,3}}(?![0-9])|[{KANJI}]{{1,4}})"
_COUNT = rf"(?:約|概ね|おおむね)?_(?:(?P<number>{_NUMBER}|数)_?(?P<unit>{_UNIT})|(?P<half>半年)間?)"
_FROM_HERE = (
    r"(?:今後|向こう|これから|この先|今から|本日から|本日より|本会合(?:から|後)|今回の会合(?:から|後))_"
)
_WITHIN = r"(?:以内|のうち|内)(?:に(?:は|も)?|を(?:目[途処標]|めど)(?:に|として)?)?"
_EVENT = r"(?P<event>[一-龠々ァ-ヶー・A-Za-z0-9]{2,24}?)(?:の?日)?(?:から|より|の?後|の日から)_"
_UNITS = {"年": "year", "月": "month", "週": "week", "日": "day", "時": "hour"}


def counting(s: Script, at: int) -> Meant:
    """A time that is counted from a day or from an event."""
    return _from_here(s, at) or _from_event(s, at) or _alone(s, at) or _past(s, at)


def _from_here(s: Script, at: int) -> Meant:
    match = s.match(
        rf"{_FROM_HERE}{_COUNT}(?:程度)?(?:{_WITHIN}|間?(?:で|の間に?|にわたり|にわたって|をかけて)?)", at
    )
    return _window(s, at, match.groupdict(), match.end()) if match else None


def _from_event(s: Script, at: int) -> Meant:
    if at and s.plain[at - 1] not in "、。,.()「」はがをにの\n ":
        return None
    match = s.match(rf"{_EVENT}{_COUNT}(?:{_WITHIN}|後)", at)
    return (
        (Relative("after", s.text[match.start("event") : match.end("event")]), match.end()) if match else None
    )


def _alone(s: Script, at: int) -> Meant:
    if at and s.plain[at - 1] in "0123456789.,第〇一二三四五六七八九十":
        return None
    match = s.match(rf"{_COUNT}(?P<how>{_WITHIN}|後(?!の[0-9]{{4}}年)|前(?!後|半))", at)
    if not match:
        return None
    if match["how"] == "前":
        return Unclear("it is not said how exactly that is meant"), match.end()
    if at and s.plain[at - 1] in "のらり" and match["how"] == "後":
        return Unclear("it is counted from something else"), match.end()
    if match["how"] == "後":
        return _point(s, at, match.groupdict(), match.end())
    return _window(s, at, match.groupdict(), match.end())


def _past(s: Script, at: int) -> Meant:
    match = s.match(rf"過去_{_COUNT}", at)
    return _window(s, at, match.groupdict(), match.end(), sign=-1) if match else None


def _amount(said: dict[str, str | None]) -> tuple[int | None, str]:
    """How many of which unit; no number if it is not said, or no whole one."""
    if said["half"]:
        return 6, "month"
    unit, written = said["unit"] or "", said["number"] or ""
    name = next(name for sign, name in _UNITS.items() if sign in unit)
    value = None if written == "数" else number(written)
    if value is not None and unit == "年半":
        return value * 12 + 6, "month"
    return (None if unit.endswith("月半") else value), name


def _window(s: Script, at: int, said: dict[str, str | None], after: int, sign: int = 1) -> Meant:
    if said["number"] == "数":
        return (Undated() if sign > 0 else Unclear("it is not said how many")), after
    value, unit = _amount(said)
    if said["unit"] == "営業日":
        return Unclear("working days need a calendar of holidays"), after
    if unit == "hour" and value is not None:
        value, unit = (value // 24 if value % 24 == 0 else None), "day"
    if value is None:
        return Unclear("it is no whole number of days or months"), after
    start = s.setting.counted_from
    try:
        end = counted(start, sign * value, unit)
    except (OverflowError, ValueError):
        return Unclear("there is no such day"), after
    stretch = only(Said("span", span=(min(start, end), max(start, end))))
    meaning = dated(stretch, "in", s.text[at:after], s.setting)
    within = isinstance(meaning, Dated) and sign > 0
    return (meaning._replace(role="by") if within and isinstance(meaning, Dated) else meaning), after


def _point(s: Script, at: int, said: dict[str, str | None], after: int) -> Meant:
    value, unit = _amount(said)
    if said["number"] == "数":
        return Undated(), after
    if value is None or unit == "hour" or said["unit"] == "営業日":
        return Unclear("it is no whole number of days or months"), after
    try:
        day = counted(s.setting.counted_from, value, unit)
    except (OverflowError, ValueError):
        return Unclear("there is no such day"), after
    found = Said("day", day.year, day.month, day.day)
    if unit == "week":
        week = week_of(day)
        found = Said("span", span=(week.first, week.last))
    elif unit == "month":
        found = Said("period", day.year, day.month, about=True)
    elif unit == "year":
        found = Said("year", day.year, about=True)
    return dated(only(found), "in", s.text[at:after], s.setting), after
