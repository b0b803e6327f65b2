"""English times told by an event: before the next round, on the margins of the summit."""

import re

from servanda.documents.dates.english.tokens import BREAK, END, Phrases, Tokens
from servanda.documents.dates.english.words import table, words
from servanda.documents.dates.meanings import Relative

_CUES = table(
    {
        "before": (
            "before | prior to | ahead of | in advance of | in the run - up to | in the lead - up to "
            "| in the lead up to | in the runup to | in preparation for | in time for | in the period "
            "before | leading up to | until | till | by | by the time of | no later than | not later "
            "than | pending | by the end of | before the end of"
        ),
        "at": (
            "on the margins of | on the margin of | in the margins of | at the margins of | on the "
            "sidelines of | on the sideline of | at the sidelines of | on the fringes of | on the "
            "occasion of | at the time of | in conjunction with | back - to - back with | back to "
            "back with | at | during | in | in the course of | on | at the conclusion of | at the end "
            "of"
        ),
        "after": (
            "after | following | upon | subsequent to | after the conclusion of | immediately after | "
            "shortly after | soon after | as soon as possible after"
        ),
    }
)
CUES = Phrases(_CUES)
_WEAK = words("at during in on by for")
"""Cues that say a time only with an event that is still to come: "at the meeting" is this one."""
_TO_COME = words("next upcoming forthcoming coming following future subsequent")
_HEADS = words(
    "meeting meetings round rounds session sessions summit summits conference conferences consultation "
    "consultations dialogue dialogues forum fora forums visit visits workshop workshops ministerial assembly "
    "talks council congress plenary election elections signing signature ratification expiry expiration "
    "conclusion completion adoption launch presidency negotiations discussions gathering "
    "exercise event events "
    "review deadline symposium seminar olympics games expo anniversary accession mandate opening ceremony "
    "referendum inauguration entry closure enactment approval roundtable convention committee "
    "iteration edition "
    "commission term tenure phase project transition"
)
_ACTS = words("receipt notification notice request submission date approval publication deposit exchange")
"""What a time is counted from besides events: "30 days after receipt"."""
_GERUNDS = words("meeting signing opening gathering")
_ONLY_TO_COME = words("council committee commission convention project phase review")
_ACRONYM = re.compile(r"(?:[A-Z]{2,}[A-Za-z]*|[A-Z][0-9])[0-9]*")
_NAMED_SMALL = _HEADS | _ACTS | words("agreement treaty memorandum arrangement protocol convention")
_DETERMINERS = words("the its their our this that his her an a any each these both")
_STOPS = words(
    "will would shall should may might can could must to is are was were be been being has have "
    "had which who "
    "whom whose that where when while in at by from with as if but or into they it we he she both all "
    "and held took takes agreed decided discussed began started after before until during since because"
)
_CONNECTS = words("of on for between and the")
_LONGEST = 10
_SMALL = words("of the and on for")


def relative(t: Tokens, at: int) -> tuple[Relative, int] | None:
    """The longest reading of a time that is told by an event."""
    if t.low[at] == "following" and at and t.low[at - 1] in _DETERMINERS | {"of", "on", "in"}:
        return None  # "the following meetings"
    for relation, start in CUES.all_at(t, at):
        end = event(t, start, only_to_come=start == at + 1 and t.low[at] in _WEAK)
        if end:
            return Relative(relation, t.text[t.starts[start] : t.ends[end - 1]]), end
    return None


def event(t: Tokens, at: int, *, only_to_come: bool = False, bare: bool = False) -> int | None:
    """The place after the words of an event; None if there are none.

    Args:
        t: the text.
        at: where it begins.
        only_to_come: whether it must be said to be the next or an upcoming one.
        bare: whether an event without article counts, as in "30 days after receipt".
    """
    determined = t.low[at] in _DETERMINERS
    start = at + determined
    to_come = t.low[start] in _TO_COME
    if only_to_come and not to_come:
        return None
    if t.says(start, "entry", "into", "force"):
        return _tail(t, start + 3)
    head = _head(t, start, _HEADS | _ACTS if bare else _HEADS)
    if head is None:
        return _named(t, start, determined=determined, to_come=to_come)
    alone = t.low[at - 1] != "following" and _stands_alone(t, start, head)
    if not (determined or to_come or bare or alone or t.capitalised(start)):
        return None
    if t.low[head] in _ONLY_TO_COME and not (to_come or t.capitalised(head - 1) or bare):
        return None
    return _tail(t, head + 1)


def _head(t: Tokens, start: int, heads: frozenset[str]) -> int | None:
    """The place of the noun that names the event."""
    head = None
    for place in range(start, start + _LONGEST):
        low = t.low[place]
        apostrophe = low in {"'", "’"} and t.joined(place)
        if low in {BREAK, END} or low in _STOPS - {"and"} or (low == "and" and head is not None):
            break
        if not (low[0].isalnum() or low in {"-", "–", "&", "/"} or apostrophe):
            break
        if low in heads:
            head = place
        elif head is not None and low in _CONNECTS:
            break
    return head


def _stands_alone(t: Tokens, start: int, head: int) -> bool:
    """Whether an event needs no article: "talks", "G7 Summit", but not "before meeting"."""
    return t.capitalised(start) or (t.low[head].endswith("s") and t.low[head] not in _GERUNDS)


def _named(t: Tokens, start: int, *, determined: bool, to_come: bool) -> int | None:
    """An event known by an acronym, as COP30 or the G20."""
    raw = t.raw[start + to_come]
    if not _ACRONYM.fullmatch(raw):
        return None
    after = start + to_come + 1
    numbered = any(character.isdigit() for character in raw)
    if not numbered and t.number(after) is not None and len(t.raw[after]) < len("2024"):
        return after + 1
    if not numbered and t.low[after] == "-" and t.number(after + 1) is not None:
        return after + 2
    at_the_edge = t.low[start - determined - 1] in {"of", "with"} or to_come
    return after if numbered or at_the_edge else None


def _tail(t: Tokens, after: int) -> int:
    """The event with its name: "of the Joint Committee", "of receipt of the notification"."""
    for _ in range(3):
        named = _name(t, after + 1) if t.low[after] in {"of", "on", "between", "for"} else None
        if named is None:
            break
        after = named
    return after


def _name(t: Tokens, at: int) -> int | None:
    """The place after a name in capitals, or after the word of an event or an instrument."""
    place, end = t.skip(at, "the", "this", "our", "their", "its"), None
    if t.says(place, "entry", "into", "force"):
        return place + 3
    if t.low[place] in _NAMED_SMALL and not t.capitalised(place):
        return place + 1
    for _ in range(_LONGEST):
        if t.capitalised(place):
            end = place + 1
        elif end is None or t.low[place] not in _SMALL | {"-", "–"}:
            break
        place += 1
    return end
