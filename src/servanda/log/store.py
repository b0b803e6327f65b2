"""What every store of the log can do. One contract suite holds all of them to it."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from servanda.errors import ConflictError
from servanda.log.rows import Rows


class Stored(NamedTuple):
    """An entry as it is stored."""

    position: int
    subject: str
    version: int
    type: str
    line: bytes


class New(NamedTuple):
    """An entry to be stored: number ``version`` of the stream ``subject``."""

    subject: str
    version: int
    type: str
    line: bytes


class Head(NamedTuple):
    """The end of the log: position of the last entry and its time; 0 and empty at the start."""

    position: int
    time: str


Seal = Callable[[Head], Sequence[New]]
Project = Callable[[Rows, Sequence[Stored]], None]
Build = Callable[[Rows, int, "Reader"], None]


class Reader(Protocol):
    """Reads entries of a log."""

    def read(self, after: int = 0) -> Iterator[Stored]:
        """All entries after a position, in order."""

    def stream(self, subject: str) -> list[Stored]:
        """The entries of one stream, in order."""

    def streams(self) -> list[str]:
        """The slugs of all streams, sorted."""


class Log(Reader, Protocol):
    """An append-only sequence of entries, with the rows of the read model beside it."""

    def head(self) -> Head:
        """The end of the log."""

    def append(self, seal: Seal, project: Project) -> list[Stored]:
        """Store entries and update the read model, both or neither.

        Args:
            seal: called with the end of the log while nobody else can append; gives the entries.
            project: called in the same transaction with the stored entries, if the read model
                is up to date; otherwise the next reader catches up.

        Raises:
            ConflictError: a stream already has an entry of such a version; nothing is stored.
        """

    def projected(self) -> int | None:
        """The position at which the read model stands; None when it is to be built anew."""

    def catch_up(self, build: Build, *, anew: bool = False) -> None:
        """Bring the read model up to the end of the log in one transaction.

        Args:
            build: called with the rows, the position at which they stand, 0 for none, and a
                reader that sees the log as this transaction does.
            anew: build from the beginning even if the read model is up to date.
        """

    def rows(self) -> Rows:
        """The read model, for questions."""

    def close(self) -> None:
        """Release files and connections."""


def require_next(stored: Sequence[Stored], last_version: Callable[[str], int]) -> None:
    """Hold new entries to the versions of their streams: each the one after the last.

    Raises:
        ConflictError: it is not, most likely because somebody else was faster.
    """
    versions: dict[str, int] = {}
    for entry in stored:
        before = versions.get(entry.subject)
        before = last_version(entry.subject) if before is None else before
        if entry.version != before + 1:
            msg = f"somebody else recorded in {entry.subject} at the same time"
            raise ConflictError(msg, "Try again.")
        versions[entry.subject] = entry.version
