"""DER (ITU-T X.690) as far as it takes to find one's way in a time stamp: tags, lengths, what is inside."""

from typing import NamedTuple

SEQUENCE, SET, OCTET_STRING, CONTEXT_0 = 0x30, 0x31, 0x04, 0xA0
_LONG = 0x80
"""Set in the first octet of a length that takes more octets (X.690, 8.1.3.5)."""


class Element(NamedTuple):
    """An element within ``der``: its tag, where it starts, where its content starts, and where both end."""

    der: bytes
    tag: int
    start: int
    inner: int
    end: int

    @property
    def whole(self) -> bytes:
        """Tag, length and content."""
        return self.der[self.start : self.end]

    @property
    def content(self) -> bytes:
        """The content alone."""
        return self.der[self.inner : self.end]

    def inside(self, tag: int | None = None) -> list["Element"]:
        """The elements that the content is made of, those of one tag if it is given.

        Raises:
            ValueError: it is not made of elements.
        """
        found, at = [], self.inner
        while at < self.end:
            element = _at(self.der, at, self.end)
            found.append(element)
            at = element.end
        return [element for element in found if tag in (None, element.tag)]

    def first(self, tag: int) -> "Element":
        """The first element of a tag inside.

        Raises:
            ValueError: there is none.
        """
        for element in self.inside(tag):
            return element
        msg = f"the element at byte {self.start} has no element of tag {tag:#x} inside"
        raise ValueError(msg)


def read(der: bytes) -> Element:
    """The one element that bytes are.

    Raises:
        ValueError: they are none, or more.
    """
    element = _at(der, 0, len(der))
    if element.end != len(der):
        msg = f"{len(der) - element.end} bytes after the end"
        raise ValueError(msg)
    return element


def _at(der: bytes, start: int, end: int) -> Element:
    """The element that starts there; one of a length in the indefinite form of BER ends nowhere."""
    inner = start + 2
    if inner > end:
        msg = f"cut off at byte {end}"
        raise ValueError(msg)
    length = der[start + 1]
    if length > _LONG:
        octets = length - _LONG
        length = int.from_bytes(der[inner : inner + octets])
        inner += octets
    elif length == _LONG:
        length = end
    if inner + length > end:
        msg = f"the element at byte {start} goes over the end"
        raise ValueError(msg)
    return Element(der, der[start], start, inner, inner + length)
