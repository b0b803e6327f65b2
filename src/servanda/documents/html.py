"""A page of the web as a document: its encoding, its text, and what it says of itself.

Standard library only.
"""

import codecs
import re
from typing import NamedTuple

from servanda.documents.encoding import codec, decode_as, decode_text
from servanda.documents.html_said import Published, Said
from servanda.documents.html_text import Page, PageText
from servanda.documents.markup import tokens
from servanda.errors import InvalidInputError

DECLARED_WITHIN = 1_024
"""Bytes in which a page declares its charset."""

_BOMS = {
    codecs.BOM_UTF8: ("utf-8", "UTF-8"),
    codecs.BOM_UTF16_LE: ("utf-16-le", "UTF-16"),
    codecs.BOM_UTF16_BE: ("utf-16-be", "UTF-16"),
}
_META = re.compile(rb"<meta[\s/]([^>]*)", re.IGNORECASE)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([^\s"'/>;]+)""", re.IGNORECASE)
_BEGINS = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title)[\s/>]", re.IGNORECASE)
_SPACE = re.compile(r"[\ufeff\s]*")
_BEFORE = {"<!--": "-->", "<?xml": "?>"}
"""What may stand before that, and how it ends."""


class HtmlDocument(NamedTuple):
    """A page as read."""

    page: PageText
    said: Published
    notes: tuple[str, ...]


def looks_like_html(text: str) -> bool:
    """Whether a text begins as a page does."""
    at = _past_space(text, 0)
    while end := next((end for begin, end in _BEFORE.items() if text.startswith(begin, at)), ""):
        if (found := text.find(end, at)) < 0:
            return False
        at = _past_space(text, found + len(end))
    return _BEGINS.match(text, at) is not None


def _past_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def read_html(content: bytes, name: str) -> HtmlDocument:
    """The text of a page and what it says of itself.

    Args:
        content: its bytes.
        name: what the errors call it.

    Raises:
        InvalidInputError: it is not in the encoding it declares, or holds no text.
    """
    page, said = Page(), Said()
    for token in tokens(_decoded(content, name)):
        if said.gathering or not page.skipping:
            said.read(token)
        page.read(token)
    read, (published, remarks) = page.done(), said.done()
    if not read.text:
        msg = f"{name} holds no text once scripts, navigation and hidden elements are left out"
        raise InvalidInputError(msg, "Save the text that the page shows in a .txt file and give that.")
    if published.title is None and read.headings:
        begin, end = read.headings[0]
        published = published._replace(title=read.text[begin:end])
    return HtmlDocument(read, published, read.notes + remarks)


def _decoded(content: bytes, name: str) -> str:
    """The page as text: in the encoding of its byte order mark, in the one it declares, or in UTF-8."""
    for mark, (marked, said) in _BOMS.items():
        if content.startswith(mark):
            return decode_as(content[len(mark) :], marked, name, said)
    for meta in _META.finditer(content[:DECLARED_WITHIN]):
        if (declared := _CHARSET.search(meta[1])) and (encoding := codec(declared[1].decode("latin-1"))):
            return decode_as(content, encoding, name, declared[1].decode("latin-1"))
    return decode_text(content, name)
