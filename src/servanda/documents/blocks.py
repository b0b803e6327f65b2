"""What a document is made of: headings, paragraphs, items of lists, and the contact lines at its end.

Positions count code points of the text as read. A block is one or more lines: those of a paragraph
that was broken to a width are put together again.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from servanda.documents.flat import flat

BlockKind = Literal["title", "heading", "paragraph", "item", "closing"]


class Block(NamedTuple):
    """A part of a document, without its number or bullet.

    Attributes:
        start, end: code points in the text.
        kind: what it is.
        topic: the heading it stands under, without number; empty under none.
        lead: the span of the line that introduces an item ("The two sides agreed to:").
        mark: the number or bullet it bears.
    """

    start: int
    end: int
    kind: BlockKind
    topic: str = ""
    lead: tuple[int, int] | None = None
    mark: str = ""


class _Line(NamedTuple):
    """A line without the space around it, or several that are one; ``apart`` after an empty line.

    ``length`` is that of the last one as it was broken, with the space before it.
    """

    start: int
    end: int
    apart: bool
    length: int


_NUMBER = r"(?:\d{1,2}|[ivxIVX]{1,5}|[A-Za-z]|[一二三四五六七八九十]{1,3})"
_BULLET = r"[•‣▪●○◦·*◆◇■□・➢►✓-]"
_MARK = re.compile(
    rf"(?P<bullet>{_BULLET}) *(?![-\d*])|"
    rf"(?P<number>(?![NSU]\. [A-Z])(?:#+|§ ?\d+|(?:\d{{1,2}}\.){{1,3}}\d{{1,2}}\.?(?= )|\({_NUMBER}\)|"
    rf"{_NUMBER}[.)](?=\D)|[①-⑳]))"
    r"(?: +|(?=[^\x00-\x7f]|$))|"
    r"(?P<cjk>\d{1,2}[.、 ](?=[^\x00-\x7f]))"
)
_ENDS = re.compile(r"""[.!?;,。][)"'」』)\]]*$""")
_CLOSING = re.compile(
    r"(?:for (?:further|more) information\b|(?:press |media )?(?:contacts?|enquiries|inquiries)\b|"
    r"(?:media|press) (?:office|contact|enquir|inquir)|contact (?:us|information|details|for)\b|"
    r"(?:お?問い?合わ?せ先?|連絡先|担当)(?:[:(\s]|$))",
    re.IGNORECASE,
)
_ACTS = re.compile(r"\b(?:will|shall|agreed|concurred|decided|held|met|discussed|is|are|was|were|has|have)\b")
_MAX_HEADING = 130
_MAX_HEADING_WORDS = 18
_MAX_LEAD_WORDS = 5
"""A line of more words that ends in a colon introduces a list, and is no heading."""
_INTRODUCES = re.compile(
    r"(?::|:?-|(?:以下|次)の(?:\d+)?(?:点|とおり|通り|事項|取組|内容|項目)[^。]{0,30}。?)$"
)
_SHORT = 60
_FULL, _NEARLY_FULL = 0.8, 0.7
_TAIL = 40
_ENOUGH_LINES = 4
_LABELLED = re.compile(r"\S:|: ?\S")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def blocks(text: str, headings: Sequence[tuple[int, int]] = ()) -> list[Block]:
    """The blocks of a text in their order.

    Args:
        text: the document as read.
        headings: spans that are known to be headings, such as those of an HTML page.
    """
    plain = flat(text)
    lines = _put_together(plain, list(_lines(text, plain)), headings)
    return list(_Cutter(text, plain, frozenset(start for start, _ in headings)).blocks(lines))


class _Cutter:
    """Goes through the lines of a text, with the heading and the introducing line that hold for the next.

    Args:
        text: the document as read.
        plain: the same in plain characters.
        known: where lines begin that are known to be headings.
    """

    def __init__(self, text: str, plain: str, known: frozenset[int]) -> None:
        self._text = text
        self._plain = plain
        self._known = known
        self._topic = ""
        self._lead: tuple[int, int] | None = None
        self._lead_mark = ""
        self._listing = ""

    def blocks(self, lines: Sequence[_Line]) -> Iterator[Block]:
        """A block for each line that says something."""
        first, closing = True, False
        for number, line in enumerate(lines, 1):
            start, mark = _unmarked(self._plain, line)
            said = self._plain[start : line.end]
            if not said:
                continue
            closing = closing or (not first and _is_closing(said))
            if closing:
                yield Block(start, line.end, "closing")
            elif first and not _ENDS.search(said):
                yield Block(start, line.end, "title", mark=mark)
            else:
                yield self._block(line, start, mark, last=number == len(lines))
            first = False

    def _block(self, line: _Line, start: int, mark: str, *, last: bool) -> Block:
        said, span = self._plain[start : line.end], (start, line.end)
        if line.start in self._known or _is_heading(said, mark, listed=self._lead is not None, last=last):
            self._topic = self._text[start : line.end].strip(" :：*#").strip()
            self._lead, self._lead_mark = (span, mark) if said.endswith(":") else (None, "")
            return Block(*span, "heading", mark=mark)
        if mark and self._lead_mark and _shape(mark) == _shape(self._lead_mark):
            self._lead = None  # "8." after "7. They agreed to:" and its items
        if mark or (self._lead and (_alike(self._listing, said) or _goes_on(said))):
            self._listing = said[0] if said.endswith(";") else ""
            return Block(*span, "item", self._topic, self._lead, mark)
        self._listing = ""
        self._lead = span if _INTRODUCES.search(said, max(len(said) - _SHORT, 0)) else None
        return Block(*span, "paragraph", self._topic)


def _is_closing(said: str) -> bool:
    """Whether a line begins the contact lines at the end."""
    return _CLOSING.match(said) is not None and len(said) <= _MAX_HEADING


def _lines(text: str, plain: str) -> Iterator[_Line]:
    apart = True
    for match in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        said = plain[match.start() : match.end()]
        stripped = said.strip()
        if not stripped:
            apart = True
            continue
        start = match.start() + len(said) - len(said.lstrip())
        between = text[match.start() - 2 : match.start()] if match.start() > 1 else "\n\n"
        yield _Line(start, start + len(stripped), apart or between in ("\n\n", "\r\r"), len(said.rstrip()))
        apart = False


def _put_together(plain: str, lines: list[_Line], headings: Sequence[tuple[int, int]]) -> list[_Line]:
    """The lines, those that are one sentence broken in two as one."""
    width = _width(lines)
    apart = {start for start, _ in headings} | {end for _, end in headings}
    whole: list[_Line] = []
    for line in lines:
        last = whole[-1] if whole else None
        if (
            last
            and line.start not in apart
            and last.end not in apart
            and _continues(plain, last, line, width)
        ):
            whole[-1] = _Line(last.start, line.end, last.apart, line.length)
        else:
            whole.append(line)
    return whole


def _width(lines: list[_Line]) -> int:
    """The width that the text was broken to; 0 if its lines are whole paragraphs."""
    followed = [line.end - line.start for line, after in pairwise(lines) if not after.apart]
    if len(followed) < _ENOUGH_LINES or max(followed) > _MAX_HEADING:
        return 0
    widest = max(followed)
    full = sum(length > _FULL * widest for length in followed)
    return widest if full > len(followed) / 2 else 0


def _continues(plain: str, last: _Line, line: _Line, width: int) -> bool:
    if line.apart or _unmarked(plain, line)[1]:
        return False
    before, said = plain[max(last.start, last.end - _TAIL) : last.end], plain[line.start : line.end]
    if before.endswith(":"):
        return False
    if said[0].islower() and not before.endswith((".", "。", ";")):
        return not before.endswith(",") or bool(width)
    if not width:
        return False
    return not _ENDS.search(before) and last.length > _NEARLY_FULL * width


def _unmarked(plain: str, line: _Line) -> tuple[int, str]:
    """Where the words of a line begin, and the number or bullet before them."""
    match = _MARK.match(plain, line.start, line.end)
    if not match:
        return line.start, ""
    start = match.end()
    while start < line.end and plain[start] == " ":
        start += 1
    return start, match.group().strip()


def _is_heading(said: str, mark: str, *, listed: bool, last: bool) -> bool:
    """Whether a line is a heading, by how it looks.

    Args:
        said: its words.
        mark: the number or bullet before them.
        listed: a line before it introduces a list.
        last: no line follows.
    """
    if last or _is_text(said):
        return False
    if mark.startswith("#") or (said[0] in "[<【" and said[-1] in "]>】"):
        return True
    if said.endswith(":"):
        return said.count(" ") < _MAX_LEAD_WORDS and not _ACTS.search(said)
    if mark and (listed or re.fullmatch(_BULLET, mark)):
        return mark in "■□◆◇●○" and len(said) < _SHORT and not listed
    return _looks_like_one(said, mark)


def _is_text(said: str) -> bool:
    """Whether a line is too long for a heading, a row of a table, or ends as a sentence does."""
    too_long = len(said) > _MAX_HEADING or said.count(" ") >= _MAX_HEADING_WORDS
    return too_long or "|" in said or _ENDS.search(said) is not None


def _looks_like_one(said: str, mark: str) -> bool:
    if len(said) > _SHORT and _LABELLED.search(said):
        return False
    if _CJK.search(said):
        return len(said) < _SHORT and (bool(mark) or ":" not in said)
    begins = said[0].isupper() or said[0].isdigit() or bool(mark)
    return begins and not (_ACTS.search(said) and len(said) > _SHORT)


def _shape(mark: str) -> str:
    """A number or bullet without what counts on."""
    return re.sub(r"\d+", "0", re.sub(r"[a-zA-Z]+", "a", mark))


def _alike(before: str, said: str) -> bool:
    """Whether a line ends the list of an item before it, that is not its last: both begin alike."""
    return bool(before) and before.isupper() == said[0].isupper()


def _goes_on(said: str) -> bool:
    """Whether a line without a bullet is an item of the list that was introduced before it."""
    return said[0].islower() or said.endswith(";")
