"""Japanese times: 2024年2月20日（火）, 来春, 第4四半期, 上旬, 年度末, and stretches of them."""

from datetime import timedelta
from typing import NamedTuple

from servanda.documents.dates.arithmetic import month_at, week_of
from servanda.documents.dates.japanese.script import NUMBER, Script, number
from servanda.documents.dates.japanese.years import Read, any_year
from servanda.documents.dates.said import Said, Stretch, only, problem

_WEEKDAYS = "月火水木金土日"
_BRACKETS = rf"_\((?P<weekday>[{_WEEKDAYS}])(?:曜日?)?(?:_[・、,/]?_(?:祝日?|休日?|振替休日))?\)"
_BEHIND = rf"_?(?P<weekday>[{_WEEKDAYS}])曜日?"
_MONTH = rf"(?P<month>{NUMBER})月(?!間)"
_DAY = rf"(?P<day>{NUMBER})日(?!間|以内|程度|目|後|前|ごと|毎|齢|数)"
_SEASONS = {"春": 21, "夏": 22, "秋": 23, "冬": 24}
_EARLY_AND_LATE = {
    "早春": (21, "early"), "初春": (21, "early"), "春先": (21, "early"), "晩春": (21, "late"),
    "初夏": (22, "early"), "盛夏": (22, "mid"), "晩夏": (22, "late"),
    "初秋": (23, "early"), "晩秋": (23, "late"), "初冬": (24, "early"),
}  # fmt: skip
_QUARTER = r"第?_(?P<quarter>[1-4一二三四])_?四半期"
_HALVES = {"上半期": 40, "上期": 40, "下半期": 41, "下期": 41}
_PARTS_OF_YEAR = {
    "年末": "close", "末": "close", "の終わり": "close", "終わり": "close",
    "年初": "early", "初頭": "early", "年頭": "early", "初め": "early", "はじめ": "early", "始め": "early",
    "早々": "early", "早期": "early", "の早い時期": "early", "の早い段階": "early", "の早いうち": "early", "冒頭": "early",
    "半ば": "mid", "なかば": "mid", "中頃": "mid", "中ごろ": "mid", "央": "mid", "年央": "mid", "中盤": "mid",
    "前半": "first half", "後半": "second half", "の遅く": "late", "終盤": "late", "年後半": "second half",
    "年前半": "first half",
}  # fmt: skip
_PARTS_OF_MONTH = {
    "上旬": "early", "初旬": "early", "初め": "early", "はじめ": "early", "頭": "early", "初頭": "early",
    "中旬": "mid", "半ば": "mid", "なかば": "mid", "中頃": "mid", "中ごろ": "mid",
    "下旬": "late", "末": "end", "の終わり": "end", "終わり": "end", "月末": "end",
    "前半": "first half", "後半": "second half",
}  # fmt: skip
_MONTHS = {"今月": 0, "本月": 0, "当月": 0, "来月": 1, "再来月": 2, "先月": -1, "先々月": -2}
_NAMED_MONTHS = {"同月": 0, "翌月": 1, "前月": -1}
_WEEKS = {"今週": 0, "本週": 0, "来週": 1, "翌週": None, "再来週": 2, "先週": -1, "同週": None}
_DAYS = {"本日": 0, "昨日": -1, "一昨日": -2, "明後日": 2}
_EDGE = "、。,.()「『・はがをにで\n "


class Piece(NamedTuple):
    """A part of a year, without its year, and the place after it."""

    said: Stretch
    after: int


def _any(table: object) -> str:
    return "|".join(sorted(table, key=len, reverse=True))  # type: ignore[call-overload]


def time(s: Script, at: int) -> Read:
    """The longest reading of one time, or of days of one month."""
    readings = (read(s, at) for read in (_numeric, _in_year, _without_year, _short_words, _week, _lone))
    return max(filter(None, readings), key=lambda read: read[1], default=None)


def piece(s: Script, at: int) -> Piece | None:
    """A month with its days or part, a season, a quarter or a half."""
    return _month(s, at) or _season(s, at) or _quarter(s, at)


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
    part = s.match(rf"の?(?P<part>{_any(_PARTS_OF_YEAR)})", after)
    if part and not s.match("年始", part.end()) and not s.match("の?(?:年末年始|初めて|はじめて)", after):
        name = part["part"] if part["part"] in _PARTS_OF_YEAR else f"の{part['part']}"
        return stretch.each(part=_PARTS_OF_YEAR[name]), part.end()
    return year


def _without_year(s: Script, at: int) -> Read:
    if at and (s.plain[at - 1].isdigit() or s.plain[at - 1] in "第・数毎昨隔々" and s.plain[at] not in "今来"):
        return None
    found = _month(s, at)
    return (found.said, found.after) if found else None


def _month(s: Script, at: int) -> Piece | None:
    run = s.match(rf"(?P<one>{NUMBER})_[~・]_(?P<two>{NUMBER})月(?!間)", at)
    if run and 1 <= (number(run["one"]) or 0) < (number(run["two"]) or 0) <= 12:  # noqa: PLR2004
        ends = (Said("period", number=number(run[name])) for name in ("one", "two"))
        return Piece(Stretch(next(ends), next(ends)), run.end())
    match = s.match(_MONTH, at)
    value = number(match["month"]) if match else None
    if not match or not value or value > 12:  # noqa: PLR2004
        return None
    return _of_month(s, Said("period", number=value), match.end())


def _of_month(s: Script, said: Said, after: int) -> Piece:
    """The month with what follows it: days, the last day, or a part."""
    last = s.match("末日", after)
    if last:
        return Piece(only(said._replace(part="last day")), last.end())
    spaced = s.match("_の?_", after)
    days = _days(s, spaced.end() if spaced else after, said)
    if days:
        return days
    part = s.match(rf"の?(?P<part>{_any(_PARTS_OF_MONTH)})(?!て|月)", after)
    if not part:
        week = s.match(r"の?第_?[1-5一二三四五]_?週", after)
        why = "the weeks of a month are counted in more than one way"
        return Piece(problem(why), week.end()) if week else Piece(only(said), after)
    name = part["part"] if part["part"] in _PARTS_OF_MONTH else f"の{part['part']}"
    return Piece(only(said._replace(part=_PARTS_OF_MONTH[name])), part.end())


def _day(s: Script, at: int, said: Said) -> tuple[Said, int] | None:
    match = s.match(_DAY, at)
    value = number(match["day"]) if match else None
    if not match or not value or value > 31:  # noqa: PLR2004
        return None
    behind = s.match(_BRACKETS, match.end()) or s.match(_BEHIND, match.end())
    weekday = _WEEKDAYS.index(behind["weekday"]) if behind else None
    day = said._replace(unit="day", day=value, weekday=weekday)
    return day, behind.end() if behind else match.end()


_JOIN = r"_(?P<join>、?及び|、?および|並びに|ならびに|から|より|[、,・~/と-]|、?又は|、?または|もしくは)_"


def _days(s: Script, at: int, said: Said) -> Piece | None:
    """20日（火）及び21日（水） · 20日から22日まで · 20~22日."""
    run = s.match(rf"(?P<one>{NUMBER})_[~・、-]_(?={NUMBER}日)", at)
    one = number(run["one"]) if run else None
    if run and one and (last := _day(s, run.end(), said)) and one < (last[0].day or 0):
        return Piece(Stretch(last[0]._replace(day=one, weekday=None), last[0]), last[1])
    first = _day(s, at, said)
    if not first:
        return None
    found, after, join = [first[0]], first[1], "to"
    while len(found) < 8 and (match := s.match(_JOIN, after)):  # noqa: PLR2004
        following = _day(s, match.end(), said)
        if not following or (following[0].day or 0) <= (found[-1].day or 0):
            break
        found.append(following[0])
        after, join = following[1], "or" if match["join"][-2:] in {"又は", "たは", "くは"} else "to"
    if len(found) == 1:
        return Piece(only(found[0]), after)
    return Piece(Stretch(found[0], found[-1], join), after)


def _season(s: Script, at: int) -> Piece | None:
    early = s.match(rf"(?P<word>{_any(_EARLY_AND_LATE)})", at)
    if early:
        season, part = _EARLY_AND_LATE[early["word"]]
        return Piece(only(Said("period", number=season, part=part)), early.end())
    match = s.match(r"(?P<season>[春夏秋冬])(?:季|期)?(?!学|休|夏秋冬|秋)", at)
    return Piece(only(Said("period", number=_SEASONS[match["season"]])), match.end()) if match else None


def _quarter(s: Script, at: int) -> Piece | None:
    half = s.match(rf"(?P<half>{_any(_HALVES)})", at)
    if half:
        return Piece(only(Said("period", number=_HALVES[half["half"]])), half.end())
    match = s.match(_QUARTER, at)
    if not match:
        return None
    return Piece(only(Said("period", number=32 + (number(match["quarter"]) or 1))), match.end())


def _numeric(s: Script, at: int) -> Read:
    """2024/02/20, 2024.2.20, R6.2.20."""
    match = s.match(r"(?:(?P<year>[12][0-9]{3})|(?P<era>[RHＲ])(?P<of>[0-9]{1,2}))(?P<mark>[./~-])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})(?![0-9./-])", at)
    if not match or (at and (s.plain[at - 1].isalnum() or s.plain[at - 1] in "/.-")):
        return None
    year = int(match["year"]) if match["year"] else {"R": 2018, "H": 1988}[match["era"]] + int(match["of"])
    day = Said("day", year, int(match["month"]), int(match["day"]))
    behind = s.match(_BRACKETS, match.end())
    if behind:
        day = day._replace(weekday=_WEEKDAYS.index(behind["weekday"]))
    return only(day), behind.end() if behind else match.end()


def _short_words(s: Script, at: int) -> Read:
    """今春, 来秋, この夏, 今月, 同月, 年内, 年末, 年明け, 本日."""
    return _which_season(s, at) or _which_month(s, at) or _of_this_year(s, at) or _near_day(s, at)


def _which_season(s: Script, at: int) -> Read:
    match = s.match(r"(?P<which>今|来|昨|この|翌)(?P<season>[春夏秋冬])(?!学|休)", at)
    if not match:
        return None
    said = Said("period", number=_SEASONS[match["season"]])
    shift = {"来": 1, "昨": -1}.get(match["which"])
    if match["which"] == "翌":
        known = s.named.year is not None
        why = "the year it is counted from is not named before it"
        return (only(said._replace(year=(s.named.year or 0) + 1)) if known else problem(why)), match.end()
    if shift is None:
        return only(said._replace(which="this")), match.end()
    return only(said._replace(year=s.setting.reference.year + shift)), match.end()


def _which_month(s: Script, at: int) -> Read:
    match = s.match(rf"(?P<word>{_any([*_MONTHS, *_NAMED_MONTHS])})", at)
    if not match or (match["word"] in {"前月", "当月"} and s.match("比", match.end())):
        return None
    if match["word"] in _MONTHS:
        reference = s.setting.reference
        month = month_at(reference.year, reference.month + _MONTHS[match["word"]])
    elif s.named.year is None or s.named.month is None:
        return problem("the month it is counted from is not named before it"), match.end()
    else:
        month = month_at(s.named.year, s.named.month + _NAMED_MONTHS[match["word"]])
    found = _of_month(s, Said("period", month.year, month.month), match.end())
    return found.said, found.after


def _of_this_year(s: Script, at: int) -> Read:
    """年内, 年末, 年末年始, 年明け, 年央, 月内, 月末, 週内."""
    if at and (s.plain[at - 1].isdigit() or s.plain[at - 1] in "数毎周来今本昨同翌半元"):
        return None
    year = s.setting.reference.year
    if match := s.match("年末年始|越年", at):
        return problem("it may be the end of one year or the beginning of the next"), match.end()
    if match := s.match("年明け(?:早々)?", at):
        return _after_new_year(s, match.end())
    if match := s.match("年(?P<part>内|末|央|初|前半|後半)(?!度)", at):
        part = {"内": "rest"}.get(match["part"]) or _PARTS_OF_YEAR[match["part"] if match["part"] != "初" else "年初"]
        return only(Said("year", year, part=part, which="the")), match.end()
    if match := s.match("月(?P<part>内|末)", at):
        part = {"内": "rest", "末": "end"}[match["part"]]
        return only(Said("period", year, s.setting.reference.month, part=part)), match.end()
    if match := s.match("週内", at):
        week = week_of(s.setting.reference)
        return only(Said("span", span=(week.first, week.last), part="rest")), match.end()
    return None


def _after_new_year(s: Script, after: int) -> Read:
    reference = s.setting.reference
    if reference.month >= 7 and s.setting.tense == "future":  # noqa: PLR2004
        return only(Said("year", reference.year + 1, part="early")), after
    return problem("it is not clear which new year is meant"), after


def _near_day(s: Script, at: int) -> Read:
    match = s.match(rf"(?P<word>{_any(_DAYS)})", at)
    shift = _DAYS[match["word"]] if match else None
    if not match:
        match = s.match(r"明日(?=[、に(0-9の])(?!の[^開会])", at)
        shift = 1
    if not match or shift is None:
        return None
    day = s.setting.reference + timedelta(days=shift)
    return only(Said("span", span=(day, day))), match.end()


def _week(s: Script, at: int) -> Read:
    match = s.match(rf"(?P<word>{_any(_WEEKS)})(?:の?(?P<weekday>[{_WEEKDAYS}])曜日?)?(?P<end>末)?", at)
    if not match:
        return None
    shift = _WEEKS[match["word"]]
    if shift is None or match["end"]:
        return problem("it is not clear which days are meant"), match.end()
    week = week_of(s.setting.reference + timedelta(days=7 * shift))
    if match["weekday"]:
        day = week.first + timedelta(days=_WEEKDAYS.index(match["weekday"]))
        return only(Said("span", span=(day, day))), match.end()
    if s.setting.reference.weekday() == 6:  # noqa: PLR2004
        return problem("said on a Sunday, it depends on the day on which a week begins"), match.end()
    return only(Said("span", span=(week.first, week.last))), match.end()


def _lone(s: Script, at: int) -> Read:
    """A day, a weekday, a season or a quarter alone, where the words around it leave no doubt."""
    if at and s.plain[at - 1] not in _EDGE:
        return None
    if match := s.match(rf"(?P<weekday>[{_WEEKDAYS}])曜日?(?=[、にの(まか])(?!日?の[夜朝])", at):
        return only(Said("weekday", weekday=_WEEKDAYS.index(match["weekday"]))), match.end()
    if s.match(r"[0-9]{1,2}日", at):
        days = _days(s, at, Said("monthday"))
        if days and s.match(r"_(?:[、,]|に(?!わた)|の[^間後前]|から|付|夜|午[前後]|まで|朝)", days.after):
            return days.said.each(unit="monthday"), days.after
    if (found := _season(s, at)) and s.match(r"に[^か]|頃|ごろ|まで|以降|をめど|を目", found.after):
        return found.said, found.after
    if found := _quarter(s, at):
        return problem("it is not said of which year"), found.after
    return None


def stretch(s: Script, at: int) -> Read:
    """The longest reading of a time, or of a stretch from one time to another."""
    first = time(s, at)
    if not first:
        return None
    join = s.match(rf"{_JOIN}(?:同_|その_)?", first[1])
    if not join:
        return first
    last = time(s, join.end()) or _rest(s, join.end(), first[0].last)
    if not last or last[0].first.problem or first[0].first.problem:
        return first
    return _joined(s, first, join["join"], last) or first


def _rest(s: Script, at: int, before: Said) -> Read:
    """The second end of a stretch, of which only the last part is said: 22日, 夏, 8年度."""
    if before.unit == "day" and (days := _days(s, at, before)):
        return days.said, days.after
    if before.unit == "period" and (found := piece(s, at)) and not found.said.first.part:
        said = found.said.each(fiscal=before.fiscal, begins=before.begins, year=before.year, which=before.which)
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
    return 0 if number_said <= 12 else number_said // 10  # noqa: PLR2004


def _follows(one: Said, other: Said) -> bool:
    """Whether two times are one stretch: the days of one meeting, or years one after another."""
    if one.unit == "year":
        return one.year is not None and other.year == one.year + 1
    if one.unit == "day" and one.number and other.number and one.day and other.day:
        first = month_at(2024, one.number) + timedelta(days=one.day - 1)
        last = month_at(2024, other.number) + timedelta(days=other.day - 1)
        return timedelta() < last - first <= timedelta(days=3)
    return one.unit == "period" and _kind(one) == 0 and ((other.number or 0) - (one.number or 0)) % 12 == 1
