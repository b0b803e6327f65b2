"""Japanese text as it is read: wide letters and digits made narrow, numbers in kanji worked out."""

import re
import unicodedata
from functools import cache

from servanda.documents.dates.named import Named
from servanda.documents.dates.said import Setting

KANJI = "〇零一二三四五六七八九十百元"
NUMBER = rf"(?:[0-9]{{1,4}}|[{KANJI}]{{1,6}})"
_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0}
_SENTENCE_END = re.compile(r"[。\n]")
_DASHES = dict.fromkeys(map(ord, "～〜−－–—―‐‑"), "~")


class Script:
    """A Japanese text, and what is known while it is read.

    Attributes:
        text: the text as given.
        plain: the same text, code point by code point, with narrow letters, digits and marks.
        setting: the days against which it is read.
        named: what was named last, for 同年 and 同月.
    """

    def __init__(self, text: str, setting: Setting) -> None:
        self.text = text
        self.plain = text.translate(_narrow()).translate(_DASHES)
        self.setting = setting
        self.named = Named(text, setting, _SENTENCE_END)

    def match(self, pattern: str, at: int) -> re.Match[str] | None:
        """The match of a pattern at a place; ``_`` in the pattern is space that may stand there."""
        return compiled(pattern).match(self.plain, at)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern in which ``_`` is space, or a line break, that may stand there."""
    return re.compile(pattern.replace("_", r"\s{0,2}"))


@cache
def _narrow() -> dict[int, str]:
    narrow = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFF01, 0xFF5F)}
    return narrow | {0x3000: " ", 0xA0: " ", ord("ヶ"): "か", ord("ヵ"): "か", ord("ケ"): "ケ"}


def number(written: str) -> int | None:
    """The number that digits or kanji say: 12, 十二, 二〇二四, 元; None if they say none."""
    if written.isascii():
        return int(written)
    if written == "元":
        return 1
    if all(character in _DIGITS for character in written):
        return int("".join(str(_DIGITS[character]) for character in written))
    match = re.fullmatch(
        r"([一二三四五六七八九]?)百?([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)", written
    )
    if not match or "百" in written:
        return None
    tens = _DIGITS.get(match[1] or match[2], 1) if match[3] else 0
    return tens * 10 + _DIGITS.get(match[4], 0)
