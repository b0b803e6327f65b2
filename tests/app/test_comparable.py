from contextlib import closing

import psycopg
import pytest

from given import established, held, made, published
from servanda.app.comparable import told
from servanda.app.rebuilding import differences, rebuild
from servanda.app.recording import Ledger
from servanda.log.opening import connect
from servanda.log.rows import POSTGRES, SQLITE
from servanda.projections import full_text

RECORDED = [
    published(dialogues=["jp-fr-ict"]),
    established(),
    held(22, topics=["AI"], citations=["mic-2023-11-14"]),
    made(text="光海底ケーブルを整備する Élan", due="2024"),
]


@pytest.fixture
def server(postgres, clock):
    """A ledger on a server, with entries."""
    server = postgres.ledger()
    with closing(Ledger.open(server, clock)) as ledger:
        ledger.record(RECORDED, ledger.log.user)
    return server


@pytest.fixture
def on_server(server):
    """A superuser's connection to it, past every right and guard."""
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("SET search_path = servanda")
        yield connection


def test_a_sound_read_model_on_a_server_is_what_the_log_gives(server):
    """Rows, words, tables and indexes."""
    assert [] == differences(server)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE commitments SET text = 'Something else'", "commitments: differs from the log"),
        ("UPDATE meetings SET known_to = 4", "meetings: differs from the log"),
        ("DELETE FROM facets WHERE facet = 'topic'", "facets: differs from the log"),
        ("DELETE FROM mentions", "mentions: differs from the log"),
        ("DELETE FROM meetings_words", "words of meetings: differs from the log"),
        ("UPDATE commitments_words SET words = '''elan'':3'", "words of commitments: differs from the log"),
        ("DROP INDEX commitments_due", "schema: differs from the log"),
        ("DROP TABLE mentions", "schema: differs from the log"),
        ("ALTER TABLE sources ADD COLUMN other TEXT", "schema: differs from the log"),
        ("CREATE TABLE other (id INTEGER)", "schema: differs from the log"),
    ],
)
def test_what_was_changed_on_a_server_is_told_and_mended(server, on_server, statement, said):
    """Whatever is not what the log gives is told by its table; a rebuild mends it."""
    on_server.execute(statement)

    assert said in differences(server)

    rebuild(server)
    assert ([said] if "CREATE TABLE" in statement else []) == differences(server)


def test_a_file_and_a_server_tell_the_same(server, tmp_path, clock):
    """Both in the form of the one and in the form of the other, where it can be had."""
    with closing(Ledger.create(tmp_path / "servanda.db", "test", clock)) as ledger:
        ledger.record(RECORDED, "a recorder")

    with closing(connect(tmp_path / "servanda.db")) as one, closing(connect(server)) as other:
        found = {name: list(rows) for name, rows in told(one, POSTGRES).items()}
        ids = found.pop("entries")
        there = {name: list(rows) for name, rows in told(other, POSTGRES).items()}
        assert [row[2:] for row in ids] == [row[2:] for row in there.pop("entries")]
        assert "'光海':1" in found["words of commitments"][0][1]
        assert found["schema"] == there["schema"]
        assert found["words of commitments"] == there["words of commitments"]
    with closing(connect(tmp_path / "servanda.db")) as one:
        assert "CREATE TABLE" in str(list(told(one, SQLITE)["schema"]))


@pytest.mark.parametrize(
    "found",
    [
        ["b", "a", "ab", "海底", "a", "é", "Z", "𠮷", "0"],
        ["a"] * 300,
        [str(number) for number in range(16_390)] + ["last", "0", "last"],
        [],
    ],
    ids=["order", "many of one", "beyond the last place", "none"],
)
def test_words_are_kept_as_postgresql_keeps_them(postgres, found):
    """`kept` is the text of the value that the server makes of the words."""
    value = full_text.value(POSTGRES, found)
    (text,) = postgres.superuser.execute("SELECT %s::tsvector::text", (value,)).fetchone()

    assert text == full_text.kept(found)
