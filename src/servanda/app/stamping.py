"""Time stamps of checkpoints, from the files in which they are kept."""

from pathlib import Path

from servanda.app.proving import read_note
from servanda.errors import InvalidInputError
from servanda.log.notes import checkpoint_of
from servanda.log.regular_file import read_file
from servanda.log.timestamps import Stamp, check

LONGEST = 1024 * 1024  # bytes; a reply has some thousands, a collection of all usual roots 250,000


def stamped_text(checkpoint: Path) -> bytes:
    """What is stamped of a checkpoint: its lines, without the signatures below them.

    Raises:
        InvalidInputError: the file cannot be read, or is no checkpoint.
    """
    note = read_note(checkpoint)
    try:
        checkpoint_of(note)
    except InvalidInputError as error:
        raise error.at(str(checkpoint)) from None
    return note.text.encode()


def check_files(checkpoint: Path, reply: Path, roots: Path) -> Stamp:
    """What an authority vouches for with its reply in a file, by the root certificates in another.

    Raises:
        InvalidInputError: a file cannot be read, or is not what it should be.
        FindingError: the reply is of another checkpoint, or does not stand.
        ServandaError: the extra is not installed.
    """
    return check(stamped_text(checkpoint), read_bytes(reply), read_bytes(roots))


def read_bytes(path: Path) -> bytes:
    """The bytes of a reply, or of root certificates.

    Raises:
        InvalidInputError: the file cannot be read, or is too long.
    """
    return read_file(path, LONGEST, "the file of a reply, or of root certificates (PEM)")
