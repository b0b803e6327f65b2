"""The matrix of commitments by round: what `carried` prints."""

from collections.abc import Sequence
from itertools import pairwise

from servanda.audit import Carried, Drift
from servanda.cli.printing import WIDTH, Column
from servanda.presentation.names import round_name, round_text
from servanda.presentation.table import GAP, pad, table, width, wrap

SHORT = {
    "made": "ma",
    "reaffirmed": "ra",
    "reworded": "rw",
    "amended": "am",
    "rescheduled": "rs",
    "progress": "pr",
    "fulfilled": "fu",
    "fulfilled in part": "fp",
    "implied": "im",
    "withdrawn": "wi",
    "superseded": "su",
    "reopened": "ro",
    "disputed": "di",
    "assessed": "as",
    "silent": "-",
    "unknown": "?",
}


def carried_columns(found: Carried) -> list[Column]:
    """The columns of the matrix."""

    def cell(number: int) -> Column:
        name = round_name(found.rounds[number]) if number < len(found.rounds) else "since"
        return Column(name, lambda line: ", ".join(line.cells[number]))

    cells = [cell(number) for number in range(len(found.rounds) + 1)]
    return [
        Column("commitment", lambda line: line.seen.commitment.ref),
        *cells,
        Column("now", lambda line: str(line.seen.standing)),
        Column("what", lambda line: line.seen.commitment.text),
    ]


def carried_lines(found: Carried, columns: int | None) -> list[str]:
    """The matrix, with words cut short where the terminal is too narrow, and the rewordings."""
    shown = carried_columns(found)
    rows = [[column.cell(line) for column in shown] for line in found.lines]
    headings = [column.heading.upper() for column in shown]
    if columns and sum(_widths(headings, rows)[:-1]) > columns:
        lines = _narrow(found, rows, columns)
    else:
        lines = table(headings, rows, columns)
    if found.drifts:
        lines += ["", "Put otherwise"]
        lines += [part for drift in found.drifts for part in _drift_lines(drift, columns or WIDTH)]
    return lines


def _widths(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """The width of each column, with the gap after it."""
    return [width(GAP) + max(width(row[i]) for row in (headings, *rows)) for i in range(len(headings))]


def _narrow(found: Carried, rows: Sequence[Sequence[str]], columns: int) -> list[str]:
    """The matrix with its words cut short, in as many tables as it takes, and what they stand for."""
    ordinals = [str(meeting.ordinal or meeting.round).upper() for meeting in found.rounds]
    headings = ["COMMITMENT", *ordinals, "SINCE", "NOW, WHAT"]
    words = {word for row in rows for cell in row[1:-2] for word in _words(cell)}
    cut = [[row[0], *map(_abbreviated, row[1:-2]), f"{row[-2]}: {row[-1]}"] for row in rows]
    lines: list[str] = []
    for first, last in _blocks(_widths(headings, cut), columns):
        block = [[row[0], *row[first:last]] for row in (headings, *cut)]
        lines += [*table(block[0], block[1:], columns), ""]
    return [*lines, " · ".join(f"{short} {word}" for word, short in SHORT.items() if word in words)]


def _blocks(widths: Sequence[int], columns: int) -> list[tuple[int, int]]:
    """From where to where the columns of rounds stand side by side; the last one is not counted."""
    starts, used = [1], widths[0]
    for i in range(1, len(widths) - 1):
        if used + widths[i] > columns and i > starts[-1]:
            starts.append(i)
            used = widths[0]
        used += widths[i]
    return list(pairwise([*starts, len(widths)]))


def _words(cell: str) -> list[str]:
    return [word for word in cell.split(", ") if word]


def _abbreviated(cell: str) -> str:
    return " ".join(SHORT[word] for word in _words(cell))


def _drift_lines(drift: Drift, columns: int) -> list[str]:
    at = f" at the {round_text(drift.round)} round" if drift.round else ""
    strength = drift.new_strength
    if drift.old_strength != drift.new_strength:
        strength = f"{drift.old_strength} → {drift.new_strength}"
    lines = [f"  {drift.ref}{at} (#{drift.entry}), {strength}"]
    for label, text in (("before", drift.old_text), ("after", drift.new_text)):
        first, *rest = wrap(text, columns - 12)
        lines += [f"    {pad(label, 8)}{first}", *(" " * 12 + part for part in rest)]
    return lines
