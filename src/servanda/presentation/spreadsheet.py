"""CSV that a spreadsheet takes as data."""

import csv
import io
import re
from collections.abc import Sequence

# OWASP, "CSV Injection": the beginnings of a formula, also in the wide forms of East Asian input.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def csv_text(rows: Sequence[Sequence[str]]) -> str:
    """The rows as CSV (RFC 4180, with line feeds).

    A cell that a spreadsheet would take for a formula gets a ``'`` in front, and so does one that
    looks as if it had got one: taking it away again gives the cell exactly.
    """
    return "".join(_line([_as_data(cell) for cell in row]) for row in rows)


def _line(cells: Sequence[str]) -> str:
    line = io.StringIO(newline="")
    # What ends a line is quoted in cells: both CR and LF have to be.
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().removesuffix("\r\n") + "\n"


def _as_data(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
