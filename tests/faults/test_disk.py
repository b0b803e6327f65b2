"""A disk that loses power: what has to stay stays, and what may be lost is lost now and then."""

from random import Random

import pytest

from faults.disk import Disk
from faults.vfs import Step

OLD, NEW = b"o" * 2000, b"n" * 2000
OPEN = Step("open", "a", new=True)
FOLDER = Step("sync", "", folder=True)


def write(data, at=0):
    return Step("write", "a", at, data)


def found_after(*steps):
    """Everything that was found at the name ``a`` after one of many cuts; None for no such file."""
    disk = Disk()
    for step in steps:
        disk.take(step)
    return {disk.after_the_cut(Random(seed)).get("a") for seed in range(300)}


def test_what_is_synced_stays():
    """A cut after everything was synced loses nothing."""
    assert {OLD} == found_after(OPEN, write(OLD), Step("sync", "a"), FOLDER)
    assert {OLD} == found_after(OPEN, write(OLD), Step("sync", "a", folder=True))


def test_a_file_without_a_synced_name_may_be_gone():
    """Its own sync keeps the bytes, not the name."""
    assert {OLD, None} == found_after(OPEN, write(OLD), Step("sync", "a"))


@pytest.mark.parametrize(("folder", "expected"), [(False, {OLD, None}), (True, {None})])
def test_a_deletion_may_be_undone(folder, expected):
    """Unless its folder was synced."""
    synced = (OPEN, write(OLD), Step("sync", "a", folder=True))

    assert expected == found_after(*synced, Step("delete", "a", folder=folder))


def test_a_file_made_anew_may_be_the_one_before():
    """After a deletion and a new file of the same name either may be there, or none."""
    first = (OPEN, write(OLD), Step("sync", "a", folder=True), Step("delete", "a"))

    assert {OLD, NEW, None} == found_after(*first, OPEN, write(NEW), Step("sync", "a"))


def test_an_unsynced_write_is_kept_lost_or_torn():
    """Torn, some sectors are new and one may be so in part; the bytes beside them are as they were."""
    beside = b"b" * 100
    synced = (OPEN, write(beside + OLD + beside), Step("sync", "a", folder=True))

    found = found_after(*synced, write(NEW, at=100))

    assert all(it.startswith(beside) and it.endswith(beside) for it in found)
    assert {beside + OLD + beside, beside + NEW + beside} < found
    borders = {it.index(b"n") for it in found if b"n" in it}
    assert {100, 512, 1024, 1536, 2048} == borders


def test_a_file_may_have_grown_without_its_bytes():
    """What it grew by may be anything."""
    found = found_after(OPEN, FOLDER, write(NEW))

    assert {b"", NEW, bytes(2000)} < found
    assert {0, 2000} == {len(it) for it in found}


def test_an_unsynced_truncation_may_be_undone():
    """As a write may."""
    synced = (OPEN, write(OLD), Step("sync", "a", folder=True))

    assert {OLD, OLD[:10]} == found_after(*synced, Step("truncate", "a", 10))
    assert {OLD[:10]} == found_after(*synced, Step("truncate", "a", 10), Step("sync", "a"))


def test_writes_are_kept_in_any_order():
    """The later one may be there without the earlier one."""
    synced = (OPEN, write(OLD), Step("sync", "a", folder=True))

    found = found_after(*synced, write(b"1"), write(b"2", at=1))

    assert {b"12", b"1o", b"o2", b"oo"} == {it[:2] for it in found}


def test_a_link_is_the_same_file():
    """Bytes that were synced under the one name are there under the other, if that is."""
    linked = (Step("open", "b", new=True), Step("write", "b", 0, OLD), Step("sync", "b", folder=True))

    assert {OLD, None} == found_after(*linked, Step("link", "b", data=b"a"))
    assert {OLD} == found_after(*linked, Step("link", "b", data=b"a"), Step("delete", "b"), FOLDER)
