"""Passages of documents: found for a citation, and checked against one. Standard library only."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from servanda.errors import InvalidInputError
from servanda.log.regular_file import open_file, unreadable

MAX_DOCUMENT = 10_000_000
"""Bytes of the longest document that is read: a book has a tenth of that."""
A_TEXT = "the path of a text file"


class Document(NamedTuple):
    """A document as read: its text with line ends untouched, and the hash of its bytes."""

    text: str
    sha256: str


def read(path: Path) -> Document:
    """Read a text document.

    Raises:
        InvalidInputError: it cannot be read, is longer than ``MAX_DOCUMENT`` bytes, or is not UTF-8.
    """
    content = _bytes(path)
    if len(content) > MAX_DOCUMENT:
        msg = f"{path} is longer than {MAX_DOCUMENT:,} bytes"
        raise InvalidInputError(msg, "Give the text of the document alone.")
    try:
        return Document(content.decode("utf-8"), sha256(content).hexdigest())
    except UnicodeDecodeError as error:
        msg = f"{path} is not UTF-8 text (byte {error.start + 1})"
        raise InvalidInputError(msg, "Save the document as UTF-8 text first.") from None


def in_folder(folder: Path, passed_over: Callable[[InvalidInputError], None]) -> Iterator[Document]:
    """Every UTF-8 text file of a folder; others are passed over.

    Args:
        folder: where the documents are.
        passed_over: is told why, for each file that is none.

    Raises:
        InvalidInputError: there is no such folder.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise unreadable(folder, error, "the folder that holds the documents") from None
    for path in paths:
        try:
            yield read(path)
        except InvalidInputError as error:
            passed_over(error)


def _bytes(path: Path) -> bytes:
    """The bytes of a file, up to one more than a document may have."""
    with open_file(path, A_TEXT) as opened:
        try:
            return opened.read(MAX_DOCUMENT + 1)
        except OSError as error:
            raise unreadable(path, error, A_TEXT) from None


def find(document: Document, words: str) -> tuple[int, int]:
    """The code points from and to which words stand in a document.

    Raises:
        InvalidInputError: they do not, or more than once.
    """
    start = document.text.find(words)
    if start < 0:
        msg = "these words do not stand in the document"
        raise InvalidInputError(msg, "Copy the passage exactly as the document has it.")
    if document.text.find(words, start + 1) >= 0:
        msg = "these words stand in the document more than once"
        raise InvalidInputError(msg, "Give a longer passage.")
    return start, start + len(words)


def hash_at(document: Document, start: int, end: int) -> str | None:
    """SHA-256 of a passage's UTF-8 bytes; None when the document is shorter than ``end``."""
    if end > len(document.text):
        return None
    return sha256(document.text[start:end].encode()).hexdigest()
