from datetime import timedelta

from given import corrected, established, held, made, voided
from servanda.audit.clock import stood_behind
from servanda.projections.tables import STILL
from strategies import NOON, RECORDER


def _found(rows, known_at=STILL):
    return [(finding.address, finding.entries) for finding in stood_behind(rows, known_at)]


def test_a_batch_is_no_finding(ledger, asked):
    """Its entries are a microsecond apart, and that is as it should be."""
    ledger.record([established(), held(22), made()], RECORDER)

    assert [] == _found(asked())


def test_entries_of_two_recorders_are_not_of_one_batch(ledger, asked, clock):
    """The second batch was recorded while the clock was behind the first."""
    ledger.record([established(), held(22)], RECORDER)
    clock.now = NOON - timedelta(days=2)
    ledger.record([made(), made()], "another recorder")
    clock.now = NOON + timedelta(days=1)
    ledger.record([made()], RECORDER)

    assert [("#1", (1, 3))] == _found(asked())
    assert [] == _found(asked(), known_at=2)


def test_what_mends_an_entry_is_not_of_its_batch(ledger, asked, clock):
    """An entry has no id that could be named before it is stored."""
    ledger.record([established(), held(22)], RECORDER)
    clock.now = NOON + timedelta(days=1)
    ledger.record([held(23, "2024-11-26")], RECORDER)
    clock.now = NOON - timedelta(days=1)
    ledger.record([corrected("#3", place="Paris")], RECORDER)
    ledger.record([corrected("#2", place="Paris")], RECORDER)
    ledger.record([corrected("#3", place="Tokyo"), voided(entry="#4")], RECORDER)

    assert [("#3", (3, 4, 7))] == _found(asked())


def test_one_recorder_of_unrelated_entries_cannot_be_told_from_a_batch(ledger, asked):
    """The check finds what can be shown from the log, not all there was."""
    ledger.record([established()], RECORDER)
    ledger.record([held(22)], RECORDER)

    assert [] == _found(asked())
