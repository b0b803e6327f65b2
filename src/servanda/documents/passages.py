"""Passages of documents: found for a citation, and checked against one. Standard library only."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from servanda.errors import InvalidInputError


class Document(NamedTuple):
    """A document as read: its text with line ends untouched, and the hash of its bytes."""

    text: str
    sha256: str


def read(path: Path) -> Document:
    """Read a text document.

    Raises:
        InvalidInputError: it cannot be read, or is not UTF-8.
    """
    try:
        content = path.read_bytes()
        return Document(content.decode("utf-8"), sha256(content).hexdigest())
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror}"
        raise InvalidInputError(msg, "Give the path of a text file.") from None
    except UnicodeDecodeError as error:
        msg = f"{path} is not UTF-8 text (byte {error.start + 1})"
        raise InvalidInputError(msg, "Save the document as UTF-8 text first.") from None


def in_folder(folder: Path) -> Iterator[Document]:
    """Every UTF-8 text file of a folder; others are passed over.

    Raises:
        InvalidInputError: there is no such folder.
    """
    if not folder.is_dir():
        msg = f"there is no folder {folder}"
        raise InvalidInputError(msg, "Give the folder that holds the documents.")
    for path in sorted(folder.iterdir()):
        if path.is_file():
            try:
                yield read(path)
            except InvalidInputError:
                continue


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
