"""What is said when the very last step of a commit fails: not more than is known."""

import sqlite3
from contextlib import closing

import pytest

from faults.vfs import watched
from given import established
from servanda.app.reading import open_rows
from servanda.app.recording import Ledger
from servanda.errors import LedgerError
from servanda.log import ledger_file, metadata


def _failing(kind, name, code, *, happens=False):
    """A hook that gives an error for steps of a kind on files whose name ends so."""

    def hook(step, happen):
        if step.kind != kind or not step.path.endswith(name):
            return happen()
        if happens:
            happen()
        return code

    return hook


def _record(path, hook):
    with watched(hook), closing(Ledger.open(path)) as ledger:
        ledger.record([established()], "a recorder")


def _count(path):
    with closing(open_rows(path)) as rows:
        return metadata.head_position(rows)


@pytest.fixture
def path(tmp_path, request, monkeypatch):
    """The file of an empty ledger in the journal mode that the test names."""
    monkeypatch.setattr(ledger_file, "wal_is_sound", lambda _: request.param == "wal")
    Ledger.create(tmp_path / "servanda.db", "test").close()
    return tmp_path / "servanda.db"


@pytest.mark.parametrize("path", ["rollback"], indirect=True)
def test_a_folder_that_cannot_be_synced(path):
    """The journal is deleted, so the entry is there; that nothing was recorded would be untrue."""
    hook = _failing("delete", "-journal", sqlite3.SQLITE_IOERR_DIR_FSYNC, happens=True)

    with pytest.raises(LedgerError, match="not certain whether this was recorded"):
        _record(path, hook)

    assert 1 == _count(path)


@pytest.mark.parametrize("path", ["rollback", "wal"], indirect=True)
def test_a_journal_that_cannot_be_synced(path):
    """Nobody can know what of it is on the disk."""
    with pytest.raises(LedgerError, match="not certain whether this was recorded"):
        _record(path, _failing("sync", "", sqlite3.SQLITE_IOERR_FSYNC))


@pytest.mark.parametrize("path", ["rollback", "wal"], indirect=True)
@pytest.mark.parametrize("code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE])
def test_a_journal_that_cannot_be_written(path, code):
    """Without it there is no commit, and that is what is said."""
    with pytest.raises(LedgerError, match="Nothing was recorded"):
        _record(path, _failing("write", ("-journal", "-wal"), code))

    assert 0 == _count(path)


@pytest.mark.parametrize("sound", [True, False])
def test_a_new_ledger_whose_file_could_not_be_finished(tmp_path, monkeypatch, sound):
    """There is no ledger, though SQLite says nothing if it cannot take in a journal when it closes."""
    monkeypatch.setattr(ledger_file, "wal_is_sound", lambda _: sound)
    hook = _failing("write", ".half-made", sqlite3.SQLITE_FULL)

    with watched(hook), pytest.raises(LedgerError, match="cannot be written"):
        Ledger.create(tmp_path / "servanda.db", "test")

    assert [] == list(tmp_path.iterdir())
