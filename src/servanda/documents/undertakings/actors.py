"""What kind of actor some English words name: the sides together, one of them, a body, or somebody else."""

import re
from typing import Literal, NamedTuple

from servanda.documents.spoken import Spoken
from servanda.documents.undertakings.cues import Cues, any_of
from servanda.documents.undertakings.next_meeting import NEXT_YEARS, ORDINAL
from servanda.documents.undertakings.verdict import Said

Sort = Literal[
    "together",  # all sides, or several: "both sides", "Japan and the EU"
    "party",  # one of them: "the Indian side"
    "own",  # one of them by a pronoun
    "body",  # of the dialogue: "the working group"
    "institution",  # some other body: "the Institute"
    "joint thing",  # what they do together: "a joint study"
    "meeting",  # the next round itself
    "relative",  # "which", "who": the verb stands in a relative clause
    "nobody",  # no subject, or "it"
    "third",  # anybody else
]

_INSTITUTION = re.compile(
    r"\b(?:institutes?|agenc(?:y|ies)|authorit(?:y|ies)|services?|councils?|banks?|funds?|offices?|boards?|"
    r"bureau|administrations?|corporation|universit(?:y|ies)|police|coast guards?|navy|navies|forces|army|"
    r"centres?|centers?|departments?|minist(?:ry|ries)|commissions?|laborator(?:y|ies)|museum|academy|"
    r"observatory|embass(?:y|ies)|directorate|secretariat|foundation|inspectorate|regulator|hospital)\b",
    re.IGNORECASE,
)
_OF_BOTH = re.compile(
    r"\b(?:both|the two|all) "
    r"(?:countries|sides|governments|parties|nations|delegations|ministries|agencies|states|members)\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\b(?:of|for|on|in|from|between|with|to|under|at|by|among|amongst|involving|about|into)\b",
    re.IGNORECASE,
)
_AND = re.compile(r"\band\b", re.IGNORECASE)
_EXPLETIVE = re.compile(r"it|there", re.IGNORECASE)
_JOINT = re.compile(r"\b(?:joint|bilateral|trilateral)\b", re.IGNORECASE)
_ARTICLE = r"(?:the |our |their |its )?"
_DATE_OF = re.compile(
    r"^(?:the |our |their |its |a |an )?"
    r"(?:(?:exact |specific )?(?:dates?|venue|time|place|host)(?: and \w+)? (?:of|for) )?"
    rf"{_ARTICLE}",
    re.IGNORECASE,
)
_NEXT = (
    r"(?:next|following|subsequent|upcoming|forthcoming|coming|future|another|"
    r"(?:further|new)(?= round| meeting| session)|"
    rf"[a-z-]{{0,20}}first|{ORDINAL}|{NEXT_YEARS})"
)
_OFFICE = re.compile(
    r"\b(?:side|government|delegation|minist(?:er|ry)|president|secretary|department|commission|agency|"
    r"chancellor|spokes\w+|king|emir|representative|commissioner|ambassador)\b",
    re.IGNORECASE,
)
_OF_A_STATE = re.compile(
    r"^['s ]+|\b(?:the|side|government|of|republic|delegation|ministry|minister)\b|[ '()]|'s",
    re.IGNORECASE,
)
_PROPER = re.compile(r"\b[A-Z][\w-]+")
_FIRST_OF_A_NAME = re.compile(r"^[A-Z]\w+(?= [A-Z])")
_GENERAL = frozenset(
    {
        *(
            "joint",
            "working",
            "group",
            "group's",
            "task",
            "force",
            "committee",
            "committees",
            "sub",
            "steering",
        ),
        *("senior", "officials", "official", "technical", "expert", "experts", "commission", "bilateral"),
        *("high", "level", "the", "a", "an", "council", "council's", "secretariat", "joint-committee"),
        *("dialogue", "forum", "partnership", "ministerial", "trade", "economic", "team", "teams", "network"),
        *("programme", "program", "mechanism", "board", "panel", "co", "chairs", "chair", "ministers"),
        *("leaders", "permanent"),
    }
)
_ARTICLE_LENGTH = len("the ")


class Subject(NamedTuple):
    """Who does it.

    Attributes:
        sort: of actor.
        parties: that the words name, by code.
        words: of the text.
    """

    sort: Sort
    parties: tuple[str, ...] = ()
    words: str = ""

    @property
    def only(self) -> tuple[str, ...]:
        """The party, if it is one."""
        return self.parties if len(self.parties) == 1 else ()


class _Words(NamedTuple):
    """Words with what the checks look at: the head, before any preposition, and the names joined by "and"."""

    whole: str
    head: str
    parties: tuple[str, ...]
    parts: list[str]


class Actors:
    """Sorts actors, for the sentences of one document."""

    def __init__(self, cues: Cues, names: Spoken, own_nouns: tuple[str, ...] = ()) -> None:
        self._cues = cues
        self._names = names
        together = any_of(cues["together"])
        alone = any_of(word for word in cues["together"] if " " not in word)
        self.together = re.compile(
            rf"(?:(?:{any_of(cues['quantifiers'])}) (?:[\w'.-]+ ){{0,3}}?(?:{together})|"
            rf"(?:{any_of(cues['pronouns'])})|(?:{alone}))\b",
            re.IGNORECASE,
        )
        self._sides_after_a_time = re.compile(
            r"(?:(?:in|on|at|during|after|following)\b|\d).*"
            rf"(?P<sides>\b(?:both|(?:the|our) (?:two|three|four)|all) (?:[\w'.-]+ ){{0,3}}?(?:{together}))",
            re.IGNORECASE,
        )
        self._meeting = re.compile(
            rf"\b{_NEXT}\b.{{0,80}}?\b(?:{any_of([*cues['meetings'], *own_nouns])})\b",
            re.IGNORECASE,
        )
        self._own = re.compile(any_of(cues["own"]), re.IGNORECASE)
        self._body_words = frozenset(word for name in cues["bodies"] for word in name.split())

    def sort(self, said: Said, words: str) -> Subject:
        """What kind of actor some words of a sentence name."""
        if not words:
            return Subject("nobody")
        if after := self._sides_after_a_time.fullmatch(words):  # "On Monday the two sides agreed"
            words = after["sides"]
        if self._meeting.match(_DATE_OF.sub("", words)):
            return Subject("meeting", words=words)
        if _EXPLETIVE.fullmatch(words):
            return Subject("nobody", words=words)
        read = self._read(words)
        third = Subject("third", read.parties, words)
        return self._sides(read) or self._of_one_party(read) or self._body(said, read) or third

    def _read(self, words: str) -> _Words:
        names = re.sub(r"^(?:both |the )*", "", re.sub(r"\band the\b", "and", words), flags=re.IGNORECASE)
        head = _PREPOSITION.split(words, maxsplit=1)[0].strip() or words
        return _Words(words, head, self._names.codes(words), re.split(r"\s*,\s*|\s+and\s+", names))

    def _sides(self, read: _Words) -> Subject | None:
        """One party by its name alone, or several."""
        if len(read.parties) == 1 and self._names.is_just_a_party(read.head):
            return Subject("party", read.parties, read.whole)
        if len(read.parties) > 1:
            return Subject("together", read.parties, read.whole)
        if self.together.match(read.whole) and self.together.match(read.head):
            return Subject("together", (), read.whole)
        a_body = self._cues.has(read.head, "bodies") or _INSTITUTION.search(read.head)
        if _OF_BOTH.search(read.whole) and a_body:  # "experts of both countries"
            return Subject("together", (), read.whole)
        return Subject("own", words=read.whole) if self._own.fullmatch(read.head) else None

    def _of_one_party(self, read: _Words) -> Subject | None:
        """What acts for one party, alone or beside a body whose party is not known."""
        if len(read.parties) != 1:
            return None
        if _AND.search(read.whole) and all(name[:1].isupper() for name in read.parts):
            return Subject("together", (), read.whole)
        if self._acts(read) or _INSTITUTION.search(read.head):
            return Subject("party", read.parties, read.whole)
        return None

    def _body(self, said: Said, read: _Words) -> Subject | None:
        """A body of the dialogue, what the sides do together, or an institution."""
        if self._cues.has(read.head, "bodies") and self._own_body(said, read.head):
            return Subject("body", read.parties, read.whole)
        if self._cues.has(read.head, "joint things") or _JOINT.search(read.whole):
            return Subject("joint thing", read.parties, read.whole)
        if said.parties and len(read.parties) == 1 and read.parties[0] not in said.parties:
            return None
        if all(self._names.takes_part(name) for name in read.parts):
            return Subject("institution" if len(read.parts) == 1 else "together", (), read.whole)
        if _INSTITUTION.search(read.head) and not read.parties:
            return Subject("institution", (), read.whole)
        return None

    def _own_body(self, said: Said, head: str) -> bool:
        """Whether a body is one of the dialogue, and no other organisation with a name of its own."""
        known = {word for name in said.names for word in re.findall(r"\w+", name.casefold())}
        # The first word is a capital anyway, unless another follows.
        proper = {*_PROPER.findall(head[1:]), *_FIRST_OF_A_NAME.findall(head)}
        parts = {part for word in proper for part in word.casefold().split("-")}
        return parts <= known | _GENERAL | self._body_words

    def _acts(self, read: _Words) -> bool:
        """Whether the words name a party or what acts for it, and not a thing of it ("Japan's economy")."""
        if any(one.start <= _ARTICLE_LENGTH for one in self._names.bodies(read.whole)):
            return True
        rest = read.head
        for one in reversed(self._names.parties(read.head)):
            rest = rest[: one.start] + rest[one.end :]
        return (
            not _OF_A_STATE.sub("", rest)
            or self._cues.has(read.head, "together")
            or _OFFICE.search(read.whole) is not None
        )
