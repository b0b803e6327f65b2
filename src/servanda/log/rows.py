"""The little of a database that the read model needs; `sqlite3` provides it as it is."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol


class Cursor(Protocol):
    """The answer to a statement."""

    @property
    def description(self) -> Any:
        """A sequence for each column, its name first."""

    @property
    def lastrowid(self) -> int | None:
        """The row id of an insert."""

    def fetchone(self) -> Any:
        """The next row, or None."""

    def fetchall(self) -> list[Any]:
        """All rows left."""

    def __iter__(self) -> Any: ...


class Rows(Protocol):
    """Something that runs SQL with ``?`` for parameters."""

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> Cursor:
        """Run one statement for each set of parameters."""
