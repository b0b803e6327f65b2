"""Which dialogue of a ledger a document is about: a score by names and parties, never a silent merge."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from servanda.documents.flat import flat, word_set
from servanda.domain.records import Dialogue

SURE = 0.85
"""From here on the drafts go to the dialogue found, unless the user says otherwise."""
POSSIBLE = 0.5
"""From here on it is named as a possible one."""
_OF_PARTIES = 0.3
EMPTY_WORDS = word_set("the of on for and in between with to a an meeting round session annual level")
"""Words that tell no dialogue from another."""
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


class Match(NamedTuple):
    """A dialogue of the ledger that may be the one meant.

    Attributes:
        slug: of the dialogue.
        score: from 0 to 1.
        name: its name that came nearest.
        how: ``title``, ``former name`` or ``alias``.
        same_parties: the document names the same parties.
    """

    slug: str
    score: float
    name: str
    how: str
    same_parties: bool


def matches(name: str, parties: Sequence[str], dialogues: Iterable[Dialogue]) -> list[Match]:
    """The dialogues that may be meant, the likeliest first: from `POSSIBLE` on, or with the same parties.

    The score of a name is the share of words that both have (Dice's coefficient), written the same
    way once case, accents, punctuation and the order of the parties are left out; the parties
    count three tenths. A name that is the same word for word and has the same parties scores 1.
    """
    found = [_best(name, frozenset(parties), dialogue) for dialogue in dialogues]
    return sorted(
        (one for one in found if one.score >= POSSIBLE or one.same_parties),
        key=lambda one: (-one.score, one.slug),
    )


def _best(name: str, parties: frozenset[str], dialogue: Dialogue) -> Match:
    same = parties == frozenset(dialogue.parties)
    shared = len(parties & frozenset(dialogue.parties)) / max(len(parties | frozenset(dialogue.parties)), 1)
    names = [
        *((title, "title") for title in dialogue.titles.values()),
        *((former, "former name") for former in dialogue.former),
        *((alias, "alias") for alias in dialogue.aliases),
    ]
    likeness, nearest, how = max(
        ((_alike(name, one), one, how) for one, how in names), default=(0.0, "", "title")
    )
    score = (1 - _OF_PARTIES) * likeness + _OF_PARTIES * shared
    return Match(dialogue.slug, round(score, 2), nearest, how, same)


def _alike(a: str, b: str) -> float:
    left, right = _words(a), _words(b)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def _words(name: str) -> frozenset[str]:
    plain = folded(name)
    if _CJK.search(plain):
        characters = re.sub(r"[\W_]+", "", plain)
        return frozenset(characters[i : i + 2] for i in range(len(characters) - 1))
    return frozenset(re.findall(r"\w+", plain)) - EMPTY_WORDS


def folded(name: str) -> str:
    """A name in small letters without accents, "U.S." as one word."""
    apart = unicodedata.normalize("NFKD", flat(name)).casefold().replace("u.s.", "us").replace("u.k.", "uk")
    return "".join(character for character in apart if not unicodedata.combining(character))
