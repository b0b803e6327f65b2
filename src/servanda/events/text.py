"""Text that is safe to store, compare and show: NFC, one meaning a code point, bounded.

Control characters can rewrite a terminal, bidi controls can make a line read as something it
is not (CVE-2021-42574); both are refused rather than removed, so that nobody signs for a text
that was changed behind their back.
"""

import unicodedata
from itertools import groupby
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

LINE_LIMIT = 500
TEXT_LIMIT = 65_536
LONGEST_STACK = 30
"""Marks on one character, as in the Stream-Safe Text Format (UAX 15): what lies beyond is no text
of any language, and ordering the marks takes time that grows with the square of their number."""

_BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Unicode 23.7: the last two code points of each plane, and U+FDD0 to U+FDEF.
_NON_CHARACTERS = frozenset(
    {*range(0xFDD0, 0xFDF0), *(plane << 16 | end for plane in range(17) for end in (0xFFFE, 0xFFFF))}
)
_LINE_SEPARATORS = frozenset("\u2028\u2029")


def one_line(text: str, limit: int = LINE_LIMIT) -> str:
    """The text in NFC without surrounding space.

    Raises:
        ValueError: it is empty, longer than ``limit`` characters or ``TEXT_LIMIT`` bytes, or
            holds a line break, control, bidi or non-character, or more than ``LONGEST_STACK`` marks
            on one character.
    """
    return _cleaned(text, limit, allowed="")


def long_text(text: str) -> str:
    """Like `one_line`, with line breaks allowed and ``TEXT_LIMIT`` bytes as the only bound."""
    return _cleaned(text, TEXT_LIMIT, allowed="\n")


def _cleaned(text: str, limit: int, allowed: str) -> str:
    # Before anything else: bringing marks into their order takes time by the square of their number.
    if len(text.encode("utf-8", "replace")) > TEXT_LIMIT:
        msg = f"is longer than {TEXT_LIMIT:,} bytes"
        raise ValueError(msg)
    for character in "" if text.isprintable() else text:  # printable is none of what is refused
        if character not in allowed and (name := _refused(character)):
            msg = f"holds {name} U+{ord(character):04X}; remove it"
            raise ValueError(msg)
    if not text.isascii() and _longest_stack(text) > LONGEST_STACK:
        msg = f"holds more than {LONGEST_STACK} combining marks in a row"
        raise ValueError(msg)
    text = unicodedata.normalize("NFC", text.strip())
    if not text:
        msg = "is empty"
        raise ValueError(msg)
    if len(text) > limit:
        msg = f"is {len(text):,} characters long; at most {limit:,} are accepted"
        raise ValueError(msg)
    if len(text.encode()) > TEXT_LIMIT:  # some characters take more bytes in NFC
        msg = f"is longer than {TEXT_LIMIT:,} bytes"
        raise ValueError(msg)
    return text


def _longest_stack(text: str) -> int:
    runs = groupby(text, key=lambda character: unicodedata.combining(character) > 0)
    return max((sum(1 for _ in run) for combining, run in runs if combining), default=0)


def _refused(character: str) -> str:
    if character in _BIDI_CONTROLS:
        return "the text-direction control"
    if character in _LINE_SEPARATORS:
        return "the line separator"
    category = unicodedata.category(character)
    if category == "Cc":
        return "the control character"
    if category == "Cs":
        return "half a character, the surrogate"
    if ord(character) in _NON_CHARACTERS:
        return "the non-character"
    return ""


SLUG_LIMIT = 80
SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"

Line = Annotated[str, AfterValidator(one_line)]
Text = Annotated[str, AfterValidator(long_text)]
Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, min_length=2, max_length=SLUG_LIMIT)]
LANGUAGE_PATTERN = r"^[a-z]{2,3}$"
SHA256_PATTERN = r"^[0-9a-f]{64}$"

Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
Sha256 = Annotated[str, StringConstraints(pattern=SHA256_PATTERN)]
