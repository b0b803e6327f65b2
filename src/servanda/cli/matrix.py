"""The matrix of commitments by round: what `carried` prints."""

from collections.abc import Sequence

from servanda.audit import Carried, Drift
from servanda.cli.printing import WIDTH, Column
from servanda.presentation.names import round_name, round_text
from servanda.presentation.table import pad, table, width, wrap

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
    legend: list[str] = []
    if columns and _needed(headings, rows) > columns:
        legend = _abbreviate(rows)
    lines = [*table(headings, rows, columns), *legend]
    if found.drifts:
        lines += ["", "Put otherwise"]
        lines += [part for drift in found.drifts for part in _drift_lines(drift, columns or WIDTH)]
    return lines


def _needed(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """The width of all columns but the last one."""
    return sum(2 + max(width(row[i]) for row in (headings, *rows)) for i in range(len(headings) - 1))


def _abbreviate(rows: list[list[str]]) -> list[str]:
    """Cut the words of cells, and say what they stand for."""
    words = {word for row in rows for cell in row[1:-2] for word in cell.split(", ") if word}
    for row in rows:
        row[1:-2] = [" ".join(SHORT[word] for word in cell.split(", ") if word) for cell in row[1:-2]]
    return ["", " · ".join(f"{short} {word}" for word, short in SHORT.items() if word in words)]


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
