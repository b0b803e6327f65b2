"""The program, and the database library it is linked with."""

import platform
import sqlite3
from collections.abc import Iterator

from servanda import __version__
from servanda.app.doctor.diagnosis import OK, Diagnosis
from servanda.log.ledger_file import wal_is_sound


def examine_program() -> Iterator[Diagnosis]:
    """Which versions are at work."""
    yield Diagnosis("program", OK, f"servanda {__version__}, Python {platform.python_version()}")
    if wal_is_sound(sqlite3.sqlite_version_info):
        why = "it has the fix of the WAL-reset defect, so a write-ahead log is used"
    else:
        why = "it lacks the fix of the WAL-reset defect, so a rollback journal is used"
    yield Diagnosis("SQLite", OK, f"{sqlite3.sqlite_version}; {why}")
