"""The ordinal of a round: "22nd", "(11th)", "twenty-third", "inaugural", "XIV", "Round 5", 第22回."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
    *("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90}
_WORDS = {word: number for number, word in enumerate([*_UNITS, *_TEENS], 1)}
_WORDS |= {f"{ten}ieth": number for ten, number in _TENS.items()}
_WORDS |= {
    f"{ten}y{between}{unit}": number + digit
    for ten, number in _TENS.items()
    for digit, unit in enumerate(_UNITS, 1)
    for between in ("-", " ")
}
_WORDS |= {"inaugural": 1, "first-ever": 1, "maiden": 1}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_BELOW = 100
_ROMAN_PARTS = (("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))
_KANJI = {character: number for number, character in enumerate("〇一二三四五六七八九")}

ANY_WORD = rf"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
"""An ordinal in words, as a regular expression: "twenty-third", "inaugural"."""
MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_OTHER_THINGS = (
    r"(?:anniversary|century|floor|paragraph|place|time|party|part|half|quarter|year|day|week|month|"
    r"country|countries|parties|generation|step|pillar|phase|package|plenum|largest|biggest|highest|"
    r"amendment|five-year)"
)
_NO_ROUND = rf"(?![ -](?:{_OTHER_THINGS}|(?:of )?{MONTHS})\b)"
_DIGITS = rf"\b(?P<digits>\d{{1,3}})(?:st|nd|rd|th)\b{_NO_ROUND}"
_IN_WORDS = rf"(?<!\bat )\b(?P<word>{ANY_WORD})\b{_NO_ROUND}"
_AFTER_NOUN = (
    r"\b(?:round|session|meeting|edition)s? (?:no\. ?)?(?P<after>\d{1,3})\b"
    rf"(?! {MONTHS}|[:.]\d)"
)
_ENGLISH = re.compile(rf"{_DIGITS}|{_IN_WORDS}|{_AFTER_NOUN}", re.IGNORECASE)
_ROMAN_ROUND = re.compile(
    r"\b(?P<roman>[IVXLC]{1,8})(?= [A-Z])(?! (?:World|Cold)\b)|"
    r"\b(?:Round|Session|Meeting) (?P<later>[IVXLC]{1,8})\b"
)
_NUMBER_JA = r"\d{1,3}|[〇一二三四五六七八九十百]{1,6}"
_JAPANESE = re.compile(
    rf"第 ?(?P<digits>{_NUMBER_JA}) ?(?:回|次(?!官|長))|"
    r"(?<![\d第])(?P<times>\d{1,3}) ?回目(?=$|[、。のと)])"
)
_FIRST_JA = re.compile(r"初(?:会合|回|めて(?:の|となる)?)(?:会合|会議|開催)?")


class Ordinal(NamedTuple):
    """An ordinal with its place in the text."""

    start: int
    end: int
    number: int


def ordinals(plain: str, language: str) -> Iterator[Ordinal]:
    """Every ordinal in a plain text that can number a round, in order."""
    readings = _READINGS_JA if language == "ja" else _READINGS
    found = [
        Ordinal(match.start(), match.end(), number)
        for pattern, read in readings
        for match in pattern.finditer(plain)
        if (number := read(match))
    ]
    yield from sorted(found)


def _english(match: re.Match[str]) -> int:
    return _WORDS[match["word"].lower()] if match["word"] else int(match["digits"] or match["after"])


def _roman_number(text: str) -> int:
    """The value of a Roman numeral in its usual form; 0 for any other, and for a lone I, a pronoun."""
    values = [_ROMAN[letter] for letter in text]
    total = sum(
        -value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True)
    )
    return total if text != "I" and 0 < total < _ROMAN_BELOW and text == _roman(total) else 0


def _roman(number: int) -> str:
    text = ""
    for letters, value in _ROMAN_PARTS:
        while number >= value:
            text, number = text + letters, number - value
    return text


def _kanji_number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    hundreds, _, rest = text.rpartition("百")
    tens, ten, units = rest.rpartition("十")
    return (
        (_digit(hundreds) if hundreds else 1) * 100 * ("百" in text)
        + (_digit(tens) if tens else 1) * 10 * bool(ten)
        + (_digit(units) if units else 0)
    )


def _digit(text: str) -> int:
    number = 0
    for character in text:
        number = number * 10 + _KANJI.get(character, 0)
    return number


_READINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], int]], ...] = (
    (_ENGLISH, _english),
    (_ROMAN_ROUND, lambda match: _roman_number(match["roman"] or match["later"])),
)
_READINGS_JA: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], int]], ...] = (
    (_JAPANESE, lambda match: _kanji_number(match["digits"] or match["times"])),
    (_FIRST_JA, lambda _: 1),
)
