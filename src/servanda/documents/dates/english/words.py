"""The English words of the calendar, as tables."""

from collections.abc import Mapping
from typing import TypeVar

Value = TypeVar("Value")


def listed(text: str) -> list[str]:
    """The words of a text, in their order."""
    return text.split()


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


def table(groups: Mapping[Value, str]) -> dict[tuple[str, ...], Value]:
    """Runs of words with what they mean, from the runs of each meaning, parted by bars."""
    return {tuple(run.split()): value for value, runs in groups.items() for run in runs.split(" | ")}


_MONTHS = listed("january february march april may june july august september october november december")
MONTHS = {name: number for number, name in enumerate(_MONTHS, 1)}
SHORT_MONTHS = {name[:3]: number for name, number in MONTHS.items() if name != "may"} | {"sept": 9}
ONLY_CAPITALISED = frozenset({"march", "may", "august"}) | frozenset(SHORT_MONTHS)
"""Months that are other words when written small."""

_WEEKDAYS = listed("monday tuesday wednesday thursday friday saturday sunday")
WEEKDAYS = {name: number for number, name in enumerate(_WEEKDAYS)}
SHORT_WEEKDAYS = {name[:3]: number for name, number in WEEKDAYS.items()}
SHORT_WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
NAMED_DAYS = words("good black easter bloody cyber ash holy palm super red blue")
"""Words before a weekday with which it is a name, as in the Good Friday Agreement."""

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
NOT_AFTER_SEASONS = words(
    "meeting meetings session sessions festival school schools olympics olympic games water term "
    "semester forum university college conference summit line back short behind apart"
)
BREAKS = words("break breaks recess holiday holidays vacation pause")

_ORDINALS = listed("first second third fourth fifth sixth seventh eighth ninth tenth")
ORDINALS = {name: number for number, name in enumerate(_ORDINALS, 1)}
ORDINALS |= {"eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15}
ORDINALS |= {"sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20}
ORDINALS |= {"thirtieth": 30}

_NUMBERS = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
NUMBERS = {name: number for number, name in enumerate(_NUMBERS)}
TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBERS |= TENS | {"a": 1, "an": 1, "hundred": 100}

UNITS = {
    name + plural: unit
    for name, unit in {
        "day": "day",
        "week": "week",
        "month": "month",
        "year": "year",
        "decade": "decade",
    }.items()
    for plural in ("", "s")
} | {"hour": "hour", "hours": "hour", "fortnight": "fortnight", "fortnights": "fortnight"}

THIS = {
    "this": "this",
    "current": "this",
    "present": "this",
    "next": "next",
    "last": "last",
    "previous": "last",
    "coming": "coming",
    "upcoming": "coming",
    "forthcoming": "coming",
    "past": "past",
}

QUARTERS = {1: 33, 2: 34, 3: 35, 4: 36}
HALVES = {1: 40, 2: 41}

COUNTED = words(
    "participants people persons projects companies students officials delegates million billion trillion "
    "percent per kilometres kilometers km miles mw gw units copies tonnes tons countries representatives "
    "experts households jobs schools villages hours hrs hrs. gmt utc jst visitors attendees members meters "
    "metres square euros dollars yen pounds business"
)
"""Nouns after a number that make it a count, or a time of day, rather than a year."""
OF_A_YEAR = words(
    "level levels baseline baselines edition editions version versions prices dollars values budget "
    "agenda strategy vision plan report summit framework roadmap programme program agreement declaration "
    "convention protocol act census expo olympics olympic games cup review action work white "
    "ministerial conference joint presidency election elections edition target targets goals ndc ndcs"
)
"""Nouns after a year that make it their attribute, as in "from 2005 levels"."""

PARTS = table(
    {
        "early": (
            "early | early in | early on in | beginning of | start of | outset of | early part of | "
            "first part of | early days of | early months of"
        ),
        "mid": "mid | mid - | middle of | mid point of | middle part of",
        "late": (
            "late | late - | late in | latter part of | later part of | last part of | final months "
            "of | closing months of"
        ),
        "end": "end | end - | end of | close of",
        "second half": "latter half of",
        "rest": "remainder of | rest of | later | later in | later on in | balance of",
        "gone": "earlier | earlier in",
    }
)

RELATIONS = table(
    {
        "in": (
            "in | during | throughout | over | across | sometime in | some time in | sometime | in "
            "the course of | during the course of | over the course of | in the period | during the "
            "period | for the period | over the period | in the period of | for the period of | in "
            "the years | for the years | during the years | scheduled for | planned for | slated for "
            "| set for"
        ),
        "about": (
            "in around | in or around | in or about | on or around | on or about | around | about | "
            "circa | roughly | approximately | sometime around"
        ),
        "on": (
            "on | on the morning of | in the morning of | on the afternoon of | in the afternoon of | "
            "on the evening of | in the evening of | on the night of | in the night of"
        ),
        "at": "at",
        "for": "for",
        "within": "within | within the course of | inside",
        "by": (
            "by | by no later than | by not later than | by the latest in | by the latest by | at the "
            "latest by | at the latest in | at latest by | at the latest on | up to | no later than | "
            "not later than | on or before | in or before"
        ),
        "until": "until | till | up until | up till",
        "through": "through | up through",
        "before": "before | prior to | ahead of | in advance of | earlier than",
        "from": (
            "from | since | as of | as from | starting | starting in | starting on | starting from | "
            "starting with | starting as of | beginning | beginning in | beginning on | beginning "
            "from | beginning with | commencing | commencing in | commencing on | commencing from | "
            "effective | effective from | effective on | effective as of | with effect from | on or "
            "after | no earlier than | not earlier than | no sooner than | not before | as early as"
        ),
        "after": "after | later than",
        "beyond": "beyond",
        "by about": "by around | by about | by approximately",
        "from about": "from around | from about",
        "between": "between",
        "to": "to | toward | towards",
    }
)
"""How something stands to a time: the words before it, and the relation that they say."""

EPOCHS = {"reiwa": 2018, "heisei": 1988, "showa": 1925}
"""The year before the first of each Japanese era."""
