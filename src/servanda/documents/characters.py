"""Characters of a document that nobody sees: told of, or left out, since they change what a text reads as."""

import re
from collections import Counter
from collections.abc import Iterator

BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
CONTROL = "\x00-\x08\x0b\x0e-\x1f\x7f-\x9f"
"""Control characters but those that part words and lines: tab, line feed, form feed, carriage return."""
INVISIBLE = "\u00ad\u034f\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\ufeff"
NON_CHARACTERS = "\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
_KINDS = {
    "text-direction control": re.compile(f"[{BIDI}]"),
    "line separator": re.compile("[\u2028\u2029]"),
    "control character": re.compile(f"[{CONTROL}]"),
    "invisible character": re.compile(f"[{INVISIBLE}]"),
    "non-character": re.compile(f"[{NON_CHARACTERS}]"),
}
_HIDDEN = re.compile(f"[{BIDI}{CONTROL}{INVISIBLE}{NON_CHARACTERS}\u2028\u2029]")
_REFUSED = re.compile(f"[{BIDI}{CONTROL}{NON_CHARACTERS}\u2028\u2029]")


def kept(text: str) -> Iterator[str]:
    """A remark for each character that stays in a text although no value of an entry may hold it."""
    found: dict[str, list[int]] = {}
    for match in _REFUSED.finditer(text):
        found.setdefault(match[0], []).append(match.start())
    for character, places in found.items():
        line = text.count("\n", 0, places[0]) + 1
        times = f"{len(places):,} times, first" if len(places) > 1 else "once,"
        yield (
            f"the text holds the {_kind(character)} U+{ord(character):04X} {times} at code point "
            f"{places[0]:,} (line {line:,}): values that hold it are refused"
        )


class Hidden:
    """The hidden characters that were left out of the parts of a text."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def left_out(self, text: str) -> str:
        """A text without its hidden characters; line separators become line feeds, the rest is dropped."""
        if text.isascii() and text.isprintable():
            return text
        self._counts.update(map(_kind, _HIDDEN.findall(text)))
        return _HIDDEN.sub(lambda found: "\n" if found[0] in "\u2028\u2029" else "", text)

    def remarks(self) -> Iterator[str]:
        """What was left out, a remark for each kind."""
        for kind in _KINDS:
            if (count := self._counts[kind]) and kind != "line separator":
                yield _remark(kind, count)


def _remark(kind: str, count: int) -> str:
    said = f"{count:,} {kind}{'s were' if count > 1 else ' was'} left out"
    return f"{said}: the page may show words in another order" if kind == "text-direction control" else said


def _kind(character: str) -> str:
    return next(kind for kind, pattern in _KINDS.items() if pattern.match(character))
