"""Bringing a ledger of an earlier format up to this program's. No stored byte of an entry changes."""

from servanda.log.ledger_file import ADDED, FORMAT
from servanda.log.lines import BATCH, Lines
from servanda.log.rows import SQLiteRows
from servanda.log.tree import Peaks, grow


def upgrade(connection: SQLiteRows) -> None:
    """Add what the format lacks, in one transaction; from 1 to 2, the tree over the entries.

    Raises:
        sqlite3.Error: the file cannot be written; it is as it was.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Somebody else may have been faster.
        if connection.execute("PRAGMA user_version").fetchone()[0] < FORMAT:
            for statement in ADDED:
                connection.execute(statement)
            _grow_whole(connection)
            connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _grow_whole(connection: SQLiteRows) -> None:
    size, batch = 0, list[bytes]()
    for entry in Lines(connection).read():
        batch.append(entry.line)
        if len(batch) == BATCH:
            grow(connection, Peaks(connection, size), batch)
            size, batch = size + len(batch), []
    grow(connection, Peaks(connection, size), batch)
