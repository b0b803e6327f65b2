"""Lines in: from files, folders and standard input, each within its limits while it is read.

What is read comes from elsewhere and may be anything, so no more of it is held than the limits
say: a line that is too long is refused after so many bytes of it, whatever follows.
"""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import count
from pathlib import Path
from typing import BinaryIO, NamedTuple

from servanda.errors import InvalidInputError
from servanda.log.regular_file import open_file, unreadable
from servanda.log.strict_json import MAX_LINE

STANDARD_INPUT = Path("-")
A_LOG = "the path of a published log"
DRAFTS = "a file of drafts, or - and the drafts on standard input"

_OTHER_KINDS = {
    b"\xef\xbb\xbf": ("begins with a byte order mark", "Save it as UTF-8 without one."),
    b"\xff\xfe": ("is UTF-16", "Save it as UTF-8."),
    b"\xfe\xff": ("is UTF-16", "Save it as UTF-8."),
    b"\x1f\x8b": ("is compressed with gzip", "Unpack it first."),
    b"PK\x03\x04": ("is a ZIP archive or a workbook", "Unpack it, or save the lines as text."),
    b"SQLite format 3\0": ("is an SQLite database", "`servanda publish` writes the lines of a ledger."),
}


class Line(NamedTuple):
    """A line without its end, and where it stands, such as ``2025.jsonl line 3``."""

    place: str
    bytes: bytes


class Limits(NamedTuple):
    """How many lines may be held at once, how many bytes in all, and what to do with more."""

    lines: int
    bytes: int
    remedy: str


ENTRIES = Limits(2_000, 4_000_000, "")
"""What `load` holds, decides and stores at once: new lines, some 5 kB of memory each."""
DRY_RUN = Limits(
    30_000, 32_000_000, "Try it in parts, the earliest one first; to load it there is no such limit."
)
"""What `load --dry-run` holds, which stores nothing on the way."""
BATCH = Limits(10_000, 6_000_000, "Append it in parts; each is recorded whole or not at all.")
"""What `append` holds: the drafts of a batch."""


class Held:
    """Counts what is held in memory of lines that are accepted or refused together."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lines = 0
        self._bytes = 0

    def full(self) -> bool:
        """Whether there is no room for the longest line any more."""
        return self._lines >= self._limits.lines or self._bytes > self._limits.bytes - MAX_LINE

    def add(self, line: Line) -> None:
        """Count a line.

        Raises:
            InvalidInputError: it is one too many, or makes them too long.
        """
        self._lines += 1
        self._bytes += len(line.bytes)
        for held, limit, unit in (
            (self._lines, self._limits.lines, "lines"),
            (self._bytes, self._limits.bytes, "bytes"),
        ):
            if held > limit:
                msg = f"{line.place}: these are more than {limit:,} {unit} at once"
                raise InvalidInputError(msg, self._limits.remedy)


def log_lines(path: Path) -> Iterator[Line]:
    """The lines of a published log: a file, or the ``*.jsonl`` files of a folder by name.

    Raises:
        InvalidInputError: no such file, none in the folder, or a line that is no line of text.
    """
    try:
        files = _files(path)
    except OSError as error:
        raise unreadable(path, error, A_LOG) from None
    if not files:
        msg = f"{path} holds no *.jsonl files"
        raise InvalidInputError(msg, "`servanda publish` writes such a folder.")
    for file in files:
        with open_file(file, A_LOG) as opened:
            for line in _lines(opened, f"{file.name} line", file, A_LOG):
                yield Line(line.place, _published(line))


def draft_lines(path: Path) -> Iterator[Line]:
    """The lines of a file of drafts, or of standard input for ``-``; empty ones are left out.

    Raises:
        InvalidInputError: no such file, a line that is no line of text, or more than a batch.
    """
    held = Held(BATCH)
    with _standard_input() if path == STANDARD_INPUT else open_file(path, DRAFTS) as opened:
        for line in _lines(opened, "line", path, DRAFTS):
            held.add(line)
            if stripped := line.bytes.strip():
                yield Line(line.place, stripped)


def bytes_of(path: Path) -> int:
    """The size of a published log, for a progress bar; 0 if it cannot be told."""
    try:
        return sum(file.stat().st_size for file in _files(path))
    except OSError:
        return 0


def _files(path: Path) -> list[Path]:
    return sorted(file for file in path.iterdir() if file.suffix == ".jsonl") if path.is_dir() else [path]


def _standard_input() -> AbstractContextManager[BinaryIO]:
    if sys.stdin is None:
        msg = "standard input is closed"
        raise InvalidInputError(msg, f"Give {DRAFTS}.")
    return nullcontext(sys.stdin.buffer)


def _lines(opened: BinaryIO, place: str, path: Path, wanted: str) -> Iterator[Line]:
    """The lines as they stand, each with its end."""
    for number in count(1):
        try:
            read = opened.readline(MAX_LINE + 1)
        except OSError as error:
            raise unreadable(path, error, wanted) from None
        if not read:
            return
        line = Line(f"{place} {number}", read)
        if number == 1:
            _require_lines(line)
        _require_text(line)
        yield line


def _require_lines(first: Line) -> None:
    for beginning, (kind, remedy) in _OTHER_KINDS.items():
        if first.bytes.startswith(beginning):
            msg = f"{first.place}: the file {kind}"
            raise InvalidInputError(msg, remedy)


def _require_text(line: Line) -> None:
    if b"\0" in line.bytes:
        msg = f"{line.place}: byte {line.bytes.index(0) + 1} is NUL, which no text in UTF-8 holds"
        raise InvalidInputError(msg, "Is it UTF-16, or damaged? Save it as UTF-8, or fetch it again.")
    if len(line.bytes) > MAX_LINE and not line.bytes.endswith(b"\n"):
        msg = f"{line.place}: the line is longer than {MAX_LINE:,} bytes"
        raise InvalidInputError(msg, "Is it JSON Lines, with an object in each line?")


def _published(line: Line) -> bytes:
    """The bytes of an entry, as published."""
    if not line.bytes.endswith(b"\n"):
        msg = f"{line.place}: the last line is cut off"
        raise InvalidInputError(msg, "Every line ends with a line feed; fetch the file again.")
    if line.bytes.endswith(b"\r\n"):
        msg = f"{line.place}: the line ends with CR LF, and was published with LF alone"
        raise InvalidInputError(
            msg, "Fetch the file again, without a change of line ends (git: core.autocrlf)."
        )
    return line.bytes[:-1]
