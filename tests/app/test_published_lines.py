"""Lines from outside: whatever a file is, it is read within limits or refused with a message."""

import gzip
import io
import os
import stat
import sys
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.app.published_lines import (
    BATCH,
    DRY_RUN,
    ENTRIES,
    STANDARD_INPUT,
    Held,
    Limits,
    Line,
    bytes_of,
    draft_lines,
    log_lines,
)
from servanda.errors import InvalidInputError
from servanda.log.strict_json import MAX_LINE

READERS = pytest.mark.parametrize("read", [log_lines, draft_lines], ids=["log", "drafts"])


class Endless(io.RawIOBase):
    """A stream without an end, that counts what was taken from it."""

    def __init__(self, pattern):
        self.pattern = pattern
        self.taken = 0

    def readable(self):
        return True

    def readinto(self, buffer):
        chunk = self.pattern[self.taken % len(self.pattern) :][: len(buffer)]
        buffer[: len(chunk)] = chunk
        self.taken += len(chunk)
        return len(chunk)


@pytest.fixture
def standard_input(monkeypatch):
    """Puts bytes, or a stream, where standard input is."""

    def put(given):
        raw = io.BytesIO(given) if isinstance(given, bytes) else given
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BufferedReader(raw)))

    return put


def refused(read, path):
    with pytest.raises(InvalidInputError) as caught:
        list(read(path))
    assert caught.value.remedy
    return caught.value.message


def test_the_lines_of_a_folder(tmp_path):
    """The files come in the order of their names, each line with its place; other files are left alone."""
    (tmp_path / "2025.jsonl").write_bytes(b"c\n")
    (tmp_path / "2024.jsonl").write_bytes(b"a\nb\n")
    (tmp_path / "README.md").write_bytes(b"# Lines")

    assert [
        Line("2024.jsonl line 1", b"a"),
        Line("2024.jsonl line 2", b"b"),
        Line("2025.jsonl line 1", b"c"),
    ] == list(log_lines(tmp_path))


def test_drafts_may_be_written_by_hand(tmp_path):
    """Empty lines, CR LF and a last line without its end are what editors leave; only a log is exact."""
    (tmp_path / "drafts").write_bytes(b"a\r\n\r\n \nb")

    assert [Line("line 1", b"a"), Line("line 4", b"b")] == list(draft_lines(tmp_path / "drafts"))


def test_drafts_from_standard_input(standard_input):
    """A dash reads what is piped in."""
    standard_input(b"a\nb\n")
    assert [Line("line 1", b"a"), Line("line 2", b"b")] == list(draft_lines(STANDARD_INPUT))


def test_standard_input_may_be_closed(monkeypatch):
    """Without a standard input there is nothing to read, which is said."""
    monkeypatch.setattr(sys, "stdin", None)
    assert "standard input is closed" == refused(draft_lines, STANDARD_INPUT)


@READERS
@pytest.mark.parametrize("end", [b"\n", b"\n" + b"b\n"])
def test_the_longest_line_is_read(tmp_path, read, end):
    """A line of exactly the greatest length is still read, and so is what follows it."""
    (tmp_path / "a.jsonl").write_bytes(b"a" * MAX_LINE + end)
    assert [MAX_LINE, 1][: end.count(b"\n")] == [len(line.bytes) for line in read(tmp_path / "a.jsonl")]


@READERS
@pytest.mark.parametrize("end", [b"", b"\n"])
def test_a_longer_line_is_refused(tmp_path, read, end):
    """One byte more is too long, whether the line ends there or not."""
    (tmp_path / "a.jsonl").write_bytes(b"x\n" + b"a" * (MAX_LINE + 1) + end)
    assert "line 2: the line is longer than 262,144 bytes" in refused(read, tmp_path / "a.jsonl")


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (b"a" * 1_000, "line 1: the line is longer than 262,144 bytes"),
        (b"\0" * 1_000, "line 1: byte 1 is NUL"),
        (b"\n" * 1_000, "line 10001: these are more than 10,000 lines at once"),
        (b"a" * 262_143 + b"\n", "line 23: these are more than 6,000,000 bytes at once"),
    ],
    ids=["one line", "zeros", "empty lines", "long lines"],
)
def test_what_has_no_end_is_refused_before_it_fills_the_memory(standard_input, pattern, said):
    """An endless stream is left after the limit; of a line that is too long no more than that is read."""
    endless = Endless(pattern)
    standard_input(endless)

    assert said in refused(draft_lines, STANDARD_INPUT)
    limit = BATCH.bytes if pattern.endswith(b"\n") else MAX_LINE
    assert endless.taken <= limit + 2 * MAX_LINE


@READERS
def test_a_file_of_five_gigabytes_is_refused(tmp_path, read):
    """Refused from its first line, without reading the rest."""
    with (tmp_path / "a.jsonl").open("wb") as file:
        file.truncate(5 * 1024**3)
    assert "line 1: byte 1 is NUL" in refused(read, tmp_path / "a.jsonl")


@READERS
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (gzip.compress(b"{}\n", mtime=0), "the file is compressed with gzip"),
        (b"PK\x03\x04\x14", "the file is a ZIP archive or a workbook"),
        ("{}\n".encode("utf-16"), "the file is UTF-16"),
        ("\ufeff{}\n".encode("utf-16-be"), "the file is UTF-16"),
        ("{}\n".encode("utf-16-le"), "line 1: byte 2 is NUL"),
        ("\ufeff{}\n".encode(), "the file begins with a byte order mark"),
        (b"SQLite format 3\0\x10", "the file is an SQLite database"),
        (b"\0" * 5000, "line 1: byte 1 is NUL"),
    ],
    ids=["gzip", "zip", "utf-16", "utf-16-be", "utf-16-le", "utf-8-sig", "sqlite", "nul"],
)
def test_what_is_no_file_of_lines_is_named(tmp_path, read, content, said):
    """The message says what the file is instead, and the remedy what to do with it."""
    (tmp_path / "a.jsonl").write_bytes(content)
    assert said in refused(read, tmp_path / "a.jsonl")


@READERS
@pytest.mark.parametrize("name", ["loop", "pipe", "zero", "none", "n" * 300, "loop/a", "file/a"])
def test_what_is_no_file_is_refused_at_once(tmp_path, read, name):
    """Nothing is waited for, and nothing endless is read."""
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "zero").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe")

    said = "is a pipe or a device, not a file" if name in ("pipe", "zero") else "cannot be read"
    assert f"{tmp_path / name} {said}" in refused(read, tmp_path / name)
    assert 0 == bytes_of(tmp_path / name)


def test_a_folder_that_is_named_like_a_file(tmp_path):
    """A folder is read as one, whatever its name; within another folder it is no file."""
    (tmp_path / "events" / "2024.jsonl").mkdir(parents=True)

    assert "holds no *.jsonl files" in refused(log_lines, tmp_path / "events" / "2024.jsonl")
    assert "2024.jsonl cannot be read: Is a directory" in refused(log_lines, tmp_path / "events")
    assert "cannot be read: Is a directory" in refused(draft_lines, tmp_path)


@pytest.mark.skipif(os.getuid() == 0, reason="nothing is closed to root")
def test_what_may_not_be_read(tmp_path):
    """A file or folder that is closed to us is refused as such, and not as empty."""
    for closed in (tmp_path / "a.jsonl", tmp_path / "folder"):
        closed.mkdir(mode=0) if closed.name == "folder" else closed.touch(mode=0)
        assert f"{closed} cannot be read: Permission denied" == refused(log_lines, closed)
        closed.chmod(stat.S_IRWXU)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{}\n{}", "a.jsonl line 2: the last line is cut off"),
        (b"{}\r\n", "a.jsonl line 1: the line ends with CR LF"),
    ],
)
def test_the_lines_of_a_log_are_exact(tmp_path, content, said):
    """A published line ends with one line feed; anything else was changed on the way."""
    (tmp_path / "a.jsonl").write_bytes(content)
    assert said in refused(log_lines, tmp_path / "a.jsonl")


def test_held_counts_lines_and_bytes():
    """As many lines and bytes as the limits say are held; one more of either is not."""
    held = Held(Limits(2, 5, "Fewer."))
    held.add(Line("line 1", b"aaa"))
    held.add(Line("line 2", b"aa"))
    with pytest.raises(InvalidInputError, match="line 3: these are more than 2 lines at once"):
        held.add(Line("line 3", b""))

    held = Held(Limits(2, 5, "Fewer."))
    with pytest.raises(InvalidInputError, match="line 1: these are more than 5 bytes at once") as caught:
        held.add(Line("line 1", b"a" * 6))
    assert "Fewer." == caught.value.remedy


@pytest.mark.parametrize("limits", [BATCH, ENTRIES, DRY_RUN])
def test_limits_leave_room(limits):
    """Whatever is held may be a line of the greatest length."""
    held = Held(limits)
    assert not held.full()
    held.add(Line("line 1", b"x" * MAX_LINE))
    assert not held.full()


@given(st.binary(max_size=300))
def test_any_bytes_are_lines_or_refused(tmp_path_factory, content):
    """Whatever a file holds: the reader gives its lines back whole, or refuses it."""
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_bytes(content)
    try:
        assert content == b"".join(line.bytes + b"\n" for line in log_lines(path))
    except InvalidInputError as error:
        assert error.remedy  # noqa: PT017  either outcome is right
