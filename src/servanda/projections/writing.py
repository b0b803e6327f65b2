"""Rows on their way to the tables, gathered so that each table is written in one go."""

from typing import Any

from servanda.domain.entry import Entry
from servanda.log.envelope import Envelope
from servanda.log.rows import Rows
from servanda.projections import full_text, words
from servanda.projections.facets import facets
from servanda.projections.history import Change
from servanda.projections.tables import RANGES, TABLES, Row, columns, encode

_COLUMNS = {
    table: ",".join(f'"{name}"' for name in ("row_id", *RANGES, *columns(cls)))
    for cls, table in TABLES.items()
}
_KNOWN_TO = 1 + RANGES.index("known_to")


class Writing:
    """What is to be written to a read model.

    Args:
        rows: the read model.
        schema: where its tables lie; the dialect's own place for the whole one by default.
    """

    def __init__(self, rows: Rows, schema: str = "") -> None:
        self._rows = rows
        self._schema = schema or rows.dialect.whole
        self._begin()

    def _begin(self) -> None:
        self._records: dict[str, dict[int, list[Any]]] = {table: {} for table in TABLES.values()}
        self._ends: dict[str, list[tuple[int, int]]] = {table: [] for table in TABLES.values()}
        self._facets: list[tuple[str, str, str, int]] = []
        self._words: dict[str, list[tuple[int, str]]] = {table: [] for table in TABLES.values()}
        self._entries: list[tuple[Any, ...]] = []
        self._mentions: dict[tuple[str, str], None] = {}

    def take(self, envelope: Envelope, entry: Entry, change: Change) -> None:
        """Gather what an entry changed."""
        for row in change.begun:
            self.row(row)
        for row in change.ended:
            self._end(row, entry.position)
        self._entries.append(
            (
                entry.position,
                envelope.id,
                envelope.time,
                envelope.subject,
                envelope.slug,
                str(entry.event.occurred),
                change.mends,
                len(entry.event.citations),
            )
        )
        for name in sorted(change.names):
            self._mentions[name, entry.stream] = None

    def row(self, row: Row, row_id: int | None = None) -> None:
        """Gather a row with its facets and its words, under its own row id or another."""
        table = TABLES[type(row.record)]
        id_ = row.row_id if row_id is None else row_id
        self._records[table][id_] = [
            id_,
            row.record.key,
            row.valid_from.isoformat(),
            row.valid_to.isoformat(),
            row.known_from,
            row.known_to,
            *encode(row.record),
        ]
        self._facets += [(table, facet, value, id_) for facet, value in facets(row.record)]
        found = words.indexed(words.of(row.record))
        self._words[table].append((id_, full_text.value(self._rows.dialect, found)))

    def _end(self, row: Row, position: int) -> None:
        table = TABLES[type(row.record)]
        gathered = self._records[table].get(row.row_id)
        if gathered is None:
            self._ends[table].append((position, row.row_id))
        else:
            gathered[_KNOWN_TO] = position

    def flush(self) -> None:
        """Write all that was gathered."""
        for table, records in self._records.items():
            self._insert(f"{table} ({_COLUMNS[table]})", list(records.values()))
            if ends := self._ends[table]:
                self._rows.executemany(
                    f"UPDATE {self._schema}.{table} SET known_to = ? WHERE row_id = ?", ends
                )
            if found := self._words[table]:
                self._rows.executemany(full_text.insertion(self._rows.dialect, self._schema, table), found)
        self._insert("facets", sorted(self._facets))
        self._insert("entries", self._entries)
        self._insert("mentions", sorted(self._mentions), " ON CONFLICT DO NOTHING")
        self._begin()

    def _insert(self, into: str, values: list[Any], otherwise: str = "") -> None:
        if values:
            marks = ",".join("?" * len(values[0]))
            self._rows.executemany(f"INSERT INTO {self._schema}.{into} VALUES ({marks}){otherwise}", values)
