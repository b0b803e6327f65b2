"""The meeting that a document reports or announces: its day, round, place, format, level and more."""

from servanda.documents.meeting.found import Found, Meeting, Sentence
from servanda.documents.meeting.reader import Reader

__all__ = ["Found", "Meeting", "Reader", "Sentence"]
