"""What kind of undertaking an English sentence is, by the main verb that follows its cue."""

import re

from servanda.documents.undertakings.cues import Cues, any_of

_WORD = re.compile(r"[A-Za-z][A-Za-z-]*")
_FAR = 14
_WORK_TOGETHER = re.compile(
    r"(?:continue |to |continuing )*work(?:ing)? (?:\w+ ){0,2}?(?:together|closely|with|side by side|jointly)\b"
)
_TOGETHER = {"jointly", "joint", "together", "bilateral", "mutual", "ties", "relations", "cooperation"}
_NEAR = 6


def kind(cues: Cues, text: str, at: int) -> str:
    """The kind of the first verb or noun after ``at`` that a table knows; ``other`` if none does."""
    words = [match.group().lower() for match in _WORD.finditer(text, at)][:_FAR]
    if _WORK_TOGETHER.match(" ".join(words[:_NEAR])):
        return "cooperate"
    for place, word in enumerate(words):
        ahead = words[place + 1 : place + 1 + _NEAR]
        if word in cues["going on"]:
            continue
        if word in cues["strengthening"]:
            return _by_object(cues, words[place + 1 : place + 1 + _FAR]) or (
                "cooperate" if _TOGETHER & set(words) else "other"
            )
        found = _by_object(cues, ahead) if word in cues["light verbs"] else ""
        found = found or cues.kinds.get(word, "")
        if found:
            return found
    return "other"


def passive_kind(cues: Cues, subject: str, text: str, at: int) -> str:
    """The kind of a sentence such as "discussions will be continued": by its subject, else by its verb."""
    words = [match.group().lower() for match in _WORD.finditer(subject)]
    return _by_object(cues, words) or kind(cues, text, at)


def _by_object(cues: Cues, words: list[str]) -> str:
    for word in words:
        if word in cues["discuss nouns"]:
            return "discuss"
        if word in cues["sign nouns"]:
            return "sign"
        if word in (
            "cooperation",
            "co-operation",
            "collaboration",
            "coordination",
            "partnership",
            "partnerships",
            "relations",
            "ties",
        ):
            return "cooperate"
        if word in ("to", "that", "which", "on", "by", "with", "through"):
            return ""
    return ""


class NextMeeting:
    """Whether a sentence promises the next round of the dialogue it stands in."""

    def __init__(self, cues: Cues, own: tuple[str, ...]) -> None:
        self._nouns = frozenset([*cues["meetings"], *own])
        nouns = any_of(self._nouns)
        ordinal = r"(?-i:[IVXL]{1,6})|\d{1,3}(?:st|nd|rd|th)|[a-z-]*(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|teenth|tieth)"
        self._next = re.compile(
            rf"\b(?:next|following|subsequent|upcoming|forthcoming|coming|future|(?-i:another|further|fresh|new|follow-up)(?= (?:\w+ )?(?:round|meeting|session))|{ordinal})\b(?! (?:step|generation|year|month|week|phase|decade|few|to)\b)"
            rf"(?:\W+[\w'.&/-]+){{0,12}}?\W+(?:{nouns})\b",
            re.IGNORECASE,
        )
        self._held = re.compile(
            r"\b(?:held|host(?:s|ed|ing)?|hold|holding|conven(?:e|ed|ing)|take place|taking place|organi[sz](?:e|ed|ing)|"
            r"meet|meeting in|meeting at|schedul(?:e|ed|ing)|venue|hosts?|dates?|planned|set for|due|occur|fixed|arrang(?:e|ed|ing)|finali[sz]e the dates?)\b",
            re.IGNORECASE,
        )
        self._again = re.compile(
            r"\b(?:meet|meeting|convene|gather|reconvene)\s+(?:again|next|in person again|once more|annually|regularly)\b|\breconven(?:e|ing)\b|"
            r"^(?:that|this) (?:meeting|round|session) (?:will|is to|is scheduled)\b|\b(?:will|to) next (?:meet|convene|gather)\b|\bto meet (?:in|at|by|before|on|later|early|every)\b|\bwill (?:next )?meet (?:in|again|at|on|next|later|early)\b|"
            r"\bnext (?:meet|to be held)\b|\bagain (?:in|next)\b.{0,40}\bmeet\b",
            re.IGNORECASE,
        )
        self.moved = re.compile(
            rf"\b(?:next|following|{ordinal})\b.{{0,60}}\b(?:{nouns})\b.{{0,80}}\b(?:postponed|put off|moved|rescheduled|deferred|brought forward|pushed back)\b.{{0,80}}\b(?:to|until|till)\b",
            re.IGNORECASE,
        )
        self._at = re.compile(
            r"\b(?:at|before|until|by|for|during|ahead of|of|prior to|since|to|after|from|on|in)\s+(?:the|our|their|its|a)?\s*$",
            re.IGNORECASE,
        )
        self._other = re.compile(
            r"\s+(?:of|under|between)\s+(?:the\s+)?(?P<of>[^,.;]{3,80}?)(?=\s+(?:will|is|are|in|on|at|by|to|shall|has|was|be|next|during)\b|[,.;]|$)",
            re.IGNORECASE,
        )

    def in_(self, text: str, names: tuple[str, ...], at: int = 0, *, again: bool = True) -> bool:
        """Whether the text, from the cue on or with it as its verb, promises the next round."""
        if again and self._again.search(text, max(at - 12, 0)):
            return True
        for match in self._next.finditer(text):
            before = text[: match.start()]
            if self._at.search(before) and not re.search(
                r"\b(?:host(?:ing)?|hold(?:ing)?|conven\w+|organi\w+|forward to|dates? (?:of|for)|agree\w* on|venue of|hosts? of|place of|discussed) (?:the|our|their|its|a)?\s*$|"
                r"\bdates? (?:for|of) the\s*$|forward to (?:the|our|their)?\s*$|\b(?:convening|holding|hosting|organi[sz]ation|hosts?) of (?:the|our|their|its)?\s*$",
                before,
                re.IGNORECASE,
            ):
                continue
            around = before[-70:] + " " + text[match.end() :][:160]
            if (
                self._held.search(around)
                and not self._another(text, match.end(), names)
                and not _other_name(match.group(), names)
            ):
                return True
        return self.moved.search(text) is not None

    def _another(self, text: str, at: int, names: tuple[str, ...]) -> bool:
        """Whether it is the next meeting of something else than the dialogue."""
        match = self._other.match(text, at)
        if not match or not names:
            return False
        said = {word.lower() for word in _WORD.findall(match["of"]) if len(word) > 3}
        known = {word.lower() for name in names for word in _WORD.findall(name)}
        generic = {*self._nouns, "kind", "series", "dialogues", "meetings"} | _GENERAL
        return bool(said) and not said & (known | generic)


def _other_name(words: str, names: tuple[str, ...]) -> bool:
    """Whether "the next NATO Summit" names a meeting of others: a proper name the dialogue does not bear."""
    proper = {word.lower() for word in re.findall(r"\b[A-Z][\w-]+", " ".join(words.split()[1:]))}
    known = {part.lower() for name in names for part in re.findall(r"\w+", name)}
    own = {part for word in proper for part in word.split("-")} - _GENERAL
    return bool(names and own and not own & known)


_GENERAL = frozenset(
    "meeting round session dialogue consultations forum committee commission director directors general level ministerial annual "
    "foreign office secretary political working group trade economic strategic bilateral steering state permanent annual cooperation "
    "senior officials high policy joint plenary workshop conference talks summit leaders ministers negotiations seminar".split()
)
