"""English phrases about time, found in a text: prepositions and what they stand before."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from servanda.documents.dates.english.counting import counting
from servanda.documents.dates.english.events import CUES, relative
from servanda.documents.dates.english.idioms import (
    RECURRING_PAIRS,
    RECURRING_WORDS,
    UNDATED_WORDS,
    recurring,
    undated,
)
from servanda.documents.dates.english.leftover import leftover
from servanda.documents.dates.english.tenses import tense_at
from servanda.documents.dates.english.times import between, is_weak, stretch
from servanda.documents.dates.english.titles import titles
from servanda.documents.dates.english.tokens import END, Phrases, Tokens
from servanda.documents.dates.english.words import (
    EPOCHS,
    MONTHS,
    NUMBERS,
    RELATIONS,
    SEASONS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    UNITS,
    WEEKDAYS,
    table,
    words,
)
from servanda.documents.dates.meanings import Dated, Meaning, Phrase, Unclear
from servanda.documents.dates.resolving import dated
from servanda.documents.dates.said import Setting, Stretch

Meant = tuple[Meaning, int] | None
_RELATIONS = Phrases(RELATIONS)
_LOOK_AHEAD = 9
_TIME_WORDS = (
    frozenset(MONTHS) | frozenset(SHORT_MONTHS) | frozenset(WEEKDAYS) | frozenset(SHORT_WEEKDAYS)
    | frozenset(SEASONS) | frozenset(UNITS) | frozenset(EPOCHS)
    | words(
        "today tonight tomorrow yesterday quarter quarters half halves semester trimester year's "
        "end yearend midyear weekend now present morning afternoon evening 1h 2h h1 h2 q1 q2 q3 q4 fiscal "
        "financial"
    )
)  # fmt: skip
_PLAIN = _TIME_WORDS | words(
    "the this next last early late mid end beginning start middle later earlier first second third fourth "
    "previous following same current coming upcoming forthcoming 1st 2nd 3rd 4th fy jfy a very latter"
)
_STARTS = (
    _PLAIN | _RELATIONS.first_words | CUES.first_words | UNDATED_WORDS | RECURRING_WORDS
    | frozenset(RECURRING_PAIRS) | frozenset(NUMBERS)
)  # fmt: skip
_PREFIXES = ("fy", "jfy", "cy", "mid")
_ONWARD = words("onward onwards forward")
_AFTER_TIME = Phrases(
    table(
        {
            "from": (
                "and beyond | and onward | and onwards | and thereafter | or later | at the earliest | "
                "at the soonest"
            ),
            "by": "or earlier | or sooner | or before | at the latest | at the very latest | at latest",
        }
    )
)
_COMPARED = words("compared relative similar equal respect contrast due thanks corresponding according")
_MAY_COUNT = words("over across around about roughly approximately up for")
_FOLLOWERS = words(
    "in on at by for to and or the a an both with as when where which that will would shall "
    "should is are was "
    "were has have had through until under between from it they we all each onwards onward inclusive but if "
    "while after before during following can may of its their this these also than not via respectively"
)


def phrases(text: str, setting: Setting) -> list[Phrase]:
    """Every phrase about time in an English text, in order."""
    t = Tokens(text, setting)
    hidden, near = titles(text), _near_time_words(t)
    found: list[Phrase] = []
    at = 0
    while at < t.count:
        may_start = _may_start(t.low[at]) and t.starts[at] not in hidden
        meant = _longest(t, at, near=near[at]) if may_start else None
        if not meant:
            at += 1
            continue
        start, end = t.starts[at], t.ends[meant[1] - 1]
        meaning = t.named.checked(meant[0], start)
        t.named.remember(meaning, end)
        found.append(Phrase(start, end, text[start:end], meaning))
        at = meant[1]
    return found


def _may_start(low: str) -> bool:
    return low in _STARTS or "0" <= low[0] <= "9" or low.startswith(_PREFIXES)


def _near_time_words(t: Tokens) -> list[bool]:
    """For each token whether a word of the calendar or a number follows it soon."""
    near, last = [False] * t.count, t.count + _LOOK_AHEAD
    for place in range(t.count - 1, -1, -1):
        low = t.low[place]
        if low in _TIME_WORDS or low[0].isdigit() or low.startswith(_PREFIXES):
            last = place
        near[place] = last - place <= _LOOK_AHEAD
    return near


def _longest(t: Tokens, at: int, *, near: bool) -> Meant:
    readings = list(_readings(t, at, near=near))
    return max(readings, key=lambda read: read[1], default=None)


def _readings(t: Tokens, at: int, *, near: bool) -> Iterator[tuple[Meaning, int]]:
    """All readings at a place, those first that count among equally long ones."""
    low = t.low[at]
    relation = low in _RELATIONS.first_words
    plain = low in _PLAIN or low[0].isdigit() or low.startswith(_PREFIXES)
    if near and (relation or plain or low in NUMBERS):
        yield from filter(None, (counting(t, at), _related(t, at) if relation else None))
        yield from filter(None, (_plain(t, at),) if plain else ())
    if (low in RECURRING_WORDS and t.raw[at] != "Annual") or t.low[at + 1] in RECURRING_PAIRS.get(low, ()):
        yield from _idiom(t, recurring(t.text, t.starts[at]))
    if low in CUES.first_words and (found := relative(t, at)):
        yield found
    if low in UNDATED_WORDS:
        yield from _idiom(t, undated(t.text, t.starts[at]))
    if (relation or low[0].isdigit() or low in {"next", "this", "last"}) and (unclear := leftover(t, at)):
        yield unclear


def _idiom(t: Tokens, found: Meant) -> Iterator[tuple[Meaning, int]]:
    """An idiom with its end as a place among the tokens."""
    if found:
        yield found[0], bisect_left(t.starts, found[1])


def _related(t: Tokens, at: int) -> Meant:
    """A time after a preposition: the longest preposition that fits."""
    for relation, start in _RELATIONS.all_at(t, at):
        found = _after_relation(t, at, relation, start)
        if found:
            return found
    return None


def _after_relation(t: Tokens, at: int, relation: str, start: int) -> Meant:
    if relation == "between":
        found = between(t, start)
        return _meaning(t, at, found, "in") if found else None
    if t.says(start, "the", "year") and relation in {"in", "for"} and (ending := _ending(t, start + 2)):
        return ending
    found = stretch(t, start, spanning=t.low[at] == "from" or relation == "until")
    if not found or not _fits(t, at, relation, start, found):
        return None
    if t.low[at] == "from" and not found[0].single and found[0].join == "to":
        return _meaning(t, at, found, "in")
    return _with_relation(t, at, relation, found)


def _with_relation(t: Tokens, at: int, relation: str, found: tuple[Stretch, int]) -> Meant:
    if relation == "through" and at and t.low[at - 1] in {"halfway", "midway", "partway"}:
        return Unclear("it is not said when exactly"), found[1]
    if relation == "until" and t.low[max(at - 2, 0) : at] == ["at", "least"]:
        return Unclear("it is not said until when"), found[1]
    if relation == "until" and {"not", "n't", "never"} & set(t.low[max(at - 5, 0) : at]):
        return Unclear("“not until” may be a beginning"), found[1]
    if relation in {"to", "beyond"}:
        return _open(t, at, relation, found)
    if relation.endswith("about"):
        found = found[0].each(about=True), found[1]
        relation = relation.removesuffix("about").strip() or "in"
    if relation == "at":
        ended = found[0].first.part == "end"
        found = (found[0].each(part="close"), found[1]) if ended else found
    if relation == "within":
        found = _what_is_left(t, found[0]), found[1]
        meant = _meaning(t, at, found, "in")
        return (meant[0]._replace(role="by"), meant[1]) if isinstance(meant[0], Dated) else meant
    known = {"until": "by", "through": "by", "by": "by", "before": "before", "from": "from", "after": "after"}
    return _meaning(t, at, found, known.get(relation, "in"))


def _what_is_left(t: Tokens, found: Stretch) -> Stretch:
    """Within this year: what is left of it."""
    said = found.first
    own = found.single and not said.part and (said.year == t.setting.reference.year or said.fiscal)
    return found.each(part="rest") if own and said.unit == "year" else found


def _open(t: Tokens, at: int, relation: str, found: tuple[Stretch, int]) -> Meant:
    if found[0].last.part == "end" and t.low[at] != "to":  # "towards the end of 2025"
        return _meaning(t, at, (found[0].each(part="late"), found[1]), "in")
    if t.low[at - 1] in _COMPARED or (at and t.low[at - 1] == "up"):
        return None
    if is_weak(t, found[1] - 1, found[0]) and at and t.capitalised(at - 1):
        return None  # "Roadmap to 2030" is a title
    why = {"to": "it may be an end or a new date", "beyond": "it is not said until when"}[relation]
    return Unclear(why), found[1]


def _fits(t: Tokens, at: int, relation: str, start: int, found: tuple[Stretch, int]) -> bool:
    """Whether a preposition can stand before such a time."""
    time = found[0]
    weak, unit = is_weak(t, start, time), time.first.unit
    exact_day = time.first.span is not None and time.first.span[0] == time.first.span[1]
    if relation == "on":
        return unit in {"day", "weekday", "monthday"} or exact_day or bool(time.first.problem and not weak)
    if unit == "monthday":
        return relation in {"by", "before", "until", "from", "after"}
    if relation == "at":
        return bool(time.first.part)
    return not weak or _fits_weak(t, at, start, found)


def _fits_weak(t: Tokens, at: int, start: int, found: tuple[Stretch, int]) -> bool:
    """Whether a bare month, season or year can be meant, rather than a count, a topic or a title."""
    time, after = found
    may_count = t.low[at] in _MAY_COUNT and t.number(start) is not None and _noun(t, after)
    title = t.low[start - 1] in {"for", "to", "towards", "toward"} and at > 0 and t.capitalised(at - 1)
    topic = t.low[at] == "about" and time.single
    return not (time.first.unit == "year" and (may_count or title or topic)) and not may_count


def _noun(t: Tokens, at: int) -> bool:
    low = t.low[at]
    return low.isalpha() and not t.capitalised(at) and low not in _FOLLOWERS


def _plain(t: Tokens, at: int) -> Meant:
    """A time without a preposition."""
    before = t.low[at - 1] if at else END
    if before and t.joined(at) and (before in "$€£¥#/:+@№.-" or before[-1:].isalnum()):
        return None
    if t.low[at] in {"year", "quarter", "months", "half", "period"} and (ending := _ending(t, at + 1)):
        return ending
    found = stretch(t, at)
    if not found or is_weak(t, at, found[0]) or found[0].first.unit == "monthday":
        return None
    return _meaning(t, at, found, "in")


def _meaning(t: Tokens, at: int, found: tuple[Stretch, int], relation: str) -> tuple[Meaning, int]:
    time, after = found
    if t.says(after, "inclusive"):
        after += 1
    elif t.says(after, "(", "inclusive", ")"):
        after += 3
    if time.first.fiscal and (ending := _ending(t, after)):
        return ending
    followed, after = _what_follows(t, relation, after)
    if followed == "from" and relation == "by":
        return Unclear("it has an end, and goes on after it"), after
    relation = followed
    setting = t.setting
    if not (time.first.settled or time.last.settled):
        if t.says(at, "as", "of") and setting.tense == "future":
            return Unclear("it may be the state of things then, or a beginning"), after
        setting = replace(setting, tense=tense_at(t, at))
    return dated(time, relation, t.text[t.starts[at] : t.ends[after - 1]], setting), after


def _ending(t: Tokens, at: int) -> Meant:
    """The fiscal year ending in March 2025."""
    if t.low[at] not in {"ending", "ended", "beginning", "starting", "commencing"}:
        return None
    found = stretch(t, t.skip(at + 1, "in", "on"))
    why = "a year that is told by the day on which it ends or begins is not worked out"
    return (Unclear(why), found[1]) if found else None


def _what_follows(t: Tokens, relation: str, after: int) -> tuple[str, int]:
    """From 2025 onwards · 2025 and beyond · by May at the latest."""
    if t.low[after] in _ONWARD:
        return "from", after + 1
    if relation == "from" and t.low[after] == "on" and not t.low[after + 1].isalnum():
        return relation, after + 1
    start = t.skip(after, ",")
    if found := _AFTER_TIME.at(t, start):
        return (relation if (found[0], relation) == ("by", "before") else found[0]), found[1]
    return relation, after
