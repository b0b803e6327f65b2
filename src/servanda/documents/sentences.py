"""Sentences of a block, English and Japanese, with their positions."""

import re
from collections.abc import Iterable, Iterator

from servanda.documents.flat import flat, word_set

_ABBREVIATIONS = word_set(
    "mr mrs ms dr prof hon st gen col lt sgt capt amb gov sen rep rev no nos art arts sec para paras fig "
    "vs etc cf al ed eds vol pp p approx est dept inc ltd co corp bros jr sr messrs mt "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "e.g i.e viz a.m p.m h.e h.m ph.d h.r.h"
)
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?")
_END = re.compile(r"""[.!?]+["')\]]*""")
_FOLLOWS = re.compile(r"\s*[\"'(\[]*(?P<word>\w*)")
_STARTERS = word_set(
    "the both in this these that they it its on at as a an during after following before for with to by "
    "we he she there their participants ministers leaders also moreover furthermore additionally "
    "meanwhile however through under since while all each other such next"
)
_BRACKETS = {"(": ")", "「": "」", "『": "』", "〔": "〕"}
_MAY_END = frozenset({"etc", "a.m", "p.m", "co", "inc", "ltd"})
"""Abbreviations with which a sentence may end, if a word that begins sentences follows."""
_LONGEST_WORD = 40
LONGEST = 4_000
"""Characters of a sentence; what goes on for longer, such as a table in one line, is cut at a space."""


def sentences(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of ``text[start:end]``, in code points of the whole text.

    Args:
        text: the document.
        start: first code point of the block.
        end: the one after its last.
        language: ``ja`` for Japanese; all others are split as English is.
    """
    plain = flat(text[start:end])
    ends = _japanese(plain) if language == "ja" else _english(plain)
    begin = 0
    for stop in _cut([*ends, len(plain)], plain):
        said = plain[begin:stop]
        if said.strip():
            lead = len(said) - len(said.lstrip())
            yield start + begin + lead, start + begin + len(said.rstrip())
        begin = stop


def _cut(ends: Iterable[int], plain: str) -> Iterator[int]:
    """The ends of sentences, with further ones in those that are too long."""
    begin = 0
    for stop in ends:
        while stop - begin > LONGEST:
            space = plain.rfind(" ", begin + 1, begin + LONGEST + 1)
            begin = space if space > begin else begin + LONGEST
            yield begin
        yield stop
        begin = stop


def _english(plain: str) -> Iterator[int]:
    for match in _END.finditer(plain, 0, len(plain.rstrip())):
        follows = _FOLLOWS.match(plain, match.end())
        if follows is None or not follows.group():
            continue
        first, dot = follows["word"], match.group()[0] == "."
        if plain[match.end()] != " ":
            if dot and _runs_into(plain, match.start(), first):
                yield match.end()
        elif not first[:1].islower() and not (dot and _abbreviated(plain, match.start(), first)):
            yield match.end()


def _runs_into(plain: str, dot: int, first: str) -> bool:
    """Whether a full stop without a space after it ends a sentence: "discussed.The two sides"."""
    return first[:1].isupper() and first.lower() in _STARTERS and plain[dot - 1].islower()


def _abbreviated(plain: str, dot: int, following: str) -> bool:
    """Whether the full stop at ``dot`` belongs to an abbreviation and ends no sentence."""
    begin = dot
    while dot - begin < _LONGEST_WORD and begin and (plain[begin - 1].isalnum() or plain[begin - 1] == "."):
        begin -= 1
    word = plain[begin:dot]
    if not word:
        return False
    if word.isdigit():
        return begin == 0  # the number of a paragraph
    if word.lower() in _ABBREVIATIONS:
        return not (word.lower() in _MAY_END and following.lower() in _STARTERS)
    if _INITIALS.fullmatch(word + "."):
        return following.lower() not in _STARTERS
    return False


def _japanese(plain: str) -> Iterator[int]:
    open_until: list[str] = []
    for position, character in enumerate(plain):
        if character in _BRACKETS:
            open_until.append(_BRACKETS[character])
        elif open_until and character == open_until[-1]:
            open_until.pop()
        elif character in "。!?" and not open_until:
            yield position + 1
