"""SQLite: a ledger is a file."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any

from eventsourcing.application import Application

from measures.sqlite_replay import SQLiteReplay, reading
from measures.stores import Scope
from servanda.log import ledger_file
from servanda.log.ledger_file import CREATE
from servanda.log.store import Stored

LEVELS = ("OFF", "NORMAL", "FULL", "EXTRA")
"""What SQLite's numbers for `synchronous` mean."""


class SQLiteStore:
    """See `measures.stores.Store`.

    Args:
        folder: where files may be written.
    """

    name = "SQLite"
    log_module = "servanda.log.sqlite"
    raw_append = "INSERT and COMMIT of the same bytes, same durability"
    raw_bulk = "executemany of the same rows, ready-made, nothing checked; same durability and commits"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def durability(self) -> str:
        """See `measures.stores.Store`."""
        with closing(sqlite3.connect(self.new(), isolation_level=None)) as rows:
            ledger_file.configure(rows)
            (journal,) = rows.execute("PRAGMA journal_mode").fetchone()
            (synchronous,) = rows.execute("PRAGMA synchronous").fetchone()
        return f"SQLite {sqlite3.sqlite_version}, journal {journal}, synchronous {LEVELS[synchronous]}"

    def new(self) -> str:
        """See `measures.stores.Store`."""
        return str(self._folder / f"{next(self._numbers)}.db")

    def copy(self, ledger: str) -> str:
        """See `measures.stores.Store`."""
        return str(shutil.copy(ledger, self.new()))

    def remove(self, ledger: str) -> None:
        """See `measures.stores.Store`."""
        Path(ledger).unlink()

    def ask(self, ledger: str, sql: str) -> list[Any]:
        """See `measures.stores.Store`."""
        with closing(reading(ledger)) as rows:
            return rows.execute(sql).fetchall()

    def lines(self, ledger: str) -> Iterator[bytes]:
        """See `measures.stores.Store`."""
        with closing(reading(ledger)) as rows:
            for _, _, _, _, line in rows.execute("SELECT * FROM stored_events ORDER BY position"):
                yield line

    def raw_log(self, ledger: str) -> "RawLog":
        """See `measures.stores.Store`."""
        return RawLog(self.new(), ledger)

    def stock(self) -> "Application[Any]":
        """See `measures.stores.Store`."""
        given = {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": self.new()}
        application: Application[Any] = Application(env=given)
        # Its one connection: the pool gives it out again and again.
        with application.recorder.datastore.get_connection(commit=False) as connection:  # type: ignore[attr-defined]
            ledger_file.configure(connection._sqlite_conn)  # noqa: SLF001
        return application

    def replay(self, ledger: str, scope: Scope) -> SQLiteReplay:
        """See `measures.stores.Store`."""
        return SQLiteReplay(ledger, self.new(), scope)

    def close(self) -> None:
        """See `measures.stores.Store`."""


class RawLog:
    """A table as that of the log, without guards, filled as far, and nothing else."""

    def __init__(self, path: str, ledger: str) -> None:
        self._rows = sqlite3.connect(path, isolation_level=None, cached_statements=128)
        ledger_file.configure(self._rows)
        self._rows.execute(next(one for one in CREATE if one.startswith("CREATE TABLE stored_events")))
        self._rows.execute("ATTACH ? AS ledger", (ledger,))
        self._rows.execute("INSERT INTO main.stored_events SELECT * FROM ledger.stored_events")
        self._rows.execute("DETACH ledger")

    def insert(self, stored: Stored) -> float:
        """See `measures.stores.RawLog`."""
        began = perf_counter()
        self._rows.execute("BEGIN IMMEDIATE")
        self._rows.execute("INSERT INTO stored_events VALUES (?, ?, ?, ?, ?)", stored)
        self._rows.execute("COMMIT")
        return perf_counter() - began

    def close(self) -> None:
        """See `measures.stores.RawLog`."""
        self._rows.close()
