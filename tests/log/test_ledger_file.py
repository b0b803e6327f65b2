import errno
import os
import shutil
import sqlite3
import stat
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from given import established, looked
from servanda.app.reading import open_rows
from servanda.app.recording import Ledger
from servanda.errors import LedgerError
from servanda.log import ledger_file, metadata
from servanda.log.ledger_file import APPLICATION_ID, connect, create, wal_is_sound


def test_a_new_ledger_is_known_by_name_and_kind(tmp_path):
    """The file tells what it is, also to file(1), and what the ledger is called."""
    create(tmp_path / "servanda.db", "japan-ict")

    with closing(connect(tmp_path / "servanda.db")) as connection:
        assert "japan-ict" == metadata.name_of(connection)
    assert APPLICATION_ID.to_bytes(4) == (tmp_path / "servanda.db").read_bytes()[68:72]


def _foreign_database(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE stored_events (position)")


def _newer(path):
    create(path, "test")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def _cut_off(path):
    create(path, "test")
    path.write_bytes(path.read_bytes()[:1000])


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize(
    ("make", "message", "remedy"),
    [
        (lambda _: None, "there is no ledger", "servanda init"),
        (Path.mkdir, "there is no ledger", "servanda init"),
        (Path.touch, "is not a servanda ledger", "servanda init"),
        (lambda path: path.write_text("Dear reader, " * 100), "is not a servanda ledger", "servanda init"),
        (_foreign_database, "is not a servanda ledger", "servanda init"),
        (_newer, "has format 99", "upgrade"),
        (_cut_off, "cannot be read", "disk"),
    ],
    ids=["missing", "a folder", "empty", "a text", "another database", "newer", "cut off"],
)
def test_what_is_no_ledger_is_not_opened(tmp_path, make, message, remedy, write):
    """The error names the file and what is wrong with it, and the file stays as it is."""
    path = tmp_path / "servanda.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None

    with pytest.raises(LedgerError, match=message) as caught:
        connect(path, write=write)

    assert str(path) in caught.value.message
    assert remedy in caught.value.remedy
    assert before == (path.read_bytes() if path.is_file() else None)


def test_a_ledger_is_not_created_over_anything(tmp_path):
    """Whatever stands at the path, even an empty file, is left alone."""
    path = tmp_path / "servanda.db"
    path.write_text("a diary")

    with pytest.raises(LedgerError, match="exists already"):
        create(path, "test")

    assert "a diary" == path.read_text()
    assert [path] == list(tmp_path.iterdir())


def test_of_two_who_create_a_ledger_one_is_told(tmp_path, monkeypatch):
    """A file that appears between the first look and the last step is not overwritten."""
    path = tmp_path / "servanda.db"
    configure = ledger_file.configure
    monkeypatch.setattr(ledger_file, "configure", lambda made: (path.write_text("faster"), configure(made)))

    with pytest.raises(LedgerError, match="exists already"):
        create(path, "test")

    assert "faster" == path.read_text()
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize("sound", [True, False])
@pytest.mark.parametrize("statement", range(len(ledger_file.CREATE)))
def test_init_never_leaves_half_a_file(tmp_path, monkeypatch, statement, sound):
    """Wherever the making stops, the folder is as empty as before."""
    broken = [*ledger_file.CREATE[:statement], "CREATE NONSENSE"]
    monkeypatch.setattr(ledger_file, "CREATE", broken)
    monkeypatch.setattr(ledger_file, "wal_is_sound", lambda _: sound)

    with pytest.raises(LedgerError, match="cannot be written"):
        create(tmp_path / "servanda.db", "test")

    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("sound", [True, False])
def test_a_finished_ledger_is_one_file(tmp_path, monkeypatch, sound):
    """Nothing is left beside a new ledger, whichever journal it uses."""
    monkeypatch.setattr(ledger_file, "wal_is_sound", lambda _: sound)

    Ledger.create(tmp_path / "servanda.db", "test").close()

    assert [tmp_path / "servanda.db"] == list(tmp_path.iterdir())


@pytest.mark.parametrize("sound", [True, False])
def test_a_ledger_can_be_made_where_there_are_no_hard_links(tmp_path, monkeypatch, sound):
    """As on exFAT: the ledger is made and recorded in, and another one is still not made over it."""

    def refuse(*_):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(ledger_file, "wal_is_sound", lambda _: sound)
    path = tmp_path / "servanda.db"

    with closing(Ledger.create(path, "test")) as ledger:
        ledger.record([established()], "a recorder")
    with pytest.raises(LedgerError, match="exists already"):
        create(path, "test")

    assert [path] == list(tmp_path.iterdir())
    with closing(connect(path)) as rows:
        assert 1 == metadata.head_position(rows)


def test_a_ledger_needs_a_folder(tmp_path):
    """A folder that is not there is not made in passing."""
    with pytest.raises(LedgerError, match=r"there is no folder .*far"):
        create(tmp_path / "far" / "servanda.db", "test")


@pytest.fixture
def locked_folder():
    """A folder in which, and in whose files, nobody can write while it is locked; also as root."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    user = os.geteuid()

    @contextmanager
    def locked():
        for path in folder.iterdir():
            path.chmod(0o444)
        folder.chmod(0o555)
        if user == 0:
            try:
                os.seteuid(65534)  # nobody: permissions do not hold root back
            except OSError:
                pytest.skip("this root cannot become another user, and permissions do not hold it back")
        try:
            yield folder
        finally:
            os.seteuid(user)
            folder.chmod(0o755)

    locked.folder = folder
    yield locked
    shutil.rmtree(folder)


@pytest.mark.parametrize("sound", [True, False])
def test_a_ledger_that_cannot_be_written_is_still_read(locked_folder, monkeypatch, sound):
    """A ledger on a read-only place answers questions; recording is refused with a remedy."""
    monkeypatch.setattr(ledger_file, "wal_is_sound", lambda _: sound)
    path = locked_folder.folder / "servanda.db"
    with closing(Ledger.create(path, "test")) as ledger:
        for draft in (established(), looked()):  # all modules are imported while they can be read
            ledger.record([draft], "a recorder")

    with locked_folder():
        with closing(open_rows(path)) as rows:
            assert [("jp-fr-ict",)] == rows.execute("SELECT DISTINCT slug FROM dialogues").fetchall()
        with (
            pytest.raises(LedgerError, match=r"cannot be (written|read)"),
            closing(Ledger.open(path)) as ledger,
        ):
            ledger.record([looked()], "a recorder")


def _cut_off(path):
    """Make a ledger of one entry whose next append was cut off in the middle of its commit."""
    whole = path.with_name("whole.db")
    with closing(Ledger.create(whole, "test")) as ledger:
        ledger.record([established()], "a recorder")
    with closing(sqlite3.connect(whole, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = DELETE")
        writer.execute("PRAGMA cache_size = 1")  # so that pages reach the file before the commit
        writer.execute("BEGIN IMMEDIATE")
        for position in range(2, 200):
            row = (position, "jp-fr-ict", position, "coverage-checked", bytes(5000))
            writer.execute("INSERT INTO stored_events VALUES (?, ?, ?, ?, ?)", row)
        for kind in ("", "-journal"):
            shutil.copyfile(f"{whole}{kind}", f"{path}{kind}")
        writer.execute("ROLLBACK")
    whole.unlink()


@pytest.mark.parametrize("said", ["UNIQUE constraint failed: entries.time", "the log is append-only"])
def test_what_somebody_else_changed_is_not_laid_to_the_disk(said):
    """The remedy is to verify, not to make room."""
    told = ledger_file.cannot_write(Path("servanda.db"), sqlite3.IntegrityError(said))
    assert "servanda verify" in told.remedy
    assert "full" not in told.remedy


def test_what_was_not_committed_is_not_read(tmp_path):
    """A reader that comes first after a writer died sees the ledger as it was before that append."""
    path = tmp_path / "servanda.db"
    _cut_off(path)

    with closing(connect(path)) as rows:
        assert 1 == metadata.head_position(rows)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            rows.execute("DELETE FROM tracking")
    assert ["servanda.db"] == [file.name for file in tmp_path.iterdir()]


def test_what_was_not_committed_is_not_read_where_it_cannot_be_undone(locked_folder):
    """On a read-only place such a ledger is refused rather than read as it never was."""
    path = locked_folder.folder / "servanda.db"
    _cut_off(path)

    with locked_folder(), pytest.raises(LedgerError, match="was cut off") as caught:
        connect(path)

    assert "may write" in caught.value.remedy


def test_what_was_not_committed_is_not_read_through_a_link_either(tmp_path):
    """The journal lies beside the file, not beside the link to it; it is used up all the same."""
    (tmp_path / "far").mkdir()
    _cut_off(tmp_path / "far" / "servanda.db")
    (tmp_path / "link.db").symlink_to(tmp_path / "far" / "servanda.db")

    with closing(connect(tmp_path / "link.db")) as rows:
        assert 1 == metadata.head_position(rows)
    assert ["servanda.db"] == [file.name for file in (tmp_path / "far").iterdir()]


@pytest.mark.parametrize("sound", [True, False])
@pytest.mark.parametrize("make", [_newer, _foreign_database])
def test_what_is_no_ledger_is_not_opened_there_either(locked_folder, monkeypatch, make, sound):
    """Also on a read-only place a newer ledger or another database is refused, in either journal mode."""
    monkeypatch.setattr(ledger_file, "wal_is_sound", lambda _: sound)
    path = locked_folder.folder / "servanda.db"
    make(path)
    with closing(sqlite3.connect(path)) as connection:
        ledger_file.configure(connection)

    with locked_folder(), pytest.raises(LedgerError, match=r"has format 99|is not a servanda ledger"):
        connect(path)


def test_a_ledger_is_not_created_where_nobody_may_write(locked_folder):
    """The error says so; nothing is left behind."""
    with locked_folder() as folder, pytest.raises(LedgerError, match="cannot be written"):
        create(folder / "servanda.db", "test")

    assert [] == list(locked_folder.folder.iterdir())
    assert stat.S_ISDIR(locked_folder.folder.stat().st_mode)


@pytest.mark.parametrize(
    ("version", "sound"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_wal_is_trusted_only_with_the_fix(version, sound):
    """Releases with the fix of the WAL-reset defect: 3.44.6, 3.50.7, 3.51.3 and what follows each of them."""
    assert sound == wal_is_sound(version)


def test_a_damaged_file_is_not_taken_for_a_full_disk(ledger_path):
    """Writing to it is refused with what helps against damage."""
    with closing(sqlite3.connect(ledger_path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'nodes'").fetchone()
    with ledger_path.open("rb+") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))

    with closing(Ledger.open(ledger_path)) as ledger, pytest.raises(LedgerError, match="malformed") as caught:
        ledger.record([established()], "a recorder")

    assert "servanda restore" in caught.value.remedy
