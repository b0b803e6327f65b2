"""What keeps the log from being changed through SQL."""

import sqlite3
from contextlib import closing

import pytest

from servanda.log import ledger_file
from servanda.log.guards import altered
from servanda.log.ledger_file import create
from servanda.log.rows import SQLiteRows

TRIGGERS = [statement.split()[2] for statement in ledger_file.CREATE if " TRIGGER " in statement]


@pytest.fixture
def rows(tmp_path):
    create(tmp_path / "servanda.db", "test")
    with closing(sqlite3.connect(tmp_path / "servanda.db", isolation_level=None, factory=SQLiteRows)) as rows:
        yield rows


def test_a_ledger_has_its_guards(rows):
    """Nothing is to be said of one as the program made it."""
    assert [] == altered(rows)


@pytest.mark.parametrize("name", TRIGGERS)
def test_a_missing_trigger_is_named(rows, name):
    """Each of them."""
    rows.execute(f"DROP TRIGGER {name}")
    assert [f"the trigger {name} of the ledger is missing or was changed"] == altered(rows)


def test_a_changed_trigger_is_named(rows):
    """One of the same name that lets through what it should refuse."""
    rows.execute("DROP TRIGGER events_stay")
    rows.execute("CREATE TRIGGER events_stay BEFORE UPDATE ON stored_events BEGIN SELECT 1; END")
    assert ["the trigger events_stay of the ledger is missing or was changed"] == altered(rows)


def test_a_foreign_trigger_is_named(rows):
    """Whatever it does: the program did not make it."""
    rows.execute(
        "CREATE TRIGGER extra AFTER INSERT ON stored_events "
        "BEGIN UPDATE tracking SET notification_id = 0; END"
    )
    assert ["the trigger extra is not one that this program made"] == altered(rows)


def test_an_earlier_format_is_held_to_its_own_guards(rows):
    """It has no tree yet, and misses none."""
    rows.execute("DROP TABLE nodes")
    rows.execute("DROP INDEX ledger_values")
    rows.execute("PRAGMA user_version = 1")
    assert [] == altered(rows)

    rows.execute("DROP TRIGGER events_stay")
    assert ["the trigger events_stay of the ledger is missing or was changed"] == altered(rows)
