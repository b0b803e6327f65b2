"""`doctor`: how a ledger and the place it lies in are."""

import sqlite3
from contextlib import closing

import pytest


@pytest.fixture
def private(desk, monkeypatch):
    """The desk with a folder and a ledger of its own, and no keys."""
    desk.folder.chmod(0o700)
    (desk.folder / "servanda.db").chmod(0o600)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(desk.folder / "config"))
    monkeypatch.delenv("SERVANDA_KEY", raising=False)
    return desk


def drop_a_trigger(desk):
    with closing(sqlite3.connect(desk.folder / "servanda.db", isolation_level=None)) as rows:
        rows.execute("DROP TRIGGER events_stay")


def test_a_sound_ledger(private):
    """A line for each thing; a remedy only where there is something to know; exit code 0."""
    result = private("doctor")
    assert (0, "") == (result.exit_code, result.stderr)
    lines = result.stdout.splitlines()
    assert "ok       entries      16, the last recorded " in "\n".join(lines)
    notes = [number for number, line in enumerate(lines) if line.startswith("note ")]
    assert all(lines[number + 1].startswith(" " * 22) for number in notes)
    assert not [line for line in lines if line.startswith("problem")]


def test_a_problem(private):
    """It is named with its remedy, again at the end, and the exit code is 1."""
    drop_a_trigger(private)
    result = private("doctor")
    assert 1 == result.exit_code
    assert (
        "problem  protection   the log may have been changed by hand: the trigger events_stay "
        in result.stdout
    )
    assert result.stderr.startswith("servanda: 1 problem: protection\n  ")


def test_several_problems(private):
    """They are counted."""
    drop_a_trigger(private)
    private.folder.chmod(0o777)
    assert "servanda: 2 problems: permissions, protection\n" in private("doctor").stderr


def test_no_ledger(private):
    """What is known of the program is told; exit code 2."""
    result = private("doctor --ledger nothing.db")
    assert 2 == result.exit_code
    assert result.stdout.startswith("ok       program      servanda ")
    assert "there is no ledger nothing.db" in result.stderr


def test_as_json(private):
    """The same as objects, with a problem too."""
    drop_a_trigger(private)
    result = private("doctor --json")
    assert 1 == result.exit_code
    assert '"about": "protection",\n    "state": "problem",' in result.stdout


def test_a_checkpoint_is_held_against_the_log(private):
    """One kept elsewhere; beside the ledger it is worth a note."""
    private("checkpoint --out kept")
    found = {one["about"]: one for one in private.json("doctor --checkpoint kept")}
    assert "kept lies beside the ledger" in found["checkpoint"]["said"]


def test_keys_of_this_user_are_looked_at(private):
    """Those in the folder where `key new` puts them, and the one that SERVANDA_KEY names."""
    pytest.importorskip("cryptography")
    private("key new desk")
    private("key new house --out away/house.key")
    (private.folder / "away" / "house.key").chmod(0o644)
    result = private("doctor", SERVANDA_KEY="away/house.key")
    assert 1 == result.exit_code
    assert "ok       key          " in result.stdout
    assert "away/house.key can be read or changed by others" in result.stdout


def test_long_sentences_are_wrapped_on_a_terminal(terminal):
    """Under one another, beside what they are about."""
    shown, _ = terminal("doctor", columns=60)
    assert "ok       entries      16, the last recorded " in shown
    assert all(len(line) <= 60 for line in shown.splitlines())
