"""A decision holds for the log it was made on: what it read must not change before the append."""

from contextlib import closing
from datetime import UTC, datetime

import pytest

from given import SOURCE, established, held, made, published, voided
from servanda.app.folds import Folds
from servanda.app.recording import Ledger
from servanda.app.snapshot import Snapshot
from servanda.errors import BrokenRuleError, InvalidInputError, UnknownNameError
from servanda.log.memory import MemoryLog

US, THEM = "a recorder", "another recorder"


@pytest.fixture
def ledger():
    """A ledger in memory with a dialogue and a source."""
    with closing(Ledger(MemoryLog(), "test", lambda: datetime(2025, 6, 30, 12, tzinfo=UTC))) as ledger:
        ledger.record([established(), published()], THEM)
        yield ledger


def test_a_source_voided_meanwhile_is_not_cited(ledger, monkeypatch):
    """Who decided to cite a source decides again when it is voided before the append, and is refused."""
    append = ledger.log.append

    def overtaken(*arguments):
        monkeypatch.setattr(ledger.log, "append", append)
        ledger.record([voided("#2", subject=SOURCE)], THEM)
        return append(*arguments)

    monkeypatch.setattr(ledger.log, "append", overtaken)
    with pytest.raises(UnknownNameError, match=f"there is no source '{SOURCE}'"):
        ledger.record([held(citations=[SOURCE])], US)
    assert 3 == ledger.log.head().position


def test_what_was_read_is_told(ledger):
    """The versions of the streams that were read, and of no others."""
    snapshot = Snapshot(ledger.log, Folds(ledger.log))
    snapshot.timeline("jp-fr-ict")
    snapshot.timeline("jp-eu-ict")
    assert {"jp-fr-ict": 1, "jp-eu-ict": 0} == snapshot.versions()


def test_a_cited_source_stays_after_a_rebuild(ledger):
    """What others rest on is known after a rebuild as it was before."""
    ledger.record([held(citations=[SOURCE])], US)
    ledger.catch_up(anew=True)
    with pytest.raises(BrokenRuleError, match="is named by entry #3 of jp-fr-ict"):
        ledger.record([voided("#2", subject=SOURCE)], US)


def test_an_entry_too_long_to_be_loaded_again_is_not_recorded(ledger):
    """What would be stored is bounded like what is loaded."""
    citations = [{"source": SOURCE, "exact": "あ" * 20_000, "locator": str(n)} for n in range(5)]
    with pytest.raises(InvalidInputError, match="bytes long"):
        ledger.record([made(citations=citations)], US)
    assert 2 == ledger.log.head().position
