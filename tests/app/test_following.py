"""Following a log: what is given, where it begins and goes on, and what is refused."""

import json
import sqlite3
from contextlib import closing
from itertools import islice

import pytest
import rfc8785
from hypothesis import given as drawn
from hypothesis import strategies as st

from given import established, looked, made
from servanda.app import following
from servanda.app.following import Mark, State, before, follow, mark_of, numbered
from servanda.app.publishing import publish
from servanda.app.reading import open_rows
from servanda.app.recording import Ledger
from servanda.errors import InvalidInputError, LedgerError
from servanda.log.store import Stored
from servanda.log.tail import SQLiteTail

BEGINNING = Mark(0, "")


@pytest.fixture
def ledger(ledger_path, clock):
    """A ledger of four entries."""
    with closing(Ledger.open(ledger_path, clock)) as ledger:
        ledger.record([established(), made(), made(), looked()], "a recorder")
        yield ledger


@pytest.fixture
def tail(ledger, ledger_path):  # noqa: ARG001  the ledger is recorded in first
    """Its end, looked at without a pause."""
    return SQLiteTail(ledger_path, 0.0)


class Growing:
    """A log that grows while it is followed: so many entries at first, more at each wait."""

    def __init__(self, entries, at_a_time, batch):
        self._entries = entries
        self._steps = iter(at_a_time)
        self._there = next(self._steps)
        self._batch = batch

    def end(self):
        return min(self._there, len(self._entries))

    def read(self, first):
        return self._entries[first - 1 : min(self._there, first - 1 + self._batch)]

    def wait(self):
        self._there += next(self._steps, len(self._entries))


def entries_of(count):
    return [
        Stored(position, "jp-fr-ict", position, "meeting-held", b'{"id":"%d"}' % position)
        for position in range(1, count + 1)
    ]


@drawn(
    count=st.integers(0, 40),
    at_a_time=st.lists(st.integers(0, 9), min_size=1, max_size=12),
    batch=st.integers(2, 12),
    first=st.integers(1, 50),
)
def test_each_entry_is_given_once_in_order(count, at_a_time, batch, first):
    """However the log grows, and wherever one begins: no entry is missing and none comes twice."""
    entries = entries_of(count)
    tail = Growing(entries, at_a_time, batch)
    batches = islice(follow(tail, before(tail, first)), 2 * (count + len(at_a_time)) + 2)
    assert entries[first - 1 :] == [entry for batch in batches for entry in batch]


@drawn(count=st.integers(0, 20), there=st.integers(0, 20), batch=st.integers(2, 6))
def test_without_waiting_it_ends_with_the_last_entry_of_the_moment(count, there, batch):
    """What is recorded while it is at work is left for another time."""
    entries = entries_of(count)
    tail = Growing(entries, [there], batch)
    given = []
    for found in follow(tail, BEGINNING, wait=False):
        given += found
        tail.wait()
    assert entries[:there] == given


def test_what_is_followed_is_what_is_published(ledger_path, tail, tmp_path):
    """The same bytes in the same order."""
    with closing(open_rows(ledger_path)) as rows:
        publish(rows, tmp_path / "events")
    published = b"".join(path.read_bytes() for path in sorted((tmp_path / "events").iterdir()))
    lines = [entry.line + b"\n" for batch in follow(tail, BEGINNING, wait=False) for entry in batch]
    assert published == b"".join(lines)


def test_what_is_recorded_later_comes_later(ledger, tail):
    """An empty batch says that there is nothing new by now."""
    batches = follow(tail, before(tail, None))
    assert [] == next(batches)
    stored = ledger.record([looked(note="again")], "a recorder")
    assert stored == next(batches)
    assert [] == next(batches)


def test_more_than_a_batch(ledger, ledger_path, monkeypatch):
    """Whatever fits into memory at once."""
    monkeypatch.setattr("servanda.log.lines.BATCH", 2)
    batches = list(follow(SQLiteTail(ledger_path, 0.0), BEGINNING, wait=False))
    assert [1, 2, 3, 4] == [entry.position for batch in batches for entry in batch]
    assert len(batches) > 1
    assert list(ledger.log.read()) == [entry for batch in batches for entry in batch]


def test_nothing_is_held_while_waiting(ledger, ledger_path, tail):
    """Neither a transaction nor the file: another program can lock all of it."""
    batches = follow(tail, BEGINNING)
    next(batches)
    with closing(sqlite3.connect(ledger_path, isolation_level=None, timeout=0)) as other:
        other.execute("BEGIN EXCLUSIVE")
        other.execute("ROLLBACK")
    assert [] == next(batches)
    del ledger


@pytest.mark.parametrize(("first", "position"), [(1, 0), (3, 2), (5, 4), (9, 8), (None, 4)])
def test_where_it_begins(tail, first, position):
    """Before the first entry wanted; what that one is, is known as far as it is there."""
    mark = before(tail, first)
    assert position == mark.position
    assert (0 < position <= 4) == bool(mark.id)


def test_a_log_that_became_shorter_is_refused(tail):
    """An older copy was put in its place."""
    with pytest.raises(LedgerError, match="ends at #4, before #9"):
        next(follow(tail, Mark(9, "01a20f8f-d5c8-7aa9-a65b-c294da568c71")))


def test_a_log_with_another_entry_is_refused(tail):
    """Another ledger was put in its place."""
    with pytest.raises(LedgerError, match="its #2 is not the entry 01a20f8f"):
        next(follow(tail, Mark(2, "01a20f8f-d5c8-7aa9-a65b-c294da568c71")))


def test_a_ledger_replaced_while_it_is_followed_is_refused(ledger_path, tail, clock):
    """The new file under the same name is looked at, not the old one that is still open somewhere."""
    batches = follow(tail, BEGINNING)
    assert 4 == len(next(batches))
    ledger_path.unlink()
    with closing(Ledger.create(ledger_path, "test", clock)) as other:
        other.record([established()], "a recorder")
        with pytest.raises(LedgerError, match="ends at #1, before #4"):
            next(batches)


def test_a_log_with_a_gap_is_refused():
    """No entry is passed over, whatever became of the file."""
    entries = entries_of(4)
    del entries[2]
    with pytest.raises(LedgerError, match="after #2 of the log comes #4"):
        next(follow(Growing(entries, [4], 9), BEGINNING))


def test_a_numbered_line_is_the_line_with_one_attribute_more(ledger):
    """Still canonical JSON, and without the attribute the stored bytes."""
    ledger.record([looked(note='a note with "source" and ,\\"source\\": in it')], 'Ann ,"source":"x"')
    for entry in ledger.log.read():
        line = json.loads(numbered(entry))
        assert numbered(entry) == rfc8785.dumps(line)
        assert f"{entry.position:016}" == line.pop("sequence")
        assert entry.line == rfc8785.dumps(line)


def test_sequences_are_ordered_as_texts():
    """As CloudEvents wants it of the attribute."""
    line = b'{"id":"x","source":"urn:servanda:x"}'
    numbers = [numbered(Stored(n, "x", n, "meeting-held", line)) for n in (9, 10, 99, 100, 2**40)]
    assert sorted(numbers) == numbers


def test_a_line_of_another_form_is_not_numbered():
    """Only what was changed by hand lacks a source."""
    with pytest.raises(LedgerError, match="#3 is not in the form"):
        numbered(Stored(3, "x", 1, "meeting-held", b"{}"))


def test_a_state_says_where_to_go_on(ledger, tail, tmp_path):
    """What was kept is there for the next one; before that there is nothing."""
    state = State(tmp_path / "state")
    assert state.mark() is None
    *_, last = ledger.log.read()
    state.keep(mark_of(last))
    state.keep(mark_of(last))
    assert mark_of(last) == State(tmp_path / "state").mark() == before(tail, None)
    assert ["state"] == [path.name for path in tmp_path.iterdir() if not path.name.startswith("servanda")]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"14\n",
        b"[]",
        b"{}",
        b'{"position":"1","id":""}',
        b'{"position":-1,"id":""}',
        b"\xff",
        b'{"position":true,"id":""}',
    ],
)
def test_a_file_that_is_no_state_is_refused(tmp_path, content):
    """And is not written over."""
    path = tmp_path / "state"
    path.write_bytes(content)
    with pytest.raises(InvalidInputError, match="does not say how far a log was followed"):
        State(path).mark()
    assert content == path.read_bytes()


@pytest.mark.parametrize("kind", ["folder", "long", "no folder"])
def test_a_path_that_can_be_no_state_is_refused(tmp_path, kind):
    """A folder, a file of another size, a place that is not there."""
    path = tmp_path / "state"
    if kind == "folder":
        path.mkdir()
    elif kind == "long":
        path.write_bytes(b" " * (following.LONGEST_STATE + 1))
    else:
        path = tmp_path / "none" / "state"
    with pytest.raises((InvalidInputError, LedgerError), match="state"):
        State(path).keep(BEGINNING)


def test_two_followers_with_one_state_are_told(tmp_path):
    """Otherwise one would go on where the other is, and what is between would be missing."""
    one, other = State(tmp_path / "state"), State(tmp_path / "state")
    one.keep(Mark(1, "x"))
    with pytest.raises(LedgerError, match="was changed while this command was following"):
        other.keep(Mark(2, "y"))
    assert Mark(1, "x") == State(tmp_path / "state").mark()
