"""What keeps the log from being changed through SQL on PostgreSQL."""

from contextlib import closing

import pytest

from servanda.log.postgres_guards import altered
from servanda.log.postgres_schema import TRIGGERS
from servanda.log.postgres_server import connect

LET_THROUGH = (
    "CREATE OR REPLACE FUNCTION servanda.{}() RETURNS trigger LANGUAGE plpgsql {} AS 'BEGIN RETURN NULL; END'"
)


@pytest.fixture(scope="module")
def ledger(postgres):
    with closing(connect(postgres.ledger(), write=True)) as rows:
        yield rows


@pytest.fixture
def rows(ledger):
    """A ledger to tamper with, by its owner; what is done to it is undone."""
    ledger.execute("BEGIN")
    yield ledger
    ledger.execute("ROLLBACK")


def test_a_ledger_has_its_guards(rows):
    """Nothing is to be said of one as the program made it."""
    assert [] == altered(rows)


@pytest.mark.parametrize("trigger", TRIGGERS, ids=lambda trigger: trigger.name)
@pytest.mark.parametrize(
    "how",
    [
        "DROP TRIGGER {0.name} ON {0.table}",
        "ALTER TABLE {0.table} DISABLE TRIGGER {0.name}",
        "ALTER TABLE {0.table} ENABLE TRIGGER {0.name}",
    ],
)
def test_a_trigger_that_is_missing_or_can_be_passed_by_is_named(rows, trigger, how):
    """Each of them: taken away, switched off, or on for ordinary sessions only."""
    rows.execute(how.format(trigger))
    assert [f"the trigger {trigger.name} of the ledger is missing or was changed"] == altered(rows)


TAMPERING = {
    "CREATE OR REPLACE TRIGGER events_stay BEFORE UPDATE OR DELETE ON stored_events "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse()": [
        "the trigger events_stay of the ledger is missing or was changed"
    ],
    LET_THROUGH.format("refuse", "SET search_path = pg_catalog, pg_temp"): [
        "the function refuse of the ledger is missing or was changed"
    ],
    "ALTER FUNCTION entries_follow() RESET ALL": [
        "the function entries_follow of the ledger is missing or was changed"
    ],
    "ALTER FUNCTION nodes_follow() SECURITY DEFINER": [
        "the function nodes_follow of the ledger is missing or was changed"
    ],
    "CREATE TRIGGER extra BEFORE INSERT ON nodes EXECUTE FUNCTION refuse()": [
        "the trigger extra on nodes is not one that this program made"
    ],
    "CREATE RULE lost AS ON INSERT TO stored_events DO INSTEAD NOTHING": [
        "the rule lost on stored_events is not one that this program made"
    ],
    "ALTER TABLE stored_events DROP CONSTRAINT stored_events_pkey": [
        "the table stored_events of the ledger is missing or was changed"
    ],
    "ALTER TABLE stored_events ALTER topic DROP NOT NULL": [
        "the table stored_events of the ledger is missing or was changed"
    ],
    "ALTER TABLE stored_events ENABLE ROW LEVEL SECURITY": [
        "the table stored_events of the ledger is missing or was changed"
    ],
    "CREATE TABLE forged () INHERITS (stored_events)": [
        "the table stored_events of the ledger is missing or was changed"
    ],
    "ALTER TABLE nodes SET UNLOGGED": ["the table nodes of the ledger is missing or was changed"],
    "DROP TABLE ledger": ["the table ledger of the ledger is missing or was changed"],
}


@pytest.mark.parametrize(("statement", "said"), TAMPERING.items())
def test_what_was_changed_or_put_in_is_named(rows, statement, said):
    """Whatever it does: the program did not make it."""
    rows.execute(statement)
    assert said == altered(rows)
