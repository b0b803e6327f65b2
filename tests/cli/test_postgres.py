"""A ledger on a server, through the whole command line: who may do what, and what goes wrong."""

import json
import os
import re

import psycopg
import pytest

from postgres_server import PASSWORD
from servanda.cli import asking
from servanda.log import opening
from servanda.log.metadata import head_position
from servanda.projections import projector
from transcript import ENVIRONMENT, PREPARED, Desk, servanda

LOOKED = "record coverage-checked jp-fr-ict --occurred 2025-02-03 --through 2025-02-01"


@pytest.fixture(scope="module")
def _prepared(postgres, tmp_path_factory):
    """The name of a database with the ledger of tests/errors/ledger.jsonl."""
    ledger = postgres.at(postgres.database())
    for command in ("init --name example", f"append {PREPARED}"):
        result = servanda(
            command, tmp_path_factory.mktemp("desk"), SERVANDA_LEDGER=ledger.url, SERVANDA_RECORDED_BY=None
        )
        assert 0 == result.exit_code, result.output
    return ledger.database


@pytest.fixture
def ledger(postgres, _prepared):
    """A copy of it, for its superuser."""
    return postgres.at(postgres.database(_prepared))


@pytest.fixture
def superuser(ledger):
    """A connection past every right and guard."""
    with psycopg.connect(ledger.url, autocommit=True) as connection:
        connection.execute("SET search_path = servanda")
        yield connection


@pytest.fixture
def desk_of(postgres, ledger, tmp_path, monkeypatch):
    """A desk for a new member of a role, with the ledger on the server."""
    monkeypatch.setitem(ENVIRONMENT, "SERVANDA_RECORDED_BY", None)

    def made(*roles):
        user = postgres.user(*roles)
        monkeypatch.setitem(ENVIRONMENT, "SERVANDA_LEDGER", postgres.as_user(ledger, user).url)
        return Desk(tmp_path), user

    return made


def _entries(superuser):
    return superuser.execute("SELECT state FROM stored_events ORDER BY position").fetchall()


def _refused(result, *said):
    """What a command that was refused says: message and remedy, and never the password."""
    assert 2 == result.exit_code, result.output
    assert re.fullmatch(r"servanda: .*\n(  .*\n)+", result.stderr), result.stderr
    assert PASSWORD not in result.output
    for part in said:
        assert part in result.stderr
    return result


def test_who_records_on_a_server_is_its_user(desk_of, superuser):
    """Nothing says who records: it is the user who is connected, not the one of this machine."""
    desk, user = desk_of("servanda_writer")

    assert 0 == desk(LOOKED).exit_code

    assert user == json.loads(_entries(superuser)[-1][0])["recordedby"]


@pytest.mark.parametrize("how", ["option", "variable"])
def test_nobody_records_for_another(desk_of, superuser, how):
    """A name that is not the user's is refused, wherever it was given."""
    desk, user = desk_of("servanda_writer")
    before = _entries(superuser)

    given = {"SERVANDA_RECORDED_BY": "a minister"} if how == "variable" else {}
    result = desk(f"{LOOKED} --recorded-by 'a minister'" if how == "option" else LOOKED, **given)

    _refused(result, f"connected as '{user}'", "cannot record as 'a minister'", "Leave out --recorded-by")
    assert before == _entries(superuser)
    assert 0 == desk(f"{LOOKED} --recorded-by {user}").exit_code


def test_a_writer_appends_corrects_and_voids(desk_of, superuser):
    """Every verb that records, and the questions see it."""
    desk, _ = desk_of("servanda_writer")
    position = len(_entries(superuser))
    draft = {
        "type": "coverage-checked",
        "subject": "jp-fr-ict",
        "data": {"occurred": "2025-02-03", "through": "2025-02-01"},
    }

    assert 0 == desk("append -", json.dumps(draft).encode()).exit_code
    assert 0 == desk(f"correct '#{position + 1}' --through 2025-01-31 --reason 'misread'").exit_code
    assert 0 == desk(f"void '#{position + 1}' --reason 'nobody looked'").exit_code

    assert position + 3 == len(_entries(superuser))
    assert "nobody looked" in desk(f"show '#{position + 3}'").output
    assert 0 == desk("verify").exit_code


def test_a_dry_run_records_nothing_on_a_server(desk_of, superuser):
    """As with a file."""
    desk, _ = desk_of("servanda_writer")
    before = _entries(superuser)

    result = desk(f"{LOOKED} --dry-run")

    assert (0, before) == (result.exit_code, _entries(superuser))


def test_a_reader_asks_and_does_not_record(desk_of, superuser):
    """Who may only read is told whom to ask."""
    desk, user = desk_of("servanda_reader")
    before = _entries(superuser)

    for question in ("status", "dialogues --public-by 2024-01-01", "verify", "rebuild --check", "checkpoint"):
        assert 0 == desk(question).exit_code, question
    _refused(
        desk(LOOKED),
        f"the user {user} may not record",
        f'GRANT servanda_writer TO "{user}"',
    )
    _refused(desk("rebuild"), f"the user {user} may not record")
    assert before == _entries(superuser)


def test_a_read_model_that_is_behind_is_brought_up_by_who_may(desk_of, superuser):
    """A reader is told who can; a writer's question does it."""
    superuser.execute("UPDATE tracking SET notification_id = 1")
    superuser.execute("DELETE FROM entries WHERE position > 1")
    reader, _ = desk_of("servanda_reader")
    _refused(reader("status"), "is not at the end of the log", "`servanda rebuild`")

    superuser.execute("UPDATE tracking SET notification_id = 0")
    writer, _ = desk_of("servanda_writer")
    assert 0 == writer("status").exit_code

    assert 0 == writer("rebuild --check").exit_code


def test_a_stranger_is_told_which_role_is_missing(desk_of):
    """Somebody with a login and no role."""
    desk, user = desk_of()

    _refused(desk("status"), f"the user {user} may not read", f'GRANT servanda_reader TO "{user}"')


def test_a_wrong_password_is_refused_and_not_shown(postgres, ledger, tmp_path):
    """The message says where passwords are looked for."""
    user = postgres.user("servanda_reader")
    right, wrong = (postgres.at(ledger.database, user, word) for word in (PASSWORD, "tr0ub4dor"))

    assert 0 == servanda("status", tmp_path, SERVANDA_LEDGER=right.url).exit_code
    result = _refused(
        servanda("status", tmp_path, SERVANDA_LEDGER=wrong.url), "password authentication failed", "~/.pgpass"
    )

    assert "tr0ub4dor" not in result.output


def test_a_database_that_is_not_there(postgres, tmp_path):
    """Other than one without a ledger, it is for the administrator to make."""
    nowhere = postgres.at("servanda_test_nowhere")

    _refused(servanda("status", tmp_path, SERVANDA_LEDGER=nowhere.url), "does not exist", "CREATE DATABASE")


def test_a_database_without_a_ledger(postgres, tmp_path):
    """As with a file: `init` makes one, and a second time there is one already."""
    empty = postgres.at(postgres.database())

    _refused(servanda("status", tmp_path, SERVANDA_LEDGER=empty.url), "no servanda ledger", "servanda init")
    made = servanda("init", tmp_path, SERVANDA_LEDGER=empty.url)

    assert f"named {empty.database.replace('_', '-')}." in made.stdout
    _refused(servanda("init", tmp_path, SERVANDA_LEDGER=empty.url), "has a ledger already")


def test_a_database_of_another_encoding(postgres, tmp_path):
    """Not every text could be kept in it, and so no ledger is made there."""
    name = f"servanda_test_{os.getpid()}_latin1"
    postgres.superuser.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    try:
        result = servanda("init", tmp_path, SERVANDA_LEDGER=postgres.at(name).url)
    finally:
        postgres.superuser.execute(f"DROP DATABASE {name} WITH (FORCE)")

    _refused(result, "keeps texts in LATIN1", "ENCODING 'UTF8'")


def test_the_encoding_of_the_environment_is_not_used(desk_of, monkeypatch):
    """It would keep Japanese from being asked for."""
    desk, _ = desk_of("servanda_reader")
    monkeypatch.setenv("PGCLIENTENCODING", "LATIN1")

    assert 0 == desk("search 協議").exit_code
    assert 0 == desk("verify").exit_code


def test_a_ledger_of_a_newer_program(desk_of, superuser):
    """Its format is not guessed at."""
    superuser.execute("UPDATE ledger SET value = '99' WHERE name = 'format'")
    desk, _ = desk_of("servanda_writer")

    _refused(desk("status"), "has format 99", "upgrade this one")


def test_a_writer_loads_no_lines_of_others(desk_of, superuser, ledger):
    """A published log is signed by many; only the owner may put their entries in."""
    desk, _ = desk_of("servanda_writer")
    before = _entries(superuser)
    line = json.loads(before[-1][0])
    line |= {"id": line["id"][:-1] + "f", "time": "2099-01-01T00:00:00.000000Z", "recordedby": "a minister"}
    line["streamversion"] += 1
    line["data"] = {"occurred": {"edtf": "2025-01-01"}, "through": "2025-01-01"}
    line |= {"type": "servanda.coverage-checked", "dataschema": "urn:servanda:schema/coverage-checked/1"}
    (desk.folder / "more.jsonl").write_text(
        json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"
    )

    _refused(desk("load more.jsonl"), "takes nobody's entries but the user's own", "servanda_owner")
    assert before == _entries(superuser)

    assert 0 == desk("load more.jsonl", SERVANDA_LEDGER=ledger.url).exit_code
    assert "a minister" == json.loads(_entries(superuser)[-1][0])["recordedby"]


def test_a_connection_that_is_lost_in_the_middle_records_nothing(desk_of, superuser, monkeypatch):
    """It is said so, and the same command records it once."""
    desk, user = desk_of("servanda_writer")
    before = _entries(superuser)

    def cut(*_):
        superuser.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (user,)
        )

    with monkeypatch.context() as patch:
        patch.setattr(projector, "project", cut)
        _refused(desk(LOOKED), "Nothing was recorded.")
    assert before == _entries(superuser)

    assert 0 == desk(LOOKED).exit_code
    assert len(before) + 1 == len(_entries(superuser))


def test_a_connection_that_is_lost_while_asking(desk_of, superuser, monkeypatch):
    """A question can be asked again."""
    desk, user = desk_of("servanda_reader")

    def cut(rows):
        superuser.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (user,)
        )
        return head_position(rows)

    monkeypatch.setattr(asking, "head_position", cut)

    _refused(desk("status"), "cannot be read", "try again")


def test_without_the_extra_it_is_named(monkeypatch, tmp_path):
    """The driver is no part of a plain installation."""
    monkeypatch.setattr(opening, "find_spec", lambda _: None)

    for command in (
        "status",
        "init",
        "record coverage-checked x --occurred 2025 --through 2025-01-01",
        "doctor",
    ):
        result = servanda(
            command, tmp_path, SERVANDA_LEDGER=f"postgresql://desk:{PASSWORD}@db.example.org/ict"
        )
        assert 2 == result.exit_code
        assert "postgresql://desk@db.example.org/ict" in result.stderr
        assert "pip install 'servanda[postgres]'" in result.stderr
        assert PASSWORD not in result.output


def test_what_was_changed_past_the_guards_is_found(desk_of, superuser):
    """A superuser took the guards away, changed a byte and put them back."""
    desk, _ = desk_of("servanda_reader")
    superuser.execute("ALTER TABLE stored_events DISABLE TRIGGER USER")
    superuser.execute("UPDATE stored_events SET state = set_byte(state, 60, 65) WHERE position = 2")

    result = desk("verify")
    assert 1 == result.exit_code
    assert "#2 does not have the hash that was stored with it" in result.stdout
    assert "trigger" in result.stdout

    superuser.execute("ALTER TABLE stored_events ENABLE TRIGGER USER")
    assert "#2 does not have the hash" in desk("verify").stdout


def test_no_command_shows_the_password(desk_of):
    """Wherever the address is printed, it is without."""
    desk, user = desk_of("servanda_reader")
    commands = (
        "status",
        "doctor --json",
        "init",
        "backup copy.db",
        "restore copy.db",
        f"verify {ENVIRONMENT['SERVANDA_LEDGER']}",
        "rebuild",
        "publish out",
        "load out",
        LOOKED,
    )

    output = "".join(desk(command).output for command in commands)

    assert f"{user}@" in output
    assert PASSWORD not in output


def test_names_are_completed_from_a_server(desk_of):
    """And from none if it cannot be reached: completion has nobody to tell."""
    desk, _ = desk_of("servanda_reader")
    asked = {"_SERVANDA_COMPLETE": "bash_complete", "COMP_WORDS": "servanda show jp-f", "COMP_CWORD": "2"}

    assert "plain,jp-fr-ict" in desk("", **asked).stdout
    down = desk("", **asked, SERVANDA_LEDGER=f"postgresql://desk:{PASSWORD}@127.0.0.1:1/ict")
    assert (0, "") == (down.exit_code, down.output.strip())
