"""Opening a file of the user's to read it: what is no file is refused, and never waited for."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from servanda.errors import InvalidInputError


def open_file(path: Path, wanted: str) -> BinaryIO:
    """The file, opened to read its bytes.

    A device may be endless and a pipe without a writer silent for ever: neither is opened as a file.

    Args:
        path: where it is.
        wanted: what the remedy asks for, such as ``the path of a text file``.

    Raises:
        InvalidInputError: it is not there, cannot be read, or is no regular file.
    """
    try:
        opened = open(path, "rb", opener=_without_waiting)  # noqa: SIM115  the caller closes it
    except OSError as error:
        raise unreadable(path, error, wanted) from None
    if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
        opened.close()
        msg = f"{path} is a pipe or a device, not a file"
        raise InvalidInputError(msg, f"Give {wanted}.")
    return opened


def read_file(path: Path, longest: int, wanted: str) -> bytes:
    """The bytes of a small file.

    Args:
        path: where it is.
        longest: so many bytes at most.
        wanted: what the remedy asks for.

    Raises:
        InvalidInputError: it cannot be read, is no regular file, or is longer.
    """
    try:
        with open_file(path, wanted) as file:
            content = file.read(longest + 1)
    except OSError as error:
        raise unreadable(path, error, wanted) from None
    if len(content) > longest:
        msg = f"{path} is longer than {longest:,} bytes"
        raise InvalidInputError(msg, f"Give {wanted}.")
    return content


def unreadable(path: Path, error: OSError, wanted: str) -> InvalidInputError:
    """The error for a path that the system does not let us read."""
    return InvalidInputError(f"{path} cannot be read: {error.strerror}", f"Give {wanted}.")


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
