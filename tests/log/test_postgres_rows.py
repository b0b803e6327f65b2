"""A PostgreSQL database asked in the words of every store."""

import tracemalloc
from contextlib import closing

import psycopg
import pytest

from servanda.errors import LedgerError
from servanda.log import postgres_rows
from servanda.log.postgres_rows import FEW, PostgresRows, numbered
from servanda.log.postgres_server import connect

AWKWARD = [
    "",
    "a\tb",
    "line\nline",
    "\\",
    "\\N",
    "\\.",
    "%s",
    "%",
    "?",
    "'",
    '"',
    "$1",
    "海底ケーブル",
    "😀",
    None,
]


@pytest.fixture(scope="module")
def server(postgres):
    return postgres.ledger()


@pytest.fixture
def rows(server):
    """A connection with a temporary table of one column of each type."""
    with closing(connect(server, write=True)) as rows:
        rows.execute("CREATE TEMPORARY TABLE found (number BIGINT, said TEXT, line BYTEA)")
        yield rows


def found(rows):
    return rows.execute("SELECT * FROM found ORDER BY number").fetchall()


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT ? WHERE ? < 2", "SELECT $1 WHERE $2 < 2"),
        ("SELECT '?' || ?", "SELECT '?' || $1"),
        ("SELECT 'it''s ?', \"a?\", ?", "SELECT 'it''s ?', \"a?\", $1"),
        ("SELECT '10 %' LIKE ?", "SELECT '10 %' LIKE $1"),
    ],
)
def test_a_mark_is_a_place_for_a_value(sql, expected):
    """Those in quotes stand for themselves, and so does whatever the driver would take for its own."""
    assert expected == numbered(sql)


def test_values_come_back_as_they_went(rows):
    """Numbers of 64 bits, any text, and bytes."""
    given = [(number, said, bytes([number, 0, 255])) for number, said in enumerate(AWKWARD)]
    given.append((2**63 - 1, "the last", b""))
    for row in given:
        rows.execute("INSERT INTO found VALUES (?, ?, ?)", row)

    assert given == found(rows)


@pytest.mark.parametrize("many", [0, 1, FEW, FEW + 1, 3 * FEW])
@pytest.mark.parametrize(
    "columns", ["found", "found (number, said, line)"], ids=["all columns", "named columns"]
)
def test_few_and_many_rows_are_inserted_alike(rows, columns, many):
    """In one statement or by COPY, from whatever can be gone through once."""
    given = [(number, AWKWARD[number % len(AWKWARD)], b"\\x00\n") for number in range(many)]

    rows.executemany(f"INSERT INTO {columns} VALUES (?, ?, ?)", iter(given))

    assert given == found(rows)


@pytest.mark.parametrize("many", [3, 3 * FEW])
def test_what_is_there_already_stays(rows, many):
    """As ON CONFLICT DO NOTHING has it, which COPY does not know."""
    rows.execute("ALTER TABLE found ADD PRIMARY KEY (number)")
    rows.execute("INSERT INTO found VALUES (1, 'first', '')")

    rows.executemany(
        "INSERT INTO found VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(n % 7, "again", b"") for n in range(many)],
    )

    assert (1, "first", b"") == found(rows)[1]
    assert min(many, 7) == len(found(rows))


@pytest.mark.parametrize("many", [2, 3 * FEW])
def test_a_word_vector_is_inserted_alike(rows, many):
    """The server reads it from text, in either way."""
    rows.execute("CREATE TEMPORARY TABLE words (row_id BIGINT, words TSVECTOR)")

    rows.executemany("INSERT INTO words VALUES (?, ?::tsvector)", [(n, "'b':2 'a':1") for n in range(many)])

    assert [("'a':1 'b':2",)] * many == rows.execute("SELECT words::text FROM words").fetchall()


@pytest.mark.parametrize("in_transaction", [False, True])
def test_an_answer_is_gone_through_while_others_are_asked(rows, monkeypatch, in_transaction):
    """Part after part, in its order, as it was when it was first looked at."""
    monkeypatch.setattr(postgres_rows, "AT_ONCE", 10)
    rows.executemany("INSERT INTO found VALUES (?, '', '')", [(number,) for number in range(95)])
    if in_transaction:
        rows.execute("BEGIN")

    seen = []
    for (number,) in rows.execute("SELECT number FROM found ORDER BY number"):
        rows.execute("UPDATE found SET number = number + 1000 WHERE number = ?", (number,))
        seen.append(number)

    assert list(range(95)) == seen
    assert 1094 == found(rows)[-1][0]


def test_an_answer_that_is_not_gone_through_to_its_end_is_let_go(rows, monkeypatch):
    """Nothing of it stays open at the server."""
    monkeypatch.setattr(postgres_rows, "AT_ONCE", 10)
    rows.executemany("INSERT INTO found VALUES (?, '', '')", [(number,) for number in range(95)])
    for (number,) in rows.execute("SELECT number FROM found ORDER BY number"):
        if number == 5:
            break

    assert [] == rows.execute("SELECT name FROM pg_cursors WHERE name LIKE 'answer%'").fetchall()


def test_a_connection_may_be_closed_in_the_middle_of_an_answer(server):
    """Which then ends without a word."""
    rows = connect(server)
    answer = rows.execute("SELECT generate_series(1, 9)")
    assert (1,) == next(iter(answer))
    rows.close()
    del answer


def test_an_answer_is_taken_in_pieces(rows):
    """One, some and the others, as with SQLite's."""
    rows.executemany("INSERT INTO found VALUES (?, '', '')", [(number,) for number in range(9)])
    asked = "SELECT number FROM found ORDER BY number"

    answer = rows.execute(asked)
    assert ["number"] == [column[0] for column in answer.description]
    assert [(0,), [(1,), (2,)], (3,)] == [answer.fetchone(), answer.fetchmany(2), answer.fetchone()]
    assert [(4,), (5,), (6,), (7,), (8,)] == answer.fetchall()

    answer = rows.execute(asked)
    assert [[(0,), (1,)], (2,)] == [answer.fetchmany(2), answer.fetchone()]
    assert 6 == len(answer.fetchall())


def test_a_large_answer_takes_no_more_memory_than_a_part_of_it(rows):
    """Going through forty megabytes holds a few of them."""
    rows.execute("INSERT INTO found SELECT n, repeat('x', 1000), '' FROM generate_series(1, 40000) n")
    tracemalloc.start()
    try:
        assert 40_000 == sum(1 for _ in rows.execute("SELECT * FROM found"))
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


def test_statements_together_are_answered_each(rows):
    """Sent without waiting in between; an error in one of them is raised, and nothing of them stays."""
    with rows.together(1):
        rows.executemany("INSERT INTO found VALUES (?, '', '')", [(number,) for number in range(3 * FEW)])
        assert 3 * FEW == rows.execute("SELECT count(*) FROM found").fetchall()[0][0]

    rows.execute("BEGIN")
    with pytest.raises(LedgerError):
        _empty_and_fail(rows)
    rows.execute("ROLLBACK")
    assert 3 * FEW == len(found(rows))


def _empty_and_fail(rows):
    with rows.together(1):
        rows.execute("DELETE FROM found")
        rows.execute("INSERT INTO nowhere VALUES (1)")
        rows.execute("SELECT 1").fetchall()


def test_an_error_is_said_as_is_asked_for(server):
    """That of the ledger, or the driver's own for whoever goes on from it."""
    with closing(connect(server)) as rows:
        with pytest.raises(LedgerError, match="there is no servanda ledger"):
            rows.execute("SELECT * FROM nowhere").fetchall()
        with pytest.raises(psycopg.errors.UndefinedTable):
            PostgresRows(rows.connection).execute("SELECT * FROM nowhere").fetchall()
