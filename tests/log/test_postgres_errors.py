"""What somebody is told whose ledger on a PostgreSQL server could not be reached, read or written."""

from contextlib import closing

import psycopg
import pytest

from given import established, looked
from postgres_server import PASSWORD
from servanda.app.recording import Ledger
from servanda.errors import LedgerError
from servanda.log import postgres_server
from servanda.log.address import Server
from servanda.log.postgres import PostgresLog
from servanda.log.postgres_schema import READER, WRITER
from servanda.log.postgres_server import connect, create
from servanda.log.store import New
from servanda.projections.tables import READ_MODEL
from strategies import Clock


@pytest.fixture
def server(postgres):
    """A ledger with one entry."""
    server = postgres.ledger()
    with opened(server) as ledger:
        ledger.catch_up()
        ledger.record([established()], ledger.log.user)
    return server


def opened(server):
    """A ledger, opened for recording."""
    log = PostgresLog(server, READ_MODEL)
    return closing(Ledger(log, log.name, Clock()))


def run(server, statement):
    """Let the owner change something by hand."""
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(statement)


def refused(server, *, write=False):
    """The error of connecting, which never shows the password."""
    with pytest.raises(LedgerError) as raised:
        connect(server, write=write)
    assert PASSWORD not in str(raised.value)
    return raised.value


def test_a_server_that_is_not_there(tmp_path):
    """Neither on a socket nor on a port of this machine."""
    for where in (f"/test?host={tmp_path}", "localhost:1/test"):
        error = refused(Server(f"postgresql://somebody:{PASSWORD}@{where}"))
        assert f"no connection to the ledger postgresql://somebody@{where.split('?')[0]}" in error.message
        assert "Check that the server is running" in error.remedy


def test_a_host_that_is_not_there():
    """The name is at fault, not the server."""
    error = refused(Server(f"postgresql://somebody:{PASSWORD}@nowhere.invalid/test"))
    assert "Check the name of the host" in error.remedy


def test_a_server_that_does_not_answer(monkeypatch):
    """Waiting ends."""

    def timing_out(*_, **__):
        msg = "connection timeout expired"
        raise psycopg.errors.ConnectionTimeout(msg)

    monkeypatch.setattr(psycopg, "connect", timing_out)

    assert "did not answer in time" in refused(Server("postgresql://somebody@localhost/test")).remedy


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://somebody:{PASSWORD}%zz@localhost/test",
        f"postgresql://somebody:{PASSWORD}@localhost/test?colour=red",
        f"postgresql://somebody@localhost/test?password={PASSWORD}%zz",
        f"postgresql://somebody:{PASSWORD} 1@localhost/test",
    ],
)
def test_what_is_no_connection_url(url):
    """What would be accepted is said, and the password is not."""
    error = refused(Server(url))
    assert "no connection URL" in error.message
    assert "postgresql://user@host:5432/database" in error.remedy


def test_a_wrong_password_and_none(postgres, server):
    """Where to look for it is said."""
    name = postgres.user(READER)
    for given in ("wrong", ""):
        assert "Check user and password" in refused(postgres.at(server.database, name, given)).remedy


def test_a_database_and_a_user_that_are_not_there(postgres):
    """Each is named."""
    error = refused(postgres.at("servanda_no_such", postgres.user()))
    assert 'database "servanda_no_such" does not exist' in error.message
    assert "CREATE DATABASE" in error.remedy
    assert "nobody" in refused(postgres.at("postgres", "nobody")).message


def test_a_database_without_a_ledger(postgres):
    """To create one is a command."""
    error = refused(postgres.at(postgres.database()))
    assert "there is no servanda ledger in" in error.message
    assert "servanda init" in error.remedy


def test_a_schema_of_that_name_that_is_no_ledger(postgres):
    """It is neither read nor written over."""
    server = postgres.at(postgres.database())
    run(server, "CREATE SCHEMA servanda")

    assert "there is no servanda ledger in" in refused(server).message
    with pytest.raises(LedgerError, match="has a schema servanda already"):
        create(server, "test")


def test_a_newer_ledger_and_an_older_server(server, monkeypatch):
    """What has to be newer is said."""
    run(server, "UPDATE servanda.ledger SET value = '99' WHERE name = 'format'")
    error = refused(server)
    assert "has format 99" in error.message
    assert "upgrade this one" in error.remedy

    monkeypatch.setattr(postgres_server, "OLDEST", 99)
    assert "needs 99 or later" in refused(server).message


def not_recorded(server, match):
    """The error of an append, after which the log is as it was and can be appended to."""
    with opened(server) as ledger:
        with pytest.raises(LedgerError, match=match) as raised:
            ledger.record([looked()], ledger.log.user)
        assert "Nothing was recorded." in raised.value.remedy
        assert 1 == ledger.log.head().position
    return raised.value


def test_a_full_disk(server):
    """The server's own error, which only its administrator can mend."""
    run(
        server,
        "CREATE FUNCTION servanda.full() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN RAISE disk_full USING MESSAGE = ''could not extend file: No space left on device''; END'",
    )
    run(server, 'CREATE TRIGGER f BEFORE INSERT ON servanda.nodes EXECUTE FUNCTION servanda."full"()')

    assert "administrator" in not_recorded(server, "No space left on device").remedy


def test_a_ledger_that_somebody_holds(server, monkeypatch):
    """Waiting ends, and the entry can be recorded once the other is done."""
    monkeypatch.setitem(postgres_server._WRITING, "lock_timeout", "50ms")
    other = PostgresLog(server, READ_MODEL)
    with closing(other), other._connections.appending():
        error = not_recorded(server, "cannot be written")
    assert "Somebody else held it" in error.remedy

    with opened(server) as ledger:
        ledger.record([looked()], ledger.log.user)


def test_a_server_that_only_reads(server):
    """As a replica, or one that is being moved."""
    run(server, f'ALTER DATABASE "{server.database}" SET default_transaction_read_only = on')
    assert "primary server" in not_recorded(server, "is read-only").remedy


def test_somebody_elses_entries_are_not_loaded(postgres, server):
    """Who may is said."""
    writer = postgres.as_user(server, postgres.user(WRITER))
    line = b'{"recordedby":"an owner"}'
    with opened(writer) as ledger, pytest.raises(LedgerError, match="recordedby is an owner") as raised:
        ledger.log.append(lambda _: [New("jp-fr-ict", 2, "meeting-held", line)], lambda *_: None)
    assert "member of servanda_owner" in raised.value.remedy


def test_a_tree_that_was_changed(server):
    """What has been tampered with is no longer appended to."""
    run(server, "ALTER TABLE servanda.nodes DISABLE TRIGGER nodes_stay")
    run(server, "DELETE FROM servanda.nodes")
    with opened(server) as ledger, pytest.raises(LedgerError, match="the tree of the log is not whole"):
        ledger.record([looked()], ledger.log.user)


def test_an_answer_that_takes_long_to_come_is_one_error(server):
    """What is asked of a connection that was lost."""
    with closing(connect(server)) as rows:
        rows.execute("SELECT 1").fetchall()
        run(server, f"SELECT pg_terminate_backend({rows.connection.info.backend_pid})")

        with pytest.raises(LedgerError, match="cannot be read") as raised:
            rows.execute("SELECT 1").fetchall()

    assert "The connection was lost" in raised.value.remedy
