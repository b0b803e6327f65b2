"""Opening a user's file: at once, or refused."""

import os

import pytest

from servanda.errors import InvalidInputError
from servanda.log.regular_file import open_file


def test_a_file_is_opened(tmp_path):
    """Its bytes are there to be read, also through a symbolic link."""
    (tmp_path / "a").write_bytes(b"one\r\ntwo")
    (tmp_path / "b").symlink_to("a")
    with open_file(tmp_path / "b", "a file") as opened:
        assert b"one\r\ntwo" == opened.read()


@pytest.mark.parametrize("name", ["pipe", "device", "folder", "none"])
def test_what_is_no_file_is_refused(tmp_path, name):
    """A pipe nobody writes to is not waited for; the remedy is the caller's."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/zero")
    (tmp_path / "folder").mkdir()
    with pytest.raises(InvalidInputError, match=name) as caught:
        open_file(tmp_path / name, "a file")
    assert "Give a file." == caught.value.remedy
