"""Parties in a text: the longest name at each word, and short forms where they stand in pairs."""

from collections.abc import Iterable
from typing import NamedTuple

from servanda.documents.lexicon.files import LANGUAGES, NONE, PartyNames
from servanda.documents.lexicon.tokens import (
    Tokens,
    Tree,
    is_kanji,
    is_katakana,
    longest,
    longest_in_capitals,
    plant,
    tokens,
)

_TITLES = frozenset({"Mr", "Mrs", "Ms", "Dr", "Prof", "Professor", "Sir", "Madam", "Hon"})
_AGAINST = frozenset({"non", "Non", "anti", "Anti", "extra", "Extra"})
_OF_LANGUAGES = frozenset({"language", "languages", "version", "versions", "translation", "text", "only"})
_AFTER_LANGUAGE = frozenset({"and", "or", ",", "/"})
_BEFORE_PAIR = frozenset("回年次新両")
_BETWEEN = frozenset("・-=＝")
_CURRENCY = frozenset("$€£¥")
_MOST_LANGUAGES = 8
_LONG = 4
"""Katakana names of so many signs are no part of other words."""


class Hit(NamedTuple):
    """A party at some tokens; ``side`` if the word "side" is the last of them."""

    start: int
    end: int
    code: str
    side: bool = False


class Countries:
    """The names of parties, to be found in texts.

    Attributes:
        known: the names in full, as a tree.
    """

    def __init__(self, rows: Iterable[PartyNames]) -> None:
        self.known: Tree = {}
        self._before: dict[str, str] = {}
        self._after: dict[str, str] = {}
        self._languages: set[str] = set()
        for code, names in rows:
            for name in names:
                self._add(code, name)

    def _add(self, code: str, name: str) -> None:
        if code == LANGUAGES:
            self._languages.add(name)
        elif name[-1] == "-":
            self._before[tokens(name[:-1]).of[0]] = code
        elif name[0] == "-":
            self._after[name[1:]] = code
        elif len(name) == 1 and is_kanji(name):
            self._before[name] = self._after[name] = code
        else:
            plant(self.known, name, code)

    def is_name(self, name: str) -> bool:
        """Whether a party is called so."""
        of = tokens(name).of
        found = longest(self.known, of, 0)
        return bool(found and found[0] == len(of))

    def hits(self, text: Tokens, *, apart: bool = False) -> list[Hit]:
        """The parties of a text in order.

        Args:
            text: the tokens of the text.
            apart: take the parties in the name of a group of them, such as 日米豪印, one by one.
        """
        found: list[Hit] = []
        place, count = 0, len(text.of)
        while place < count:
            at = self._at(text, place, apart=apart)
            found += [hit for hit in at if hit.code != NONE]
            place = at[-1].end if at else place + 1
        return found

    def _at(self, text: Tokens, start: int, *, apart: bool) -> list[Hit]:
        """The party that begins at a token, or several that stand together; what is none has its code."""
        known = longest(self.known, text.of, start) or longest_in_capitals(self.known, text.of, start)
        short = text.of[start] in self._before
        if known and not (short and apart):
            return self._judged(text, start, *known)
        run = self._run(text, start) if short else []
        if known and (not run or run[-1].end < known[0]):
            return self._judged(text, start, *known)
        return run

    def _judged(self, text: Tokens, start: int, end: int, code: str) -> list[Hit]:
        if not stands_alone(text, start, end):
            return []
        if (
            text.at(start - 1) in _TITLES
            or (text.at(start - 1) == "." and text.at(start - 2) in _TITLES)
            or (text.at(start - 1) == "-" and text.at(start - 2) in _AGAINST)
            or (text.at(end) in _CURRENCY and text.adjoin(end - 1, end))
            or self._is_language(text, start, end)
        ):
            code = NONE
        return [_with_side(text, Hit(start, end, code))]

    def _is_language(self, text: Tokens, start: int, end: int) -> bool:
        """Whether a word such as "French" is the language: "in French and German.", "French-speaking"."""
        if end - start > 1 or text.of[start] not in self._languages:
            return False
        if text.at(end) in _OF_LANGUAGES or (
            text.at(end) == "-" and text.at(end + 1) in ("speaking", "language")
        ):
            return True
        for _ in range(_MOST_LANGUAGES):
            if text.at(start - 1) in _AFTER_LANGUAGE and text.at(start - 2) in self._languages:
                start -= 2
            if text.at(end) in _AFTER_LANGUAGE and text.at(end + 1) in self._languages:
                end += 2
        return text.at(start - 1) in ("in", "into") and not text.at(end)[:1].isalnum()

    def _run(self, text: Tokens, start: int) -> list[Hit]:
        """Short forms in a row that begins at a token: 日米豪, 日・タイ, 仏側, Franco-German."""
        hit = Hit(start, start + 1, self._before[text.of[start]])
        if not is_kanji(text.of[start]):
            return [hit] if self._goes_before(text, start) else []
        if not _may_open(text, start):
            return []
        found = [hit]
        while following := self._next(text, found[-1].end):
            found.append(following)
        if len(found) > 1:
            return found
        alone = _with_side(text, hit)
        return [alone] if alone.side else []

    def _goes_before(self, text: Tokens, start: int) -> bool:
        """Whether a form such as "Franco-" is followed by a party."""
        if text.at(start + 1) != "-":
            return False
        known = longest(self.known, text.of, start + 2)
        if known:
            return bool(known[1] != NONE)
        return text.at(start + 2) in self._before and text.at(start + 3) == "-"

    def _next(self, text: Tokens, place: int) -> Hit | None:
        """The party that goes on with a row of short forms."""
        signed = text.at(place) in _BETWEEN and text.adjoin(place - 1, place)
        start = place + signed
        token = text.at(start)
        if not token or not text.adjoin(start - 1, start):
            return None
        if known := longest(self.known, text.of, start):
            may = known[1] != NONE and stands_alone(text, start, known[0])
            return Hit(start, *known) if may and (signed or not is_kanji(token)) else None
        after_short = is_kanji(text.at(place - 1)) and text.at(place - 1) in self._after
        return Hit(start, start + 1, self._after[token]) if after_short and token in self._after else None


def _with_side(text: Tokens, hit: Hit) -> Hit:
    following = text.at(hit.end)
    if (
        following in ("side", "Side")
        and text.at(hit.end + 1) not in ("event", "events", "meeting", "meetings")
    ) or (following == "側" and text.adjoin(hit.end - 1, hit.end)):
        return hit._replace(end=hit.end + 1, side=True)
    return hit


def _may_open(text: Tokens, start: int) -> bool:
    """Whether a short form may begin here: not as the day of 20日, nor as the end of another word."""
    if not text.adjoin(start - 1, start):
        return True
    before = text.of[start - 1]
    return before in _BEFORE_PAIR if is_kanji(before) else not before[-1].isdigit()


def stands_alone(text: Tokens, start: int, end: int) -> bool:
    """Whether a katakana name is no part of a longer word; after a long name another word may follow."""
    if is_katakana(text.of[start]) and text.adjoin(start - 1, start) and is_katakana(text.of[start - 1]):
        return False
    goes_on = text.adjoin(end - 1, end) and is_katakana(text.of[end])
    return not (goes_on and is_katakana(text.of[end - 1]) and end - start < _LONG)
