"""Checkpoints and keys."""

import sqlite3
from contextlib import closing

import pytest

from given import looked
from servanda.app.doctor import trust
from servanda.app.recording import Ledger
from servanda.app.verifying import verify_ledger


@pytest.fixture
def away(tmp_path):
    """A folder away from the ledger."""
    away = tmp_path / "away"
    away.mkdir()
    return away


def checkpoint(path, file):
    file.write_text(verify_ledger(path).checkpoint().text())
    return file


def test_a_checkpoint_of_the_whole_log(path, diagnosed, away):
    """It is fine, and becomes a note when the log has grown."""
    kept = checkpoint(path, away / "kept")
    assert "ok" == diagnosed(path, kept)["checkpoint"].state

    with closing(Ledger.open(path)) as ledger:
        ledger.record([looked(note="another")], "a recorder")
    found = diagnosed(path, kept)["checkpoint"]
    assert ("note", f"{kept} knows 3 of 4 entries") == (found.state, found.said)


def test_a_checkpoint_beside_the_ledger_is_noted(path, diagnosed):
    """Whoever changes the one can change the other."""
    assert "note" == diagnosed(path, checkpoint(path, path.with_name("kept")))["checkpoint"].state


def test_a_log_that_does_not_extend_the_checkpoint(path, diagnosed, away):
    """It was cut off, tree and read model included."""
    kept = checkpoint(path, away / "kept")
    with closing(sqlite3.connect(path, isolation_level=None)) as rows:
        for trigger in ("events_remain", "nodes_remain"):
            (sql,) = rows.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (trigger,)).fetchone()
            rows.execute(f"DROP TRIGGER {trigger}")
            rows.execute("DELETE FROM stored_events WHERE position = 3")
            rows.execute("DELETE FROM nodes WHERE place = 3") if trigger == "nodes_remain" else None
            rows.execute(sql)
    found = diagnosed(path, kept)
    assert "ok" == found["protection"].state
    assert "ok" == found["tree"].state
    assert "problem" == found["checkpoint"].state
    assert "its end is missing" in found["checkpoint"].said


@pytest.mark.parametrize("content", [b"a diary", None])
def test_what_is_no_checkpoint(path, diagnosed, away, content):
    """A file that is none, and one that is not there."""
    if content:
        (away / "kept").write_bytes(content)
    found = diagnosed(path, away / "kept")["checkpoint"]
    assert ("problem", True) == (found.state, str(away / "kept") in found.said)


@pytest.fixture
def key(away):
    """A private key that only its owner can read."""
    key = away / "desk.key"
    key.write_text("PRIVATE+KEY+example.org/log+00000000+AAAA\n")
    key.chmod(0o600)
    return key


def test_a_key_is_for_its_owner(path, diagnosed, key):
    """Others who can read it can sign."""
    assert "ok" == diagnosed(path, named=[key])["key"].state
    key.chmod(0o640)
    found = diagnosed(path, named=[key])["key"]
    assert ("problem", True) == (found.state, f"chmod 600 {key}" in found.remedy)


def test_a_key_beside_the_ledger_is_noted(path, diagnosed, key):
    """Also one that nobody named; other files of that name are none."""
    path.with_name("house.key").write_text("under the mat")
    assert diagnosed(path)["key"].said.startswith("none")
    beside = key.rename(path.with_name("desk.key"))
    found = diagnosed(path)["key"]
    assert ("note", True) == (found.state, f"{beside} lies beside the ledger" in found.said)


def test_a_named_key_has_to_be_there(path, diagnosed, away):
    """SERVANDA_KEY may name one that is gone."""
    found = diagnosed(path, named=[away / "gone.key"])["key"]
    assert ("problem", True) == (found.state, "there is no key" in found.said)


def test_signing_needs_a_package(path, diagnosed, key, monkeypatch):
    """With a key and without the package, that is noted."""
    monkeypatch.setattr(trust, "find_spec", lambda _: None)
    assert "servanda[sign]" in diagnosed(path, named=[key])["key"].remedy
