"""A connection that is lost while an entry is recorded: what is said of it is what happened."""

import json
import socket
from contextlib import closing, suppress
from select import select
from threading import Thread
from urllib.parse import urlsplit

import pytest

from given import established, looked
from servanda.app.recording import Ledger
from servanda.errors import LedgerError
from servanda.log.address import Server
from servanda.log.merkle import count
from servanda.log.postgres import PostgresLog
from servanda.log.store import New
from servanda.log.tree import Tree
from servanda.projections.tables import READ_MODEL
from strategies import Clock


class Line:
    """What lies between a program and the server, and breaks when it is told to.

    Args:
        at: the socket to which the program connects.
        server: where the server listens, a path or a host and port.

    Attributes:
        breaks: ``before`` the server gets the next commit, or ``after`` it has answered that.
        for_good: whether it stays broken then.
    """

    def __init__(self, at, server):
        self.breaks = ""
        self.for_good = False
        self._server = server
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(at))
        self._listening.listen()
        self._threads = [Thread(target=self._accept)]
        self._threads[0].start()

    def _accept(self):
        with suppress(OSError):
            while True:
                program, _ = self._listening.accept()
                server = socket.socket(socket.AF_UNIX if isinstance(self._server, str) else socket.AF_INET)
                server.connect(self._server)
                self._threads.append(Thread(target=self._carry, args=(program, server)))
                self._threads[-1].start()

    def _carry(self, program, server):
        with program, server, suppress(OSError):
            committing = False
            while True:
                for end in select([program, server], [], [])[0]:
                    data = end.recv(65536)
                    if end is program:
                        committing = b"COMMIT" in data
                    if committing and self.breaks == ("before" if end is program else "after"):
                        self.breaks = ""
                        if self.for_good:
                            self._listen_no_more()
                        return
                    if not data:
                        return
                    (server if end is program else program).sendall(data)

    def _listen_no_more(self):
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def close(self):
        self._listen_no_more()
        for thread in self._threads:
            thread.join()


@pytest.fixture
def line(postgres, tmp_path_factory):
    """A line to the server."""
    info = postgres.superuser.info
    on_socket = info.host.startswith("/")
    server = f"{info.host}/.s.PGSQL.{info.port}" if on_socket else (info.host, info.port)
    with closing(Line(tmp_path_factory.mktemp("line") / ".s.PGSQL.5432", server)) as line:
        yield line


@pytest.fixture
def ledger(postgres, line):
    """A ledger with one entry, at the far end of the line."""
    server = postgres.ledger()
    folder = line._listening.getsockname().rpartition("/")[0]
    parts = urlsplit(server.url)
    user = parts.netloc.rpartition("@")[0]
    log = PostgresLog(Server(f"postgresql://{user}@{parts.path}?host={folder}&port=5432"), READ_MODEL)
    with closing(Ledger(log, log.name, Clock())) as ledger:
        ledger.catch_up()
        ledger.record([established()], ledger.log.user)
        yield ledger


def notes(ledger):
    """What was recorded, in order, and that its rows and its tree were too."""
    lines = [json.loads(entry.line) for entry in ledger.log.read()]
    assert len(lines) == ledger.log.projected()
    with ledger.log._reading() as rows:
        assert count(len(lines)) == Tree(rows).stored()
    return [line["data"].get("note") for line in lines]


def test_lost_before_the_commit_nothing_is_recorded(ledger, line):
    """It is said, and recorded again it is there once."""
    line.breaks = "before"
    with pytest.raises(LedgerError, match="cannot be written") as raised:
        ledger.record([looked(note="again")], ledger.log.user)
    assert "The connection was lost; record it again. Nothing was recorded." == raised.value.remedy
    assert [None] == notes(ledger)

    ledger.record([looked(note="again")], ledger.log.user)

    assert [None, "again"] == notes(ledger)


def test_lost_after_the_commit_it_is_recorded(ledger, line):
    """The server is asked, and the entry acknowledged: nobody has to record it again."""
    line.breaks = "after"

    (stored,) = ledger.record([looked(note="once")], ledger.log.user)

    assert 2 == stored.position
    assert [None, "once"] == notes(ledger)


@pytest.mark.parametrize("when", ["before", "after"])
def test_lost_for_good_it_is_not_certain(ledger, line, when):
    """Where the server cannot be asked either, no more is said than is known."""
    line.breaks, line.for_good = when, True

    with pytest.raises(LedgerError, match="was lost while an entry was confirmed") as raised:
        ledger.record([looked()], ledger.log.user)

    assert "It is not certain whether this was recorded" in raised.value.remedy
    assert "Nothing was recorded" not in raised.value.remedy


@pytest.mark.parametrize("anew", [False, True])
def test_a_read_model_whose_commit_was_lost_is_tried_again(ledger, line, anew):
    """It comes from the log each time."""
    line.breaks = "after"
    with pytest.raises(LedgerError, match="cannot be written"):
        ledger.catch_up(anew=anew)

    ledger.catch_up(anew=anew)

    assert [None] == notes(ledger)


def test_cut_off_by_the_server_nothing_is_recorded(postgres, ledger):
    """As by its administrator, while the entry is made."""

    def cutting(_):
        with ledger.log._connections.connection() as connection:
            pid = connection.info.backend_pid
        postgres.superuser.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
        return [New("jp-fr-ict", 2, "coverage-checked", b"{}")]

    with pytest.raises(LedgerError, match="cannot be written") as raised:
        ledger.log.append(cutting, lambda *_: None)

    assert "Nothing was recorded." in raised.value.remedy
    assert [None] == notes(ledger)


def test_a_connection_lost_while_nothing_was_done_is_made_again(postgres, ledger):
    """As by a server that was restarted over night."""
    with ledger.log._connections.connection() as connection:
        pid = connection.info.backend_pid
    postgres.superuser.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))

    ledger.record([looked(note="in the morning")], ledger.log.user)

    assert [None, "in the morning"] == notes(ledger)
