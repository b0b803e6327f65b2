"""Copies of a ledger: whole, equal to it, and put in its place again."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import pytest

from given import established, held, looked
from servanda.app import backup as copies
from servanda.app.backup import backup, restore
from servanda.app.reading import open_rows
from servanda.app.rebuilding import differences
from servanda.app.recording import Ledger
from servanda.app.verifying import verify_ledger
from servanda.errors import FindingError, InvalidInputError, LedgerError, ServandaError
from servanda.log import ledger_file
from servanda.log.lines import Lines
from servanda.log.notes import Checkpoint


@pytest.fixture(params=[True, False], ids=["WAL", "rollback journal"])
def path(request, monkeypatch, tmp_path, clock):
    """A ledger of three entries, in either journal mode."""
    monkeypatch.setattr(ledger_file, "wal_is_sound", lambda _: request.param)
    path = tmp_path / "ledger" / "servanda.db"
    path.parent.mkdir()
    with closing(Ledger.create(path, "test", clock)) as ledger:
        ledger.record([established(), held(22), looked()], "a recorder")
    return path


@pytest.fixture
def folder(tmp_path):
    """Where copies go."""
    folder = tmp_path / "copies"
    folder.mkdir()
    return folder


def entries(path):
    with closing(ledger_file.connect(path)) as rows:
        return list(Lines(rows).read())


def test_a_copy_has_the_same_entries_in_one_file(path, folder):
    """It is a ledger of its own, byte for byte the same log, and it answers the same."""
    with closing(Ledger.open(path)) as ledger:
        ledger.record([looked(note="held open")], "a recorder")  # so that in WAL mode the WAL is needed

        made = backup(path, folder / "copy.db")

    assert [folder / "copy.db"] == list(folder.iterdir())
    assert (4, (folder / "copy.db").stat().st_size) == (made.log.size, made.size)
    assert f'"time":"{made.log.time}"'.encode() in entries(path)[-1].line
    assert verify_ledger(path) == made.log
    assert entries(path) == entries(folder / "copy.db")
    assert [] == differences(folder / "copy.db")


def test_an_empty_ledger_can_be_copied(ledger_path, folder):
    """There is no last entry."""
    made = backup(ledger_path, folder / "copy.db")
    assert (0, "") == (made.log.size, made.log.time)
    restore(folder / "copy.db", folder / "again.db")
    assert [] == entries(folder / "again.db")


def test_the_progress_adds_up_to_the_file(path, folder):
    """In bytes, so that a bar can show how far it is: once for copying, once for verifying."""
    moved = []
    made = backup(path, folder / "copy.db", moved.append)
    assert 2 * made.size == sum(moved)


@pytest.mark.parametrize("there", [Path.touch, Path.mkdir, lambda path: path.symlink_to("nothing")])
@pytest.mark.parametrize("copying", [backup, restore])
def test_nothing_is_overwritten(path, folder, there, copying):
    """Whatever stands at the target stays, and the remedy is another name."""
    there(folder / "copy.db")
    before = (folder / "copy.db").lstat().st_ino

    with pytest.raises(LedgerError, match=r"copy\.db exists already") as caught:
        copying(path, folder / "copy.db")

    assert "name" in caught.value.remedy
    assert before == (folder / "copy.db").lstat().st_ino
    assert [folder / "copy.db"] == list(folder.iterdir())


@pytest.mark.parametrize("copying", [backup, restore])
def test_of_two_who_make_a_copy_one_is_told(path, folder, monkeypatch, copying):
    """A file that comes to be there meanwhile is left alone."""
    require_equal = copies._require_equal

    def meanwhile(*arguments):
        (folder / "copy.db").write_text("faster")
        require_equal(*arguments)

    monkeypatch.setattr(copies, "_require_equal", meanwhile)
    with pytest.raises(LedgerError, match=r"copy\.db exists already"):
        copying(path, folder / "copy.db")

    assert "faster" == (folder / "copy.db").read_text()
    assert [folder / "copy.db"] == list(folder.iterdir())


@pytest.mark.parametrize("copying", [backup, restore])
def test_there_must_be_a_folder(path, folder, copying):
    """It is not made in passing."""
    with pytest.raises(LedgerError, match="there is no folder"):
        copying(path, folder / "far" / "copy.db")


@pytest.mark.parametrize("copying", [backup, restore])
@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda _: None, "there is no ledger"),
        (lambda path: path.write_text("Dear reader, " * 100), "is not a servanda ledger"),
    ],
)
def test_only_ledgers_are_copied(folder, copying, make, message):
    """Anything else is named, and nothing is made."""
    make(folder / "notes.db")
    with pytest.raises(LedgerError, match=message):
        copying(folder / "notes.db", folder / "copy.db")
    assert not (folder / "copy.db").exists()


def test_a_published_folder_is_no_backup(folder):
    """The remedy names the command that reads one."""
    with pytest.raises(LedgerError, match="is a folder") as caught:
        restore(folder, folder / "again.db")
    assert "servanda load" in caught.value.remedy


def _page_of(path, table):
    """Where the first page of a table begins, and the size of a page."""
    with closing(sqlite3.connect(path)) as rows:
        (root,) = rows.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
        (size,) = rows.execute("PRAGMA page_size").fetchone()
    return (root - 1) * size, size


@pytest.mark.parametrize("copying", [backup, restore])
def test_a_damaged_file_is_not_copied(path, folder, copying):
    """Half a page of zeros where the entries are: refused, and nothing is left."""
    start, size = _page_of(path, "stored_events")
    content = bytearray(path.read_bytes())
    content[start : start + size // 2] = bytes(size // 2)
    path.write_bytes(content)

    with pytest.raises(ServandaError, match=r"damaged|malformed"):
        copying(path, folder / "copy.db")

    assert [] == list(folder.iterdir())


def test_a_copy_that_differs_is_not_kept(path, folder, monkeypatch):
    """A disk that gives back other bytes than were written is noticed."""
    copy_pages = copies._copy_pages

    def falsified(original, half_made, progress):
        head = copy_pages(original, half_made, progress)
        content = half_made.read_bytes()
        assert 1 <= content.count(b'"a recorder"')
        half_made.write_bytes(content.replace(b'"a recorder"', b'"b recorder"'))
        return head

    monkeypatch.setattr(copies, "_copy_pages", falsified)
    with pytest.raises(FindingError, match="is not sound: #1 does not have the hash"):
        backup(path, folder / "copy.db")

    assert [] == list(folder.iterdir())


def test_another_log_is_not_kept_for_a_copy(path, folder, monkeypatch, clock):
    """A copy that is sound in itself, but not of this ledger, is noticed as well."""
    with closing(Ledger.create(folder / "other.db", "test", clock)) as ledger:
        ledger.record([established(), held(22), looked(note="otherwise")], "a recorder")

    def mistaken(_original, half_made, _progress):
        copyfile(folder / "other.db", half_made)
        return 3

    monkeypatch.setattr(copies, "_copy_pages", mistaken)
    with pytest.raises(FindingError, match="differs from it"):
        backup(path, folder / "copy.db")

    assert [folder / "other.db"] == list(folder.iterdir())


def test_a_full_disk_leaves_nothing(path, folder):
    """The error names both files; the ledger is as it was."""
    resource = pytest.importorskip("resource")
    before = entries(path)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))
    try:
        with pytest.raises(LedgerError, match=r"copy\.db cannot be made from .*servanda\.db") as caught:
            backup(path, folder / "copy.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)

    assert "full" in caught.value.remedy
    assert [] == list(folder.iterdir())
    assert before == entries(path)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444])
def test_a_copy_is_as_private_as_the_ledger(path, folder, mode):
    """Who could not read the ledger cannot read its copy; its owner can record in it after a restore."""
    path.chmod(mode)
    backup(path, folder / "copy.db")
    assert mode | 0o600 == (folder / "copy.db").stat().st_mode & 0o777


APPENDING = """
import sys
from pathlib import Path
from given import established, looked
from servanda.app.recording import Ledger
ledger = Ledger.open(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    ledger.record([looked(note=str(number))], "a recorder")
    if number == 3:
        print("recording", flush=True)
"""


def test_a_copy_taken_while_another_process_records_is_a_beginning_of_the_log(path, folder):
    """Whatever moment each copy caught: it is sound, has the entries up to it, and nothing else."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", APPENDING, str(path)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as other:  # noqa: S603
        try:
            assert b"recording\n" == other.stdout.readline()
            made = [backup(path, folder / f"{number}.db") for number in range(5)]
            assert other.poll() is None
        finally:
            other.kill()

    log = entries(path)
    assert 6 <= made[0].log.size <= made[-1].log.size <= len(log)
    assert made[0].log.size < len(log)
    for number, one in enumerate(made):
        assert [] == verify_ledger(folder / f"{number}.db").findings
        assert log[: one.log.size] == entries(folder / f"{number}.db")
        assert [] == differences(folder / f"{number}.db")


KILLED = """
import sys, time
from pathlib import Path
from servanda.app import backup
from servanda.cli.main import main
copy_pages = backup._copy_pages
def slow(*arguments):
    copied = copy_pages(*arguments)
    print("copied", flush=True)
    for _ in range(600):
        time.sleep(0.1)
    return copied
backup._copy_pages = slow
main(["backup", sys.argv[2], "--ledger", sys.argv[1]])
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_backup_that_is_ended_half_way_leaves_no_file(path, folder, number):
    """Nothing at all when asked to end; when killed, no more than a half-made file under another name."""
    command = [sys.executable, "-c", KILLED, str(path), str(folder / "copy.db")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as other:  # noqa: S603
        assert b"copied\n" == other.stdout.readline()
        other.send_signal(number)
        assert 0 != other.wait()

    left = [file.name for file in folder.iterdir()]
    assert ([f".copy.db.{other.pid}.half-made"] if number == signal.SIGKILL else []) == left


def test_a_restored_ledger_is_the_one_that_was_copied(path, folder):
    """Byte for byte the same log; recording goes on in it."""
    backup(path, folder / "copy.db")
    before = (folder / "copy.db").read_bytes()
    made = restore(folder / "copy.db", folder / "again.db")

    assert [folder / "again.db", folder / "copy.db"] == sorted(folder.iterdir())
    assert before == (folder / "copy.db").read_bytes()
    assert 3 == made.log.size
    assert entries(path) == entries(folder / "again.db")
    with closing(Ledger.open(folder / "again.db")) as ledger:
        ledger.record([looked(note="goes on")], "a recorder")
    assert 4 == len(entries(folder / "again.db"))


def test_a_restored_read_model_is_made_from_the_log(path, folder):
    """A row that somebody changed in the backup does not come back."""
    backup(path, folder / "copy.db")
    with closing(sqlite3.connect(folder / "copy.db")) as rows, rows:
        rows.execute("UPDATE dialogues SET slug = 'something-else'")

    restore(folder / "copy.db", folder / "again.db")

    assert [] == differences(folder / "again.db")
    with closing(open_rows(folder / "again.db")) as rows:
        assert [("jp-fr-ict",)] == rows.execute("SELECT DISTINCT slug FROM dialogues").fetchall()


@pytest.fixture
def checkpoints(path, folder):
    """A backup, with checkpoints kept of the log as it was before, at, and after it."""
    backup(path, folder / "copy.db")
    found = {}
    for when, drafts in (("at", []), ("after", [looked(note="one"), looked(note="two")])):
        with closing(Ledger.open(path)) as ledger:
            for draft in drafts:
                ledger.record([draft], "a recorder")
        found[when] = folder / f"{when}.checkpoint"
        found[when].write_text(verify_ledger(path).checkpoint().text())
    found["before"] = folder / "before.checkpoint"
    log = verify_ledger(path, [2])
    found["before"].write_text(Checkpoint(log.origin, 2, log.roots[2]).text())
    return found


@pytest.mark.parametrize("given", [[], ["before"], ["at"], ["at", "before"]])
def test_a_backup_that_has_all_of_the_checkpoint_is_restored(folder, checkpoints, given):
    """The checkpoint may be of the same moment or older; entries may follow it."""
    restore(folder / "copy.db", folder / "again.db", [checkpoints[when] for when in given])
    assert 3 == len(entries(folder / "again.db"))


@pytest.mark.parametrize("given", [["after"], ["at", "after"], ["after", "before"]])
def test_a_backup_older_than_the_checkpoint_is_refused(folder, checkpoints, given):
    """How many acknowledged entries would be lost is said, and how to accept that."""
    with pytest.raises(
        FindingError, match=r"2 entries that were acknowledged up to #5 would be lost"
    ) as caught:
        restore(folder / "copy.db", folder / "again.db", [checkpoints[when] for when in given])
    assert "a checkpoint of that time, or none" in caught.value.remedy
    assert not (folder / "again.db").exists()


def test_a_backup_of_another_log_is_refused(folder, checkpoints, clock):
    """As many entries, but not those of the checkpoint."""
    with closing(Ledger.create(folder / "forged.db", "test", clock)) as ledger:
        ledger.record([established(), held(21), looked()], "a recorder")
    with pytest.raises(FindingError, match=r"forged\.db is not of the log of .*at\.checkpoint"):
        restore(folder / "forged.db", folder / "again.db", [checkpoints["at"]])
    assert not (folder / "again.db").exists()


def test_what_is_no_checkpoint_is_refused(folder, checkpoints):
    """Before anything is made."""
    checkpoints["at"].write_text("a diary")
    with pytest.raises(InvalidInputError, match="this is no checkpoint"):
        restore(folder / "copy.db", folder / "again.db", [checkpoints["at"]])
    assert not (folder / "again.db").exists()


def test_a_backup_of_an_earlier_format_is_restored_in_this_one(path, folder):
    """It gets the tree it lacks; its entries keep their bytes."""
    with closing(sqlite3.connect(path, isolation_level=None)) as rows:
        rows.execute("DROP TABLE nodes")
        rows.execute("DROP INDEX ledger_values")
        rows.execute("PRAGMA user_version = 1")
    backup(path, folder / "copy.db")
    made = restore(folder / "copy.db", folder / "again.db")

    assert entries(path) == entries(folder / "again.db")
    assert verify_ledger(folder / "again.db").checkpoint() == made.log.checkpoint()
    with closing(ledger_file.connect(folder / "again.db")) as rows:
        assert [(ledger_file.FORMAT,)] == rows.execute("PRAGMA user_version").fetchall()
