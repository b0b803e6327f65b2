"""Whatever the file is like, something sensible is said of it."""

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from servanda.app.doctor import examine
from servanda.errors import LedgerError


def test_a_sound_ledger_has_no_problem(path, diagnosed):
    """Everything is looked at; only what nobody gave, the checkpoint, is noted."""
    found = diagnosed(path)
    assert {"checkpoint"} == {about for about, one in found.items() if one.state != "ok"}
    assert [
        "program",
        "SQLite",
        "file system",
        "free space",
        "permissions",
        "format",
        "durability",
        "structure",
        "protection",
        "entries",
        "tree",
        "event types",
        "read model",
        "checkpoint",
        "key",
    ] == list(found)


@pytest.mark.parametrize("make", [lambda _: None, Path.mkdir])
def test_without_a_ledger_the_program_is_described(tmp_path, make):
    """Then the error says that there is none."""
    make(tmp_path / "servanda.db")
    looking = examine(tmp_path / "servanda.db")
    assert ["program", "SQLite"] == [next(looking).about, next(looking).about]
    with pytest.raises(LedgerError, match="there is no ledger"):
        next(looking)


def _foreign(path):
    path.unlink()
    with closing(sqlite3.connect(path)) as rows:
        rows.execute("CREATE TABLE stored_events (position)")


def _newer(path):
    with closing(sqlite3.connect(path)) as rows:
        rows.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize(
    ("make", "said", "remedy"),
    [
        (_foreign, "is not a servanda ledger", "servanda init"),
        (lambda path: path.write_text("Dear reader, " * 100), "is not a servanda ledger", "servanda init"),
        (lambda path: path.write_bytes(b""), "is not a servanda ledger", "servanda init"),
        (_newer, "has format 99", "upgrade"),
        (lambda path: path.write_bytes(path.read_bytes()[:1000]), "cannot be read", "disk"),
    ],
    ids=["another database", "a text", "empty", "newer", "cut off"],
)
def test_what_cannot_be_opened_is_a_problem(path, diagnosed, make, said, remedy):
    """It is named with its remedy, and the place is described all the same."""
    make(path)
    found = diagnosed(path)
    assert "problem" == found["ledger"].state
    assert said in found["ledger"].said
    assert remedy in found["ledger"].remedy
    assert "ok" == found["permissions"].state
    assert "checkpoint" not in found


def test_every_page_of_a_ledger_may_be_damaged(path, diagnosed):
    """Each page in turn is overwritten: something is said, nothing else happens."""
    sound = path.read_bytes()
    size = 4096
    for start in range(0, len(sound), size):
        path.write_bytes(sound[:start] + b"\xa5" * size + sound[start + size :])
        assert "problem" in {one.state for one in diagnosed(path).values()}, f"page {start // size + 1}"


def test_a_locked_ledger_is_said_to_be_locked(path, diagnosed, monkeypatch):
    """Somebody else holds it longer than the doctor waits."""
    monkeypatch.setattr("servanda.app.doctor.contents.PATIENCE", 0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        found = diagnosed(path)
    assert "problem" == found["ledger"].state
    assert "locked" in found["ledger"].said
    assert "Another program" in found["ledger"].remedy


def test_a_half_done_append_is_not_taken_back(path, diagnosed):
    """That is for the next command; the doctor says so and looks no further."""
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 5")
        writer.execute("BEGIN IMMEDIATE")
        for position in range(4, 300):
            row = (position, "jp-fr-ict", position, "coverage-checked", b"x" * 500)
            writer.execute("INSERT INTO stored_events VALUES (?, ?, ?, ?, ?)", row)
        journal = path.with_name(f"{path.name}-journal")
        left = path.read_bytes(), journal.read_bytes()
    path.write_bytes(left[0])
    journal.write_bytes(left[1])

    found = diagnosed(path)

    assert "note" == found["journal"].state
    assert "cut off" in found["journal"].said
    assert {"note"} == {found["contents"].state}
    assert "entries" not in found


def test_it_can_be_asked_while_somebody_records(path):
    """No problem is seen in a ledger that is being written to."""
    stop = threading.Event()

    def record():
        with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as other:
            while not stop.is_set():
                other.execute("BEGIN IMMEDIATE")
                other.execute("INSERT OR REPLACE INTO tracking VALUES ('other', 1)")
                other.execute("COMMIT")
                stop.wait(0.01)  # as between two commands; without a pause nobody gets to read

    writer = threading.Thread(target=record)
    writer.start()
    try:
        states = {one.state for _ in range(20) for one in examine(path)}
    finally:
        stop.set()
        writer.join()
    assert {"ok", "note"} >= states


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not look")
def test_a_folder_that_cannot_be_looked_into_is_an_error(path):
    """Not a traceback."""
    path.parent.chmod(0o700)
    os.seteuid(65534)
    try:
        with pytest.raises(LedgerError, match="cannot be read"):
            list(examine(path))
    finally:
        os.seteuid(0)
