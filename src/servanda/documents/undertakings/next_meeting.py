"""Whether an English sentence promises the next round of the dialogue it stands in."""

import re

from servanda.documents.spoken import Spoken
from servanda.documents.undertakings.cues import Cues, any_of
from servanda.documents.undertakings.verdict import Said
from servanda.documents.undertakings.whose_meeting import WhoseMeeting

ORDINAL = (
    r"\d{1,3}(?:st|nd|rd|th)|[a-z-]{0,20}(?:"
    r"second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|teenth|tieth)"
)
NEXT_YEARS = r"next (?:year|month|spring|summer|autumn|fall|winter)'s"
_ROMAN = r"(?-i:[IVXL]{1,6})"
_NEXT = r"next|following|subsequent|upcoming|forthcoming|coming|future"
# "new" in small letters only: "the New Delhi meeting" is none.
_ANOTHER = r"(?-i:[Aa]nother|[Ff]urther|[Ff]resh|new|[Ff]ollow-up)(?= (?:\w+ )?(?:round|meeting|session))"
_NO_MEETING = r"(?! (?:step|generation|year|month|week|phase|decade|few|to)\b)"
_BETWEEN = r"(?:\W{1,5}\w+){0,14}?\W{1,5}"
_ARTICLE = r"(?:the|our|their|its|a)?"

_HELD = re.compile(
    r"\b(?:held|host(?:s|ed|ing)?|hold|holding|conven(?:e|ed|ing)|take place|taking place|"
    r"organi[sz](?:e|ed|ing)|meet|meeting in|meeting at|schedul(?:e|ed|ing)|venue|dates?|planned|set for|due|"
    r"slated|foreseen|envisaged|kick off|"
    r"occur|fixed|arrang(?:e|ed|ing)|finali[sz]e the dates?)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:meet|meeting|convene|gather|reconvene)\s++"
    r"(?:again|next|in person again|once more|annually|regularly)\b|"
    r"\breconven(?:e|ing)\b|"
    r"^(?:that|this) (?:meeting|round|session) (?:will|is to|is scheduled)\b|"
    r"\b(?:will|to) next (?:meet|convene|gather)\b|"
    r"\bto meet (?:in|at|by|before|on|later|early|every)\b|"
    r"\bwill (?:next )?meet (?:in|again|at|on|next|later|early)\b|"
    r"\bnext (?:meet|to be held)\b|"
    r"\bagain (?:in|next)\b.{0,40}\bmeet\b",
    re.IGNORECASE,
)
# "at the next round" tells when something else will be done; "hold the next round" does not.
_AS_A_TIME = re.compile(
    r"\b(?:at|before|until|by|for|during|ahead of|of|prior to|since|to|after|from|on|in)"
    rf"\s++{_ARTICLE}\s*+$",
    re.IGNORECASE,
)
_AS_AN_OBJECT = re.compile(
    r"\b(?:"
    r"(?:host(?:ing)?|hold(?:ing)?|conven\w+|organi\w+|forward to|dates? (?:of|for)|agree\w* on|venue of|"
    r"hosts? of|place of|discussed) "
    r"|(?:convening|holding|hosting|organi[sz]ation) of |meet(?:ing)?(?: again)? for )"
    rf"{_ARTICLE}\s*+$",
    re.IGNORECASE,
)
_BEFORE, _AFTER = 70, 160
"""So many characters before and after its name it stands that a round is to be held."""
_REACH_BACK = 12
"""A cue such as "to" may end after the words "will next" or "to meet" began."""


class NextMeeting:
    """Finds the next round in the sentences of one document.

    Args:
        cues: of the language.
        names: in the document.
        own: the nouns with which the dialogue's own name ends, such as ``workshop``.
    """

    def __init__(self, cues: Cues, names: Spoken, own: tuple[str, ...]) -> None:
        known = frozenset([*cues["meetings"], *own])
        self.whose = WhoseMeeting(known, names)
        nouns = any_of(known)
        self._next = re.compile(
            rf"\b(?:{NEXT_YEARS}|(?:{_NEXT}|{_ANOTHER}|{_ROMAN}|{ORDINAL})\b{_NO_MEETING}){_BETWEEN}(?:{nouns})\b",
            re.IGNORECASE,
        )
        self.moved = re.compile(
            rf"\b(?:next|following|{_ROMAN}|{ORDINAL})\b.{{0,60}}\b(?:{nouns})\b.{{0,80}}"
            r"\b(?:postponed|put off|moved|rescheduled|deferred|brought forward|pushed back)\b.{0,80}"
            r"\b(?:to|until|till)\b",
            re.IGNORECASE,
        )

    def promised(self, said: Said, text: str, at: int = 0, *, again: bool = True) -> bool:
        """Whether a text promises the next round.

        Args:
            said: the sentence, which knows the dialogue.
            text: its words, or what of them belongs to a cue.
            at: position of the cue.
            again: "meet again" after the cue says it too.
        """
        if again and _AGAIN.search(text, max(at - _REACH_BACK, 0)):
            return True
        return any(self._is_promised(said, text, one) for one in self._next.finditer(text)) or (
            self.moved.search(text) is not None
        )

    def _is_promised(self, said: Said, text: str, match: re.Match[str]) -> bool:
        before = text[max(match.start() - _BEFORE, 0) : match.start()]
        if _AS_A_TIME.search(before) and not _AS_AN_OBJECT.search(before):
            return False
        held = _HELD.search(f"{before} {text[match.end() : match.end() + _AFTER]}")
        return held is not None and not self.whose.is_of_others(said, match.group(), text[match.end() :])
