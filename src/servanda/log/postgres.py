"""The log in a PostgreSQL database."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from eventsourcing.persistence import PersistenceError, StoredEvent

from servanda.errors import LedgerError
from servanda.log import metadata, postgres_errors
from servanda.log.address import Server
from servanda.log.lines import Lines
from servanda.log.postgres_recorder import Connection, Datastore, LedgerRecorder, UnsureError, head_of
from servanda.log.postgres_rows import Answer, PostgresRows
from servanda.log.postgres_schema import CHANNEL, OWNER
from servanda.log.postgres_server import connect, is_lost
from servanda.log.rows import Rows
from servanda.log.store import NOTHING, Build, Head, Project, Seal, Stored, placed, require_next
from servanda.log.tree import Peaks, grow


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
        datastore = Datastore(server)
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
            return head_of(*(found.fetchone() or (None, None)))

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
                stored += placed(end.head, seal(end.head))
                follows = end.projected(self._read_model) == end.head.position
                self._write(rows, end.head.position, stored, rests_on, project if follows else None)
        except UnsureError as error:
            if stored and not self._is_recorded(stored):
                raise self._cannot_write(error.__cause__) from error
        except (psycopg.Error, PersistenceError) as error:
            raise self._cannot_write(error) from error
        return stored

    def _write(
        self,
        rows: PostgresRows,
        size: int,
        stored: Sequence[Stored],
        rests_on: Mapping[str, int],
        project: Project | None,
    ) -> None:
        with rows.together(len(stored)):
            asked = _last_versions(rows, {*rests_on, *(entry.subject for entry in stored)})
            peaks = Peaks(rows, size)
            require_next(stored, rests_on, dict(asked.fetchall()).__getitem__)
            if not stored:
                return
            last = stored[-1].position
            self.recorder.insert(rows, stored[0].position, _stored_events(stored))
            grow(rows, peaks, [entry.line for entry in stored])
            if project is not None:
                project(rows, stored)
                _track(rows, last)
            # Heard by whoever listens once the entries are there to be read.
            rows.execute("SELECT pg_notify(?, ?)", (CHANNEL, str(last))).run()

    def _is_recorded(self, stored: Sequence[Stored]) -> bool:
        """Whether entries are in the log, of which the connection was lost at the commit.

        Under the lock, which the lost transaction has held: whoever gets it finds that ended.
        """
        try:
            with self._connections.appending() as (connection, _):
                found = connection.execute(
                    "SELECT state FROM servanda.stored_events WHERE position = %s", (stored[0].position,)
                ).fetchone()
        except (psycopg.Error, LedgerError, UnsureError) as error:
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
                _track(rows, end.head.position)
        except (psycopg.Error, PersistenceError, UnsureError) as error:
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


def _last_versions(rows: PostgresRows, subjects: Iterable[str]) -> Answer:
    return rows.execute(
        "SELECT asked.slug, (SELECT coalesce(max(originator_version), 0) FROM stored_events "
        "WHERE originator_id = asked.slug) FROM unnest(?::text[]) AS asked (slug)",
        (list(subjects),),
    )


def _track(rows: Rows, position: int) -> None:
    rows.execute(
        "INSERT INTO tracking VALUES (?, ?) "
        "ON CONFLICT (application_name) DO UPDATE SET notification_id = excluded.notification_id",
        (metadata.TRACKING, position),
    )


def _stored_events(stored: Sequence[Stored]) -> list[StoredEvent]:
    return [StoredEvent(entry.subject, entry.version, entry.type, entry.line) for entry in stored]
