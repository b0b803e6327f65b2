"""The English words of the calendar, as tables."""

_MONTHS = "january february march april may june july august september october november december".split()
MONTHS = {name: number for number, name in enumerate(_MONTHS, 1)}
SHORT_MONTHS = {name[:3]: number for name, number in MONTHS.items() if name != "may"} | {"sept": 9}
ONLY_CAPITALISED = frozenset({"march", "may", "august"}) | frozenset(SHORT_MONTHS)
"""Months that are other words when written small."""

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
WEEKDAYS = {name: number for number, name in enumerate(_WEEKDAYS)}
SHORT_WEEKDAYS = {name[:3]: number for name, number in WEEKDAYS.items()}
SHORT_WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
NAMED_DAYS = frozenset("good black easter bloody cyber ash holy palm super red blue".split())
"""Words before a weekday with which it is a name, as in the Good Friday Agreement."""

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
NOT_AFTER_SEASONS = frozenset(
    "meeting meetings session sessions festival school schools olympics olympic games water term "
    "semester forum university college conference summit line back short behind apart".split()
)
BREAKS = frozenset("break breaks recess holiday holidays vacation pause".split())

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
ORDINALS = {name: number for number, name in enumerate(_ORDINALS, 1)}
ORDINALS |= {"eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15}
ORDINALS |= {"sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20}
ORDINALS |= {"thirtieth": 30}

_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
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

COUNTED = frozenset(
    "participants people persons projects companies students officials delegates million billion trillion "
    "percent per kilometres kilometers km miles mw gw units copies tonnes tons countries representatives "
    "experts households jobs schools villages hours hrs hrs. gmt utc jst visitors attendees members meters "
    "metres square euros dollars yen pounds business".split()
)
"""Nouns after a number that make it a count, or a time of day, rather than a year."""
OF_A_YEAR = frozenset(
    "level levels baseline baselines edition editions version versions prices dollars values budget "
    "agenda strategy vision plan report summit framework roadmap programme program agreement declaration "
    "convention protocol act census expo olympics olympic games cup review action work white "
    "ministerial conference joint presidency election elections edition target targets goals ndc ndcs".split()
)
"""Nouns after a year that make it their attribute, as in "from 2005 levels"."""

PARTS: dict[tuple[str, ...], str] = {
    ("early",): "early",
    ("early", "in"): "early",
    ("early", "on", "in"): "early",
    ("beginning", "of"): "early",
    ("start", "of"): "early",
    ("outset", "of"): "early",
    ("early", "part", "of"): "early",
    ("first", "part", "of"): "early",
    ("early", "days", "of"): "early",
    ("early", "months", "of"): "early",
    ("mid",): "mid",
    ("mid", "-"): "mid",
    ("middle", "of"): "mid",
    ("mid", "point", "of"): "mid",
    ("middle", "part", "of"): "mid",
    ("late",): "late",
    ("late", "-"): "late",
    ("late", "in"): "late",
    ("latter", "part", "of"): "late",
    ("later", "part", "of"): "late",
    ("last", "part", "of"): "late",
    ("final", "months", "of"): "late",
    ("closing", "months", "of"): "late",
    ("end",): "end",
    ("end", "-"): "end",
    ("end", "of"): "end",
    ("close", "of"): "end",
    ("latter", "half", "of"): "second half",
    ("remainder", "of"): "rest",
    ("rest", "of"): "rest",
    ("later",): "rest",
    ("later", "in"): "rest",
    ("later", "on", "in"): "rest",
    ("balance", "of"): "rest",
    ("earlier",): "gone",
    ("earlier", "in"): "gone",
}

RELATIONS: dict[tuple[str, ...], str] = {
    ("in",): "in",
    ("in", "around"): "about",
    ("in", "or", "around"): "about",
    ("in", "or", "about"): "about",
    ("on",): "on",
    ("on", "or", "around"): "about",
    ("on", "or", "about"): "about",
    ("at",): "at",
    ("during",): "in",
    ("for",): "for",
    ("throughout",): "in",
    ("over",): "in",
    ("across",): "in",
    ("sometime", "in"): "in",
    ("some", "time", "in"): "in",
    ("sometime",): "in",
    ("in", "the", "course", "of"): "in",
    ("during", "the", "course", "of"): "in",
    ("over", "the", "course", "of"): "in",
    ("in", "the", "period"): "in",
    ("during", "the", "period"): "in",
    ("for", "the", "period"): "in",
    ("over", "the", "period"): "in",
    ("in", "the", "period", "of"): "in",
    ("for", "the", "period", "of"): "in",
    ("in", "the", "years"): "in",
    ("for", "the", "years"): "in",
    ("during", "the", "years"): "in",
    ("scheduled", "for"): "in",
    ("planned", "for"): "in",
    ("slated", "for"): "in",
    ("set", "for"): "in",
    ("within",): "within",
    ("within", "the", "course", "of"): "within",
    ("inside",): "within",
    ("by",): "by",
    ("by", "no", "later", "than"): "by",
    ("by", "not", "later", "than"): "by",
    ("by", "the", "latest", "in"): "by",
    ("by", "the", "latest", "by"): "by",
    ("at", "the", "latest", "by"): "by",
    ("at", "the", "latest", "in"): "by",
    ("at", "latest", "by"): "by",
    ("at", "the", "latest", "on"): "by",
    ("until",): "until",
    ("till",): "until",
    ("up", "until"): "until",
    ("up", "till"): "until",
    ("up", "to"): "by",
    ("through",): "through",
    ("up", "through"): "through",
    ("no", "later", "than"): "by",
    ("not", "later", "than"): "by",
    ("on", "or", "before"): "by",
    ("in", "or", "before"): "by",
    ("before",): "before",
    ("prior", "to"): "before",
    ("ahead", "of"): "before",
    ("in", "advance", "of"): "before",
    ("earlier", "than"): "before",
    ("from",): "from",
    ("since",): "from",
    ("as", "of"): "from",
    ("as", "from"): "from",
    ("starting",): "from",
    ("starting", "in"): "from",
    ("starting", "on"): "from",
    ("starting", "from"): "from",
    ("starting", "with"): "from",
    ("starting", "as", "of"): "from",
    ("beginning",): "from",
    ("beginning", "in"): "from",
    ("beginning", "on"): "from",
    ("beginning", "from"): "from",
    ("beginning", "with"): "from",
    ("commencing",): "from",
    ("commencing", "in"): "from",
    ("commencing", "on"): "from",
    ("commencing", "from"): "from",
    ("effective",): "from",
    ("effective", "from"): "from",
    ("effective", "on"): "from",
    ("effective", "as", "of"): "from",
    ("with", "effect", "from"): "from",
    ("on", "or", "after"): "from",
    ("no", "earlier", "than"): "from",
    ("not", "earlier", "than"): "from",
    ("no", "sooner", "than"): "from",
    ("not", "before"): "from",
    ("as", "early", "as"): "from",
    ("after",): "after",
    ("later", "than"): "after",
    ("beyond",): "beyond",
    ("around",): "about",
    ("about",): "about",
    ("circa",): "about",
    ("roughly",): "about",
    ("approximately",): "about",
    ("sometime", "around"): "about",
    ("by", "around"): "by about",
    ("by", "about"): "by about",
    ("by", "approximately"): "by about",
    ("from", "around"): "from about",
    ("from", "about"): "from about",
    ("between",): "between",
    ("to",): "to",
    ("toward",): "to",
    ("towards",): "to",
}
"""How something stands to a time: the words before it, and the relation that they say."""
for _time in ("morning", "afternoon", "evening", "night"):
    RELATIONS["on", "the", _time, "of"] = "on"
    RELATIONS["in", "the", _time, "of"] = "on"

EPOCHS = {"reiwa": 2018, "heisei": 1988, "showa": 1925}
"""The year before the first of each Japanese era."""
