"""The year that was named last: what "the same year" means, and what makes a month alone doubtful."""

import re

from servanda.documents.dates.meanings import Dated, Meaning, Unclear
from servanda.documents.dates.said import Setting

_PARAGRAPH = re.compile(r"\n[^\S\n]{0,80}\n")
_REMEMBERED = 400
"""For so many characters a report goes on telling of the year that it named."""
_LONGEST_YEAR = 9999


class Named:
    """The year and the month that were named last in a text.

    Attributes:
        year: the year; None while none was named.
        month: the month; None if the last time was longer than one.
    """

    def __init__(self, text: str, setting: Setting, sentence_end: re.Pattern[str]) -> None:
        self.year: int | None = None
        self.month: int | None = None
        self._text = text
        self._setting = setting
        self._sentence_end = sentence_end
        self._at = 0

    def remember(self, meaning: Meaning, end: int) -> None:
        """Keep the year of a window that ends at a place of the text."""
        if isinstance(meaning, Dated):
            window = meaning.window
            day = window.earliest if window.latest.year == _LONGEST_YEAR else window.latest
            of_a_month = len(window.edtf.strip("./~")) >= len("2024-02")
            self.year, self.month, self._at = day.year, day.month if of_a_month else None, end

    def checked(self, meaning: Meaning, start: int) -> Meaning:
        """The meaning; unclear for a month without its year if another year was named before it."""
        if not isinstance(meaning, Dated) or meaning.certain or self.year is None:
            return meaning
        window, reference = meaning.window, self._setting.reference.year
        own = window.earliest.year if window.latest.year == _LONGEST_YEAR else window.latest.year
        exact_day = len(window.edtf) == len("2024-02-20")
        if own == self.year or exact_day or not self._still_counts(start):
            return meaning
        if self.year >= reference if self._setting.tense == "future" else self.year < reference:
            return Unclear(f"it may be of {self.year}, which is named before it, or of {own}")
        return meaning

    def _still_counts(self, start: int) -> bool:
        """Whether the year named before still counts: in its sentence, and in a report for some lines."""
        if self._setting.tense == "past":
            return start - self._at < _REMEMBERED and not _PARAGRAPH.search(self._text, self._at, start)
        return not self._sentence_end.search(self._text, self._at, start)
