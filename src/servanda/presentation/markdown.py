"""Markdown that shows text as it is, whatever the text holds."""

import re
from collections.abc import Sequence

from servanda.presentation.visible import one_line

# CommonMark 0.31.2 and its GitHub dialect: marks of inline markup, references to characters,
# addresses that become links by themselves, and what closes a heading.
_INLINE = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?\w{1,31};)|:(?=//)|(?<=www)\.|#$", re.ASCII | re.IGNORECASE)
_LIST_OR_HEADING = re.compile(r"^(\d{1,9}(?=[.)])|(?=[#+=-]))", re.ASCII)


def escaped(text: str) -> str:
    """The text in one line, with every character that Markdown would take for markup made literal."""
    inline = _INLINE.sub(r"\\\g<0>", one_line(text))
    return _LIST_OR_HEADING.sub(r"\1\\", inline)


def link(text: str, target: str) -> str:
    """A link to a page of the same folder tree."""
    return f"[{escaped(text)}]({target})"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table; cells are Markdown already."""
    lines = [headings, ["---"] * len(headings), *rows]
    return ["| " + " | ".join(cells) + " |" for cells in lines]
