"""`init`, `load`, `publish`, `rebuild`: making a ledger, and lines in and out of it."""

import sqlite3

import pytest


def published(desk):
    """The one file that publishing the ledger gives."""
    assert 0 == desk("publish out").exit_code
    (file,) = (desk.folder / "out").iterdir()
    return file


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ("--ledger 'My Notes (2).db'", "my-notes-2"),
        ("--ledger 協議.db", "ledger"),
        ("--ledger other.db --name japan-ict", "japan-ict"),
    ],
)
def test_init_names_the_ledger(desk, options, name):
    """A ledger is named as asked, or after its file."""
    result = desk(f"init {options}")
    assert 0 == result.exit_code
    assert result.stdout.endswith(f"named {name}.\n")


def test_publish_writes_the_stored_lines(desk):
    """The published file is the log, a line feed after each entry, and nothing else is in the folder."""
    assert b"".join(line + b"\n" for line in desk.log) == published(desk).read_bytes()


def test_publish_goes_on_with_what_was_published(desk):
    """Publishing again adds the new lines to those that are there."""
    file = published(desk)
    before = file.read_bytes()
    desk("record meeting-held jp-fr-ict --round 23 --occurred 2024-11-26")
    assert 0 == desk("publish out").exit_code
    assert before + desk.log[-1] + b"\n" == file.read_bytes()


def test_what_was_published_loads_into_an_equal_ledger(desk):
    """A loaded ledger has the same log, byte for byte, and gives the same answers."""
    published(desk)
    desk("init --ledger other.db")
    result = desk("load out --ledger other.db")
    assert "Loaded 16 entries; skipped 0 that were there already.\n" == result.stdout
    assert 0 == desk("publish again --ledger other.db").exit_code
    (again,) = (desk.folder / "again").iterdir()
    assert published(desk).read_bytes() == again.read_bytes()
    assert desk("commitments --json").stdout == desk("commitments --json --ledger other.db").stdout


def test_load_takes_what_is_new(desk):
    """Lines that the ledger has are skipped and counted; what continues it is loaded."""
    published(desk)
    desk("init --ledger other.db")
    desk("load out --ledger other.db")
    desk("record meeting-held jp-fr-ict --round 23 --occurred 2024-11-26")
    result = desk(f"load out/{published(desk).name} --ledger other.db")
    assert "Loaded 1 entries; skipped 16 that were there already.\n" == result.stdout


@pytest.mark.parametrize(
    "command",
    [
        "source-published ab --occurred 2024 --title Results",
        f"source-published {'a' * 80} --occurred 2024 --title {'協' * 500}",
        f"progress-reported jp-fr-ict --ref jp-fr-ict/1 --occurred 2024 --text '{'協 議' * 600}'",
        f"meeting-held jp-fr-ict --round WTSA-24 --occurred '[2024-04,2024-05]' --recorded-by {'課' * 500}",
        "meeting-held jp-fr-ict --round 23 --occurred '2024~=about  2024' --place 'e\u0301 “𠮷”'",
    ],
)
def test_whatever_is_recorded_can_be_loaded_again(desk, command):
    """What the door lets in at recording, at the very limits too, it lets in again from a published log."""
    assert 0 == desk(f"record {command}").exit_code
    published(desk)
    desk("init --ledger other.db")
    result = desk("load out --ledger other.db")
    assert "Loaded 17 entries; skipped 0 that were there already.\n" == result.output


@pytest.mark.parametrize("command", ["load out --ledger other.db", "publish elsewhere"])
def test_a_dry_run_changes_nothing(desk, command):
    """--dry-run says what would be done: how many entries would be loaded or published."""
    published(desk)
    desk("init --ledger other.db")
    result = desk(f"{command} --dry-run")
    assert 0 == result.exit_code
    assert "16" in result.stdout
    assert "would" in result.stdout.lower()
    assert [] == desk.json("log --ledger other.db")
    assert not (desk.folder / "elsewhere").exists()


def test_rebuild_check_finds_a_changed_row(desk):
    """A row that is not what the log says is named with exit code 1, and mended by a rebuild."""
    rows = sqlite3.connect(desk.folder / "servanda.db")
    with rows:
        rows.execute("UPDATE commitments SET text = 'Promise nothing'")
    rows.close()
    found = desk("rebuild --check")
    assert (1, "commitments: differs from the log\n") == (found.exit_code, found.stdout)
    assert "rebuild" in found.stderr
    assert "Rebuilt the read model from 16 entries.\n" == desk("rebuild").stdout
    assert (0, "") == (desk("rebuild --check").exit_code, desk("rebuild --check").output)


def test_the_log_refuses_to_be_changed(desk):
    """Not even another program can change or take out a stored entry by SQL."""
    rows = sqlite3.connect(desk.folder / "servanda.db")
    for statement in (
        "UPDATE stored_events SET state = x'00'",
        "DELETE FROM stored_events",
        "INSERT OR REPLACE INTO stored_events SELECT * FROM stored_events WHERE position = 3",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            rows.execute(statement)
    rows.close()


def test_pages(desk):
    """Pages are written, found unchanged, and after a change found to differ."""
    assert "Wrote 7 files to pages.\n" in desk("rebuild --pages pages").stdout
    assert 0 == desk("rebuild --check --pages pages").exit_code
    desk("record meeting-held jp-fr-ict --round 23 --occurred 2024-11-26")
    found = desk("rebuild --check --pages pages")
    assert 1 == found.exit_code
    assert "pages/dialogues/jp-fr-ict.md: differs from the log" in found.stdout.splitlines()
