"""The watch itself: what SQLite does is what is shown, and an error given in its place arrives."""

import sqlite3
from contextlib import closing
from itertools import groupby

import pytest

from faults.vfs import Step, watched


def _watch(path, *statements, hook=None):
    """The steps that the statements take, each of a run of writes to one file left out but the first."""
    steps = []

    def keep(step, happen):
        code = hook(step, happen) if hook else happen()
        steps.append(step)
        return code

    with watched(keep), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    kinds = [(step.kind, step.path.rpartition("/")[2], step.folder) for step in steps]
    return [kind for kind, _ in groupby(kinds)]


def _rollback(synchronous):
    return f"PRAGMA synchronous = {synchronous}", "CREATE TABLE t (a)"


@pytest.mark.parametrize(("synchronous", "folder"), [("EXTRA", True), ("FULL", False)])
def test_a_commit_with_a_rollback_journal(tmp_path, synchronous, folder):
    """The journal is synced, with its folder, before the database is written, and deleted at last."""
    assert [
        ("open", "a.db", False),
        ("open", "a.db-journal", False),
        ("write", "a.db-journal", False),
        ("sync", "a.db-journal", True),
        ("write", "a.db-journal", False),
        ("sync", "a.db-journal", False),
        ("write", "a.db", False),
        ("sync", "a.db", False),
        ("delete", "a.db-journal", folder),
    ] == _watch(tmp_path / "a.db", *_rollback(synchronous))


def test_a_commit_that_is_not_synced(tmp_path):
    """With synchronous off nothing is."""
    assert "sync" not in {kind for kind, *_ in _watch(tmp_path / "a.db", *_rollback("OFF"))}


def test_a_commit_in_a_write_ahead_log(tmp_path):
    """It is written and synced beside the database, and taken in when that is closed."""
    steps = _watch(tmp_path / "a.db", "PRAGMA journal_mode = WAL", *_rollback("FULL"))

    assert [
        ("open", "a.db-wal", False),
        ("write", "a.db-wal", False),
        ("sync", "a.db-wal", True),
        ("write", "a.db-wal", False),
        ("sync", "a.db-wal", False),
        ("write", "a.db", False),
    ] == steps[steps.index(("open", "a.db-wal", False)) :][:6]


def test_the_bytes_shown_are_those_of_the_file(tmp_path):
    """All writes to the database, one over the other, make the file."""
    content = bytearray()

    def play(step, happen):
        if step.kind == "write" and step.path.endswith("a.db"):
            content.extend(bytes(max(0, step.at + len(step.data) - len(content))))
            content[step.at : step.at + len(step.data)] = step.data
        return happen()

    _watch(tmp_path / "a.db", *_rollback("FULL"), "INSERT INTO t VALUES ('a text')", hook=play)

    assert content == (tmp_path / "a.db").read_bytes()


@pytest.mark.parametrize(
    ("code", "message"),
    [(sqlite3.SQLITE_FULL, "disk is full"), (sqlite3.SQLITE_IOERR_WRITE, "disk I/O error")],
)
def test_an_error_in_place_of_a_step(tmp_path, code, message):
    """SQLite gets the error, and says so to who asked it."""

    def refuse(step, happen):
        return code if step.kind == "write" else happen()

    with pytest.raises(sqlite3.OperationalError, match=message):
        _watch(tmp_path / "a.db", *_rollback("FULL"), hook=refuse)


def test_a_part_of_a_write(tmp_path):
    """A write can be let happen in part."""

    def half(step, happen):
        if step.kind == "write":
            happen(len(step.data) // 2)
            return sqlite3.SQLITE_IOERR_WRITE
        return sqlite3.SQLITE_IOERR_TRUNCATE if step.kind == "truncate" else happen()

    with pytest.raises(sqlite3.OperationalError):
        _watch(tmp_path / "a.db", "PRAGMA journal_mode = OFF", "CREATE TABLE t (a)", hook=half)

    assert 2048 == (tmp_path / "a.db").stat().st_size


def test_nothing_is_shown_afterwards(tmp_path):
    """The watch ends with the block."""
    seen: list[Step] = []
    with watched(lambda step, happen: seen.append(step) or happen()):
        pass

    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.execute("CREATE TABLE t (a)")

    assert [] == seen
