"""Japanese phrases about time, found in a text: times and what stands after them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from servanda.documents.dates.japanese.counting import counting
from servanda.documents.dates.japanese.idioms import recurring, relatives, undated
from servanda.documents.dates.japanese.script import Script, compiled
from servanda.documents.dates.japanese.times import stretch
from servanda.documents.dates.meanings import Dated, Meaning, Phrase, Unclear
from servanda.documents.dates.resolving import dated
from servanda.documents.dates.said import Setting, Stretch, Tense

Meant = tuple[Meaning, int] | None
_NUMBERS = "0123456789〇零一二三四五六七八九十百"
_TIMES = frozenset(
    _NUMBERS + "令平昭大明西本今こ当来再昨去おと次同翌前'春夏秋冬年月週先早初盛晩火水木金土日上下第RH越一"
)
_COUNTS = frozenset(_NUMBERS + "数半約概おこ今向本過")
_UNDATED = frozenset("可でな出早速す迅遅直近遠ほ間ま追い将双適し然都日時開具外定随中当不今")
_RECURRING = frozenset(_NUMBERS + "少最原概約お年月週毎四半各隔")
_EVENT = frozenset("署発締会協本交閣採承批調公")
_AIM = r"を(?:目[途処標]|めど|メド)(?:に|として|と)?"
_ABOUT = rf"(?P<about>_?(?:頃|ごろ|ころ|前後|あたり|{_AIM}))?"
_AFTER = (
    rf"{_ABOUT}(?P<how>まで(?:の間)?に?(?:は|も)?|迄に?|以前に?|より前に?|"
    rf"(?<=[春夏秋冬])前に?(?!回|年|半)|以降|以後|以来|から|より|"
    rf"中(?:に(?:は|も)?|{_AIM})?(?!旬|頃|央|盤|国|東|米|南|間|長|核|小)|"
    rf"内(?:に(?:は|も)?|{_AIM})?(?!閣|外|容|部|務)|のうちに|(?<=内)に(?:は|も)?|にかけて|に向け(?:て|た)?)?"
)
_AHEAD = re.compile("次回|次期|予定|見込|今後|方針|(?:する|行う|進める|目指す)$")
_BACK = re.compile("(?:した|された|ました|行われた|あった)$")
_FAR = 40
_QUOTED = re.compile(r"『[^『』\n]{1,80}』|「[^「」\n、。]{1,60}」")


def phrases(text: str, setting: Setting) -> list[Phrase]:
    """Every phrase about time in a Japanese text, in order."""
    s = Script(text, setting)
    hidden, events = _titles(s), relatives(s)
    found: list[Phrase] = []
    at = 0
    while at < len(text):
        readings = [] if at in hidden else list(_readings(s, at, events))
        if not readings:
            at += 1
            continue
        meaning, end = max(readings, key=lambda read: read[1])
        meaning = s.named.checked(meaning, at)
        s.named.remember(meaning, end)
        found.append(Phrase(at, end, text[at:end], meaning))
        at = end
    return found


def _titles(s: Script) -> set[int]:
    """The places inside quotation marks that hold a name rather than what somebody said."""
    hidden: set[int] = set()
    for match in _QUOTED.finditer(s.plain):
        said = re.search(r"[ぁ-ん][」』]$|日に|まで", match[0])
        if match[0][0] == "『" or not said:
            hidden.update(range(*match.span()))
    return hidden


def _readings(s: Script, at: int, events: dict[int, tuple[Meaning, int]]) -> Iterator[tuple[Meaning, int]]:
    """All readings at a place, those first that count among equally long ones."""
    character = s.plain[at]
    if character in _RECURRING:
        yield from filter(None, [recurring(s, at)])
    if character in _COUNTS or character in _EVENT:
        yield from filter(None, [counting(s, at)])
    if character in _TIMES:
        yield from filter(None, [_dated(s, at)])
    if at in events:
        yield events[at]
    if character in _UNDATED:
        yield from filter(None, [undated(s, at)])


def _dated(s: Script, at: int) -> Meant:
    found = stretch(s, at)
    if not found:
        return None
    time, after = found
    match = compiled(_AFTER).match(s.plain, after)
    if not match:
        return None
    how = match["how"] or ""
    if match["about"]:
        time = time.each(about=True)
    if how.startswith("に向け"):
        return Unclear("it is not said whether by then or after it"), match.end()
    if how.startswith(("中", "内", "のうち")) or s.plain[after - 1] == "内":
        return _within(s, at, time, match.end())
    relation = _relation(how, single=time.single)
    setting = s.setting
    if not (time.first.settled or time.last.settled):
        setting = replace(setting, tense=_tense(s, at, match.end()))
    return dated(time, relation, s.text[at : match.end()], setting), match.end()


def _tense(s: Script, start: int, end: int) -> Tense:
    """Whether the sentence looks back or ahead: 開催した, 開催予定."""
    before = s.plain[max(start - _FAR, 0) : start].rpartition("。")[2].rpartition("\n")[2]
    behind = s.plain[end : end + 3 * _FAR].partition("。")[0].partition("\n")[0]
    if _AHEAD.search(before + behind):
        return "future"
    return "past" if _BACK.search(behind) else s.setting.tense


def _relation(how: str, *, single: bool) -> str:
    if how.startswith(("より前", "前")):
        return "before"
    if how.startswith(("まで", "迄", "以前")):
        return "by" if single or not how.startswith(("まで", "迄")) else "in"
    if how.startswith(("以降", "以後", "以来", "から", "より")):
        return "from"
    return "in"


def _within(s: Script, at: int, time: Stretch, after: int) -> Meant:
    """今年中に, 3月中, 年度内: within what is left of it."""
    first = time.first
    own = time.single and not first.part and (first.unit in {"year", "period"} or first.span)
    time = time.each(part="rest") if own else time
    meaning = dated(time, "in", s.text[at:after], s.setting)
    return (meaning._replace(role="by") if isinstance(meaning, Dated) else meaning), after
