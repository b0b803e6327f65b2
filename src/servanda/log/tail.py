"""The end of a log that grows, as somebody sees it who follows it. Standard library only."""

import math
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Protocol, TypeVar

from servanda.errors import LedgerError
from servanda.log import ledger_file, metadata
from servanda.log.lines import Lines
from servanda.log.rows import Rows
from servanda.log.store import Stored

TURN = 1.0
"""Seconds in which SQLite itself waits for a writer: so long at most is a signal not heeded."""

Answer = TypeVar("Answer")


class Tail(Protocol):
    """Reads on in a log, and waits for it to grow.

    Nothing is held between two calls that a writer would have to wait for.
    """

    def end(self) -> int:
        """The position of the last entry; 0 when there is none."""

    def read(self, first: int) -> list[Stored]:
        """Entries from a position on, in order, a limited number of them."""

    def wait(self) -> None:
        """Return when perhaps something is new; after some time in any case."""

    def close(self) -> None:
        """Release connections."""


class SQLiteTail:
    """The end of a ledger file (see `Tail`).

    Every look opens the file anew, which takes less than a millisecond of a processor. So a file that
    was put in the place of the ledger is seen, what a killed writer left is taken back, and no lock or
    snapshot outlasts the look.

    Args:
        path: the file.
        interval: seconds between two looks.
        patience: seconds after which a file that another program keeps locked is given up.
    """

    def __init__(self, path: Path, interval: float, patience: float = math.inf) -> None:
        self._path = path
        self._interval = interval
        self._patience = patience

    def end(self) -> int:
        """See `Tail`."""
        return self._look(metadata.head_position)

    def read(self, first: int) -> list[Stored]:
        """See `Tail`."""
        return self._look(lambda rows: Lines(rows).batch(first - 1))

    def wait(self) -> None:
        """See `Tail`; SQLite tells nobody of a commit."""
        time.sleep(self._interval)

    def close(self) -> None:
        """See `Tail`; nothing is held."""

    def _look(self, ask: Callable[[Rows], Answer]) -> Answer:
        """What a connection answers, asked in turns while another program keeps the file locked.

        Raises:
            LedgerError: the file is missing, no ledger, newer, damaged, or was locked too long.
        """
        until = time.monotonic() + self._patience
        while True:
            try:
                with closing(ledger_file.connect(self._path, timeout=TURN)) as rows:
                    return ask(rows)
            except ledger_file.UNREADABLE as error:
                unreadable = ledger_file.cannot_read(str(self._path), error)
            except LedgerError as error:
                unreadable = error
            if "locked" not in unreadable.message or time.monotonic() > until:
                raise unreadable
