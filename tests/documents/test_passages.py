"""Passages: found by their words, checked by place and hash."""

import os
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.documents.passages import MAX_DOCUMENT, Document, find, find_again, hash_at, in_folder, read
from servanda.errors import InvalidInputError


def document(text):
    return Document(text, sha256(text.encode()).hexdigest())


def test_read_leaves_the_text_as_it_is(tmp_path):
    """Line ends and a byte order mark stay, since passages are counted in the document as it is."""
    path = tmp_path / "release.txt"
    content = "\ufeff第1回\r\nend\r".encode()
    path.write_bytes(content)
    assert Document("\ufeff第1回\r\nend\r", sha256(content).hexdigest()) == read(path)


def test_read_refuses_what_is_no_utf_8(tmp_path):
    """A document in another encoding is refused with the place of the first wrong byte."""
    path = tmp_path / "release.txt"
    path.write_bytes("12月".encode("shift_jis"))
    with pytest.raises(InvalidInputError, match=r"not UTF-8 text \(byte 3\)"):
        read(path)


def test_read_refuses_what_is_not_there(tmp_path):
    """A missing file is named."""
    with pytest.raises(InvalidInputError, match=r"none\.txt cannot be read"):
        read(tmp_path / "none.txt")


def test_read_refuses_what_is_too_long(tmp_path):
    """A document of the greatest length is read; of a longer one no more than that, however long it is."""
    path = tmp_path / "release.txt"
    path.write_bytes(b"a" * MAX_DOCUMENT)
    assert MAX_DOCUMENT == len(read(path).text)

    for size in (MAX_DOCUMENT + 1, 5 * 1024**3):
        os.truncate(path, size)
        with pytest.raises(InvalidInputError, match=r"release\.txt is longer than 10,000,000 bytes"):
            read(path)


@pytest.mark.parametrize("name", ["pipe", "zero"])
def test_read_refuses_what_has_no_end(tmp_path, name):
    """A device or a pipe is no document, and is not waited for."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    with pytest.raises(InvalidInputError, match="not a file"):
        read(tmp_path / name)


def test_in_folder(tmp_path):
    """A folder gives its texts by name, and passes over what is none, telling so."""
    (tmp_path / "b.txt").write_text("second")
    (tmp_path / "a.txt").write_text("first")
    (tmp_path / "c.pdf").write_bytes(b"\xff")
    (tmp_path / "d").mkdir()
    os.mkfifo(tmp_path / "e")
    with (tmp_path / "f.txt").open("wb") as file:
        file.truncate(MAX_DOCUMENT + 1)
    told = []

    assert ["first", "second"] == [found.text for found in in_folder(tmp_path, told.append)]
    assert [
        f"{tmp_path / 'c.pdf'} is not UTF-8 text (byte 1)",
        f"{tmp_path / 'f.txt'} is longer than 10,000,000 bytes",
    ] == [error.message for error in told]


@pytest.mark.parametrize("name", ["none", "loop", "file", "n" * 300])
def test_no_folder(tmp_path, name):
    """A folder that is not there is refused."""
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").touch()
    with pytest.raises(InvalidInputError, match="cannot be read"):
        list(in_folder(tmp_path / name, print))


def test_find_counts_code_points():
    """Places count characters, not bytes nor UTF-16 halves, so that Japanese does not shift them."""
    assert (3, 6) == find(document("𠮷第1回会合"), "回会合")


@pytest.mark.parametrize(
    ("words", "said"), [("2025", "do not stand"), ("in 202", "more than once"), ("aa", "more than once")]
)
def test_find_refuses_what_is_not_one_place(words, said):
    """Words must stand in the document, and once; places that overlap are two."""
    with pytest.raises(InvalidInputError, match=said):
        find(document("in 2023, in 2024, aaa"), words)


@given(st.text(min_size=1, max_size=50), st.data())
def test_what_was_found_has_the_hash_of_its_words(text, data):
    """A passage found by its words is the passage at its place."""
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : data.draw(st.integers(start + 1, len(text)))]
    if text.count(words) == 1 and text.find(words, text.find(words) + 1) < 0:
        begin, end = find(Document(text, ""), words)
        assert sha256(words.encode()).hexdigest() == hash_at(Document(text, ""), begin, end)


@pytest.mark.parametrize(("start", "end"), [(0, 6), (9, 10)])
def test_a_place_beyond_the_end_has_no_hash(start, end):
    """A place that the document does not have has no passage."""
    assert hash_at(document("2024!"), start, end) is None


def test_utf_16_is_read_as_it_is(tmp_path):
    """A document in UTF-16 is counted like one in UTF-8, its byte order mark included."""
    path = tmp_path / "release.txt"
    content = "\ufeff第1回\r\n".encode("utf-16-le")
    path.write_bytes(content)
    assert Document("\ufeff第1回\r\n", sha256(content).hexdigest()) == read(path)


@given(
    st.text("ab日", max_size=40),
    st.text("ab日", min_size=1, max_size=4),
    st.text("ab日", max_size=40),
    st.integers(-5, 99),
)
def test_a_passage_is_found_again(before, passage, after, near):
    """Wherever it moved, it is found by its hash; of several places, at the nearest to the old one."""
    text = before + passage + after
    places = [at for at in range(len(text)) if text.startswith(passage, at)]
    last = len(text) - len(passage)
    nearest = min(places, key=lambda at: (abs(at - min(max(near, 0), last)), at))
    assert nearest == find_again(text, sha256(passage.encode()).hexdigest(), len(passage), near)


@pytest.mark.parametrize(("text", "length"), [("", 1), ("abc", 4), ("abc", 0), ("abc", 2)])
def test_a_passage_that_is_gone_is_not_found(text, length):
    """A document that no longer has it, or is shorter, gives no place."""
    assert find_again(text, sha256(b"xy").hexdigest(), length, 1) is None
