"""Files that are there whole or not at all, and still there after the power failed. Standard library only.

The content goes to a half-made file beside the place it is for, is synced, gets its name in one step,
and then the folder is synced, without which the name may be lost (POSIX fsync, rename and link).
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

JOURNALS = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a database, by the end of its name."""
HALF_MADE = ".half-made"


@contextmanager
def creating(path: Path) -> Iterator[Path]:
    """Make a file that is not there yet: gives the half-made file to write.

    What is at the path already, or comes to be there meanwhile, is left alone.

    Raises:
        FileExistsError: something is there.
        OSError: the folder cannot be written.
    """
    with _half_made(path) as half_made:
        yield half_made
        _require_one_file(half_made)
        _sync(half_made)
        _give_name(half_made, path)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Make a file in the place of one that may be there: gives the half-made file to write.

    Raises:
        OSError: the folder cannot be written; what was there is left as it was.
    """
    with _half_made(path) as half_made:
        yield half_made
        _sync(half_made)
        half_made.replace(path)


def replace(path: Path, content: bytes) -> None:
    """Make a file of this content in the place of one that may be there.

    Raises:
        OSError: the folder cannot be written; what was there is left as it was.
    """
    with replacing(path) as half_made:
        half_made.write_bytes(content)


def make_folder(folder: Path) -> None:
    """Make a folder, and those it lies in, unless it is there.

    Raises:
        OSError: it cannot be made.
    """
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        _sync_folder(folder.parent)


@contextmanager
def _half_made(path: Path) -> Iterator[Path]:
    half_made = path.with_name(f".{path.name}.{os.getpid()}{HALF_MADE}")
    _remove(half_made)  # of a process that was killed and had the same number
    try:
        yield half_made
        _sync_folder(path.parent)
    finally:
        _remove(half_made)


def _remove(half_made: Path) -> None:
    for suffix in ("", *JOURNALS):
        half_made.with_name(half_made.name + suffix).unlink(missing_ok=True)


def _require_one_file(half_made: Path) -> None:
    """Raise where SQLite could not take a journal in when it closed the file, of which it says nothing."""
    journals = (half_made.with_name(half_made.name + suffix) for suffix in JOURNALS)
    if any(journal.exists() and journal.stat().st_size for journal in journals):
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def _give_name(half_made: Path, path: Path) -> None:
    """Name a file that is ready; unlike a rename, a hard link never replaces what is there."""
    try:
        os.link(half_made, path)
    except FileExistsError:
        raise
    except OSError:  # no hard links here: exFAT and some network shares
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        try:
            half_made.replace(path)  # nothing but the empty file of a moment ago
        except OSError:
            path.unlink(missing_ok=True)
            raise


def _sync(path: Path) -> None:
    with path.open("rb+") as file:  # Windows syncs only what is open for writing
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # folders cannot be opened there; NTFS logs the change of a name
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network shares have no such thing
            raise
    finally:
        os.close(opened)
