"""Plain tables that align Japanese, wrap on a terminal and stay one line a row in a pipe."""

import unicodedata
from collections.abc import Sequence
from itertools import zip_longest

GAP = "  "
LONGEST_KEPT = (20, 12, 8)


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
        columns: width of the terminal, to which all columns but the first, the address, are
            wrapped, where it has to be within words longer than `LONGEST_KEPT`, one limit after
            the other; None for one line a row, however long.
    """
    widths = [max(width(row[i]) for row in (headers, *rows)) for i in range(len(headers))]
    if columns:
        longest = [
            max(width(word) for row in (headers, *rows) for word in row[i].split(" "))
            for i in range(len(headers))
        ]
        for kept in LONGEST_KEPT:
            widths = _fitted(widths, [min(size, kept) for size in longest], columns)
    lines = []
    for row in (headers, *rows):
        cells = [wrap(cell, size) for cell, size in zip(row, widths, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            line = GAP.join(pad(part, size) for part, size in zip(parts, widths, strict=True))
            lines.append(line.rstrip())
    return lines


def _fitted(widths: list[int], floors: list[int], columns: int) -> list[int]:
    """The widths with the widest columns narrowed until all fit, none below its floor.

    The first column, the address, is left as it is.
    """
    widths = list(widths)
    while sum(widths) + len(GAP) * (len(widths) - 1) > columns:
        spare = [widths[i] - floors[i] if i else 0 for i in range(len(widths))]
        if max(spare) <= 0:
            break
        widths[max(range(len(widths)), key=lambda i: widths[i] if spare[i] > 0 else 0)] -= 1
    return widths


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
