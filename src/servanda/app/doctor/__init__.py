"""What a ledger, the place it lies in and the program are like, and what to do where something is amiss.

It changes nothing, reads what it can of a damaged file, and imports neither pydantic nor eventsourcing
but for the list of event types.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from servanda.app.doctor.contents import examine_contents
from servanda.app.doctor.diagnosis import NOTE, OK, PROBLEM, Diagnosis
from servanda.app.doctor.place import examine_place
from servanda.app.doctor.program import examine_program
from servanda.app.doctor.server import examine_server
from servanda.app.doctor.trust import examine_checkpoint, examine_keys
from servanda.log import opening
from servanda.log.address import Address

__all__ = ["NOTE", "OK", "PROBLEM", "Diagnosis", "examine"]

UNREAD = ("contents", "ledger")
"""What a diagnosis is about that stands in the place of those of the contents."""


def examine(ledger: Address, known: Path | None = None, named: Iterable[Path] = ()) -> Iterator[Diagnosis]:
    """Look at everything, one diagnosis after the other.

    Args:
        ledger: where it is.
        known: the file of the newest checkpoint.
        named: the files of private keys.

    Raises:
        LedgerError: there is no such file, or no driver for the server.
    """
    yield from examine_program(ledger)
    opening.require_there(ledger)
    if isinstance(ledger, Path):
        yield from examine_place(ledger)
    readable = True
    for diagnosis in examine_contents(ledger) if isinstance(ledger, Path) else examine_server(ledger):
        readable = readable and diagnosis.about not in UNREAD
        yield diagnosis
    if readable:
        yield examine_checkpoint(ledger, known)
    yield from examine_keys(ledger, named)
