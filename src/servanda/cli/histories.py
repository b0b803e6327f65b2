"""How histories look: what `history` and `blame` print."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from servanda.audit import Blamed, Change, Changed
from servanda.cli.printing import WIDTH, Column
from servanda.presentation.dates import NOT_STATED, plain
from servanda.presentation.table import pad, table, width, wrap
from servanda.presentation.values import in_words, passage


class HistoryRow(NamedTuple):
    """A line of a history for programs: an entry with a field that it changed, or with none."""

    change: Change
    field: Changed | None


def history_rows(changes: Sequence[Change]) -> list[HistoryRow]:
    """A row for each field that an entry changed, and one for an entry that changed none."""
    return [HistoryRow(change, field) for change in changes for field in change.fields or (None,)]


def _headline(change: Change) -> str:
    said = change.type
    if change.ours:
        said = f"ours: {change.type.removeprefix('entry-')} #{change.of}"
    said += f" ({change.reason})" if change.reason else ""
    return f"{said}, voided by #{change.undone}" if change.undone else said


def field_text(field: Changed, *, new: bool) -> str:
    """A changed field: ``due: 2024 → 2025``.

    Where ``new``, one that had no value by its value alone; of a list what was added and taken out.
    """
    name = field.field.replace("_", " ")
    if new and field.old is None:
        return f"{name}: {in_words(field.new)}"
    if isinstance(field.old, tuple) and isinstance(field.new, tuple):
        added = [item for item in field.new if item not in field.old]
        gone = [item for item in field.old if item not in field.new]
        parts = [f"added {in_words(added)}"] * bool(added) + [f"taken out {in_words(gone)}"] * bool(gone)
        if parts:
            return f"{name}: {'; '.join(parts)}"
    return f"{name}: {in_words(field.old)} → {in_words(field.new)}"


def _published(change: Change) -> str:
    if change.published and change.published.words == NOT_STATED:
        return f"by {change.published.latest}"
    if change.published:
        return plain(change.published)
    return "" if change.ours else "no source"


HISTORY = (
    Column("entry", lambda row: f"#{row.change.entry}"),
    Column("happened", lambda row: plain(row.change.happened)),
    Column("published", lambda row: _published(row.change)),
    Column("recorded", lambda row: row.change.recorded[:10]),
    Column("change", lambda row: _headline(row.change)),
    Column("field", lambda row: row.field.field if row.field else ""),
    Column("old", lambda row: in_words(row.field.old) if row.field else ""),
    Column("new", lambda row: in_words(row.field.new) if row.field else ""),
    Column("recorded by", lambda row: row.change.recorded_by),
    Column("passages", lambda row: "; ".join(map(passage, row.change.citations))),
)


def history_lines(changes: Sequence[Change], columns: int | None) -> list[str]:
    """A line for each entry, below it one for each field it changed, and at the end the passages."""
    rows = [[column.cell(HistoryRow(change, None)) for column in HISTORY[:5]] for change in changes]
    headings = [column.heading.upper() for column in HISTORY[:5]]
    widths = [max(width(row[i]) for row in (headings, *rows)) for i in range(4)]
    before = sum(widths) + 8
    lines = []
    for cells, fields in zip((headings, *rows), ((), *(change.fields for change in changes)), strict=True):
        ours = cells[4].startswith("ours")
        first, *rest = wrap(cells[4], max(columns - before, 20)) if columns else [cells[4]]
        lines.append("  ".join([*map(pad, cells[:4], widths), first]).rstrip())
        lines += [" " * before + part for part in rest]
        for field in fields:
            text = field_text(field, new=not ours)
            first, *rest = wrap(text, columns - widths[0] - 4) if columns else [text]
            indent = " " * (widths[0] + 2)
            lines += [indent + first, *(f"{indent}  {part}" for part in rest)]
    footnotes = {change.entry: (change.recorded_by, change.recorded, change.citations) for change in changes}
    return [*lines, *_footnotes(footnotes, columns or WIDTH)]


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
