"""Rows of a PostgreSQL database, asked in the words that all stores share. Imports psycopg only."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import lru_cache
from itertools import chain, count, islice
from typing import Any

import psycopg
from psycopg import pq
from psycopg.postgres import types
from psycopg.rows import tuple_row
from psycopg.types.numeric import Int8Dumper

from servanda.log.rows import POSTGRES

FEW = 50
"""Up to so many rows go into one INSERT; for more, COPY is quicker."""
AT_ONCE = 2_000
"""So many rows of an answer that is gone through are fetched at a time."""

BINARY = {types[name].oid for name in ("int8", "text", "bytea")}
"""Types that are copied as they are; the server reads all others from text."""

Failed = Callable[[psycopg.Error], Exception]

_MARKS = re.compile(r"""'(?:[^']|'')*'|"[^"]*"|\?""")
_INSERTION = re.compile(
    r"INSERT INTO (?P<table>[\w.]+(?: \([^)]*\))?) "
    r"VALUES (?P<marks>\([?:\w, ]+\))(?P<otherwise> ON CONFLICT .+)?"
)


@lru_cache(maxsize=512)
def numbered(sql: str) -> str:
    """The statement with ``$1``, ``$2`` … for its question marks, of which those in quotes stay."""
    places = count(1)
    return _MARKS.sub(lambda mark: f"${next(places)}" if mark[0] == "?" else mark[0], sql)


class PostgresRows:
    """A connection that answers as `servanda.log.rows.Rows` has it.

    Args:
        connection: in autocommit mode; a transaction begins with ``BEGIN``.
        failed: the error to raise for one of psycopg; that one itself where nothing is given.
    """

    dialect = POSTGRES

    def __init__(self, connection: psycopg.Connection[Any], failed: Failed = lambda error: error) -> None:
        self.connection = connection
        self._failed = failed
        # One type for every number, so that a statement is prepared once, whatever numbers it gets.
        connection.adapters.register_dumper(int, Int8Dumper)

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> "Answer":
        """Run one statement.

        A SELECT is run when its answer is first wanted: only then it is known whether all of it is
        wanted at once, or is gone through, which takes no more memory than a part of it.
        """
        answer = Answer(self, numbered(sql), parameters)
        if not sql.startswith("SELECT") or self._in_pipeline():
            answer.run()
        return answer

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> "Answer":
        """Run one statement for each set of parameters."""
        given = iter(parameters)
        few = list(islice(given, FEW + 1))
        insertion = _INSERTION.fullmatch(sql)
        with self.failing():
            if insertion is None:
                with self.cursor() as cursor:
                    cursor.executemany(numbered(sql), chain(few, given))
            elif len(few) <= FEW or insertion["otherwise"] or self._in_pipeline():
                while few:
                    self._insert(insertion, few)
                    few = list(islice(given, FEW))
            else:
                self._copy(insertion, chain(few, given))
        return Answer(self, "", ())

    def _insert(self, insertion: re.Match[str], rows: Sequence[Sequence[Any]]) -> None:
        marks = ",".join([insertion["marks"]] * len(rows))
        sql = f"INSERT INTO {insertion['table']} VALUES {marks}{insertion['otherwise'] or ''}"
        with self.cursor() as cursor:
            cursor.execute(numbered(sql), list(chain.from_iterable(rows)))

    def _copy(self, insertion: re.Match[str], rows: Iterable[Sequence[Any]]) -> None:
        with self.cursor() as cursor:
            table, _, columns = insertion["table"].partition(" ")
            of_columns = self._types(cursor, f"{columns.strip('()') or '*'} FROM {table}")
            binary = " (FORMAT BINARY)" if of_columns else ""
            with cursor.copy(f"COPY {insertion['table']} FROM STDIN{binary}") as copy:
                if of_columns:
                    copy.set_types(of_columns)
                for row in rows:
                    copy.write_row(row)

    @staticmethod
    def _types(cursor: psycopg.RawCursor[Any], columns: str) -> list[int]:
        """The types of columns, if all of them are quicker to copy in binary form."""
        found = cursor.execute(f"SELECT {columns} LIMIT 0").description or ()
        codes = [column.type_code for column in found]
        return codes if BINARY.issuperset(codes) else []

    @contextmanager
    def together(self, many: int) -> Iterator[None]:
        """Inside, statements are sent without waiting for the answer to each, if they are about few rows.

        A network is then crossed a few times for an append, not for each of its statements.
        """
        with self.failing(), self.connection.pipeline() if many <= FEW else nullcontext():
            yield

    def _in_pipeline(self) -> bool:
        """Where COPY has no place."""
        return self.connection.info.pipeline_status != pq.PipelineStatus.OFF

    def cursor(self) -> psycopg.RawCursor[tuple[Any, ...]]:
        """A cursor of psycopg that gives tuples and takes ``$1``."""
        return psycopg.RawCursor(self.connection, row_factory=tuple_row)

    @contextmanager
    def failing(self) -> Iterator[None]:
        """Raise for an error of psycopg the one that is due."""
        try:
            yield
        except psycopg.Error as error:
            due = self._failed(error)
            if due is error:
                raise
            raise due from error

    def close(self) -> None:
        """Release the connection."""
        self.connection.close()


class Answer:
    """The answer to a statement (see `servanda.log.rows.Cursor`)."""

    def __init__(self, rows: PostgresRows, sql: str, parameters: Sequence[Any]) -> None:
        self._rows = rows
        self._sql = sql
        self._parameters = parameters
        self._cursor: psycopg.RawCursor[tuple[Any, ...]] | None = None
        self._parts: Iterator[tuple[Any, ...]] | None = None

    def run(self) -> psycopg.RawCursor[tuple[Any, ...]]:
        """Run the statement, unless it has been."""
        if self._cursor is None:
            with self._rows.failing():
                self._cursor = self._rows.cursor()
                self._cursor.execute(self._sql, self._parameters, binary=True)
        return self._cursor

    @property
    def description(self) -> Any:
        """A sequence for each column, its name first."""
        return self.run().description

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row, or None."""
        return next(self._parts, None) if self._parts else self.run().fetchone()

    def fetchmany(self, size: int = AT_ONCE) -> list[tuple[Any, ...]]:
        """The next rows, at most so many."""
        return list(islice(self, size))

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows left."""
        return list(self._parts) if self._parts else self.run().fetchall()

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        if self._cursor is not None:
            return iter(self._cursor)
        if self._parts is None:
            self._parts = _in_parts(self._rows, self._sql, self._parameters)
        return self._parts


_names = count(1)


def _in_parts(rows: PostgresRows, sql: str, parameters: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """All rows, a part at a time, while other statements may be run."""
    # Knows nothing of who goes through it, so that it ends when nobody does any more.
    outside = rows.connection.info.transaction_status == pq.TransactionStatus.IDLE
    with (
        rows.failing(),
        psycopg.RawServerCursor(
            rows.connection, f"answer_{next(_names)}", row_factory=tuple_row, withhold=outside
        ) as cursor,
    ):
        cursor.itersize = AT_ONCE
        cursor.execute(sql, parameters, binary=True)
        yield from cursor
