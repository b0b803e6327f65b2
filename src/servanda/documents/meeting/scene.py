"""The sentences of a document around its meeting, as the readers of its values see them."""

import re
from collections.abc import Sequence
from datetime import date

from servanda.documents.dates import Dated, Phrase, Tense, phrases
from servanda.documents.meeting.found import Sentence
from servanda.documents.spoken import Spoken
from servanda.events.window import Window

_OPENING = 14
_DAYS = re.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")
LONGEST = 21
"""Days that a meeting lasts at most."""
RECENT = 400
"""A meeting that was held longer ago than so many days is not the one a document reports."""


class Scene:
    """A document, its sentences, and the day it was published.

    Args:
        plain: the text in plain characters.
        language: ``en`` or ``ja``.
        names: the names in the document.
        reference: the day of publication.
        sentences: its sentences in order.
        dateline: the code points of the day of publication, which is no day of the meeting.
    """

    def __init__(
        self,
        plain: str,
        language: str,
        names: Spoken,
        reference: date,
        sentences: Sequence[Sentence],
        dateline: tuple[int, int] = (0, 0),
    ) -> None:
        self.plain = plain
        self.language = language
        self.names = names
        self.reference = reference
        self.sentences = sentences
        self.dateline = dateline
        self.opening = [one for one in sentences if one.block.kind != "closing"][:_OPENING]
        self.titles = [one for one in sentences if one.is_title]

    @property
    def japanese(self) -> bool:
        """Whether the document is in Japanese."""
        return self.language == "ja"

    def said(self, one: Sentence) -> str:
        """A sentence in plain characters."""
        return self.plain[one.start : one.end]

    def dates(self, one: Sentence, tense: Tense) -> list[Phrase]:
        """The date phrases of a sentence, that of the publication aside."""
        first, last = self.dateline
        return [
            phrase
            for phrase in phrases(self.said(one), self.language, self.reference, tense=tense)
            if not (one.start + phrase.start < last and first < one.start + phrase.end)
        ]

    def days(self, one: Sentence, tense: Tense) -> list[tuple[Phrase, Window]]:
        """The phrases of a sentence that name days, or a range of a few, with their windows."""
        found = [
            (phrase, phrase.meaning.window)
            for phrase in self.dates(one, tense)
            if isinstance(phrase.meaning, Dated)
        ]
        return [
            (phrase, window)
            for phrase, window in found
            if _DAYS.fullmatch(window.edtf) and (window.latest - window.earliest).days <= LONGEST
        ]
