"""Where a commitment stands on a day, why, and what nobody can know. Standard library only.

The standing is worked out when it is asked for, from the commitment and what is known of its
dialogue; it is never stored. Silence counts only as far as somebody looked: a dialogue's
watermark is the last day up to which that is known.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from servanda.domain.punctuality import Days, Punctuality, Span, punctuality, slippage
from servanda.domain.records import Cadence, Commitment
from servanda.domain.thresholds import USUAL, Thresholds
from servanda.events.window import Window

_DAYS_PER = {"year": 365, "month": 30, "week": 7}


class Look(NamedTuple):
    """The last look for news of a dialogue: up to which day, and the entry that shows it.

    ``source`` is the slug of the document that covers the dialogue; None for a coverage check.
    """

    until: date
    entry: int
    source: str | None = None


class KnownRound(NamedTuple):
    """A round of the dialogue, as far as standings and inferences rest on it.

    ``entry`` is the last entry about it; ``outcomes`` are the entries of what is recorded to have
    come out of it: instruments and undertakings.
    """

    round: str
    ordinal: int | None
    state: str
    when: Window
    entry: int
    hosts: tuple[str, ...] = ()
    outcomes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a dialogue beside the commitment itself.

    Attributes:
        look: the last look; None when nobody is known to have looked.
        rounds: every round in the log, held or not, in the order in which they were to be held.
        cadence: how often the parties agreed to meet.
        held: the rounds that were held, in order.
    """

    look: Look | None = None
    rounds: tuple[KnownRound, ...] = ()
    cadence: Cadence | None = None
    held: tuple[KnownRound, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Asked for again and again by whatever is inferred.
        object.__setattr__(self, "held", tuple(known for known in self.rounds if known.state == "held"))

    def looked_until(self, on: date) -> date:
        """The last day, up to the one asked about, for which silence means something."""
        return min(on, self.look.until) if self.look else date.min


@dataclass(frozen=True, slots=True)
class Standing:
    """A standing and what it rests on.

    Attributes:
        name: as in the table of design and README.
        entries: positions of the entries it rests on.
        due_soon: the last day of the due date is near.
        tentative: on the day asked about, the making, the closing or a round that it turns on may
            still have been ahead.
        look: the last look for news, where the standing turns on it.
        limit: for ``lapsed`` and ``dormant`` the days that had to pass in vain.
        around: for ``implied`` the rounds before and after the one that is missing.
        done: when what was undertaken was done, stated or implied.
        punctuality: against the present due date.
        first_punctuality: against the original due date.
        slippage: how far the due date was moved, in days.
        dropped: a later round that is recorded with outcomes, none of which mentions it.
    """

    name: str
    entries: tuple[int, ...] = ()
    due_soon: bool = False
    tentative: bool = False
    look: Look | None = None
    limit: int | None = None
    around: tuple[KnownRound, ...] = ()
    done: Span | None = None
    punctuality: Punctuality | None = None
    first_punctuality: Punctuality | None = None
    slippage: Days | None = None
    dropped: KnownRound | None = None

    def __str__(self) -> str:
        said = f"{self.name}, {self.punctuality.name}" if self.punctuality else self.name
        said += ", due soon" if self.due_soon else ""
        said += ", silently dropped" if self.dropped else ""
        return said + (", perhaps not yet" if self.tentative else "")


def standing(
    commitment: Commitment, on: date, evidence: Evidence, thresholds: Thresholds = USUAL
) -> Standing:
    """Where a commitment stands on a day.

    Returns:
        What befell it, if it is closed. ``implied`` if it promises a round that the log does not
        have but a later one was held. Without a due date ``ongoing``, or ``dormant`` once
        somebody has looked in vain for a mention for long. Otherwise by the window of its due
        date ``upcoming`` or ``in window``, and once that is past ``past due, unchecked`` if nobody
        looked after it, ``overdue`` if somebody did, ``lapsed`` if somebody did much later.
    """
    found = _standing(commitment, on, evidence, thresholds)
    return replace(
        found,
        entries=tuple(dict.fromkeys((*commitment.entries, *found.entries))),
        tentative=_tentative(commitment, found, on),
        slippage=slippage(commitment.first_due, commitment.due),
    )


def _standing(commitment: Commitment, on: date, evidence: Evidence, thresholds: Thresholds) -> Standing:
    if commitment.state != "open":
        done = commitment.closed if commitment.state == "fulfilled" else None
        within = Span(done.earliest, done.latest) if done else None
        return _judged(Standing(commitment.state), commitment, within)
    around = _passed_over(commitment.promised_round, evidence)
    if within := _within(commitment, around):
        entries = tuple(known.entry for known in around)
        return _judged(Standing("implied", entries, around=around), commitment, within)
    as_open = _open(commitment, on, evidence, thresholds)
    dropped = _dropped(commitment, evidence)
    entries = (as_open.look.entry,) if as_open.look else ()
    entries += (dropped.entry, *dropped.outcomes) if dropped else ()
    return replace(as_open, entries=entries, dropped=dropped)


def _open(commitment: Commitment, on: date, evidence: Evidence, thresholds: Thresholds) -> Standing:
    due, looked = commitment.due, evidence.looked_until(on)
    if due is None or not due.known:
        if _after(commitment.mentioned.latest, looked) <= thresholds.dormant_after:
            return Standing("ongoing")
        return Standing("dormant", look=evidence.look, limit=thresholds.dormant_after)
    if on <= due.latest:
        soon = (due.latest - on).days <= thresholds.due_soon
        return Standing("upcoming" if on < due.earliest else "in window", due_soon=soon)
    if looked < due.latest:
        return Standing("past due, unchecked", look=evidence.look)
    in_vain = _after(max(due.latest, commitment.mentioned.latest), looked)
    limit = max(thresholds.lapsed_after, _interval(evidence.cadence))
    if in_vain <= limit:
        return Standing("overdue", look=evidence.look)
    return Standing("lapsed", look=evidence.look, limit=limit)


def _after(first: date, second: date) -> int:
    return (second - first).days


def _interval(cadence: Cadence | None) -> int:
    """Days from one round to the next by a cadence."""
    return cadence.every * _DAYS_PER[cadence.per] // cadence.times if cadence else 0


def _tentative(commitment: Commitment, found: Standing, on: date) -> bool:
    """Whether something it turns on is dated so vaguely that it may come only after the day."""
    dates = [commitment.closed or commitment.made, *(known.when for known in found.around)]
    dates += [found.dropped.when] if found.dropped else []
    return any(on < when.latest < date.max for when in dates)


def _judged(found: Standing, commitment: Commitment, done: Span | None) -> Standing:
    if done is None:
        return found
    return replace(
        found,
        done=done,
        punctuality=punctuality(done, commitment.due),
        first_punctuality=punctuality(done, commitment.first_due),
    )


def _passed_over(promised: str | None, evidence: Evidence) -> tuple[KnownRound, ...]:
    """The held rounds around a promised one that is not in the log; none if no later one was held."""
    if promised is None or not promised.isdigit():
        return ()
    wanted = int(promised)
    if any(known.ordinal == wanted for known in evidence.rounds):
        return ()
    numbered = [(known.ordinal, known) for known in evidence.held if known.ordinal is not None]
    before = [found for found in numbered if found[0] < wanted]
    after = [found for found in numbered if found[0] > wanted]
    if not after:
        return ()
    nearest = [max(before, key=_ordinal)] if before else []
    return tuple(known for _, known in (*nearest, min(after, key=_ordinal)))


def _ordinal(found: tuple[int, KnownRound]) -> int:
    return found[0]


def _within(commitment: Commitment, around: tuple[KnownRound, ...]) -> Span | None:
    """When a passed-over round took place: after the one before it and the promise, before the next.

    None if none was passed over, or if the dates leave no day for it: a promise made after the
    later round was not kept before it.
    """
    if not around:
        return None
    earliest = max(commitment.made.earliest, *(known.when.earliest for known in around[:-1]), date.min)
    latest = around[-1].when.latest
    return Span(earliest, latest) if earliest <= latest else None


def _dropped(commitment: Commitment, evidence: Evidence) -> KnownRound | None:
    """The first round after the last mention whose outcomes are on record, without the commitment."""
    if commitment.kind == "next-meeting":
        return None
    later = (
        known
        for known in evidence.held
        if known.when.earliest > commitment.mentioned.latest
        and known.outcomes
        and known.round not in commitment.rounds
    )
    return next(later, None)
