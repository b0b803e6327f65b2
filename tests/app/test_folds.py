"""Streams folded once: whatever is kept, put by and taken back, a load gives what a replay gives."""

import tempfile
from contextlib import closing
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from given import established, fulfilled, held, made, published, voided
from servanda.app import folds, loading
from servanda.app.loading import load
from servanda.app.published_lines import Limits
from servanda.app.publishing import publish
from servanda.app.reading import open_rows
from servanda.app.rebuilding import differences
from servanda.app.recording import Ledger
from strategies import Clock, fewer, grow, offers

US = "a recorder"


@fewer(10)
@given(offers(), st.integers(0, 3), st.integers(1, 4))
def test_a_load_gives_the_rows_of_a_replay_however_little_is_kept(offered, kept, at_once):
    """Late facts, corrections and voids of streams that were put by fold them from the log again."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        patch.setattr(folds, "KEPT", kept)
        patch.setattr(loading, "ENTRIES", Limits(at_once, 10_000_000, ""))
        with closing(Ledger.create(folder / "source.db", "source", Clock())) as ledger:
            grow(ledger, offered)
        with closing(open_rows(folder / "source.db")) as rows:
            publish(rows, folder / "events")

        with closing(Ledger.create(folder / "target.db", "target", Clock())) as ledger:
            load(ledger, folder / "events")

        assert [] == differences(folder / "source.db")
        assert [] == differences(folder / "target.db")


@pytest.fixture
def ledger(ledger_path):
    with closing(Ledger.open(ledger_path, Clock())) as ledger:
        ledger.record([established(), published(), held(22)], US)
        yield ledger


def test_what_somebody_else_recorded_is_seen(ledger, ledger_path):
    """A ledger that stays open decides on the log as it is now, not as it was when it last recorded."""
    with closing(Ledger.open(ledger_path, Clock())) as other:
        other.record([made()], "another recorder")
        other.record([voided("#3")], "another recorder")

    (stored,) = ledger.record([held(22)], US)  # was held twice, had nobody voided it

    assert 6 == stored.position
    assert [] == differences(ledger_path)


def test_what_somebody_else_recorded_is_taken_in_by_itself(ledger, ledger_path, monkeypatch):
    """Of the streams that are folded already nothing is read again but what came to them."""
    with closing(Ledger.open(ledger_path, Clock())) as other:
        other.record([made()], "another recorder")
        other.record([published(subject="mic-2024")], "another recorder")
    monkeypatch.setattr(ledger.log, "stream", pytest.fail)

    ledger.record([fulfilled()], US)

    assert [] == differences(ledger_path)


@fewer(10)
@given(offers(), st.lists(st.booleans(), min_size=1, max_size=9))
def test_who_takes_turns_records_what_one_alone_would(offered, turns):
    """Two who keep what they have folded, and each other's entries, leave the rows of a replay."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "servanda.db"
        with (
            closing(Ledger.create(path, "test", Clock())) as one,
            closing(Ledger.open(path, Clock())) as other,
        ):
            for batch, turn in zip(offered, cycle(turns), strict=False):
                grow(one if turn else other, [batch])

        assert [] == differences(path)


def test_what_was_not_stored_is_forgotten(ledger, ledger_path, monkeypatch):
    """An append that fails in its last step leaves nothing behind for the next decision."""
    append = ledger.log.append

    def fails(seal, project, rests_on):
        def projected(rows, stored):
            project(rows, stored)
            raise OSError

        return append(seal, projected, rests_on)

    monkeypatch.setattr(ledger.log, "append", fails)
    with pytest.raises(OSError, match=r"^$"):
        ledger.record([held(23, "2024-11-26")], US)
    monkeypatch.setattr(ledger.log, "append", append)

    (stored,) = ledger.record([held(23, "2024-11-26")], US)

    assert 4 == stored.position
    assert [] == differences(ledger_path)
