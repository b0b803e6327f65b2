"""Phrases about time in a text of either language."""

from datetime import date

from servanda.documents.dates.english.phrases import phrases as in_english
from servanda.documents.dates.japanese.phrases import phrases as in_japanese
from servanda.documents.dates.meanings import Phrase
from servanda.documents.dates.said import Setting, Tense

_EARLIEST, _LATEST = 1000, 9000


def phrases(
    text: str,
    language: str,
    reference: date,
    *,
    counted_from: date | None = None,
    fiscal: int | None = None,
    tense: Tense = "future",
) -> list[Phrase]:
    """Every phrase about time in a text, in order; none overlaps another.

    Args:
        text: the text, of any length; a sentence is read as in its text only if the year that
            "the same year" refers to stands in it as well.
        language: ``en`` or ``ja``.
        reference: the day of publication, against which "this year" and "Thursday" are read.
        counted_from: the day from which "within six months" counts: the meeting, if its day is known.
        fiscal: the month in which the fiscal year of the speaker begins; in Japanese text 4 if not given.
        tense: whether a date without a year is the latest one (``past``: the report of a meeting
            that was held) or the next one (``future``: an announcement or an undertaking), where the
            words beside it do not tell, as in "signed in May" and "will be held in May".

    Raises:
        ValueError: another language, or a day of publication before the year 1000 or after 9000.
    """
    if language not in {"en", "ja"}:
        msg = f"dates are read in English (en) and Japanese (ja), not in {language!r}"
        raise ValueError(msg)
    if not all(_EARLIEST <= day.year <= _LATEST for day in (reference, counted_from or reference)):
        msg = f"dates are read against days of the years {_EARLIEST} to {_LATEST}"
        raise ValueError(msg)
    japanese = language == "ja"
    setting = Setting(reference, counted_from or reference, fiscal or (4 if japanese else None), tense)
    return in_japanese(text, setting) if japanese else in_english(text, setting)
