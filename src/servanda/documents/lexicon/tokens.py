"""Texts and names as the same sequences of words and signs, so that a name is found however it is set.

Dashes, apostrophes, spaces, line breaks and full-width letters make no difference, nor does "the"
after "of" or a comma before "and". A Japanese or Chinese character is a token of its own.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

PARAGRAPH = "\n"
"""The token of an empty line, over which no name runs."""

_KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc"
_CJK = f"\u3005{_KANA}\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTER = f"[^\\W_{_CJK}]"
_TOKEN = re.compile(rf"\n\s*\n|[{_CJK}]|{_LETTER}(?:{_LETTER}|[\u0300-\u036f\u00ad])*|[^\s]")
_CHARACTERS = re.compile(f"[{_CJK}・]+")
_KANJI = re.compile("[\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]")
_SIGNS = (
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d\ufe63\u30a0", "-")
    | dict.fromkeys("\u2018\u2019\u02bc\u2032\uff07`", "'")
    | {"&": "and", "\uff65": "・", "\u00b7": "・"}
)
_BEFORE_THE = frozenset({"of", "for", "on", "Of", "For"})
_SHORTEST_IN_CAPITALS = 4
_MOST_IN_CAPITALS = 8
END = ""
"""The token under which a tree has what a name stands for."""

Tree = dict[str, Any]
"""Names by their tokens, one in the other; what a name stands for is under the empty token."""


class Tokens(NamedTuple):
    """The tokens of a text, and from and to which code point each stands."""

    text: str
    of: list[str]
    starts: list[int]
    ends: list[int]

    def adjoin(self, left: int, right: int) -> bool:
        """Whether nothing stands between two tokens, both of which exist."""
        return left >= 0 and right < len(self.of) and self.ends[left] == self.starts[right]

    def words(self, start: int, end: int) -> str:
        """What stands at some tokens, at least one, set with single spaces."""
        return " ".join(self.text[self.starts[start] : self.ends[end - 1]].split())

    def before(self, place: int) -> str:
        """What stands between a token and the one before it, or the end of the text."""
        start = self.ends[place - 1] if place else 0
        return self.text[start : self.starts[place]] if place < len(self.of) else self.text[start:]

    def at(self, place: int) -> str:
        """The token at a place, or an empty text outside."""
        return self.of[place] if 0 <= place < len(self.of) else ""


def tokens(text: str) -> Tokens:
    """The tokens of a text."""
    found = Tokens(text, [], [], [])
    for match in _TOKEN.finditer(text):
        token = _plain(match[0])
        if token in ("the", "The") and found.of and found.of[-1] in _BEFORE_THE:
            continue
        if token in ("and", "及") and found.of and found.of[-1] == ",":
            for column in found[1:]:
                column.pop()
        found.of.append(token)
        found.starts.append(match.start())
        found.ends.append(match.end())
    return found


def is_kanji(token: str) -> bool:
    """Whether a token is a Chinese character."""
    return bool(_KANJI.fullmatch(token))


def is_katakana(token: str) -> bool:
    """Whether a token is a katakana sign, the middle dot aside."""
    return bool(_KATAKANA.fullmatch(token))


def name_tokens(name: str) -> Sequence[str]:
    """The tokens of a name; the short way for plain words or characters, as most of thousands are."""
    if name.isascii():
        if "the" not in name and name.replace(" ", "").isalnum():
            return name.split()
    elif _CHARACTERS.fullmatch(name):
        return name
    return tokens(name).of


def plant(tree: Tree, name: str, value: object) -> None:
    """Put a name into a tree, in place of what it stood for before."""
    branch_for(tree, name)[END] = value


def branch_for(tree: Tree, name: str) -> Tree:
    """The branch under a name, grown if need be."""
    for token in name_tokens(name):
        branch = tree.get(token)
        if branch is None:
            branch = tree[token] = {}
        tree = branch
    return tree


def planted(tree: Tree, path: Sequence[str]) -> Any:
    """What exactly these tokens stand for, or None."""
    for token in path:
        branch = tree.get(token)
        if branch is None:
            return None
        tree = branch
    return tree.get(END)


def longest(tree: Tree, of: Sequence[str], start: int) -> tuple[int, Any] | None:
    """The end and the meaning of the longest name that begins at a token."""
    found = None
    place, count = start, len(of)
    while place < count:
        branch = tree.get(of[place])
        if branch is None:
            break
        tree, place = branch, place + 1
        if END in tree:
            found = place, tree[END]
    return found


def longest_in_capitals(tree: Tree, of: Sequence[str], start: int) -> tuple[int, Any] | None:
    """The end and the meaning of the longest name at a token, if it is set in capitals, as in headings."""
    if not of[start].isupper() or len(of[start]) < _SHORTEST_IN_CAPITALS:
        return None
    spelt = [_spelt(token) for token in of[start : start + _MOST_IN_CAPITALS]]
    known = longest(tree, spelt, 0)
    return (start + known[0], known[1]) if known else None


def _spelt(token: str) -> str:
    return token.lower() if token in ("OF", "AND", "THE") else token.capitalize()


def _plain(token: str) -> str:
    if token[0] == PARAGRAPH:
        return PARAGRAPH
    if token in _SIGNS:
        return _SIGNS[token]
    if token.isascii():
        return token
    return unicodedata.normalize("NFKC", token.replace("\u00ad", "")) or token
