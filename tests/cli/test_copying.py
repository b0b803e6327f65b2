"""`backup` and `restore`: a ledger into one file, and back."""

import signal

import pytest

from transcript import lines_of


def test_a_backup_and_its_restoration_are_told(desk):
    """How many entries, when the last was recorded, and the root, which `verify` says as well."""
    backed_up = desk("backup copy.db")
    restored = desk("restore copy.db --ledger again.db")
    root = next(line for line in desk("verify").stdout.splitlines() if line.startswith("root")).split()[1]

    assert (0, 0) == (backed_up.exit_code, restored.exit_code)
    assert backed_up.stdout.startswith("Backed up servanda.db to copy.db: ")
    assert restored.stdout.startswith("Restored again.db from copy.db: ")
    for result in (backed_up, restored):
        _, entries, told = result.stdout.splitlines()
        assert entries.startswith("entries  16, the last recorded 20")
        assert f"root     {root}" == told
    assert desk.log == lines_of(desk.folder / "again.db")


def test_a_restored_ledger_goes_on(desk):
    """It answers, verifies, and takes new entries."""
    desk("backup copy.db")
    desk("restore copy.db --ledger again.db")
    assert desk("commitments").stdout == desk("commitments --ledger again.db").stdout
    assert 0 == desk("verify --ledger again.db").exit_code
    assert (
        0
        == desk("record meeting-held jp-fr-ict --round 23 --occurred 2024-11-26 --ledger again.db").exit_code
    )


def test_a_backup_can_be_asked(desk):
    """It is a ledger of its own."""
    desk("backup copy.db")
    assert desk("status").stdout == desk("status --ledger copy.db").stdout


def test_without_a_checkpoint_restore_says_what_it_could_not_see(desk):
    """On stderr; with one there is nothing to say."""
    desk("checkpoint --out kept")
    desk("backup copy.db")
    assert "No checkpoint was given" in desk("restore copy.db --ledger one.db").stderr
    assert "" == desk("restore copy.db --ledger two.db --checkpoint kept").stderr


def test_a_person_sees_how_far_it_is(terminal):
    """A bar on a terminal."""
    shown, code = terminal("backup copy.db")
    assert 0 == code
    assert "Copying" in shown
    assert "100%" in shown


@pytest.mark.parametrize("command", ["backup copy.db", "restore servanda.db --ledger copy.db"])
def test_signals_mean_afterwards_what_they_meant_before(desk, command):
    """The command takes them over only while it works."""
    before = signal.getsignal(signal.SIGTERM)
    assert 0 == desk(command).exit_code
    assert before == signal.getsignal(signal.SIGTERM)
