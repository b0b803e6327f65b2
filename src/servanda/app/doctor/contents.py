"""What is in the file of a ledger, as far as it can be read. Opened for reading only."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from servanda.app.doctor.diagnosis import NOTE, OK, PROBLEM, Diagnosis, Found
from servanda.app.doctor.log import FROM_ELSEWHERE, entries, event_types, protection, read_model, tree
from servanda.app.doctor.place import append_cut_off
from servanda.errors import LedgerError
from servanda.log import ledger_file
from servanda.log.rows import SQLiteRows

PATIENCE = 5.0
"""Seconds to wait for somebody who is recording."""
SYNCHRONOUS = ("OFF", "NORMAL", "FULL", "EXTRA")
JOURNALS = {"wal": "write-ahead log", "delete": "rollback journal"}


def examine_contents(path: Path) -> Iterator[Diagnosis]:
    """Look into a ledger; what cannot be read is a diagnosis of its own."""
    if append_cut_off(path.resolve()):
        yield Diagnosis(
            "contents", NOTE, "not looked at while an append is half done", "Run another command first."
        )
        return
    try:
        rows = ledger_file.connect(path, timeout=PATIENCE)
    except LedgerError as error:
        yield Diagnosis("ledger", PROBLEM, error.message, error.remedy)
        return
    with closing(rows):
        for about, look in LOOKS.items():
            try:
                found = look(rows)
            except sqlite3.DatabaseError as error:
                found = Found(PROBLEM, f"cannot be read: {error}", _remedy(error))
            yield Diagnosis(about, *found)


def _remedy(error: sqlite3.DatabaseError) -> str:
    return "Another program is writing; try again." if "locked" in str(error) else FROM_ELSEWHERE


def _format(rows: SQLiteRows) -> Found:
    (found,) = rows.execute("PRAGMA user_version").fetchone()
    if found == ledger_file.FORMAT:
        return Found(OK, f"{found}, the one this program writes")
    return Found(
        NOTE,
        f"{found}; this program writes {ledger_file.FORMAT}",
        "The next command that records brings it up to date; every entry keeps its bytes.",
    )


def _durability(rows: SQLiteRows) -> Found:
    """The settings that a connection has which was set as the program sets it for recording."""
    wanted = "wal" if ledger_file.wal_is_sound(sqlite3.sqlite_version_info) else "delete"
    (journal,) = rows.execute("PRAGMA journal_mode").fetchone()
    if journal != wanted and journal in JOURNALS:
        return Found(
            NOTE,
            f"the file was last written with a {JOURNALS[journal]}; here a {JOURNALS[wanted]} is used",
            "The next command that records changes it.",
        )
    ledger_file.configure(rows)
    (journal,) = rows.execute("PRAGMA journal_mode").fetchone()
    synchronous = SYNCHRONOUS[rows.execute("PRAGMA synchronous").fetchone()[0]]
    said = f"{JOURNALS.get(journal, journal)}, synchronous {synchronous}"
    if (journal, synchronous) in {("wal", "FULL"), ("wal", "EXTRA"), ("delete", "EXTRA")}:
        return Found(OK, f"{said}: what is acknowledged is on the disk")
    return Found(
        PROBLEM, f"{said}: an entry may be lost when the power fails", "Do not record with this program."
    )


def _structure(rows: SQLiteRows) -> Found:
    found = [row[0] for row in rows.execute("PRAGMA integrity_check(3)")]
    if found == ["ok"]:
        return Found(OK, "SQLite finds the file sound")
    return Found(PROBLEM, f"the file is damaged: {'; '.join(found)}", FROM_ELSEWHERE)


LOOKS: dict[str, Callable[[SQLiteRows], Found]] = {
    "format": _format,
    "durability": _durability,
    "structure": _structure,
    "protection": protection,
    "entries": entries,
    "tree": tree,
    "event types": event_types,
    "read model": read_model,
}
