from contextlib import closing

import pytest

from given import established
from servanda.app.recording import Ledger
from servanda.errors import LedgerError
from servanda.log import ledger_file
from servanda.log.metadata import head_position
from servanda.log.opening import connect, moment, reading
from strategies import Clock


def test_what_is_read_in_a_moment_is_of_one_state_of_the_ledger(tmp_path, monkeypatch):
    """What others record meanwhile shows afterwards."""
    monkeypatch.setattr(ledger_file, "wal_is_sound", lambda _: True)  # else a reader keeps a writer waiting
    with (
        closing(Ledger.create(tmp_path / "servanda.db", "test", Clock())) as ledger,
        closing(connect(tmp_path / "servanda.db")) as rows,
    ):
        with moment(rows):
            before = head_position(rows)
            ledger.record([established()], "a recorder")
            during = head_position(rows)

        assert (0, 0, 1) == (before, during, head_position(rows))


def test_a_file_that_cannot_be_read_on_is_told_by_its_name(tmp_path):
    """What SQLite raises in the middle of reading becomes a message."""
    path = tmp_path / "servanda.db"
    ledger_file.create(path, "test")

    with (
        closing(connect(path)) as rows,
        pytest.raises(LedgerError, match=r"servanda\.db cannot be read: no such table"),
        reading(path),
    ):
        rows.execute("SELECT * FROM gone")
