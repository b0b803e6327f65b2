"""When the meeting was held, or is to be."""

import re
from datetime import timedelta

from servanda.documents.dates import Dated, Phrase, Tense
from servanda.documents.meeting.found import HELD, Found, Sentence
from servanda.documents.meeting.scene import LONGEST, RECENT, Scene
from servanda.documents.meeting.telling import (
    COMING_VERB,
    FIELD,
    HELD_VERB,
    HELD_VERB_JA,
    Telling,
    ordered,
)
from servanda.events.window import Window

_OVER = re.compile(r"\b(?:concluded|ended|closed|wrapped up|came to an end|concludes)\b", re.IGNORECASE)
_BEGAN = re.compile(r"\b(?:began|begun|opened|started|kicked off|commenced)\b", re.IGNORECASE)
_LASTED = re.compile(
    r"\b(?:lasted|ran for|over) (?P<days>two|three|four|five) days\b|\b(?P<long>two|three|four|five)-day\b",
    re.IGNORECASE,
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_LATELY = 45
_SENTENCES_ON = 6


def day(scene: Scene, told: Telling) -> Found | None:
    """The day or days of the meeting as a `Window`; a longer time where the text is no more exact."""
    tense: Tense = "past" if told.type == HELD else "future"
    likely = _likely(scene, told)
    for within in (_LATELY, RECENT):
        for one in likely:
            found = [pair for pair in scene.days(one, tense) if _plausible(scene, told, *pair, within)]
            if found:
                phrase, window = min(found, key=lambda pair: _distance(scene, one, pair[0]))
                whole = _from_its_beginning(scene, window, one)
                return Found(whole, one.start + phrase.start, one.start + phrase.end)
    return _some_time(scene, told)


def _likely(scene: Scene, told: Telling) -> list[Sentence]:
    """The sentences in the order in which they are asked for the day."""
    fields = [one for one in scene.opening if FIELD.match(scene.said(one))]
    pattern = HELD_VERB_JA if scene.japanese else HELD_VERB
    verbs = [one for one in scene.opening if told.type != HELD or pattern.search(scene.said(one))]
    text = [one for one in verbs if not one.is_title]
    return ordered(scene, [*fields, told.sentence, *text, *scene.titles])


def _plausible(scene: Scene, told: Telling, phrase: Phrase, window: Window, within: int = RECENT) -> bool:
    if told.type != HELD:
        return window.latest >= scene.reference
    since = isinstance(phrase.meaning, Dated) and phrase.meaning.role == "from"
    if since and window.earliest == window.latest:
        return False
    return window.earliest <= scene.reference and (scene.reference - window.latest).days < within


def _distance(scene: Scene, one: Sentence, phrase: Phrase) -> int:
    """How far a phrase stands from the verb of its sentence."""
    said = scene.said(one)
    verb = (HELD_VERB_JA if scene.japanese else HELD_VERB).search(said) or COMING_VERB.search(said)
    at = verb.start() if verb else 0
    return min(abs(phrase.start - at), abs(phrase.end - at))


def _some_time(scene: Scene, told: Telling) -> Found | None:
    """The month or the like that the sentence names instead of a day."""
    one = told.sentence
    for phrase in scene.dates(one, "past" if told.type == HELD else "future"):
        meaning = phrase.meaning
        if not isinstance(meaning, Dated) or meaning.role == "from":
            continue
        if _plausible(scene, told, phrase, meaning.window):
            return Found(meaning.window, one.start + phrase.start, one.start + phrase.end)
    return None


def _from_its_beginning(scene: Scene, last: Window, one: Sentence) -> Window:
    """The window of a meeting that "concluded today" from its first day on, where that is said."""
    if last.earliest != last.latest or not _OVER.search(scene.said(one)):
        return last
    place = scene.opening.index(one) if one in scene.opening else 0
    for other in scene.opening[place : place + _SENTENCES_ON]:
        said = scene.said(other)
        for _, first in scene.days(other, "past") if _BEGAN.search(said) else ():
            if 0 < (last.latest - first.earliest).days <= LONGEST:
                return Window(f"{first.earliest.isoformat()}/{last.edtf}")
        if match := _LASTED.search(said):
            days = _COUNTS[(match["days"] or match["long"]).lower()]
            return Window(f"{(last.latest - timedelta(days=days - 1)).isoformat()}/{last.edtf}")
    return last
