"""The recorder of the `eventsourcing` library in a PostgreSQL database, over one connection of our own.

What differs from the stock recorder, and why, stands at each place; see also
docs/adr/0006-eventsourcing.md and docs/adr/0012-postgresql.md.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import RLock
from typing import Any, NamedTuple

import psycopg
from eventsourcing.persistence import Notification, StoredEvent
from eventsourcing.postgres import PostgresDatastore, PostgresProcessRecorder
from psycopg.rows import DictRow, dict_row, tuple_row
from psycopg.sql import SQL

from servanda.log import metadata
from servanda.log.address import Server
from servanda.log.envelope import stored_envelope
from servanda.log.postgres_rows import PostgresRows
from servanda.log.postgres_schema import KEY, SCHEMA
from servanda.log.postgres_server import connect, is_lost
from servanda.log.store import Head

Connection = psycopg.Connection[DictRow]

TAKE_LOCK = f"SELECT pg_advisory_xact_lock({KEY})"
BEGIN_AT_END = (
    f"BEGIN; {TAKE_LOCK}; SELECT e.position, e.state, l.value, t.notification_id FROM (SELECT) AS one "
    "LEFT JOIN (SELECT position, state FROM stored_events ORDER BY position DESC LIMIT 1) e ON true "
    "LEFT JOIN ledger l ON l.name = 'read-model' "
    f"LEFT JOIN tracking t ON t.application_name = '{metadata.TRACKING}'"
)
"""All that comes before an append, asked for in one go."""
LARGEST = 2**63 - 1
"""The largest position there can be."""


class OneConnection:
    """One connection for all threads, one after the other, in the place of the library's pool.

    A pool keeps threads of its own, and waits for half a minute before it says why there is no
    connection.
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        self._lock = RLock()
        self._made: Connection | None = None

    def open(self, wait: bool, timeout: float) -> None:
        """Nothing: the connection is made when it is wanted."""

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """The connection; a new one where it was lost."""
        with self._lock:
            yield self._open()

    @contextmanager
    def appending(self) -> Iterator[tuple[Connection, "End"]]:
        """A transaction in which nobody else appends, and where the log ends in it.

        Raises:
            UnsureError: the connection was lost while the end of the transaction was confirmed.
        """
        with self._lock:
            connection = self._open()
            try:
                yield connection, _end(connection)
            except BaseException:
                with suppress(psycopg.Error):
                    connection.rollback()
                raise
            try:
                connection.commit()
            except psycopg.Error as error:
                raise UnsureError(error) if connection.closed else error from error

    def _open(self) -> Connection:
        if self._made is None or is_lost(self._made):
            self._made = connect(self._server, write=True).connection
            self._made.row_factory = dict_row
        return self._made

    def close(self) -> None:
        """Release the connection."""
        if self._made is not None:
            self._made.close()


class End(NamedTuple):
    """Where a log ends: its head, and up to where its read model of which version stands."""

    head: Head
    version: str | None
    tracked: int | None

    def projected(self, read_model: str) -> int | None:
        """See `servanda.log.store.Log`."""
        return (self.tracked or 0) if self.version == read_model else None


def _end(connection: Connection) -> End:
    with connection.cursor(row_factory=tuple_row) as curs:
        curs.execute(BEGIN_AT_END, prepare=False)
        while curs.nextset():
            pass
        position, state, version, tracked = curs.fetchone() or (None, None, None, None)
    return End(head_of(position, state), version, tracked)


class UnsureError(Exception):
    """A commit of which no answer came."""


class Datastore(PostgresDatastore):
    """The library's way to a database, over `OneConnection`.

    Args:
        server: the database.
    """

    def __init__(self, server: Server) -> None:
        # Given in full, so that no variable of the environment changes them.
        super().__init__("", "", "", "", "", schema=SCHEMA, originator_id_type="text")
        self.pool.close()
        self.connections = OneConnection(server)
        self.pool = self.connections  # type: ignore[assignment]

    def register_type_adapters(self) -> None:
        """Nothing: entries are inserted as rows, and not as values of a type made for them."""


class LedgerRecorder(PostgresProcessRecorder):
    """The library's process recorder over a table whose position is a column of its own.

    The stock position is a sequence, which leaves gaps; and the stock insertion locks the table,
    and hangs from some thousand events on (a pipeline that nobody flushes).
    """

    def __init__(self, datastore: PostgresDatastore) -> None:
        super().__init__(datastore, events_table_name="stored_events", tracking_table_name="tracking")
        self.sql_create_statements.clear()  # `servanda.log.postgres_schema` makes the tables
        self.max_notification_id_statement = SQL(
            "SELECT max(position) AS max FROM servanda.stored_events"
        ).format()

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int]:
        """Append events; the positions they got."""
        with self.datastore.transaction(commit=True) as curs:
            curs.execute(TAKE_LOCK)
            last = curs.execute(self.max_notification_id_statement).fetchone()
            first = ((last and last["max"]) or 0) + 1
            positions = self.insert(PostgresRows(curs.connection), first, stored_events)
            if tracking := kwargs.get("tracking"):
                self._insert_tracking(curs, tracking)
            return positions

    def insert(self, rows: PostgresRows, first: int, stored_events: Sequence[StoredEvent]) -> list[int]:
        """The same in a transaction that holds the lock, from the first free position on."""
        positions = range(first, first + len(stored_events))
        rows.executemany(
            "INSERT INTO servanda.stored_events VALUES (?, ?, ?, ?, ?)",
            (
                (position, event.originator_id, event.originator_version, event.topic, event.state)
                for position, event in zip(positions, stored_events, strict=True)
            ),
        )
        return list(positions)

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Entries from a position on; the stock query names another column."""
        first = 0 if start is None else start if inclusive_of_start else start + 1
        with self.datastore.get_connection() as connection:
            found = connection.execute(
                "SELECT * FROM servanda.stored_events WHERE position >= %s AND position <= %s "
                "AND (%s OR topic = ANY(%s)) ORDER BY position LIMIT %s",
                (first, LARGEST if stop is None else stop, not topics, list(topics), limit),
                binary=True,
            ).fetchall()
        return [
            Notification(
                row["originator_id"], row["originator_version"], row["topic"], row["state"], row["position"]
            )
            for row in found
        ]


def head_of(position: int | None, state: bytes | None) -> Head:
    """The end of a log by the last row of its entries, if there is one."""
    return Head(position, stored_envelope(state).time) if position and state else Head(0, "")
