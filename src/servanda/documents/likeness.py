"""Whether a text repeats a run of words of a document: own words are wanted, not the source's.

Both are compared as runs of words (shingles: Broder, On the resemblance and containment of
documents, 1997), a Japanese or Chinese character counting as a word of its own.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

RUN = 8
"""So many words in a row are no chance: names aside, own words do not repeat a source so long."""
RUN_OF_CHARACTERS = 16
"""So many where characters are among them, each of which says less than a word."""

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")
_ONE_CJK = re.compile(rf"[{_CJK}]")
_BETWEEN_CJK = re.compile(rf"(?<=[{_CJK}]) (?=[{_CJK}])")


def words(text: str) -> list[str]:
    """The words of a text, in small letters, without what stands between them."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def runs(said: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """From each word on, with its place, the run that is long enough to tell, if so much follows."""
    for start in range(len(said)):
        length = RUN
        if any(map(_ONE_CJK.match, said[start : start + RUN])):
            length = RUN_OF_CHARACTERS
        if start + length <= len(said):
            yield start, tuple(said[start : start + length])


class Names:
    """Names that any text may repeat, such as titles of instruments."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._by_first: dict[str, list[list[str]]] = {}
        for name in sorted(map(words, names), key=len, reverse=True):
            if name:
                self._by_first.setdefault(name[0], []).append(name)

    def between(self, text: str) -> list[list[str]]:
        """The words of a text, in the parts that the names in it leave; of two names the longer one."""
        said, parts, at = words(text), [list[str]()], 0
        while at < len(said):
            known = self._by_first.get(said[at], ())
            name = next((name for name in known if said[at : at + len(name)] == name), None)
            if name:
                parts.append([])
                at += len(name)
            else:
                parts[-1].append(said[at])
                at += 1
        return parts


NO_NAMES = Names()


class Wording:
    """The words of a document, asked whether a text repeats them."""

    def __init__(self, text: str) -> None:
        self._runs = {run for _, run in runs(words(text))}

    def repeated(self, text: str, names: Names = NO_NAMES) -> str:
        """The first run of words that the text shares with the document; empty if there is none."""
        return next(filter(None, map(self._shared, names.between(text))), "")

    def _shared(self, said: Sequence[str]) -> str:
        first, end = 0, 0
        for start, run in runs(said):
            if run in self._runs:
                first, end = first if end else start, max(end, start + len(run))
            elif end:
                break
        return _BETWEEN_CJK.sub("", " ".join(said[first:end]))
