"""The blocks of a page, from its inline texts to paragraphs, list items and table rows.

Standard library only.
"""

import re
from collections import Counter
from itertools import accumulate
from typing import NamedTuple

from servanda.documents.characters import Hidden

MOST_BLOCKS_OF_A_CELL = 2
"""A table with longer cells is there for the layout: what stands in them is read as on any page."""
LONGEST_MARK = 12
"""Characters of a footnote mark."""

_SPACES = re.compile("[ \t\n\f\r\u00a0\u1680\u2000-\u200a\u202f\u205f]+")
_COLLAPSED = re.compile("[ \r]{2,}")
_CJK = "\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
_BETWEEN_CJK = re.compile(f"(?<=[{_CJK}])\r(?=[{_CJK}])")
_BLANK_LINES = re.compile(r"\n{3,}")
_FOOTNOTE = re.compile(r"[(\[（［〔]?(?:注|note )?[0-9*†‡§, ]+[)\]）］〕]?", re.IGNORECASE)
_PARAGRAPH, _HEADING, _ITEM, _ROW = range(4)


class _Block(NamedTuple):
    text: str
    kind: int


class _Region(NamedTuple):
    name: str
    depth: int
    begin: int
    end: int = 0


class _Row(NamedTuple):
    depth: int
    cells: list[int]


class Blocks:
    """The blocks read so far, and the inline text of the next one.

    Attributes:
        heading: whether what is read now is a heading.
        preformatted: whether its line ends count.
    """

    def __init__(self, hidden: Hidden) -> None:
        self.heading = False
        self.preformatted = False
        self._hidden = hidden
        self._blocks: list[_Block] = []
        self._inline: list[str] = []
        self._prefix = ""
        self._lists: list[int | None] = []
        self._rows: list[_Row] = []
        self._regions: list[_Region] = []
        self._around: Counter[str] = Counter()
        self._found: list[_Region] = []
        self._last_heading = self._last_row = -1

    def words(self, text: str) -> None:
        """Inline text; a line end in it is a space, and none between Japanese characters."""
        if self.preformatted:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
            self._inline.append("\n".join(_SPACES.sub(" ", line) for line in text.split("\n")))
        else:
            self._inline.append(_SPACES.sub(_space, text))

    def line_end(self) -> None:
        """A line ends within the block."""
        self._inline.append("\n")

    def flush(self) -> None:
        """The block ends."""
        if not self._inline:
            return
        text = self._hidden.left_out("".join(self._inline))
        self._inline.clear()
        text = _tidied(text, one_line=self.heading)
        if not text:
            return
        if self.heading:
            kind, self._last_heading = _HEADING, len(self._blocks)
        else:
            kind = _ITEM if self._prefix else _PARAGRAPH
            text = self._prefix + text
        self._prefix = ""
        self._blocks.append(_Block(text, kind))

    def place(self) -> int:
        """Where the next inline text will stand."""
        return len(self._inline)

    def raised(self, place: int, linked: bool) -> bool:
        """Raised text ends, which began at ``place``: a footnote mark is left out, an exponent marked.

        Joined to a year or a number, either would make another one.

        Returns:
            Whether it was a footnote mark.
        """
        raised = "".join(self._inline[place:]).strip()
        if len(raised) > LONGEST_MARK or not _FOOTNOTE.fullmatch(raised):
            return False
        if linked or not raised.isdigit():
            del self._inline[place:]
            return True
        if place and self._inline[place - 1][-1:].isdigit():
            self._inline[place:] = ["^", raised]
        return False

    def begin_list(self, start: str | None) -> None:
        """A list begins; one that is numbered says with which number."""
        self._lists.append(None if start is None else _number(start))

    def end_list(self) -> None:
        """The innermost list ends."""
        self._lists.pop()

    def begin_item(self) -> None:
        """An item of the innermost list begins."""
        number = self._lists[-1] if self._lists else None
        if number is None:
            self._prefix = "• "
        else:
            self._prefix = f"{number}. "
            self._lists[-1] = number + 1

    def end_item(self) -> None:
        """The item ends; one without text leaves no mark."""
        self._prefix = ""

    def begin_row(self, depth: int) -> None:
        """A row of a table begins."""
        self._rows.append(_Row(depth, []))

    def row_depth(self) -> int:
        """The depth of the innermost row; -1 if there is none."""
        return self._rows[-1].depth if self._rows else -1

    def begin_cell(self) -> None:
        """A cell of the innermost row begins."""
        self._rows[-1].cells.append(len(self._blocks))

    def end_row(self) -> None:
        """The innermost row ends: its cells become a line, unless the table is there for the layout."""
        cells = self._rows.pop().cells
        if not cells or len(self._blocks) <= cells[0]:
            return
        ends = [*cells[1:], len(self._blocks)]
        spans = list(zip(cells, ends, strict=True))
        if len(cells) > 1 and self._plain_from(cells[0]) and self._short(spans):
            texts = [" ".join(block.text for block in self._blocks[begin:end]) for begin, end in spans]
            row = re.sub(" {2,}", " ", " | ".join(texts).replace("\n", " ")).strip()
            self._blocks[cells[0] :] = [_Block(row, _ROW)]
        self._last_row = len(self._blocks) - 1

    def _plain_from(self, begin: int) -> bool:
        """Whether what was read from there on has no headings, rows or parts of the page in it."""
        part = self._found[-1].end if self._found else -1
        return max(self._last_heading, self._last_row) < begin >= part

    def _short(self, spans: list[tuple[int, int]]) -> bool:
        return all(
            end - begin <= MOST_BLOCKS_OF_A_CELL
            and not any("\n\n" in block.text for block in self._blocks[begin:end])
            for begin, end in spans
        )

    def begin(self, name: str, depth: int) -> None:
        """A part of the page begins: ``main``, ``article``, ``header`` or ``form``."""
        if name == "form" and self._around["form"]:
            return  # forms do not nest
        self._regions.append(_Region(name, depth, len(self._blocks)))
        self._around[name] += 1

    def end(self, depth: int) -> int:
        """The element at a depth ends, and with it the part that began there.

        Returns:
            1 if that was a header of the page, which is dropped.
        """
        if not self._regions or self._regions[-1].depth != depth:
            return 0
        region = self._regions.pop()
        self._around[region.name] -= 1
        if region.name != "header":
            self._found.append(region._replace(end=len(self._blocks)))
            return 0
        inside = self._around["main"] + self._around["article"]
        if inside and self._last_heading >= region.begin:
            return 0
        self._drop(region.begin)
        return 1

    def _drop(self, begin: int) -> None:
        del self._blocks[begin:]
        self._last_heading = min(self._last_heading, begin - 1)
        self._last_row = min(self._last_row, begin - 1)
        while self._found and self._found[-1].begin >= begin:
            self._found.pop()

    def choose(self) -> tuple[int, int]:
        """Leave the main part of the page, if it is marked and holds most of the text; and no small forms.

        Returns:
            How many forms were left out, and how many characters around the main part.
        """
        lengths = [0, *accumulate(len(block.text) for block in self._blocks)]
        kept = [True] * len(self._blocks)
        forms = 0
        for name, _, begin, end in self._found:
            if name == "form" and begin < end and (lengths[end] - lengths[begin]) * 2 < lengths[-1]:
                kept[begin:end] = [False] * (end - begin)
                forms += 1
        lengths = [
            0,
            *accumulate(len(block.text) * keep for block, keep in zip(self._blocks, kept, strict=True)),
        ]
        main = self._main(lengths)
        outside = lengths[main.begin] + lengths[-1] - lengths[main.end] if main else 0
        begin, end = (main.begin, main.end) if main else (0, len(kept))
        self._blocks = [self._blocks[place] for place in range(begin, end) if kept[place]]
        return forms, outside

    def _main(self, lengths: list[int]) -> _Region | None:
        for name in ("main", "article"):
            regions = [region for region in self._found if region.name == name]
            longest = max(regions, key=lambda it: lengths[it.end] - lengths[it.begin], default=None)
            if longest and (lengths[longest.end] - lengths[longest.begin]) * 2 > lengths[-1]:
                return longest
        return None

    def joined(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        """The text of all blocks, and where the headings stand in it."""
        parts: list[str] = []
        headings: list[tuple[int, int]] = []
        at, before = 0, _HEADING
        for text, kind in self._blocks:
            between = "\n" if kind == before and kind in (_ITEM, _ROW) else "\n\n"
            parts += [between, text] if parts else [text]
            at += len(between) * (len(parts) > 1)
            if kind == _HEADING:
                headings.append((at, at + len(text)))
            at += len(text)
            before = kind
        return "".join(parts), tuple(headings)


def _space(found: re.Match[str]) -> str:
    return "\r" if "\n" in found[0] or "\r" in found[0] else " "


def _number(start: str) -> int:
    return int(start) if re.fullmatch(r"[0-9]{1,6}", start.strip()) else 1


def _tidied(text: str, *, one_line: bool) -> str:
    """A text without superfluous white space."""
    text = _COLLAPSED.sub(lambda found: "\r" if "\r" in found[0] else " ", text)
    text = _BETWEEN_CJK.sub("", text).replace("\r", " ")
    lines = [line.strip(" \u3000") for line in text.split("\n")]
    return " ".join(filter(None, lines)) if one_line else _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
