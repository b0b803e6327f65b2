"""Copies of a ledger on a server: a dump restored elsewhere, and a replica, have its root and its answers."""

import re
import shutil
import subprocess
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep

import psycopg
import pytest

from given import TODAY, established, held, looked, made, published
from postgres_server import programs, started
from servanda import queries
from servanda.app.reading import cut_to_public, open_rows
from servanda.app.recording import Ledger
from servanda.app.verifying import verify_ledger
from servanda.errors import LedgerError
from servanda.log.address import Server
from servanda.queries import AsOf
from strategies import Clock

DRAFTS = [published(), established(), held(22, citations=["mic-2023-11-14"]), made(), looked()]


def recorded(address):
    """A ledger made there, with a few entries."""
    with closing(Ledger.create(address, "test", Clock())) as ledger:
        ledger.record(DRAFTS, ledger.log.user)


def answers(address):
    """What is asked of a ledger, and what a verification of all of it says."""
    with closing(open_rows(address)) as rows:
        as_of = AsOf(TODAY)
        told = (
            queries.status(rows, as_of),
            list(queries.commitments(rows, as_of)),
            list(queries.search(rows, "round", as_of)),
        )
    return *told, verify_ledger(address)


def _major(*command):
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603  our own
    return int(re.search(r"(\d+)", said)[1])


def _tool(name, least):
    """A program of PostgreSQL that is new enough for the server: the one on the path, or ours."""
    for found in (shutil.which(name), programs() / name):
        if found is not None and _major(found, "--version") >= least:
            return found
    return pytest.skip(f"there is no {name} of PostgreSQL {least} or later")


def test_a_dump_that_was_restored_has_root_and_answers(postgres, tmp_path):
    """Taken with pg_dump and put into an empty database with pg_restore, guards and all."""
    version = postgres.superuser.info.server_version // 10_000
    dump, restore = _tool("pg_dump", version), _tool("pg_restore", version)
    there, again = (postgres.at(postgres.database()) for _ in range(2))
    recorded(there)
    file = tmp_path / "ledger.dump"

    subprocess.run([dump, "--format=custom", f"--file={file}", there.url], check=True)  # noqa: S603  our own
    subprocess.run([restore, f"--dbname={again.url}", "--exit-on-error", file], check=True)  # noqa: S603

    assert answers(there) == answers(again)
    assert [] == answers(again)[-1].findings
    with closing(Ledger.open(again, Clock())) as ledger:
        ledger.record([held(23, "2024-11-26")], ledger.log.user)
    assert 6 == verify_ledger(again).size


@contextmanager
def primary_and_replica():
    """The addresses of a database on two new servers, of which one follows the other."""
    with tempfile.TemporaryDirectory(prefix="servanda-replica-", ignore_cleanup_errors=True) as name:
        first, second = Path(name) / "first", Path(name) / "second"
        with started(first):
            pass  # made, and stopped in order
        subprocess.run(["cp", "-a", first, second], check=True)  # noqa: S603, S607  owners and all
        with (first / "pg_hba.conf").open("a") as access:
            access.write("local replication postgres trust\n")
        (second / "standby.signal").touch()
        with (second / "postgresql.conf").open("a") as settings:
            settings.write(f"primary_conninfo = 'host={first} user=postgres'\n")
        with started(first) as url, started(second) as other:
            yield Server(url), Server(other)


def test_a_replica_answers_and_records_nothing():
    """It has the root and the answers of its primary; what would write there is refused, and says why."""
    with primary_and_replica() as (primary, replica):
        recorded(primary)
        _wait_for(primary, replica)

        assert answers(primary) == answers(replica)
        assert [] == answers(replica)[-1].findings
        with pytest.raises(LedgerError) as caught, closing(Ledger.open(replica, Clock())) as ledger:
            ledger.record([held(23, "2024-11-26")], ledger.log.user)
        assert "only reads" in f"{caught.value}" or "read-only" in f"{caught.value}"
        with closing(open_rows(replica)) as rows, pytest.raises(Exception, match="temporary"):
            cut_to_public(rows, queries.NOW, TODAY)


def _wait_for(primary, replica):
    """Until the replica has replayed what the primary has written."""
    with psycopg.connect(primary.url) as there, psycopg.connect(replica.url, autocommit=True) as here:
        (end,) = there.execute("SELECT pg_current_wal_lsn()").fetchone()
        until = monotonic() + 30
        while not here.execute("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", (end,)).fetchone()[0]:
            assert monotonic() < until
            sleep(0.05)
