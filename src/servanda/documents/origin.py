"""What a text says about itself: its language, its publication day, and who published it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from servanda.documents.blocks import Block
from servanda.documents.blocks import blocks as cut
from servanda.documents.dates import Dated, Phrase, phrases
from servanda.documents.flat import flat, word_set
from servanda.documents.spoken import Spoken

_KANA = re.compile(r"[\u3040-\u30ff]")
_LETTER = re.compile(r"[^\W\d_]")
_COMMON = word_set("the of and to in on for with will a by at is that from as both their was be this")
_ENOUGH = 0.18
"""Of the words of English prose about four in ten are among the common ones; of other languages few."""
_SAMPLE, _JAPANESE_FROM = 20_000, 0.1
"""Characters from which the language is told, and the share of kana from which it is Japanese."""
_YEAR = re.compile(r"\d{4}|令和|平成")
_EDGE = 6
_HEADS = 4
_FIRST = 3
_CONTACT_LINES = 40
_ANY_DAY = date(2000, 1, 1)
_PUBLISHED = re.compile(
    r"^(?:published(?: on)?|date of (?:publication|release)|release date|issued(?: on)?|posted(?: on)?|"
    r"press release,?|発表日|掲載日|公表日)\s*[:：]?\s*",
    re.IGNORECASE,
)
_SHORT_LINE = 110
_LONG_LINE = 1_000
"""Characters of a line that are read here: it begins with the day, or with the publisher."""
_SENTENCE = re.compile(
    r"\b(?:held|will|took place|met|was|were|is|are|venue|place|when|time|launch\w*|concluded|signed)\b|"
    r"[.;]\s*$|開催|日時|場所|。",
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
    r"\s*$|\s*[-)/|]|\.\s|:\s|\s*\(\w[\w .-]{1,40}\)|,?\s\d{1,2}:\d\d|,[\w .]{2,40}--?\s|"
    r"\s*\(?[A-Z]{2,12}\)?\s*-"
)


class Day(NamedTuple):
    """A publication day with the code points it was read from."""

    day: date
    start: int
    end: int


def language_of(text: str) -> str | None:
    """``ja`` or ``en``; None for a language that the rules do not know."""
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    if letters and len(_KANA.findall(sample)) / letters > _JAPANESE_FROM:
        return "ja"
    words = re.findall(r"[a-zà-ÿ']+", flat(sample).lower())
    known = sum(word in _COMMON for word in words)
    return "en" if words and known / len(words) >= _ENOUGH else None


def published_in(text: str, headings: Sequence[tuple[int, int]], language: str) -> date | None:
    """The publication day of a text that is not yet cut into blocks."""
    found = published(text, cut(text, headings), language)
    return found.day if found else None


def published(text: str, blocks: Sequence[Block], language: str) -> Day | None:
    """The publication day, from the lines at the beginning or the end that bear it.

    Only a whole date with its year counts, in a line that is not a sentence of the report: the day
    of the meeting is none of the publication.
    """
    edges = [*blocks[:_EDGE], *reversed(blocks[-_EDGE:])]
    in_lines = (_in_line(text, block, language) for block in edges)
    in_others = (_labelled(text, block, language) or _in_short_line(text, block, language) for block in edges)
    return next(filter(None, chain(in_lines, in_others)), None)


def _in_line(text: str, block: Block, language: str) -> Day | None:
    """The day that is a line of its own, stated as that of publication, or a dateline."""
    begin = block.start - len(block.mark)
    line = flat(text[begin : min(block.end, begin + _LONG_LINE)])
    stated = _PUBLISHED.match(line)
    for phrase, dated in _days(line, language):
        before, after = line[: phrase.start], line[phrase.end :]
        alone = not before.strip(" .,:|-([") and (not after.strip(" .,:|-)]") or block.kind == "title")
        if dated.role in ("in", "by") and (stated or alone or _dateline(before, after)):
            return Day(dated.window.earliest, begin + phrase.start, begin + phrase.end)
    return None


def _labelled(text: str, block: Block, language: str) -> Day | None:
    """The day of a line "Date: 2024-02-22", as pages of a site bear it."""
    match = _DATE_LABEL.match(text, block.start, block.end)
    if not match:
        return None
    rest = flat(text[match.end() : min(block.end, match.end() + _LONG_LINE)])
    for phrase, dated in _days(rest, language):
        return Day(dated.window.earliest, match.end() + phrase.start, match.end() + phrase.end)
    return None


def _in_short_line(text: str, block: Block, language: str) -> Day | None:
    """The only day in a line that is no sentence: "Press release No. 45 of 12 June 2025"."""
    begin = block.start - len(block.mark)
    if block.end - begin > _SHORT_LINE:
        return None
    line = flat(text[begin : block.end])
    days = [] if _SENTENCE.search(line) else list(_days(line, language))
    if len(days) != 1:
        return None
    phrase, dated = days[0]
    return Day(dated.window.earliest, begin + phrase.start, begin + phrase.end)


def _days(line: str, language: str) -> Iterator[tuple[Phrase, Dated]]:
    """The whole dates of a line that state their year, whatever day they are read on."""
    for phrase in phrases(line, language, _ANY_DAY):
        meaning = phrase.meaning
        if (
            isinstance(meaning, Dated)
            and meaning.window.earliest == meaning.window.latest
            and _YEAR.search(phrase.words)
        ):
            yield phrase, meaning


def _dateline(before: str, after: str) -> bool:
    """Whether a date follows a place or an agency and precedes the text: "Oslo, 3 June 2024 - The …"."""
    if not _PLACE.match(before) or _IN_A_SENTENCE.search(before):
        return False
    return _TEXT_FOLLOWS.match(after) is not None


def publisher(text: str, blocks: Sequence[Block], names: Spoken) -> tuple[str, int, int] | None:
    """The body that published the document: the first one named in its first lines, else the contact's."""
    heads = [block for block in blocks[:_HEADS] if block.kind in ("title", "heading")]
    closing = [block for block in blocks if block.kind == "closing"]
    for block in [*heads, *blocks[:_FIRST], *closing[:_CONTACT_LINES]]:
        for one in names.bodies(text[block.start : min(block.end, block.start + _LONG_LINE)]):
            if one.code:
                return one.code, block.start + one.start, block.start + one.end
    return None
