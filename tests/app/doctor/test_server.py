from contextlib import closing
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from given import established, held, looked
from servanda.app.doctor import examine, server
from servanda.app.recording import Ledger
from servanda.log.address import Server


@pytest.fixture
def ledger(postgres, clock):
    """A ledger of three entries on a server, for its superuser."""
    address = postgres.ledger()
    with closing(Ledger.open(address, clock)) as opened:
        opened.record([established(), held(22), looked()], opened.log.user)
    return address


@pytest.fixture
def superuser(ledger):
    """A connection past every right and guard."""
    with psycopg.connect(ledger.url, autocommit=True) as connection:
        connection.execute("SET search_path = servanda")
        yield connection


def diagnosed(address):
    """What is found about a ledger, by what it is about."""
    found = {diagnosis.about: diagnosis for diagnosis in examine(address)}
    assert all(bool(one.remedy) == (one.state != "ok") for one in found.values())
    return found


def test_a_ledger_on_a_server(ledger, postgres):
    """What is sound is said in figures, and nothing of files."""
    found = diagnosed(postgres.as_user(ledger, postgres.user("servanda_writer")))

    assert [
        *(
            "program",
            "driver",
            "server",
            "connection",
            "role",
            "encoding",
            "durability",
            "checksums",
            "clock",
        ),
        *("protection", "entries", "tree", "event types", "read model", "checkpoint", "key"),
    ] == list(found)
    for about in (
        "server",
        "connection",
        "role",
        "encoding",
        "clock",
        "protection",
        "entries",
        "tree",
        "read model",
    ):
        assert "ok" == found[about].state, found[about]
    version = postgres.superuser.info.parameter_status("server_version")
    assert found["server"].said.startswith(f"PostgreSQL {version}")
    assert found["entries"].said.startswith("3, the last recorded")
    assert "4 triggers" in found["protection"].said


@pytest.mark.parametrize(
    ("role", "state", "said"),
    [
        ("servanda_reader", "ok", "may ask, and not record"),
        ("servanda_writer", "ok", "may ask and record under this name"),
        ("servanda_owner", "note", "a member of servanda_owner"),
    ],
)
def test_the_rights_of_each_role(ledger, postgres, role, state, said):
    """Who is connected, and what he may do; whom no guard holds is told so."""
    user = postgres.user(role)

    found = diagnosed(postgres.as_user(ledger, user))["role"]

    assert state == found.state
    assert found.said.startswith(user)
    assert said in found.said


def test_a_superuser_is_told_that_no_guard_holds_him(ledger):
    """The tests connect as one."""
    assert "a superuser" in diagnosed(ledger)["role"].said


def test_durability_is_what_the_server_says(ledger, postgres):
    """A server that does not sync is a problem, whatever each append asks for."""
    settings = [
        postgres.superuser.execute(f"SHOW {name}").fetchone()[0] for name in ("fsync", "full_page_writes")
    ]

    found = diagnosed(ledger)["durability"]

    assert ("problem" if "off" in settings else "ok") == found.state
    assert found.said.startswith(f"fsync {settings[0]}, full_page_writes {settings[1]}")


def test_checksums_are_what_the_server_says(ledger, postgres):
    """Without them damage on the disk goes unnoticed until `verify`."""
    (on,) = postgres.superuser.execute("SHOW data_checksums").fetchone()

    assert ("ok" if on == "on" else "note") == diagnosed(ledger)["checksums"].state


@pytest.mark.parametrize(
    ("ahead", "said"), [(-30, "30 seconds behind the server"), (90, "90 seconds ahead of the server")]
)
def test_a_clock_that_differs_from_the_server_s(ledger, monkeypatch, ahead, said):
    """Entries get their time from this machine."""

    class Clock:
        @staticmethod
        def now(zone):
            assert UTC == zone
            return datetime.now(zone) + timedelta(seconds=ahead)

    monkeypatch.setattr(server, "datetime", Clock)

    assert ("note", True) == (diagnosed(ledger)["clock"].state, said in diagnosed(ledger)["clock"].said)


def test_a_guard_that_was_taken_away(ledger, superuser):
    """It is named."""
    superuser.execute("ALTER TABLE stored_events DISABLE TRIGGER events_stay")

    found = diagnosed(ledger)["protection"]

    assert "problem" == found.state
    assert "events_stay" in found.said


def test_a_read_model_that_is_behind(ledger, superuser):
    """The next question mends it, if whoever asks may."""
    superuser.execute("UPDATE tracking SET notification_id = 2")

    assert ("note", "made from 2 of 3 entries") == diagnosed(ledger)["read model"][1:3]


def test_entries_and_nodes_that_are_missing(ledger, superuser):
    """Taken from the middle by somebody whom no guard holds."""
    superuser.execute("ALTER TABLE stored_events DISABLE TRIGGER USER")
    superuser.execute("ALTER TABLE nodes DISABLE TRIGGER USER")
    superuser.execute("DELETE FROM stored_events WHERE position = 2")
    superuser.execute("DELETE FROM nodes WHERE place = 1")

    found = diagnosed(ledger)

    assert ("problem", "2 entries with positions from 1 to 3: some are missing") == found["entries"][1:3]
    assert ("problem", "3 hashes, where 3 entries have 4") == found["tree"][1:3]


def test_an_event_of_another_program(ledger, superuser):
    """Its type is named, with the entry."""
    superuser.execute("ALTER TABLE stored_events DISABLE TRIGGER USER")
    superuser.execute(
        "UPDATE stored_events SET state = convert_to(replace(convert_from(state, 'UTF8'), "
        "'schema/coverage-checked/1', 'schema/coverage-checked/9'), 'UTF8') WHERE position = 3"
    )

    assert "coverage-checked/9 (#3)" in diagnosed(ledger)["event types"].said


def test_a_server_that_is_down():
    """The message of the connection is a diagnosis; what can be said without it is."""
    found = diagnosed(Server("postgresql://desk@127.0.0.1:1/ict"))

    assert ["program", "driver", "ledger", "key"] == list(found)
    assert "problem" == found["ledger"].state


def test_an_empty_database_has_no_ledger(postgres):
    """As a file that is none."""
    found = diagnosed(postgres.at(postgres.database()))["ledger"]

    assert ("problem", True) == (found.state, "servanda init" in found.remedy)
