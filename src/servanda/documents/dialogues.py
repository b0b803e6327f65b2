"""The name of the dialogue that a document is about: with its ordinal, its kind and its level."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from servanda.documents.flat import flat
from servanda.documents.ordinals import ANY_WORD, Ordinal, ordinals

KINDS = {
    "policy-dialogue": ("policy dialogue", "strategic dialogue", "dialogue", "dialog", "対話", "ダイアログ"),
    "consultations": ("consultations", "consultation", "talks", "協議"),
    "workshop": ("workshop", "seminar", "symposium", "ワークショップ", "セミナー"),
    "working-group": (
        "working group",
        "task force",
        "taskforce",
        "joint committee",
        "committee",
        "commission",
        "council",
        "steering group",
        "group",
        "joint team",
        "作業部会",
        "グループ",
        "委員会",
        "合同委員会",
        "ワーキンググループ",
    ),
    "partnership": ("partnership", "alliance", "パートナーシップ"),
    "forum": ("forum", "roundtable", "round table", "フォーラム", "円卓会議"),
    "negotiation": ("negotiations", "negotiation", "交渉"),
    "conference": (
        "conference",
        "summit",
        "ministerial meeting",
        "ministerial",
        "meeting",
        "会議",
        "会合",
        "会談",
        "サミット",
    ),
    "framework": ("framework", "initiative", "mechanism", "review", "枠組み"),
    "programme": ("programme", "program", "プログラム"),
}
"""What a noun at the end of a name says about the kind; the kinds of `dialogue-established`."""

_ROUNDS = r"(?:round|session|meeting|edition|iteration|plenary|sitting)"
_NOUNS = "|".join(
    sorted(
        (
            re.escape(noun).replace(r"\ ", r"[ -]")
            for nouns in KINDS.values()
            for noun in nouns
            if noun.isascii()
        ),
        key=len,
        reverse=True,
    )
)
_CAPITAL = r"(?:[A-ZÀ-Þ][\w.'&/-]*|\d{1,4}[A-Z]\w*|\+\d)"
_SMALL = r"(?:of|on|for|and|in|the|to|between|at|&|with)"
_RUN = re.compile(rf"{_CAPITAL}(?:,? (?:{_SMALL} ){{0,3}}{_CAPITAL})*")
_LOWER = re.compile(
    rf"\b(?P<name>(?:[\w'-]{{1,40}} ){{0,4}}?(?:{_NOUNS}))\b"
    r"(?: on [\w ,'-]{3,80}?)? (?:between|of|with) (?=(?:the )?[A-Z])",
    re.IGNORECASE,
)
_SIDES = re.compile(rf"(?:the )?{_CAPITAL}(?:(?:, | and | ){{1,2}}(?:the )?{_CAPITAL}){{0,4}}")
_IS_NAME = re.compile(rf"\b(?:{_NOUNS})s?\b", re.IGNORECASE)
_DOCUMENT = (
    r"(?:outcomes?|results?|conclusions?|summary|report|minutes|record|highlights|"
    r"joint (?:press )?(?:statement|release|communiqu[eé]|declaration)|"
    r"(?:chair(?:'s|man's)?|co-chairs'?) (?:statement|summary|press (?:release|statement))|fact ?sheet|"
    r"media (?:note|release)|press (?:release|statement)|"
    r"statement|communiqu[eé]|notice|announcement|readout|holding|convening)"
)
_OUTCOMES = re.compile(
    rf"^(?:(?:key |main |major |the )?{_DOCUMENT}"
    r"(?: (?:of|on|from|by|for|following|after|at))?(?: the)? ?[:-]? ?)+",
    re.IGNORECASE,
)
_DATE_HEAD = re.compile(
    r"^\W*(?:(?:\d{1,2}(?:st|nd|rd|th)? )?[A-Z][a-z]+\.? (?:\d{1,2}, ?)?\d{4}|\d{4}-\d\d-\d\d|"
    r"(?:\d{4}|(?:令和|平成)\d{1,2})年\d{1,2}月\d{1,2}日)(?:\W+(?=\S)|\W*$)"
)
_JA_NAME = re.compile(
    r"(?P<name>[^\s、。「」『』()（）:はがをにで]{0,40}?(?:"
    + "|".join(noun for nouns in KINDS.values() for noun in nouns if not noun.isascii())
    + r"))"
)
_ROUND_JA = r"第 ?[0-9一二三四五六七八九十]+ ?[回次]"
_LEADING_JA = re.compile(
    rf"^(?:(?:おいて|おける|基づく|よる|して)(?:、| )?(?={_ROUND_JA}))?(?:{_ROUND_JA} ?)?"
    r"(?:と|や|及び|および)?(?:今回の|次回の?|本|同|この|また|なお|両国の)?"
)
_AN_INSTRUMENT = re.compile(
    r"(?:ministerial|joint|final|chair'?s?|leaders'?) (?:\w+ )?"
    r"(?:declaration|statement|communiqu[eé]|agreement)",
    re.IGNORECASE,
)
_AT_THE_END = re.compile(r" (?:in|at) the [A-Z]\w+$")
_TRAILING_JA = re.compile(rf"{_ROUND_JA}(?:会合|会議)?$")
_TITLE_VERB = re.compile(
    r" (?:Held|Holds?|Concludes?|Concluded|Convenes?|Convened|Takes? Place|Opens?|Kicks? Off|Meets?|"
    r"Launch(?:es|ed)?|Closes?|Ends?|Ended|Begins?|Wraps? Up|Successfully|Discuss(?:es)?|HELD|CONCLUDES?|"
    r"CONCLUDED|CONVENED|MEETS?|Agrees?|Reviews?)\b"
)
_DAY = re.compile(
    r" (?:on|from|in) (?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|"
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b|\d)"
)
_NUMBERED = re.compile(
    rf"^(?:the )?(?:\d{{1,3}}(?:st|nd|rd|th)|[IVXL]+|(?:[A-Z][a-z]+-)?{ANY_WORD}|annual|next|latest|"
    r"\(\d+\w\w\)) (?=\S)",
    re.IGNORECASE,
)
_ROUND_OF = re.compile(rf"^(?:the )?(?:[\w'-]+[- ]){{0,4}}?{_ROUNDS}s? of (?:the )?(?=\S)", re.IGNORECASE)
_LEADING = re.compile(
    r"^(?:(?:yesterday|today|tomorrow|earlier|during|at|in|on|for|with|following|after|and|this|these|both|of)"
    r"\b,? (?:the )?|the )",
    re.IGNORECASE,
)
_SHORTEST, _SHORTEST_JA = 5, 4
_FEWEST_WORDS = 2
# How far before a name, and after it, its ordinal may stand.
_BEFORE, _BEFORE_SIDES = 60, 40
_BEFORE_JA, _AFTER_JA = 6, 8


class Name(NamedTuple):
    """A name in a document.

    Attributes:
        start, end: code points.
        words: the name, without ordinal and "meeting of the".
        ordinal: the round it is named with, if any.
    """

    start: int
    end: int
    words: str
    ordinal: Ordinal | None


def names(text: str, language: str, places: Collection[str] = ()) -> list[Name]:
    """Names of dialogues in a stretch of text, in order.

    Args:
        text: a sentence or a line.
        language: ``en`` or ``ja``.
        places: the places that it names: where a meeting was held is no part of its name.
    """
    plain = flat(text)
    found = _japanese(plain) if language == "ja" else _english(plain)
    own = (_without_place(name, places) for name in found)
    return [name for name in own if len(name.words) > _SHORTEST]


def _without_place(name: Name, places: Collection[str]) -> Name:
    words = _DAY.split(name.words)[0]
    for place in places:
        words = re.split(rf",? (?:in|at)(?: the city of)? {re.escape(flat(place))}\b", words)[0]
    words = _AT_THE_END.sub("", words.strip(" ,.-"))
    return name._replace(words=words, end=name.start + len(words))


def title_of(line: str) -> tuple[int, str]:
    """The title in a first line that may begin with a date; with the position at which it begins."""
    match = _DATE_HEAD.match(flat(line))
    begin = match.end() if match else 0
    return begin, line[begin:].strip()


def kind_of(name: str) -> str:
    """The kind of dialogue that a name speaks of; ``framework`` where its words do not tell."""
    said = flat(name).lower()
    found = [
        (said.rfind(noun) + len(noun), len(noun), kind)
        for kind, nouns in KINDS.items()
        for noun in nouns
        if noun in said
    ]
    return max(found)[2] if found else "framework"


def _english(plain: str) -> Iterator[Name]:
    numbers = list(ordinals(plain, "en"))
    taken = -1
    for match in _RUN.finditer(plain):
        for start, end in _parts(plain, match.start(), match.end()):
            if start >= taken and (name := _named(plain, start, end, numbers)):
                taken = name.end
                yield name
    for match in _LOWER.finditer(plain):
        if match.start() < taken:
            continue
        sides = _SIDES.match(plain, match.end())
        if sides and " and " in sides.group():
            words = _stripped(plain[match.start() : sides.end()])
            ordinal = _ordinal(numbers, match.start() - _BEFORE_SIDES, match.end())
            yield Name(match.start(), sides.end(), words, ordinal)


def _parts(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run of capitals, cut where "and the" or a comma joins two names."""
    begin = start
    for match in re.finditer(r", | and the (?=[A-Z])", plain[start:end]):
        yield begin, start + match.start()
        begin = start + match.end()
    yield begin, end


def _named(plain: str, start: int, end: int, numbers: Sequence[Ordinal]) -> Name | None:
    said = plain[start:end]
    if verb := _TITLE_VERB.search(said):
        said = said[: verb.start()]
    if not any(match.group()[0].isupper() for match in _IS_NAME.finditer(said)):
        return None
    words = _stripped(said)
    if not _IS_NAME.search(words) or len(words.split()) < _FEWEST_WORDS or _AN_INSTRUMENT.fullmatch(words):
        return None
    ordinal = _ordinal(numbers, start - _BEFORE, end)
    begin = start + said.find(words)
    return Name(begin, begin + len(words), words, ordinal)


def _ordinal(numbers: Sequence[Ordinal], start: int, end: int) -> Ordinal | None:
    """The last ordinal that begins between two positions."""
    last = bisect_right(numbers, end, key=lambda one: one.start) - 1
    return numbers[last] if last >= 0 and numbers[last].start >= start else None


def _stripped(words: str) -> str:
    """A name without ordinal, "results of", and "meeting of the"."""
    before = ""
    while before != words:
        before = words
        words = _OUTCOMES.sub("", words).strip(" ,:-")
        words = _LEADING.sub("", _ROUND_OF.sub("", _NUMBERED.sub("", words)))
    return words.strip(" ,:-.")


def _japanese(plain: str) -> Iterator[Name]:
    numbers = list(ordinals(plain, "ja"))
    for match in _JA_NAME.finditer(plain):
        words = _LEADING_JA.sub("", _TRAILING_JA.sub("", match["name"])).strip()
        if len(words) < _SHORTEST_JA:
            continue
        begin = match.start() + match["name"].find(words)
        ordinal = _ordinal(numbers, match.start() - _BEFORE_JA, match.end() + _AFTER_JA)
        yield Name(begin, begin + len(words), words, ordinal)
