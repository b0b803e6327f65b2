"""What a text says about itself: its language, its publication day, and who published it."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from servanda.documents.blocks import Block
from servanda.documents.blocks import blocks as cut
from servanda.documents.dates import Dated, phrases
from servanda.documents.flat import flat
from servanda.documents.spoken import Spoken

_KANA = re.compile(r"[\u3040-\u30ff]")
_LETTER = re.compile(r"[^\W\d_]")
_COMMON = frozenset(
    "the of and to in on for with will a by at is that from as both their was be this".split()
)
_ENOUGH = 0.18
"""Of the words of English prose about four in ten are among the common ones; of other languages few."""
_YEAR = re.compile(r"\d{4}|令和|平成")
_EDGE = 6
_PUBLISHED = re.compile(
    r"^(?:published(?: on)?|date of (?:publication|release)|release date|issued(?: on)?|posted(?: on)?|press release,?|発表日|掲載日|公表日)\s*[:：]?\s*",
    re.IGNORECASE,
)
_SHORT_LINE = 110
_SENTENCE = re.compile(
    r"\b(?:held|will|took place|met|was|were|is|are|venue|place|when|time|launch\w*|concluded|signed)\b|[.;]\s*$|開催|日時|場所|。",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(
    r"(?:date|registered|registration date|posted|updated|日付)\s*[:：]\s*", re.IGNORECASE
)
_PLACE = re.compile(r"(?!date\b)[^\W\d_][\w .,'()|:/-]{1,60}$", re.IGNORECASE)
_IN_A_SENTENCE = re.compile(
    r"\b(?:on|in|at|by|from|until|till|held|of|for|since|to|the|and|venue|place|when)\s*:?\s*$", re.IGNORECASE
)
_TEXT_FOLLOWS = re.compile(
    r"\s*$|\s*[-)/|]|\.\s|:\s|\s*\(\w[\w .-]{1,40}\)|,?\s\d{1,2}:\d\d|,[\w .]{2,40}--?\s|\s*\(?[A-Z]{2,12}\)?\s*-"
)


class Day(NamedTuple):
    """A publication day with the code points it was read from."""

    day: date
    start: int
    end: int


def language_of(text: str) -> str | None:
    """``ja`` or ``en``; None for a language that the rules do not know."""
    letters = len(_LETTER.findall(text[:20_000]))
    if letters and len(_KANA.findall(text[:20_000])) / letters > 0.1:
        return "ja"
    words = re.findall(r"[a-zà-ÿ']+", flat(text[:20_000]).lower())
    known = sum(word in _COMMON for word in words)
    return "en" if words and known / len(words) >= _ENOUGH else None


def published(text: str, blocks: Sequence[Block], language: str) -> Day | None:
    """The publication day, from the lines at the beginning or the end that bear it.

    Only a whole date with its year counts, in a line that is not a sentence of the report: the day
    of the meeting is none of the publication.
    """
    for block in [*blocks[:_EDGE], *reversed(blocks[-_EDGE:])]:
        if found := _in_line(text, block, language):
            return found
    edges = [*blocks[:_EDGE], *reversed(blocks[-_EDGE:])]
    found = [
        one
        for block in edges
        if (one := _labelled(text, block, language) or _in_short_line(text, block, language))
    ]
    return found[0] if found else None


def _in_short_line(text: str, block: Block, language: str) -> Day | None:
    """The day in a line that is no sentence: "Press release No. 45 of 12 June 2025"."""
    begin = block.start - len(block.mark)
    line = flat(text[begin : block.end])
    if len(line) > _SHORT_LINE or _SENTENCE.search(line):
        return None
    days = [
        phrase
        for phrase in phrases(line, language, date(2000, 1, 1))
        if isinstance(phrase.meaning, Dated)
        and phrase.meaning.window.earliest == phrase.meaning.window.latest
        and _YEAR.search(phrase.words)
    ]
    if len(days) != 1 or not isinstance(days[0].meaning, Dated):
        return None
    return Day(days[0].meaning.window.earliest, begin + days[0].start, begin + days[0].end)


def _labelled(text: str, block: Block, language: str) -> Day | None:
    """The day of a line "Date: 2024-02-22" among the first ones, as pages of a site bear it."""
    match = _DATE_LABEL.match(text, block.start, block.end)
    if not match:
        return None
    for phrase in phrases(flat(text[match.end() : block.end]), language, date(2000, 1, 1)):
        meaning = phrase.meaning
        if (
            isinstance(meaning, Dated)
            and meaning.window.earliest == meaning.window.latest
            and _YEAR.search(phrase.words)
        ):
            return Day(meaning.window.earliest, match.end() + phrase.start, match.end() + phrase.end)
    return None


def published_in(text: str, headings: Sequence[tuple[int, int]], language: str) -> date | None:
    """The publication day of a text that is not yet cut into blocks."""
    found = published(text, cut(text, headings), language)
    return found.day if found else None


def _in_line(text: str, block: Block, language: str) -> Day | None:
    begin = block.start - len(block.mark)
    line = flat(text[begin : block.end])
    stated = _PUBLISHED.match(line)
    for phrase in phrases(line, language, date(2000, 1, 1)):
        meaning = phrase.meaning
        if not isinstance(meaning, Dated) or not _YEAR.search(phrase.words):
            continue
        if meaning.window.earliest != meaning.window.latest or meaning.role not in ("in", "by"):
            continue
        before, after = line[: phrase.start], line[phrase.end :]
        alone = not before.strip(" .,:|-([") and (not after.strip(" .,:|-)]") or block.kind == "title")
        if stated or alone or _dateline(before, after):
            return Day(meaning.window.earliest, begin + phrase.start, begin + phrase.end)
    return None


def _dateline(before: str, after: str) -> bool:
    """Whether a date follows a place or an agency and precedes the text: "Oslo, 3 June 2024 - The …"."""
    if not _PLACE.match(before) or _IN_A_SENTENCE.search(before):
        return False
    return _TEXT_FOLLOWS.match(after) is not None


def publisher(text: str, blocks: Sequence[Block], names: Spoken) -> tuple[str, int, int] | None:
    """The body that published the document: the first one named in its first lines, else the contact's."""
    heads = [block for block in blocks[:4] if block.kind in ("title", "heading")]
    closing = [block for block in blocks if block.kind == "closing"]
    for block in [*heads, *blocks[:3], *closing]:
        for one in names.bodies(text[block.start : block.end]):
            if one.code:
                return one.code, block.start + one.start, block.start + one.end
    return None
