"""How often the dialogue meets, where a sentence about its meetings says so."""

import re
from collections.abc import Iterator

from servanda.documents.dates import Phrase, Recurring
from servanda.documents.drafting.drafted import Evidence, Proposal
from servanda.documents.drafting.page import Page
from servanda.documents.flat import flat, word_set

_SERIES = word_set(
    "workshop committee commission group forum council seminar partnership talks conference summit "
    "negotiations dialogue consultations"
)
_ALWAYS = frozenset({"meeting", "meetings", "dialogue", "consultations", "rounds", "session", "sessions"})
_MEETS = re.compile(
    r"\b(?:held|meet|meets|convene[sd]?|takes? place|hosted|alternat\w+|rotat\w+|organi[sz]ed)\b"
)
_OTHER = re.compile(
    r"\b(?:report|publish|training|exercise|data|statistics|task force|steering group|officials|"
    r"working group)\b"
)
_MEETS_JA = re.compile(r"開催|会合|対話|協議")
_AFTER = 40


def cadences(page: Page, name: str, occurred: str) -> Iterator[Proposal]:
    """The rhythm of the dialogue, at most one.

    Args:
        page: the document.
        name: the name of the dialogue.
        occurred: EDTF of the meeting at which it was stated.
    """
    meets = _MEETS_JA if page.language == "ja" else _MEETS
    for one in page.prose:
        for phrase in page.dates(one) if meets.search(page.said(one).lower()) else ():
            rhythm = phrase.meaning
            if not isinstance(rhythm, Recurring) or not _of_the_dialogue(page, page.said(one), phrase, name):
                continue
            data = {
                "times": rhythm.times,
                "per": rhythm.per,
                "every": rhythm.every,
                "occurred": {"edtf": occurred},
            }
            said = Evidence("times", one.start + phrase.start, one.start + phrase.end)
            yield Proposal("cadence-agreed", data, (said,), (one.start, one.end), one.block.topic)
            return


def _of_the_dialogue(page: Page, sentence: str, phrase: Phrase, name: str) -> bool:
    """Whether a rhythm is that of the dialogue's own meetings."""
    if page.language == "ja":
        return True
    around = sentence[: phrase.end + _AFTER].lower()
    named = flat(name).lower()
    own = _ALWAYS | (_SERIES & set(re.findall(r"[a-z]{4,}", named)))
    who = rf"\b(?:{'|'.join(sorted(own))}|they|the two (?:sides|ministers|countries)|both sides)\b"
    if not re.search(who, around) or not _MEETS.search(around):
        return False
    return not _OTHER.search(around.replace(named, "") if named else around)
