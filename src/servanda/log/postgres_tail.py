"""The end of a log on a PostgreSQL server, as somebody sees it who follows it. Imports psycopg only."""

import time
from collections.abc import Callable

import psycopg

from servanda.errors import LedgerError
from servanda.log import metadata, postgres_errors
from servanda.log.address import Server
from servanda.log.lines import Lines
from servanda.log.postgres_rows import PostgresRows
from servanda.log.postgres_schema import CHANNEL
from servanda.log.postgres_server import connect
from servanda.log.rows import Rows
from servanda.log.store import Stored
from servanda.log.tail import Answer


class PostgresTail:
    """The end of a ledger in a database (see `servanda.log.tail.Tail`).

    Entries are read by position, and positions are given one after the other under the lock of the
    append: none shows before those below it. What the server tells of new entries only shortens the
    wait, and may be lost.

    Args:
        server: the database.
        interval: seconds between two looks, if the server tells of nothing before.

    Raises:
        LedgerError: no server, no ledger, a newer one, or one that the user may not read.
    """

    def __init__(self, server: Server, interval: float) -> None:
        self._server = server
        self._interval = interval
        self._rows = self._connected()

    def end(self) -> int:
        """See `Tail`."""
        return self._look(metadata.head_position)

    def read(self, first: int) -> list[Stored]:
        """See `Tail`."""
        return self._look(lambda rows: Lines(rows).batch(first - 1))

    def wait(self) -> None:
        """See `Tail`."""
        if self._listens:
            try:
                for _ in self._rows.connection.notifies(timeout=self._interval, stop_after=1):
                    return
            except psycopg.OperationalError:
                self.close()  # the next look makes a new connection, or says what is in the way
        else:
            time.sleep(self._interval)

    def close(self) -> None:
        """See `Tail`."""
        self._rows.close()

    def _look(self, ask: Callable[[Rows], Answer]) -> Answer:
        """What a connection answers: a new one, where it was lost."""
        if not self._rows.connection.closed:
            try:
                return ask(self._rows)
            except LedgerError:
                if not self._rows.connection.closed:
                    raise
        self._rows = self._connected()
        return ask(self._rows)

    def _connected(self) -> PostgresRows:
        rows = connect(self._server)
        try:
            # Before the first look, so that nothing lands between the two unnoticed.
            rows.connection.execute(f"LISTEN {CHANNEL}")
            self._listens = True
        except psycopg.errors.ReadOnlySqlTransaction:  # a replica cannot listen
            self._listens = False
        except psycopg.Error as error:
            rows.close()
            raise postgres_errors.cannot_read(self._server, error, rows.connection.info.user) from error
        return rows
