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
    r"\b(?:signed|adopted|held|launched|agreed|concluded|established|announced|issued|published|made|reached|endorsed|"
    r"decided|approved|signing|inaugurated|entered into force|took place|visit|visited|started|began|created|met|outlined|"
    r"set out|laid down|elected|opened|dated|released|renewed|commenced|hosted|undertaken|conducted|completed)"
    r"(?:\s+[\w'-]+){0,6}?\s*$",
    re.IGNORECASE,
)
_DURATION = re.compile(r"over|for the (?:next|coming)|throughout", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\b(?:adding|saying|noting|while|whose|which|who)\b|;", re.IGNORECASE)
_COUNTED_FROM = re.compile(
    r"\s+(?:of|after|from|following|upon)\s+(?!the (?:meeting|dialogue|consultations|signing))", re.IGNORECASE
)
_FORMER = re.compile(r"\b(?:initially|originally|instead of|previously)\b[^,;]{0,40}$", re.IGNORECASE)
_SET = re.compile(r"\b(?:scheduled|set|planned|slated|due|foreseen|envisaged|fixed|expected|arranged|tentatively|proposed|earmarked)\s*$", re.IGNORECASE)
_TO_BE = re.compile(r"\b(?:be|to be|being)\s+(?:\w+ )?$", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:summit|conference|assembly|expo|exposition|anniversary|elections?|olympics|games|forum|congress|presidency|"
    r"chair(?:man)?ship|cop ?\d+|exhibition|session|week|decade)(?:\s+(?:\w+\s+){0,4}(?:in|on|at|of)\s+[\w ,'-]{0,30})?[,( ]*$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:ahead of|before|prior to|in the run-up to|in advance of|by|until|in time for)\b", re.IGNORECASE
)
_RUN_UP = re.compile(
    r"\b(?:ahead of|before|prior to|in the run-up to|in advance of|in time for)\s[^,;]{3,110}$", re.IGNORECASE
)
_MARGINS = re.compile(
    r"\b(?:at|during|margins? of|sidelines? of|alongside|on the occasion of|mark|during)\b", re.IGNORECASE
)
_PAST_JA = re.compile(
    r"(?:に|で)?(?:署名|採択|開催|締結|合意|策定|発表|公表|決定|実施|設置)(?:した|された|の)"
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
        kind: the kind of undertaking.
    """
    remark = _unclear(phrases, at, language)
    own = [
        phrase
        for phrase in phrases
        if isinstance(phrase.meaning, Dated) and _is_own(text, phrase, at, reference, language, kind)
    ]
    if not own:
        return Due(None, remark=remark)
    windows = {phrase.meaning.window.edtf for phrase in own if isinstance(phrase.meaning, Dated)}
    chosen = own[0]
    if len(windows) > 1:
        narrowest = _within_the_others(own)
        if narrowest is None:
            said = ", ".join(f"“{phrase.words}”" for phrase in own)
            return Due(
                None, remark=f"The sentence has more than one date ({said}); which is due, a reader decides."
            )
        chosen = narrowest
    if not isinstance(chosen.meaning, Dated):  # pragma: no cover  own holds no others
        return NO_DUE
    window = chosen.meaning.window
    if _ahead_of_event(text, chosen):
        window = Window(f"../{window.latest.isoformat()}", window.words)
    if not chosen.meaning.certain:
        remark = f"“{chosen.words}” does not state the year; read from the day of the document."
    return Due(window, chosen.start, chosen.end, remark)


def _is_own(text: str, phrase: Phrase, at: int, reference: date, language: str, kind: str) -> bool:
    meaning = phrase.meaning
    if not isinstance(meaning, Dated) or meaning.role == "from" or meaning.window.latest <= reference:
        return False
    if phrase.words.lower().startswith("for ") and not _SET.search(text[: phrase.start]):
        return False
    if _DURATION.match(phrase.words) or _FORMER.search(text[: phrase.start]):
        return False
    next_meeting = kind == "next-meeting"
    if (
        language == "en"
        and phrase.words.lower().startswith("within")
        and _COUNTED_FROM.match(text, phrase.end)
    ):
        return False
    if language == "ja":
        return phrase.end <= at + 12 and not _PAST_JA.match(text, phrase.end)
    before = text[: phrase.start]
    if phrase.end <= at:
        opens = (
            re.match(r"[\W\d]*(?:\w+, )?(?:\w+ ?){0,2}$", before[-(phrase.start) :]) is not None
            and len(before) < 25
        )
        return opens or (next_meeting and not _DEED.search(before))
    if _ELSEWHERE.search(before[at:]) and not next_meeting:
        return False
    deed = _DEED.search(before[at:] if len(before) > at else "")
    if deed and not _TO_BE.search(before[: at + deed.start()]):
        return False
    event = _EVENT.search(before[at:])
    return not (
        event
        and kind in ("support", "cooperate", "other")
        and not _AHEAD.search(before[at:])
        and not _MARGINS.search(before[at:])
    )


def _within_the_others(own: Sequence[Phrase]) -> Phrase | None:
    """The phrase whose window lies in those of all others, if there is one: "in 2025, on 3 June"."""
    for one in own:
        if isinstance(one.meaning, Dated) and all(
            isinstance(other.meaning, Dated)
            and other.meaning.window.earliest <= one.meaning.window.earliest
            and one.meaning.window.latest <= other.meaning.window.latest
            for other in own
        ):
            return one
    return None


def _ahead_of_event(text: str, phrase: Phrase) -> bool:
    """Whether the date is that of an event before which it is to be done."""
    before = text[: phrase.start]
    return _RUN_UP.search(before) is not None


def _unclear(phrases: Sequence[Phrase], at: int, language: str) -> str:
    """What the sentence says about the date that is no window."""
    for phrase in phrases:
        if language == "en" and phrase.end <= at:
            continue
        match phrase.meaning:
            case Undated():
                return f"“{phrase.words}”: no date can be read from that."
            case Relative(event=event):
                return f"“{phrase.words}”: the date of {event} is not stated here."
            case Unclear(why=why):
                return f"“{phrase.words}” is not understood: {why}."
    return ""
