"""From the lines on the pages of a PDF to paragraphs. Standard library only.

A PDF knows where letters stand, not what belongs together: that is told from gaps, indents and line
ends. Columns side by side are not told apart, nor is text set from top to bottom.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from servanda.documents.pdf_edges import OTHER_SIZE, without_edges
from servanda.documents.pdf_lines import Line

WIDER_GAP = 1.3
"""Times the usual distance from line to line: a new paragraph."""
WIDEST_GAP = 3.0
"""Times the size of the letters: more than double spacing, so a new paragraph in any case."""
INDENT = 0.8
"""Of the size of the letters: a new paragraph, too."""
LONGER = 0.02
"""Of the width of the text: so much may a line be longer than it looks."""

_CJK = re.compile(
    "[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
)
_ITEM = re.compile(
    r"(?:[•‣▪●○■□◆◇◦・※]|[-–—] |\(?(?:[0-9０-９]{1,2}|[a-z]|[ivx]{1,5})[.)．）](?: |$)|[①-⑳])", re.IGNORECASE
)
_ENDED = re.compile(r"[.!?。！？:：;；][\"'”’」』)）\]]*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_PART = re.compile(r"([^\W\d_]+)[-\u2010]$")
_FIRST_PART = re.compile(r"[^\W\d_]+")
# Characters in which fonts of PDFs write others: ligatures, radicals for the characters made of them
# alone, and bullets of symbol fonts.
_COMPATIBLE = re.compile("[\u2f00-\u2fd5\ufb00-\ufb06]")
_BULLETS = str.maketrans(dict.fromkeys("\uf0a7\uf0b7\uf0d8\uf06c\uf06e\uf0fc", "•"))


class PdfText(NamedTuple):
    """The paragraphs of a PDF, and how many lines at the edges of its pages were left out."""

    paragraphs: list[str]
    at_edges: int


def paragraphs(pages: Sequence[Sequence[Line]]) -> PdfText:
    """The text of a PDF from the lines of its pages."""
    seen = [[line._replace(text=_written(line.text)) for line in page] for page in pages]
    bodies = without_edges(seen)
    left_out = sum(map(len, seen)) - sum(map(len, bodies))
    words = frozenset(_words(line.text for page in bodies for line in page))
    width = _Width.of(bodies)
    found: list[str] = []
    for body in bodies:
        before: Line | None = None
        for line in body:
            if found and _goes_on(found[-1], before, line, width):
                found[-1] = joined(found[-1], line.text, words)
            else:
                found.append(line.text)
            before = line
    return PdfText(found, left_out)


def text_of(found: Iterable[str]) -> str:
    """Paragraphs as a text: parted by a blank line, the items of a list by a line end."""
    parts: list[str] = []
    item = False
    for paragraph in found:
        was_item, item = item, _ITEM.match(paragraph) is not None
        if parts:
            parts.append("\n" if item and was_item else "\n\n")
        parts.append(paragraph)
    return "".join(parts)


def joined(left: str, right: str, words: frozenset[str]) -> str:
    """Two lines of a paragraph as one.

    Args:
        left: the text so far.
        right: the line that goes on.
        words: of the whole document, in small letters, to tell a hyphen that parts a word at the end
            of a line from one that belongs to it.
    """
    first, last = _FIRST_PART.match(right), _LAST_PART.search(left)
    if first and last:
        if right[0].islower() and not _belongs(last[1].lower(), first[0].lower(), words):
            return left[:-1] + right
        return left + right
    if _CJK.match(left[-1:]) and _CJK.match(right):
        return left + right
    if re.search(r"\d-$", left) and right[:1].isdigit():
        return left + right
    return f"{left} {right}"


class _Width(NamedTuple):
    left: float
    right: float
    leading: float

    @classmethod
    def of(cls, pages: Sequence[Sequence[Line]]) -> "_Width":
        """Where the text begins and ends, and the usual distance from line to line."""
        gaps = sorted(
            gap
            for page in pages
            for one, other in pairwise(page)
            if (gap := other.top - one.top) > one.size / 2
        )
        rights = sorted(line.right for page in pages for line in page)
        return cls(
            min((line.left for page in pages for line in page), default=0),
            rights[len(rights) * 9 // 10] if rights else 0,  # a tenth may stand out
            gaps[len(gaps) // 4] if gaps else 0,
        )

    def would_hold(self, line: Line, following: str) -> bool:
        """Whether the first word of the line that follows had room on a line: then it was not full."""
        word = following[:2] if _CJK.match(following) else f" {following.split(' ', 1)[0]}"
        needed = len(word) * (line.right - line.left) / len(line.text)
        return line.right + needed < self.right - LONGER * (self.right - self.left)


def _goes_on(said: str, before: Line | None, line: Line, width: _Width) -> bool:
    """Whether a line goes on with the paragraph before it; ``before`` is None at the top of a page."""
    if _ITEM.match(line.text):
        return False
    if before is None:
        return _ENDED.search(said) is None and (line.text[0].islower() or _between_cjk(said, line.text))
    gap = line.top - before.top
    if gap > min(WIDER_GAP * width.leading, WIDEST_GAP * line.size) or _other_size(before, line):
        return False
    if line.left - before.left > INDENT * line.size and not _ITEM.match(before.text):
        return False
    return line.text[0].islower() or not width.would_hold(before, line.text)


def _other_size(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) > OTHER_SIZE * max(one.size, other.size)


def _between_cjk(left: str, right: str) -> bool:
    return bool(_CJK.match(left[-1:]) and _CJK.match(right))


def _words(lines: Iterable[str]) -> Iterator[str]:
    """The words that stand within lines, in small letters, without the parts at hyphens of line ends."""
    parted = False
    for line in lines:
        whole = _FIRST_PART.sub("", line, count=1) if parted and _FIRST_PART.match(line) else line
        parted = _LAST_PART.search(line) is not None
        yield from (word.lower() for word in _WORD.findall(_LAST_PART.sub("", whole)))


def _belongs(last: str, first: str, words: frozenset[str]) -> bool:
    """Whether a hyphen between two parts of a word belongs to it, as the rest of the document writes it."""
    return last + first not in words and (f"{last}-{first}" in words or {last, first} <= words)


def _written(text: str) -> str:
    return _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text.translate(_BULLETS))
