"""A disk that can lose power: what was synced stays, of everything else any part may.

What SQLite is entitled to expect, and nothing more:

- A sync of a file keeps the file's bytes and size. Before it, the writes of a file reach the disk in
  any order or not at all.
- A write in flight may have reached some of its 512-byte sectors, and one of them in part. Bytes
  beside the written ones never change: SQLite is told so of a Unix file (SQLITE_IOCAP_POWERSAFE_OVERWRITE,
  https://sqlite.org/psow.html).
- A file may have grown without the bytes that it grew by; anything may stand there.
- A name that was made, linked or taken away is so for certain only once its folder is synced. Before
  that each name may stand as it stood at any moment since.
"""

from itertools import pairwise
from random import Random
from typing import NamedTuple

from faults.vfs import Step

SECTOR = 512


class _Change(NamedTuple):
    """A write, or a truncation where there are no bytes."""

    at: int
    data: bytes | None


class _File:
    def __init__(self) -> None:
        self.synced = bytearray()
        self.pending: list[_Change] = []

    def sync(self) -> None:
        for change in self.pending:
            _apply(self.synced, change)
        self.pending.clear()

    def after_the_cut(self, random: Random) -> bytes:
        content = bytearray(self.synced)
        kept, torn = random.choice((0.0, 0.1, 0.5, 0.9, 1.0)), random.choice((0.0, 0.1, 0.5))
        for change in self.pending:
            if change.data is not None and random.random() < torn:
                _tear(content, change.at, change.data, random)
            elif random.random() < kept:
                _apply(content, change)
            elif change.data is not None and random.random() < kept:
                _grow(content, change.at + len(change.data), random)
        return bytes(content)


class Disk:
    """One folder of a disk."""

    def __init__(self) -> None:
        self._files: list[_File] = []
        self._names: dict[str, int | None] = {}
        self._synced_names: dict[str, int | None] = {}
        self._pending_names: list[tuple[str, int | None]] = []

    def take(self, step: Step) -> None:
        """Do one step of a trace.

        Beside those of SQLite there are ``link``, which gives the file at ``path`` the name in ``data``
        as well, and a sync without a path, which is of the folder alone.
        """
        if step.kind == "open":
            if step.new:
                self._files.append(_File())
                self._name(step.path, len(self._files) - 1)
        elif step.kind == "link":
            self._name(step.data.decode(), self._names[step.path])
        elif step.kind == "delete":
            self._name(step.path, None)
        elif step.path:
            number = self._names[step.path]
            assert number is not None, f"{step.kind} of {step.path}, which is not there"
            file = self._files[number]
            if step.kind == "sync":
                file.sync()
            else:
                file.pending.append(_Change(step.at, step.data if step.kind == "write" else None))
        if step.folder:
            self._synced_names.update(self._pending_names)
            self._pending_names.clear()

    def _name(self, name: str, number: int | None) -> None:
        self._names[name] = number
        self._pending_names.append((name, number))

    def after_the_cut(self, random: Random) -> dict[str, bytes]:
        """The files by name as they may be found if the power fails now."""
        found = dict(self._synced_names)
        since: dict[str, list[int | None]] = {}
        for name, number in self._pending_names:
            since.setdefault(name, [found.get(name)]).append(number)
        for name, numbers in since.items():
            found[name] = random.choice((numbers[0], random.choice(numbers), numbers[-1]))
        contents = [file.after_the_cut(random) for file in self._files]
        return {name: contents[number] for name, number in found.items() if number is not None}


def _apply(content: bytearray, change: _Change) -> None:
    if change.data is None:
        del content[change.at :]
        content.extend(bytes(change.at - len(content)))
    else:
        content.extend(bytes(max(0, change.at - len(content))))
        content[change.at : change.at + len(change.data)] = change.data


def _tear(content: bytearray, at: int, data: bytes, random: Random) -> None:
    """Write some of the sectors, and one of them in part."""
    _grow(content, at + len(data), random)
    edges = [at, *range(at - at % SECTOR + SECTOR, at + len(data), SECTOR), at + len(data)]
    reached = random.choice((0.0, 0.5, 0.9))
    for start, end in pairwise(edges):
        if random.random() < reached:
            content[start:end] = data[start - at : end - at]
    start = random.choice(edges[:-1])
    end = random.randint(start, min(start + SECTOR, edges[-1]))
    content[start:end] = data[start - at : end - at]


def _grow(content: bytearray, size: int, random: Random) -> None:
    more = max(0, size - len(content))
    content.extend(random.choice((bytes(more), random.randbytes(more))))
