"""How audits look on the terminal, and how a range of days or moments is read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from servanda import queries
from servanda.audit import Blamed, Carried, Change, Changed, Difference, Drift
from servanda.cli.asking import ask
from servanda.cli.columns import what_of
from servanda.cli.options import day, today
from servanda.cli.printing import Column
from servanda.domain.records import Commitment, Record
from servanda.errors import InvalidInputError
from servanda.log.rows import Rows
from servanda.presentation.dates import plain
from servanda.presentation.names import address, round_name, round_text
from servanda.presentation.reasons import numbers
from servanda.presentation.table import pad, table, width, wrap
from servanda.presentation.values import in_words, passage
from servanda.queries import AsOf

WIDTH = 100
NARROW = 24
"""Columns that are left for what was undertaken; with less, cells are cut to initials."""


class HistoryRow(NamedTuple):
    """A line of a history: an entry, or a field that it changed."""

    entry: str
    happened: str
    published: str
    recorded: str
    change: str
    by: str
    passages: str


def history_rows(changes: Sequence[Change]) -> list[HistoryRow]:
    """A line for each entry, and below it a line for each field it changed."""
    return [row for change in changes for row in _history_rows(change)]


def _history_rows(change: Change) -> Iterator[HistoryRow]:
    common = (
        f"#{change.entry}",
        plain(change.happened),
        plain(change.published) if change.published else "no source" if not change.ours else "",
        change.recorded[:10],
    )
    end = (change.recorded_by, "; ".join(passage(citation) for citation in change.citations))
    yield HistoryRow(*common, _headline(change), *end)
    for field in change.fields:
        yield HistoryRow(*common, f"  {field_text(field, new=not change.ours)}", *end)


def _headline(change: Change) -> str:
    said = change.type
    if change.ours:
        said = f"ours: {change.type.removeprefix('entry-')} #{change.of}"
    said += f", voided by #{change.undone}" if change.undone else ""
    return f"{said} ({change.reason})" if change.reason else said


def field_text(field: Changed, *, new: bool) -> str:
    """A changed field: ``due: 2024 → 2025``; where ``new``, one that had no value by its value alone."""
    name = field.field.replace("_", " ")
    if new and field.old is None:
        return f"{name}: {in_words(field.new)}"
    return f"{name}: {in_words(field.old)} → {in_words(field.new)}"


HISTORY = (
    Column("entry", lambda row: row.entry),
    Column("happened", lambda row: row.happened),
    Column("published", lambda row: row.published),
    Column("recorded", lambda row: row.recorded),
    Column("change", lambda row: row.change),
    Column("recorded by", lambda row: row.by),
    Column("passages", lambda row: row.passages),
)


def history_lines(changes: Sequence[Change], columns: int | None) -> list[str]:
    """The history as a table, and below it who recorded each entry and the passages it rests on."""
    rows, before = [], ""
    for row in history_rows(changes):
        cells = row[:5] if row.entry != before else ("", "", "", "", row.change)
        rows.append(tuple(cells))
        before = row.entry
    headings = [column.heading.upper() for column in HISTORY[:5]]
    footnotes = {change.entry: (change.recorded_by, change.recorded, change.citations) for change in changes}
    return [*table(headings, rows, columns), *_footnotes(footnotes, columns or WIDTH)]


Footnotes = dict[int, tuple[str, str, tuple[dict[str, Any], ...]]]


def _footnotes(entries: Footnotes, columns: int) -> list[str]:
    """Who recorded each entry, when, and the passages it cites."""
    lines = ["", "Recorded by, and passages"]
    for entry, (by, recorded, citations) in entries.items():
        said = f"#{entry} {by}, {recorded[:16].replace('T', ' ')} (UTC)"
        lines += [f"  {part}" for part in wrap(said, columns - 2)]
        for citation in citations:
            lines += [f"    {part}" for part in wrap(passage(citation), columns - 4)]
    return lines


BLAME = (
    Column("field", lambda value: value.field.replace("_", " ")),
    Column("value", lambda value: in_words(value.value)),
    Column("entry", lambda value: f"#{value.entry}"),
    Column("type", lambda value: value.type),
    Column("corrected by", lambda value: f"#{value.corrected_by}" if value.corrected_by else ""),
    Column("passages", lambda value: "; ".join(map(passage, value.citations)) or "no source"),
)


def blame_lines(values: Sequence[Blamed], columns: int | None) -> list[str]:
    """The values as a table, and below it who recorded each entry and the passages it rests on."""
    shown = BLAME[:5] if any(value.corrected_by for value in values) else BLAME[:4]
    rows = [[column.cell(value) for column in shown] for value in values]
    footnotes: Footnotes = {}
    for value in values:
        said_by = value.corrected_by or value.entry
        footnotes[said_by] = (value.recorded_by, value.recorded, value.citations)
    lines = table([column.heading.upper() for column in shown], rows, columns)
    return [*lines, *_footnotes(dict(sorted(footnotes.items())), columns or WIDTH)]


class Twice(NamedTuple):
    """Rows, and the two points between which the difference is asked for."""

    rows: Rows
    before: AsOf
    after: AsOf


def ask_twice(ledger: Path, known: str | None, on: str | None, given: Mapping[str, Any]) -> Twice:
    """Open a ledger for a difference between two points.

    Raises:
        InvalidInputError: not exactly one range is given, or it ends before it begins.
    """
    ranges = [text for text in (known, on) if text and ".." in text]
    if len(ranges) != 1:
        what = "both --known-at and --on are ranges" if ranges else "no range is given"
        msg = f"{what}; a difference is between two points"
        raise InvalidInputError(
            msg,
            "Give one range: --known-at '#300..' for what we learned, --on 2024-01-01.. for what happened.",
        )
    if on and ".." in on:
        rows, last = ask(ledger, {**given, "known_at": known})
        first_day, last_day = _days(on)
        return Twice(rows, replace(last, on=first_day), replace(last, on=last_day))
    rows, whole = ask(ledger, {**given, "on": on})
    start, _, end = str(known).partition("..")
    first = queries.known_at(rows, start) if start else 0
    last_position = queries.known_at(rows, end) if end else whole.known_at
    if first > last_position:
        _refuse_backwards(f"--known-at: {known}", f"#{first} is after #{last_position}")
    return Twice(rows, replace(whole, known_at=first), replace(whole, known_at=last_position))


def _days(text: str) -> tuple[date, date]:
    start, _, end = text.partition("..")
    first = day(start or None, "--on") or date.min
    last = day(end or None, "--on") or today()
    if first > last:
        _refuse_backwards(f"--on: {text}", f"{first} is after {last}")
    return first, last


def _refuse_backwards(given: str, why: str) -> NoReturn:
    msg = f"{given} ends before it begins: {why}"
    raise InvalidInputError(msg, "Give the earlier end first: A..B.")


def require_scope(asked: Twice, scope: str | None) -> None:
    """Raise unless what a difference is narrowed to has ever been in the log.

    Raises:
        UnknownNameError: with the nearest address.
    """
    tables = ["commitments"] if scope and "/" in scope else ["dialogues"]
    if scope and all(scope not in queries.known_names(asked.rows, name) for name in tables):
        raise queries.unknown(asked.rows, scope, tables, asked.after)


def difference_lines(found: Sequence[Difference], columns: int) -> list[str]:
    """A paragraph for each record that differs."""
    lines: list[str] = []
    for one in found:
        how = "new" if one.before is None else "no longer there" if one.after is None else "changed"
        because = f" ({numbers(one.entries)})" if one.entries else ""
        head = f"{address(one.record)} {how}{because}: {what_of(one.record)}"
        lines += wrap(head, columns)
        fields = one.fields if how == "changed" else _due(one.record)
        for field in fields:
            text = field_text(field, new=how == "new")
            first, *rest = wrap(text, columns - 4)
            lines += [f"  {first}", *(f"    {part}" for part in rest)]
    return lines


def _due(record: Record) -> tuple[Changed, ...]:
    """Of a commitment that is new or gone, when it is due; its other fields `show` has."""
    due = record.due if isinstance(record, Commitment) else None
    return (Changed("due", None, due),) if due else ()


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
    """The matrix, with cells cut to initials where the terminal is too narrow, and the rewordings."""
    shown = [column for column in carried_columns(found) if column.heading != "now"]
    rows = [[column.cell(line) for column in shown] for line in found.lines]
    headings = [column.heading.upper() for column in shown]
    legend: list[str] = []
    if columns and _needed(headings, rows) + NARROW > columns:
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
    """Cut the words of cells to two letters, and say what they stand for."""
    words = sorted({word for row in rows for cell in row[1:-1] for word in cell.split(", ") if word})
    short = {word: word[:2] if word != "silent" else "-" for word in words}
    for row in rows:
        row[1:-1] = [" ".join(short[word] for word in cell.split(", ") if word) for cell in row[1:-1]]
    return ["", " · ".join(f"{short[word]} {word}" for word in words)]


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
