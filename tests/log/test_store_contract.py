"""One contract that every store of the log keeps. A new store joins by a line in `STORES`."""

from datetime import timedelta
from itertools import chain

import pytest

from servanda.errors import ConflictError
from servanda.events.registry import make
from servanda.log import ledger_file, lines
from servanda.log.envelope import TIME_FORMAT, seal
from servanda.log.memory import MemoryLog
from servanda.log.postgres import PostgresLog
from servanda.log.sqlite import SQLiteLog
from servanda.log.store import Head, New, Stored
from strategies import NOON

READ_MODEL = "a version"


def _sqlite(request):
    request.getfixturevalue("monkeypatch").setattr(
        ledger_file, "wal_is_sound", lambda _: "WAL" in request.param
    )
    path = request.getfixturevalue("tmp_path") / "servanda.db"
    ledger_file.create(path, "test")
    return SQLiteLog(path, READ_MODEL)


def _postgres(request):
    return PostgresLog(request.getfixturevalue("postgres").ledger(), READ_MODEL)


STORES = {
    "memory": lambda _: MemoryLog("test"),
    "SQLite": _sqlite,
    "SQLite in WAL mode": _sqlite,
    "PostgreSQL": _postgres,
}


@pytest.fixture(params=STORES)
def store(request):
    """An empty store of each kind, its read model built: one table of what was projected."""
    made = STORES[request.param](request)
    made.catch_up(lambda rows, *_: rows.execute("CREATE TABLE projected (position INTEGER)"), anew=True)
    yield made
    made.close()


def new(subject, version, minute=0):
    """Entry number ``version`` of a stream, recorded so many minutes after noon."""
    event = make("dialogue-concluded", {"occurred": "2023", "note": f"{version} of {subject}"})
    moment = NOON + timedelta(minutes=minute)
    line = seal(
        event, subject=subject, version=version, ledger="test", moment=moment, recorded_by="a recorder"
    )
    return New(subject, version, event.type, line)


def note_positions(rows, stored):
    rows.executemany("INSERT INTO projected VALUES (?)", [(entry.position,) for entry in stored])


def append(store, *entries, project=note_positions):
    return store.append(lambda _: entries, project)


def positions(store):
    return [row[0] for row in store.rows().execute("SELECT position FROM projected ORDER BY 1").fetchall()]


def time(minute):
    return (NOON + timedelta(minutes=minute)).strftime(TIME_FORMAT)


def test_an_empty_store_has_nothing(store):
    """Nothing is read from an empty store, and its end is position 0."""
    assert "test" == store.name
    assert Head(0, "") == store.head()
    assert [] == list(store.read())
    assert [] == store.stream("jp-fr-ict")
    assert [] == store.streams()
    assert 0 == store.projected()


def test_entries_are_read_as_they_were_appended(store, monkeypatch):
    """Positions count from 1 without gaps over batches and streams; the bytes are the same bytes."""
    monkeypatch.setattr(lines, "BATCH", 2)
    batches = [
        [new("jp-fr-ict", 1), new("mic-2021", 1), new("jp-fr-ict", 2)],
        [new("jp-fr-ict", 3, minute=1)],
        [new("mic-2021", 2, minute=2)],
    ]

    appended = [entry for batch in batches for entry in append(store, *batch)]

    expected = [Stored(number, *entry) for number, entry in enumerate(chain(*batches), start=1)]
    assert expected == appended
    assert expected == list(store.read())
    assert expected[3:] == list(store.read(3))
    assert [] == list(store.read(5))
    assert [expected[0], expected[2], expected[3]] == store.stream("jp-fr-ict")
    assert ["jp-fr-ict", "mic-2021"] == store.streams()
    assert Head(5, time(2)) == store.head()


def test_entries_are_sealed_knowing_the_end_of_the_log(store):
    """The caller learns position and time of the last entry at the moment of appending."""
    heads = []

    def noting(entry):
        return lambda head: heads.append(head) or [entry]

    store.append(noting(new("jp-fr-ict", 1, minute=7)), note_positions)
    store.append(noting(new("jp-fr-ict", 2, minute=8)), note_positions)

    assert [Head(0, ""), Head(1, time(7))] == heads


def test_the_log_can_be_asked_while_nobody_else_can_append(store):
    """Whoever seals may decide anew by what the log holds then, and by its rows."""
    append(store, new("jp-fr-ict", 1))
    told = []

    def asking(head):
        told.append((head, store.head(), store.projected(), store.stream("jp-fr-ict"), positions(store)))
        return [new("jp-fr-ict", 2, minute=1)]

    store.append(asking, note_positions)

    assert [(Head(1, time(0)), Head(1, time(0)), 1, store.stream("jp-fr-ict")[:1], [1])] == told
    assert [1, 2] == positions(store)


def test_nothing_to_append_changes_nothing(store):
    """An empty batch is stored as nothing and does not reach the read model."""
    append(store, new("jp-fr-ict", 1))

    assert [] == append(store, project=lambda *_: pytest.fail("projected nothing"))
    assert (1, 1) == (store.head().position, store.projected())


@pytest.mark.parametrize("versions", [(1,), (3,), (2, 2), (2, 4), (0,)], ids=str)
def test_versions_of_a_stream_count_up(store, versions):
    """An entry whose number is taken, or not the next one, is a conflict; nothing of the batch is stored."""
    append(store, new("jp-fr-ict", 1))

    with pytest.raises(ConflictError, match="jp-fr-ict"):
        append(store, new("mic-2021", 1), *(new("jp-fr-ict", version) for version in versions))

    assert Head(1, time(0)) == store.head()
    assert ["jp-fr-ict"] == store.streams()
    assert [1] == positions(store)
    assert [2] == [entry.position for entry in append(store, new("jp-fr-ict", 2))]


@pytest.mark.parametrize("culprit", ["seal", "project"])
def test_what_fails_midway_is_not_stored(store, culprit):
    """An error of the caller, also after it wrote rows, leaves neither entries nor rows."""

    def failing(*args):
        if culprit == "project":
            note_positions(*args)
        raise ZeroDivisionError

    seal_ = failing if culprit == "seal" else lambda _: [new("jp-fr-ict", 1)]
    with pytest.raises(ZeroDivisionError):
        store.append(seal_, failing)

    assert (0, 0) == (store.head().position, store.projected())
    assert [] == list(store.read())
    assert [] == positions(store)
    assert [1] == [entry.position for entry in append(store, new("jp-fr-ict", 1))]


def test_the_read_model_follows(store):
    """What project writes is there with the entries, and the read model stands at the end of the log."""
    append(store, new("jp-fr-ict", 1), new("mic-2021", 1))
    append(store, new("jp-fr-ict", 2))

    assert [1, 2, 3] == positions(store)
    assert 3 == store.projected()


def test_a_read_model_that_is_behind_is_left_to_the_next_reader(store, monkeypatch):
    """Entries are stored but not projected until somebody brings the rows up to the end of the log."""
    with monkeypatch.context() as another:
        if isinstance(store, MemoryLog):
            another.setattr(store, "_built", False)
        else:
            another.setattr(store, "_read_model", "of another program")
        append(store, new("jp-fr-ict", 1), project=lambda *_: pytest.fail("projected into another model"))
    append(store, new("jp-fr-ict", 2), project=lambda *_: pytest.fail("projected over a gap"))
    assert (2, 0) == (store.head().position, store.projected())

    store.catch_up(lambda rows, position, log: note_positions(rows, list(log.read(position))))
    append(store, new("jp-fr-ict", 3))

    assert [1, 2, 3] == positions(store)
    assert 3 == store.projected()


@pytest.mark.parametrize(("anew", "position"), [(False, 1), (True, 0)])
def test_catching_up_begins_where_the_rows_stand(store, anew, position):
    """The build is told where the rows stand, or the very beginning, and reads the log from within."""
    append(store, new("jp-fr-ict", 1))
    told = []

    store.catch_up(
        lambda _, position, log: told.append((position, log.streams(), log.stream("jp-fr-ict"))), anew=anew
    )

    assert [(position, ["jp-fr-ict"], store.stream("jp-fr-ict"))] == told
    assert 1 == store.projected()


def test_a_catch_up_that_fails_changes_nothing(store):
    """Rows written before the error are taken back."""
    append(store, new("jp-fr-ict", 1))

    def failing(rows, *_):
        rows.execute("DELETE FROM projected")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.catch_up(failing, anew=True)

    assert [1] == positions(store)
    assert 1 == store.projected()
