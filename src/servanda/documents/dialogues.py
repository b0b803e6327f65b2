"""The name of the dialogue that a document is about: with its ordinal, its kind and its level."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from servanda.documents.flat import flat
from servanda.documents.ordinals import Ordinal, ordinals

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

_ROUNDS = r"(?:round|session|meeting|edition|iteration|plenary|sitting|plenary session|plenary meeting|annual meeting|review meeting)"
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
_CAPITAL = r"(?:[A-ZÀ-Þ][\w.'&/-]*|\d*[A-Z]\w*|\+\d|[A-Z]\.)"
_SMALL = r"(?:of|on|for|and|in|the|to|between|at|&|with)"
_RUN = re.compile(rf"{_CAPITAL}(?:,? (?:{_SMALL} ){{0,3}}{_CAPITAL})*")
_LOWER = re.compile(
    rf"\b(?P<name>(?:[\w'-]+ ){{0,4}}?(?:{_NOUNS}))\b(?P<tail>(?: on [\w ,'-]{{3,80}}?)?) (?:between|of|with) (?=(?:the )?[A-Z])",
    re.IGNORECASE,
)
_IS_NAME = re.compile(rf"\b(?:{_NOUNS})s?\b", re.IGNORECASE)
_OUTCOMES = re.compile(
    r"^(?:(?:key |main |major |the )?(?:outcomes?|results?|conclusions?|summary|report|minutes|record|highlights|joint (?:press )?(?:statement|release|communiqu[eé]|declaration)|chair(?:'s|man's)? (?:statement|summary)|"
    r"co-chairs'? (?:statement|summary)|joint (?:statement|communiqu[eé]) (?:from|of|on)|fact ?sheet|media (?:note|release)|press (?:release|statement)|statement|communiqu[eé]|notice|announcement|readout|holding|convening|conclusion)"
    r"(?: (?:of|on|from|by|for|following|after|at))?(?: the)? ?[:-]? ?)+",
    re.IGNORECASE,
)
_DATE_HEAD = re.compile(
    r"^\W*(?:(?:\d{1,2}(?:st|nd|rd|th)? )?[A-Z][a-z]+\.? (?:\d{1,2}, ?)?\d{4}|\d{4}-\d\d-\d\d)\W+(?=\S)"
)
_JA_NAME = re.compile(
    r"(?P<name>[^\s、。「」『』()（）:はがをにで]{0,40}?(?:"
    + "|".join(noun for nouns in KINDS.values() for noun in nouns if not noun.isascii())
    + r"))"
)
_JA_TAIL = re.compile(
    r"(?:の)?(?:結果(?:概要)?|開催結果|概要|開催|実施|成果)(?:について|のお知らせ|の概要)?.*$"
)


_TITLE_VERB = re.compile(
    r" (?:Held|Holds?|Concludes?|Concluded|Convenes?|Convened|Takes? Place|Opens?|Kicks? Off|Meets?|Launch(?:es|ed)?|Closes?|Ends?|Ended|Begins?|Wraps? Up|"
    r"Successfully|Discuss(?:es)?|HELD|CONCLUDES?|CONCLUDED|CONVENED|MEETS?|Agrees?|Reviews?)\b"
)


_DAY = re.compile(
    r" (?:on|from|in) (?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b|\d)"
)
_SHORTEST = 5
_LEADING = re.compile(
    r"^(?:yesterday|today|tomorrow|earlier|during|at|in|on|for|with|following|after|and|this|these|both|of)\b,? (?:the )?",
    re.IGNORECASE,
)


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
    return [one for name in found if (one := _without_place(name, places)) and len(one.words) > _SHORTEST]


def _without_place(name: Name, places: Collection[str]) -> Name:
    words = _DAY.split(name.words)[0]
    for place in places:
        words = re.split(rf",? (?:in|at)(?: the city of)? {re.escape(flat(place))}\b", words)[0]
    words = words.strip(" ,.-")
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
        if match.start() < taken or not _IS_NAME.search(match["name"]):
            continue
        tail = re.match(
            rf"(?:the )?{_CAPITAL}(?:(?:, | and | ){{1,2}}(?:the )?{_CAPITAL}){{0,4}}", plain[match.end() :]
        )
        if tail and " and " in tail.group():
            words = _stripped(plain[match.start() : match.end() + tail.end()])
            ordinal = _ordinal(numbers, match.start() - 40, match.end())
            yield Name(match.start(), match.end() + tail.end(), words, ordinal)


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
    nouns = [match for match in _IS_NAME.finditer(said) if match.group()[0].isupper()]
    if not nouns:
        return None
    words = _stripped(said)
    if not _IS_NAME.search(words) or len(words.split()) < 2:
        return None
    ordinal = _ordinal(numbers, start - 60, end)
    begin = start + said.find(words)
    return Name(begin, begin + len(words), words, ordinal)


def _ordinal(numbers: Sequence[Ordinal], start: int, end: int) -> Ordinal | None:
    near = [one for one in numbers if start <= one.start <= end]
    return near[-1] if near else None


def _stripped(words: str) -> str:
    """A name without ordinal, "results of", "meeting of the", and level."""
    before = ""
    while before != words:
        before = words
        words = _OUTCOMES.sub("", words).strip(" ,:-")
        words = re.sub(
            rf"^(?:the )?(?:(?:\d{{1,3}}(?:st|nd|rd|th)|[IVXL]+|(?:[A-Z][a-z]+-)?(?:{'|'.join(_ORDINAL_WORDS)})|inaugural|annual|next|latest|first-ever|\(\d+\w\w\)) )"
            rf"(?=\S)",
            "",
            words,
            flags=re.IGNORECASE,
        )
        words = re.sub(
            rf"^(?:the )?(?:[\w'-]+[- ]){{0,4}}?{_ROUNDS}s? of (?:the )?(?=\S)",
            "",
            words,
            flags=re.IGNORECASE,
        )
        words = _LEADING.sub("", re.sub(r"^the ", "", words, flags=re.IGNORECASE))
    return words.strip(" ,:-.")


_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth".split()
)


def _japanese(plain: str) -> Iterator[Name]:
    numbers = list(ordinals(plain, "ja"))
    for match in _JA_NAME.finditer(plain):
        words = re.sub(r"^第 ?[0-9一二三四五六七八九十]+ ?[回次] ?", "", match["name"])
        words = re.sub(r"第 ?[0-9一二三四五六七八九十]+ ?[回次](?:会合|会議)?$", "", words).strip()
        words = re.sub(r"^(?:今回の|次回の?|本|同|この|また|なお)", "", words)
        if len(words) < 4:
            continue
        begin = match.start() + match["name"].find(words)
        yield Name(begin, begin + len(words), words, _ordinal(numbers, match.start() - 6, match.end() + 8))
