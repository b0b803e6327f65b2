"""Following a log: its entries in order, as they land, none left out.

Imports neither pydantic nor eventsourcing.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from servanda.errors import InvalidInputError, LedgerError
from servanda.log import files
from servanda.log.regular_file import read_file, unreadable
from servanda.log.store import Stored
from servanda.log.tail import Tail

LONGEST_STATE = 1_000
A_STATE = "the file that `servanda follow --state` wrote, or the path of a new one"
DIGITS = 16
"""Of a ``sequence``: it is compared as text, so all are of one length."""


class Mark(NamedTuple):
    """How far a log was followed.

    Attributes:
        position: of the last entry; 0 at the beginning.
        id: the CloudEvents ``id`` of that entry; empty where it is not known.
    """

    position: int
    id: str


def mark_of(entry: Stored) -> Mark:
    """How far a log was followed that was followed up to this entry."""
    return Mark(entry.position, str(json.loads(entry.line)["id"]))


def before(tail: Tail, first: int | None) -> Mark:
    """Where to begin so that the entry ``first`` is the first one; None: only what is new."""
    position = tail.end() if first is None else first - 1
    found = tail.read(position)[:1] if position else []
    return mark_of(found[0]) if found and found[0].position == position else Mark(position, "")


def follow(tail: Tail, mark: Mark, *, wait: bool = True) -> Iterator[list[Stored]]:
    """The entries after a mark in batches, each entry once.

    Args:
        tail: the log.
        mark: how far it was followed.
        wait: go on for ever, with an empty batch whenever there is nothing new; otherwise end with
            the last entry of this moment.

    Raises:
        LedgerError: the log cannot be read, or does not continue what was followed.
    """
    last = None if wait else tail.end()
    while True:
        new = _continuation(mark, tail.read(max(mark.position, 1)), tail)
        if last is not None:
            new = [entry for entry in new if entry.position <= last]
        if new:
            mark = mark_of(new[-1])
        elif not wait:
            return
        yield new
        if not new:
            tail.wait()


def _continuation(mark: Mark, found: list[Stored], tail: Tail) -> list[Stored]:
    """The entries after a mark, of those found from its position on."""
    if mark.id and (not found or mark_of(found[0]) != mark):
        raise _replaced(mark, tail.end())
    new = [entry for entry in found if entry.position != mark.position]
    for position, entry in enumerate(new, start=mark.position + 1):
        if entry.position != position:
            msg = f"after #{position - 1} of the log comes #{entry.position}"
            raise LedgerError(msg, "The file is damaged: run `servanda verify`, and restore a backup.")
    return new


def _replaced(mark: Mark, end: int) -> LedgerError:
    how = (
        f"it ends at #{end}, before #{mark.position}"
        if end < mark.position
        else f"its #{mark.position} is not the entry {mark.id}"
    )
    return LedgerError(
        f"the ledger does not continue what was followed: {how}",
        "It was replaced by another one, or by an older copy, and what was printed may not be in it. "
        "To follow it from the beginning, use --from 1, with a new --state if you keep one.",
    )


def numbered(entry: Stored) -> bytes:
    """The line of an entry with its position as the attribute ``sequence``, canonical like the stored one.

    Source: CloudEvents 1.0.2, extension ``sequence``: a text, to be compared as text.

    Raises:
        LedgerError: the line is not of the form in which entries are stored.
    """
    # Quotes within texts are escaped, so no text holds this; after the last one come only numbers and texts.
    head, place, rest = entry.line.rpartition(b',"source":')
    if not place:
        msg = f"#{entry.position} is not in the form in which entries are stored"
        raise LedgerError(msg, "The file is damaged: run `servanda verify`, and restore a backup.")
    return b'%b,"sequence":"%0*d"%b%b' % (head, DIGITS, entry.position, place, rest)


class State:
    """A file that says how far a log was followed, for whoever goes on later.

    Args:
        path: the file, which need not be there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept = self._content()

    def mark(self) -> Mark | None:
        """What the file says; None if it is not there.

        Raises:
            InvalidInputError: the file is something else.
        """
        if self._kept is None:
            return None
        try:
            kept = json.loads(self._kept)
            mark = Mark(kept["position"], kept["id"])
        except (ValueError, TypeError, KeyError):
            mark = Mark(-1, "")
        if type(mark.position) is not int or type(mark.id) is not str or mark.position < 0:
            msg = f"--state: {self._path} does not say how far a log was followed"
            raise InvalidInputError(msg, f"Give {A_STATE}.")
        return mark

    def keep(self, mark: Mark) -> None:
        """Put a mark into the file; it is on the disk then.

        Raises:
            LedgerError: the file cannot be written, or somebody else has written it meanwhile.
        """
        if self._content() != self._kept:
            msg = f"--state: {self._path} was changed while this command was following"
            raise LedgerError(msg, "Let each follower have a file of its own.")
        content = f"{json.dumps(mark._asdict())}\n".encode()
        try:
            files.replace(self._path, content)
        except OSError as error:
            msg = f"--state: {self._path} cannot be written: {error.strerror}"
            raise LedgerError(msg, "Choose a file that can be written.") from None
        self._kept = content

    def _content(self) -> bytes | None:
        try:
            there = self._path.exists()
        except OSError as error:
            raise unreadable(self._path, error, A_STATE) from None
        return read_file(self._path, LONGEST_STATE, A_STATE) if there else None
