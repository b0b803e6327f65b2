"""Files that are there whole or not at all."""

import errno
import os

import pytest

from servanda.log import files
from servanda.log.files import creating, make_folder, replace, replacing


@pytest.fixture(params=["link", "no links"])
def links(request, monkeypatch):
    """A file system with hard links, and one without."""
    if request.param == "no links":

        def refuse(*_):
            raise OSError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(os, "link", refuse)
    return request.param


@pytest.fixture
def synced(monkeypatch):
    """What was synced, in order: the names that the synced file or folder had by then."""
    done = []
    fsync = os.fsync

    def note(descriptor):
        done.append(os.path.basename(os.readlink(f"/proc/self/fd/{descriptor}")))  # noqa: PTH115, PTH119
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    return done


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.usefixtures("links")
def test_a_file_is_made_whole(tmp_path):
    """While it is being made nothing has its name; afterwards it is all there, and nothing is beside it."""
    path = tmp_path / "ledger.db"

    with creating(path) as half_made:
        half_made.write_bytes(b"all of it")
        assert not path.exists()

    assert {"ledger.db": b"all of it"} == contents(tmp_path)


@pytest.mark.usefixtures("links")
@pytest.mark.parametrize("there", [b"a diary", b""])
def test_what_is_there_is_not_replaced(tmp_path, there):
    """Also a file, even an empty one, that came to be there while the other was made stays as it is."""
    path = tmp_path / "ledger.db"

    def meanwhile(half_made):
        half_made.write_bytes(b"mine")
        path.write_bytes(there)

    with pytest.raises(FileExistsError), creating(path) as half_made:
        meanwhile(half_made)

    assert {"ledger.db": there} == contents(tmp_path)


@pytest.mark.usefixtures("links")
def test_a_dangling_link_is_something_that_is_there(tmp_path):
    """A symbolic link that leads nowhere is not written through, nor replaced."""
    path = tmp_path / "ledger.db"
    path.symlink_to("elsewhere.db")

    with pytest.raises(FileExistsError), creating(path) as half_made:
        half_made.write_bytes(b"mine")

    assert path.is_symlink()
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize("made", [creating, replacing])
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
def test_what_is_cut_short_leaves_nothing(tmp_path, made, error):
    """Neither the file nor a half of it, nor what SQLite keeps beside one."""

    def cut_short(half_made):
        for suffix in ("", *files.JOURNALS):
            half_made.with_name(half_made.name + suffix).write_bytes(b"half of")
        raise error

    with pytest.raises(type(error)), made(tmp_path / "ledger.db") as half_made:
        cut_short(half_made)

    assert {} == contents(tmp_path)


def test_a_name_that_cannot_be_given_leaves_nothing(tmp_path, monkeypatch):
    """Without hard links the name is taken first, and given up again if the file cannot have it."""

    def refuse(*_):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr("pathlib.Path.replace", refuse)

    with pytest.raises(OSError, match="Input/output"), creating(tmp_path / "ledger.db") as half_made:
        half_made.write_bytes(b"mine")

    assert {} == contents(tmp_path)


def test_a_replaced_file_is_the_old_or_the_new(tmp_path):
    """Until the new one is ready the old one stands; an error leaves it."""
    path = tmp_path / "2024.jsonl"
    replace(path, b"old")

    with pytest.raises(FileNotFoundError), replacing(path):
        pass  # nothing was written
    assert {"2024.jsonl": b"old"} == contents(tmp_path)

    replace(path, b"new")
    assert {"2024.jsonl": b"new"} == contents(tmp_path)


def test_content_is_synced_before_the_name_and_the_name_after_it(tmp_path, synced):
    """After a power failure the name leads to the whole content, and it is not forgotten."""
    replace(tmp_path / "2024.jsonl", b"old")
    with creating(tmp_path / "ledger.db") as half_made:
        half_made.write_bytes(b"all of it")

    pid = os.getpid()
    assert [
        f".2024.jsonl.{pid}.half-made",
        tmp_path.name,
        f".ledger.db.{pid}.half-made",
        tmp_path.name,
    ] == synced


def test_a_made_folder_is_synced_into_the_one_it_lies_in(tmp_path, synced):
    """Each folder on the way; one that is there needs nothing."""
    make_folder(tmp_path / "far" / "events")
    make_folder(tmp_path / "far" / "events")

    assert (tmp_path / "far" / "events").is_dir()
    assert [tmp_path.name, "far"] == synced


@pytest.mark.parametrize(("number", "tolerated"), [(errno.EINVAL, True), (errno.EIO, False)])
def test_a_share_on_which_folders_cannot_be_synced(tmp_path, monkeypatch, number, tolerated):
    """Where there is no such thing the file is made all the same; a failing disk is an error."""
    fsync = os.fsync

    def refuse(descriptor):
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):  # noqa: PTH112
            raise OSError(number, os.strerror(number))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", refuse)

    if tolerated:
        replace(tmp_path / "2024.jsonl", b"new")
        assert {"2024.jsonl": b"new"} == contents(tmp_path)
    else:
        with pytest.raises(OSError, match=os.strerror(number)):
            replace(tmp_path / "2024.jsonl", b"new")
