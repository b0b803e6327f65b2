"""English phrases without a date: in due course; twice a year; at a time that nobody can place."""

import re
from functools import cache

from servanda.documents.dates.english.words import words
from servanda.documents.dates.meanings import Meaning, Recurring, Unclear, Undated

_DATE = r"(?:dates?|times?|stages?|opportunity|junctures?|moments?|convenience|occasion|point)"
_PARTS = {
    "date": _DATE,
    "adverb": r"(?:(?:mutually|equally|most|more) )?",
    "agreed": (
        r"(?:to be|yet to be|still to be|which will be|that will be|will be|being|as)?"
        r" ?(?:mutually |jointly |later )?(?:agreed|determined|decided|announced|confirmed|set|arranged|"
        r"coordinated|fixed|communicated|specified|scheduled)(?: upon| on)?"
    ),
    "channels": r"(?: (?:through|via|by|using) (?:the )?(?:appropriate |usual )?diplomatic channels?)",
}
_UNDATED = (
    r"(?:at|on|by) (?:an|the|a) (?:very )?(?:early|earliest|later|future|subsequent|near|suitable|"
    r"appropriate|"
    r"opportune|convenient|proper|timely|due|unspecified)(?: possible| practicable| feasible| "
    r"available| mutually convenient)?"
    r" {date}(?:(?: for| to) both (?:sides|parties|countries))?(?:,? {agreed}{channels}?|{channels})?",
    r"(?:at|on) (?:their|its|our|your) earliest (?:possible )?(?:convenience|opportunity|date)",
    r"(?:at|on) (?:a |an |the )?{adverb}(?:convenient|agreed|acceptable|suitable|agreeable|"
    r"appropriate) {date}"
    r"(?:(?: for| to) both (?:sides|parties|countries))?(?:,? {agreed}{channels}?|{channels})?",
    r"(?:at|on|for)? ?(?:a |the |an )?(?:exact |specific |mutually convenient |precise )?(?:dates?|time)"
    r"(?: and (?:place|venue|location)s?| and (?:place|venue|location)s?)? {agreed}{channels}?",
    r"(?:on|at) (?:a )?(?:dates?|time)(?: and (?:place|venue)s?)? (?:convenient|acceptable|"
    r"suitable) (?:to|for) both (?:sides|parties|countries)",
    r"(?:at|on) (?:a )?(?:dates?|time)(?: and (?:place|venue)s?)?{channels}",
    r"in due (?:course|time)",
    r"in (?:the|a) (?:very |not too distant |not-too-distant |foreseeable |near )*future",
    r"in future",
    r"in the (?:short|medium|long|near|longer|shorter|mid)(?:-| to (?:medium|long)-?| )?(?: |-)?(?:term|run)",
    r"in the (?:coming|next|following) (?:days|weeks|months|years|decades)(?: and (?:months|years|decades))?",
    r"in the (?:days|weeks|months|years|period|time)(?: and (?:months|years))? (?:ahead|to come)",
    r"in (?:a timely manner|good time|time to come|years to come)",
    r"for (?:years|decades|generations) to come",
    r"as (?:soon|early|quickly|promptly|speedily|expeditiously|rapidly|swiftly) as (?:is "
    r")?(?:possible|practicable|feasible|practical|reasonably practicable)",
    r"without (?:further |undue |any )?delay",
    r"at (?:regular|frequent|periodic) intervals",
    r"on (?:a |an )?(?:regular|periodic|continuous|continuing|ongoing|case-by-case|ad hoc|"
    r"as-needed|rolling) basis",
    r"from time to time",
    r"as and when (?:necessary|required|needed|appropriate)",
    r"(?:when|whenever|if and when) (?:necessary|needed|appropriate|required|deemed necessary)",
    r"sooner or later",
    r"some ?time soon",
    r"going forward",
    r"(?:very |relatively )?soon(?!er)",
    r"shortly(?! (?:after|before|thereafter))",
    r"(?:more )?regularly",
    r"periodically",
    r"immediately(?! (?:after|before|following))",
    r"promptly|expeditiously|forthwith|imminently|henceforth|eventually",
    r"at the earliest(?= *[,.;]| and )",
    r"from now on|until further notice|in (?:the )?times to come",
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_PER = r"(?:a|per|each|every|an|in a|in each|in every)"
_UNIT = r"(?P<per>year|month|week|quarter|annum|calendar year)"
_TIMES = (
    r"(?P<times>once|twice|thrice|one time|two times|three times|four times|five times|six times|"
    r"[1-9][0-9]? times)"
)
_N = r"(?P<every>other|second|alternate|third|fourth|fifth|two|three|four|five|six|ten|[1-9][0-9]?)"
_AT_LEAST = (
    r"(?:at least |a minimum of |no less than |not less than |approximately |about |around |up to |"
    r"no more than )?"
)
_RECURRING = (
    rf"{_AT_LEAST}{_TIMES} (?:{_PER} {_UNIT}|(?P<adverb>annually|yearly|monthly|weekly|quarterly))",
    rf"{_AT_LEAST}(?:once )?(?:in )?every {_N}(?: \([0-9]+\))? (?P<unit>year|month|week|quarter)s?",
    r"(?:once )?every (?P<vague>few|couple of|several) (?:years|months|weeks)",
    rf"every {_N}(?: (?:or|to) |-|–){_N.replace('every', 'vague2')} (?:year|month|week)s",
    r"(?:in |on )?alternate (?P<alternate>year|month|week)s",
    rf"{_AT_LEAST}(?:once )?(?:each|every) (?P<single>year|month|week|quarter)\b(?! (?:since|from|from now))",
    rf"(?:each|every) (?P<named>{_MONTH}|spring|summer|autumn|fall|winter)",
    r"(?:(?:each|every) (?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?|on "
    r"(?P<plural>[A-Z][a-z]{2,5}days))",
    r"on (?:an?|the) (?P<basis>annual|yearly|biannual|bi-annual|semi-annual|semiannual|"
    r"half-yearly|six-monthly|"
    r"biennial|triennial|quarterly|monthly|weekly|fortnightly|bimonthly|bi-monthly|biweekly|bi-weekly) basis",
    r"(?:once|twice) or (?:twice|three times) (?:a|per|each) (?P<range>year|month|week)",
    r"(?P<word>biannual(?:ly)?|bi-annual(?:ly)?|semi-?annual(?:ly)?|half-yearly|six-monthly|biennial(?:ly)?|"
    r"triennial(?:ly)?|quadrennial(?:ly)?|annually|yearly|quarterly|monthly|weekly|fortnightly|"
    r"bi-?monthly|bi-?weekly|bi-?yearly)",
    r"(?P<annual>annual)(?= (?:[A-Za-z-]+ ){0,3}(?:meetings?|consultations?|dialogues?|rounds?|"
    r"sessions?|summits?|"
    r"conferences?|talks|forums?|reviews?|exchanges?|visits?|workshops?)\b)",
)
_AGAIN = (
    rf"(?:,? (?:(?:in|around|usually in|preferably in) (?:{_MONTH}|(?:the )?(?:spring|summer|"
    rf"autumn|fall|winter))"
    rf"|on (?:the )?(?:[0-9]{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} [0-9]{{1,2}}(?:st|nd|rd|th)?))"
    r"\b(?!,? [0-9]{4}))?"
)
"""The month or day of the year that follows a rhythm, and is no date."""
_EVERY = {
    "other": 2, "second": 2, "alternate": 2, "third": 3, "fourth": 4, "fifth": 5,
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10,
}  # fmt: skip
_HOW_OFTEN = {
    "once": 1,
    "one": 1,
    "twice": 2,
    "two": 2,
    "thrice": 3,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
}
_WORDS: dict[str, Meaning] = {
    "annual": Recurring(1, 1, "year"),
    "annually": Recurring(1, 1, "year"),
    "yearly": Recurring(1, 1, "year"),
    "biannual": Recurring(2, 1, "year"),
    "semiannual": Recurring(2, 1, "year"),
    "halfyearly": Recurring(2, 1, "year"),
    "sixmonthly": Recurring(2, 1, "year"),
    "biennial": Recurring(1, 2, "year"),
    "triennial": Recurring(1, 3, "year"),
    "quadrennial": Recurring(1, 4, "year"),
    "quarterly": Recurring(4, 1, "year"),
    "monthly": Recurring(1, 1, "month"),
    "weekly": Recurring(1, 1, "week"),
    "fortnightly": Recurring(1, 2, "week"),
}

UNDATED_WORDS = words(
    "at on by in as for a an the without from when whenever if sooner some sometime going very "
    "relatively soon shortly more "
    "regularly periodically immediately promptly expeditiously forthwith imminently henceforth eventually "
    "date dates exact specific mutually precise from until"
)
RECURRING_WORDS = words(
    "approximately once twice thrice one two three four five six every each alternate biannual "
    "biannually bi semi semiannual semiannually half biennial biennially triennial triennially "
    "quadrennial quadrennially annual annually yearly quarterly monthly weekly fortnightly "
    "bimonthly biweekly "
    "biyearly"
)

_PLAIN_WEEKDAYS = frozenset(f"{day}days" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun"))
RECURRING_PAIRS = {
    "at": words("least"),
    "a": words("minimum"),
    "no": words("less more"),
    "not": words("less"),
    "up": words("to"),
    "about": words("once twice every"),
    "around": words("once twice every"),
    "in": words("every alternate"),
    "on": words("a an the alternate") | _PLAIN_WEEKDAYS,
}
"""Words that begin a rhythm only before some others."""


class _Rules:
    """Rules as patterns, in which a space is any short white space, line breaks included."""

    def __init__(self, rules: tuple[str, ...], tail: str = "") -> None:
        texts = [_spaced(rf"(?:{_with_parts(rule)})\b{tail}") for rule in rules]
        self._each = [re.compile(text, re.IGNORECASE) for text in texts]
        nameless = (re.sub(r"\(\?P<\w+>", "(?:", text) for text in texts)
        self._any = re.compile("|".join(nameless), re.IGNORECASE)

    def longest(self, text: str, at: int) -> re.Match[str] | None:
        """The longest match at a place."""
        if not self._any.match(text, at):
            return None
        found = [match for rule in self._each if (match := rule.match(text, at))]
        return max(found, key=re.Match.end)


def _with_parts(rule: str) -> str:
    return re.sub(r"\{([a-z]+)\}", lambda match: _PARTS[match[1]], rule)


def _spaced(pattern: str) -> str:
    """A space of a pattern, outside of sets of characters, may be a line break."""
    return re.sub(r"\[[^\]]*\]| ", lambda match: match[0] if match[0] != " " else r"(?:\s{1,3})", pattern)


@cache
def _rules(of: str) -> _Rules:
    """The rules, compiled when a text is read for the first time."""
    return _Rules(_UNDATED) if of == "undated" else _Rules(_RECURRING, _AGAIN)


def undated(text: str, at: int) -> tuple[Meaning, int] | None:
    """The longest phrase at a place that says a time without any bound, and its end."""
    match = _rules("undated").longest(text, at)
    return (Undated(), match.end()) if match and match.end() > at else None


def recurring(text: str, at: int) -> tuple[Meaning, int] | None:
    """The longest phrase at a place that says a rhythm, and its end."""
    match = _rules("recurring").longest(text, at)
    if not match:
        return None
    return _rhythm({name: word for name, word in match.groupdict().items() if word}), match.end()


def _rhythm(said: dict[str, str]) -> Meaning:
    said = {name: word.lower() for name, word in said.items()}
    if said.keys() & {"vague", "vague2", "range"}:
        return Unclear("it is not said exactly how often")
    if "times" in said or "every" in said:
        return _counted(said)
    if "alternate" in said:
        return Recurring(1, 2, said["alternate"])
    if said.keys() & {"weekday", "plural", "named"}:
        return Recurring(1, 1, "year" if "named" in said else "week")
    if "single" in said:
        return _per(1, 1, said["single"])
    return _word(said.get("word") or said.get("basis") or "annual")


def _counted(said: dict[str, str]) -> Meaning:
    """Three times a year; every four years."""
    if "times" in said:
        first = said["times"].split()[0]
        times = _HOW_OFTEN.get(first) or int(first)
        return _per(times, 1, said.get("per") or said["adverb"].removesuffix("ly"))
    every = _EVERY.get(said["every"]) or int(said["every"])
    return _per(1, every, said["unit"])


def _per(times: int, every: int, unit: str) -> Meaning:
    if unit.startswith("quarter"):
        return Recurring(times * 4, 1, "year") if every == 1 else Recurring(times, every * 3, "month")
    unit = {"annum": "year", "calendar year": "year", "annual": "year"}.get(unit, unit)
    return Recurring(times, every, unit)


def _word(word: str) -> Meaning:
    plain = word.replace("-", "")
    adjective = plain.removesuffix("ly") if plain.endswith("ally") and plain != "annually" else plain
    if adjective in {"biannual", "semiannual"} or adjective in _WORDS:
        return _WORDS[adjective]
    return Unclear(f"“{word}” may be twice in that time or once in two")
