"""A ledger on a PostgreSQL server: made, connected to, and told from a database without one.

Imports psycopg only, since whoever reads imports it.
"""

import os
from contextlib import closing, suppress
from selectors import EVENT_READ, DefaultSelector
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from servanda.log import postgres_errors as errors
from servanda.log.address import Server
from servanda.log.ledger_file import LOCK_TIMEOUT
from servanda.log.postgres_rows import PostgresRows
from servanda.log.postgres_schema import FORMAT, OLDEST, SCHEMA

PATIENCE = "10"
"""Seconds to wait for a server, unless URL or environment say otherwise."""

_READING = {"search_path": SCHEMA}
_WRITING = _READING | {
    # The end of the log is what it is once the lock is held, not what it was when it was asked for.
    "default_transaction_isolation": "read committed",
    # Set, not inherited: an acknowledged entry is on the disk.
    "synchronous_commit": "on",
    "lock_timeout": f"{LOCK_TIMEOUT:.0f}s",
    "statement_timeout": "0",
}


def open_connection(server: Server, *, write: bool = False) -> psycopg.Connection[Any]:
    """A connection with everything set on which a ledger relies, whether or not there is one.

    Raises:
        LedgerError: the server is not there, lets nobody in, or is too old.
    """
    try:
        connection = psycopg.connect(_conninfo(server, _WRITING if write else _READING), autocommit=True)
    except psycopg.Error as error:
        raise errors.cannot_connect(server, error) from None
    if connection.info.server_version < OLDEST * 10_000:
        version = connection.info.parameter_status("server_version")
        connection.close()
        raise errors.too_old(server, version or "", OLDEST)
    return connection


def _conninfo(server: Server, settings: dict[str, str]) -> str:
    """The URL with what it leaves open and the environment does not say."""
    given: dict[str, Any] = {"application_name": "servanda", **conninfo_to_dict(server.url)}
    if "PGCONNECT_TIMEOUT" not in os.environ:
        given.setdefault("connect_timeout", PATIENCE)
    given["client_encoding"] = "UTF8"  # whatever the environment says
    # Of one that is given twice the last counts; a space within one is escaped.
    own = ["-c " + f"{name}={value}".replace(" ", "\\ ") for name, value in settings.items()]
    given["options"] = " ".join([given.get("options") or os.environ.get("PGOPTIONS", ""), *own])
    return psycopg.conninfo.make_conninfo("", **given)


def create(server: Server, name: str) -> None:
    """Make an empty ledger in a database.

    The user has to own the database. The roles are made where they are missing, if he may; there is
    one set of them for all databases of a server.

    Raises:
        LedgerError: there is one already, or something is in the way of making it.
    """
    from servanda.log.postgres_making import make  # noqa: PLC0415  of no use to a reader

    with closing(open_connection(server, write=True)) as connection:
        make(server, connection, name)


def connect(server: Server, *, write: bool = False) -> PostgresRows:
    """A connection to an existing ledger, checked to be one.

    Args:
        server: the database.
        write: whether to record through it.

    Raises:
        LedgerError: no server, no ledger in it, a newer one, or one that the user may not read, or
            may not write.
    """
    connection = open_connection(server, write=write)
    try:
        return _checked(server, connection, write=write)
    except BaseException:
        connection.close()
        raise


def _checked(server: Server, connection: psycopg.Connection[Any], *, write: bool) -> PostgresRows:
    rows = PostgresRows(connection, lambda error: errors.cannot_read(server, error, connection.info.user))
    format_, may_write, replica = rows.execute(
        "SELECT (SELECT value FROM servanda.ledger WHERE name = 'format'), "
        "has_table_privilege('servanda.stored_events', 'INSERT'), pg_is_in_recovery()"
    ).fetchone() or (None, False, False)
    if format_ is None:
        raise errors.no_ledger(server)
    if int(format_) > FORMAT:
        raise errors.too_new(server, format_, FORMAT)
    if write and replica:
        raise errors.is_replica(server)
    if write and not may_write:
        raise errors.may_not_write(server, connection.info.user)
    return rows


def is_lost(connection: psycopg.Connection[Any]) -> bool:
    """Whether an idle connection is known to be gone: its socket says so without a question asked."""
    if connection.closed:
        return True
    with DefaultSelector() as waiting:
        waiting.register(connection.fileno(), EVENT_READ)
        with suppress(psycopg.OperationalError):
            while waiting.select(0):
                connection.pgconn.consume_input()
    return connection.closed
