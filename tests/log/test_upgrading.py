"""A ledger of format 1 becomes one of format 2: the same bytes, with the tree over them."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from click.testing import CliRunner

from given import established, held, looked
from servanda.app.comparable import contents
from servanda.app.loading import load
from servanda.app.publishing import publish
from servanda.app.reading import open_rows
from servanda.app.recording import Ledger
from servanda.app.verifying import verify_ledger
from servanda.cli.main import main
from servanda.errors import LedgerError
from servanda.log import ledger_file, upgrading
from servanda.log.lines import Lines
from servanda.log.rows import SQLiteRows
from servanda.projections import projector

ENTRIES = 21
TABLES = ("stored_events", "ledger", "tracking")


def tables(path):
    """What format 1 had, byte for byte."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as rows:
        return [rows.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in TABLES]


def format_of(path):
    """The format, and what of format 2 is there."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as rows:
        there = {row[0] for row in rows.execute("SELECT sql FROM sqlite_schema")}
        number = rows.execute("PRAGMA user_version").fetchone()[0]
    return number, [statement for statement in ledger_file.ADDED if statement in there]


@pytest.fixture
def new(tmp_path, clock):
    """A ledger as this program makes it."""
    path = tmp_path / "new.db"
    drafts = [held(number, occurred=f"2023-11-{number:02}") for number in range(1, ENTRIES)]
    with closing(Ledger.create(path, "test", clock)) as ledger:
        ledger.catch_up()
        ledger.record([established(), *drafts], "a recorder")
    return path


@pytest.fixture(params=[True, False], ids=["WAL", "rollback journal"])
def old(request, monkeypatch, tmp_path, new):
    """The same ledger as format 1 had it, made by the statements of that time."""
    monkeypatch.setattr(ledger_file, "wal_is_sound", lambda _: request.param)
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path, isolation_level=None, factory=SQLiteRows)) as rows:
        if request.param:
            rows.execute("PRAGMA journal_mode = WAL")
        rows.execute("BEGIN")
        for statement in ledger_file.CREATE[: -len(ledger_file.ADDED)]:
            rows.execute(statement)
        for name, copied in zip(TABLES, tables(new), strict=True):
            rows.executemany(f"INSERT INTO {name} VALUES ({','.join('?' * len(copied[0]))})", copied)
        rows.execute(f"PRAGMA application_id = {ledger_file.APPLICATION_ID}")
        rows.execute("PRAGMA user_version = 1")
        projector.rebuild(rows, Lines(rows))
        rows.execute("COMMIT")
    assert (1, []) == format_of(path)
    assert tables(new) == tables(path)
    return path


def write(path):
    ledger_file.connect(path, write=True).close()


def test_opening_for_writing_upgrades(old, new, tmp_path):
    """No byte of an entry changes, and the tree is that of a ledger into which the log is loaded anew."""
    before = tables(old)

    write(old)

    assert (ledger_file.FORMAT, list(ledger_file.ADDED)) == format_of(old)
    assert before == tables(old)
    with closing(open_rows(new)) as rows:
        publish(rows, tmp_path / "events")
    with closing(Ledger.create(tmp_path / "fresh.db", "test")) as fresh:
        load(fresh, tmp_path / "events")
    nodes = []
    for path in (old, new, tmp_path / "fresh.db"):
        with closing(ledger_file.connect(path)) as rows:
            nodes.append(rows.execute("SELECT * FROM nodes ORDER BY place").fetchall())
    assert nodes[0] == nodes[1] == nodes[2] != []
    found = verify_ledger(old)
    assert ([], ENTRIES) == (found.findings, found.size)
    assert verify_ledger(tmp_path / "fresh.db").root == found.root


def test_an_upgraded_ledger_goes_on(old):
    """Recording upgrades; the new entry is in the tree."""
    with closing(Ledger.open(old)) as ledger:
        ledger.record([looked()], "a recorder")

    found = verify_ledger(old)
    assert ([], ENTRIES + 1) == (found.findings, found.size)
    write(old)
    assert found == verify_ledger(old)


def test_an_upgrade_goes_in_batches(old, monkeypatch, new):
    """Wherever a batch ends, the tree is the same."""
    monkeypatch.setattr(upgrading, "BATCH", 5)
    write(old)
    assert verify_ledger(new) == verify_ledger(old)


def test_reading_leaves_it(old, new):
    """Questions and `verify` change nothing, and answer as of the same log."""
    before = old.read_bytes()

    with closing(open_rows(old)) as rows, closing(open_rows(new)) as others:
        assert contents(others) == contents(rows)
    found = verify_ledger(old)

    assert ([], verify_ledger(new).root) == (found.findings, found.root)
    assert (1, []) == format_of(old)
    assert before == old.read_bytes()


def test_a_proof_needs_the_tree(old):
    """Until something has been recorded, `prove` says what to do; nothing else is wrong with the ledger."""
    result = CliRunner().invoke(main, ["prove", "#3", "--ledger", str(old)])

    assert 2 == result.exit_code
    assert "has format 1, which has no tree" in result.stderr
    assert "servanda rebuild" in result.stderr
    assert 0 == CliRunner().invoke(main, ["rebuild", "--ledger", str(old)]).exit_code
    assert 0 == CliRunner().invoke(main, ["prove", "#3", "--ledger", str(old)]).exit_code


UPGRADING = """
import sys
from pathlib import Path
from servanda.log import ledger_file
print("ready", flush=True)
sys.stdin.readline()
ledger_file.connect(Path(sys.argv[1]), write=True).close()
"""

CRASHING = """
import os, sys
from pathlib import Path
from servanda.log import ledger_file, upgrading
grow = upgrading.grow
def crash(*arguments):
    grow(*arguments)
    os._exit(9)
upgrading.grow, upgrading.BATCH = crash, 5
ledger_file.connect(Path(sys.argv[1]), write=True)
"""


def python(script, path):
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen([sys.executable, "-c", script, str(path)], env=environment, **pipes)  # noqa: S603


def test_of_processes_that_upgrade_at_once_one_does(old, new):
    """The others find it done; nobody is told of an error."""
    before = tables(old)
    others = [python(UPGRADING, old) for _ in range(3)]
    for other in others:
        assert "ready\n" == other.stdout.readline()
    for other in others:
        other.stdin.write("go\n")
        other.stdin.flush()

    assert [("", "")] * 3 == [other.communicate() for other in others]

    assert before == tables(old)
    assert (verify_ledger(new), ledger_file.FORMAT) == (verify_ledger(old), format_of(old)[0])


def test_a_crash_in_the_middle_leaves_format_1(old, new):
    """The next to write begins the upgrade again."""
    before = tables(old)

    other = python(CRASHING, old)
    other.communicate()

    assert 9 == other.returncode
    ledger_file.connect(old).close()
    assert ((1, []), before) == (format_of(old), tables(old))
    write(old)
    assert before == tables(old)
    assert verify_ledger(new) == verify_ledger(old)


@pytest.mark.parametrize("statement", range(len(ledger_file.ADDED) + 1))
def test_an_upgrade_that_fails_changes_nothing(old, monkeypatch, statement):
    """Whichever step it is; the ledger is still read."""
    broken = [*ledger_file.ADDED[:statement], "CREATE NONSENSE", *ledger_file.ADDED[statement:]]
    monkeypatch.setattr(upgrading, "ADDED", broken)
    before = tables(old)

    with pytest.raises(LedgerError, match="cannot be written"):
        write(old)

    assert ((1, []), before) == (format_of(old), tables(old))
    ledger_file.connect(old).close()
