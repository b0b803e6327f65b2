"""What is in the file of a ledger."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from given import looked
from servanda.app.recording import Ledger
from servanda.log import ledger_file
from strategies import Clock


def change(path, *statements):
    """Change a ledger as somebody with another program would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as rows:
        for statement in statements:
            rows.execute(statement)


@pytest.mark.parametrize(
    ("sound", "journal", "synchronous"),
    [(False, "rollback journal", "EXTRA"), (True, "write-ahead log", "FULL")],
)
def test_durability_is_read_from_a_connection(path, diagnosed, monkeypatch, sound, journal, synchronous):
    """The settings are those that a recording connection gets; the version of SQLite says which."""
    monkeypatch.setattr(ledger_file, "wal_is_sound", lambda _: sound)
    with closing(Ledger.open(path)) as ledger:
        ledger.record([looked(note="another")], "a recorder")
    found = diagnosed(path)
    assert (
        f"{journal}, synchronous {synchronous}: what is acknowledged is on the disk"
        == found["durability"].said
    )
    assert "ok" == found["durability"].state


def test_another_journal_than_here_is_noted(path, diagnosed, monkeypatch):
    """A file from a machine with another SQLite; recording here changes it."""
    monkeypatch.setattr(ledger_file, "wal_is_sound", lambda _: True)
    Ledger.open(path).close()
    monkeypatch.setattr(ledger_file, "wal_is_sound", lambda _: False)
    found = diagnosed(path)["durability"]
    assert "note" == found.state
    assert "write-ahead log; here a rollback journal" in found.said


def test_weaker_settings_are_a_problem(path, diagnosed, monkeypatch):
    """Should the program ever set less than it promises, the doctor says so."""

    def weaker(rows):
        rows.execute("PRAGMA synchronous = NORMAL")

    monkeypatch.setattr(ledger_file, "configure", weaker)
    found = diagnosed(path)["durability"]
    assert ("problem", True) == (found.state, "synchronous NORMAL" in found.said)


def test_an_earlier_format_is_noted(path, diagnosed):
    """The next recording brings it up to date; nothing is missed in it."""
    change(path, "DROP TABLE nodes", "DROP INDEX ledger_values", "PRAGMA user_version = 1")
    found = diagnosed(path)
    assert "note" == found["format"].state
    assert {"ok"} == {found[about].state for about in ("structure", "protection", "entries", "tree")}


@pytest.mark.parametrize(
    ("statements", "about", "said"),
    [
        (["DROP TRIGGER events_stay"], "protection", "trigger events_stay"),
        (
            ["DROP TRIGGER events_remain", "DELETE FROM stored_events WHERE position = 2"],
            "entries",
            "2 entries with positions from 1 to 3",
        ),
        (
            ["DROP TRIGGER events_remain", "DELETE FROM stored_events WHERE position = 3"],
            "tree",
            "4 hashes, where 2 entries have 3",
        ),
        (
            ["DROP TRIGGER nodes_remain", "DELETE FROM nodes WHERE place = 3"],
            "tree",
            "3 hashes, where 3 entries",
        ),
        (
            ["DROP TRIGGER nodes_remain", "DELETE FROM nodes WHERE place = 1"],
            "tree",
            "3 hashes, where 3 entries",
        ),
        (["DROP TABLE nodes"], "tree", "no such table: nodes"),
        (
            ["DROP TRIGGER events_stay", "UPDATE stored_events SET state = 'a diary' WHERE position = 3"],
            "entries",
            "is not one that this program wrote",
        ),
        (
            ["DROP TRIGGER events_stay", "UPDATE stored_events SET state = 'a diary' WHERE position = 2"],
            "event types",
            "what is no event (#2)",
        ),
        (
            [
                "DROP TRIGGER events_stay",
                "UPDATE stored_events "
                "SET state = replace(CAST(state AS TEXT), 'meeting-held/1', 'meeting-held/7')",
            ],
            "event types",
            "meeting-held/7 (#2)",
        ),
    ],
)
def test_what_was_done_to_the_log_is_a_problem(path, diagnosed, statements, about, said):
    """Each with a remedy; the other things are looked at all the same."""
    change(path, *statements)
    found = diagnosed(path)
    assert "problem" == found[about].state
    assert said in found[about].said
    assert "ok" == found["format"].state


def test_an_index_that_lacks_a_row_is_damage(path, diagnosed):
    """SQLite's own check finds what no query would."""
    change(
        path,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET rootpage = "
        "(SELECT rootpage FROM sqlite_schema WHERE name = 'ledger_values') "
        "WHERE name = 'sqlite_autoindex_stored_events_1'",
    )
    found = diagnosed(path)["structure"]
    assert ("problem", True) == (found.state, "the file is damaged" in found.said)


def test_an_empty_ledger_is_fine(ledger_path, diagnosed):
    """There is nothing in it yet."""
    found = diagnosed(ledger_path)
    assert "none yet" == found["entries"].said
    assert {"ok"} == {found[about].state for about in ("entries", "tree", "event types", "read model")}


def test_an_entry_from_the_future_is_noted(path, diagnosed):
    """The clock was wrong then, or is wrong now."""
    with closing(Ledger.open(path, Clock(datetime.now(UTC) + timedelta(days=400)))) as ledger:
        ledger.record([looked(note="another")], "a recorder")
    found = diagnosed(path)["entries"]
    assert ("note", True) == (found.state, "still to come" in found.said)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE tracking SET notification_id = 1", "made from 1 of 3 entries"),
        ("UPDATE ledger SET value = 'old' WHERE name = 'read-model'", "not yet made"),
    ],
)
def test_a_read_model_that_is_behind_is_noted(path, diagnosed, statement, said):
    """The next question brings it up to date."""
    change(path, statement)
    found = diagnosed(path)["read model"]
    assert ("note", True) == (found.state, said in found.said)
