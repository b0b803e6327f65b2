"""HTML as a row of tags and texts, whatever is wrong with it, in time that grows with its length alone.

The parser of the standard library takes the square of that for tags that never end, and reads the
same page differently from one version of Python to the next; passages are counted in what is read
here, so it must not. The rules are those of the HTML Standard (Tokenization), less what only
scripts can tell. Standard library only.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
"""Elements whose content is no markup."""
RAW_WITH_REFERENCES = frozenset({"title", "textarea"})
MOST_ATTRIBUTES = 100
"""Of one tag; more are passed over."""

_NAME = re.compile(r"[a-zA-Z][^\s/>\x00]*")
_ATTRIBUTE = re.compile(r"[\s/]*([^\s/>=][^\s/>=]*|=[^\s/>=]*)")
_EQUALS = re.compile(r"\s*=\s*")
_UNQUOTED = re.compile(r"[^\s>]*")
_COMMENT_END = re.compile(r"--!?>")
_NO_CHARACTER = re.compile("&#[0-9]{20,};?")
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW | RAW_WITH_REFERENCES}


class Start(NamedTuple):
    """A start tag.

    Attributes:
        name: in small letters.
        attributes: by their names in small letters; of those named twice the first.
        empty: whether it ends itself, as in XML.
    """

    name: str
    attributes: dict[str, str]
    empty: bool = False


class End(NamedTuple):
    """An end tag."""

    name: str


class Words(NamedTuple):
    """Text between tags, its character references replaced; what a raw element holds, as it is."""

    text: str


Token = Start | End | Words


def tokens(markup: str) -> Iterator[Token]:
    """The tags and texts of a page in order; comments and declarations are left out."""
    return _Tokens(markup).all()


class _Tokens:
    """The place in a page up to which it has been read."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._at = 0
        self._no_more: set[str] = set()

    def all(self) -> Iterator[Token]:
        markup, end = self._markup, len(self._markup)
        while self._at < end:
            begin = self._at
            self._at = self._find("<", begin)
            if self._at > begin:
                yield Words(unescape(markup[begin : self._at]))
            if self._at < end:
                yield from self._tag()

    def _tag(self) -> Iterator[Token]:
        following = self._markup[self._at + 1 : self._at + 3]
        if name := _NAME.match(self._markup, self._at + 1):
            yield from self._start(name)
        elif following[:1] == "/" and (name := _NAME.match(self._markup, self._at + 2)):
            self._at = name.end()
            self._attributes()
            yield End(name[0].lower())
        elif self._markup.startswith("<!--", self._at):
            self._comment()
        elif following[:1] in ("!", "?") or (following[:1] == "/" and len(following) > 1):
            self._at = self._find(">", self._at) + 1
        else:
            self._at += 1
            yield Words("<")

    def _start(self, found: re.Match[str]) -> Iterator[Token]:
        self._at = found.end()
        name = found[0].lower()
        attributes = self._attributes()
        if self._at > len(self._markup):
            return  # the page ends within the tag, which is none then
        yield Start(name, attributes, empty=self._markup.startswith("/>", self._at - 2))
        if name in _ENDS:
            yield from self._raw(name)

    def _raw(self, name: str) -> Iterator[Token]:
        begin = self._at
        found = _ENDS[name].search(self._markup, begin)
        self._at = found.start() if found else len(self._markup)
        if self._at > begin:
            text = self._markup[begin : self._at]
            yield Words(unescape(text) if name in RAW_WITH_REFERENCES else text)

    def _attributes(self) -> dict[str, str]:
        """The attributes of the tag whose name was read; it ends behind the tag, or behind the page."""
        attributes: dict[str, str] = {}
        while name := _ATTRIBUTE.match(self._markup, self._at):
            self._at = name.end()
            value = ""
            if equals := _EQUALS.match(self._markup, self._at):
                self._at = equals.end()
                value = self._value()
            if len(attributes) < MOST_ATTRIBUTES:
                attributes.setdefault(name[1].lower(), value)
        self._at = self._find(">", self._at) + 1
        return attributes

    def _value(self) -> str:
        quote = self._markup[self._at : self._at + 1]
        if quote in ('"', "'") and quote and (end := self._find(quote, self._at + 1)) < len(self._markup):
            begin, self._at = self._at + 1, end + 1
            return unescape(self._markup[begin:end])
        unquoted = _UNQUOTED.match(self._markup, self._at)
        begin, self._at = self._at, unquoted.end() if unquoted else self._at
        return unescape(self._markup[begin : self._at])

    def _comment(self) -> None:
        begin = self._at + 4
        for abrupt in (">", "->"):
            if self._markup.startswith(abrupt, begin):
                self._at = begin + len(abrupt)
                return
        found = _COMMENT_END.search(self._markup, begin)
        self._at = found.end() if found else len(self._markup)

    def _find(self, character: str, begin: int) -> int:
        """Where a character stands next, or the end of the page; looked for in vain only once."""
        found = -1 if character in self._no_more else self._markup.find(character, begin)
        if found < 0:
            self._no_more.add(character)
            return len(self._markup)
        return found


def unescape(text: str) -> str:
    """A text with its character references replaced; a number that Python refuses to read is none."""
    return html.unescape(_NO_CHARACTER.sub("\ufffd", text)) if "&" in text else text
