"""Reading a document, whatever kind it is of, and refusing what is none."""

import io
import os
import zipfile
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hand_made_pdf import page, pdf
from servanda.documents import passages
from servanda.documents.html_said import Published
from servanda.documents.passages import MAX_DOCUMENT
from servanda.documents.reading import Read, in_folder, read_content, read_document
from servanda.errors import InvalidInputError

HEAD = "<!doctype html><html lang=ja><meta name=date content=2024-02-22><title>第5回</title>"
HTML = f"{HEAD}<h1>会合</h1><p>東京で"


def digest(content):
    return sha256(content).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_is_read_as_it_is_cited(tmp_path, encoding):
    """Offsets are those of `servanda cite` on the same file: line ends and a byte order mark count."""
    path = tmp_path / "release.txt"
    path.write_bytes("第5回会合\r\n次回は2025年。\n".encode(encoding))
    read = read_document(path)
    cited = passages.Document(read.text, read.sha256)

    start, end = passages.find(cited, "2025年")
    assert "2025年" == read.text[start:end]
    marked = encoding != "utf-8"
    assert ("text", marked, Published()) == (read.kind, read.text.startswith("\ufeff"), read.said)
    assert ("the byte order mark at its beginning counts as its first character",) * marked == read.notes


def test_a_page(tmp_path):
    """The text made from it, its headings, and what it says of itself."""
    path = tmp_path / "release.HTM"
    path.write_text(HTML, encoding="utf-8")
    assert Read(
        "会合\n\n東京で",
        digest(HTML.encode()),
        "html",
        Published("第5回", None, date(2024, 2, 22), "ja"),
        (),
        ((0, 2),),
    ) == read_document(path)


def test_a_pdf(tmp_path):
    """The text of its pages."""
    pytest.importorskip("pdfplumber")
    path = tmp_path / "release.pdf"
    for before in (b"", b"\r\n"):
        path.write_bytes(before + pdf(page("They will meet in 2025.")))
        content = path.read_bytes()
        assert Read("They will meet in 2025.", digest(content), "pdf", Published()) == read_document(path)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (HTML.encode(), "html"),
        (f"\ufeff{HTML}".encode(), "html"),
        (f"\ufeff{HTML}".encode("utf-16-le"), "html"),
        (b"A text about <html>.", "text"),
        (b"How a PDF begins: %PDF-1.7", "text"),
    ],
)
def test_standard_input(content, kind):
    """Its kind is told by what it holds."""
    read = read_document(None, io.BytesIO(content))
    assert (kind, digest(content)) == (read.kind, read.sha256)


def test_a_pdf_from_standard_input():
    """It is known by its first bytes, even under another name."""
    pytest.importorskip("pdfplumber")
    content = pdf(page("They will meet in 2025."))
    assert "pdf" == read_document(None, io.BytesIO(content)).kind
    assert "pdf" == read_content(content, "release.txt", "text").kind


def test_a_page_that_is_named_a_text():
    """It is read as it is, which the user is told."""
    assert (
        HTML,
        ("it looks like a page of the web, and is read as plain text since its name says so",),
    ) == read_content(HTML.encode(), "a.txt", "text")[:5:4]


def test_characters_that_nobody_sees():
    """They stay in a text, so that offsets hold, and are told."""
    read = read_content("a\n\u202eb\x07".encode(), "a.txt")
    assert "a\n\u202eb\x07" == read.text
    assert (
        "the text holds the text-direction control U+202E once, at code point 2 (line 2): "
        "values that hold it are refused",
        "the text holds the control character U+0007 once, at code point 4 (line 2): "
        "values that hold it are refused",
    ) == read.notes


def archive(*names):
    """A zip archive with these parts, each of which holds its name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, _, content in (name.partition("=") for name in names):
            file.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "a.bin is empty"),
        (b"\xef\xbb\xbf \r\n\t", "a.bin is empty"),
        ("\u3000\n\u00a0".encode(), "holds nothing but white space"),
        ("\ufeff \n".encode("utf-16-le"), "holds nothing but white space"),
        (b"text\x00text", r"a\.bin is no text: byte 5 is NUL\n  Give the path of a text, HTML or PDF file\."),
        (
            "The two sides met.".encode("utf-16-le"),
            r"byte 2 is NUL; it is probably UTF-16 without a byte order mark",
        ),
        ("The two sides met.".encode("utf-32"), r"byte 3 is NUL; it is probably UTF-32"),
        (b"\x01\x02\x03 x" * 9, "it holds control characters throughout"),
        (
            "会合を開催".encode("iso2022-jp"),
            r"not UTF-8 text \(byte 1\); it is probably ISO-2022-JP\n.*-f ISO-2022-JP",
        ),
        ("次の会合を開催しました".encode("cp932"), r"not UTF-8 text \(byte 1\); it is probably Shift_JIS"),
        (b"{\\rtf1 x}", r"is an RTF document, which cannot be read\n  Save it as PDF or text"),
        (archive("[Content_Types].xml", "word/document.xml"), r"is a Word \(\.docx\) document"),
        (archive("xl/workbook.xml"), r"is an Excel \(\.xlsx\) document"),
        (
            archive("mimetype=application/vnd.oasis.opendocument.text"),
            r"is an OpenDocument \(\.odt\) document",
        ),
        (archive("a.txt"), "is a zip archive"),
        (archive(), "is an empty zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "is an old Word"),
        (b"\x1f\x8b" + bytes(99), "is a gzip archive"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "is a PNG image"),
        (b"<html><script>x</script>", "holds no text once scripts"),
    ],
)
def test_what_is_no_document(content, said):
    """It is called what it is, and what to do is said."""
    with pytest.raises(InvalidInputError, match=said):
        read_content(content, "a.bin")


@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        ("pdf", b"a text", "a.pdf is no PDF, although it is named so"),
        ("html", "次の会合を開催しました".encode("cp932"), "probably Shift_JIS"),
        ("html", b"%PDF-1.7 <script>", r"a\.html|damaged|pdfplumber"),
    ],
)
def test_names_that_deceive(kind, content, said):
    """A name that says another kind is told."""
    with pytest.raises(Exception, match=said) as refused:
        read_content(content, f"a.{kind}", kind)
    assert "servanda.errors" == type(refused.value).__module__


@pytest.mark.parametrize("name", ["none.txt", "folder", "pipe", "zero", "loop", "n" * 300])
def test_what_is_no_file(tmp_path, name):
    """A folder, a device, a pipe or a missing file is refused, and not waited for."""
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(
        InvalidInputError, match=r"(cannot be read|not a file).*\n  Give the path of a text, HTML or PDF"
    ):
        read_document(tmp_path / name)


def test_what_is_too_long(tmp_path):
    """No more is read than a document may have, of a file or of standard input."""
    path = tmp_path / "release.txt"
    path.touch()
    os.truncate(path, 50 * 1024**3)
    with pytest.raises(InvalidInputError, match=r"release\.txt is longer than 10,000,000 bytes"):
        read_document(path)

    class Endless(io.RawIOBase):
        def read(self, size=-1):
            return b"a" * size

    with pytest.raises(InvalidInputError, match="standard input is longer than 10,000,000 bytes"):
        read_document(None, Endless())
    assert MAX_DOCUMENT == len(read_document(None, io.BytesIO(b"a" * MAX_DOCUMENT)).text)


def test_standard_input_that_cannot_be_read():
    """A folder given as standard input is refused too."""

    class Folder(io.RawIOBase):
        def read(self, _size=-1):
            raise IsADirectoryError(21, "Is a directory")

    with pytest.raises(InvalidInputError, match="standard input cannot be read: Is a directory"):
        read_document(None, Folder())


@given(
    st.binary(max_size=80)
    | st.text(max_size=40).map(str.encode)
    | st.builds(
        lambda text, encoding: text.encode(encoding, "replace"),
        st.text(max_size=40),
        st.sampled_from(["cp932", "euc-jp", "iso2022-jp", "utf-16", "utf-16-le", "cp1252"]),
    ),
    st.sampled_from([None, "text", "html"]),
)
def test_whatever_is_given(content, kind):
    """Bytes are read, always alike, or refused; nothing else happens."""
    if content.startswith(b"%PDF-"):
        return
    try:
        read = read_content(content, "a", kind)
    except InvalidInputError:
        return
    assert read == read_content(content, "a", kind)
    assert read.text.strip("\ufeff \t\r\n\f\v")


def test_reading_refuses_what_is_too_long(tmp_path):
    """A document of the greatest length is read; of a longer one no more than that, however long it is."""
    path = tmp_path / "release.txt"
    path.write_bytes(b"a" * MAX_DOCUMENT)
    assert MAX_DOCUMENT == len(read_document(path).text)

    for size in (MAX_DOCUMENT + 1, 5 * 1024**3):
        os.truncate(path, size)
        with pytest.raises(InvalidInputError, match=r"release\.txt is longer than 10,000,000 bytes"):
            read_document(path)


@pytest.mark.parametrize("name", ["pipe", "zero"])
def test_reading_refuses_what_has_no_end(tmp_path, name):
    """A device or a pipe is no document, and is not waited for."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    with pytest.raises(InvalidInputError, match="not a file"):
        read_document(tmp_path / name)


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
        f"{tmp_path / 'c.pdf'} is no PDF, although it is named so",
        f"{tmp_path / 'f.txt'} is longer than 10,000,000 bytes",
    ] == [error.message for error in told]


@pytest.mark.parametrize("name", ["none", "loop", "file", "n" * 300])
def test_no_folder(tmp_path, name):
    """A folder that is not there is refused."""
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").touch()
    with pytest.raises(InvalidInputError, match="cannot be read"):
        list(in_folder(tmp_path / name, print))
