"""The end of a log, as somebody sees it who follows it: the same of a file and on a server."""

import sqlite3
from contextlib import closing

import psycopg
import pytest

from given import established, looked, made
from servanda.app.recording import Ledger
from servanda.errors import LedgerError
from servanda.log import ledger_file, lines
from servanda.log.opening import open_tail
from servanda.log.postgres_tail import PostgresTail

HOUR = 3600.0


@pytest.fixture(params=["file", "server"])
def address(request, tmp_path):
    """A place for a ledger."""
    if request.param == "file":
        return tmp_path / "servanda.db"
    server = request.getfixturevalue("postgres")
    return server.at(server.database())


@pytest.fixture
def ledger(address, clock):
    """A ledger of three entries there."""
    with closing(Ledger.create(address, "test", clock)) as ledger:
        ledger.record([established(), made(), made()], ledger.log.user or "a recorder")
        yield ledger


@pytest.fixture
def tail(ledger, address):  # noqa: ARG001  the ledger is recorded in first
    """Its end."""
    with closing(open_tail(address, 0.01)) as tail:
        yield tail


def record(ledger):
    return ledger.record([looked()], ledger.log.user or "a recorder")


def test_entries_are_read_from_a_position_on(ledger, tail):
    """As they are stored."""
    stored = list(ledger.log.read())
    assert (stored, stored[1:], []) == (tail.read(1), tail.read(2), tail.read(4))
    assert 3 == tail.end()


def test_not_more_than_a_batch_is_read(tail, monkeypatch):
    """Whatever fits into memory at once."""
    monkeypatch.setattr(lines, "BATCH", 2)
    assert [1, 2] == [entry.position for entry in tail.read(1)]


def test_what_is_recorded_is_seen(ledger, tail):
    """At the next look, and the wait before it ends by itself."""
    tail.wait()
    new = record(ledger)
    tail.wait()
    assert (new, 4) == (tail.read(4), tail.end())


def test_an_empty_log_ends_at_nothing(address, clock):
    """There is nothing to read."""
    with closing(Ledger.create(address, "test", clock)), closing(open_tail(address, 0.01)) as tail:
        assert (0, []) == (tail.end(), tail.read(1))


def test_a_missing_ledger_is_no_log(tmp_path, postgres):
    """Said at the first look, or earlier."""
    with pytest.raises(LedgerError, match="there is no ledger"):
        open_tail(tmp_path / "none.db", 0.01).end()
    with pytest.raises(LedgerError, match="there is no servanda ledger"):
        open_tail(postgres.at(postgres.database()), 0.01)


def test_a_locked_file_is_waited_for(tmp_path, clock, monkeypatch):
    """As long as there is patience for it."""
    path = tmp_path / "servanda.db"
    monkeypatch.setattr(ledger_file, "wal_is_sound", lambda _: False)
    monkeypatch.setattr("servanda.log.tail.TURN", 0.01)
    Ledger.create(path, "test", clock).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LedgerError, match="locked"):
            open_tail(path, 0.01, patience=0.05).end()
        asked = ledger_file.connect

        def connect(path, timeout):
            if other.in_transaction and timeout == 0.01:
                try:
                    return asked(path, timeout=timeout)
                finally:
                    other.execute("ROLLBACK")
            return asked(path, timeout=timeout)

        monkeypatch.setattr(ledger_file, "connect", connect)
        assert 0 == open_tail(path, 0.01).end()
        assert not other.in_transaction


def test_the_server_wakes_who_waits(postgres, clock):
    """Long before the next look would be due; also of what was recorded before the wait."""
    address = postgres.at(postgres.database())
    with closing(Ledger.create(address, "test", clock)) as ledger, closing(open_tail(address, HOUR)) as tail:
        assert [] == tail.read(1)
        ledger.record([established()], ledger.log.user)
        tail.wait()
        assert 1 == tail.end()


def test_a_lost_connection_is_made_again(postgres, clock):
    """Whether it is lost while waiting or between two looks."""
    address = postgres.at(postgres.database())
    with closing(Ledger.create(address, "test", clock)) as ledger, closing(open_tail(address, HOUR)) as tail:
        for _ in range(2):
            end_connection(postgres, tail)
            assert 0 == tail.end()
        end_connection(postgres, tail)
        tail.wait()
        ledger.record([established()], ledger.log.user)
        assert 1 == tail.end()
        ledger.record([looked()], ledger.log.user)
        tail.wait()
        assert 2 == tail.end()


def end_connection(postgres, tail):
    pid = tail._rows.connection.info.backend_pid
    ended = postgres.superuser.execute("SELECT pg_terminate_backend(%s, 10000)", (pid,)).fetchone()
    assert (True,) == ended


def test_a_server_that_is_gone_is_told(postgres, clock):
    """If no new connection can be made in the place of a lost one."""
    database = postgres.database()
    address = postgres.at(database)
    Ledger.create(address, "test", clock).close()
    with closing(open_tail(address, HOUR)) as tail:
        postgres.superuser.execute(f"DROP DATABASE {database} WITH (FORCE)")
        with pytest.raises(LedgerError, match=f'database "{database}" does not exist'):
            tail.end()


def test_a_replica_is_asked_again_and_again(postgres, clock, monkeypatch):
    """It takes no LISTEN, so it is looked at at intervals."""
    address = postgres.at(postgres.database())
    Ledger.create(address, "test", clock).close()
    execute = psycopg.Connection.execute

    def refusing(connection, query, *arguments, **named):
        if isinstance(query, str) and query.startswith("LISTEN"):
            msg = "cannot execute LISTEN during recovery"
            raise psycopg.errors.ReadOnlySqlTransaction(msg)
        return execute(connection, query, *arguments, **named)

    monkeypatch.setattr(psycopg.Connection, "execute", refusing)
    with closing(PostgresTail(address, 0.01)) as tail:
        tail.wait()
        assert 0 == tail.end()
