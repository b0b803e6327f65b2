"""The program, and what it needs to reach a ledger."""

import platform
import sqlite3
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from servanda import __version__
from servanda.app.doctor.diagnosis import OK, PROBLEM, Diagnosis
from servanda.log.address import Address
from servanda.log.ledger_file import wal_is_sound


def examine_program(ledger: Address) -> Iterator[Diagnosis]:
    """Which versions are at work."""
    yield Diagnosis("program", OK, f"servanda {__version__}, Python {platform.python_version()}")
    if not isinstance(ledger, Path):
        yield _driver()
        return
    if wal_is_sound(sqlite3.sqlite_version_info):
        why = "it has the fix of the WAL-reset defect, so a write-ahead log is used"
    else:
        why = "it lacks the fix of the WAL-reset defect, so a rollback journal is used"
    yield Diagnosis("SQLite", OK, f"{sqlite3.sqlite_version}; {why}")


def _driver() -> Diagnosis:
    try:
        return Diagnosis("driver", OK, f"psycopg {version('psycopg')}")
    except PackageNotFoundError:
        return Diagnosis("driver", PROBLEM, "psycopg is not installed", "pip install 'servanda[postgres]'")
