"""Who does it: the subject of an English verb, found in the words before it."""

import re

from servanda.documents.spoken import Spoken
from servanda.documents.undertakings.actors import Actors, Subject
from servanda.documents.undertakings.cues import Cues
from servanda.documents.undertakings.verdict import Said

# A clause begins after these.
_BOUNDARY = re.compile(
    r"[;:]|\b(?:that|whether|because|while|whereas|although|though|so|when|if|before|after|until|as|since|"
    r"but|where|said|says|stated|announced|added|noted|(?:for|under|in|through|by) which)\b(?! well as)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:which|who|that)\s*+(?:also|together|jointly|in turn)?\s*+$", re.IGNORECASE)
_OF_A_THING = re.compile(r"\b(?:which|whom|whose)\s++[^,;]{1,70}$", re.IGNORECASE)
_GOVERNS_THAT = re.compile(
    r"\b(?:said|stated|says|told|added|announced|view|understanding|anticipated|expected|scheduled|planned|so)\b"
)
# What may stand between commas, or open a sentence, without being its subject.
_ASIDE = re.compile(
    r"\s*(?:to be |both )?(?:"
    r"hosted|led|chaired|co-chaired|held|supported|organi[sz]ed|established|launched|signed|co-hosted|"
    r"composed|represented|including|building|following|drawing|according|starting|beginning|consisting|"
    r"comprising|working(?!-level| groups?| part)|in|on|at|by|with|along|alongside|under|as|from|for|"
    r"for its part|for their part|through|over|during|within|based|subject|like|which|who|whose|together|"
    r"jointly|respectively|inter alia|where appropriate|as appropriate|in turn|too)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^\s*(?:"
    r"and|but|also|then|thus|therefore|furthermore|moreover|further|additionally|besides|accordingly|finally|"
    r"lastly|in addition|to this end|in this regard|in this context|in particular|meanwhile|however|"
    r"simultaneously|as a next step|next|specifically|importantly|separately|here|today|moving forward|"
    r"going forward|looking ahead|likewise|similarly|subsequently|first(?:ly)?|second(?:ly)?|third(?:ly)?|"
    r"indeed|equally|again|together)\b[, ]*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\b(?:"
    r"also|both|jointly|then|thus|therefore|further|furthermore|accordingly|now|each|have|has|had|"
    r"subsequently|unanimously|mutually|all|in turn|in principle|finally|formally|again|today|hereby|equally|"
    r"provisionally|together|in addition|too|newly|already|additionally|strongly|firmly|clearly|explicitly|"
    r"once again|are|is|be|were|was|been|do|did|do hereby|still|continue to|also to)$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_BULLET = re.compile(r"^[\s\"'•*-]+|^\d{1,2}[.)]? (?=[A-Z])")
_DATELINE = re.compile(r"^[A-Z][A-Z. ]{2,30},? (?:\(?[\w., ]{2,30}\)? ?)?[-–—]{1,2} (?=[A-Z])")
_PRONOUN = re.compile(r"they|it|he|she", re.IGNORECASE)
_COORDINATE = re.compile(
    r"(?:,|\b(?:and|but|or))\s++(?:and\s++)?"
    r"(?:(?:also|further|jointly|then|thus|therefore|finally|again)\s++)?$",
    re.IGNORECASE,
)
# "Germany welcomed Chinese banks and undertook": what the first verb names is not who does the second.
_FIRST_VERB = re.compile(
    r"\b(?:welcom|congratulat|thank|prais|appreciat|commend|underscor|underlin|stress|emphasi[sz]|highlight|"
    r"recogni[sz]|acknowledg)(?:e|es|ed|s)\b",
    re.IGNORECASE,
)
_AND = re.compile(r"\band\b", re.IGNORECASE)
_LEADING_AND = re.compile(r"^\s*and\s+")
_ENDS = " ,\"'"


class Subjects:
    """Finds subjects in the sentences of one document."""

    def __init__(self, cues: Cues, names: Spoken, own_nouns: tuple[str, ...] = ()) -> None:
        self._cues = cues
        self._names = names
        self._actors = Actors(cues, names, own_nouns)

    def sort(self, said: Said, words: str) -> Subject:
        """What kind of actor some words of a sentence name."""
        return self._actors.sort(said, words)

    def before(self, said: Said, at: int) -> Subject:
        """The subject of the verb at a position."""
        segment = _DATELINE.sub("", said.text[:at])
        if _RELATIVE.search(segment) and not self._governs_that(segment):
            return Subject("relative")
        if _COORDINATE.search(segment):  # "…, and agreed to": the subject is that of the sentence
            return self.sort(said, _beginning(_FIRST_VERB.split(segment)[0]) or _beginning(segment))
        bound = max((match.end() for match in _BOUNDARY.finditer(segment)), default=0)
        clause = segment[bound:]
        if _OF_A_THING.search(clause):
            return Subject("relative")
        words = self._phrase(clause)
        if bound and _PRONOUN.fullmatch(words):  # "the banks announced that they will": they are the banks
            main = self.sort(said, _beginning(segment))
            if main.sort in ("third", "party", "institution"):
                return main
        if not words and bound:
            words = self._phrase(_beginning(segment))
        return self.sort(said, words or _beginning(segment))

    def _governs_that(self, segment: str) -> bool:
        """Whether "that" follows a verb of agreement or saying, and so begins a clause of its own."""
        last = " ".join(_RELATIVE.sub("", segment).rstrip(" ,").split()[-3:])
        return (
            self._cues.has(last, "agree firm", "confirm", "states of mind", "tasked")
            or _GOVERNS_THAT.search(last) is not None
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
            if self._actors.together.match(_LEADING_AND.sub("", chunk)):
                break  # "…, and the two Ministers confirmed"
            # "Japan, the EU and the US will": an enumeration goes on to the left.
            if not (_AND.search(chunk) and chunks and self._only_names(chunks[-1])):
                break
        return _trimmed(",".join(kept))

    def _only_names(self, chunk: str) -> bool:
        said = chunk.strip()
        mentions = [*self._names.parties(said), *self._names.bodies(said)]
        return bool(said) and sum(len(one.words) for one in mentions) >= len(said) - len("the and ")


def _beginning(segment: str) -> str:
    """The words with which a sentence begins, after what introduces it."""
    chunks = segment.split(",")
    while len(chunks) > 1 and (_ASIDE.match(chunks[0]) or not _trimmed(chunks[0])):
        chunks.pop(0)
    return _trimmed(chunks[0])


def _trimmed(words: str) -> str:
    """A noun phrase without brackets, quotation marks, and the adverbs and auxiliaries around it."""
    words = _BULLET.sub("", _IN_BRACKETS.sub(" ", words))
    words = re.sub(r"\s+", " ", words).strip(_ENDS)
    while (shorter := _CLOSING.sub("", _OPENING.sub("", words)).strip(_ENDS)) != words:
        words = shorter
    return words
