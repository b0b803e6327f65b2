"""The rows of a finished ledger, inserted again with nothing checked, decided or derived.

That is the physical limit of a load and of a rebuild: the same tables and indexes, the same
durability, the same commits, and rows that lie ready. They are read out of the ledger as it is, by
its own schema, so that they are the same ones whatever the tables are; only the words of the
full-text indexes, which keep none, are cut anew. Reading them out is not timed.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from measures.keys import key_of
from measures.stores import Scope
from servanda.app.published_lines import ENTRIES
from servanda.log import ledger_file
from servanda.log.ledger_file import LOG_TABLES
from servanda.log.rows import SQLITE
from servanda.projections import full_text, words
from servanda.projections.tables import RECORDS, decode, first_row_id

FETCHED = 5_000
Batches = Iterator[Sequence[Sequence[Any]]]


class Part(NamedTuple):
    """A table: how it is made, how a row is inserted, and which rows come with a range of entries.

    Attributes:
        name: the table.
        create: the statement that makes it.
        insert: the statement that adds a row.
        select: gives the rows of a range of keys.
        key: from a position to the first key of the rows that come after it.
        copy: statements that make the rows ready to be found by their key.
        words_of: for a full-text index, the table whose words it holds.
    """

    name: str
    create: str
    insert: str
    select: str
    key: Callable[[int], int]
    copy: tuple[str, ...] = ()
    words_of: str = ""


class SQLiteReplay:
    """See `measures.stores.Replay`.

    Args:
        ledger: the finished ledger.
        into: a new file.
        scope: which of its rows, and how.
    """

    def __init__(self, ledger: str, into: str, scope: Scope) -> None:
        self._ledger = ledger
        self.into = into
        self._scope = scope
        with closing(reading(ledger)) as rows:
            self._size = rows.execute("SELECT max(position) FROM stored_events").fetchone()[0]
            made = list(_made(rows, scope))
            self._parts = [_part(rows, name, sql) for kind, name, sql in made if kind == "table"]
            self._indexes = [sql for kind, _, sql in made if kind == "index"]

    def insert(self) -> float:
        """See `measures.stores.Replay`."""
        with closing(reading(self._ledger)) as rows, closing(_writing(self.into)) as new:
            _timed(rows, [statement for part in self._parts for statement in part.copy])
            seconds = _timed(new, [part.create for part in self._parts])
            if self._scope is Scope.REBUILD:
                new.execute("BEGIN IMMEDIATE")
                seconds += self._rows(rows, new, 0, self._size)
                seconds += _timed(new, [*self._indexes, "COMMIT"])
            else:
                seconds += _timed(new, self._indexes)
                for first in range(0, self._size, ENTRIES.lines):
                    new.execute("BEGIN IMMEDIATE")
                    seconds += self._rows(rows, new, first, first + ENTRIES.lines)
                    seconds += _timed(new, ["COMMIT"])
        return seconds

    def _rows(self, rows: sqlite3.Connection, new: sqlite3.Connection, after: int, last: int) -> float:
        seconds = 0.0
        for part in self._parts:
            for batch in _ready(rows, part, after, last):
                began = perf_counter()
                new.executemany(part.insert, batch)
                seconds += perf_counter() - began
        return seconds


def _made(rows: sqlite3.Connection, scope: Scope) -> Iterator[tuple[str, str, str]]:
    """Tables and indexes as (type, name, statement); no triggers, and not what FTS5 makes for itself."""
    schema = rows.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
    ).fetchall()
    hidden = tuple(f"{name}_" for _, name, _, sql in schema if "USING fts5" in sql)
    for kind, name, table, sql in schema:
        wanted = {
            Scope.LOAD: True,
            Scope.REBUILD: table not in LOG_TABLES,
            Scope.LOG: table == "stored_events",
        }
        if kind != "trigger" and wanted[scope] and not name.startswith((*hidden, "sqlite_")):
            yield kind, name, sql


def reading(path: str) -> sqlite3.Connection:
    """A connection that only reads."""
    return sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)


def _writing(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, cached_statements=128)
    ledger_file.configure(connection)
    return connection


def _timed(rows: sqlite3.Connection, statements: Sequence[str]) -> float:
    began = perf_counter()
    for statement in statements:
        rows.execute(statement)
    return perf_counter() - began


def _part(rows: sqlite3.Connection, name: str, create: str) -> Part:
    if "USING fts5" in create:
        return _words_part(name, create)
    columns = [column for _, column, *_ in rows.execute(f"PRAGMA table_info({name})")]
    insert = f"INSERT INTO {name} VALUES ({','.join('?' * len(columns))})"
    if name in LOG_TABLES and name not in ("stored_events", "nodes"):  # a few rows about the ledger itself
        select = f"SELECT * FROM {name} WHERE 1 BETWEEN ? AND ?"
        return Part(name, create, insert, select, lambda position: position + 1)
    key = key_of(name, columns)
    if key.leads:
        select = f"SELECT * FROM {name} WHERE {key.sql} >= ? AND {key.sql} < ? ORDER BY {key.sql}"
        return Part(name, create, insert, select, key.after)
    listed = ", ".join(f'"{column}"' for column in columns)
    copy = (
        f"CREATE TEMP TABLE ready_{name} AS SELECT {key.sql} AS ready, {listed} FROM {name}",
        f"CREATE INDEX temp.ready_{name}_by ON ready_{name} (ready)",
    )
    select = f"SELECT {listed} FROM ready_{name} WHERE ready >= ? AND ready < ? ORDER BY {listed}"
    return Part(name, create, insert, select, key.after, copy)


def _words_part(name: str, create: str) -> Part:
    table = name.removesuffix("_words")
    if table not in RECORDS:
        msg = f"which words {name} holds is not known here"
        raise NotImplementedError(msg)
    select = f"SELECT * FROM {table} WHERE row_id >= ? AND row_id < ? ORDER BY row_id"
    insert = full_text.insertion(SQLITE, SQLITE.whole, table)
    return Part(name, create, insert, select, lambda position: first_row_id(position + 1), (), table)


def _ready(rows: sqlite3.Connection, part: Part, after: int, last: int) -> Batches:
    found = rows.execute(part.select, (part.key(after), part.key(last)))
    names = [name for name, *_ in found.description]
    while batch := found.fetchmany(FETCHED):
        if not part.words_of:
            yield batch
            continue
        cls = RECORDS[part.words_of]
        records = ((row[0], decode(cls, dict(zip(names, row, strict=True)))) for row in batch)
        yield [(id_, full_text.value(SQLITE, words.indexed(words.of(record)))) for id_, record in records]
