"""English years: 2025, next year, the following year, FY2024/25, the 2025-26 financial year."""

import re
from datetime import date

from servanda.documents.dates.arithmetic import YEAR
from servanda.documents.dates.english.tokens import Phrases, Tokens
from servanda.documents.dates.english.words import COUNTED, EPOCHS, OF_A_YEAR, SEASONS, THIS, table, words
from servanda.documents.dates.said import Said, Stretch, only, problem

Read = tuple[Stretch, int] | None
EARLIEST, LATEST = 1500, 2199
CENTURY = 100
_OCTOBER = 10
FISCAL = words("fiscal financial budget budgetary")
SHIFTS = {"this": 0, "next": 1, "last": -1}
AFTER_NAMED = {
    "same": 0,
    "that": 0,
    "following": 1,
    "subsequent": 1,
    "ensuing": 1,
    "preceding": -1,
    "previous": -1,
    "prior": -1,
}
_OF_A_FISCAL_YEAR = words("budget budgets supplementary appropriations ndaa allocation estimates")
_PERIODS = words("period biennium triennium timeframe")
_SLASHED = re.compile(r"([0-9]{4})/([0-9]{2}|[0-9]{4})")
_DISTANT = Phrases(table({2: "the year after next", -2: "the year before last"}))
_BESIDE = Phrases(table({1: "the year after", -1: "the year before"}))
_NOT_SAID_WHICH = "the year it is counted from is not named before it"


def any_year(t: Tokens, at: int) -> Read:
    """The longest reading of a year."""
    readers = (_pair, _plain, _relative, _after_named, _fiscal, _titled, _decade, _period)
    readings = (read(t, at) for read in readers)
    return max(filter(None, readings), key=lambda read: read[1], default=None)


def year_after(t: Tokens, at: int) -> Read:
    """The year that follows a day or period: "2025", ", 2025", "of 2025", "this year", "of the year"."""
    start = t.skip(at, ",")
    connected = t.skip(start, "of")
    if t.low[connected] in {"the", "a"} and connected == start and not t.says(start, "the", "same", "year"):
        return _with_article(t, start)
    if t.says(connected, "the", "year"):
        return any_year(t, connected) or (
            only(Said("year", t.setting.reference.year, which="the")),
            connected + 2,
        )
    return any_year(t, connected)


def _with_article(t: Tokens, at: int) -> Read:
    if t.low[at + 1] in {"following", "next"} and t.low[at + 2] == "year":
        return _after(t, 1, at + 3)
    return None


def in_year(stretch: Stretch, year: Said) -> Stretch:
    """A day or period in the year that was said after it."""
    begins_in = {"fiscal": year.fiscal, "begins": year.begins}
    if year.fiscal and stretch.first.number == SEASONS["winter"]:  # it lies in two years
        begins_in = {"fiscal": False, "begins": True}
    problem_said = stretch.first.problem or year.problem
    return stretch.each(year=year.year, which=year.which, problem=problem_said, **begins_in)


def is_year(t: Tokens, at: int) -> int | None:
    """The year that a number of four digits is, unless it counts something."""
    number, after = t.number(at), t.low[at + 1]
    if number is None or not EARLIEST <= number <= LATEST or (t.joined(at) and t.low[at - 1] in "$€£¥#"):
        return None
    if after in COUNTED or after in {"%", "°", "€"} or (after in OF_A_YEAR and not t.dash(at + 1)):
        return None
    return number


def _plain(t: Tokens, at: int) -> Read:
    year = is_year(t, at)
    return (only(Said("year", year)), at + 1) if year else None


def _pair(t: Tokens, at: int) -> Read:
    """2024-25, 2024/25, 2024/2025 and 2024-05."""
    raw = t.raw[at]
    if match := _SLASHED.fullmatch(raw):
        return _of_pair(match[1], match[2], at + 1)
    joined = t.dash(at + 1) and t.joined(at + 1) and t.joined(at + 2)
    joined = joined and not (t.joined(at + 3) and t.dash(at + 3))
    short = (len(t.raw[at]), len(t.raw[at + 2])) == (4, 2)
    if joined and short and t.number(at) is not None and t.number(at + 2) is not None:
        return _of_pair(raw, t.raw[at + 2], at + 3)
    return None


def _of_pair(first: str, second: str, after: int) -> Read:
    begin, end = int(first), int(second)
    if not EARLIEST <= begin <= LATEST:
        return None
    if end in {begin + 1, (begin + 1) % CENTURY}:
        return only(Said("year", begin, fiscal=True, begins=True)), after
    if end > YEAR and end > begin % CENTURY:
        last = end if end > begin else begin - begin % CENTURY + end
        return Stretch(Said("year", begin), Said("year", last)), after
    if 1 <= end <= YEAR and end < begin % CENTURY:
        return only(Said("period", begin, end)), after
    return problem("it may be a month or a run of years"), after


def _relative(t: Tokens, at: int) -> Read:
    """This year, next year, the current year, the coming year, the year after next."""
    if distant := _DISTANT.at(t, at):
        return only(Said("year", t.setting.reference.year + distant[0])), distant[1]
    article = t.low[at] == "the"
    which = THIS.get(t.low[at + article], "")
    after = t.skip(at + article + 1, "calendar")
    if not which or t.low[after] != "year" or (t.joined(after + 1) and t.dash(after + 1)):
        return None
    if which == "coming" or (article and which == "next"):
        return problem("it may be the next calendar year or the twelve months to come"), after + 1
    if which == "past" or (article and which == "last"):
        return None
    if t.low[at + article] == "previous":
        return _after(t, -1, after + 1)
    return only(Said("year", t.setting.reference.year + SHIFTS[which])), after + 1


def _after_named(t: Tokens, at: int) -> Read:
    """The same year, that year, the following year: told by the year that was named before."""
    start = t.skip(at, "the")
    start = t.skip(start, "that") if t.low[start + 1] == "same" else start
    shift = AFTER_NAMED.get(t.low[start])
    if shift is not None and t.low[start + 1] == "year":
        return _after(t, shift, start + 2)
    beside = _BESIDE.at(t, at)
    if beside and t.low[beside[1]] not in {"next", "last", "the", "a", "its"}:
        return _after(t, *beside)
    return None


def _after(t: Tokens, shift: int, after: int) -> Read:
    if t.named.year is None:
        return problem(_NOT_SAID_WHICH), after
    return only(Said("year", t.named.year + shift)), after


def _fiscal(t: Tokens, at: int) -> Read:
    start = t.skip(at, "the")
    readers = (_fy, _fiscal_then_year, _year_then_fiscal, _which_fiscal)
    found = next(filter(None, (read(t, start) for read in readers)), None)
    return None if found and t.low[found[1]] in _OF_A_FISCAL_YEAR else found


def _fy(t: Tokens, at: int) -> Read:
    """FY2025, FY 2024/25, JFY2025."""
    raw = t.raw[at]
    japan = raw.startswith("JFY")
    digits = raw[3 if japan else 2 :].removeprefix("s")
    if not (japan or raw.startswith("FY")):
        return None
    if digits.isdecimal() and len(digits) in {2, 4}:
        begin, after = _whole(digits), at + 1
        if t.low[after] in {"/", "-", "–"} and t.joined(after) and t.joined(after + 1):
            return _second_of_pair(t, begin, after + 1)
        return _named(begin, after, japan=japan)
    if digits:
        return None
    return _numbered(t, t.skip(at + 1, "-"), japan=japan)


def _second_of_pair(t: Tokens, begin: int, at: int) -> Read:
    end = t.number(at)
    if end in {begin + 1, (begin + 1) % CENTURY}:
        return only(Said("year", begin, fiscal=True, begins=True)), at + 1
    return problem("it is not clear which fiscal years are meant"), at + 1


def _named(year: int, after: int, *, japan: bool = False) -> Read:
    if not EARLIEST <= year <= LATEST:
        return None
    return only(Said("year", year, fiscal=True, begins=japan)), after


def _whole(digits: str) -> int:
    """The year that two or four digits say."""
    return int(digits) + (2000 if len(digits) == len("24") else 0)


def _numbered(t: Tokens, at: int, *, japan: bool = False) -> Read:
    """The number of a fiscal year, or of two or more of them."""
    if pair := _pair(t, at):
        stretch, after = pair
        return (stretch.each(fiscal=True), after) if stretch.first.unit == "year" else pair
    number = t.number(at)
    if number is None:
        return None
    second = t.number(at + 2) if t.low[at + 1] in {"and", "to", "through"} or t.dash(at + 1) else None
    if second and EARLIEST <= number < second <= LATEST:
        first, last = (Said("year", year, fiscal=True, begins=japan) for year in (number, second))
        return Stretch(first, last), at + 3
    return _named(_whole(t.raw[at]), at + 1, japan=japan)


def _fiscal_then_year(t: Tokens, at: int) -> Read:
    japan = t.low[at] in {"japan's", "japanese"}
    start = at + japan
    if t.low[start] not in FISCAL:
        return None
    return _numbered(t, t.skip(start + 1, "year", "years"), japan=japan)


def _year_then_fiscal(t: Tokens, at: int) -> Read:
    number = t.number(at)
    pair = _pair(t, at)
    after = pair[1] if pair else at + 1
    if (number or pair) and t.low[after] == "calendar" and t.low[after + 1] == "year" and number:
        return only(Said("year", number)), after + 2
    if t.low[after] not in FISCAL or t.low[after + 1] not in {"year", "years"}:
        return None
    if pair:
        return pair[0].each(fiscal=True), after + 2
    return _named(number, after + 2) if number else None


def _which_fiscal(t: Tokens, at: int) -> Read:
    which = THIS.get(t.low[at], "")
    start = at + bool(which)
    if which and (numbered := _fiscal_then_year(t, start)):
        return numbered
    if t.low[start] in FISCAL and t.low[start + 1] == "year":
        if t.says(start + 2, "after", "next"):
            return only(Said("year", which="after next", fiscal=True)), start + 4
        return only(Said("year", which=which or "this", fiscal=True)), start + 2
    return None


def _titled(t: Tokens, at: int) -> Read:
    """The year 2025, calendar year 2025, CY2025, the new year, Reiwa 6."""
    start = t.skip(at, "the")
    number = t.number(start + 1)
    if t.low[start] in EPOCHS and number and number < CENTURY:
        return only(Said("year", EPOCHS[t.low[start]] + number)), start + 2
    if t.raw[start].startswith("CY") and t.raw[start][2:].isdecimal() and len(t.raw[start]) == len("CY2024"):
        return only(Said("year", int(t.raw[start][2:]))), start + 1
    if start > at and t.low[start] == "new" and t.low[start + 1] == "year":
        return _new_year(t, start + 2)
    start = t.skip(start, "calendar")
    if t.low[start] == "year" and (year := is_year(t, start + 1)):
        return only(Said("year", year)), start + 2
    return None


def _period(t: Tokens, at: int) -> Read:
    """The 2024-2026 period, the 2024-25 biennium."""
    if t.low[at] != "the":
        return None
    first, last, after = t.number(at + 1), t.number(at + 3), at + 4
    if not first or not last or not t.dash(at + 2) or t.low[after] not in _PERIODS:
        return None
    last += first // CENTURY * CENTURY if last < CENTURY else 0
    if not EARLIEST <= first < last <= LATEST:
        return None
    return Stretch(Said("year", first), Said("year", last)), after + 1


def _new_year(t: Tokens, after: int) -> Read:
    reference = t.setting.reference
    if reference.month >= _OCTOBER and t.setting.tense == "future":
        return only(Said("year", reference.year + 1)), after
    return problem("it is not clear which new year is meant"), after


def _decade(t: Tokens, at: int) -> Read:
    start = t.skip(at, "the")
    raw = t.low[start].replace("'", "")
    if len(raw) != len("2020s") or not raw[:4].isdecimal() or not raw.endswith("0s"):
        return None
    first = int(raw[:4])
    if not EARLIEST <= first <= LATEST or first % CENTURY == 0:
        return None
    return only(
        Said("span", span=(date(first, 1, 1), date(first + 9, 12, 31)), edtf=f"{first // 10}X")
    ), start + 1
