"""Dates in words, English and Japanese, read to windows against a reference day.

What is not understood, or may mean more than one thing, is said to be so: a wrong window is worse
than none. Rules only: no clock, no network; the standard library and `servanda.events.window`.
"""

from servanda.documents.dates.meanings import Dated, Meaning, Phrase, Recurring, Relative, Unclear, Undated
from servanda.documents.dates.reading import phrases
from servanda.documents.dates.said import Tense

__all__ = [
    "Dated",
    "Meaning",
    "Phrase",
    "Recurring",
    "Relative",
    "Tense",
    "Unclear",
    "Undated",
    "phrases",
]
