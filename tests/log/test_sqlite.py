"""What only the SQLite store promises: a recorder of the library, triggers, locks and durability."""

import json
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from unittest import skip
from unittest.mock import patch
from uuid import uuid4

import pytest

from given import established, looked
from servanda.app.rebuilding import differences
from servanda.app.recording import Ledger
from servanda.errors import LedgerError
from servanda.log import ledger_file
from servanda.log.sqlite import SQLiteLog

# The library's test cases also test its cipher, whose dependency nothing here needs.
with patch.dict(sys.modules, {"eventsourcing.cipher": SimpleNamespace(AESCipher=None)}):
    from eventsourcing.tests import persistence as library


class _InAFile:
    """Makes the recorder that the library's own test cases are run on."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "servanda.db"
        ledger_file.create(self.path, "test")

    def create_recorder(self):
        return SQLiteLog(self.path, "a version").recorder

    def new_originator_id(self):
        return str(uuid4())


class TestAsApplicationRecorder(_InAFile, library.ApplicationRecorderTestCase):
    """The library's contract of a recorder that numbers all events."""

    @skip("prints a duration and asserts nothing")
    def test_performance(self): ...

    @skip("prints a rate; that concurrent writers lose nothing is tested below, over processes")
    def test_concurrent_throughput(self): ...


class TestAsProcessRecorder(_InAFile, library.ProcessRecorderTestCase):
    """The library's contract of a recorder that tracks what was processed."""

    @skip("prints a duration and asserts nothing")
    def test_performance(self): ...


class TestAsTrackingRecorder(_InAFile, library.TrackingRecorderTestCase):
    """The library's contract of the position up to which something was processed."""

    @skip("waits for positions that nobody records, by the clock; nothing here waits")
    def test_wait(self): ...


class TestPositions(_InAFile, library.NonInterleavingNotificationIDsBaseCase):
    """Batches written at the same time do not mix."""


@pytest.fixture
def ledger_file_of_two(ledger_path):
    """A ledger file that holds two entries."""
    with closing(Ledger.open(ledger_path)) as ledger:
        ledger.record([established(), looked()], "a recorder")
    return ledger_path


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stored_events SET state = x'00' WHERE position = 1",
        "DELETE FROM stored_events",
        "DELETE FROM stored_events WHERE position = 2",
        "INSERT OR REPLACE INTO stored_events VALUES (1, 'jp-eu-ict', 1, 'meeting-held', x'00')",
        "INSERT OR REPLACE INTO stored_events VALUES (3, 'jp-fr-ict', 2, 'meeting-held', x'00')",
        "INSERT INTO stored_events VALUES (4, 'jp-fr-ict', 3, 'meeting-held', x'00')",
        "INSERT INTO stored_events VALUES (0, 'jp-fr-ict', 3, 'meeting-held', x'00')",
        "UPDATE OR REPLACE stored_events SET position = 1 WHERE position = 2",
    ],
)
def test_sql_cannot_rewrite_the_log(ledger_file_of_two, statement):
    """Whoever opens the file with another program can neither change, remove, replace nor skip entries."""
    with closing(sqlite3.connect(ledger_file_of_two)) as connection:
        before = connection.execute("SELECT * FROM stored_events").fetchall()

        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)

        assert before == connection.execute("SELECT * FROM stored_events").fetchall()


WRITER = """
import sys
from pathlib import Path
from servanda.app.recording import Ledger
from servanda.domain.decide import Draft
ledger = Ledger.open(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for number in range(25):
    data = {"occurred": "2023", "through": "2023-01-01", "note": f"{number} of {sys.argv[2]}"}
    ledger.record([Draft("coverage-checked", "jp-fr-ict", data)], sys.argv[2])
"""


def test_writers_at_the_same_time_lose_nothing(ledger_path):
    """Four processes record in one dialogue at once: all entries are there, in one gapless order."""
    with closing(Ledger.open(ledger_path)) as ledger:
        ledger.record([established()], "a recorder")
    command = [sys.executable, "-c", WRITER, str(ledger_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}

    writers = [
        subprocess.Popen([*command, f"writer {number}"], **pipes)  # noqa: S603  our own script
        for number in range(4)
    ]
    for writer in writers:
        assert "ready\n" == writer.stdout.readline()
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    assert [("", "")] * 4 == [writer.communicate() for writer in writers]

    with closing(Ledger.open(ledger_path)) as ledger:
        stored = list(ledger.log.read())
    lines = [json.loads(entry.line) for entry in stored]
    assert list(range(1, 102)) == [entry.position for entry in stored]
    assert list(range(1, 102)) == [entry.version for entry in stored]
    for number in range(4):
        notes = [line["data"]["note"] for line in lines if line["recordedby"] == f"writer {number}"]
        assert [f"{count} of writer {number}" for count in range(25)] == notes
    assert sorted({line["time"] for line in lines}) == [line["time"] for line in lines]
    assert [] == differences(ledger_path)


def test_a_reader_does_not_spoil_the_store_for_good(ledger_path, monkeypatch):
    """An entry that a reader kept from being stored can be recorded once the reader is done."""
    monkeypatch.setattr(ledger_file, "LOCK_TIMEOUT", 0.0)
    monkeypatch.setattr(ledger_file, "wal_is_sound", lambda _: False)  # in WAL mode readers block nobody
    with closing(Ledger.open(ledger_path)) as ledger, closing(sqlite3.connect(ledger_path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM stored_events").fetchall()
        with pytest.raises(LedgerError, match="locked"):
            ledger.record([established()], "a recorder")
        reader.rollback()

        ledger.record([established()], "a recorder")

        assert 1 == ledger.log.head().position


def test_a_full_disk_is_said_and_stores_nothing(ledger_file_of_two):
    """An entry for which there is no room is refused with a remedy; once there is, it is recorded."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with closing(Ledger.open(ledger_file_of_two)) as ledger:
        resource.setrlimit(resource.RLIMIT_FSIZE, (ledger_file_of_two.stat().st_size, hard))
        try:
            with pytest.raises(LedgerError, match=r"cannot be written: .*\n.*recorded"):
                ledger.record([looked(note="long " * 5000)], "a recorder")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

        assert 2 == ledger.log.head().position
        ledger.record([looked(note="long " * 5000)], "a recorder")
        assert 3 == ledger.log.head().position


@pytest.mark.parametrize(("sound", "journal", "synchronous"), [(True, "wal", 2), (False, "delete", 3)])
def test_an_acknowledged_entry_is_on_the_disk(ledger_path, monkeypatch, sound, journal, synchronous):
    """WAL with full syncs where SQLite's can be trusted, the rollback journal with extra ones elsewhere."""
    monkeypatch.setattr(ledger_file, "wal_is_sound", lambda _: sound)

    with closing(ledger_file.connect(ledger_path, write=True)) as connection:
        assert journal == connection.execute("PRAGMA journal_mode").fetchone()[0]
        assert synchronous == connection.execute("PRAGMA synchronous").fetchone()[0]
