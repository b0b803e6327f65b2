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

from servanda.app.published_lines import ENTRIES
from servanda.log import ledger_file
from servanda.log.ledger_file import LOG_TABLES
from servanda.log.merkle import count
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


class Replay:
    """The rows of a ledger, ready to be inserted into a new file.

    Args:
        path: the finished ledger.
        whole: with the tables of the log; otherwise only those of the read model.
    """

    def __init__(self, path: Path, *, whole: bool) -> None:
        self._path = path
        with closing(_reading(path)) as rows:
            self._size = ledger_file.head_position(rows)
            schema = rows.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
            hidden = [
                f"{name}_" for kind, name, _, sql in schema if kind == "table" and "USING fts5" in (sql or "")
            ]
            made = [
                (kind, name, sql)
                for kind, name, table, sql in schema
                if sql and kind != "trigger" and not name.startswith((*hidden, "sqlite_"))
                and (whole or table not in LOG_TABLES)
            ]  # fmt: skip
            self._parts = [_part(rows, name, sql) for kind, name, sql in made if kind == "table"]
            self._indexes = [sql for kind, _, sql in made if kind == "index"]
        self._whole = whole

    def insert(self, into: Path) -> float:
        """Insert everything into a new file; the seconds, without those for reading it.

        A load has its indexes from the start and commits as often as `servanda load`; a rebuild
        makes them last, and commits once.
        """
        with closing(_reading(self._path)) as rows, closing(_writing(into)) as new:
            _timed(rows, [statement for part in self._parts for statement in part.copy])
            seconds = _timed(new, [part.create for part in self._parts])
            if self._whole:
                seconds += _timed(new, self._indexes)
                for first in range(0, self._size, ENTRIES.lines):
                    seconds += self._commit(rows, new, first, first + ENTRIES.lines)
            else:
                new.execute("BEGIN IMMEDIATE")
                seconds += self._rows(rows, new, 0, self._size)
                seconds += _timed(new, [*self._indexes, "COMMIT"])
            return seconds

    def _commit(self, rows: sqlite3.Connection, new: sqlite3.Connection, after: int, last: int) -> float:
        new.execute("BEGIN IMMEDIATE")
        return self._rows(rows, new, after, last) + _timed(new, ["COMMIT"])

    def _rows(self, rows: sqlite3.Connection, new: sqlite3.Connection, after: int, last: int) -> float:
        seconds = 0.0
        for part in self._parts:
            for batch in _ready(rows, part, after, last):
                began = perf_counter()
                new.executemany(part.insert, batch)
                seconds += perf_counter() - began
        return seconds


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)


def _writing(path: Path) -> sqlite3.Connection:
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
    key, first = _key(name, columns)
    insert = f"INSERT INTO {name} VALUES ({','.join('?' * len(columns))})"
    if "WITHOUT ROWID" not in create:
        select = f"SELECT * FROM {name} WHERE {key} >= ? AND {key} < ? ORDER BY {key}"
        return Part(name, create, insert, select, first)
    listed = ", ".join(columns)
    copy = (
        f"CREATE TEMP TABLE ready_{name} AS SELECT {key} AS ready, {listed} FROM {name}",
        f"CREATE INDEX temp.ready_{name}_by ON ready_{name} (ready)",
    )
    select = f"SELECT {listed} FROM ready_{name} WHERE ready >= ? AND ready < ? ORDER BY {listed}"
    return Part(name, create, insert, select, first, copy)


def _key(name: str, columns: list[str]) -> tuple[str, Callable[[int], int]]:
    """What tells with which entry a row of a table comes."""
    if "row_id" in columns:
        return "row_id", lambda position: first_row_id(position + 1)
    if "position" in columns:
        return "position", lambda position: position + 1
    if "place" in columns:
        return "place", count
    if "stream" in columns:
        first = f"(SELECT min(position) FROM entries WHERE entries.stream = {name}.stream)"
        return first, lambda position: position + 1
    if name in LOG_TABLES:  # a handful of rows about the ledger itself
        return "1", lambda position: position + 1
    msg = f"with which entries the rows of {name} ({', '.join(columns)}) come is not known here"
    raise NotImplementedError(msg)


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
