"""The log in a PostgreSQL database, kept by the recorder of the `eventsourcing` library.

What differs from the stock recorder, and why, stands at each place; see also
docs/adr/0006-eventsourcing.md and docs/adr/0012-postgresql.md.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from threading import RLock
from typing import Any, NamedTuple

import psycopg
from eventsourcing.persistence import Notification, PersistenceError, StoredEvent, Tracking
from eventsourcing.postgres import PostgresDatastore, PostgresProcessRecorder
from psycopg import Cursor
from psycopg.rows import DictRow, dict_row, tuple_row
from psycopg.sql import SQL

from servanda.errors import LedgerError
from servanda.log import metadata, postgres_errors
from servanda.log.address import Server
from servanda.log.envelope import stored_envelope
from servanda.log.lines import Lines
from servanda.log.postgres_rows import Answer, PostgresRows
from servanda.log.postgres_schema import CHANNEL, KEY, OWNER, SCHEMA
from servanda.log.postgres_server import connect, is_lost
from servanda.log.rows import Rows
from servanda.log.store import NOTHING, Build, Head, New, Project, Seal, Stored, require_next
from servanda.log.tree import grow

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


class _OneConnection:
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
    def appending(self) -> Iterator[tuple[Connection, "_End"]]:
        """A transaction in which nobody else appends, and where the log ends in it.

        Raises:
            _UnsureError: the connection was lost while the end of the transaction was confirmed.
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
                raise _UnsureError(error) if connection.closed else error from error

    def _open(self) -> Connection:
        if self._made is None or is_lost(self._made):
            self._made = connect(self._server, write=True).connection
            self._made.row_factory = dict_row
        return self._made

    def close(self) -> None:
        """Release the connection."""
        if self._made is not None:
            self._made.close()


class _End(NamedTuple):
    """Where a log ends: its head, and up to where its read model of which version stands."""

    head: Head
    version: str | None
    tracked: int | None

    def projected(self, read_model: str) -> int | None:
        """See `servanda.log.store.Log`."""
        return (self.tracked or 0) if self.version == read_model else None


def _end(connection: Connection) -> _End:
    with connection.cursor(row_factory=tuple_row) as curs:
        curs.execute(BEGIN_AT_END, prepare=False)
        while curs.nextset():
            pass
        position, state, version, tracked = curs.fetchone() or (None, None, None, None)
    return _End(_head(position, state), version, tracked)


class _UnsureError(Exception):
    """A commit of which no answer came."""


class _Datastore(PostgresDatastore):
    def __init__(self, server: Server) -> None:
        # Given in full, so that no variable of the environment changes them.
        super().__init__("", "", "", "", "", schema=SCHEMA, originator_id_type="text")
        self.pool.close()
        self.connections = _OneConnection(server)
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
            return self.insert(curs, stored_events, first, kwargs.get("tracking"))

    def insert(
        self,
        curs: Cursor[DictRow],
        stored_events: Sequence[StoredEvent],
        first: int,
        tracking: Tracking | None,
    ) -> Sequence[int]:
        """The same in a transaction that holds the lock, from the first free position on."""
        positions = range(first, first + len(stored_events))
        PostgresRows(curs.connection).executemany(
            "INSERT INTO servanda.stored_events VALUES (?, ?, ?, ?, ?)",
            (
                (position, event.originator_id, event.originator_version, event.topic, event.state)
                for position, event in zip(positions, stored_events, strict=True)
            ),
        )
        if tracking is not None:
            self._insert_tracking(curs, tracking)
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


class _TablesStay(PostgresRows):
    """Rows whose tables are emptied where they would be made anew, by somebody who does not own them."""

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Answer:
        """Run one statement, or what comes nearest to it."""
        if sql.startswith("CREATE "):
            return Answer(self, "", ())
        return super().execute(sql.replace("DROP TABLE IF EXISTS", "DELETE FROM"), parameters)


class PostgresLog:
    """The store of a ledger in a PostgreSQL database.

    Args:
        server: the database, in which `servanda.log.postgres_server.create` made a ledger.
        read_model: version of the read model that this program writes.

    Attributes:
        name: the ledger's name.
        user: who is connected, and whose the entries are.

    Raises:
        LedgerError: no server, no ledger, a newer one, or not to be written by this user.
    """

    def __init__(self, server: Server, read_model: str) -> None:
        self._server = server
        self._read_model = read_model
        datastore = _Datastore(server)
        self._connections = datastore.connections
        self.recorder = LedgerRecorder(datastore)
        self._rows: PostgresRows | None = None
        with self._reading() as rows:
            self.name = metadata.name_of(rows)
            self.user = str(rows.execute("SELECT session_user::text").fetchall()[0][0])

    @contextmanager
    def _reading(self) -> Iterator[PostgresRows]:
        with self._connections.connection() as connection:
            user = connection.info.user
            yield PostgresRows(
                connection, lambda error: postgres_errors.cannot_read(self._server, error, user)
            )

    def head(self) -> Head:
        """See `servanda.log.store.Log`."""
        with self._reading() as rows:
            found = rows.execute("SELECT position, state FROM stored_events ORDER BY position DESC LIMIT 1")
            return _head(*(found.fetchone() or (None, None)))

    def read(self, after: int = 0) -> Iterator[Stored]:
        """See `servanda.log.store.Log`."""
        with self._reading() as rows:
            yield from Lines(rows).read(after)

    def stream(self, subject: str) -> list[Stored]:
        """See `servanda.log.store.Log`."""
        with self._reading() as rows:
            return Lines(rows).stream(subject)

    def streams(self) -> list[str]:
        """See `servanda.log.store.Log`."""
        with self._reading() as rows:
            return Lines(rows).streams()

    def append(self, seal: Seal, project: Project, rests_on: Mapping[str, int] = NOTHING) -> list[Stored]:
        """See `servanda.log.store.Log`."""
        stored: list[Stored] = []
        try:
            with self._connections.appending() as (connection, end):
                rows = PostgresRows(connection)
                stored += _placed(end.head, seal(end.head))
                versions = _last_versions(rows, {*rests_on, *(entry.subject for entry in stored)})
                require_next(stored, rests_on, versions.__getitem__)
                if stored:
                    self._write(rows, end, stored, project)
        except _UnsureError as error:
            if not self._is_recorded(stored):
                raise self._cannot_write(error.__cause__) from error
        except (psycopg.Error, PersistenceError) as error:
            raise self._cannot_write(error) from error
        return stored

    def _write(self, rows: PostgresRows, end: _End, stored: Sequence[Stored], project: Project) -> None:
        follows = end.projected(self._read_model) == end.head.position
        tracking = Tracking(metadata.TRACKING, stored[-1].position) if follows else None
        with rows.together(len(stored)), rows.connection.cursor() as curs:
            # Heard by whoever listens once the entries are there to be read.
            curs.execute("SELECT pg_notify(%s, %s)", (CHANNEL, str(stored[-1].position)))
            self.recorder.insert(curs, _stored_events(stored), stored[0].position, tracking)
            grow(rows, end.head.position, [entry.line for entry in stored])
            if follows:
                project(rows, stored)

    def _is_recorded(self, stored: Sequence[Stored]) -> bool:
        """Whether entries are in the log, of which the connection was lost at the commit.

        Under the lock, which the lost transaction has held: whoever gets it finds that ended.
        """
        try:
            with self._connections.appending() as (connection, _):
                found = connection.execute(
                    "SELECT state FROM servanda.stored_events WHERE position = %s", (stored[0].position,)
                ).fetchone()
        except (psycopg.Error, LedgerError, _UnsureError) as error:
            raise self._cannot_write(error, sure=False) from error
        return found is not None and found["state"] == stored[0].line

    def projected(self) -> int | None:
        """See `servanda.log.store.Log`."""
        with self._reading() as rows:
            return metadata.projected(rows, self._read_model)

    def catch_up(self, build: Build, *, anew: bool = False) -> None:
        """See `servanda.log.store.Log`.

        Raises:
            LedgerError: the tables are of another version of the read model, and the user does not
                own them.
        """
        try:
            with self._connections.appending() as (connection, end):
                rows = PostgresRows(connection)
                stands = end.projected(self._read_model)
                if anew or not stands:
                    rows = self._to_fill(connection, same=stands is not None)
                build(rows, 0 if anew else stands or 0, Lines(rows))
                if stands is None:
                    rows.execute(
                        "INSERT INTO ledger VALUES ('read-model', ?) "
                        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                        (self._read_model,),
                    )
                rows.execute(
                    "INSERT INTO tracking VALUES (?, ?) "
                    "ON CONFLICT (application_name) DO UPDATE SET notification_id = excluded.notification_id",
                    (metadata.TRACKING, end.head.position),
                )
        except (psycopg.Error, PersistenceError, _UnsureError) as error:
            raise self._cannot_write(error) from error

    def _to_fill(self, connection: Connection, *, same: bool) -> PostgresRows:
        """Rows through which the tables of the read model are made anew, or emptied and filled again."""
        (owns,) = (
            PostgresRows(connection)
            .execute("SELECT pg_has_role(session_user, ?, 'MEMBER')", (OWNER,))
            .fetchall()[0]
        )
        if owns:
            connection.execute(f"SET LOCAL ROLE {OWNER}")
            return PostgresRows(connection)
        if not same:
            raise postgres_errors.only_the_owner_rebuilds(self._server)
        return _TablesStay(connection)

    def _cannot_write(self, error: BaseException | None, *, sure: bool = True) -> LedgerError:
        return postgres_errors.cannot_write(self._server, error, self.user, sure=sure)

    def rows(self) -> Rows:
        """See `servanda.log.store.Log`."""
        if self._rows is None or is_lost(self._rows.connection):
            self._rows = connect(self._server)
        return self._rows

    def close(self) -> None:
        """See `servanda.log.store.Log`."""
        if self._rows is not None:
            self._rows.close()
        self._connections.close()


def _head(position: int | None, state: bytes | None) -> Head:
    return Head(position, stored_envelope(state).time) if position and state else Head(0, "")


def _last_versions(rows: Rows, subjects: Iterable[str]) -> dict[str, int]:
    found = rows.execute(
        "SELECT asked.slug, (SELECT coalesce(max(originator_version), 0) FROM stored_events "
        "WHERE originator_id = asked.slug) FROM unnest(?::text[]) AS asked (slug)",
        (list(subjects),),
    )
    return dict(found.fetchall())


def _placed(head: Head, new: Sequence[New]) -> list[Stored]:
    return [Stored(position, *entry) for position, entry in enumerate(new, start=head.position + 1)]


def _stored_events(stored: Sequence[Stored]) -> list[StoredEvent]:
    return [StoredEvent(entry.subject, entry.version, entry.type, entry.line) for entry in stored]
