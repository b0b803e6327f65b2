import sqlite3
from contextlib import closing

import pytest

from given import TODAY, established, held
from servanda.app.reading import line, open_rows
from servanda.app.recording import Ledger
from servanda.domain.records import Meeting
from servanda.errors import LedgerError
from servanda.log import ledger_file
from servanda.queries import AsOf, select
from strategies import Clock


@pytest.fixture
def recorded(ledger_path):
    """A ledger file of two entries, and their stored lines."""
    with closing(Ledger.open(ledger_path, Clock())) as ledger:
        return ledger_path, [stored.line for stored in ledger.record([established(), held(22)], "a recorder")]


def test_a_stored_line_is_read_by_its_position(recorded):
    """The bytes of an entry, as they were stored."""
    path, lines = recorded

    with closing(open_rows(path)) as rows:
        assert lines == [line(rows, 1), line(rows, 2)]


def test_questions_cannot_change_a_ledger(recorded):
    """What is opened for reading refuses to be written, also by mistake."""
    path, _ = recorded

    with closing(open_rows(path)) as rows, pytest.raises(sqlite3.OperationalError, match="readonly"):
        rows.execute("DELETE FROM meetings")


def test_a_reader_brings_rows_that_are_behind_up_to_date(recorded):
    """Entries that were appended without their rows are in the answers all the same, then and later."""
    path, _ = recorded
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "UPDATE tracking SET notification_id = 1;"
            "DELETE FROM meetings; DELETE FROM entries WHERE position = 2;"
            "DELETE FROM mentions WHERE stream = 'jp-fr-ict';"
        )

    for _ in range(2):
        with closing(open_rows(path)) as rows:
            assert ["jp-fr-ict 22"] == [meeting.key for meeting in select(rows, Meeting, AsOf(TODAY))]


def test_a_ledger_whose_rows_were_never_built_is_read(tmp_path):
    """A ledger that was created and nothing more is an empty one."""
    ledger_file.create(tmp_path / "servanda.db", "test")

    with closing(open_rows(tmp_path / "servanda.db")) as rows:
        assert [] == select(rows, Meeting, AsOf(TODAY))


def test_what_is_no_ledger_is_refused(tmp_path):
    """The error of opening passes through to whoever asks."""
    with pytest.raises(LedgerError, match="there is no ledger"):
        open_rows(tmp_path / "servanda.db")
