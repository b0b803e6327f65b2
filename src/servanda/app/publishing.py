"""Lines out: the log as files, byte for byte. Imports neither pydantic nor eventsourcing."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

from servanda.errors import LedgerError
from servanda.log.files import make_folder, replacing
from servanda.log.lines import Lines
from servanda.log.metadata import head_position
from servanda.log.rows import Rows

_TIME = b'"time":"'


class _File(NamedTuple):
    """A file of the published log: how many lines are due, and whether they are all there."""

    path: Path
    lines: int
    complete: bool


def publish(rows: Rows, folder: Path, *, dry_run: bool = False) -> list[tuple[Path, int]]:
    """Write the log as a file for each year of recording; the files and their entries.

    What is there is compared before anything is written; a file that is complete stays as it is.

    Raises:
        LedgerError: a file there is not the beginning of what would be written, or the folder
            cannot be written.
    """
    end = head_position(rows)  # whatever is recorded meanwhile
    try:
        files = [_compared(folder / f"{year}.jsonl", lines) for year, lines in _by_year(rows, end)]
        expected = {file.path for file in files}
        for path in sorted(folder.glob("*.jsonl")):
            if path not in expected:
                msg = f"{path} is of a year in which this ledger recorded nothing"
                raise LedgerError(msg, "Publish elsewhere, or load those lines first.")
        if not dry_run:
            make_folder(folder)
            for file, (_, lines) in zip(files, _by_year(rows, end), strict=True):
                if not file.complete:
                    _write(file.path, lines)
    except OSError as error:
        msg = f"{folder} cannot be written: {error.strerror}"
        raise LedgerError(msg, "Choose a folder that can be written.") from None
    return [(file.path, file.lines) for file in files]


def _by_year(rows: Rows, end: int) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The lines up to a position, with their line feeds, by the year in which they were recorded."""
    lines = (line + b"\n" for _, _, _, _, line in islice(Lines(rows).read(), end))
    return groupby(lines, key=_year)


def _year(line: bytes) -> str:
    # The last member of the canonical bytes but one, which are sorted (RFC 8785).
    return line[line.rindex(_TIME) + len(_TIME) :][:4].decode()


def _compared(path: Path, lines: Iterator[bytes]) -> _File:
    count, complete = 0, path.exists()
    with ExitStack() as stack:
        there = stack.enter_context(path.open("rb")) if complete else None
        for line in lines:
            count += 1
            if there and complete:
                found = there.read(len(line))
                complete = found == line
                if not complete and (not line.startswith(found) or there.read(1)):
                    raise _other_lines(path)
        if there and complete and there.read(1):
            raise _other_lines(path)
    return _File(path, count, complete)


def _other_lines(path: Path) -> LedgerError:
    msg = f"{path} holds lines that this ledger does not have"
    return LedgerError(msg, "Publish elsewhere, or load those lines first.")


def _write(path: Path, lines: Iterator[bytes]) -> None:
    with replacing(path) as half_made, half_made.open("wb") as file:
        file.writelines(lines)
