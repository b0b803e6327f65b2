"""Who may do what in a ledger on PostgreSQL, held by the database whatever program is used."""

from contextlib import closing

import psycopg
import pytest

from given import established, looked
from servanda.app.recording import Ledger
from servanda.errors import LedgerError
from servanda.log.postgres import PostgresLog
from servanda.log.postgres_schema import OWNER, READER, WRITER
from servanda.log.postgres_server import connect, create
from servanda.projections.tables import READ_MODEL, STILL
from strategies import Clock


def row(position, subject="jp-fr-ict", number=3, signed="NAME"):
    """The row of an entry, signed by the user himself."""
    state = f"""convert_to('{{"recordedby":"{signed}"}}', 'UTF8')"""
    return f"({position}, '{subject}', {number}, 'meeting-held', {state})"


INSERT = "INSERT INTO stored_events VALUES "
REWRITING = [
    "UPDATE stored_events SET state = '' WHERE position = 1",
    "DELETE FROM stored_events",
    "DELETE FROM stored_events WHERE position = 2",
    "TRUNCATE stored_events",
    "UPDATE nodes SET hash = ''",
    "DELETE FROM nodes WHERE place = 2",
    "TRUNCATE nodes",
    f"{INSERT}{row(2)} ON CONFLICT (position) DO UPDATE SET state = ''",
    "MERGE INTO stored_events USING (VALUES (1)) v(n) ON position = n WHEN MATCHED THEN DELETE",
]
SKIPPING = {
    "a position too far": INSERT + row(4),
    "position 0": INSERT + row(0),
    "a number too far": INSERT + row(3, number=4),
    "a stream that begins with 2": INSERT + row(3, "jp-eu-ict", 2),
    "numbers against the order": f"{INSERT}{row(3, number=4)}, {row(4, number=3)}",
    "a node too far": "INSERT INTO nodes VALUES (5, '')",
}


def opened(server):
    """A ledger, opened for recording."""
    log = PostgresLog(server, READ_MODEL)
    return closing(Ledger(log, log.name, Clock()))


@pytest.fixture(scope="module")
def server(postgres):
    """A ledger with two entries of its owner."""
    server = postgres.ledger()
    with opened(server) as ledger:
        ledger.catch_up()
        ledger.record([established(), looked()], ledger.log.user)
    return server


@pytest.fixture(scope="module")
def users(postgres, server):
    """The addresses of the ledger for a user of each role."""
    return {
        role: postgres.as_user(server, postgres.user(*roles))
        for role, roles in {"writer": [WRITER], "reader": [READER], "owner": [OWNER], "stranger": []}.items()
    }


def run(server, *statements):
    """What statements raise and leave, run by a program that is not this one."""
    with psycopg.connect(server.url, options="-c search_path=servanda") as connection:
        before = connection.execute("SELECT * FROM stored_events, nodes ORDER BY 1").fetchall()
        connection.commit()
        try:
            for statement in statements:
                connection.execute(statement)
            connection.commit()
        except psycopg.Error as error:
            connection.rollback()
            return error
        finally:
            assert before == connection.execute("SELECT * FROM stored_events, nodes ORDER BY 1").fetchall()
    return None


@pytest.mark.parametrize("statement", REWRITING)
def test_the_owner_cannot_rewrite_the_log(server, statement):
    """Not even a superuser who says that his session only replays what another server wrote."""
    replaying = "SET LOCAL session_replication_role = replica"

    for said in (run(server, statement), run(server, replaying, statement)):
        assert isinstance(said, psycopg.IntegrityError)
        assert "append_only" == said.diag.constraint_name


@pytest.mark.parametrize("statement", REWRITING)
@pytest.mark.parametrize("role", ["writer", "reader"])
def test_who_does_not_own_the_log_may_not_even_try(users, role, statement):
    """To change, remove and replace is no right of a writer or reader."""
    assert isinstance(run(users[role], statement), psycopg.errors.InsufficientPrivilege)


@pytest.mark.parametrize("what", SKIPPING)
@pytest.mark.parametrize("role", ["writer", "owner"])
def test_nobody_skips_a_position_or_number(users, role, what):
    """Whatever is inserted by hand follows what is there, and so does what comes with it."""
    name = connect_name(users[role])

    said = run(users[role], SKIPPING[what].replace("NAME", name))

    assert isinstance(said, psycopg.IntegrityError)
    assert "gapless" == said.diag.constraint_name


def connect_name(server):
    """The user of an address."""
    return server.url.partition("://")[2].partition(":")[0]


@pytest.mark.parametrize("signed", ["an owner", ""])
def test_nobody_signs_for_another(users, signed):
    """An entry that names somebody else as its recorder is refused, whatever program inserts it."""
    said = run(users["writer"], INSERT + row(3, signed=signed))

    assert isinstance(said, psycopg.IntegrityError)
    assert "recordedby" == said.diag.constraint_name


@pytest.mark.parametrize("state", ["''", "'\\xff'", "'{}'", "'[]'"])
def test_what_is_signed_by_nobody_is_refused(users, state):
    """Bytes that name no recorder, or are none of an entry."""
    said = run(
        users["writer"], f"INSERT INTO stored_events VALUES (3, 'jp-fr-ict', 3, 'meeting-held', {state})"
    )

    assert isinstance(said, psycopg.DatabaseError)
    assert not isinstance(said, psycopg.OperationalError)


def test_another_role_does_not_change_the_signature(postgres, users):
    """Who became another role within his session still signs as the one who logged in."""
    other = postgres.user(WRITER)
    postgres.superuser.execute(f'GRANT "{other}" TO "{connect_name(users["writer"])}"')

    said = run(users["writer"], f'SET ROLE "{other}"', INSERT + row(3, signed=other))

    assert "recordedby" == said.diag.constraint_name


@pytest.mark.parametrize(
    "statement",
    [
        INSERT + row(3),
        "INSERT INTO nodes VALUES (3, '')",
        "DELETE FROM entries",
        "UPDATE ledger SET value = 'another'",
        "CREATE TABLE servanda.extra ()",
    ],
)
def test_a_reader_reads_only(users, statement):
    """Nothing is added, changed or made by somebody who is no writer."""
    assert isinstance(run(users["reader"], statement), psycopg.errors.InsufficientPrivilege)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET value = 'another'",
        "DELETE FROM ledger",
        "DROP TABLE entries",
        "CREATE TABLE servanda.extra ()",
        "ALTER TABLE stored_events DISABLE TRIGGER events_stay",
        "CREATE OR REPLACE FUNCTION servanda.refuse() RETURNS trigger LANGUAGE sql AS 'SELECT NULL'",
    ],
)
def test_a_writer_makes_and_unmakes_nothing(users, statement):
    """Name, tables and guards are the owner's."""
    assert isinstance(run(users["writer"], statement), psycopg.errors.InsufficientPrivilege)


def test_a_writer_records_under_his_own_name(postgres):
    """The read model follows, with rows that begin and rows that end, and a reader sees them."""
    server = postgres.ledger()
    with opened(server) as ledger:
        ledger.catch_up()
    writer = postgres.as_user(server, postgres.user(WRITER))
    reader = postgres.as_user(server, postgres.user(READER))

    with opened(writer) as ledger:
        assert connect_name(writer) == ledger.log.user
        ledger.record([established()], ledger.log.user)
        ledger.record([looked()], ledger.log.user)
        ledger.catch_up(anew=True)

        assert 2 == ledger.log.projected()
    with closing(connect(reader)) as rows:
        found = rows.execute(
            "SELECT known_from, known_to, checked_through FROM dialogues ORDER BY row_id"
        ).fetchall()
    assert [(1, 2, None), (2, STILL, None), (2, STILL, "2025-02-01")] == found


def test_a_read_model_of_another_version_is_the_owners_to_replace(users):
    """A writer is told who can, and what to run; the owner's tables are then the writers' to fill."""
    newer = PostgresLog(users["writer"], "another version")
    with closing(newer), pytest.raises(LedgerError, match="member of servanda_owner runs `servanda rebuild"):
        newer.catch_up(lambda *_: pytest.fail("built"))

    with opened(users["owner"]) as ledger:
        ledger.catch_up(anew=True)

    with opened(users["writer"]) as ledger:
        ledger.record([looked()], ledger.log.user)
        assert ledger.log.head().position == ledger.log.projected()


@pytest.mark.parametrize(
    ("role", "write", "said", "remedy"),
    [
        ("reader", True, "may not record in", 'GRANT servanda_writer TO "{}"'),
        ("stranger", True, "may not read the ledger", 'GRANT servanda_reader TO "{}"'),
        ("stranger", False, "may not read the ledger", 'GRANT servanda_reader TO "{}"'),
    ],
)
def test_who_lacks_a_role_is_told_which(users, role, write, said, remedy):
    """With the words that give it."""
    with pytest.raises(LedgerError, match=said) as raised:
        connect(users[role], write=write)

    assert remedy.format(connect_name(users[role])) in raised.value.remedy


def test_a_database_owner_without_further_rights_makes_a_ledger(postgres):
    """The roles are there already, and the administrator has made him a member."""
    postgres.ledger()
    user = postgres.user(OWNER)
    server = postgres.at(postgres.database(owner=user), user)

    create(server, "his")

    with closing(connect(server, write=True)) as rows:
        assert [("his",)] == rows.execute("SELECT value FROM ledger WHERE name = 'name'").fetchall()
    with pytest.raises(LedgerError, match="has a ledger already"):
        create(server, "again")


def test_who_may_make_roles_needs_no_administrator(postgres):
    """He becomes a member of the owner's role himself, where he administers it."""
    postgres.ledger()
    user = postgres.user(options="CREATEROLE")
    postgres.superuser.execute(f'GRANT {OWNER} TO "{user}" WITH ADMIN OPTION')
    server = postgres.at(postgres.database(owner=user), user)

    create(server, "his")

    connect(server, write=True).close()


def test_what_an_administrator_has_to_do_is_said(postgres):
    """Who is not of the owner's role, or does not own the database, learns whom to ask for what."""
    postgres.ledger()
    outsider, member = postgres.user(), postgres.user(OWNER)

    with pytest.raises(LedgerError, match="is not a member of servanda_owner") as raised:
        create(postgres.at(postgres.database(owner=outsider), outsider), "his")
    assert f'GRANT servanda_owner TO "{outsider}"' in raised.value.remedy

    with pytest.raises(LedgerError, match="permission denied for database") as raised:
        create(postgres.at(postgres.database(), member), "his")
    assert f'OWNER "{member}"' in raised.value.remedy
