"""Encodings: decoded strictly, and told from one another where that can be seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.documents.encoding import codec, decode_as, decode_text, guess
from servanda.errors import InvalidInputError

JAPANESE = "令和6年2月20日、第5回の会合をオンラインで開催しました。\n次回は東京で開かれる予定です。\n"
FRENCH = "La réunion s’est tenue à Tokyo ; les deux côtés ont décidé d’établir un groupe.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
def test_text_is_read_as_it_is(encoding):
    """Line ends and a byte order mark stay; UTF-16 is known by its mark."""
    text = "\ufeff第1回\r\nend\r" if encoding.startswith("utf-16") else "第1回\r\nend\r"
    mark = "\ufeff" if encoding == "utf-8-sig" else ""
    assert mark + text == decode_text(text.encode(encoding), "a.txt")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"12" + JAPANESE.encode("cp932"),
            r"not UTF-8 text \(byte 3\); it is probably Shift_JIS\n.*-f CP932 ",
        ),
        (JAPANESE.encode("euc-jp"), r"\(byte 1\); it is probably EUC-JP\n.*iconv -f EUC-JP -t UTF-8"),
        (FRENCH.encode("cp1252"), r"\(byte 5\); it is probably windows-1252\n.*-f WINDOWS-1252 "),
        (FRENCH.encode("utf-32"), r"\(byte 1\); it is probably UTF-32\n"),
        ("é".encode("utf-16-le") + FRENCH.encode("utf-16-le"), r"\(byte 1\); it is probably UTF-16 without"),
        (b"\x00\xe9" + FRENCH.encode("utf-16-be"), r"\(byte 2\); it is probably UTF-16 without"),
        ("会議の日時は決まっていません。".encode("gb18030"), r"\(byte 1\)"),
        (b"\xff", r"not UTF-8 text \(byte 1\)\n  Save the document as UTF-8 text first\.$"),
        (b"\xff\xfea\x00\x00\xd8", r"not UTF-16 text \(byte 5\)"),
        (b"\xff\xfea", r"not UTF-16 text \(byte 3\)"),
    ],
)
def test_other_encodings_are_refused(content, said):
    """The first wrong byte is named, the probable encoding where it can be seen, and how to change it."""
    with pytest.raises(InvalidInputError) as refused:
        decode_text(content, "a.txt")
    refused.match(said)


def test_a_guess_needs_reasons():
    """Bytes that make sense in several encodings, or in none, are not guessed at."""
    assert None is guess("договор о встрече".encode("koi8-r"))
    assert None is guess(bytes(range(128, 256)) * 9)
    assert None is guess(b"\x00\x01\x02" * 99)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        (" Shift_JIS ", "cp932"),
        ("x-sjis", "cp932"),
        ("ISO-8859-1", "cp1252"),
        ("us-ascii", "cp1252"),
        ("gb2312", "gb18030"),
        ("utf-16", "utf-8"),
        ("EUC-KR", "cp949"),
        ("none", None),
    ],
)
def test_labels_are_those_of_pages(label, name):
    """Charsets are what browsers take them for."""
    assert name == codec(label)


@pytest.mark.parametrize(
    "label", ["euc-jp", "iso-2022-jp", "gb18030", "big5", "euc-kr", "koi8-u", "windows-874", "macintosh"]
)
def test_known_encodings_decode(label):
    """Python knows every encoding that a label stands for."""
    assert "abc" == decode_as(b"abc", codec(label), "a.html", label)


def test_numbers_in_circles():
    """What Windows adds to EUC-JP is read, as pages have it."""
    assert "①⑳㍻№㈱㍽" == decode_as(
        bytes.fromhex("ada1 adb4 addf ade2 adea adee"), "euc-jp", "a.html", "EUC-JP"
    )


@pytest.mark.parametrize(("content", "byte"), [(b"ab\xad", 3), (b"\xad\xfe", 1), (b"\xa4\xa2\xff", 3)])
def test_what_is_not_of_the_encoding_is_refused(content, byte):
    """A page is never read with characters replaced."""
    with pytest.raises(InvalidInputError, match=rf"a\.html is not EUC-JP throughout \(byte {byte}\)"):
        decode_as(content, "euc-jp", "a.html", "EUC-JP")


@given(st.binary(max_size=200))
def test_whatever_bytes_are_given(content):
    """Bytes are a text, or are refused."""
    try:
        text = decode_text(content, "a.txt")
    except InvalidInputError:
        return
    marks = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
    assert content == text.encode(marks.get(content[:2], "utf-8"))
