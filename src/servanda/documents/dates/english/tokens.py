"""English text as tokens: words, numbers and single marks, with where each stands."""

import re
from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from servanda.documents.dates.named import Named
from servanda.documents.dates.said import Setting

Value = TypeVar("Value")

_TOKEN = re.compile(
    r"(?P<gap>\n[^\S\n]{0,80}\n|[ \t]{9,})"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9_-])"
    r"|[0-9]{1,9}(?:[.,:/][0-9]{1,9}){1,5}(?!\w)"
    r"|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}(?![\w-])"
    r"|\w+(?:['’][A-Za-z]{1,3}\b)?"
    r"|[^\w\s]"
)
_SENTENCE_END = re.compile(r"[.!?;]\s{1,3}[A-Z“\"]|\n")
BREAK = "\n"
"""The token for an empty line, or a gap as between columns: no phrase reaches over it."""
DASHES = frozenset("-‐‑‒–—−~～")
END = ""


class Tokens:
    """The tokens of a text, and what is known while it is read.

    Attributes:
        low: each token in small letters.
        raw: each token as written.
        starts: code point at which each begins.
        ends: code point at which each ends.
        setting: the days against which the text is read.
        named: what was named last, for "the same year".
    """

    def __init__(self, text: str, setting: Setting) -> None:
        found = list(_TOKEN.finditer(text))
        self.text = text
        self.setting = setting
        self.named = Named(text, setting, _SENTENCE_END)
        self.raw = [BREAK if match["gap"] else match.group() for match in found]
        self.low = [raw.lower().replace("’", "'") for raw in self.raw]
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]
        self.count = len(found)
        # Beyond the end there are empty tokens, so that readers may look ahead.
        self.raw += [END] * 24
        self.low += [END] * 24

    def skip(self, at: int, *words: str) -> int:
        """The place after a token if it is one of some words, or else the same place."""
        return at + 1 if self.low[at] in words else at

    def says(self, at: int, *words: str) -> bool:
        """Whether these words stand here one after another."""
        return tuple(self.low[at : at + len(words)]) == words

    def joined(self, at: int) -> bool:
        """Whether a token follows the one before it without a space."""
        return 0 < at < self.count and self.starts[at] == self.ends[at - 1]

    def dash(self, at: int) -> bool:
        """Whether the token is a dash."""
        return self.low[at] in DASHES

    def capitalised(self, at: int) -> bool:
        """Whether the token begins with a capital letter."""
        return self.raw[at][:1].isupper()

    def number(self, at: int) -> int | None:
        """The number that a token of at most four digits is."""
        raw = self.raw[at]
        return int(raw) if len(raw) <= len("2024") and raw.isascii() and raw.isdigit() else None


class Phrases(Generic[Value]):
    """A table of runs of words, of which the longest that stands at a place is found.

    Attributes:
        first_words: the words with which its entries begin.
    """

    def __init__(self, table: Mapping[tuple[str, ...], Value]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for words in sorted(table, key=len, reverse=True):
            self._by_first.setdefault(words[0], []).append((words, table[words]))
        self.first_words = frozenset(self._by_first)

    def at(self, tokens: Tokens, at: int) -> tuple[Value, int] | None:
        """The value of the longest entry that stands at a place, and the place after it."""
        return next(self.all_at(tokens, at), None)

    def all_at(self, tokens: Tokens, at: int) -> Iterator[tuple[Value, int]]:
        """The values of all entries that stand at a place, the longest first."""
        for words, value in self._by_first.get(tokens.low[at], ()):
            if tuple(tokens.low[at : at + len(words)]) == words:
                yield value, at + len(words)
