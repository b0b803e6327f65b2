"""The little of a database that the read model needs, and where the stores' SQL differs."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Protocol


class Dialect(NamedTuple):
    """What the SQL of a store calls things.

    Attributes:
        name: the store.
        whole: schema of the read model.
        cut: schema of tables that hide it, for one connection (`servanda.projections.published`).
        integer: type of a number of 64 bits.
        text: type of a text that is compared by code point.
        clustered: what makes a table of its primary key alone.
        moment: begins a transaction in which everything read is of one moment.
        instr: function that gives the place of one text in another, 0 if it is not there.
    """

    name: str
    whole: str
    cut: str
    integer: str
    text: str
    clustered: str
    moment: str
    instr: str


SQLITE = Dialect(
    name="sqlite",
    whole="main",
    cut="temp",
    integer="INTEGER",
    text="TEXT",
    clustered=" WITHOUT ROWID",
    moment="BEGIN",
    instr="instr",
)
POSTGRES = Dialect(
    name="postgres",
    whole="servanda",
    cut="pg_temp",
    integer="BIGINT",
    text='TEXT COLLATE "C"',
    clustered="",
    moment="BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    instr="strpos",
)


class Cursor(Protocol):
    """The answer to a statement."""

    @property
    def description(self) -> Any:
        """A sequence for each column, its name first."""

    def fetchone(self) -> Any:
        """The next row, or None."""

    def fetchmany(self, size: int = ...) -> list[Any]:
        """The next rows, at most so many."""

    def fetchall(self) -> list[Any]:
        """All rows left."""

    def __iter__(self) -> Any: ...


class Rows(Protocol):
    """Something that runs SQL with ``?`` for parameters."""

    @property
    def dialect(self) -> Dialect:
        """How it calls things."""

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> Cursor:
        """Run one statement for each set of parameters."""

    def close(self) -> None:
        """Release the connection."""


class SQLiteRows(sqlite3.Connection):
    """A connection of the standard library that says its dialect: the ``factory`` of `sqlite3.connect`."""

    dialect = SQLITE


def in_memory() -> SQLiteRows:
    """An empty database that lasts as long as its connection."""
    return sqlite3.connect(":memory:", isolation_level=None, factory=SQLiteRows)


def in_a_file_of_its_own() -> SQLiteRows:
    """An empty database in a temporary file, which goes with its connection."""
    return sqlite3.connect("", isolation_level=None, factory=SQLiteRows)
