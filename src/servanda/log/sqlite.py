"""The log in an SQLite file, kept by the recorder of the `eventsourcing` library.

What differs from the stock recorder, and why, stands at each place; the measurements are in
docs/adr/0006-eventsourcing.md.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any, cast

from eventsourcing import persistence
from eventsourcing.persistence import Notification, PersistenceError, StoredEvent, Tracking
from eventsourcing.sqlite import (
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteCursor,
    SQLiteDatastore,
    SQLiteProcessRecorder,
)

from servanda.log import ledger_file, metadata
from servanda.log.envelope import stored_envelope
from servanda.log.lines import Lines
from servanda.log.rows import Rows, SQLiteRows
from servanda.log.store import NOTHING, Build, Head, Project, Seal, Stored, placed, require_next
from servanda.log.tree import Peaks, grow

TURN = 20  # milliseconds in which SQLite itself waits for the lock


class _Connection(SQLiteConnection):
    @contextmanager
    def transaction(self, *, commit: bool) -> Iterator[SQLiteCursor]:
        """A transaction that takes the write lock at once.

        The stock one begins deferred: two writers that read before they write then fail with
        "database is locked" without waiting.
        """
        cursor = self.cursor()
        try:
            if commit:
                _take_lock(cursor)
            else:
                cursor.execute("BEGIN")
            yield cursor
            if commit:
                self._commit()
        except sqlite3.Error as error:
            raise _as_persistence_error(error) from error
        finally:
            self.rollback()  # ends what was not committed; after a commit there is nothing to end
            cursor.sqlite_cursor.close()

    def _commit(self) -> None:
        try:
            self.commit()
        except sqlite3.Error as error:
            # Its last step is a sync. When the disk refuses that, what was written before may already
            # count: the folder without the journal, or the log that whoever opens it next reads.
            code = error.sqlite_errorcode
            if code & 0xFF == sqlite3.SQLITE_IOERR and code != sqlite3.SQLITE_IOERR_WRITE:
                raise _UnsureError(error) from error
            raise


class _UnsureError(PersistenceError):
    """A commit that failed, and may have been made all the same."""


def _take_lock(cursor: SQLiteCursor) -> None:
    """Begin to write as soon as nobody else does, or give up after `ledger_file.LOCK_TIMEOUT`.

    SQLite looks less and less often for the lock, at last every tenth of a second, and so an old
    waiter is overtaken by new ones without end: with eight writers some waited ten seconds. Asked
    again in short turns it looks every few milliseconds, and all have the same chance.
    """
    deadline = monotonic() + ledger_file.LOCK_TIMEOUT
    cursor.execute(f"PRAGMA busy_timeout = {TURN}")
    try:
        while True:
            try:
                cursor.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or monotonic() > deadline:
                    raise
            else:
                return
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {ledger_file.LOCK_TIMEOUT * 1000:.0f}")


def _as_persistence_error(error: sqlite3.Error) -> PersistenceError:
    """The library's error of the same name (PEP 249)."""
    kind = getattr(persistence, type(error).__name__, PersistenceError)
    raised: PersistenceError = kind(error)
    return raised


class _Pool(SQLiteConnectionPool):
    """Connections with durability set, which the stock pool leaves to SQLite's defaults."""

    def _create_connection(self) -> SQLiteConnection:
        connection = ledger_file.connect(Path(self.db_name), write=True)
        connection.row_factory = sqlite3.Row
        return _Connection(connection, max_age=self.max_age)


class _Datastore(SQLiteDatastore):
    def __init__(self, path: Path) -> None:
        super().__init__(str(path), originator_id_type="text")
        self.pool.close()
        self.pool = _Pool(db_name=str(path), pool_size=1)


class LedgerRecorder(SQLiteProcessRecorder):
    """The library's process recorder over a table whose position is a column of its own.

    The stock position is SQLite's hidden rowid, which a dump may renumber.
    """

    def _insert_events(
        self, c: SQLiteCursor, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int]:
        first = (self._max_notification_id(c) or 0) + 1
        positions = range(first, first + len(stored_events))
        c.executemany(
            "INSERT INTO stored_events VALUES (?, ?, ?, ?, ?)",
            [
                (position, event.originator_id, event.originator_version, event.topic, event.state)
                for position, event in zip(positions, stored_events, strict=True)
            ],
        )
        tracking: Tracking | None = kwargs.get("tracking")
        if tracking is not None:
            self._insert_tracking(c, tracking)
        return list(positions)

    def _max_notification_id(self, c: SQLiteCursor) -> int:
        c.execute("SELECT max(position) FROM stored_events")
        last: int = c.fetchone()[0]  # None for an empty log, as the library has it
        return last

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Entries from a position on; the stock query names the hidden rowid."""
        first = 0 if start is None else start if inclusive_of_start else start + 1
        chosen = f" AND topic IN ({','.join('?' * len(topics))})" if topics else ""
        until = "" if stop is None else " AND position <= ?"
        parameters = [first, *(() if stop is None else (stop,)), *topics, limit]
        with self.datastore.transaction(commit=False) as c:
            c.execute(
                f"SELECT * FROM stored_events WHERE position >= ?{until}{chosen} ORDER BY position LIMIT ?",
                parameters,
            )
            return [Notification(row[1], row[2], row[3], row[4], row[0]) for row in c.fetchall()]


class SQLiteLog:
    """The store of a ledger file.

    Args:
        path: the file, which `servanda.log.ledger_file.create` made.
        read_model: version of the read model that this program writes.

    Raises:
        LedgerError: the file is missing, no ledger, newer, or cannot be opened for writing.
    """

    user = None

    def __init__(self, path: Path, read_model: str) -> None:
        self._path = path
        self._read_model = read_model
        self._datastore = _Datastore(path)
        self.recorder = LedgerRecorder(self._datastore)
        self._rows: SQLiteRows | None = None
        with self._reading() as connection:
            self.name = metadata.name_of(connection)

    @contextmanager
    def _reading(self) -> Iterator[SQLiteRows]:
        with self._datastore.get_connection(commit=False) as connection:
            yield cast("SQLiteRows", connection._sqlite_conn)  # noqa: SLF001  the library offers no other way to it

    def head(self) -> Head:
        """See `servanda.log.store.Log`."""
        with self._reading() as connection:
            return _head(
                connection.execute("SELECT * FROM stored_events ORDER BY position DESC LIMIT 1").fetchone()
            )

    def read(self, after: int = 0) -> Iterator[Stored]:
        """See `servanda.log.store.Log`."""
        with self._reading() as connection:
            yield from Lines(connection).read(after)

    def stream(self, subject: str) -> list[Stored]:
        """See `servanda.log.store.Log`."""
        with self._reading() as connection:
            return Lines(connection).stream(subject)

    def streams(self) -> list[str]:
        """See `servanda.log.store.Log`."""
        with self._reading() as connection:
            return Lines(connection).streams()

    def append(self, seal: Seal, project: Project, rests_on: Mapping[str, int] = NOTHING) -> list[Stored]:
        """See `servanda.log.store.Log`."""
        try:
            with self._datastore.transaction(commit=True) as c:
                c.execute("SELECT * FROM stored_events ORDER BY position DESC LIMIT 1")
                head = _head(c.fetchone())
                stored = placed(head, seal(head))
                connection = cast("SQLiteRows", c.sqlite_cursor.connection)
                require_next(stored, rests_on, lambda subject: _last_version(connection, subject))
                follows = metadata.projected(connection, self._read_model) == head.position
                tracking = Tracking(metadata.TRACKING, stored[-1].position) if follows and stored else None
                self.recorder._insert_events(c, _stored_events(stored), tracking=tracking)  # noqa: SLF001
                grow(connection, Peaks(connection, head.position), [entry.line for entry in stored])
                if tracking:
                    project(connection, stored)
                return stored
        except (sqlite3.Error, PersistenceError) as error:
            sure = not isinstance(error, _UnsureError)
            raise ledger_file.cannot_write(self._path, error, sure=sure) from error

    def projected(self) -> int | None:
        """See `servanda.log.store.Log`."""
        with self._reading() as connection:
            return metadata.projected(connection, self._read_model)

    def catch_up(self, build: Build, *, anew: bool = False) -> None:
        """See `servanda.log.store.Log`."""
        try:
            with self._datastore.transaction(commit=True) as c:
                connection = cast("SQLiteRows", c.sqlite_cursor.connection)
                position = 0 if anew else metadata.projected(connection, self._read_model) or 0
                # Read through the writing connection: another one would wait for it, and it for that.
                build(connection, position, Lines(connection))
                connection.execute(
                    "INSERT OR REPLACE INTO ledger VALUES ('read-model', ?)", (self._read_model,)
                )
                connection.execute(
                    "INSERT OR REPLACE INTO tracking VALUES (?, ?)",
                    (metadata.TRACKING, metadata.head_position(connection)),
                )
        except (sqlite3.Error, PersistenceError) as error:
            raise ledger_file.cannot_write(self._path, error) from error

    def rows(self) -> Rows:
        """See `servanda.log.store.Log`."""
        if self._rows is None:
            self._rows = ledger_file.connect(self._path)
        return self._rows

    def close(self) -> None:
        """See `servanda.log.store.Log`."""
        if self._rows is not None:
            self._rows.close()
        self._datastore.close()


def _last_version(connection: SQLiteRows, subject: str) -> int:
    found = connection.execute(
        "SELECT coalesce(max(originator_version), 0) FROM stored_events WHERE originator_id = ?", (subject,)
    )
    return int(found.fetchone()[0])


def _stored_events(stored: Sequence[Stored]) -> list[StoredEvent]:
    return [StoredEvent(entry.subject, entry.version, entry.type, entry.line) for entry in stored]


def _head(row: Any) -> Head:
    return Head(row[0], stored_envelope(row[4]).time) if row else Head(0, "")
