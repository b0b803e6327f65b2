"""The rows of a finished ledger on a PostgreSQL server, copied into another database as they are.

They are read out with COPY, which is not timed, and go in again with COPY, which is: no row passes
through Python as more than bytes.
"""

from collections.abc import Sequence
from contextlib import closing
from time import perf_counter
from typing import Any, NamedTuple

import psycopg

from measures.keys import Key, key_of
from measures.stores import Scope
from servanda.app.published_lines import ENTRIES
from servanda.app.recording import Ledger
from servanda.log.address import Server
from servanda.log.postgres_schema import SCHEMA, TABLES
from servanda.log.postgres_server import open_connection

Connection = psycopg.Connection[Any]
COPIED = {Scope.LOAD: ("stored_events", "nodes"), Scope.LOG: ("stored_events",), Scope.REBUILD: ()}
"""Tables of the log whose rows are copied; those about the ledger itself are there already."""


class _Part(NamedTuple):
    """A table: where its rows lie ready, under which key, and which columns they have."""

    table: str
    source: str
    key: Key
    columns: str


class PostgresReplay:
    """See `measures.stores.Replay`.

    Args:
        ledger: the finished ledger.
        into: an empty database.
        scope: which of its rows, and how.
    """

    def __init__(self, ledger: str, into: str, scope: Scope) -> None:
        self._ledger = ledger
        self.into = into
        self._scope = scope

    def insert(self) -> float:
        """See `measures.stores.Replay`."""
        Ledger.create(Server(self.into), "replayed").close()
        with (
            closing(open_connection(Server(self._ledger))) as rows,
            closing(open_connection(Server(self.into), write=True)) as new,
        ):
            _unguard(new)
            (size,) = rows.execute("SELECT max(position) FROM stored_events").fetchone() or (0,)
            parts = _ready(rows, self._scope)
            if self._scope is Scope.REBUILD:
                return self._rebuild(rows, new, parts, size)
            return self._load(rows, new, parts, size)

    def _rebuild(self, rows: Connection, new: Connection, parts: Sequence[_Part], size: int) -> float:
        found = new.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = %s AND indexname NOT IN "
            "(SELECT conname FROM pg_constraint)",
            (SCHEMA,),
        ).fetchall()
        for name, _ in found:
            _run(new, f"DROP INDEX {SCHEMA}.{name}")
        new.execute("BEGIN")
        seconds = sum(
            _copied(rows, new, part, first, first + ENTRIES.lines)
            for part in parts
            for first in range(0, size, ENTRIES.lines)
        )
        began = perf_counter()
        for _, made in found:
            _run(new, made)
        new.execute("COMMIT")
        return seconds + perf_counter() - began

    def _load(self, rows: Connection, new: Connection, parts: Sequence[_Part], size: int) -> float:
        seconds = 0.0
        for first in range(0, size, ENTRIES.lines):
            new.execute("BEGIN")
            seconds += sum(_copied(rows, new, part, first, first + ENTRIES.lines) for part in parts)
            began = perf_counter()
            new.execute("COMMIT")
            seconds += perf_counter() - began
        return seconds


def _unguard(new: Connection) -> None:
    for table in COPIED[Scope.LOAD]:
        _run(new, f"ALTER TABLE {table} DISABLE TRIGGER ALL")


def _ready(rows: Connection, scope: Scope) -> list[_Part]:
    """The tables that are copied, each with an index by which its rows are found."""
    columns: dict[str, list[str]] = {}
    for table, column in rows.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = %s "
        "ORDER BY ordinal_position",
        (SCHEMA,),
    ):
        columns.setdefault(table, []).append(column)
    parts = []
    for table, names in columns.items():
        if table in COPIED[scope] or (table not in TABLES and scope is not Scope.LOG):
            key, source = key_of(table, names), table
            listed = ", ".join(f'"{name}"' for name in names)
            if not key.leads:
                source = f"ready_{table}"
                _run(rows, f"CREATE TEMP TABLE {source} AS SELECT {key.sql} AS ready, {listed} FROM {table}")
                _run(rows, f"CREATE INDEX ON {source} (ready)")
                key = key._replace(sql="ready")
            parts.append(_Part(table, source, key, listed))
    return parts


def _copied(rows: Connection, new: Connection, part: _Part, after: int, last: int) -> float:
    """Copy the rows that come with a range of entries; the seconds of writing them."""
    key = part.key
    wanted = (
        f"SELECT {part.columns} FROM {part.source} WHERE {key.sql} >= {key.after(after)} "
        f"AND {key.sql} < {key.after(last)} ORDER BY {key.sql}"
    )
    with rows.cursor() as source, source.copy(f"COPY ({wanted}) TO STDOUT") as out:
        ready = [bytes(data) for data in out]
    began = perf_counter()
    into = f"COPY {part.table} ({part.columns}) FROM STDIN"
    with new.cursor() as target, target.copy(into) as copy:
        for data in ready:
            copy.write(data)
    return perf_counter() - began


def _run(connection: Connection, statement: str) -> None:
    """Run a statement whose names come from the schema."""
    connection.execute(statement)
