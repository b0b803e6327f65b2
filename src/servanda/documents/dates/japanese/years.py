"""Japanese years: 令和6年, 2024年（令和6年）, 二〇二四年, 来年度, 同年."""

from servanda.documents.dates.japanese.script import NUMBER, Script, number
from servanda.documents.dates.said import Said, Stretch, only, problem

Read = tuple[Stretch, int] | None
EARLIEST, LATEST = 1500, 2199
_CENTURY, _FAR = 100, 10
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
"""The year before the first of each era."""
_ERA = "令和|平成|昭和|大正|明治"
_WRITTEN = rf"(?:(?:{_ERA})_{NUMBER}|[0-9]{{4}}|[〇零一二三四五六七八九]{{4}})"
_YEAR = (
    rf"(?:西暦_)?(?P<one>{_WRITTEN})_(?:\((?P<two>{_WRITTEN})年?\)_)?年(?P<fiscal>度)?"
    rf"(?:_\((?P<three>{_WRITTEN})年?度?\))?"
)
_SHORT = r"'?(?P<short>[0-9]{2})年(?:(?P<fiscal>度)|(?=[0-9]{1,2}月|[春夏秋冬末]|前半|後半|初頭))"
_RELATIVE = {
    "本年": 0,
    "今年": 0,
    "ことし": 0,
    "当年": 0,
    "来年": 1,
    "明年": 1,
    "再来年": 2,
    "昨年": -1,
    "去年": -1,
}
_RELATIVE |= {"一昨年": -2, "おととし": -2, "次年": 1}
_NAMED = {"同年": 0, "翌年": 1, "前年": -1, "翌々年": 2}
_WORDS = "|".join(sorted([*_RELATIVE, *_NAMED], key=len, reverse=True))
_SPAN = rf"(?P<one>{_WRITTEN})年?(?P<a>度)?_~_(?P<two>(?:{_ERA})?_{NUMBER})年(?P<fiscal>度)?"
_ATTRIBUTE = r"版|予算|補正|概算|税制|当初|法律|政令|省令|条例|告示|規則|比|代"
_FOLLOWED = (
    r"(?=$|[\s、。,.()「」『』・~/:;!?]|[にのかまよはをともへでがやぐ]|以|頃|ころ|前後|中|内|"
    r"[春夏秋冬末央初早晩盛及又並]|ごろ|開|実施|"
    r"施行|予定|設立|採択|発|運用|導入|公表|締結|署名|策定|時点|現在|当時|目|完|改|達成|実現|度|"
    r"冒頭|前半|後半|半|"
    r"上半期|下半期|上期|下期|上旬|第_[1-4一二三四]_四|[0-9]|[一二三四五六七八九十]{1,3}月|年|終|"
    r"前|後|より|通年|決定|合意|締|制定|成立|設置|創設)"
)
_NOT_NAMED = "the year it is counted from is not named before it"


def any_year(s: Script, at: int) -> Read:
    """A year or fiscal year, or a run of them, unless it is part of a name."""
    return _run(s, at) or _written(s, at) or _relative(s, at)


def _value(written: str) -> int | None:
    for era, before in ERAS.items():
        if written.startswith(era):
            of_era = number(written[len(era) :].strip())
            return before + of_era if of_era else None
    return number(written)


def _said(year: int | None, *, fiscal: bool) -> Stretch:
    if year is None or not EARLIEST <= year <= LATEST:
        return problem("there is no such year")
    return only(Said("year", year, fiscal=fiscal, begins=fiscal))


def _written(s: Script, at: int) -> Read:
    match = s.match(_YEAR, at)
    if not match:
        return _short(s, at)
    years = {_value(match[name]) for name in ("one", "two", "three") if match[name]}
    if s.match(_ATTRIBUTE, match.end()) or not (match["fiscal"] or s.match(_FOLLOWED, match.end())):
        return None
    if len(years) > 1:
        return problem("the two years that are given are not the same"), match.end()
    return _said(years.pop(), fiscal=bool(match["fiscal"])), match.end()


def _short(s: Script, at: int) -> Read:
    """24年5月, 25年度: as newspapers write them."""
    match = s.match(_SHORT, at)
    if not match or (at and s.plain[at - 1].isdigit()):
        return None
    year = 2000 + int(match["short"])
    if abs(year - s.setting.reference.year) > _FAR:
        return problem("it is not clear which century or era is meant"), match.end()
    return _said(year, fiscal=bool(match["fiscal"])), match.end()


def _relative(s: Script, at: int) -> Read:
    match = s.match(rf"(?P<word>{_WORDS})(?P<fiscal>度)?", at)
    if not match:
        return _this_fiscal(s, at)
    if s.match(_ATTRIBUTE, match.end()):
        return None
    word = match["word"]
    if word in _NAMED:
        known = s.named.year is not None
        year = (s.named.year or 0) + _NAMED[word]
        return (_said(year, fiscal=bool(match["fiscal"])) if known else problem(_NOT_NAMED)), match.end()
    shift = _RELATIVE[word]
    if match["fiscal"]:
        which = {0: "this", 1: "next", 2: "after next", -1: "last"}.get(shift)
        said = (
            only(Said("year", which=which, fiscal=True)) if which else problem("it is not clear which year")
        )
        return said, match.end()
    return only(Said("year", s.setting.reference.year + shift)), match.end()


def _this_fiscal(s: Script, at: int) -> Read:
    """年度末, 年度内: of the present fiscal year; 次年度: of the next."""
    match = s.match(r"(?P<next>次)?年度(?=末|内|中|後半|前半|明け|初)", at) or s.match(
        r"(?P<next>次)年度", at
    )
    if not match or (at and not match["next"] and s.plain[at - 1] in "毎各会計数0123456789元前"):
        return None
    return only(Said("year", which="next" if match["next"] else "this", fiscal=True)), match.end()


def _run(s: Script, at: int) -> Read:
    """2025~2027年, 令和6~8年度, 2024年~26年."""
    match = s.match(_SPAN, at)
    if not match:
        return None
    first, last = _value(match["one"]), _last(match["one"], match["two"])
    if first is None or last is None or s.match(_ATTRIBUTE, match.end()):
        return None
    fiscal = bool(match["fiscal"])
    ends = _said(first, fiscal=fiscal).first, _said(last, fiscal=fiscal).first
    return Stretch(*ends), match.end()


def _last(first: str, second: str) -> int | None:
    era = next((era for era in ERAS if first.startswith(era)), "")
    if era and not second.startswith(tuple(ERAS)):
        return _value(era + second.strip())
    last = _value(second.strip())
    if last is not None and last < _CENTURY:
        return (_value(first) or 0) // _CENTURY * _CENTURY + last
    return last
