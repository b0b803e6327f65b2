"""Reads the meeting of a document from its sentences."""

import re

from servanda.documents.dialogues import Name
from servanda.documents.flat import shown
from servanda.documents.meeting.day import day
from servanda.documents.meeting.format import format_of
from servanda.documents.meeting.found import HELD, Found, Meeting, Sentence
from servanda.documents.meeting.level import level
from servanda.documents.meeting.place import hosts, place
from servanda.documents.meeting.scene import Scene
from servanda.documents.meeting.telling import NOUNS, OTHER_MEETING, Telling, telling
from servanda.documents.ordinals import Ordinal, ordinals

_ORDINAL_OF = re.compile(
    rf"^(?:\)|[\w\s.,'&/()+-]){{0,90}}?\b{NOUNS}\b|^ (?:in|of) (?:the|this|its) series\b", re.IGNORECASE
)
_BY_NOUN = re.compile(r"(?:round|session|meeting)", re.IGNORECASE)
_TO_HOLD = re.compile(r"\bto (?:hold|host|convene|organi[sz]e) (?:the |a |its |their )?$", re.IGNORECASE)
_FIRST = 8
_BEFORE = 40
_NEAR = 20
_LONGEST_NAME = 120


class Reader:
    """Reads the meeting of one document."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def meeting(self, name: Name | None) -> Meeting | None:
        """The meeting, or None where the document speaks of none.

        Args:
            name: the name of the dialogue, where the document has one.
        """
        scene = self._scene
        told = telling(scene, name)
        if told is None:
            return None
        where, country = place(scene, told)
        return Meeting(
            told.type,
            day(scene, told),
            self._round(told, name),
            format_of(scene, told, placed=where is not None),
            where,
            country,
            level(scene, told, name),
            hosts(scene, told),
            self._bodies(told.sentence),
            (told.sentence.start, told.sentence.end),
        )

    def _round(self, told: Telling, name: Name | None) -> Found | None:
        scene = self._scene
        for one in [*scene.titles, told.sentence, *scene.sentences[:_FIRST]]:
            said = scene.said(one)
            for ordinal in ordinals(said, scene.language):
                if self._numbers_meeting(said, ordinal) and not _is_to_come(told, said[: ordinal.start]):
                    return Found(ordinal.number, one.start + ordinal.start, one.start + ordinal.end)
        if name and name.ordinal and not _is_to_come(told, scene.plain[: name.ordinal.start][-_BEFORE:]):
            return Found(name.ordinal.number, name.ordinal.start, name.ordinal.end)
        return None

    def _numbers_meeting(self, said: str, ordinal: Ordinal) -> bool:
        """Whether an ordinal numbers this meeting, and no other one or another thing."""
        if OTHER_MEETING.search(said[max(ordinal.start - _NEAR, 0) : ordinal.start]):
            return False
        own, after = said[ordinal.start : ordinal.end], said[ordinal.end :]
        in_brackets = said[: ordinal.start].endswith("(") and after.startswith(")")
        return (
            self._scene.japanese
            or in_brackets
            or _ORDINAL_OF.match(after) is not None
            or _BY_NOUN.match(own) is not None
        )

    def _bodies(self, sentence: Sentence) -> tuple[Found, ...]:
        found: dict[str, Found] = {}
        for mention in self._scene.names.bodies(self._scene.said(sentence)):
            start, end = sentence.start + mention.start, sentence.start + mention.end
            name = shown(mention.code)
            if 0 < len(name) <= _LONGEST_NAME:
                found.setdefault(name, Found(name, start, end))
        return tuple(found.values())


def _is_to_come(told: Telling, before: str) -> bool:
    """Whether the words before an ordinal agree "to hold the" round: it is none that was held."""
    return told.type == HELD and _TO_HOLD.search(before) is not None
