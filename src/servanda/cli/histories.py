"""How histories look: what `history` and `blame` print."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from servanda.audit import Blamed, Change, Changed
from servanda.cli.printing import WIDTH, Column
from servanda.presentation.dates import plain
from servanda.presentation.table import table, wrap
from servanda.presentation.values import in_words, passage


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
    source = "" if change.ours else "no source"
    common = (
        f"#{change.entry}",
        plain(change.happened),
        plain(change.published) if change.published else source,
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
