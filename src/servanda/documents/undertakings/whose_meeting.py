"""Whether the next meeting that a sentence names is one of the dialogue, or of something else."""

import re
from collections.abc import Iterator

from servanda.documents.ordinals import ordinals
from servanda.documents.spoken import Spoken
from servanda.documents.undertakings.verdict import Said

_OF_WHAT = re.compile(
    r"\s+(?:of|under|between|on)\s+(?:the\s+)?(?P<of>[^,.;]{3,80}?)"
    r"(?=\s+(?:will|would|should|is|are|in|at|by|to|shall|has|was|be|next|during|early|later)\b|[,.;]|$)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][A-Za-z-]*")
_PROPER = re.compile(r"\b[A-Z][\w-]+")
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_DATED = re.compile(
    r"(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber|(?:mon|tues|wednes|thurs|"
    r"fri|satur|sun)day|spring|summer|autumn|fall|winter|quarter|half|year|month|week|\d+",
    re.IGNORECASE,
)
_AHEAD = 3
"""So many rounds a dialogue may plan ahead."""
_TELLING = 3
"""Words longer than this tell one meeting from another."""
_GENERAL = frozenset(
    {
        *("meeting", "round", "session", "dialogue", "consultations", "negotiations", "talks", "seminar"),
        *("forum", "committee", "commission", "conference", "workshop", "plenary", "group"),
        *("director", "directors", "general", "secretary", "secretaries", "senior", "officials", "ministers"),
        *("level", "ministerial", "high", "annual", "permanent", "joint", "bilateral", "steering"),
        *("working", "foreign", "office", "political", "policy", "trade", "economic", "strategic", "state"),
        *("cooperation", "partnership", "kind", "series", "dialogues", "meetings", "this", "these", "same"),
        *("both", "countries", "sides", "governments", "parties", "mechanism", "format", "their", "such"),
        *(
            "heads",
            "experts",
            "delegations",
            "ministries",
            "affairs",
            "mutually",
            "convenient",
            "date",
            "dates",
        ),
    }
)
_BODIES = frozenset({"group", "subgroup", "subcommittee", "sub-committee", "force", "team"})
_HIGHEST = frozenset({"summit", "leaders"})
"""A dialogue at this level says so in its name."""


class WhoseMeeting:
    """Tells the next round of the dialogue from a meeting of others.

    Args:
        nouns: for a round, in the document.
        names: in the document.
    """

    def __init__(self, nouns: frozenset[str], names: Spoken) -> None:
        self._general = (nouns | _GENERAL) - _HIGHEST
        self._names = names

    def is_of_others(self, said: Said, words: str, after: str) -> bool:
        """Whether "the next Summit of Leaders of the Network" is none of this dialogue.

        Args:
            said: the sentence; where it knows no name of the dialogue, any meeting is taken for its own.
            words: that name the meeting, from "next" or its ordinal on.
            after: the words that follow them.
        """
        if self._has_another_ordinal(said, words):
            return True
        if not said.names:
            return False
        words_of = (word for name in said.names for word in _WORD.findall(name.lower()))
        known = {part for word in words_of for part in (word, *word.split("-"))}
        proper = " ".join(_PROPER.findall(" ".join(words.split()[1:])))
        match = _OF_WHAT.match(after)
        return self._is_foreign(said, proper, known, whole=True) or (
            match is not None
            and (self._is_foreign(said, match["of"], known) or _is_another_body(match["of"], known))
        )

    def is_its_body(self, said: Said, words: str) -> bool:
        """Whether a body that is to "meet again" is that of the dialogue: its name says so."""
        known = {word.lower() for name in said.names for word in _WORD.findall(name)}
        own = {word.lower() for word in _WORD.findall(words) if len(word) > _TELLING}
        return not said.names or not own - known - {"joint", "both"}

    def _has_another_ordinal(self, said: Said, words: str) -> bool:
        """Whether it has an ordinal that is not one of the rounds to come."""
        number = next((one.number for one in ordinals(words, "en") if one.start == 0), None)
        return number is not None and said.round is not None and not 0 < number - said.round <= _AHEAD

    def _is_foreign(self, said: Said, words: str, known: set[str], *, whole: bool = False) -> bool:
        """Whether some words tell of another meeting: none of them, or not the whole, is of the dialogue."""
        own = [word.lower() in known or abbreviates(word, said.names) for word in self._telling(words)]
        return bool(own) and not (all(own) if whole else any(own))

    def _telling(self, words: str) -> Iterator[str]:
        """The words that are neither of any dialogue, nor a party of one, nor a date."""
        for word in re.split(r"[^\w]+", self._names.without_parties(words)):
            general = word.lower() in self._general or _DATED.fullmatch(word)
            if not general and (len(word) > _TELLING or _ACRONYM.fullmatch(word)):
                yield word


def _is_another_body(words: str, known: set[str]) -> bool:
    """Whether "of the Working Group" names a body that the dialogue, by its name, is not."""
    said = {word.lower() for word in _WORD.findall(words)}
    own = said & known
    return bool(said & _BODIES) and not (own - _GENERAL or own & _BODIES)


def abbreviates(word: str, names: tuple[str, ...]) -> bool:
    """Whether a word is made of the first letters of a name, some left out: JSC, SOM."""
    if not _ACRONYM.fullmatch(word):
        return False
    for name in names:
        letters = iter("".join(part[0] for part in re.findall(r"[A-Za-z]+", name)).upper())
        if all(letter in letters for letter in word):
            return True
    return False
