"""Japanese times: 2024年2月20日（火）, 来春, 第4四半期, 上旬, 年度末, and stretches of them."""

from datetime import timedelta

from servanda.documents.dates.arithmetic import YEAR, month_at
from servanda.documents.dates.japanese.days import (
    JOIN,
    WEEKDAYS,
    any_of,
    any_week,
    days_of_month,
    near_day,
    numeric,
)
from servanda.documents.dates.japanese.periods import (
    PARTS_OF_YEAR,
    any_month,
    any_quarter,
    any_season,
    piece,
    short_words,
)
from servanda.documents.dates.japanese.script import Script
from servanda.documents.dates.japanese.years import Read, any_year
from servanda.documents.dates.said import Said, Stretch, only, problem

_EDGE = "、。,.()「『・はがをにで\n "


def time(s: Script, at: int) -> Read:
    """The longest reading of one time, or of days of one month."""
    readings = (
        read(s, at) for read in (numeric, _in_year, _without_year, short_words, near_day, any_week, _lone)
    )
    return max(filter(None, readings), key=lambda read: read[1], default=None)


def _in_year(s: Script, at: int) -> Read:
    """A year with what follows it: a part of it, or days."""
    year = any_year(s, at)
    if not year or not year[0].single:
        return year
    stretch, after = year
    start = after + 1 if s.match(r"の(?=[0-9春夏秋冬上下第前後年半初早末中])", after) else after
    spaced = s.match("_", start)
    found = piece(s, spaced.end() if spaced else start)
    said = stretch.first
    if found and said.problem:
        return stretch, found.after
    if found:
        placed = {"year": said.year, "which": said.which, "fiscal": said.fiscal, "begins": said.begins}
        return found.said.each(**placed), found.after
    part = s.match(rf"の?(?P<part>{any_of(PARTS_OF_YEAR)})", after)
    if part and not s.match("年始", part.end()) and not s.match("の?(?:年末年始|初めて|はじめて)", after):
        name = part["part"] if part["part"] in PARTS_OF_YEAR else f"の{part['part']}"
        return stretch.each(part=PARTS_OF_YEAR[name]), part.end()
    return year


def _without_year(s: Script, at: int) -> Read:
    if at and (
        s.plain[at - 1].isdigit() or (s.plain[at - 1] in "第・数毎昨隔々" and s.plain[at] not in "今来")
    ):
        return None
    found = any_month(s, at)
    return (found.said, found.after) if found else None


def _lone(s: Script, at: int) -> Read:
    """A day, a weekday, a season or a quarter alone, where the words around it leave no doubt."""
    if at and s.plain[at - 1] not in _EDGE:
        return None
    if match := s.match(rf"(?P<weekday>[{WEEKDAYS}])曜日?(?=[、にの(まか])(?!日?の[夜朝])", at):
        return only(Said("weekday", weekday=WEEKDAYS.index(match["weekday"]))), match.end()
    if s.match(r"[0-9]{1,2}日", at):
        days = days_of_month(s, at, Said("monthday"))
        if days and s.match(r"_(?:[、,]|に(?!わた)|の[^間後前]|から|付|夜|午[前後]|まで|朝)", days.after):
            return days.said.each(unit="monthday"), days.after
    if (found := any_season(s, at)) and s.match(r"に[^か]|頃|ごろ|まで|以降|をめど|を目", found.after):
        return found.said, found.after
    if found := any_quarter(s, at):
        return problem("it is not said of which year"), found.after
    return None


def stretch(s: Script, at: int) -> Read:
    """The longest reading of a time, or of a stretch from one time to another."""
    first = time(s, at)
    if not first:
        return None
    join = s.match(rf"{JOIN}(?:同_|その_)?", first[1])
    if not join:
        return first
    last = time(s, join.end()) or _rest(s, join.end(), first[0].last)
    if not last or last[0].first.problem or first[0].first.problem:
        return first
    return _joined(s, first, join["join"], last) or first


def _rest(s: Script, at: int, before: Said) -> Read:
    """The second end of a stretch, of which only the last part is said: 22日, 夏, 8年度."""
    if before.unit == "day" and (days := days_of_month(s, at, before)):
        return days.said, days.after
    if before.unit == "period" and (found := piece(s, at)) and not found.said.first.part:
        said = found.said.each(
            fiscal=before.fiscal, begins=before.begins, year=before.year, which=before.which
        )
        return said, found.after
    match = s.match(r"(?P<year>[0-9]{1,2})年(?P<fiscal>度)?", at)
    if before.unit == "year" and match and before.year:
        last = _same_counting(before.year, int(match["year"]))
        if last:
            return only(before._replace(year=last)), match.end()
    return None


def _same_counting(before: int, short: int) -> int | None:
    """The year after one, of which only the last digits are said, by the century or by the era."""
    readings = [before // 100 * 100 + short, 2018 + short]
    fitting = [year for year in readings if before < year <= before + 30]
    return fitting[0] if len(set(fitting)) == 1 else None


def _joined(s: Script, first: tuple[Stretch, int], join: str, last: tuple[Stretch, int]) -> Read:
    one, other = first[0].last, last[0].first
    to = join in {"から", "より", "~", "-"}
    either = join.strip("、") in {"又は", "または", "もしくは"}
    if to and join != "~" and not s.match(r"まで|にかけ|の間|に?$|[、。)]|開|に", last[1]) and join != "-":
        return None
    if not to and (one.unit != other.unit or _kind(one) != _kind(other) or one.fiscal != other.fiscal):
        return None
    if not (to or either) and not _follows(one, other):
        return None
    return Stretch(first[0].first, last[0].last, "or" if either else "to"), last[1]


def _kind(said: Said) -> int:
    number_said = said.number or 0
    return 0 if number_said <= YEAR else number_said // 10


def _follows(one: Said, other: Said) -> bool:
    """Whether two times are one stretch: the days of one meeting, or years one after another."""
    if one.unit == "year":
        return one.year is not None and other.year == one.year + 1
    if one.unit == "day" and one.number and other.number and one.day and other.day:
        first = month_at(2024, one.number) + timedelta(days=one.day - 1)
        last = month_at(2024, other.number) + timedelta(days=other.day - 1)
        return timedelta() < last - first <= timedelta(days=3)
    return one.unit == "period" and _kind(one) == 0 and ((other.number or 0) - (one.number or 0)) % 12 == 1
