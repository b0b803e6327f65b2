"""Commitments with where they stand, and what that rests on."""

from datetime import date
from typing import NamedTuple

from servanda.domain.records import Commitment
from servanda.domain.standing import Evidence, Standing, standing
from servanda.log.rows import Rows
from servanda.queries.as_of import AsOf
from servanda.queries.evidence import evidence, evidence_of
from servanda.queries.filters import Filters
from servanda.queries.records import select

OVERDUE = ("overdue", "lapsed")
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


def commitments(
    rows: Rows, as_of: AsOf, filters: Filters | None = None, known: dict[str, Evidence] | None = None
) -> list[Seen]:
    """Commitments with their standings; those with a due date first, by its last day.

    ``known`` is the evidence of the dialogues where the caller has it already.
    """
    found = select(rows, Commitment, as_of, filters)
    if known is None:
        known = evidence(rows, as_of, (commitment.dialogue for commitment in found))
    seens = [
        Seen(commitment, standing(commitment, as_of.on, known[commitment.dialogue], as_of.thresholds))
        for commitment in found
    ]
    return sorted(
        seens, key=lambda seen: (_last_day(seen.commitment), seen.commitment.dialogue, seen.commitment.number)
    )


def commitment(rows: Rows, record: Commitment, as_of: AsOf) -> Seen:
    """A commitment with its standing."""
    known = evidence_of(rows, as_of, record.dialogue)
    return Seen(record, standing(record, as_of.on, known, as_of.thresholds))


def _last_day(commitment: Commitment) -> date:
    return commitment.due.latest if commitment.due else date.max
