"""Japanese periods: 5月上旬, 来春, 第4四半期, 下半期, 年内, 年末, 同月."""

from servanda.documents.dates.arithmetic import YEAR, month_at, week_of
from servanda.documents.dates.japanese.days import Piece, any_of, days_of_month
from servanda.documents.dates.japanese.script import NUMBER, Script, number
from servanda.documents.dates.japanese.years import Read
from servanda.documents.dates.said import Said, Stretch, only, problem

_JULY = 7
_MONTH = rf"(?P<month>{NUMBER})月(?!間)"
_SEASONS = {"春": 21, "夏": 22, "秋": 23, "冬": 24}
_EARLY_AND_LATE = {
    "早春": (21, "early"), "初春": (21, "early"), "春先": (21, "early"), "晩春": (21, "late"),
    "初夏": (22, "early"), "盛夏": (22, "mid"), "晩夏": (22, "late"),
    "初秋": (23, "early"), "晩秋": (23, "late"), "初冬": (24, "early"),
}  # fmt: skip
_QUARTER = r"第?_(?P<quarter>[1-4一二三四])_?四半期"
_HALVES = {"上半期": 40, "上期": 40, "下半期": 41, "下期": 41}
PARTS_OF_YEAR = {
    "年末": "close", "末": "close", "の終わり": "close", "終わり": "close",
    "年初": "early", "初頭": "early", "年頭": "early", "初め": "early", "はじめ": "early", "始め": "early",
    "早々": "early", "早期": "early", "冒頭": "early",
    "の早い時期": "early", "の早い段階": "early", "の早いうち": "early",
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


def piece(s: Script, at: int) -> Piece | None:
    """A month with its days or part, a season, a quarter or a half."""
    return any_month(s, at) or any_season(s, at) or any_quarter(s, at)


def any_month(s: Script, at: int) -> Piece | None:
    """A month with its days or its part."""
    run = s.match(rf"(?P<one>{NUMBER})_[~・]_(?P<two>{NUMBER})月(?!間)", at)
    if run and 1 <= (number(run["one"]) or 0) < (number(run["two"]) or 0) <= YEAR:
        ends = (Said("period", number=number(run[name])) for name in ("one", "two"))
        return Piece(Stretch(next(ends), next(ends)), run.end())
    match = s.match(_MONTH, at)
    value = number(match["month"]) if match else None
    if not match or not value or value > YEAR:
        return None
    return _of_month(s, Said("period", number=value), match.end())


def _of_month(s: Script, said: Said, after: int) -> Piece:
    """The month with what follows it: days, the last day, or a part."""
    last = s.match("末日", after)
    if last:
        return Piece(only(said._replace(part="last day")), last.end())
    spaced = s.match("_の?_", after)
    days = days_of_month(s, spaced.end() if spaced else after, said)
    if days:
        return days
    part = s.match(rf"の?(?P<part>{any_of(_PARTS_OF_MONTH)})(?!て|月)", after)
    if not part:
        week = s.match(r"の?第_?[1-5一二三四五]_?週", after)
        why = "the weeks of a month are counted in more than one way"
        return Piece(problem(why), week.end()) if week else Piece(only(said), after)
    name = part["part"] if part["part"] in _PARTS_OF_MONTH else f"の{part['part']}"
    return Piece(only(said._replace(part=_PARTS_OF_MONTH[name])), part.end())


def any_season(s: Script, at: int) -> Piece | None:
    """A season, early or late too."""
    early = s.match(rf"(?P<word>{any_of(_EARLY_AND_LATE)})", at)
    if early:
        season, part = _EARLY_AND_LATE[early["word"]]
        return Piece(only(Said("period", number=season, part=part)), early.end())
    match = s.match(r"(?P<season>[春夏秋冬])(?:季|期)?(?!学|休|夏秋冬|秋)", at)
    return Piece(only(Said("period", number=_SEASONS[match["season"]])), match.end()) if match else None


def any_quarter(s: Script, at: int) -> Piece | None:
    """A quarter or a half."""
    half = s.match(rf"(?P<half>{any_of(_HALVES)})", at)
    if half:
        return Piece(only(Said("period", number=_HALVES[half["half"]])), half.end())
    match = s.match(_QUARTER, at)
    if not match:
        return None
    return Piece(only(Said("period", number=32 + (number(match["quarter"]) or 1))), match.end())


def short_words(s: Script, at: int) -> Read:
    """今春, 来秋, この夏, 今月, 同月, 年内, 年末, 年明け."""
    return _which_season(s, at) or _which_month(s, at) or _of_this_year(s, at)


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
    match = s.match(rf"(?P<word>{any_of([*_MONTHS, *_NAMED_MONTHS])})", at)
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
    if match := s.match("年末年始|越年", at):
        return problem("it may be the end of one year or the beginning of the next"), match.end()
    if match := s.match("年明け(?:早々)?", at):
        return _after_new_year(s, match.end())
    match = s.match("(?P<word>年(?:内|末|央|初|前半|後半)|月内|月末|週内)(?!度)", at)
    return (only(_present(s, match["word"])), match.end()) if match else None


def _present(s: Script, word: str) -> Said:
    """A part of the present year, month or week."""
    reference, week = s.setting.reference, week_of(s.setting.reference)
    part = "rest" if word.endswith("内") else PARTS_OF_YEAR.get(word) or PARTS_OF_YEAR.get(word[1:], "")
    if word.startswith("年"):
        return Said("year", reference.year, part=part, which="the")
    if word.startswith("週"):
        return Said("span", span=(week.first, week.last), part=part)
    return Said("period", reference.year, reference.month, part="end" if word == "月末" else part)


def _after_new_year(s: Script, after: int) -> Read:
    reference = s.setting.reference
    if reference.month >= _JULY and s.setting.tense == "future":
        return only(Said("year", reference.year + 1, part="early")), after
    return problem("it is not clear which new year is meant"), after
