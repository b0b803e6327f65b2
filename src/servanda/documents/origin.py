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
_COMMON = frozenset("the of and to in on for with will a by at is that from as both their was be this".split())
_ENOUGH = 0.18
"""Of the words of English prose about four in ten are among the common ones; of other languages few."""
_YEAR = re.compile(r"\d{4}|令和|平成")
_EDGE = 6
_PUBLISHED = re.compile(
    r"^(?:published(?: on)?|date of (?:publication|release)|release date|issued(?: on)?|posted(?: on)?|press release,?|発表日|掲載日|公表日)\s*[:：]?\s*",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"^[\w .,'()/-]{0,60}$")


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
        before, after = line[: phrase.start], line[phrase.end :].strip(" .,:|-")
        alone = not before.strip(" .,:|-([") and (not after or block.kind == "title")
        place = _dateline(before, after, block)
        if stated or alone or place:
            return Day(meaning.window.earliest, begin + phrase.start, begin + phrase.end)
    return None


def _dateline(before: str, after: str, block: Block) -> bool:
    """Whether a date follows a place and precedes the text: "Oslo, 3 June 2024 - The …"."""
    if not _DATELINE.match(before) or re.search(r"\b(?:on|in|at|by|from|until|held|of|for|since|to)\s*$", before, re.IGNORECASE):
        return False
    short = len(before) + len(after) < 60 and block.kind != "item" and not re.search(r"[:：]\s*$", before)
    return (short and not after) or bool(before.strip() and re.match(r"[-)/(]|\([A-Z]", after[:2] or "-"))


def publisher(text: str, blocks: Sequence[Block], names: Spoken) -> tuple[str, int, int] | None:
    """The body that published the document: the first one named in its first lines, else the contact's."""
    heads = [block for block in blocks[:4] if block.kind in ("title", "heading")]
    closing = [block for block in blocks if block.kind == "closing"]
    for block in [*heads, *blocks[:3], *closing]:
        for one in names.bodies(text[block.start : block.end]):
            if one.code:
                return one.code, block.start + one.start, block.start + one.end
    return None
