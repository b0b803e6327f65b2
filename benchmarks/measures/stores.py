"""The stores that are measured: where ledgers are made, and what the store does without the program.

A ledger is named by the text that ``--ledger`` takes: a path, or a connection URL.
"""

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from servanda.log.store import Stored

if TYPE_CHECKING:
    from eventsourcing.application import Application


class Scope(Enum):
    """Which rows of a ledger are inserted again, and how."""

    LOAD = "all, indexes first, a commit as often as `servanda load` makes one"
    REBUILD = "those of the read model, indexes last, one commit"
    LOG = "those of the log without its tree, a commit as often as `servanda load` makes one"


class RawLog(Protocol):
    """The log's table alone, as the store has it without guards, and nothing else."""

    def insert(self, stored: Stored) -> float:
        """Insert an entry and commit; the seconds."""

    def close(self) -> None:
        """Close it."""


class Replay(Protocol):
    """The rows of a finished ledger, ready to be inserted into a new one without any check.

    Attributes:
        into: the new one.
    """

    into: str

    def insert(self) -> float:
        """Insert everything into new tables; the seconds, without those for reading it."""


class Store(Protocol):
    """A kind of store.

    Attributes:
        name: as the table says it.
        log_module: the module of the program that keeps the log there.
        raw_append: what a single append is held against, in words.
        raw_bulk: what a load is held against, in words.
    """

    name: str
    log_module: str
    raw_append: str
    raw_bulk: str

    def durability(self) -> str:
        """What a commit waits for, here and with whatever it is held against."""

    def new(self) -> str:
        """A ledger that may be made."""

    def copy(self, ledger: str) -> str:
        """Another ledger with the same content."""

    def remove(self, ledger: str) -> None:
        """Take a ledger away."""

    def ask(self, ledger: str, sql: str) -> list[Any]:
        """The answer to a query that all stores understand."""

    def lines(self, ledger: str) -> Iterator[bytes]:
        """The stored bytes of all entries, in order, as directly as the store gives them."""

    def raw_log(self, ledger: str) -> RawLog:
        """A table filled as far as that of a ledger, to insert into one by one."""

    def stock(self) -> "Application[Any]":
        """An application of the stock library in a database of its own, as durable as ours."""

    def replay(self, ledger: str, scope: Scope) -> Replay:
        """Rows of a finished ledger, ready to be inserted into a new one."""

    def close(self) -> None:
        """Release what was started."""


def store(kind: str, folder: Path) -> Store:
    """The store of a kind, ``sqlite`` or ``postgres``, with its files in a folder."""
    if kind == "postgres":
        from measures.postgres_store import PostgresStore  # noqa: PLC0415  its driver is an extra

        return PostgresStore(folder)
    from measures.sqlite_store import SQLiteStore  # noqa: PLC0415  as the other one

    return SQLiteStore(folder)
