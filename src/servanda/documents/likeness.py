"""Whether a text repeats a run of words of a document: own words are wanted, not the source's.

Both are compared as runs of words (shingles: Broder, On the resemblance and containment of
documents, 1997), a Japanese or Chinese character counting as a word of its own.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property

RUN = 8
"""So many words in a row are no chance: names aside, own words do not repeat a source so long."""
RUN_OF_CHARACTERS = 16

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")
_ONE_CJK = re.compile(rf"[{_CJK}]")


class Wording:
    """The words of a document, asked whether a text repeats them."""

    def __init__(self, text: str) -> None:
        self._words = words(text)

    @cached_property
    def _runs(self) -> dict[int, set[tuple[str, ...]]]:
        return {length: set(runs(self._words, length)) for length in (RUN, RUN_OF_CHARACTERS)}

    def repeated(self, text: str, names: Iterable[str] = ()) -> str:
        """The first run of words that the text shares with the document; empty if there is none.

        Names, such as titles of instruments, may be repeated: they are taken out of the text first.
        """
        for part in _without(text, names):
            said = words(part)
            length = RUN_OF_CHARACTERS if any(_ONE_CJK.match(word) for word in said) else RUN
            for start, run in enumerate(runs(said, length)):
                if run in self._runs[length]:
                    return " ".join(self._extended(said, start, length))
        return ""

    def _extended(self, said: list[str], start: int, length: int) -> list[str]:
        end = start + length
        while end < len(said) and tuple(said[end - length + 1 : end + 1]) in self._runs[length]:
            end += 1
        return said[start:end]


def words(text: str) -> list[str]:
    """The words of a text, in small letters, without what stands between them."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def runs(said: list[str], length: int) -> list[tuple[str, ...]]:
    """Every run of so many words."""
    return [tuple(said[start : start + length]) for start in range(len(said) - length + 1)]


def _without(text: str, names: Iterable[str]) -> list[str]:
    """The parts of a text between names."""
    known = sorted({name for name in names if name}, key=len, reverse=True)
    return (
        re.split("|".join(re.escape(name) for name in known), text, flags=re.IGNORECASE) if known else [text]
    )
