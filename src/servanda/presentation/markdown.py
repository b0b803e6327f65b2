"""Markdown that shows text as it is, whatever the text holds."""

import re
from collections.abc import Sequence

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~]|^[#+-]|(?<=^\d)[.)]|(?<=^\d\d)[.)])")


def escaped(text: str) -> str:
    """The text with every character that Markdown would take for markup made literal."""
    return _SPECIAL.sub(r"\\\1", text.replace("\n", " "))


def link(text: str, target: str) -> str:
    """A link to a page of the same folder tree."""
    return f"[{escaped(text)}]({target})"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table; cells are Markdown already."""
    lines = [headings, ["---"] * len(headings), *rows]
    return ["| " + " | ".join(cells) + " |" for cells in lines]
