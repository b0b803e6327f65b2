"""Which sentence tells of the meeting, and whether it was held or is to come."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from servanda.documents.dialogues import Name
from servanda.documents.meeting.found import HELD, SCHEDULED, MeetingType, Sentence
from servanda.documents.meeting.scene import RECENT, Scene
from servanda.documents.ordinals import ordinals

NOUNS = (
    r"(?:meetings?|rounds?|sessions?|dialogues?|consultations?|talks|workshop|forum|summit|conference|"
    r"committee|commission|council|edition|group|seminar|roundtable|negotiations|review|symposium|"
    r"partnership|plenary)"
)
HELD_VERB = re.compile(
    r"\b(?:(?:was|were|has been|have been) (?:\w+ )?(?:held|convened|hosted|organi[sz]ed|conducted)|"
    r"held|took place|met|convened|co-chaired|gathered|hosted|concluded|wrapped up|came together|"
    r"conducted|reconvened|opened|chaired|ended|closed|co-hosted|brought together)\b",
    re.IGNORECASE,
)
COMING_VERB = re.compile(
    r"\b(?:(?:will|is to|are to|shall) (?:\w+ )?(?:be held|take place|hold|host|meet|convene|be hosted|"
    r"be convened|co-chair|co-host|organi[sz]e|gather|open|travel|visit)|"
    r"(?:is|are) (?:scheduled|set|due|planned|expected|to be)|to be held)\b",
    re.IGNORECASE,
)
HELD_VERB_JA = re.compile(
    r"(?:開催|実施|行|開か|行わ)(?:し|れ)?(?:ま|た|まし|いまし|った|れた|れまし)|会談し|会談を行|"
    r"しました|されました|した。"
)
COMING_VERB_JA = re.compile(
    r"開催(?:し|され)ます|開催する(?:こと|予定|。|$)|開催予定|行います|予定です|お知らせ"
)
OTHER_MEETING = re.compile(
    r"\b(?:next|that meeting|following|previous|last|upcoming|subsequent)\b|次回|前回|来年", re.IGNORECASE
)
FIELD = re.compile(
    r"^(?P<name>date(?: and (?:time|place|venue))?|when|dates|日時|日程|開催日時?|開催日程|期日|日 ?時|"
    r"日 ?程)\s*[:;：　 ]\s*(?=\S)",
    re.IGNORECASE,
)
_IN_TITLE = re.compile(
    r"\b(?:holds?|concludes?|convenes?|meets?|hosts?|ends?|closes?|wraps? up|held|concluded|met|"
    r"launch(?:es)?)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\b(?:will|to) (?:be )?$", re.IGNORECASE)
_ABOUT_FIELD = re.compile(
    r"(?:format|mode|modality|開催方法|開催形式|形式|場所|方法|場 ?所|venue|place|location)\s*[:：]",
    re.IGNORECASE,
)
_ABOUT_ITSELF = re.compile(
    r"\b(?:the|this|these) (?:\w+ )?(?:meeting|consultations?|dialogue|session|round|workshop|talks|forum)\b"
    r"[^.]{0,40}\b(?:was|were|took place|held)\b",
    re.IGNORECASE,
)
_EARLY = 10
_AFTER = 3
_FIRST = 4


class Telling(NamedTuple):
    """The sentence that tells of the meeting, and those about it: the title, its neighbours."""

    type: MeetingType
    sentence: Sentence
    about: list[Sentence]


def telling(scene: Scene, name: Name | None) -> Telling | None:
    """The sentence that reports or announces the meeting; None where none does."""
    best = _likeliest(scene, name, HELD)
    ahead = _likeliest(scene, name, SCHEDULED)
    fields = any(FIELD.match(scene.said(one)) for one in scene.opening)
    if max(best[0], ahead[0]) <= 1 and not fields:
        return None
    comes = ahead[0] > best[0] or (best[0] <= 1 and (ahead[0] > 1 or _announces(scene)))
    sentence = (ahead[1] or scene.opening[0]) if comes else best[1]
    if sentence is None:
        return None
    return Telling(SCHEDULED if comes else HELD, sentence, _about(scene, sentence))


def verb(scene: Scene, one: Sentence, type_: MeetingType) -> re.Match[str] | None:
    """The verb of a sentence that says that a meeting was held, or is to come."""
    said = scene.said(one)
    if scene.japanese:
        return (HELD_VERB_JA if type_ == HELD else COMING_VERB_JA).search(said)
    if type_ == HELD:
        return (_IN_TITLE if one.block.kind in ("title", "heading") else HELD_VERB).search(said)
    return COMING_VERB.search(said)


def _likeliest(scene: Scene, name: Name | None, type_: MeetingType) -> tuple[float, Sentence | None]:
    weighed = [(_weight(scene, place, one, name, type_), one) for place, one in enumerate(scene.opening)]
    return max(weighed, key=lambda pair: pair[0], default=(0, None))


def _weight(scene: Scene, place: int, one: Sentence, name: Name | None, type_: MeetingType) -> float:
    """How likely a sentence is to report or announce the meeting; 0 if it does not."""
    said = scene.said(one)
    found = verb(scene, one, type_)
    if not found or (one.block.kind == "item" and place > _EARLY):
        return 0
    days = has_days(scene, one, type_)
    near = said[max(found.start() - 120, 0) : found.start() + 60]
    if OTHER_MEETING.search(near) and not (days and type_ == HELD):
        return 0
    if type_ == HELD and _TO_COME.search(said[: found.start()]):
        return 0
    weight = 1 + 2 * days + bool(name and name.words[:18].lower() in said.lower())
    weight += next(ordinals(said, scene.language), None) is not None
    weight += scene.japanese or re.search(NOUNS, said, re.IGNORECASE) is not None
    weight += (one.block.kind == "paragraph") - (one.block.kind in ("title", "heading"))
    return weight - (one.block.topic != "") - place / 20


def has_days(scene: Scene, one: Sentence, type_: MeetingType) -> bool:
    """Whether a sentence names days on the right side of the publication."""
    if type_ == HELD:
        return any(
            window.earliest <= scene.reference and (scene.reference - window.latest).days < RECENT
            for _, window in scene.days(one, "past")
        )
    return any(window.latest >= scene.reference for _, window in scene.days(one, "future"))


def _announces(scene: Scene) -> bool:
    pattern = COMING_VERB_JA if scene.japanese else COMING_VERB
    return any(pattern.search(scene.said(one)) for one in scene.opening[:_FIRST])


def _about(scene: Scene, main: Sentence) -> list[Sentence]:
    place = scene.sentences.index(main)
    heads = [one for one in scene.sentences[:place] if one.block.kind in ("title", "heading")]
    after = [
        one
        for one in scene.sentences[place + 1 : place + 1 + _AFTER]
        if not one.block.topic or one.block.topic == main.block.topic
    ]
    near = [*heads, main, *after]
    return [*near, *(one for one in scene.sentences if one not in near and _is_about(scene, one))]


def _is_about(scene: Scene, one: Sentence) -> bool:
    said = scene.said(one)
    if one.block.kind == "closing":
        return False
    return one.is_title or _ABOUT_FIELD.match(said) is not None or _ABOUT_ITSELF.search(said) is not None


def ordered(scene: Scene, first: Sequence[Sentence]) -> list[Sentence]:
    """Some sentences, then those with which the document begins, each once."""
    return list(dict.fromkeys([*first, *scene.opening[:_EARLY]]))
