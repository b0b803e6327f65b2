"""A ledger by its address, whichever store it is in.

Standard library only, until a ledger on a server or one to record in is opened.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.errors import LedgerError
from servanda.log import ledger_file
from servanda.log.address import Address
from servanda.log.rows import Rows

if TYPE_CHECKING:
    from servanda.log.store import Log
    from servanda.log.tail import Tail


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
    require_there(ledger)
    from servanda.log import postgres_server  # noqa: PLC0415  its driver is an extra

    return postgres_server.connect(ledger, write=write)


def open_log(ledger: Address, read_model: str) -> "Log":
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
    require_there(ledger)
    from servanda.log.postgres import PostgresLog  # noqa: PLC0415  as above

    return PostgresLog(ledger, read_model)


def create(ledger: Address, name: str) -> None:
    """Make an empty ledger.

    Raises:
        LedgerError: something is there already, or it cannot be made there.
    """
    if isinstance(ledger, Path):
        ledger_file.create(ledger, name)
        return
    require_there(ledger)
    from servanda.log import postgres_server  # noqa: PLC0415  its driver is an extra

    postgres_server.create(ledger, name)


def open_tail(ledger: Address, interval: float, patience: float = math.inf) -> "Tail":
    """The end of an existing ledger, to follow it.

    Args:
        ledger: where it is.
        interval: seconds between two looks, where nothing tells of new entries before.
        patience: seconds after which a file that another program keeps locked is given up.

    Raises:
        LedgerError: there is none, or it is of a newer format, or cannot be read.
    """
    if isinstance(ledger, Path):
        from servanda.log.tail import SQLiteTail  # noqa: PLC0415  only those who follow need it

        return SQLiteTail(ledger, interval, patience)
    require_there(ledger)
    from servanda.log.postgres_tail import PostgresTail  # noqa: PLC0415  its driver is an extra

    return PostgresTail(ledger, interval)


def require_there(ledger: Address) -> None:
    """Raise unless there is a file, or what it takes to ask a server.

    Raises:
        LedgerError: there is no such file, or the extra for servers is not installed.
    """
    if isinstance(ledger, Path):
        ledger_file.require_there(ledger)
    elif find_spec("psycopg") is None:
        msg = f"the driver for the PostgreSQL server of the ledger {ledger} is not installed"
        raise LedgerError(msg, "It needs the extra: pip install 'servanda[postgres]'.")


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
