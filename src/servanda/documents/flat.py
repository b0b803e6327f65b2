"""A text in which every rule can look for plain characters, code point by code point the same length.

Releases mix curly and straight quotes, dashes, no-break spaces, line ends inside a sentence and
full-width digits. A rule that had to know them all would be unreadable, and one that replaced them with
others of another length would lose the positions that citations count.
"""

import re

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"
_SPACES = "\t\n\r\v\f\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_MARKUP = re.compile(r"<sup>[^<>]{0,10}</sup>|</?[a-z]{1,10}>|<https?:[^<>\s]{1,300}>")
_TABLE = (
    str.maketrans(dict.fromkeys(_DASHES, "-"))
    | str.maketrans(dict.fromkeys(_SPACES, " "))
    | str.maketrans({"\u2018": "'", "\u2019": "'", "\u201a": "'", "\uff07": "'", "\u02bc": "'"})
    | str.maketrans(
        {"\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"', "\uff02": '"'}
    )
    | {0xFF10 + digit: ord("0") + digit for digit in range(10)}
    | {0xFF21 + letter: ord("A") + letter for letter in range(26)}
    | {0xFF41 + letter: ord("a") + letter for letter in range(26)}
    | str.maketrans("（）：；，．！？／％＆", "():;,.!?/%&")
)


def flat(text: str) -> str:
    """The text with plain spaces, quotes, dashes, digits and brackets, as long as it was."""
    return text.translate(_TABLE)


def shown(text: str) -> str:
    """Some words of a text as a value: in one line, without the characters that nobody sees.

    Marks of a footnote that an export left in the text, as in ``plan<sup>21</sup>``, are no part of it.
    """
    spaced = "".join(" " if c.isspace() else c for c in _MARKUP.sub("", text))
    return " ".join("".join(c for c in spaced if c.isprintable()).split())


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is written in one text, for tables that would else be a page long."""
    return frozenset(text.split())
