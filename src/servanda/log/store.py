"""What every store of the log can do. One contract suite holds all of them to it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
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


NOTHING: Mapping[str, int] = MappingProxyType({})


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

    @property
    def name(self) -> str:
        """The ledger's name, as in the ``source`` of its entries."""

    @property
    def user(self) -> str | None:
        """Who records here, where the store knows its users; None where anybody may say who they are."""

    def head(self) -> Head:
        """The end of the log."""

    def append(self, seal: Seal, project: Project, rests_on: Mapping[str, int] = NOTHING) -> list[Stored]:
        """Store entries and update the read model, both or neither.

        Args:
            seal: called with the end of the log while nobody else can append; gives the entries.
            project: called in the same transaction with the stored entries, if the read model
                is up to date; otherwise the next reader catches up.
            rests_on: for each stream that the decision read, how many entries it had.

        Raises:
            ConflictError: a stream has grown since the decision, or already has an entry of such
                a version; nothing is stored.
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


def placed(head: Head, new: Sequence[New]) -> list[Stored]:
    """New entries at the positions after the end of the log."""
    return [Stored(position, *entry) for position, entry in enumerate(new, start=head.position + 1)]


def require_next(
    stored: Sequence[Stored], rests_on: Mapping[str, int], last_version: Callable[[str], int]
) -> None:
    """Hold new entries to what was decided: no stream has grown, each version is the one after the last.

    Raises:
        ConflictError: it is not so, most likely because somebody else was faster.
    """
    versions: dict[str, int] = {}
    for subject, read in rests_on.items():
        versions[subject] = last_version(subject)
        if versions[subject] != read:
            raise _overtaken(subject)
    for entry in stored:
        if entry.subject not in versions:
            versions[entry.subject] = last_version(entry.subject)
        versions[entry.subject] += 1
        if entry.version != versions[entry.subject]:
            raise _overtaken(entry.subject)


def _overtaken(subject: str) -> ConflictError:
    return ConflictError(f"somebody else recorded in {subject} at the same time", "Try again.")
