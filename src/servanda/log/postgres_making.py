"""Making an empty ledger in a PostgreSQL database: roles, schema, tables, guards, grants."""

from contextlib import suppress
from typing import Any

import psycopg
from psycopg import sql

from servanda.log import postgres_errors as errors
from servanda.log.address import Server
from servanda.log.postgres_schema import FORMAT, KEY, OWNER, READER, ROLES, SCHEMA, WRITER, statements

Connection = psycopg.Connection[Any]
SET_OPTION = 160_000
"""The version of PostgreSQL that tells being a role from administering it."""


def make(server: Server, connection: Connection, name: str) -> None:
    """Make an empty ledger through a connection, all of it or nothing.

    Raises:
        LedgerError: there is one already, or something is in the way of making it.
    """
    try:
        with connection.transaction():
            _make(server, connection, name)
    except psycopg.Error as error:
        raise errors.cannot_make(server, error, connection.info.user) from error


def _make(server: Server, connection: Connection, name: str) -> None:
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (KEY,))
    if _found(connection, "SELECT FROM pg_tables WHERE schemaname = %s AND tablename = 'ledger'", SCHEMA):
        raise errors.is_there(server)
    if _found(connection, "SELECT FROM pg_namespace WHERE nspname = %s", SCHEMA):
        raise errors.is_taken(server)
    encoding = connection.info.parameter_status("server_encoding") or ""
    if encoding != "UTF8":
        raise errors.not_every_text(server, encoding)
    _roles(server, connection)
    if _found(
        connection,
        "SELECT FROM pg_database WHERE datname = current_database() AND pg_has_role(datdba, 'USAGE')",
    ):
        grant = sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}, {}")
        connection.execute(grant.format(*map(sql.Identifier, (connection.info.dbname, READER, WRITER))))
    connection.execute(f"CREATE SCHEMA {SCHEMA} AUTHORIZATION {OWNER}")
    connection.execute(f"SET LOCAL ROLE {OWNER}")
    for statement in statements():
        connection.execute(statement)
    insert = f"INSERT INTO {SCHEMA}.ledger VALUES ('name', %s), ('format', %s)"
    connection.execute(insert, (name, str(FORMAT)))


def _roles(server: Server, connection: Connection) -> None:
    """Make the roles that are missing, and the user a member of the owner's."""
    user = connection.info.user
    missing = [
        role for role in ROLES if not _found(connection, "SELECT FROM pg_roles WHERE rolname = %s", role)
    ]
    may_make = _found(
        connection, "SELECT FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolcreaterole)"
    )
    if missing and not may_make:
        raise errors.roles_missing(server, missing, user)
    for role in missing:
        # Somebody else may make them for another database at the same time.
        with (
            suppress(psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation),
            connection.transaction(),
        ):
            connection.execute(f"CREATE ROLE {role} NOLOGIN")
    # Who makes a role may administer it, which from PostgreSQL 16 on does not yet include being it.
    being = "SET" if connection.info.server_version >= SET_OPTION else "MEMBER"
    if not _found(connection, f"SELECT WHERE pg_has_role(current_user, '{OWNER}', '{being}')"):
        try:
            connection.execute(f"GRANT {OWNER} TO CURRENT_USER")
        except psycopg.errors.InsufficientPrivilege:
            raise errors.is_no_owner(server, user) from None


def _found(connection: Connection, sql: str, *parameters: str) -> bool:
    return connection.execute(sql, parameters).fetchone() is not None
