"""Commitments with where they stand, and what that rests on."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from servanda.domain.records import Commitment
from servanda.domain.standing import Evidence, Standing, standing
from servanda.log.rows import Rows
from servanda.projections.tables import BY_LAST_DAY, LAST_DAY
from servanda.queries.as_of import AsOf
from servanda.queries.evidence import evidence, evidence_of
from servanda.queries.filters import Condition, Filters
from servanda.queries.lists import Narrowed, chunks

OVERDUE = ("overdue", "lapsed")
CLOSED = {"fulfilled", "withdrawn", "superseded"}
PAST_DUE = ("past due, unchecked", *OVERDUE)
STANDINGS = (
    "fulfilled",
    "withdrawn",
    "superseded",
    "implied",
    "upcoming",
    "in window",
    "past due, unchecked",
    "overdue",
    "lapsed",
    "ongoing",
    "dormant",
)


class Seen(NamedTuple):
    """A commitment with its standing on the day asked about."""

    commitment: Commitment
    standing: Standing


class Sought(NamedTuple):
    """Which standings a list of commitments is narrowed to.

    Attributes:
        names: of the standings.
        dropped: only those silently dropped.
    """

    names: frozenset[str] = frozenset(STANDINGS)
    dropped: bool = False

    def takes(self, found: Standing) -> bool:
        """Whether it is one of them."""
        return found.name in self.names and (found.dropped is not None or not self.dropped)

    def conditions(self, on: date) -> Iterator[Condition]:
        """What is true of every commitment that can stand so, for an index to leave out most others."""
        if self.names >= set(STANDINGS) and not self.dropped:
            return
        states = sorted({name if name in CLOSED else "open" for name in self.names})
        states = ["open"] if self.dropped else states
        yield Condition(f"t.state IN ({','.join('?' * len(states))})", tuple(states))
        if states == ["open"]:
            spans = [_due(name, on) for name in self.names - CLOSED]
            bounds = (min(first for first, _ in spans), max(last for _, last in spans))
            yield Condition(f"{LAST_DAY} BETWEEN ? AND ?", tuple(day.isoformat() for day in bounds))
        if self.names == {"implied"}:
            yield Condition("t.kind = 'next-meeting'")


def _due(name: str, on: date) -> tuple[date, date]:
    """Between which days the last day of the due date lies where a commitment stands so."""
    match name:
        case "past due, unchecked" | "overdue" | "lapsed":
            return date.min, on
        case "upcoming" | "in window":
            return on, date.max
        case "ongoing" | "dormant":
            return date.max, date.max
    return date.min, date.max


def commitments(rows: Rows, as_of: AsOf, filters: Filters | None = None) -> list[Seen]:
    """Commitments with their standings; those with a due date first, by its last day."""
    return list(each_commitment(rows, as_of, filters))


def each_commitment(
    rows: Rows,
    as_of: AsOf,
    filters: Filters | None = None,
    sought: Sought | None = None,
    first: int | None = None,
    *,
    order: tuple[str, ...] = BY_LAST_DAY,
    known: dict[str, Evidence] | None = None,
) -> Iterator[Seen]:
    """The same one by one, narrowed to some standings.

    ``first`` is how many are expected to be read; ``order`` is another order than usual; ``known`` is
    the evidence of the dialogues where the caller has it already.
    """
    sought = sought or Sought()
    if not sought.names:
        return
    narrowed = Narrowed(filters or Filters(), tuple(sought.conditions(as_of.on)), order)
    for some in chunks(rows, Commitment, as_of, narrowed, first):
        rests_on = known or evidence(rows, as_of, (found.dialogue for found in some))
        yield from (seen for seen in judged(some, as_of, rests_on) if sought.takes(seen.standing))


def in_order(seen: Seen) -> tuple[date, str, int]:
    """The place of a commitment in the usual order: by the last day of its due date."""
    due = seen.commitment.due
    return (due.latest if due else date.max, seen.commitment.dialogue, seen.commitment.number)


def judged(some: Iterable[Commitment], as_of: AsOf, known: dict[str, Evidence]) -> Iterator[Seen]:
    """Commitments with their standings by what is known of their dialogues."""
    for found in some:
        yield Seen(found, standing(found, as_of.on, known[found.dialogue], as_of.thresholds))


def commitment(rows: Rows, record: Commitment, as_of: AsOf) -> Seen:
    """A commitment with its standing."""
    known = evidence_of(rows, as_of, record.dialogue)
    return Seen(record, standing(record, as_of.on, known, as_of.thresholds))
