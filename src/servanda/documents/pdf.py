"""A PDF as a document: read by the extra ``pdf``, in a process that may take so much and no more."""

import json
import re
import subprocess
import sys
from importlib.util import find_spec
from typing import Any, NamedTuple

from servanda.documents.characters import Hidden
from servanda.documents.html_said import LONGEST_VALUE, Published
from servanda.documents.pdf_lines import LONGEST_TEXT, MEMORY, MOST_PAGES, Line
from servanda.documents.pdf_text import paragraphs, text_of
from servanda.errors import InvalidInputError, ServandaError

LONGEST = 120.0
"""Seconds that reading a PDF may take."""
MOST_UNKNOWN = 0.1
"""Of the characters, so many may have no code in their font; a text with more cannot be read."""

_AS_TEXT = "Save its text in a .txt file, and give that."
_REFUSED = {
    "encrypted": ("is encrypted", "Open it with its password, save it without one, and give that."),
    "damaged": (
        "is a damaged PDF, or none that can be read",
        "Fetch it again; or save its text in a .txt file.",
    ),
    "pages": (f"has more than {MOST_PAGES} pages", "Give the pages that matter alone."),
    "long": (f"holds more than {LONGEST_TEXT:,} characters", "Give the pages that matter alone."),
    "memory": (f"takes more than {MEMORY // 1024**3} GB of memory to read", _AS_TEXT),
}
_UNKNOWN = re.compile(r"\(cid:\d{1,6}\)")
_BY_A_PROGRAM = re.compile(
    r"microsoft word\b.*|untitled.*|.*\.(docx?|odt|rtf|jtd|indd|pdf|pptx?|xlsx?)", re.IGNORECASE
)


class PdfDocument(NamedTuple):
    """A PDF as read: its text, what it says of itself, and remarks for the user."""

    text: str
    said: Published
    notes: tuple[str, ...]


def read_pdf(content: bytes, name: str, seconds: float = LONGEST) -> PdfDocument:
    """The text of a PDF.

    Letters that are there but cannot be seen, such as white ones or those under a picture, are read
    as the others; columns side by side are not told apart.

    Args:
        content: its bytes.
        name: what the errors call it.
        seconds: so long it may take.

    Raises:
        InvalidInputError: it is encrypted, damaged, a scan without text, too long, or takes too much
            time or memory.
        ServandaError: the extra is not installed.
    """
    found = _found(content, name, seconds)
    if why := _REFUSED.get(found.get("refused", "" if found.get("pages") else "damaged")):
        msg = f"{name} {why[0]}"
        raise InvalidInputError(msg, why[1])
    hidden = Hidden()
    pages = [[line for line in (_line(one, hidden) for one in page) if line.text] for page in found["pages"]]
    if not any(pages):
        msg = f"{name} holds no text: it is a scan"
        raise InvalidInputError(msg, "Have its characters recognised first (OCR), or give the text itself.")
    read = paragraphs(pages)
    text, unknown = _UNKNOWN.subn("\ufffd", text_of(read.paragraphs))
    if unknown > MOST_UNKNOWN * len(text):
        msg = f"{name} does not say which characters its fonts show"
        raise InvalidInputError(msg, "Have its characters recognised first (OCR), or give the text itself.")
    notes = [*_empty(pages), *_counted(read.at_edges, unknown), *hidden.remarks()]
    return PdfDocument(text, _said(found), tuple(notes))


def _found(content: bytes, name: str, seconds: float) -> dict[str, Any]:
    """What the process that reads a PDF answers."""
    if find_spec("pdfplumber") is None:
        msg = "PDF documents need the package pdfplumber, which is not installed"
        raise ServandaError(msg, "Install it: pip install 'servanda[pdf]'.")
    command = [sys.executable, "-P", "-m", "servanda.documents.pdf_lines"]
    try:
        done = subprocess.run(  # noqa: S603  our own module
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        msg = f"{name} takes longer than {seconds:g} seconds to read"
        raise InvalidInputError(msg, _AS_TEXT) from None
    try:
        found = json.loads(done.stdout)
    except ValueError:
        return {"refused": "damaged"}  # the process was ended before it could say why
    return found if isinstance(found, dict) else {"refused": "damaged"}


def _line(given: list[Any], hidden: Hidden) -> Line:
    text, left, right, top, bottom, size = given
    return Line(" ".join(hidden.left_out(text).split()), left, right, top, bottom, size)


def _empty(pages: list[list[Line]]) -> list[str]:
    empty = [str(number) for number, page in enumerate(pages, start=1) if not page]
    if not empty:
        return []
    if len(empty) == 1:
        return [f"page {empty[0]} has no text"]
    return [f"pages {', '.join(empty[:-1])} and {empty[-1]} have no text"]


def _counted(at_edges: int, unknown: int) -> list[str]:
    notes = []
    if at_edges:
        lines = (
            "lines with page headers, footers and numbers were"
            if at_edges > 1
            else "line with a page number was"
        )
        notes.append(f"{at_edges:,} {lines} left out")
    if unknown:
        are = "characters are" if unknown > 1 else "character is"
        notes.append(f"{unknown:,} {are} not known, and shown as \ufffd: the font does not say which")
    return notes


def _said(found: dict[str, Any]) -> Published:
    title = " ".join(Hidden().left_out(found["title"]).split())
    language = re.match(r"([a-z]{2,3})(?![a-z])", found["language"].lower())
    return Published(
        title=title if title and len(title) <= LONGEST_VALUE and not _BY_A_PROGRAM.fullmatch(title) else None,
        language=language[1] if language else None,
    )
