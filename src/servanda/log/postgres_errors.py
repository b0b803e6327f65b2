"""What to tell somebody whose ledger on a PostgreSQL server could not be reached, read or written.

An answer of the server is told from others by its SQLSTATE (PostgreSQL documentation, appendix A).
While a connection is made libpq hands on no more than a text, which a server may say in another
language: what is not recognized is shown as it came. No password is ever part of it.
"""

import re
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import errors as states

from servanda.errors import LedgerError
from servanda.log.address import Server
from servanda.log.ledger_file import LOCK_TIMEOUT
from servanda.log.postgres_schema import OWNER, READER, WRITER

NOTHING_RECORDED = "Nothing was recorded."

_URL = "Accepted: postgresql://user@host:5432/database"
_CONNECTING = (
    (
        r"does not exist",
        r"database",
        "Ask the administrator for it (CREATE DATABASE … OWNER …), or name another database in the URL.",
    ),
    (r"does not exist", r"role", "Name another user in the URL: postgresql://user@host/database"),
    (
        r"password|authentication|no pg_hba.conf entry",
        "",
        "Check user and password: in the file that PGPASSFILE names (~/.pgpass), in PGPASSWORD, in the URL.",
    ),
    (r"resolve host|translate host", "", "Check the name of the host in the URL or in PGHOST."),
    (r"timeout|timed out", "", "Check host, port and the network; the server did not answer in time."),
    (r"too many|connection slots", "", "The server has no room for more connections; try again later."),
    (r"starting up|shutting down|recovery", "", "The server is starting or stopping; try again soon."),
    (r"SSL|certificate", "", "Check the SSL settings of the URL (sslmode, sslrootcert) and of the server."),
)


def cannot_connect(server: Server, error: psycopg.Error) -> LedgerError:
    """For a server that is not there, or lets the user not in."""
    said = _said(server, error)
    if isinstance(error, psycopg.ProgrammingError):
        return LedgerError(
            f"that is no connection URL of PostgreSQL: {said}",
            f"{_URL}; in a password, characters such as @ / % are written %40 %2F %25.",
        )
    msg = f"no connection to the ledger {server}: {said}"
    for found, what, remedy in _CONNECTING:
        if re.search(found, said) and re.search(what, said):
            return LedgerError(msg, remedy)
    return LedgerError(
        msg, "Check that the server is running, and host and port in the URL or in PGHOST, PGPORT."
    )


def cannot_read(server: Server, error: psycopg.Error, user: str = "") -> LedgerError:
    """For an answer of the server that is none to what was asked."""
    match error:
        case states.UndefinedTable() | states.InvalidSchemaName():
            return no_ledger(server)
        case states.InsufficientPrivilege():
            return LedgerError(
                f"the user {user} may not read the ledger {server}: {_said(server, error)}",
                f'Ask the owner of the database for: GRANT {READER} TO "{user}"',
            )
        case states.ReadOnlySqlTransaction():
            return LedgerError(
                f"{server} takes no temporary tables, which the answer needs: {_said(server, error)}",
                "Ask the primary server: a read replica answers everything but --public-by.",
            )
    msg = f"the ledger {server} cannot be read: {_said(server, error)}"
    if _is_lost(error):
        return LedgerError(msg, "The connection was lost; try again.")
    return LedgerError(msg, "Try again; if it stays so, the log of the server says more.")


def cannot_write(
    server: Server, error: BaseException | None, user: str = "", *, sure: bool = True
) -> LedgerError:
    """For entries or a read model that could not be written.

    Args:
        server: the database.
        error: what is in the way.
        user: who is connected.
        sure: whether it is certain that nothing was recorded.
    """
    said = _said(server, error)
    if not sure:
        return LedgerError(
            f"the connection to {server} was lost while an entry was confirmed: {said}",
            "It is not certain whether this was recorded, and the server cannot be asked now: see the end "
            "of `servanda log` before you record it again.",
        )
    if isinstance(error, states.InsufficientPrivilege):
        return may_not_write(server, user)
    if isinstance(error, states.ReadOnlySqlTransaction):
        return is_replica(server)
    if isinstance(error, psycopg.Error) and error.diag.constraint_name == "recordedby":
        return LedgerError(
            f"{server} takes nobody's entries but the user's own: {said}",
            f"A published log is loaded by a member of {OWNER}. {NOTHING_RECORDED}",
        )
    return LedgerError(
        f"the ledger {server} cannot be written: {said}", f"{_way_out(error)} {NOTHING_RECORDED}"
    )


def _way_out(error: BaseException | None) -> str:
    match error:
        case states.LockNotAvailable():
            return f"Somebody else held it for more than {LOCK_TIMEOUT:.0f} seconds; try again."
        case states.DiskFull():
            return "Tell the administrator of the server."
        case psycopg.IntegrityError():
            return "Something else than servanda has changed this ledger: `servanda verify` says what."
    if not isinstance(error, psycopg.Error):  # the library misses what has to be there
        return "Something else than servanda has changed this ledger: `servanda verify` says what."
    if _is_lost(error):
        return "The connection was lost; record it again."
    return "If it stays so, the log of the server says more."


def cannot_make(server: Server, error: psycopg.Error, user: str) -> LedgerError:
    """For a ledger that could not be created."""
    msg = f"no ledger can be made in {server}: {_said(server, error)}"
    if isinstance(error, states.InsufficientPrivilege):
        return LedgerError(msg, f'The user {user} has to own the database: CREATE DATABASE … OWNER "{user}"')
    return LedgerError(msg, "Nothing was made.")


def roles_missing(server: Server, missing: list[str], user: str) -> LedgerError:
    """For somebody who may not make the roles of a ledger."""
    wanted = "; ".join([*(f"CREATE ROLE {role} NOLOGIN" for role in missing), f'GRANT {OWNER} TO "{user}"'])
    return LedgerError(
        f"{server} lacks the roles of a ledger, and the user {user} may not make them: {', '.join(missing)}",
        f"Ask the administrator of the server for: {wanted}",
    )


def is_no_owner(server: Server, user: str) -> LedgerError:
    """For somebody who is not of the role that owns ledgers."""
    return LedgerError(
        f"the user {user} is not a member of {OWNER}, which owns the ledgers of {server}",
        f'Ask the administrator of the server for: GRANT {OWNER} TO "{user}"',
    )


def is_there(server: Server) -> LedgerError:
    """For a database with a ledger."""
    return LedgerError(
        f"{server} has a ledger already", "Choose another database with --ledger, or use this one as it is."
    )


def is_taken(server: Server) -> LedgerError:
    """For a database in which something else has the place of a ledger."""
    return LedgerError(
        f"{server} has a schema servanda already, and it is no ledger",
        "Choose another database with --ledger.",
    )


def not_every_text(server: Server, encoding: str) -> LedgerError:
    """For a database in which not every text can be kept."""
    return LedgerError(
        f"{server} keeps texts in {encoding}, which cannot take every text",
        "Make the ledger in a database with ENCODING 'UTF8' TEMPLATE template0.",
    )


def no_ledger(server: Server) -> LedgerError:
    """For a database without one."""
    return LedgerError(
        f"there is no servanda ledger in {server}",
        "Create it with `servanda init`, or name another with --ledger or SERVANDA_LEDGER.",
    )


def too_old(server: Server, version: str, needed: int) -> LedgerError:
    """For a server of an earlier version than those that are tested."""
    return LedgerError(
        f"{server} is PostgreSQL {version}; this program needs {needed} or later",
        "Keep the ledger on a newer server.",
    )


def too_new(server: Server, found: str, known: int) -> LedgerError:
    """For a ledger of a later format."""
    return LedgerError(
        f"the ledger {server} has format {found}; this program knows formats up to {known}",
        "It was written by a newer servanda; upgrade this one.",
    )


def is_replica(server: Server) -> LedgerError:
    """For a server that only follows another one."""
    return LedgerError(
        f"{server} is read-only: a replica, or set so by its administrator",
        f"Record on the primary server. {NOTHING_RECORDED}",
    )


def may_not_write(server: Server, user: str) -> LedgerError:
    """For somebody who may only read."""
    return LedgerError(
        f"the user {user} may not record in {server}",
        f'Ask the owner of the database for: GRANT {WRITER} TO "{user}"',
    )


def only_the_owner_rebuilds(server: Server) -> LedgerError:
    """For a read model of another version, whose tables only their owner can make anew."""
    return LedgerError(
        f"the read model of {server} is of another version of servanda, and only the owner can replace it",
        f"A member of {OWNER} runs `servanda rebuild --ledger {server}` once.",
    )


def _is_lost(error: BaseException | None) -> bool:
    """Whether the connection is gone, and not only the statement refused (SQLSTATE classes 08 and 57P)."""
    return isinstance(error, psycopg.OperationalError) and (
        error.sqlstate is None or error.sqlstate.startswith(("08", "57P"))
    )


def _said(server: Server, error: BaseException | None) -> str:
    """The error in one line, without what libpq puts before it."""
    text = (isinstance(error, psycopg.Error) and error.diag.message_primary) or str(error)
    line = re.sub(r"^connection (failed|is bad): |\bFATAL:  ", "", text.partition("\n")[0]).strip()
    for secret in _secrets(server):
        line = line.replace(secret, "…")
    return line


def _secrets(server: Server) -> set[str]:
    """The password of a URL, as it is written and as it is meant."""
    query = re.findall(r"[?&](?:ssl)?password=([^&]*)", server.url)
    _user, _, password = urlsplit(server.url).netloc.rpartition("@")[0].partition(":")
    return {form for secret in (password, *query) if secret for form in (secret, unquote(secret))}
