"""Plain tables that align Japanese, wrap on a terminal and stay one line a row in a pipe."""

import unicodedata
from collections.abc import Sequence
from itertools import zip_longest

from servanda.presentation.visible import one_line, visible

GAP, INDENT = "  ", "    "
FEW = 2
"""So few columns leave nothing to move below."""
LONGEST_KEPT = (20, 12, 8)
"""The longest words that are kept whole, from what is wanted to what it may take."""

Rows = Sequence[Sequence[str]]


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
        rows: cells, as many in each row as there are headings; a line feed in one is a space.
        columns: width of the terminal, to which all columns but the first, the address, are
            wrapped. Where that would break words or leave little of the last column, that one
            moves below its row. None for one line a row, however long.
    """
    table_rows = [[one_line(cell) for cell in row] for row in (headers, *rows)]
    if columns is None:
        return _laid_out(table_rows, _widest(table_rows))
    widths = _fitted(table_rows, LONGEST_KEPT[0], columns)
    last_is_readable = widths[-1] >= min(LONGEST_KEPT[0], _widest(table_rows)[-1])
    if len(headers) <= FEW or (_total(widths) <= columns and last_is_readable):
        return _laid_out(table_rows, _narrowed(table_rows, widths, columns))
    first = [row[:-1] for row in table_rows]
    widths = _narrowed(first, _fitted(first, LONGEST_KEPT[0], columns), columns)
    below = [wrap(row[-1], columns - len(INDENT)) for row in table_rows]
    return [
        line
        for row, last in zip(first, below, strict=True)
        for line in (*_laid_out([row], widths), *(INDENT + part for part in last if part))
    ]


def _widest(rows: Rows) -> list[int]:
    return [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(GAP) * (len(widths) - 1)


def _laid_out(rows: Rows, widths: Sequence[int]) -> list[str]:
    lines = []
    for row in rows:
        cells = [wrap(cell, size) for cell, size in zip(row, widths, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            line = GAP.join(pad(part, size) for part, size in zip(parts, widths, strict=True))
            lines.append(line.rstrip())
    return lines


def _narrowed(rows: Rows, widths: list[int], columns: int) -> list[int]:
    """Widths that fit if words may be broken, ever shorter ones, as far as it takes."""
    for kept in LONGEST_KEPT[1:]:
        if _total(widths) > columns:
            widths = _fitted(rows, kept, columns)
    return widths


def _fitted(rows: Rows, kept: int, columns: int) -> list[int]:
    """The widths with the widest columns narrowed until all fit, but into no word of up to ``kept``.

    The first column, the address, is left as it is.
    """
    widths = _widest(rows)
    floors = [
        min(kept, max(width(word) for row in rows for word in row[i].split(" "))) for i in range(len(rows[0]))
    ]
    while _total(widths) > columns:
        spare = [widths[i] - floors[i] if i else 0 for i in range(len(widths))]
        if max(spare) <= 0:
            break
        widths[max(range(len(widths)), key=lambda i: widths[i] if spare[i] > 0 else 0)] -= 1
    return widths


def pad(text: str, columns: int) -> str:
    """The text with spaces up to a width."""
    return text + " " * (columns - width(text))


def wrap(text: str, columns: int) -> list[str]:
    """The text in lines of at most that width, broken at spaces, or anywhere in long words.

    Its own line breaks stay, and hidden characters are shown.
    """
    return [line for part in visible(text).split("\n") for line in _wrapped(part, columns)]


def _wrapped(text: str, columns: int) -> list[str]:
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
