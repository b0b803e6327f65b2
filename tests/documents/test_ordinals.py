"""Ordinals of rounds: in digits, in words, Roman, in Japanese; and numbers that count something else."""

import pytest

from servanda.documents.ordinals import Ordinal, ordinals

_UNITS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_TEENS = ["tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"]
_TEENS += ["seventeenth", "eighteenth", "nineteenth"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ROMAN_UNITS = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
_ROMAN_TENS = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"]
_KANJI = "〇一二三四五六七八九"


def _in_words(number):
    if number < 20:
        return [*_UNITS, *_TEENS][number - 1]
    ten, unit = _TENS[number // 10 - 2], number % 10
    return f"{ten}-{_UNITS[unit - 1]}" if unit else f"{ten[:-1]}ieth"


def _in_digits(number):
    ending = "th" if 10 < number % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _in_kanji(number):
    ten, unit = divmod(number, 10)
    tens = "" if not ten else "十" if ten == 1 else f"{_KANJI[ten]}十"
    return tens + (_KANJI[unit] if unit else "")


def _numbers(text, language="en"):
    return [one.number for one in ordinals(text, language)]


@pytest.mark.parametrize("number", range(1, 100))
def test_every_form_up_to_99(number):
    """Words, digits, a Roman numeral before a capital or after its noun, digits and kanji in Japanese."""
    roman = _ROMAN_TENS[number // 10] + _ROMAN_UNITS[number % 10]
    words = _in_words(number)
    read = {
        "words": _numbers(f"the {words} Harbour Dialogue"),
        "capitals": _numbers(f"the {words.title()} Harbour Dialogue"),
        "apart": _numbers(f"the {words.replace('-', ' ')} Harbour Dialogue"),
        "digits": _numbers(f"the {_in_digits(number)} Harbour Dialogue"),
        "roman": _numbers(f"the {roman} Harbour Dialogue"),
        "round": _numbers(f"Round {number} of the talks"),
        "第22回": _numbers(f"第{number}回会合", "ja"),
        "第二十二回": _numbers(f"第{_in_kanji(number)}回会合", "ja"),
    }
    # a lone I is taken for the pronoun
    assert {name: [] if roman == "I" and name == "roman" else [number] for name in read} == read


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("the inaugural dialogue", [1]),
        ("the first-ever dialogue", [1]),
        ("the (11th) meeting", [11]),
        ("the Session XIV of the Commission", [14]),
        ("the 102nd session", [102]),
        ("the 3rd round and the Second Workshop", [3, 2]),
        ("meeting no. 7", [7]),
        ("meetings 7 May", []),
        ("the session 9:30", []),
        ("at first sight of the harbour", []),
        ("for the first time", []),
        ("in the first place", []),
        ("in the first half of 2025", []),
        ("the second quarter", []),
        ("on 22nd May", []),
        ("on the 3rd of May", []),
        ("the twenty-first century", []),
        ("a 21st-century harbour", []),
        ("the 50th anniversary", []),
        ("the tenth year of relations", []),
        ("third countries and third parties", []),
        ("the fifth generation of networks", []),
        ("the World War", []),
        ("I Agree with XXXXX Ltd", []),
        ("the seconds passed", []),
    ],
)
def test_what_numbers_a_round_and_what_does_not(text, numbers):
    """Dates, centuries, anniversaries, times and third parties are no rounds."""
    assert numbers == _numbers(text)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("第２２回", [22]),
        ("第 3 次協議", [3]),
        ("第百二回会合", [102]),
        ("初会合を開催", [1]),
        ("初めての会合", [1]),
        ("第〇回", []),
        ("初会合に続く第2回会合", [1, 2]),
        ("第3条", []),
        ("3回目。", [3]),
        ("3回目を", []),
    ],
)
def test_japanese_ordinals(text, numbers):
    """第…回 and 第…次 in plain digits or kanji, and 初 for the first."""
    assert numbers == _numbers(text, "ja")


def test_an_ordinal_tells_its_place():
    """In code points of the text."""
    assert [Ordinal(4, 8, 22)] == list(ordinals("the 22nd round", "en"))


def test_counted_meetings_in_japanese():
    """14回目 is the fourteenth; 第1次官 is an office, no number."""
    assert [[14], []] == [_numbers(text, "ja") for text in ("今回で14回目。", "外務第1次官が出席した。")]
