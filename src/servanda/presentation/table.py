"""Plain tables that align Japanese, wrap on a terminal and stay one line a row in a pipe."""

import unicodedata
from collections.abc import Sequence

GAP = "  "
NARROWEST = 24


def width(text: str) -> int:
    """Columns a text takes on a terminal: wide characters two, combining ones none (UAX 11)."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def table(headers: Sequence[str], rows: Sequence[Sequence[str]], columns: int | None = None) -> list[str]:
    """The lines of a table.

    Args:
        headers: a heading for each column.
        rows: cells, as many in each row as there are headings.
        columns: width of the terminal, to which the last column is wrapped; None for no limit.
    """
    widths = [max(width(row[i]) for row in (headers, *rows)) for i in range(len(headers))]
    taken = sum(widths[:-1]) + len(GAP) * (len(widths) - 1)
    room = max(columns - taken, NARROWEST) if columns else None
    lines = []
    for row in (headers, *rows):
        last = wrap(row[-1], room) if room else [row[-1]]
        lead = GAP.join(pad(cell, size) for cell, size in zip(row[:-1], widths[:-1], strict=True))
        indent = " " * (taken - len(GAP)) if len(widths) > 1 else ""
        for number, part in enumerate(last):
            start = (lead if number == 0 else indent) + (GAP if len(widths) > 1 else "")
            lines.append((start + part).rstrip())
    return lines


def pad(text: str, columns: int) -> str:
    """The text with spaces up to a width."""
    return text + " " * (columns - width(text))


def wrap(text: str, columns: int) -> list[str]:
    """The text in lines of at most that width, broken at spaces, or anywhere in long words."""
    lines, line = [], ""
    for word in text.split(" "):
        candidate = f"{line} {word}" if line else word
        if width(candidate) <= columns:
            line = candidate
            continue
        if line:
            lines.append(line)
        line = word
        while width(line) > columns:
            head = _fitting(line, columns)
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line]


def _fitting(word: str, columns: int) -> str:
    end = 0
    while end < len(word) and width(word[: end + 1]) <= columns:
        end += 1
    return word[: max(end, 1)]
