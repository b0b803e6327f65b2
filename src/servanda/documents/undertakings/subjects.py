"""Who does it: the subject of an English verb, and what kind of actor that is."""

import re
from typing import Literal, NamedTuple

from servanda.documents.spoken import Spoken
from servanda.documents.undertakings.cues import Cues, any_of
from servanda.documents.undertakings.verdict import Said

Sort = Literal[
    "together", "party", "body", "meeting", "joint thing", "own", "relative", "nobody", "institution", "third"
]

_BOUNDARY = re.compile(
    r"[;:]|\b(?:that|whether|because|while|whereas|although|though|so|when|if|before|after|until|as|since|"
    r"but|where|said|says|stated|announced|added|noted|for which|under which|in which|through which|by which)\b(?! well as)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:which|who|that)\s*(?:also|together|jointly|in turn)?\s*$", re.IGNORECASE)
_ASIDE = re.compile(
    r"^\s*(?:to be |both )?(?:hosted|led|chaired|co-chaired|held|including|in|on|at|by|with|together|along|under|based|as|"
    r"from|for|for its part|for their part|through|building|following|drawing|subject|jointly|represented|according|like|supported|organi[sz]ed|"
    r"established|launched|signed|which|who|whose|alongside|over|during|within|starting|beginning|co-hosted|composed|"
    r"consisting|comprising|working|respectively|inter alia|where appropriate|as appropriate|in turn|too)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^\s*(?:and|but|also|then|thus|therefore|furthermore|moreover|further|additionally|besides|accordingly|finally|lastly|"
    r"in addition|to this end|in this regard|in this context|in particular|meanwhile|however|simultaneously|as a next step|"
    r"next|specifically|importantly|separately|here|today|moving forward|going forward|looking ahead|likewise|similarly|"
    r"subsequently|first(?:ly)?|second(?:ly)?|third(?:ly)?|indeed|equally|again|together)\b[, ]*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"[, ]*\b(?:also|both|jointly|then|thus|therefore|further|furthermore|accordingly|now|each|have|has|had|subsequently|"
    r"unanimously|mutually|all|in turn|in principle|finally|formally|again|today|hereby|equally|provisionally|"
    r"together|in addition|too|newly|already|additionally|strongly|firmly|clearly|explicitly|once again|"
    r"are|is|be|were|was|been|do|did|do hereby|still|continue to|also to)\s*$",
    re.IGNORECASE,
)
_OF_A_THING = re.compile(r"\b(?:which|whom|whose)\s+[^,;]{1,70}$", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:they|it|he|she)", re.IGNORECASE)
_OF = re.compile(
    r"\b(?:of|for|on|in|from|between|with|to|under|at|by|among|amongst|involving|about|into)\b", re.IGNORECASE
)
_COORDINATE = re.compile(
    r"(?:,|\b(?:and|but|or))\s+(?:and\s+)?(?:(?:also|further|jointly|then|thus|therefore|finally|again)\s+)?$",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"\b(?:institutes?|agenc(?:y|ies)|authorit(?:y|ies)|services?|councils?|banks?|funds?|offices?|boards?|bureau|administrations?|corporation|"
    r"universit(?:y|ies)|police|coast guards?|navy|navies|forces|army|centres?|centers?|departments?|minist(?:ry|ries)|commissions?|"
    r"laborator(?:y|ies)|museum|academy|observatory|embass(?:y|ies)|directorate|secretariat|foundation|inspectorate|regulator|hospital)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:both|the two|all) (?:countries|sides|governments|parties|nations|delegations|ministries|agencies|states|members)\b",
    re.IGNORECASE,
)
_GENERAL = frozenset(
    "joint working group task force committee steering senior officials technical expert experts sub committees commission bilateral "
    "high level the a an council council's secretariat joint-committee dialogue forum partnership officials official ministerial trade economic "
    "team teams network programme program mechanism board panel co chairs chair ministers leaders group's permanent".split()
)
_AND = re.compile(r"\band\b", re.IGNORECASE)


class Subject(NamedTuple):
    """Who does it: the sort of actor, the parties named, and the words."""

    sort: Sort
    parties: tuple[str, ...] = ()
    words: str = ""


class Subjects:
    """Finds subjects in the sentences of one document."""

    def __init__(self, cues: Cues, names: Spoken) -> None:
        self._cues = cues
        self._names = names
        together = any_of(cues["together"])
        quantifiers = any_of(cues["quantifiers"])
        middle = r"(?:[\w'.-]+ ){0,3}?"
        self._together = re.compile(
            rf"(?:(?:{quantifiers}) {middle}(?:{together})|(?:{any_of(cues['pronouns'])})|"
            rf"(?:{any_of(w for w in cues['together'] if ' ' not in w)}))\b",
            re.IGNORECASE,
        )
        self._meeting = re.compile(
            rf"\b(?:next|following|subsequent|upcoming|forthcoming|coming|future|another|further(?= round| meeting| session)|new(?= round| meeting| session)|\d{{1,3}}(?:st|nd|rd|th)|[a-z-]*(?:first|second|third|"
            rf"fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|teenth|tieth))\b.{{0,80}}?\b(?:{any_of(cues['meetings'])})\b",
            re.IGNORECASE,
        )
        self._body_words = frozenset(word for name in cues["bodies"] for word in name.split())
        self._body = re.compile(rf"\b(?:{any_of(cues['bodies'])})\b", re.IGNORECASE)
        self._joint = re.compile(rf"\b(?:{any_of(cues['joint things'])})\b", re.IGNORECASE)
        self._own = re.compile(rf"(?:{any_of(cues['own'])})", re.IGNORECASE)

    def before(self, said: Said, at: int) -> Subject:
        """The subject of the verb at a position."""
        segment = said.text[:at]
        if _RELATIVE.search(segment) and not self._governs_that(segment):
            return Subject("relative")
        if _COORDINATE.search(segment):
            words = self._beginning(segment)
            return self.sort(said, words)
        bounds = [match.end() for match in _BOUNDARY.finditer(segment)]
        part = segment[bounds[-1] :] if bounds else segment
        if _OF_A_THING.search(part):
            return Subject("relative")
        words = self._phrase(part)
        if bounds and _PRONOUN.fullmatch(words):  # "the banks announced that they will": they are the banks
            main = self.sort(said, self._beginning(segment))
            if main.sort in ("third", "party", "institution"):
                return main
        if not words and bounds:  # "…; and agreed to": the subject is that of the sentence
            words = self._phrase(self._beginning(said.text[:at]))
        if not words:
            words = self._beginning(said.text[:at])
        return self.sort(said, words)

    def _governs_that(self, segment: str) -> bool:
        """Whether "that" follows a verb of agreement or saying, and so begins a clause of its own."""
        before = _RELATIVE.sub("", segment).rstrip(" ,")
        last = " ".join(before.split()[-3:])
        return self._cues.has(last, "agree firm", "confirm", "states of mind", "tasked") or bool(
            re.search(
                r"\b(?:said|stated|says|told|added|announced|view|understanding|anticipated|expected|scheduled|planned|so)\b",
                last,
            )
        )

    def _phrase(self, part: str) -> str:
        """The noun phrase at the end of a part of a sentence, without asides and adverbs."""
        chunks = part.split(",")
        kept: list[str] = []
        while chunks:
            chunk = chunks.pop()
            if not chunk.strip() or _ASIDE.match(chunk) or not _trimmed(chunk):
                continue
            kept.insert(0, chunk)
            if self._together.match(re.sub(r"^\s*and\s+", "", chunk)):  # "…, and the two Ministers confirmed"
                break
            # "Japan, the EU and the US will": an enumeration goes on to the left.
            if not (_AND.search(chunk) and chunks and self._only_names(chunks[-1])):
                break
        return _trimmed(",".join(kept))

    def _only_names(self, chunk: str) -> bool:
        said = chunk.strip()
        mentions = [*self._names.parties(said), *self._names.bodies(said)]
        named = sum(len(one.words) for one in mentions)
        return bool(said) and named >= len(said) - len("the and ")

    def _beginning(self, segment: str) -> str:
        """The words with which a sentence begins, after what introduces it."""
        chunks = segment.split(",")
        while len(chunks) > 1 and (_ASIDE.match(chunks[0]) or not _trimmed(chunks[0])):
            chunks.pop(0)
        return _trimmed(chunks[0]) if chunks else ""

    def sort(self, said: Said, words: str) -> Subject:
        """What kind of actor some words name."""
        if not words:
            return Subject("nobody")
        if self._is_next(words):
            return Subject("meeting", words=words)
        if re.match(r"(?:it|there)$", words, re.IGNORECASE):
            return Subject("nobody", words=words)
        parties = self._parties(words)
        named = re.split(
            r"\s*,\s*|\s+and\s+",
            re.sub(r"^(?:both |the )*", "", re.sub(r"\band the\b", "and", words), flags=re.IGNORECASE),
        )
        head = _OF.split(words, maxsplit=1)[0].strip() or words
        if len(parties) == 1 and self._names.is_just_a_party(head):
            return Subject("party", parties, words)
        if self._together.match(words) and self._together.match(head):
            return Subject("together", parties if len(parties) > 1 else (), words)
        if len(parties) > 1:
            return Subject("together", parties, words)
        if _BOTH.search(words) and (self._body.search(head) or _INSTITUTION.search(head)):
            return Subject("together", (), words)
        if self._own.fullmatch(head):
            return Subject("own", words=words)
        if len(parties) == 1 and _AND.search(words) and all(name[:1].isupper() for name in named):
            return Subject("together", (), words)  # one body of a known party, one of another
        if len(parties) == 1 and self._acts(words, head):
            return Subject("party", parties, words)
        if len(parties) == 1 and _INSTITUTION.search(head):
            return Subject("party", parties, words)
        if self._body.search(head) and self._own_body(said, head):
            return Subject("body", parties, words)
        if self._joint.search(head) or re.search(r"\b(?:joint|bilateral|trilateral)\b", words, re.IGNORECASE):
            return Subject("joint thing", parties, words)
        if len(parties) == 1 and parties[0] not in said.parties and said.parties:
            return Subject("third", parties, words)
        if all(self._names.takes_part(name) for name in named):  # "KRA undertook", "JOGMEC and Cochilco will"
            return Subject("institution" if len(named) == 1 else "together", (), words)
        if _INSTITUTION.search(head) and not parties:
            return Subject("institution", (), words)
        return Subject("third", parties, words)

    def _own_body(self, said: Said, head: str) -> bool:
        """Whether a body is one of the dialogue, and no other organisation with a name of its own."""
        known = {word for name in said.names for word in re.findall(r"\w+", name.casefold())}
        proper = {word.casefold() for word in re.findall(r"\b[A-Z][\w-]+", head[1:])} | {
            word.casefold() for word in re.findall(r"^[A-Z]\w+(?= [A-Z])", head)
        }
        proper = {part for word in proper for part in word.split("-")}
        return proper <= known | _GENERAL | self._body_words

    def _is_next(self, words: str) -> bool:
        bare = re.sub(
            r"^(?:the |our |their |its |a |an )?(?:(?:exact |specific )?(?:dates?|venue|time|place|host)(?: and \w+)? (?:of|for) )?(?:the |our |their |its )?",
            "",
            words,
            flags=re.IGNORECASE,
        )
        return self._meeting.match(bare) is not None

    def _parties(self, words: str) -> tuple[str, ...]:
        codes = [one.code for one in self._names.parties(words)]
        codes += [getattr(one, "party", None) for one in self._names.bodies(words)]
        return tuple(dict.fromkeys(code for code in codes if code))

    def _acts(self, words: str, head: str) -> bool:
        """Whether the words name a party or what acts for it, and not a thing of it ("Japan's economy")."""
        if any(one.start <= 4 for one in self._names.bodies(words)):
            return True
        rest = head
        for one in reversed(self._names.parties(head)):
            rest = rest[: one.start] + rest[one.end :]
        rest = re.sub(
            r"^['s ]+|\b(?:the|side|government|of|republic|delegation|ministry|minister)\b|[ '()]|'s",
            "",
            rest,
            flags=re.IGNORECASE,
        )
        return (
            not rest
            or self._cues.has(head, "together")
            or bool(
                re.search(
                    r"\b(?:side|government|delegation|minist(?:er|ry)|president|secretary|department|commission|agency|chancellor|spokes\w+|king|emir|representative|commissioner|ambassador)\b",
                    words,
                    re.IGNORECASE,
                )
            )
        )


def _trimmed(words: str) -> str:
    words = re.sub(r"\([^()]*\)", " ", words)
    words = re.sub(r"^[\s\"'•*-]+", "", words)
    while True:
        shorter = _CLOSING.sub("", _OPENING.sub("", words.strip(" ,\"'")))
        shorter = re.sub(r"\s+", " ", shorter).strip(" ,\"'")
        if shorter == words:
            return words
        words = shorter
