"""Passages of documents: found for a citation, and checked against one. Standard library only."""

from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from servanda.errors import InvalidInputError

MAX_DOCUMENT = 10_000_000
"""Bytes of the longest document that is read: a book has a tenth of that."""


class Document(NamedTuple):
    """A document as read: its text with line ends untouched, and the hash of its bytes."""

    text: str
    sha256: str


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


def find_again(text: str, passage_hash: str, length: int, near: int) -> int | None:
    """Where a passage stands that may have moved in its document, or stands in another version of it.

    Only its hash is known, so every slice of that length is hashed, once, beginning with the nearest:
    a passage that moved a little is found at once, and that there is none takes some seconds for a
    book.

    Args:
        text: of the document.
        passage_hash: SHA-256 of the passage's UTF-8 bytes, in lower-case hex.
        length: code points of the passage.
        near: the code point at which it stood before.

    Returns:
        The code point at which it begins; of several, the nearest to ``near``, and of two as near the
        earlier. None if it stands nowhere.
    """
    last = len(text) - length
    if length < 1 or last < 0:
        return None
    wanted = bytes.fromhex(passage_hash)
    for start in _outwards(min(max(near, 0), last), last):
        if sha256(text[start : start + length].encode()).digest() == wanted:
            return start
    return None


def _outwards(near: int, last: int) -> Iterator[int]:
    """The numbers from 0 to ``last``, the nearest first."""
    yield near
    for distance in range(1, max(near, last - near) + 1):
        if distance <= near:
            yield near - distance
        if distance <= last - near:
            yield near + distance
