from contextlib import closing

import pytest

from given import established, held, looked
from servanda.app.publishing import publish
from servanda.app.reading import open_rows
from servanda.app.recording import Ledger
from servanda.errors import LedgerError
from strategies import NOON, Clock


@pytest.fixture
def ledger(ledger_path):
    """A ledger of two entries of one year and one of the next."""
    clock = Clock(NOON.replace(year=2024))
    with closing(Ledger.open(ledger_path, clock)) as ledger:
        ledger.record([established(), held(22)], "a recorder")
        clock.now = NOON
        ledger.record([looked()], "a recorder")
        yield ledger


@pytest.fixture
def rows(ledger, ledger_path):  # noqa: ARG001  the ledger is recorded in first
    """Its file, open for reading."""
    with closing(open_rows(ledger_path)) as rows:
        yield rows


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_log_is_written_as_it_is_stored(ledger, rows, tmp_path):
    """A file for each year of recording, a line for each entry, byte for byte; the folder is made."""
    written = publish(rows, tmp_path / "far" / "events")

    stored = [entry.line + b"\n" for entry in ledger.log.read()]
    assert {"2024.jsonl": b"".join(stored[:2]), "2025.jsonl": stored[2]} == contents(
        tmp_path / "far" / "events"
    )
    assert [("2024.jsonl", 2), ("2025.jsonl", 1)] == [(path.name, count) for path, count in written]


def test_publishing_again_adds_what_is_new(ledger, rows, tmp_path):
    """The files stay as they are while nothing is recorded, and only grow afterwards."""
    publish(rows, tmp_path / "events")
    first = contents(tmp_path / "events")

    publish(rows, tmp_path / "events")
    assert first == contents(tmp_path / "events")

    ledger.record([looked(note="again")], "a recorder")
    publish(rows, tmp_path / "events")
    second = contents(tmp_path / "events")
    assert first["2024.jsonl"] == second["2024.jsonl"]
    assert second["2025.jsonl"].startswith(first["2025.jsonl"])
    assert 2 == second["2025.jsonl"].count(b"\n")


@pytest.mark.parametrize("dry_run", [False, True])
@pytest.mark.parametrize("foreign", [b"a diary\n", b'{"id":"somebody else\'s"}\n', b"{"])
def test_foreign_lines_are_not_overwritten(rows, tmp_path, foreign, dry_run):
    """A file with lines that this ledger does not have, or with half of one, stays as it is."""
    publish(rows, tmp_path / "events")
    path = tmp_path / "events" / "2025.jsonl"
    path.write_bytes(path.read_bytes() + foreign)
    before = contents(tmp_path / "events")

    with pytest.raises(LedgerError, match=r"2025.jsonl holds lines that this ledger does not have"):
        publish(rows, tmp_path / "events", dry_run=dry_run)

    assert before == contents(tmp_path / "events")


def test_a_refused_publication_changes_no_file(rows, tmp_path):
    """Also the files before the one that is refused are left as they were."""
    publish(rows, tmp_path / "events")
    (tmp_path / "events" / "2024.jsonl").write_bytes(b"")
    (tmp_path / "events" / "2025.jsonl").write_bytes(b"a diary\n")
    before = contents(tmp_path / "events")

    with pytest.raises(LedgerError):
        publish(rows, tmp_path / "events")

    assert before == contents(tmp_path / "events")


def test_a_dry_run_writes_nothing(rows, tmp_path):
    """It tells the files and their entries, and does not even make the folder."""
    assert [2, 1] == [count for _, count in publish(rows, tmp_path / "events", dry_run=True)]
    assert not (tmp_path / "events").exists()


def test_an_empty_log_is_no_file(ledger_path, tmp_path):
    """There is nothing to write of a ledger without entries."""
    with closing(open_rows(ledger_path)) as rows:
        assert [] == publish(rows, tmp_path / "events")
    assert {} == contents(tmp_path / "events")


def test_a_folder_that_is_a_file_is_an_error(rows, tmp_path):
    """What stands in the way is named and left alone."""
    (tmp_path / "events").write_text("a diary")

    with pytest.raises(LedgerError, match="events cannot be written"):
        publish(rows, tmp_path / "events")

    assert "a diary" == (tmp_path / "events").read_text()
