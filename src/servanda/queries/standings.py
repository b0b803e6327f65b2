"""Commitments with where they stand, and what that rests on."""

from datetime import date
from typing import NamedTuple

from servanda.domain.records import Commitment
from servanda.domain.standing import Evidence, Standing, standing
from servanda.log.rows import Rows
from servanda.queries.as_of import AsOf
from servanda.queries.filters import Filters
from servanda.queries.records import select

PAST_DUE = ("overdue", "past due, unchecked")


class Seen(NamedTuple):
    """A commitment with its standing on the day asked about."""

    commitment: Commitment
    standing: Standing


def commitments(rows: Rows, as_of: AsOf, filters: Filters | None = None) -> list[Seen]:
    """Commitments with their standings; those with a due date first, by its last day."""
    known = _evidence(rows, as_of)
    found = [
        Seen(commitment, standing(commitment, as_of.on, known.get(commitment.dialogue, Evidence())))
        for commitment in select(rows, Commitment, as_of, filters)
    ]
    return sorted(
        found, key=lambda seen: (_last_day(seen.commitment), seen.commitment.dialogue, seen.commitment.number)
    )


def commitment(rows: Rows, record: Commitment, as_of: AsOf) -> Seen:
    """A commitment with its standing."""
    known = _evidence(rows, as_of).get(record.dialogue, Evidence())
    return Seen(record, standing(record, as_of.on, known))


def _last_day(commitment: Commitment) -> date:
    return commitment.due.latest if commitment.due else date.max


def _evidence(rows: Rows, as_of: AsOf) -> dict[str, Evidence]:
    """What the standings of each dialogue's commitments rest on."""
    marks = watermarks(rows, as_of)
    rounds: dict[str, dict[int, str]] = {}
    for slug, ordinal, state in rows.execute(
        "SELECT t.dialogue, t.ordinal, t.state FROM meetings t "
        f"WHERE t.ordinal IS NOT NULL AND {as_of.clause}",
        as_of.parameters,
    ).fetchall():
        rounds.setdefault(slug, {})[ordinal] = state
    return {
        slug: Evidence(
            marks.get(slug),
            max((ordinal for ordinal, state in rounds.get(slug, {}).items() if state == "held"), default=0),
            frozenset(rounds.get(slug, {})),
        )
        for slug in marks.keys() | rounds.keys()
    }


def watermarks(rows: Rows, as_of: AsOf) -> dict[str, date]:
    """For each dialogue the last day up to which somebody is known to have looked for news.

    The first day on which its newest source can have been published, or the day through which
    coverage was checked, whichever is later.
    """
    covered = rows.execute(
        "SELECT f.value, max(t.published_earliest) FROM facets f JOIN sources t ON t.row_id = f.row_id "
        f"WHERE f.entity = 'sources' AND f.facet = 'covers' AND {as_of.clause} GROUP BY f.value",
        as_of.parameters,
    ).fetchall()
    marks = {slug: date.fromisoformat(day) for slug, day in covered}
    checked = rows.execute(
        "SELECT t.slug, t.checked_through FROM dialogues t "
        f"WHERE t.checked_through IS NOT NULL AND {as_of.clause}",
        as_of.parameters,
    ).fetchall()
    for slug, day in checked:
        marks[slug] = max(marks.get(slug, date.min), date.fromisoformat(day))
    return marks
