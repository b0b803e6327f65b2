"""When an undertaking is to be done: which of the dates in its sentence is its own.

A wrong window is worse than none. So a date counts only where nothing in the sentence speaks for
another owner: a past deed, an event that is named with its day, the beginning of a lasting activity.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from servanda.documents.dates import Dated, Phrase, Relative, Unclear, Undated
from servanda.events.window import Window

_DEED = re.compile(
    r"\b(?:signed|adopted|held|launched|agreed|concluded|established|announced|issued|published|made|"
    r"reached|endorsed|decided|approved|signing|inaugurated|entered into force|took place|visit|visited|"
    r"started|began|created|met|outlined|set out|laid down|elected|opened|dated|released|renewed|commenced|"
    r"hosted|undertaken|conducted|completed)"
    r"(?:\s+[\w'-]+){0,6}?\s*$",
    re.IGNORECASE,
)
_PAST_EVENT = re.compile(
    r"\b(?:following|after|since|in response to|in the (?:wake|aftermath) of)\s[^,;]{0,80}$",
    re.IGNORECASE,
)
_DURATION = re.compile(r"over|for the (?:next|coming)|throughout", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:adding|saying|noting|while|whose|which|who|outlined|explained|presented|briefed)\b|;",
    re.IGNORECASE,
)
_COUNTED_FROM = re.compile(
    r"\s+(?:of|after|from|following|upon)\s+(?!the (?:meeting|dialogue|consultations|signing))", re.IGNORECASE
)
_FORMER = re.compile(r"\b(?:initially|originally|instead of|previously)\b[^,;]{0,40}$", re.IGNORECASE)
_SET = re.compile(
    r"\b(?:scheduled|set|planned|slated|due|foreseen|envisaged|fixed|expected|arranged|tentatively|proposed|"
    r"earmarked)\s*$",
    re.IGNORECASE,
)
_TO_BE = re.compile(r"\b(?:be|to be|being)\s+(?:\w+ )?$", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:summit|conference|assembly|expo|exposition|anniversary|elections?|olympics|games|forum|congress|"
    r"presidency|chair(?:(?:man)?ship)?|cop ?\d+|exhibition|session|week|decade)"
    r"(?:\s+(?:\w+\s+){0,4}(?:in|on|at|of)\s+[\w ,'-]{0,30})?[,( ]*$",
    re.IGNORECASE,
)
_AHEAD_OF = r"ahead of|before|prior to|in the run-up to|in advance of|in time for"
_AHEAD = re.compile(rf"\b(?:{_AHEAD_OF}|by|until)\b", re.IGNORECASE)
_RUN_UP = re.compile(rf"\b(?:{_AHEAD_OF})\s[^,;]{{3,110}}$", re.IGNORECASE)
_MARGINS = re.compile(
    r"\b(?:at|during|margins? of|sidelines? of|alongside|on the occasion of|mark)\b", re.IGNORECASE
)
_OPENS = re.compile(r"[\W\d]*(?:\w+, )?(?:\w+ ?){0,2}$")
_LASTING = frozenset({"support", "cooperate", "other"})
"""Kinds of undertakings that an event named with its day says nothing about."""
_LONGEST_OPENING = 25
_SIDE_BY_SIDE = 15
_AFTER_JA = 12
_PAST_JA = re.compile(
    r"(?:に|で)?(?:署名|採択|開催|締結|合意|策定|発表|公表|決定|実施|設置)(?:した|された|の)"
)
# A meeting that is named with its day, or a time that something else is prepared for.
_EVENT_JA = re.compile(
    r"(?:頃|ごろ|中)?(?:に|の)?(?:[^、。]{1,20}(?:で|において))?(?:開催|実施)(?:予定の|される|が予定され)|"
    r"[^、。]{0,30}に向け|(?:が|は)[^、。]{0,30}(?:周年|に当た)|に[^、。]{0,12}を迎え|"
    r"の[^、。]{1,20}まで|[^、。]{0,30}(?:ことを目指し|できるよう)"
)


class Due(NamedTuple):
    """A due date with its place in the document, or why there is none.

    Attributes:
        window: when it is to be done; None where the text does not say, or not clearly.
        start, end: code points of the words it was read from.
        remark: what a reviewer should know.
    """

    window: Window | None
    start: int = 0
    end: int = 0
    remark: str = ""


NO_DUE = Due(None)


def due(text: str, phrases: Sequence[Phrase], at: int, reference: date, language: str, kind: str) -> Due:
    """The due date of an undertaking.

    Args:
        text: the sentence in plain characters.
        phrases: the date phrases in it, with positions in ``text``.
        at: position of the cue; a date before it counts only where it opens the sentence.
        reference: the day of the document.
        language: ``en`` or ``ja``.
        kind: the kind of undertaking; ``moved`` for a meeting put off, of which only the new time counts.
    """
    owns = _owns_ja if language == "ja" else _owns
    own = [
        _Own(phrase, phrase.meaning)
        for phrase in phrases
        if isinstance(phrase.meaning, Dated)
        and _may_be_due(text, phrase, phrase.meaning, reference)
        and owns(text, phrase, at, kind)
    ]
    if not own:
        return Due(None, remark=_unclear(phrases, at, language))
    if chosen := _within_the_others(own):
        return _by(text, chosen, _unclear(phrases, at, language))
    said = ", ".join(f"“{one.phrase.words}”" for one in own)
    return Due(None, remark=f"The sentence has more than one date ({said}); which is due, a reader decides.")


class _Own(NamedTuple):
    """A date that belongs to the undertaking."""

    phrase: Phrase
    meaning: Dated


def _by(text: str, own: _Own, remark: str) -> Due:
    """The due date as its words say it; any time until then if it is that of an event to be ahead of."""
    phrase, window = own.phrase, own.meaning.window
    if _RUN_UP.search(text[: phrase.start]):
        window = Window(f"../{window.latest.isoformat()}", window.words)
    if not own.meaning.certain:
        remark = f"“{phrase.words}” does not state the year; read from the day of the document."
    return Due(window, phrase.start, phrase.end, remark)


def _may_be_due(text: str, phrase: Phrase, meaning: Dated, reference: date) -> bool:
    """Whether a date is to come: no beginning, no duration, not given up, not of what went before."""
    lasting = meaning.role == "from" or _DURATION.match(phrase.words)
    before = text[: phrase.start]
    another = _FORMER.search(before) or _PAST_EVENT.search(before)
    return not lasting and not another and meaning.window.latest > reference


def _owns_ja(text: str, phrase: Phrase, at: int, kind: str) -> bool:
    """Whether a date belongs to the undertaking in a Japanese sentence: it stands before it."""
    if "年間" in phrase.words or (kind != "next-meeting" and _EVENT_JA.match(text, phrase.end)):
        return False
    return phrase.end <= at + _AFTER_JA and not _PAST_JA.match(text, phrase.end)


def _owns(text: str, phrase: Phrase, at: int, kind: str) -> bool:
    """Whether a date belongs to the undertaking in an English sentence, and to nothing else in it."""
    counted = phrase.words.lower().startswith("within") and _COUNTED_FROM.match(text, phrase.end)
    if counted:
        return False
    if phrase.words.lower().startswith("for ") and not _SET.search(text[: phrase.start]):
        return False
    before, next_meeting = text[: phrase.start], kind == "next-meeting"
    if phrase.end <= at:
        opens = len(before) < _LONGEST_OPENING and _OPENS.match(before) is not None
        return opens or (next_meeting and not _DEED.search(before))
    between = before[at:]
    if _ELSEWHERE.search(between) and not next_meeting:
        return False
    deed = _DEED.search(between)
    if deed and not _TO_BE.search(before[: at + deed.start()]):
        return False
    return kind not in _LASTING or not _of_an_event(between)


def _of_an_event(between: str) -> bool:
    """Whether the words before a date name an event: its day is no due date, unless that is before it."""
    return bool(_EVENT.search(between)) and not _AHEAD.search(between) and not _MARGINS.search(between)


def _within_the_others(own: Sequence[_Own]) -> _Own | None:
    """The date whose window lies in those of all others, if there is one: "in 2025, on 3 June"."""
    for one in own:
        inner = one.meaning.window
        if all(
            other.meaning.window.earliest <= inner.earliest
            and inner.latest <= other.meaning.window.latest
            and _are_together(one.phrase, other.phrase)
            for other in own
        ):
            return one
    return None


def _are_together(a: Phrase, b: Phrase) -> bool:
    """Whether two dates stand side by side, and so are of one thing."""
    return max(a.start, b.start) - min(a.end, b.end) <= _SIDE_BY_SIDE


def _unclear(phrases: Sequence[Phrase], at: int, language: str) -> str:
    """What the sentence says about the date that is no window."""
    for phrase in phrases:
        if language == "en" and phrase.end <= at:
            continue
        match phrase.meaning:
            case Undated() if not phrase.words.startswith("今後"):
                return f"“{phrase.words}”: no date can be read from that."
            case Relative(event=event):
                return f"“{phrase.words}”: the date of {event} is not stated here."
            case Unclear(why=why):
                return f"“{phrase.words}” is not understood: {why}."
    return ""
