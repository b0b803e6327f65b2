import sqlite3
from contextlib import closing

import pytest

from given import established, held, looked, made, published
from servanda.app.comparable import contents
from servanda.app.reading import open_rows
from servanda.app.rebuilding import differences, entry_count, rebuild
from servanda.app.recording import Ledger
from strategies import Clock


@pytest.fixture
def path(ledger_path):
    """A ledger file with an entry of each kind of row."""
    drafts = [
        published(dialogues=["jp-fr-ict"]),
        established(),
        held(22, topics=["AI"], citations=["mic-2023-11-14"]),
        made(),
        looked(),
    ]
    with closing(Ledger.open(ledger_path, Clock())) as ledger:
        ledger.record(drafts, "a recorder")
    return ledger_path


TAMPERING = {
    "meetings": "UPDATE meetings SET place = 'Lyon'",
    "commitments": "DELETE FROM commitments",
    "dialogues": "UPDATE dialogues SET known_to = 1 WHERE known_to > 9",
    "sources": "UPDATE sources SET valid_from = '0001-01-01'",
    "entries": "UPDATE entries SET occurred = '1999' WHERE position = 3",
    "facets": "DELETE FROM facets WHERE facet = 'topic'",
    "mentions": "DELETE FROM mentions",
    "words of meetings": "INSERT INTO meetings_words (rowid, words) VALUES (99999, 'paris')",
    "schema": "DROP INDEX meetings_key",
}


def test_a_sound_read_model_has_no_differences(path):
    """What recording wrote is what the log gives."""
    assert [] == differences(path)


@pytest.mark.parametrize("table", TAMPERING)
def test_a_changed_row_is_found_and_rebuilt(path, table):
    """A row changed by hand is a difference of its table, and gone after a rebuild."""
    with closing(open_rows(path)) as rows:
        sound = contents(rows)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(TAMPERING[table])
        connection.commit()

    assert f"{table}: differs from the log" in differences(path)

    assert 5 == rebuild(path)
    assert [] == differences(path)
    with closing(open_rows(path)) as rows:
        assert sound == contents(rows)


def test_looking_for_differences_mends_nothing(path):
    """A check says what it finds and leaves it as it is."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(TAMPERING["meetings"])
        connection.commit()

    assert differences(path) == differences(path) != []


def test_a_rebuild_leaves_the_log_alone(path):
    """Entries are counted and told as progress, and not one byte of them changes."""
    with closing(Ledger.open(path)) as ledger:
        before, told = list(ledger.log.read()), []

        assert 5 == entry_count(path)
        assert 5 == rebuild(path, told.append)

        assert 5 == sum(told)
        assert before == list(ledger.log.read())


def test_an_empty_ledger_is_rebuilt(ledger_path):
    """No entries give no rows, and no differences."""
    assert 0 == entry_count(ledger_path)
    assert 0 == rebuild(ledger_path)
    assert [] == differences(ledger_path)
