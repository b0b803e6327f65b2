import json
import sqlite3
from contextlib import closing, suppress
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from given import DIALOGUE, TODAY, corrected, established, held, looked, made, published, voided
from servanda.app.comparable import contents
from servanda.app.reading import open_rows
from servanda.app.rebuilding import differences
from servanda.app.recording import Lag, Ledger
from servanda.domain.decide import Draft
from servanda.domain.records import Commitment, Meeting
from servanda.errors import BrokenRuleError, ConflictError, ServandaError
from servanda.events.registry import EVENT_TYPES
from servanda.log import ledger_file
from servanda.log.envelope import unseal
from servanda.log.memory import MemoryLog
from servanda.queries import AsOf, select
from strategies import NOON, Clock, in_memory

US, THEM = "a recorder", "another recorder"


class Overtaken(MemoryLog):
    """A log in which somebody else records between our decision and our append."""

    def __init__(self):
        super().__init__()
        self.meanwhile = []

    def append(self, seal, project, rests_on):
        waiting, self.meanwhile = self.meanwhile, []
        for record in waiting[:1]:
            record()
        self.meanwhile = waiting[1:]
        return super().append(seal, project, rests_on)


@pytest.fixture
def overtaken(clock):
    """A ledger over such a log, with a dialogue."""
    with closing(Ledger(Overtaken(), "test", clock)) as ledger:
        ledger.record([established()], THEM)
        yield ledger


def test_whoever_is_overtaken_decides_again(overtaken):
    """The second commitment takes the next number where somebody else has just taken the first."""
    overtaken.log.meanwhile = [lambda: overtaken.record([made(text="First")], THEM)]

    (stored,) = overtaken.record([made(text="Second")], US)

    assert (3, "jp-fr-ict/2") == (stored.position, json.loads(stored.line)["data"]["ref"])
    texts = {it.ref: it.text for it in select(overtaken.log.rows(), Commitment, AsOf(TODAY))}
    assert {"jp-fr-ict/1": "First", "jp-fr-ict/2": "Second"} == texts


def test_whoever_is_overtaken_may_be_refused(overtaken):
    """What was sound is decided anew: a round that somebody else has just recorded is held once."""
    overtaken.log.meanwhile = [lambda: overtaken.record([held(22)], THEM)]

    with pytest.raises(BrokenRuleError, match="held already"):
        overtaken.record([held(22)], US)

    assert 2 == overtaken.log.head().position


def test_whoever_was_overtaken_is_not_overtaken_again(overtaken):
    """The second decision is made once nobody else can append, however quick the others are."""
    overtaken.log.meanwhile = [lambda: overtaken.record([looked()], THEM)] * 200

    (stored,) = overtaken.record([held(22)], US)

    assert 4 == stored.position
    assert 198 == len(overtaken.log.meanwhile)


def test_whoever_is_always_overtaken_is_told(overtaken, monkeypatch):
    """After some attempts the conflict is reported, and nothing of ours is recorded."""

    def conflict(*_):
        msg = "somebody else recorded in jp-fr-ict at the same time"
        raise ConflictError(msg)

    monkeypatch.setattr(overtaken.log, "append", conflict)

    with pytest.raises(ConflictError, match="somebody else recorded in jp-fr-ict"):
        overtaken.record([held(22)], US)

    assert 1 == overtaken.log.head().position


def test_a_preview_is_what_would_be_recorded(ledger):
    """It says the same as recording, but for the ids, and records nothing."""
    drafts = [established(), held(22), made()]

    previewed = ledger.preview(drafts, US)

    assert (0, 0) == (ledger.log.head().position, ledger.log.projected())
    recorded = ledger.record(drafts, US)
    assert [stored[:4] for stored in recorded] == [stored[:4] for stored in previewed]
    assert [json.loads(stored.line) | {"id": ""} for stored in recorded] == [
        json.loads(stored.line) | {"id": ""} for stored in previewed
    ]


def test_a_batch_is_recorded_whole_or_not_at_all(ledger):
    """One refused draft refuses all; later ones may rest on earlier ones of the same batch."""
    with pytest.raises(BrokenRuleError):
        ledger.record([established(), held(22), held(22)], US)
    assert 0 == ledger.log.head().position

    assert [1, 2, 3] == [
        stored.position for stored in ledger.record([published(), established(), held(22)], US)
    ]
    assert [] == ledger.record([], US)


def test_times_increase_over_the_log_whatever_the_clock_says(ledger, clock):
    """Within a batch, on a clock that stands still and on one that goes back."""
    ledger.record([established(), held(22)], US)
    clock.now = NOON - timedelta(days=3)
    ledger.record([held(23, "2024-11-26")], US)
    clock.now = NOON + timedelta(hours=1)
    ledger.record([held(24, "2025-05-01")], US)

    times = [json.loads(stored.line)["time"] for stored in ledger.log.read()]

    at = NOON.strftime("%Y-%m-%dT%H")
    assert [f"{at}:00:00.{n:06}Z" for n in range(3)] + [f"{TODAY}T13:00:00.000000Z"] == times


def test_a_clock_is_behind_by_more_than_a_minute_or_not_at_all(ledger, clock):
    """How far it is behind the last entry; clocks that differ by seconds are in step."""
    assert ledger.lag() is None
    ledger.record([established(), held(22)], US)
    assert ledger.lag() is None
    clock.now = NOON - timedelta(seconds=59)
    assert ledger.lag() is None
    clock.now = NOON - timedelta(days=3)

    assert Lag(2, NOON + timedelta(microseconds=1), timedelta(days=3, microseconds=1)) == ledger.lag()


def test_the_day_of_recording_is_that_of_the_recorder(ledger, clock):
    """At eight in the morning in Tokyo today has begun, though the entry bears yesterday's UTC time."""
    clock.now = datetime(2025, 7, 1, 8, tzinfo=timezone(timedelta(hours=9)))

    ledger.record([established(), held(22, "2025-07-01")], US)

    assert "2025-06-30T23:00:00.000001Z" == json.loads(list(ledger.log.read())[-1].line)["time"]
    with pytest.raises(BrokenRuleError, match="after the day of recording"):
        ledger.record([held(23, "2025-07-02")], US)


def test_entries_are_named_by_position(ledger):
    """#2 stands for the id of the second entry; one that is not there is refused."""
    ledger.record([established(), held(22)], US)

    for position in ("#3", "#0", f"#{10**30}"):
        with pytest.raises(ServandaError, match="entry"):
            ledger.record([voided(entry=position)], US)

    (stored,) = ledger.record([corrected("#2", place="Paris")], US)
    second = list(ledger.log.read())[1]
    assert json.loads(second.line)["id"] == json.loads(stored.line)["data"]["entry"]
    assert ["Paris"] == [it.place for it in select(ledger.log.rows(), Meeting, AsOf(TODAY))]


@pytest.mark.parametrize("recorded_by", ["", "two\nlines", "\u202eecorder", "x" * 1000])
def test_a_recorder_has_a_name_in_one_line(ledger, recorded_by):
    """What could not be published and loaded again is not recorded."""
    with pytest.raises(ServandaError):
        ledger.record([established()], recorded_by)

    assert 0 == ledger.log.head().position


def test_a_read_model_of_another_version_is_built_anew_by_the_next_reader(ledger_path):
    """Rows of an older program are not believed: whoever reads next has those of the present one."""
    with closing(Ledger.open(ledger_path, Clock())) as ledger:
        ledger.record([established(), held(22)], US)
    with closing(sqlite3.connect(ledger_path)) as connection:
        connection.execute("UPDATE ledger SET value = 'older' WHERE name = 'read-model'")
        connection.execute("DROP TABLE meetings")
        connection.commit()

    with closing(open_rows(ledger_path)) as rows:
        assert ["jp-fr-ict 22"] == [it.key for it in select(rows, Meeting, AsOf(TODAY))]
    assert [] == differences(ledger_path)


@pytest.mark.parametrize("entries", [0, 2])
@pytest.mark.parametrize("older", ["another version", "never built"])
def test_recording_needs_no_reader_first(tmp_path, entries, older):
    """Neither rows of another version nor rows that were never built keep an entry from being recorded."""
    path = tmp_path / "servanda.db"
    ledger_file.create(path, "test")
    with closing(Ledger.open(path, Clock())) as ledger:
        ledger.catch_up()
        ledger.record([established(), held(21, "2022-11-09")][:entries], US)
    with closing(sqlite3.connect(path)) as connection:
        for table in ("meetings", "entries", "dialogues"):
            connection.execute(f"DROP TABLE {table}")
        if older == "never built":
            connection.execute("DELETE FROM ledger WHERE name = 'read-model'")
            connection.execute("DELETE FROM tracking")
        else:
            connection.execute("UPDATE ledger SET value = 'older' WHERE name = 'read-model'")
        connection.commit()

    with closing(Ledger.open(path, Clock())) as ledger:
        ledger.record([*([] if entries else [established()]), held(22)], US)

    with closing(open_rows(path)) as rows:
        assert "jp-fr-ict 22" in [it.key for it in select(rows, Meeting, AsOf(TODAY))]
    assert [] == differences(path)


def test_files_and_memory_keep_the_same_rows(ledger_path, ledger):
    """The same drafts give the same answers over either store."""
    drafts = [published(), established(), held(22), made(), looked()]
    with closing(Ledger.open(ledger_path, Clock())) as filed:
        filed.record(drafts, US)
    ledger.record(drafts, US)

    with closing(open_rows(ledger_path)) as rows:
        in_file, in_rows = contents(rows), contents(ledger.log.rows())

    assert [row[2:] for row in in_rows.pop("entries")] == [row[2:] for row in in_file.pop("entries")]
    assert in_rows == in_file


_words = st.text(max_size=8) | st.sampled_from(
    ("2024", "JP", "#1", "\ud800", "mic-2023-11-14", "jp-fr-ict/1")
)
_anything = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 10**20) | _words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_words, inner, max_size=3),
    max_leaves=6,
)
_fields = sorted({name for cls in EVENT_TYPES.values() for name in cls.model_fields})


@given(
    st.sampled_from(tuple(EVENT_TYPES)),
    st.sampled_from((DIALOGUE, "mic-2023-11-14", "jp-eu-ict")) | _words,
    st.dictionaries(st.sampled_from(_fields), _anything, max_size=6),
    st.just(US) | _words,
)
def test_whatever_a_draft_holds_it_is_recorded_or_refused(type_, subject, data, recorded_by):
    """No value anywhere ends in an error of the program, and what is recorded can be loaded elsewhere."""
    with closing(in_memory()) as ledger:
        ledger.record([established(), published(), made()], US)

        with suppress(ServandaError):
            ledger.record([Draft(type_, subject, data)], recorded_by)

        for stored in ledger.log.read():
            unseal(stored.line)
