"""The SQLite file of a ledger: how it is told from other files, opened and set. Standard library only."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from servanda.errors import LedgerError
from servanda.log.rows import SQLiteRows

APPLICATION_ID = 0x53525644  # "SRVD", so that file(1) and this program know a ledger
FORMAT = 2
PAGES_HELD = 32_000
"""kB of pages that a writer holds; SQLite's own 2,000 are soon read again and again in a large ledger."""
LOCK_TIMEOUT = 30.0  # seconds to wait for another writer
UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError, MemoryError)
"""What reading a damaged file raises: also where SQLite quotes a broken schema, or is told of a
value larger than any memory."""

NODES = (
    "CREATE TABLE nodes (place INTEGER PRIMARY KEY, hash BLOB NOT NULL)",
    "CREATE TRIGGER nodes_stay BEFORE UPDATE ON nodes "
    "BEGIN SELECT RAISE(ABORT, 'the tree is append-only'); END",
    "CREATE TRIGGER nodes_remain BEFORE DELETE ON nodes "
    "BEGIN SELECT RAISE(ABORT, 'the tree is append-only'); END",
    # As for the entries: fires before INSERT OR REPLACE resolves a conflict.
    "CREATE TRIGGER nodes_follow BEFORE INSERT ON nodes "
    "WHEN NEW.place IS NOT (SELECT coalesce(max(place), -1) + 1 FROM nodes) "
    "BEGIN SELECT RAISE(ABORT, 'the tree is append-only and gapless'); END",
)

ADDED = (
    *NODES,
    # A second copy of these few values: without it nothing would notice a flipped bit in one of them.
    "CREATE INDEX ledger_values ON ledger (value)",
)
"""What format 2 added (`servanda.log.upgrading`)."""

CREATE = (
    "CREATE TABLE stored_events ("
    "position INTEGER PRIMARY KEY, originator_id TEXT NOT NULL, originator_version INTEGER NOT NULL, "
    "topic TEXT NOT NULL, state BLOB NOT NULL, UNIQUE (originator_id, originator_version))",
    "CREATE TABLE tracking (application_name TEXT PRIMARY KEY, notification_id INTEGER) WITHOUT ROWID",
    "CREATE TABLE ledger (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TRIGGER events_stay BEFORE UPDATE ON stored_events "
    "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    "CREATE TRIGGER events_remain BEFORE DELETE ON stored_events "
    "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    # Also what keeps INSERT OR REPLACE from replacing: it fires before the conflict is resolved.
    "CREATE TRIGGER events_follow BEFORE INSERT ON stored_events "
    "WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM stored_events) "
    "OR EXISTS (SELECT 1 FROM stored_events WHERE originator_id = NEW.originator_id "
    "AND originator_version = NEW.originator_version) "
    "BEGIN SELECT RAISE(ABORT, 'the log is append-only and gapless'); END",
    *ADDED,
)

LOG_TABLES = ("stored_events", "tracking", "ledger", "nodes")
"""The tables that `CREATE` makes; all others are the read model's."""


def create(path: Path, name: str) -> None:
    """Make an empty ledger.

    Raises:
        LedgerError: something is there already, or the folder cannot be written.
    """
    if path.exists():
        msg = f"{path} exists already"
        raise LedgerError(msg, "Choose another file with --ledger, or use this one as it is.")
    if not path.parent.is_dir():
        msg = f"there is no folder {path.parent}"
        raise LedgerError(msg, "Create it first.")
    from servanda.log import files  # noqa: PLC0415  of no use to a reader

    try:
        # A half-made file under the ledger's own name would look like a damaged ledger.
        with files.creating(path) as half_made, closing(_new(half_made)) as connection:
            configure(connection)
            connection.execute("BEGIN IMMEDIATE")
            for statement in CREATE:
                connection.execute(statement)
            connection.execute("INSERT INTO ledger VALUES ('name', ?)", (name,))
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")
            connection.execute("COMMIT")
    except FileExistsError:
        msg = f"{path} exists already"
        raise LedgerError(msg, "Somebody else has just created it; use it as it is.") from None
    except (sqlite3.Error, OSError) as error:
        raise cannot_write(path, error) from None


def _new(path: Path) -> SQLiteRows:
    return sqlite3.connect(path, isolation_level=None, factory=SQLiteRows)


def configure(connection: sqlite3.Connection) -> None:
    """Set durability: an acknowledged entry is on the disk.

    WAL is used only where the linked SQLite has the fix of the WAL-reset defect (3.51.3, 3.50.7,
    3.44.6); elsewhere the rollback journal, whose directory entry EXTRA syncs as well.
    """
    sound = wal_is_sound(sqlite3.sqlite_version_info)
    mode, synchronous = ("WAL", "FULL") if sound else ("DELETE", "EXTRA")
    connection.execute(f"PRAGMA journal_mode = {mode}")
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    connection.execute(f"PRAGMA cache_size = -{PAGES_HELD}")


def wal_is_sound(version: tuple[int, ...]) -> bool:
    """Whether a SQLite version has the fix of the WAL-reset defect."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def require_there(path: Path) -> None:
    """Raise unless there is a file.

    Raises:
        LedgerError: there is none, or its folder cannot be looked into.
    """
    try:
        there = path.is_file()
    except OSError as error:
        raise cannot_read(str(path), error) from None
    if not there:
        msg = f"there is no ledger {path}"
        raise LedgerError(
            msg, "Create it with `servanda init`, or name another with --ledger or SERVANDA_LEDGER."
        )


def connect(path: Path, *, write: bool = False, timeout: float = LOCK_TIMEOUT) -> SQLiteRows:
    """A connection to an existing ledger, checked to be one.

    Args:
        path: the file.
        write: whether to record through it.
        timeout: seconds to wait for another writer.

    Raises:
        LedgerError: no such file, no ledger, of a newer format, or not readable.
    """
    require_there(path)
    try:
        connection, application, format_ = _open_marked(path, write=write, timeout=timeout)
    except UNREADABLE as error:
        if "not a database" in str(error):
            raise _no_ledger(path) from None
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_READONLY_ROLLBACK:
            msg = f"an append to {path} was cut off, and what it left cannot be taken back"
            raise LedgerError(
                msg, "Run any command once as somebody who may write to file and folder."
            ) from None
        raise cannot_read(str(path), error) from None
    if application != APPLICATION_ID:
        connection.close()
        raise _no_ledger(path)
    if format_ > FORMAT:
        connection.close()
        msg = f"the ledger {path} has format {format_}; this program knows formats up to {FORMAT}"
        raise LedgerError(msg, "It was written by a newer servanda; upgrade this one.")
    if write:
        connection = _configured(connection, path, timeout)
        if format_ < FORMAT:
            _upgrade(connection, path)
    return connection


def _configured(connection: SQLiteRows, path: Path, timeout: float) -> SQLiteRows:
    """The connection with durability set, or a new one in its place."""
    until = time.monotonic() + LOCK_TIMEOUT
    while True:
        try:
            configure(connection)
        except sqlite3.Error as error:
            connection.close()
            if "locked" not in str(error) or time.monotonic() > until:
                raise cannot_write(path, error) from None
        else:
            return connection
        # Two connections that want to leave WAL keep each other from it until one of them is closed;
        # SQLite does not wait for that, whatever its time-out. Processes come back at different times.
        time.sleep(0.01 + os.getpid() % 16 / 100)
        connection = _open(path, "mode=rw", timeout)


def _upgrade(connection: SQLiteRows, path: Path) -> None:
    from servanda.log.upgrading import upgrade  # noqa: PLC0415  hashing is of no use to a reader

    try:
        upgrade(connection)
    except sqlite3.Error as error:
        connection.close()
        raise cannot_write(path, error) from None


def _open_marked(path: Path, *, write: bool, timeout: float) -> tuple[SQLiteRows, int, int]:
    """A connection with the marks of its file; none is left open if they cannot be read."""
    try:
        return _marked(path, "mode=rw" if write else "mode=ro", timeout)
    except UNREADABLE as error:
        if write or "readonly" not in str(error):
            raise
    if _cut_off(path):
        # The leftovers of a writer that died are part of the ledger: an open commit to be undone, or
        # finished ones to be taken in. SQLite does so by itself, but only where it may write.
        _marked(path, "mode=rw", timeout)[0].close()
        if _cut_off(path):  # somebody else has it open
            return _marked(path, "mode=ro", timeout)
    # In WAL mode, where nothing can be written, not even the memory that readers share.
    return _marked(path, "immutable=1", timeout)


def _marked(path: Path, how: str, timeout: float) -> tuple[SQLiteRows, int, int]:
    connection = _open(path, how, timeout)
    try:
        return connection, *_marks(connection)
    except UNREADABLE:
        connection.close()
        raise


def _cut_off(path: Path) -> bool:
    """Whether a writer left its journal behind; to pass over it would be to read what never was."""
    file = path.resolve()  # the journal lies beside the file, not beside a link to it
    journals = (file.with_name(f"{file.name}-{kind}") for kind in ("journal", "wal"))
    return any(journal.exists() and journal.stat().st_size for journal in journals)


def _open(path: Path, how: str, timeout: float) -> SQLiteRows:
    return sqlite3.connect(
        f"{path.resolve().as_uri()}?{how}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=128,
        timeout=timeout,
        factory=SQLiteRows,
    )


def _marks(connection: sqlite3.Connection) -> tuple[int, int]:
    """What tells a ledger from other files: application id and format."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    return application, connection.execute("PRAGMA user_version").fetchone()[0]


def cannot_write(path: Path, error: Exception, *, sure: bool = True) -> LedgerError:
    """What to tell somebody whose ledger could not be written.

    Args:
        path: the file.
        error: what is in the way.
        sure: whether it is certain that nothing was recorded.
    """
    msg = f"the ledger {path} cannot be written: {error}"
    if "locked" in str(error):
        return LedgerError(
            msg, f"Another program held it for more than {LOCK_TIMEOUT:.0f} seconds; try again."
        )
    if "constraint failed" in str(error) or "append-only" in str(error):
        return LedgerError(
            msg,
            "Something else than servanda has changed this ledger: `servanda verify` says what. "
            "Nothing was recorded.",
        )
    if "malformed" in str(error):
        return LedgerError(
            msg,
            f"`servanda verify --ledger {path}` says what is damaged, `servanda restore` puts a backup in "
            "its place. Nothing was recorded.",
        )
    if not sure:
        return LedgerError(
            msg,
            "Check the disk. It is not certain whether this was recorded: see the end of `servanda log` "
            "before you record it again.",
        )
    return LedgerError(
        msg, "Check that file and folder are writable and the disk is not full. Nothing was recorded."
    )


def cannot_read(what: str, error: Exception) -> LedgerError:
    """What to tell somebody whose ledger could not be read."""
    msg = f"the ledger {what} cannot be read: {error}"
    if "locked" in str(error):
        return LedgerError(msg, "Another program is writing to it; try again.")
    return LedgerError(msg, "Check the file's permissions and that the disk is sound.")


def _no_ledger(path: Path) -> LedgerError:
    return LedgerError(
        f"{path} is not a servanda ledger", "Name one with --ledger, or create one with `servanda init`."
    )
