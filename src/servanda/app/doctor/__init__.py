"""What a ledger, the place it lies in and the program are like, and what to do where something is amiss.

It changes nothing, reads what it can of a damaged file, and imports neither pydantic nor eventsourcing
but for the list of event types.
"""

from collections.abc import Iterator
from pathlib import Path

from servanda.app.doctor.contents import contents
from servanda.app.doctor.diagnosis import NOTE, OK, PROBLEM, Diagnosis
from servanda.app.doctor.place import place
from servanda.app.doctor.program import program
from servanda.log import ledger_file

__all__ = ["NOTE", "OK", "PROBLEM", "Diagnosis", "examine"]


def examine(path: Path) -> Iterator[Diagnosis]:
    """Look at everything, one diagnosis after the other.

    Raises:
        LedgerError: there is no such file.
    """
    yield from program()
    ledger_file.require_there(path)
    yield from place(path)
    yield from contents(path)
