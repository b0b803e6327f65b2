"""What a ledger, the place it lies in and the program are like, and what to do where something is amiss.

It changes nothing, reads what it can of a damaged file, and imports neither pydantic nor eventsourcing
but for the list of event types.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from servanda.app.doctor.contents import LOOKS, contents
from servanda.app.doctor.diagnosis import NOTE, OK, PROBLEM, Diagnosis
from servanda.app.doctor.place import place
from servanda.app.doctor.program import program
from servanda.app.doctor.trust import checkpoint, keys
from servanda.log import ledger_file

__all__ = ["NOTE", "OK", "PROBLEM", "Diagnosis", "examine"]


def examine(path: Path, known: Path | None = None, named: Iterable[Path] = ()) -> Iterator[Diagnosis]:
    """Look at everything, one diagnosis after the other.

    Args:
        path: the ledger.
        known: the file of the newest checkpoint.
        named: the files of private keys.

    Raises:
        LedgerError: there is no such file.
    """
    yield from program()
    ledger_file.require_there(path)
    yield from place(path)
    readable = True
    for diagnosis in contents(path):
        readable = readable and diagnosis.about in LOOKS
        yield diagnosis
    if readable:
        yield checkpoint(path, known)
    yield from keys(path, named)
