"""A ledger on a PostgreSQL server, and the connection to it. Opened for reading only."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime

from servanda.app.doctor.diagnosis import NOTE, OK, PROBLEM, Diagnosis, Found, in_bytes
from servanda.app.doctor.log import entries, event_types, protection, read_model, tree
from servanda.errors import LedgerError
from servanda.log import opening
from servanda.log.address import Server
from servanda.log.rows import Rows

APART = 2.0
"""Seconds by which two clocks may differ that are kept by the network."""


def examine_server(server: Server) -> Iterator[Diagnosis]:
    """Look into a ledger; what cannot be read is a diagnosis of its own."""
    try:
        rows = opening.connect(server)
    except LedgerError as error:
        yield Diagnosis("ledger", PROBLEM, error.message, error.remedy)
        return
    with closing(rows):
        for about, look in LOOKS.items():
            try:
                found = look(rows)
            except LedgerError as error:
                found = Found(PROBLEM, error.message, error.remedy)
            yield Diagnosis(about, *found)


def _server(rows: Rows) -> Found:
    version, replica, size = rows.execute(
        "SELECT current_setting('server_version'), pg_is_in_recovery(), pg_database_size(current_database())"
    ).fetchone()
    said = f"PostgreSQL {version}; the database takes {in_bytes(size)}"
    if replica:
        return Found(NOTE, f"{said}; a replica, which only follows", "Record on the primary server.")
    return Found(OK, said)


def _connection(rows: Rows) -> Found:
    """Whether somebody on the way can read or change what goes over it (PostgreSQL documentation, 34.19)."""
    tls, remote = rows.execute(
        "SELECT (SELECT s.version FROM pg_stat_ssl s WHERE s.pid = pg_backend_pid() AND s.ssl), "
        "NOT inet_server_addr() <<= ANY (ARRAY[inet '127.0.0.0/8', inet '::1/128'])"
    ).fetchone()
    if not remote:
        return Found(OK, "on this machine" if tls is None else f"on this machine, encrypted with {tls}")
    if tls is None:
        return Found(
            PROBLEM,
            "not encrypted: who sits on the way can read and change what is asked and recorded",
            "Connect with ?sslmode=verify-full in the URL; the administrator of the server turns TLS on.",
        )
    return Found(
        OK, f"encrypted with {tls}; that it is the right server, only ?sslmode=verify-full makes sure of"
    )


def _role(rows: Rows) -> Found:
    user, unbound, owner, writes = rows.execute(
        "SELECT session_user::text, rolsuper, pg_has_role(session_user, 'servanda_owner', 'MEMBER'), "
        "has_table_privilege('servanda.stored_events', 'INSERT') "
        "FROM pg_roles WHERE rolname = session_user"
    ).fetchone()
    if unbound or owner:
        what = "a superuser" if unbound else "a member of servanda_owner"
        return Found(
            NOTE,
            f"{user}, {what}: may make the ledger, load a log, and take its guards away",
            "For everyday work connect as a member of servanda_writer or servanda_reader.",
        )
    return Found(OK, f"{user}: may {'ask and record under this name' if writes else 'ask, and not record'}")


def _encoding(rows: Rows) -> Found:
    (encoding,) = rows.execute("SELECT current_setting('server_encoding')").fetchone()
    if encoding == "UTF8":
        return Found(OK, "UTF8")
    return Found(
        PROBLEM,
        f"{encoding}, in which not every text can be kept",
        "Make the ledger anew in a UTF8 database.",
    )


def _durability(rows: Rows) -> Found:
    """The settings without which what is acknowledged may be lost (PostgreSQL documentation, 30.1)."""
    needed = ("fsync", "full_page_writes")
    settings = {name: rows.execute(f"SELECT current_setting('{name}')").fetchone()[0] for name in needed}
    said = ", ".join(f"{name} {value}" for name, value in settings.items())
    if "off" in settings.values():
        return Found(
            PROBLEM,
            f"{said}: entries may be lost, or the database damaged, when the power fails",
            "The administrator of the server turns them on.",
        )
    return Found(OK, f"{said}, and synchronous_commit for each append: what is acknowledged is on the disk")


def _checksums(rows: Rows) -> Found:
    (on,) = rows.execute("SELECT current_setting('data_checksums')").fetchone()
    if on == "on":
        return Found(OK, "the server tells a page that its disk has damaged (data_checksums)")
    return Found(
        NOTE,
        "the server does not notice that its disk has damaged a page (data_checksums off)",
        "`servanda verify` does for the log; the administrator turns them on with pg_checksums.",
    )


def _clock(rows: Rows) -> Found:
    """The clock of this machine, which gives entries their time, by that of the server."""
    before = datetime.now(UTC)
    there = rows.execute("SELECT clock_timestamp()").fetchone()[0]
    after = datetime.now(UTC)
    apart = max((before - there).total_seconds(), (there - after).total_seconds())
    if apart <= APART:
        return Found(OK, "this machine and the server agree")
    which = "ahead of" if before > there else "behind"
    return Found(
        NOTE,
        f"this machine is {apart:.0f} seconds {which} the server, and gives entries their time",
        "Set the clock that is wrong, and keep both by the network (NTP).",
    )


LOOKS: dict[str, Callable[[Rows], Found]] = {
    "server": _server,
    "connection": _connection,
    "role": _role,
    "encoding": _encoding,
    "durability": _durability,
    "checksums": _checksums,
    "clock": _clock,
    "protection": protection,
    "entries": entries,
    "tree": tree,
    "event types": event_types,
    "read model": read_model,
}
