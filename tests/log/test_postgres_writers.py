"""Many who record at the same time on a server, and who reads meanwhile."""

import json
import subprocess
import sys
from contextlib import closing
from threading import Event, Thread
from time import sleep

import pytest

from given import established
from servanda.app.rebuilding import differences
from servanda.app.recording import Ledger
from servanda.app.verifying import verify_ledger
from servanda.log import opening
from servanda.log.lines import Lines
from servanda.log.store import New
from servanda.projections.tables import READ_MODEL

WRITERS, EACH = 4, 75
WRITER = """
import sys
from servanda.app.recording import Ledger
from servanda.domain.decide import Draft
from servanda.log.address import address
ledger = Ledger.open(address(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[2])):
    data = {"occurred": "2023", "through": "2023-01-01", "note": f"{number}"}
    ledger.record([Draft("coverage-checked", "jp-fr-ict", data)], ledger.log.user)
ledger.close()
"""


def new_ledger(postgres, clock):
    """The address of a ledger with one entry."""
    address = postgres.at(postgres.database())
    with closing(Ledger.create(address, "test", clock)) as ledger:
        ledger.record([established()], ledger.log.user)
    return address


def writers(postgres, address):
    """Processes of as many users, each about to record in the same dialogue."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    users = [postgres.user("servanda_writer") for _ in range(WRITERS)]
    for user in users:
        url = postgres.as_user(address, user).url
        command = [sys.executable, "-c", WRITER, url, str(EACH)]
        yield user, subprocess.Popen(command, **pipes)  # noqa: S603  our own script


class Follower:
    """Reads what is new of a ledger again and again, until it is told to stop, and then once more."""

    def __init__(self, address):
        self.seen = []
        self._rows = opening.connect(address)
        self.looks = 0
        self._done = Event()
        self._thread = Thread(target=self._follow)
        self._thread.start()

    def _follow(self):
        done = False
        while not done:
            done = self._done.wait(0.02)
            after = self.seen[-1] if self.seen else 0
            self.seen += [entry.position for entry in Lines(self._rows).read(after)]
            self.looks += 1

    def looked(self):
        """What it has seen, after a whole look that began now."""
        enough = self.looks + 2
        for _ in range(2000):
            if self.looks >= enough:
                return list(self.seen)
            sleep(0.01)
        return pytest.fail("nobody follows")

    def stop(self):
        self._done.set()
        self._thread.join()
        self._rows.close()


def test_writers_at_the_same_time_lose_nothing_and_a_follower_skips_nothing(postgres, clock):
    """Four users record in one dialogue at once: all entries are there, and seen, in one gapless order."""
    address = new_ledger(postgres, clock)
    running = list(writers(postgres, address))
    follower = Follower(address)
    try:
        for _, process in running:
            assert "ready\n" == process.stdout.readline()
        for _, process in running:
            process.stdin.write("go\n")
            process.stdin.flush()
        assert [("", "")] * WRITERS == [process.communicate() for _, process in running]
    finally:
        follower.stop()

    with closing(opening.connect(address)) as rows:
        stored = list(Lines(rows).read())
    lines = [json.loads(entry.line) for entry in stored]
    every = list(range(1, WRITERS * EACH + 2))
    assert every == [entry.position for entry in stored] == [entry.version for entry in stored]
    assert every == follower.seen
    for user, _ in running:
        notes = [line["data"]["note"] for line in lines if line["recordedby"] == user]
        assert [str(number) for number in range(EACH)] == notes
    assert sorted({line["time"] for line in lines}) == [line["time"] for line in lines]
    assert [] == differences(address) + verify_ledger(address).findings


def test_a_transaction_that_stays_open_hides_no_entry_from_a_follower(postgres, clock):
    """Who appends meanwhile waits for it, instead of overtaking it with a later position."""
    address = new_ledger(postgres, clock)
    follower = Follower(address)
    inserted, may_end, appended = Event(), Event(), []

    def slowly(*_):
        inserted.set()
        assert may_end.wait(20)

    def append(number, project):
        with closing(opening.open_log(address, READ_MODEL)) as log:
            line = b'{"recordedby":"postgres","time":"2026-01-01T00:00:00.%06dZ"}' % number
            appended.extend(log.append(lambda _: [New(f"stream-{number}", 1, "meeting-held", line)], project))

    first = Thread(target=append, args=(1, slowly))
    second = Thread(target=append, args=(2, lambda *_: None))
    first.start()
    assert inserted.wait(20)
    second.start()
    _wait_for_a_waiting_writer(postgres, address)
    seen = follower.looked()
    may_end.set()
    first.join()
    second.join()
    follower.stop()

    assert [1] == seen
    assert [2, 3] == [entry.position for entry in appended]
    assert ["stream-1", "stream-2"] == [entry.subject for entry in appended]
    assert [1, 2, 3] == follower.seen


def _wait_for_a_waiting_writer(postgres, address):
    waiting = "SELECT FROM pg_stat_activity WHERE wait_event = 'advisory' AND datname = %s"
    for _ in range(2000):
        if postgres.superuser.execute(waiting, (address.database,)).fetchone() is not None:
            return
        sleep(0.01)
    pytest.fail("nobody waits")
