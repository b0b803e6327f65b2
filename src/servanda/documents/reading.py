"""Reading a document to draft from it: a text, a page or a PDF, and what it says of itself.

Whatever the file is, the text made from it is always the same, since passages are counted in it.
"""

import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple

from servanda.documents.characters import kept
from servanda.documents.encoding import ISO_2022_JP, LOOKED_AT, decode_text, escaped, guess, not_decoded
from servanda.documents.html import looks_like_html, read_html
from servanda.documents.html_said import Published
from servanda.documents.passages import MAX_DOCUMENT, Document
from servanda.errors import InvalidInputError, ServandaError
from servanda.log.regular_file import open_file, unreadable

A_DOCUMENT = "the path of a text, HTML or PDF file"
STANDARD_INPUT = "standard input"
FEW_CONTROLS, MOST_CONTROLS = 5, 0.01
"""A text has a few control characters at most, and hardly one in a hundred; bytes with more are none."""

_BY_SUFFIX = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
}
_PDF_WITHIN = 1_024
"""Bytes in which a PDF says that it is one; some programs put others before it."""
_MARKED = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_ZIP = b"PK\x03\x04"
# What begins so is no document that can be read, and what it is called.
_OTHERS = {
    b"{\\rtf": "an RTF document",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Word, Excel or PowerPoint document",
    b"PK\x05\x06": "an empty zip archive",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ\x00": "an xz archive",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"\x89PNG\r\n": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"II*\x00": "a TIFF image",
    b"MM\x00*": "a TIFF image",
    b"SQLite format 3\x00": "an SQLite database",
    b"\x7fELF": "a program",
    b"%!PS": "a PostScript document",
}
# What a zip archive with such a part is.
_PARTS = {
    b"mimetypeapplication/vnd.oasis.opendocument": "an OpenDocument (.odt) document",
    b"mimetypeapplication/epub+zip": "an EPUB book",
    b"word/": "a Word (.docx) document",
    b"xl/": "an Excel (.xlsx) document",
    b"ppt/": "a PowerPoint (.pptx) document",
    b"mimetypeapplication/hwp+zip": "a Hangul (.hwpx) document",
}
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


class Read(NamedTuple):
    """A document as read.

    Attributes:
        text: what is read and cited. Of a text file exactly what it holds, line ends and a byte order
            mark included, as ``servanda cite`` counts it; of a page or a PDF, the text made from it.
        sha256: the hash of the file's bytes, in lower-case hex.
        kind: ``text``, ``html`` or ``pdf``.
        said: what the file says of itself besides its text.
        notes: plain remarks for the user, such as ``page 3 has no text``.
        headings: the code points of ``text`` from and to which headings stand; of pages only.
    """

    text: str
    sha256: str
    kind: str
    said: Published
    notes: tuple[str, ...] = ()
    headings: tuple[tuple[int, int], ...] = ()


def read_document(path: Path | None, stream: BinaryIO | None = None) -> Read:
    """Read a document; no more than ``MAX_DOCUMENT`` bytes of it, however long it is.

    Args:
        path: where it is; a name that ends in ``.txt``, ``.html`` or ``.pdf`` says its kind.
        stream: without a path, the binary stream that holds it, which is read to its end.

    Raises:
        InvalidInputError: it cannot be read, is too long, or is no document with text.
    """
    name = STANDARD_INPUT if path is None else str(path)
    content = _content(path, stream)
    if len(content) > MAX_DOCUMENT:
        msg = f"{name} is longer than {MAX_DOCUMENT:,} bytes"
        raise InvalidInputError(msg, "Give the text of the document alone.")
    return read_content(content, name, _BY_SUFFIX.get(path.suffix.lower()) if path else None)


def in_folder(folder: Path, passed_over: Callable[[ServandaError], None]) -> Iterator[Document]:
    """Every text, page and PDF of a folder; other files are passed over.

    Args:
        folder: where the documents are.
        passed_over: is told why, for each file that is no document.

    Raises:
        InvalidInputError: there is no such folder.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise unreadable(folder, error, "the folder that holds the documents") from None
    for path in paths:
        try:
            read = read_document(path)
        except ServandaError as error:
            passed_over(error)
        else:
            yield Document(read.text, read.sha256)


def read_content(content: bytes, name: str, named: str | None = None) -> Read:
    """Read a document from its bytes.

    Args:
        content: the bytes.
        name: what errors call them.
        named: the kind that the name of the file says, if it does: ``text``, ``html`` or ``pdf``.

    Raises:
        InvalidInputError: they are no document with text.
    """
    if not content.strip(b"\xef\xbb\xbf \t\r\n\f\v"):
        msg = f"{name} is empty"
        raise InvalidInputError(msg, "Give a document that holds text.")
    if content.startswith(b"%PDF-") or (named == "pdf" and b"%PDF-" in content[:_PDF_WITHIN]):
        return _pdf(content, name)
    _require_text(content, name)
    if named == "pdf":
        msg = f"{name} is no PDF, although it is named so"
        raise InvalidInputError(msg, "Fetch it again; or name it .txt or .html if it is that.")
    if named == "html" or (named is None and looks_like_html(_beginning(content))):
        return _html(content, name)
    return _text(content, name)


def _content(path: Path | None, stream: BinaryIO | None) -> bytes:
    try:
        if path is not None:
            with open_file(path, A_DOCUMENT) as opened:
                return opened.read(MAX_DOCUMENT + 1)
        return stream.read(MAX_DOCUMENT + 1) if stream else b""
    except OSError as error:
        raise unreadable(path or Path(STANDARD_INPUT), error, A_DOCUMENT) from None


def _beginning(content: bytes) -> str:
    """How bytes begin, as far as tags in ASCII can be told in it."""
    encoding = _MARKED.get(content[:2], "utf-8")
    return content[:LOOKED_AT].decode(encoding, "replace")


def _text(content: bytes, name: str) -> Read:
    text = decode_text(content, name)
    if not text.strip("\ufeff \t\r\n\f\v\u3000\u00a0"):
        msg = f"{name} holds nothing but white space"
        raise InvalidInputError(msg, "Give a document that holds text.")
    notes = list(kept(text))
    if looks_like_html(text):
        notes.append("it looks like a page of the web, and is read as plain text since its name says so")
    if text.startswith("\ufeff"):
        notes.append("the byte order mark at its beginning counts as its first character")
    return Read(text, sha256(content).hexdigest(), "text", Published(), tuple(notes))


def _html(content: bytes, name: str) -> Read:
    page, said, notes = read_html(content, name)
    return Read(page.text, sha256(content).hexdigest(), "html", said, notes, page.headings)


def _pdf(content: bytes, name: str) -> Read:
    from servanda.documents.pdf import read_pdf  # noqa: PLC0415  other documents do without

    text, said, notes = read_pdf(content, name)
    return Read(text, sha256(content).hexdigest(), "pdf", said, notes)


def _require_text(content: bytes, name: str) -> None:
    if other := _other(content):
        msg = f"{name} is {other}, which cannot be read"
        raise InvalidInputError(msg, "Save it as PDF or text, and give that.")
    if escaped(content):
        msg = f"{name} is not UTF-8 text (byte {content.index(0x1B) + 1})"
        raise not_decoded(msg, ISO_2022_JP)
    marked = content[:2] in _MARKED
    nul = content.find(0)
    if nul >= 0 and (not marked or content.startswith(b"\xff\xfe\0\0")):
        msg = f"{name} is no text: byte {nul + 1} is NUL"
        probably = guess(content, nul)
        raise not_decoded(msg, probably) if probably else InvalidInputError(msg, f"Give {A_DOCUMENT}.")
    if not marked and len(_CONTROLS.findall(content)) > FEW_CONTROLS + MOST_CONTROLS * len(content):
        msg = f"{name} is no text: it holds control characters throughout"
        raise InvalidInputError(msg, f"Give {A_DOCUMENT}.")


def _other(content: bytes) -> str:
    """What bytes are that begin as no text does; empty if they may be a text."""
    if content.startswith(_ZIP):
        return next((said for part, said in _PARTS.items() if part in content), "a zip archive")
    return next((said for begin, said in _OTHERS.items() if content.startswith(begin)), "")
