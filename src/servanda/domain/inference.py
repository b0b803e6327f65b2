"""What the record of a dialogue lets one infer, apart from what it says. Standard library only.

Rounds that must have been held, when the next one is to be expected, whether an agreed cadence
was kept, whose turn it is to host. Each inference names the entries it rests on.
"""

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from servanda.domain.punctuality import Days, Span, between
from servanda.domain.records import Cadence
from servanda.domain.standing import Evidence, KnownRound
from servanda.events.window import Window

MONTHS = {"year": 12, "month": 1}


class Missing(NamedTuple):
    """Rounds that are not in the log although one before and one after them were held."""

    ordinals: tuple[int, ...]
    after: KnownRound
    before: KnownRound

    @property
    def entries(self) -> tuple[int, ...]:
        """The entries it rests on."""
        return (self.after.entry, self.before.entry)


class Expected(NamedTuple):
    """When the next round is to be expected if things go on as agreed, or as they went.

    Attributes:
        rule: ``cadence``, or ``interval`` of the rounds on record.
        ordinal: of the round expected; None where ordinals are not known.
        when: the days between which it is expected.
        days: the interval from one round to the next.
        after: the last round held.
        first: the round from which on the interval is taken; None for a cadence.
        entries: what it rests on.
    """

    rule: str
    ordinal: int | None
    when: Span
    days: Days
    after: KnownRound
    first: KnownRound | None
    entries: tuple[int, ...]


class Kept(NamedTuple):
    """Whether the cadence was kept from one round to the next one known, or since the last one.

    Attributes:
        verdict: ``kept``, ``not kept``, ``cannot tell``, or ``running`` while there is time left.
        after: the round from which on it is judged.
        before: the next known round; None for the time since the last one.
        limit: the days between which the period that was agreed ends.
        entries: what it rests on.
    """

    verdict: str
    after: KnownRound
    before: KnownRound | None
    limit: Span
    entries: tuple[int, ...]


class Host(NamedTuple):
    """Whose turn it is to host the next round, by the agreed order."""

    party: str
    entries: tuple[int, ...]


class Inferred(NamedTuple):
    """Everything inferred about a dialogue."""

    missing: tuple[Missing, ...]
    expected: Expected | None
    kept: tuple[Kept, ...]
    host: Host | None


def infer(evidence: Evidence, on: date) -> Inferred:
    """What can be inferred about an active dialogue on a day."""
    return Inferred(
        missing_rounds(evidence), expected_next(evidence), cadence_kept(evidence, on), host_due(evidence)
    )


def missing_rounds(evidence: Evidence) -> tuple[Missing, ...]:
    """The gaps in the ordinals of the rounds held; a round that is only scheduled is no gap."""
    known = {round_.ordinal for round_ in evidence.rounds}
    numbered = _numbered(evidence)
    found = []
    for (low, after), (high, before) in pairwise(numbered):
        absent = tuple(n for n in range(low + 1, high) if n not in known)
        if absent:
            found.append(Missing(absent, after, before))
    return tuple(found)


def expected_next(evidence: Evidence) -> Expected | None:
    """The next round by the agreed cadence, or else by the average interval so far.

    The average is taken from the first to the last round whose ordinals are known, or over all
    rounds if none has one. With a single round on record there is no interval.
    """
    last = last_held(evidence)
    if last is None or not _dated(last):
        return None
    ordinal = last.ordinal + 1 if last.ordinal else None
    cadence = evidence.cadence
    if cadence:
        when = Span(*(_moved(day, cadence, cadence.every / cadence.times) for day in _span(last)))
        entries = (cadence.entry, last.entry)
        return Expected("cadence", ordinal, when, between(_span(last), when), last, None, entries)
    return _by_interval(evidence, last, ordinal)


def _by_interval(evidence: Evidence, last: KnownRound, ordinal: int | None) -> Expected | None:
    numbered = [(n, known) for n, known in _numbered(evidence) if _dated(known)]
    if not numbered:
        numbered = list(enumerate(known for known in evidence.held if _dated(known)))
    if len(numbered) < 2:  # noqa: PLR2004  an interval has two ends
        return None
    (low, first), (high, latest) = numbered[0], numbered[-1]
    whole = between(_span(first), _span(latest))
    if latest is not last or whole.least is None or whole.most is None or whole.least <= 0:
        return None
    days = Days(whole.least // (high - low), ceil(whole.most / (high - low)))
    when = Span(_plus(last.when.earliest, days.least or 0), _plus(last.when.latest, days.most or 0))
    return Expected("interval", ordinal, when, days, last, first, (first.entry, last.entry))


def cadence_kept(evidence: Evidence, on: date) -> tuple[Kept, ...]:
    """Whether n rounds came in each period: from known round to known round, and since the last.

    From one round to the k-th after it at most ceil(k/n) periods may pass. Where dates are vague or
    ordinals unknown, the verdict may be that nobody can tell. What lies before the agreement is
    not judged.
    """
    cadence, last = evidence.cadence, last_held(evidence)
    if cadence is None or last is None:
        return ()
    found = [
        _between_rounds(cadence, after, before)
        for after, before in pairwise(known for known in _in_order(evidence) if _dated(known))
        if after.when.latest >= cadence.agreed.earliest
    ]
    if _dated(last) and last.when.latest >= cadence.agreed.earliest:
        found.append(_since(last, cadence, evidence, on))
    return tuple(found)


def _since(last: KnownRound, cadence: Cadence, evidence: Evidence, on: date) -> Kept:
    limit = _limit(last, cadence, 1)
    if on <= limit.latest:
        verdict = "running"
    else:
        sure = _agreed_by(cadence, last) and not _perhaps_later(last, evidence)
        verdict = "not kept" if sure and evidence.looked_until(on) >= limit.latest else "cannot tell"
    look = (evidence.look.entry,) if evidence.look else ()
    return Kept(verdict, last, None, limit, (cadence.entry, last.entry, *look))


def _agreed_by(cadence: Cadence, known: KnownRound) -> bool:
    """Whether the cadence was agreed for certain by the end of a round: nothing binds before it is."""
    return cadence.agreed.latest <= known.when.latest


def _perhaps_later(last: KnownRound, evidence: Evidence) -> bool:
    """Whether a round without an ordinal may have come after the last one."""
    return any(known.ordinal is None and known.when.latest > last.when.latest for known in evidence.held)


def _between_rounds(cadence: Cadence, after: KnownRound, before: KnownRound) -> Kept:
    steps = before.ordinal - after.ordinal if after.ordinal and before.ordinal else 1
    limit = _limit(after, cadence, ceil(steps / cadence.times))
    if before.when.latest <= limit.earliest:
        verdict = "kept"
    else:
        # Between rounds without ordinals others may be missing from the log.
        sure = _agreed_by(cadence, after) and after.ordinal and before.ordinal
        verdict = "not kept" if sure and before.when.earliest > limit.latest else "cannot tell"
    return Kept(verdict, after, before, limit, (cadence.entry, after.entry, before.entry))


def host_due(evidence: Evidence) -> Host | None:
    """Whose turn the next round is: counted on from the last round whose host is known."""
    cadence = evidence.cadence
    last = last_held(evidence)
    if cadence is None or not cadence.hosts or last is None:
        return None
    for known in reversed(_in_order(evidence)):
        turn = [cadence.hosts.index(host) for host in known.hosts if host in cadence.hosts]
        if len(turn) != 1:
            continue
        if known is last:
            steps = 1
        elif known.ordinal and last.ordinal:
            steps = last.ordinal + 1 - known.ordinal
        else:
            return None
        party = cadence.hosts[(turn[0] + steps) % len(cadence.hosts)]
        return Host(party, (cadence.entry, known.entry))
    return None


def _numbered(evidence: Evidence) -> list[tuple[int, KnownRound]]:
    return sorted((known.ordinal, known) for known in evidence.held if known.ordinal is not None)


def _in_order(evidence: Evidence) -> list[KnownRound]:
    """The rounds held; those with ordinals by these, which tell more than vague dates."""
    numbered = (known for _, known in _numbered(evidence))
    return [known if known.ordinal is None else next(numbered) for known in evidence.held]


def last_held(evidence: Evidence) -> KnownRound | None:
    """The last round held: the highest ordinal, unless one without an ordinal was surely later."""
    latest = next(reversed(evidence.held), None)
    numbered = _numbered(evidence)
    if latest and numbered and latest.when.earliest <= numbered[-1][1].when.latest:
        return numbered[-1][1]
    return latest


def _dated(known: KnownRound) -> bool:
    return known.when.earliest > date.min and known.when.latest < date.max


def _span(known: KnownRound) -> Span:
    return Span(known.when.earliest, known.when.latest)


def _limit(known: KnownRound, cadence: Cadence, periods: int) -> Span:
    return Span(*(_moved(day, cadence, periods * cadence.every) for day in _span(known)))


def _moved(day: date, cadence: Cadence, units: float) -> date:
    """A day so many units of the cadence later; months are counted by the calendar if whole."""
    months = units * MONTHS.get(cadence.per, 0)
    if not months:
        return _plus(day, round(units * 7))
    if months != int(months):
        return _plus(day, round(months * 365.25 / 12))
    years, month = divmod(day.month - 1 + int(months), 12)
    year = day.year + years
    if year > date.max.year:
        return date.max
    last = monthrange(year, month + 1)[1]
    # The last day of a month stands for the whole of it.
    whole = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if whole else min(day.day, last))


def _plus(day: date, days: int) -> date:
    return date.max if days > (date.max - day).days else day + timedelta(days)


def as_window(span: Span) -> Window:
    """A span as a date that can be shown: a day, a month, months, or days from and to."""
    first, last = span
    if first == last:
        return Window(first.isoformat())
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        months = [day.isoformat()[:7] for day in span]
        return Window(months[0] if months[0] == months[1] else "/".join(months))
    return Window(f"{first.isoformat()}/{last.isoformat()}")
