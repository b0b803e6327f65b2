"""A ledger by its address, whichever store it is in.

Standard library only, until a ledger on a server or one to record in is opened.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from servanda.errors import LedgerError
from servanda.log import ledger_file
from servanda.log.address import Address, Server
from servanda.log.rows import Rows
from servanda.log.store import Log


def connect(ledger: Address, *, write: bool = False, timeout: float = ledger_file.LOCK_TIMEOUT) -> Rows:
    """A connection to an existing ledger, checked to be one.

    Args:
        ledger: where it is.
        write: whether to record through it.
        timeout: seconds to wait for another writer of a file.

    Raises:
        LedgerError: there is none, or it is of a newer format, or cannot be read.
    """
    if isinstance(ledger, Path):
        return ledger_file.connect(ledger, write=write, timeout=timeout)
    raise _no_driver(ledger)


def open_log(ledger: Address, read_model: str) -> Log:
    """The store of an existing ledger, to record in.

    Args:
        ledger: where it is.
        read_model: version of the read model that this program writes.

    Raises:
        LedgerError: there is none, or it is of a newer format, or cannot be written.
    """
    if isinstance(ledger, Path):
        from servanda.log.sqlite import SQLiteLog  # noqa: PLC0415  the library costs what a reader need not pay

        return SQLiteLog(ledger, read_model)
    raise _no_driver(ledger)


def create(ledger: Address, name: str) -> None:
    """Make an empty ledger.

    Raises:
        LedgerError: something is there already, or it cannot be made there.
    """
    if not isinstance(ledger, Path):
        raise _no_driver(ledger)
    ledger_file.create(ledger, name)


def require_there(ledger: Address) -> None:
    """Raise unless there is a file, or a server can be asked.

    Raises:
        LedgerError: there is no such file, or the extra for servers is not installed.
    """
    if not isinstance(ledger, Path):
        raise _no_driver(ledger)
    ledger_file.require_there(ledger)


def _no_driver(server: Server) -> LedgerError:
    msg = f"the ledger {server} is on a PostgreSQL server, which this version cannot ask"
    return LedgerError(msg, "Name a file with --ledger or SERVANDA_LEDGER.")


@contextmanager
def moment(rows: Rows) -> Iterator[None]:
    """Everything read inside is of one moment of the ledger, whoever records meanwhile.

    After an error the moment ends with the connection.
    """
    rows.execute(rows.dialect.moment)
    yield
    rows.execute("ROLLBACK")


@contextmanager
def reading(ledger: Address) -> Iterator[None]:
    """Say of a ledger that could be opened, and then not be read, what is in the way.

    Raises:
        LedgerError: in the place of what the store raised.
    """
    try:
        yield
    except ledger_file.UNREADABLE as error:
        raise ledger_file.cannot_read(str(ledger), error) from None
