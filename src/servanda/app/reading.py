"""Opening a ledger to ask it something. Imports neither pydantic nor eventsourcing unless it must."""

from contextlib import closing
from datetime import date
from pathlib import Path

from servanda.errors import LedgerError
from servanda.log import metadata, opening
from servanda.log.address import Address
from servanda.log.rows import Rows
from servanda.projections.tables import READ_MODEL


def open_rows(ledger: Address) -> Rows:
    """The read model of a ledger, brought up to date first if it is behind.

    Raises:
        LedgerError: no ledger, or one that is behind and cannot be written.
    """
    rows = opening.connect(ledger)
    head = metadata.head_position(rows)
    if metadata.projected(rows, READ_MODEL) == head:
        return rows
    rows.close()
    from servanda.app.recording import Ledger  # noqa: PLC0415  costs what only this rare case should pay

    try:
        opened = Ledger.open(ledger)
    except LedgerError as error:
        raise _behind(ledger, error) from None
    with closing(opened):
        opened.catch_up()
    return opening.connect(ledger)


def _behind(ledger: Address, error: LedgerError) -> LedgerError:
    """Said to somebody who may only read; an answer without the last entries would be a wrong one."""
    if isinstance(ledger, Path):
        return error
    return LedgerError(
        f"the read model of {ledger} is not at the end of the log, and you cannot bring it there: "
        f"{error.message}",
        "Somebody who records in it, or its owner, runs `servanda rebuild` once.",
    )


def cut_to_public(rows: Rows, known_at: int, by: date) -> None:
    """Make a connection answer from what was public by a day (`servanda.projections.published`)."""
    from servanda.log.lines import Lines  # noqa: PLC0415
    from servanda.projections.published import cut  # noqa: PLC0415  folding costs pydantic

    cut(rows, Lines(rows), known_at, by)


def line(rows: Rows, position: int) -> bytes:
    """The stored bytes of an entry."""
    found = rows.execute("SELECT state FROM stored_events WHERE position = ?", (position,)).fetchone()
    return bytes(found[0])
