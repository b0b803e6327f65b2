"""At which level the meeting was held: as it is named, or as those who chaired it all are."""

import re
from collections.abc import Iterator, Sequence

from servanda.documents.dialogues import Name
from servanda.documents.meeting.found import Found, Sentence
from servanda.documents.meeting.scene import Scene
from servanda.documents.meeting.telling import Telling

_LEVELS: tuple[tuple[str, str], ...] = (
    (
        "vice-ministers",
        r"vice[- ]ministers?(?:ial)?|deputy ministers?|(?:state|deputy|permanent) secretar(?:y|ies)|"
        r"under[- ]?secretar(?:y|ies)|ministers? of state|parliamentary secretary|次官|副大臣|審議官級",
    ),
    ("directors-general", r"directors?[- ]general(?:[- ]level)?|dg[- ]level|局長|joint secretar(?:y|ies)"),
    (
        "ministers",
        r"ministers?(?:ial)?(?:[- ]level)?|secretar(?:y|ies) of state|foreign secretar(?:y|ies)|"
        r"commissioners?|大臣|外相|閣僚",
    ),
    (
        "leaders",
        r"summit|leaders?'?(?:[- ]level)?|presidents?|prime ministers?|heads of (?:state|government)|首脳|"
        r"サミット",
    ),
    ("directors", r"directors?(?:[- ]level)?|head of (?:division|department|unit)|課長"),
    ("experts", r"experts?(?:[- ]level)?|technical[- ]level|working[- ]level|実務者|専門家"),
)
"""Of two that overlap, such as "vice-minister" and "minister", the first in this order counts."""
_PATTERNS = [
    (level, re.compile(rf"(?:(?<=[^\x00-\x7f])|\b)(?:{pattern})(?![a-z])", re.IGNORECASE))
    for level, pattern in _LEVELS
]
_LEVEL_WORD = re.compile(
    r"\b[\w -]{3,30}?[- ]level\b|\b(?:vice[- ]|deputy )?ministerial\b|"
    r"(?:閣僚|大臣|外相|次官|局長|課長)(?:級|会合|会議|協議|対話|会談)",
    re.IGNORECASE,
)
_IN_NAMES = ("vice-ministers", "directors-general", "leaders")
_MINISTERS = re.compile(
    r"(?<!prime )(?<!vice )(?<!vice-)(?<!deputy )\bministers\b(?! of state)", re.IGNORECASE
)
_CHAIRS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:co-)?(?:chaired|led|headed)\b[^.]{0,60}?\bby\b(?P<who>.+)",
        r"\bwith the participation of\b(?P<who>[^,.]+)",
        r"(?P<who>.+?)\b(?:(?:co-)?chaired|hosted|convened|led the|(?:acted|served) as (?:co-)?chairs?|"
        r"held|met)\b",
        r"(?P<who>[^。]{2,60}?)(?:が|を)(?:共同)?(?:議長|団長)",
    )
)
_ATTENDED = re.compile(
    r"^[^:]{1,30}[:側] ?(?P<who>.*(?:minister|director|secretary|局長|次官|大臣|審議官|課長).*)",
    re.IGNORECASE,
)
_FIRST = 10
_LONGEST = 600
_IN_SIGHT = 24


def level(scene: Scene, told: Telling, name: Name | None) -> Found | None:
    """The level, with the words that say so."""
    heads = [*scene.titles, told.sentence]
    return _named(scene, heads) or _in_name(name) or _ministers(scene, heads) or _of_chairs(scene, told)


def _named(scene: Scene, heads: Sequence[Sentence]) -> Found | None:
    """The level as such: "Director General-level", "ministerial"."""
    for one in heads:
        for match in _LEVEL_WORD.finditer(scene.said(one)):
            for found in _ranks(match.group(), one.start + match.start()):
                return found
    return None


def _in_name(name: Name | None) -> Found | None:
    if name is None:
        return None
    return next((found for found in _ranks(name.words, name.start) if found.value in _IN_NAMES), None)


def _ministers(scene: Scene, heads: Sequence[Sentence]) -> Found | None:
    """Ministers as those who met: "Ministers met", "health ministers"."""
    for one in heads:
        if match := _MINISTERS.search(scene.said(one)):
            return Found("ministers", one.start + match.start(), one.start + match.end())
    return None


def _of_chairs(scene: Scene, told: Telling) -> Found | None:
    """The level of those who chaired or led, if all have the same."""
    sentences = [told.sentence, *[one for one in scene.sentences[:_IN_SIGHT] if one != told.sentence]]
    for pattern in _CHAIRS:
        chairs = [
            rank
            for one in sentences[:_FIRST]
            for rank in _who(one, pattern.search(scene.said(one)[:_LONGEST]))
        ]
        if len(chairs) > 1 or (chairs and scene.japanese):
            return _common(chairs)
    listed = [next(iter(_who(one, _ATTENDED.match(scene.said(one)))), None) for one in sentences]
    return _common([rank for rank in listed if rank])


def _who(one: Sentence, match: re.Match[str] | None) -> list[Found]:
    ranks = _ranks(match["who"], one.start + match.start("who")) if match else ()
    return [rank for rank in ranks if rank.value not in ("experts", "leaders")]


def _common(ranks: Sequence[Found]) -> Found | None:
    return ranks[0] if ranks and len({rank.value for rank in ranks}) == 1 else None


def _ranks(words: str, at: int) -> Iterator[Found]:
    """The levels named in some words that begin at a code point, in order."""
    found: list[Found] = []
    for value, pattern in _PATTERNS:
        for hit in pattern.finditer(words):
            start, end = at + hit.start(), at + hit.end()
            if not any(start < other.end and other.start < end for other in found):
                found.append(Found(value, start, end))
    yield from sorted(found, key=lambda rank: rank.start)
