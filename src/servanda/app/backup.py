"""Copies of a ledger in one file: taken while others record, and put in its place again.

The copy is SQLite's own (sqlite.org/backup.html) under one read transaction: it is the ledger as it
was at one moment, and it ends however busily others record; with a rollback journal those wait while
pages are copied. It gets its name only after it was verified and held against the original. Imports
neither pydantic nor eventsourcing to take one.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from servanda.app.proving import read_note
from servanda.app.verifying import Verified, verify_ledger
from servanda.errors import FindingError, LedgerError
from servanda.log import ledger_file, metadata
from servanda.log.files import creating
from servanda.log.lines import Lines
from servanda.log.notes import Checkpoint, checkpoint_of
from servanda.log.rows import SQLiteRows

PAGES = 256
"""How many pages are copied before the progress bar moves."""

Progress = Callable[[int], None]


class Copy(NamedTuple):
    """A copy that was made: its log, recomputed from the copied bytes, and the size of its file."""

    log: Verified
    size: int


def backup(ledger: Path, target: Path, progress: Progress = lambda _: None) -> Copy:
    """Copy a ledger into a new file.

    Args:
        ledger: the ledger, in which others may go on recording.
        target: the file to make.
        progress: called with the number of bytes done since the last call; each byte counts twice,
            when it is copied and when it is verified.

    Raises:
        LedgerError: no ledger, or a target that exists or cannot be written.
        FindingError: the ledger is not sound, or the copy is not equal to it.
    """
    _require_free(target, "A backup never replaces a file: choose another name.")
    with closing(ledger_file.connect(ledger)) as original, _making(target, ledger) as half_made:
        return _copied(original, half_made, ledger, (), progress)


def restore(
    backup: Path, ledger: Path, checkpoints: Sequence[Path] = (), progress: Progress = lambda _: None
) -> Copy:
    """Make a ledger from a backup: the same entries, byte for byte, and a read model made from them.

    Args:
        backup: a file that `backup` made.
        ledger: the file to make.
        checkpoints: files of checkpoints that the backup has to contain.
        progress: as for `backup`.

    Raises:
        InvalidInputError: a checkpoint that is none.
        LedgerError: no backup, or a ledger that exists or cannot be written.
        FindingError: the backup is not sound, or not one of a log that was at the checkpoints.
    """
    if backup.is_dir():
        msg = f"{backup} is a folder, not a backup"
        raise LedgerError(
            msg, "A published log is read by `servanda load`, into a ledger of `servanda init`."
        )
    known = [(path, checkpoint_of(read_note(path))) for path in checkpoints]
    _require_free(ledger, "Move it away first, or restore to another name with --ledger.")
    with closing(ledger_file.connect(backup)) as original, _making(ledger, backup) as half_made:
        copy = _copied(original, half_made, backup, known, progress)
        _rebuild(half_made)
        return copy._replace(size=half_made.stat().st_size)


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


@contextmanager
def _making(target: Path, of: Path) -> Iterator[Path]:
    """Give the half-made file of a target, and say what is in the way of making it."""
    try:
        with creating(target) as half_made:
            yield half_made
    except FileExistsError:
        msg = f"{target} exists already"
        raise LedgerError(msg, "Somebody else has just created it; choose another name.") from None
    except (sqlite3.Error, OSError) as error:
        msg = f"{target} cannot be made from {of}: {error}"
        raise LedgerError(
            msg, "Check that the folder is writable, and the disk not full. Nothing was left there."
        ) from None


def _copied(
    original: SQLiteRows,
    half_made: Path,
    of: Path,
    known: Sequence[tuple[Path, Checkpoint]],
    progress: Progress,
) -> Copy:
    """Copy, and raise unless the copy is sound, equal to the original, and has been at the checkpoints."""
    head = _copy_pages(original, half_made, progress)
    # As private as the original, but never read-only: it is to be recorded in after a restore.
    half_made.chmod(of.stat().st_mode & 0o777 | 0o600)
    size = half_made.stat().st_size
    log = verify_ledger(
        half_made,
        [checkpoint.size for _, checkpoint in known],
        lambda entries: progress(size * entries // head),
        log_only=True,
    )
    if log.findings:
        msg = f"{of} is not sound: {log.findings[0]}"
        raise FindingError(msg, f"`servanda verify --ledger {of}` says more. Nothing was made from it.")
    _require_equal(original, half_made, head, of)
    for path, checkpoint in known:
        _require_extends(log, checkpoint, path, of)
    return Copy(log, size)


def _copy_pages(original: SQLiteRows, half_made: Path, progress: Progress) -> int:
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
            head = metadata.head_position(original)  # reads, so that the moment is now
            original.backup(copy, pages=PAGES, progress=move_on)
        finally:
            original.execute("ROLLBACK")
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, whatever the original keeps beside it
    return head


def _require_equal(original: SQLiteRows, half_made: Path, head: int, of: Path) -> None:
    entries = Lines(original).read()
    with closing(ledger_file.connect(half_made)) as copy:
        if metadata.head_position(copy) != head or any(
            entry != next(entries, None) for entry in Lines(copy).read()
        ):
            msg = f"the copy of {of} differs from it"
            raise FindingError(msg, "Check both disks, and try again; the copy was removed.")


def _require_extends(log: Verified, checkpoint: Checkpoint, path: Path, of: Path) -> None:
    why = log.extends(checkpoint)
    if not why:
        return
    if checkpoint.size > log.size:
        lost = checkpoint.size - log.size
        entries = "1 entry that was" if lost == 1 else f"{lost} entries that were"
        msg = (
            f"{of} is older than {path}: it ends at #{log.size}, and {entries} "
            f"acknowledged up to #{checkpoint.size} would be lost"
        )
        raise FindingError(
            msg,
            "Look for a newer backup or a published log. To do without what it lacks, give a checkpoint "
            "of that time, or none.",
        )
    msg = f"{of} is not of the log of {path}: {why}"
    raise FindingError(msg, "Look for another backup: in this one entries are not those that were recorded.")
