"""File system, free space, permissions, files beside the ledger."""

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from given import looked
from servanda.app.doctor import place
from servanda.app.doctor.place import file_system_type
from servanda.app.recording import Ledger
from servanda.log import ledger_file
from servanda.log.files import creating

MOUNTS = r"""
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
28 27 0:30 / /home/desk rw,relatime shared:7 - nfs4 server:/home rw
29 27 0:31 / /media/My\040Stick rw - exfat /dev/sdb1 rw
30 27 0:32 / /twice rw - tmpfs tmpfs rw
31 30 0:33 / /twice rw - xfs /dev/sdc1 rw
32 27 0:34 / /cloud rw - fuse.sshfs desk@server:/ rw
""".strip()


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/", "ext4"),
        ("/home", "ext4"),
        ("/home/desk", "nfs4"),
        ("/home/desk/ledger", "nfs4"),
        ("/home/desktop", "ext4"),
        ("/media/My Stick/ledger", "exfat"),
        ("/twice", "xfs"),
        ("/cloud/a", "fuse.sshfs"),
    ],
)
def test_the_innermost_mount_counts(tmp_path, folder, kind):
    """By folders, not by letters; the later of two on one folder; spaces are written as octal codes."""
    (tmp_path / "mounts").write_text(MOUNTS)
    assert kind == file_system_type(Path(folder), tmp_path / "mounts")


def test_a_system_that_does_not_tell(tmp_path):
    """Elsewhere than on Linux."""
    assert file_system_type(Path("/"), tmp_path / "nothing") is None


@pytest.mark.parametrize(
    ("kind", "state", "remedy"),
    [
        ("ext4", "ok", ""),
        ("fuseblk", "ok", ""),
        ("nfs4", "problem", "publish"),
        ("cifs", "problem", "publish"),
        ("9p", "problem", "publish"),
        ("fuse.sshfs", "problem", "publish"),
        ("tmpfs", "note", "backup"),
        (None, "note", "disk of this machine"),
    ],
)
def test_network_shares_are_a_problem(path, diagnosed, monkeypatch, kind, state, remedy):
    """Locks are not reliable there; memory is noted, and what is not known."""
    monkeypatch.setattr(place, "file_system_type", lambda _: kind)
    found = diagnosed(path)["file system"]
    assert state == found.state
    assert remedy in found.remedy
    assert (kind or "not known") in found.said


@pytest.mark.parametrize(("free", "state"), [(99_000_000, "note"), (101_000_000, "ok")])
def test_little_space_is_noted(path, diagnosed, monkeypatch, free, state):
    """Below a hundred megabytes."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9 - free, free))
    found = diagnosed(path)["free space"]
    assert state == found.state
    assert f"{free // 10**6} MB" in found.said


@pytest.mark.parametrize(
    ("file", "folder", "state", "said"),
    [
        (0o600, 0o700, "ok", "read by its owner, written by its owner"),
        (0o640, 0o700, "ok", "read by its owner and group, written by its owner"),
        (0o644, 0o755, "ok", "read by everybody, written by its owner"),
        (0o600, 0o770, "ok", "read by its owner, written by its owner and group"),
        (0o606, 0o700, "problem", "everybody on this machine may write to"),
        (0o600, 0o1777, "problem", "everybody on this machine may write to"),
    ],
)
def test_who_may_read_and_write(path, diagnosed, file, folder, state, said):
    """Whoever can write to the folder can put another ledger in its place."""
    path.chmod(file)
    path.parent.chmod(folder)
    found = diagnosed(path)["permissions"]
    assert state == found.state
    assert said in found.said
    if state == "problem":
        assert f"chmod o-w {path if file & 0o2 else path.parent}" == found.remedy


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_ledger_that_can_only_be_read(path, diagnosed):
    """Somebody else's is noted: it can be asked, but not recorded in."""
    folder = Path(tempfile.mkdtemp())
    try:
        shutil.copy(path, folder / "servanda.db")
        (folder / "servanda.db").chmod(0o644)
        folder.chmod(0o755)
        diagnosed(folder / "servanda.db")  # all modules are imported while they can be read
        os.seteuid(65534)
        try:
            found = diagnosed(folder / "servanda.db")
        finally:
            os.seteuid(0)
    finally:
        shutil.rmtree(folder)
    assert ("note", True) == (found["permissions"].state, "but not record" in found["permissions"].said)
    assert {"ok", "note"} == {one.state for one in found.values()}


def test_entries_that_are_only_in_the_wal_are_noted(path, diagnosed, monkeypatch):
    """A copy of the file alone would lack them."""
    monkeypatch.setattr(ledger_file, "wal_is_sound", lambda _: True)
    with closing(Ledger.open(path)) as ledger:
        ledger.record([looked(note="another")], "a recorder")
        found = diagnosed(path)
    assert "servanda.db-wal may hold entries" in found["journal"].said
    assert "servanda backup" in found["journal"].remedy
    assert found["entries"].said.startswith("4,")


def test_what_a_killed_command_left_is_noted(path, diagnosed):
    """By the name that half-made files have while they are made."""
    with creating(path.with_name("copy.db")) as half_made:
        half_made.write_bytes(b"half of")
        found = diagnosed(path)["half-made"]
    assert "note" == found.state
    assert half_made.name in found.said
    assert "half-made" not in diagnosed(path)


def test_a_ledger_behind_a_link_is_looked_at_where_it_lies(path, diagnosed, tmp_path):
    """The folder of the file counts, not that of the link."""
    far = tmp_path / "far"
    far.mkdir()
    (far / "link.db").symlink_to(path)
    path.parent.chmod(0o777)
    try:
        assert f"chmod o-w {path.parent}" == diagnosed(far / "link.db")["permissions"].remedy
    finally:
        path.parent.chmod(0o700)


def test_a_hot_journal_is_told_from_a_busy_one(path):
    """While somebody is recording nothing was cut off."""
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO tracking VALUES ('other', 1)")
        assert not place.append_cut_off(path)
