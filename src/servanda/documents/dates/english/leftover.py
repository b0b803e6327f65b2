"""English phrases that are plainly about time and that no rule understands."""

from servanda.documents.dates.english.tokens import Phrases, Tokens
from servanda.documents.dates.english.words import ORDINALS, UNITS, table, words
from servanda.documents.dates.english.years import any_year
from servanda.documents.dates.meanings import Unclear

_FEASTS = words(
    "christmas easter ramadan eid diwali deepavali michaelmas thanksgiving hanukkah passover "
    "pentecost nowruz "
    "songkran tet vesak whitsun lent advent hajj muharram shawwal rajab shaaban sha'ban holi dussehra onam "
    "newroz yuletide"
)
_YEARS = 1000
_HIJRI = words(
    "muharram safar rabi rabi' jumada rajab shaaban sha'ban shaban ramadan shawwal dhu dhul zul zulhijjah"
)
_FEAST_WORDS = Phrases(
    table(
        {
            True: (
                "lunar new year | chinese new year | golden week | new year's day | new year's eve | "
                "the new year | eid al"
            )
        }
    )
)
_BEFORE = words("before by after until till around at during for next this last since prior in within")
_UNIT_WORDS = frozenset(UNITS) | words(
    "quarter quarters century centuries era eras semester semesters trimester trimesters term terms"
)
_ORDINAL = frozenset(ORDINALS) | words("last final next coming following")
_NOT_AFTER_FIXED = frozenset(UNITS) | {"of"}
_FIXED = table(
    {
        "it may be the end of one year or the beginning of the next": (
            "at the turn of the year | around the turn of the year | by the turn of the year | over "
            "the turn of the year"
        ),
        "it may be the calendar year or twelve months": (
            "during the year | in the year | in the course of the year | over the course of the year"
        ),
        "it may be this calendar year or twelve months": "within the year",
        "it may be this month or a month from now": "within the month",
        "it may be this week or a week from now": "within the week",
        "it is not said in which year the decade ends": "by the end of the decade",
    }
)

_FIXED_PHRASES = Phrases(_FIXED)


def leftover(t: Tokens, at: int) -> tuple[Unclear, int] | None:
    """A phrase that plainly says a time, with the reason why it has no window."""
    fixed = _FIXED_PHRASES.at(t, at)
    if fixed and t.low[fixed[1]] not in _NOT_AFTER_FIXED:
        return Unclear(fixed[0]), fixed[1]
    return _feast(t, at) or _other_calendar(t, at) or _era(t, at) or _ordinal_and_unit(t, at)


def _feast(t: Tokens, at: int) -> tuple[Unclear, int] | None:
    if t.low[at] not in _BEFORE:
        return None
    start = t.skip(t.skip(at + 1, "to"), "the", "next", "this", "last")
    if feast := _FEAST_WORDS.at(t, start):
        return Unclear("the day of the feast is not worked out"), feast[1]
    if (
        t.low[start] in _FEASTS
        and t.capitalised(start)
        and t.low[start + 1] not in {"island", "islands", "partnership"}
    ):
        return Unclear("the day of the feast is not worked out"), start + 1 + (
            t.number(start + 1) is not None
        )
    return None


def _other_calendar(t: Tokens, at: int) -> tuple[Unclear, int] | None:
    """15 Ramadan 1445."""
    if t.number(at) is None or t.low[at + 1] not in _HIJRI or not t.capitalised(at + 1):
        return None
    for place in range(at + 2, at + 6):
        if (t.number(place) or 0) > _YEARS:
            return Unclear("the year is of another calendar"), place + 1
    return None


def _era(t: Tokens, at: int) -> tuple[Unclear, int] | None:
    start = t.skip(at + 1, "the")
    named = t.capitalised(start) or t.low[start] in {"20th", "21st", "19th", "twentieth", "twenty"}
    if (
        t.low[at] in {"in", "during", "within", "throughout"}
        and named
        and t.low[start + 1] in {"era", "century"}
    ):
        return Unclear("an era or a century is no date"), start + 2
    return None


def _ordinal_and_unit(t: Tokens, at: int) -> tuple[Unclear, int] | None:
    """In the first hundred days · by the third month · in its second year."""
    first_day = ("on", "the", "first", "day", "of", "the")
    if t.says(at, *first_day) and t.low[at + 6] in _ORDINAL and t.low[at + 7] in _UNIT_WORDS:
        return Unclear("it is not said from which day it is counted"), at + 8
    if t.low[at] not in {"in", "within", "by", "during", "before", "after", "until", "over"}:
        return None
    start = t.skip(at + 1, "the", "its", "their", "our")
    if start == at + 1 or t.low[start] not in _ORDINAL:
        return None
    for place in range(start + 1, start + 4):
        if t.low[place] in _UNIT_WORDS:
            of = any_year(t, place + 2) if t.low[place + 1] == "of" else None
            return Unclear("it is not said from which day it is counted"), of[1] if of else place + 1
        if not t.low[place].isalnum():
            return None
    return None
