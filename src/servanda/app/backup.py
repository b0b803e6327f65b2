"""Copies of a ledger in one file: taken while others record, and put in its place again.

The copy is SQLite's own (sqlite.org/backup.html) under one read transaction: it is the ledger as it
was at one moment, and it ends however busily others record. It gets its name only after it was held
against the original. Imports neither pydantic nor eventsourcing to take one.
"""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from servanda.errors import LedgerError
from servanda.log import ledger_file
from servanda.log.files import creating
from servanda.log.lines import Lines

PAGES = 256
"""How many pages are copied before the progress bar moves."""


class Copy(NamedTuple):
    """A copy that was made: its entries, when the last was recorded (empty for none), its bytes."""

    entries: int
    last: str
    size: int


def backup(ledger: Path, target: Path, progress: Callable[[int], None] = lambda _: None) -> Copy:
    """Copy a ledger into a new file.

    Args:
        ledger: the ledger, in which others may go on recording.
        target: the file to make.
        progress: called with the number of bytes copied since the last call.

    Raises:
        LedgerError: no ledger, a target that exists or cannot be written, or a copy that is not sound.
    """
    _require_free(target, "A backup never replaces a file: choose another name.")
    with closing(ledger_file.connect(ledger)) as original:
        return _copy(original, target, ledger, progress)


def restore(backup: Path, ledger: Path, progress: Callable[[int], None] = lambda _: None) -> Copy:
    """Make a ledger from a backup: the same entries, byte for byte, and a read model made from them.

    Raises:
        LedgerError: no backup, or not a sound one; a ledger that exists or cannot be written.
    """
    if backup.is_dir():
        msg = f"{backup} is a folder, not a backup"
        raise LedgerError(
            msg, "A published log is read by `servanda load`, into a ledger of `servanda init`."
        )
    _require_free(ledger, "Move it away first, or restore to another name with --ledger.")
    with closing(ledger_file.connect(backup)) as original:
        return _copy(original, ledger, backup, progress, _rebuild)


def _require_free(target: Path, remedy: str) -> None:
    if target.exists() or target.is_symlink():
        msg = f"{target} exists already"
        raise LedgerError(msg, remedy)
    if not target.parent.is_dir():
        msg = f"there is no folder {target.parent}"
        raise LedgerError(msg, "Create it first.")


def _rebuild(ledger: Path) -> None:
    """Make the read model from the log: what stood beside it in the backup is not relied on."""
    from servanda.app.recording import Ledger  # noqa: PLC0415  a backup is taken without it

    with closing(Ledger.open(ledger)) as opened:
        opened.catch_up(anew=True)


def _copy(
    original: sqlite3.Connection,
    target: Path,
    of: Path,
    progress: Callable[[int], None],
    finish: Callable[[Path], None] = lambda _: None,
) -> Copy:
    try:
        with creating(target) as half_made:
            head = _copy_pages(original, half_made, progress)
            # As private as the original, but never read-only: it is to be recorded in after a restore.
            half_made.chmod(of.stat().st_mode & 0o777 | 0o600)
            with closing(ledger_file.connect(half_made)) as copy:
                _require_equal(original, copy, head, of)
                (last,) = copy.execute(
                    "SELECT state FROM stored_events WHERE position = ?", (head,)
                ).fetchone() or (None,)
            finish(half_made)
            size = half_made.stat().st_size
    except FileExistsError:
        msg = f"{target} exists already"
        raise LedgerError(msg, "Somebody else has just created it; choose another name.") from None
    except (sqlite3.Error, OSError) as error:
        msg = f"{target} cannot be made from {of}: {error}"
        raise LedgerError(
            msg, "Check that the folder is writable, and neither disk full. Nothing was left there."
        ) from None
    return Copy(head, json.loads(last)["time"] if last else "", size)


def _copy_pages(original: sqlite3.Connection, half_made: Path, progress: Callable[[int], None]) -> int:
    """Copy the database as it is at this moment; the position of its last entry."""
    page_size = original.execute("PRAGMA page_size").fetchone()[0]
    copied = 0

    def move_on(_: int, remaining: int, total: int) -> None:
        nonlocal copied
        progress((total - remaining - copied) * page_size)
        copied = total - remaining

    with closing(sqlite3.connect(half_made, isolation_level=None)) as copy:
        # Nobody else knows the file; it is synced as a whole before it gets its name.
        copy.execute("PRAGMA synchronous = OFF")
        original.execute("BEGIN")
        try:
            head = ledger_file.head_position(original)  # reads, so that the moment is now
            original.backup(copy, pages=PAGES, progress=move_on)
        finally:
            original.execute("ROLLBACK")
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, whatever the original keeps beside it
    return head


def _require_equal(original: sqlite3.Connection, copy: sqlite3.Connection, head: int, of: Path) -> None:
    """Raise unless the copy is a sound database with the entries of the original, byte for byte."""
    (found,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        msg = f"{of} is damaged: {found}"
        raise LedgerError(msg, "`servanda doctor` looks closer; nothing was copied.")
    entries = Lines(original).read()
    if ledger_file.head_position(copy) != head or any(
        entry != next(entries, None) for entry in Lines(copy).read()
    ):
        msg = f"the copy of {of} differs from it"
        raise LedgerError(msg, "Check both disks, and try again; the copy was removed.")
