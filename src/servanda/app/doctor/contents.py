"""What is in the file of a ledger, as far as it can be read. Opened for reading only."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from servanda.app.doctor.diagnosis import NOTE, OK, PROBLEM, Diagnosis
from servanda.app.doctor.place import append_cut_off
from servanda.errors import LedgerError
from servanda.log import ledger_file, metadata
from servanda.log.guards import altered
from servanda.log.merkle import count
from servanda.log.rows import SQLiteRows
from servanda.projections.tables import READ_MODEL

PATIENCE = 5.0
"""Seconds to wait for somebody who is recording."""
SYNCHRONOUS = ("OFF", "NORMAL", "FULL", "EXTRA")
JOURNALS = {"wal": "write-ahead log", "delete": "rollback journal"}
FROM_ELSEWHERE = (
    "Keep this file, and make a new ledger: `servanda restore` a backup, or `servanda load` a log."
)
TAMPERED = "`servanda verify --checkpoint FILE` tells whether entries were changed; restore a backup if so."


class _Found(NamedTuple):
    state: str
    said: str
    remedy: str = ""


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
                found = _Found(PROBLEM, f"cannot be read: {error}", _remedy(error))
            yield Diagnosis(about, *found)


def _remedy(error: sqlite3.DatabaseError) -> str:
    return "Another program is writing; try again." if "locked" in str(error) else FROM_ELSEWHERE


def _format(rows: SQLiteRows) -> _Found:
    (found,) = rows.execute("PRAGMA user_version").fetchone()
    if found == ledger_file.FORMAT:
        return _Found(OK, f"{found}, the one this program writes")
    return _Found(
        NOTE,
        f"{found}; this program writes {ledger_file.FORMAT}",
        "The next command that records brings it up to date; every entry keeps its bytes.",
    )


def _durability(rows: SQLiteRows) -> _Found:
    """The settings that a connection has which was set as the program sets it for recording."""
    wanted = "wal" if ledger_file.wal_is_sound(sqlite3.sqlite_version_info) else "delete"
    (journal,) = rows.execute("PRAGMA journal_mode").fetchone()
    if journal != wanted and journal in JOURNALS:
        return _Found(
            NOTE,
            f"the file was last written with a {JOURNALS[journal]}; here a {JOURNALS[wanted]} is used",
            "The next command that records changes it.",
        )
    ledger_file.configure(rows)
    (journal,) = rows.execute("PRAGMA journal_mode").fetchone()
    synchronous = SYNCHRONOUS[rows.execute("PRAGMA synchronous").fetchone()[0]]
    said = f"{JOURNALS.get(journal, journal)}, synchronous {synchronous}"
    if (journal, synchronous) in {("wal", "FULL"), ("wal", "EXTRA"), ("delete", "EXTRA")}:
        return _Found(OK, f"{said}: what is acknowledged is on the disk")
    return _Found(
        PROBLEM, f"{said}: an entry may be lost when the power fails", "Do not record with this program."
    )


def _structure(rows: SQLiteRows) -> _Found:
    found = [row[0] for row in rows.execute("PRAGMA integrity_check(3)")]
    if found == ["ok"]:
        return _Found(OK, "SQLite finds the file sound")
    return _Found(PROBLEM, f"the file is damaged: {'; '.join(found)}", FROM_ELSEWHERE)


def _protection(rows: SQLiteRows) -> _Found:
    wrong = altered(rows)
    if wrong:
        return _Found(PROBLEM, f"the log may have been changed by hand: {'; '.join(wrong)}", TAMPERED)
    (triggers,) = rows.execute("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'").fetchone()
    return _Found(OK, f"{triggers} triggers keep the log from being changed or shortened")


def _entries(rows: SQLiteRows) -> _Found:
    number, first, last = rows.execute(
        "SELECT count(*), min(position), max(position) FROM stored_events"
    ).fetchone()
    if not number:
        return _Found(OK, "none yet")
    if (first, last) != (1, number):
        return _Found(
            PROBLEM, f"{number} entries with positions from {first} to {last}: some are missing", TAMPERED
        )
    (line,) = rows.execute("SELECT state FROM stored_events WHERE position = ?", (last,)).fetchone()
    try:
        time = datetime.fromisoformat(json.loads(line)["time"])
    except (ValueError, KeyError, TypeError):
        return _Found(PROBLEM, f"the last of {number} entries is not one that this program wrote", TAMPERED)
    said = f"{number}, the last recorded {time:%Y-%m-%d %H:%M} (UTC)"
    if time > datetime.now(UTC):
        return _Found(NOTE, f"{said}, which is still to come by this machine's clock", "Set the clock right.")
    return _Found(OK, said)


def _tree(rows: SQLiteRows) -> _Found:
    (format_,) = rows.execute("PRAGMA user_version").fetchone()
    if format_ == 1:
        return _Found(OK, "comes with format 2")
    stored, end = rows.execute("SELECT count(*), coalesce(max(place), -1) + 1 FROM nodes").fetchone()
    head = metadata.head_position(rows)
    if stored == end == count(head):
        return _Found(OK, f"complete: {stored} hashes for {head} entries")
    said = f"{stored} hashes, where {head} entries have {count(head)}"
    return _Found(PROBLEM, said, f"Nothing can be recorded like that. {FROM_ELSEWHERE}")


def _event_types(rows: SQLiteRows) -> _Found:
    from servanda.events.registry import EVENT_TYPES  # noqa: PLC0415  costs pydantic

    known = {
        f"urn:servanda:schema/{slug}/{n}"
        for slug, cls in EVENT_TYPES.items()
        for n in range(1, cls.version + 1)
    }
    found = rows.execute(
        "SELECT schema, min(position) FROM (SELECT position, CASE WHEN json_valid(CAST(state AS TEXT)) "
        "THEN json_extract(CAST(state AS TEXT), '$.dataschema') END AS schema FROM stored_events) "
        "GROUP BY schema ORDER BY 2"
    ).fetchall()
    unknown = [f"{_short(schema)} (#{position})" for schema, position in found if schema not in known]
    if unknown:
        return _Found(
            PROBLEM,
            f"this program does not know {', '.join(unknown)}",
            "The log was written by a newer servanda, then upgrade this one; or it was changed by hand.",
        )
    return _Found(OK, f"all {len(found)} kinds of events in the log are known to this program")


def _short(schema: object) -> str:
    return "what is no event" if schema is None else str(schema).removeprefix("urn:servanda:schema/")


def _read_model(rows: SQLiteRows) -> _Found:
    position, head = metadata.projected(rows, READ_MODEL), metadata.head_position(rows)
    if position == head:
        return _Found(OK, "up to date with the log")
    if position is None:
        said = "not yet made, or made by another version of this program"
    else:
        said = f"made from {position} of {head} entries"
    return _Found(NOTE, said, "The next question brings it up to date, or `servanda rebuild`.")


LOOKS: dict[str, Callable[[SQLiteRows], _Found]] = {
    "format": _format,
    "durability": _durability,
    "structure": _structure,
    "protection": _protection,
    "entries": _entries,
    "tree": _tree,
    "event types": _event_types,
    "read model": _read_model,
}
