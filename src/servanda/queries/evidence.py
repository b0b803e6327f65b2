"""What the standings and inferences of a dialogue rest on, read from the rows."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from servanda.domain.records import Cadence
from servanda.domain.standing import Evidence, KnownRound, Look
from servanda.events.window import Window
from servanda.log.rows import Rows
from servanda.projections.tables import from_column
from servanda.queries.as_of import AsOf

AT_ONCE = 500
"""How many dialogues one statement asks about: a bound on its parameters."""


def evidence(rows: Rows, as_of: AsOf, slugs: Iterable[str], *, came_out: bool = True) -> dict[str, Evidence]:
    """What is known of each of the dialogues, on the day and by what was known.

    ``came_out`` is whether to read what came out of the rounds, on which "silently dropped" rests.
    """
    wanted = sorted(set(slugs))
    found: dict[str, Evidence] = {}
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        outcomes = _outcomes(rows, as_of, some) if came_out else {}
        found |= _evidence(rows, as_of, some, outcomes)
    return found


def evidence_of(rows: Rows, as_of: AsOf, slug: str) -> Evidence:
    """What is known of one dialogue."""
    return evidence(rows, as_of, [slug])[slug]


_Outcomes = dict[tuple[str, str], list[int]]
"""By dialogue and round the entries of what came out of it."""


def _evidence(rows: Rows, as_of: AsOf, slugs: Sequence[str], outcomes: _Outcomes) -> dict[str, Evidence]:
    looks = _looks(rows, as_of, slugs)
    rounds: dict[str, list[KnownRound]] = {}
    for slug, known in _rounds(rows, as_of, slugs, outcomes):
        rounds.setdefault(slug, []).append(known)
    cadences = _cadences(rows, as_of, slugs)
    return {
        slug: Evidence(looks.get(slug), tuple(rounds.get(slug, ())), cadences.get(slug)) for slug in slugs
    }


def _select(rows: Rows, as_of: AsOf, sql: str, slugs: Sequence[str]) -> list[Any]:
    """Run a statement in which ``{marks}`` stands for the dialogues and ``{as_of}`` for the moment."""
    asked = sql.format(marks=",".join("?" * len(slugs)), as_of=as_of.clause)
    return rows.execute(asked, (*slugs, *as_of.parameters)).fetchall()


def _looks(rows: Rows, as_of: AsOf, slugs: Sequence[str]) -> dict[str, Look]:
    """The latest look: a source from the first day on which it can have been published, or a check.

    A source with a vague date of publication proves no more than that first day. Of several that
    reach equally far the first by its slug counts, however the rows came to be.
    """
    covering = (
        "SELECT f.value, t.published_earliest, t.entries, t.slug FROM facets f "
        "JOIN sources t ON t.row_id = f.row_id "
        "WHERE f.entity = 'sources' AND f.facet = 'covers' AND f.value IN ({marks}) AND {as_of} "
        "ORDER BY t.key"
    )
    latest: dict[str, tuple[str, Any, str | None]] = {}
    for slug, day, entries, source in _select(rows, as_of, covering, slugs):
        # A source of no known first day proves no look at all.
        if day > latest.get(slug, (date.min.isoformat(),))[0]:
            latest[slug] = (day, entries, source)
    looks = {
        slug: Look(date.fromisoformat(day), from_column(entries)[-1], source)
        for slug, (day, entries, source) in latest.items()
    }
    checked = (
        "SELECT t.slug, t.checked_through, t.checked_in FROM dialogues t "
        "WHERE t.key IN ({marks}) AND t.checked_through IS NOT NULL AND {as_of}"
    )
    for slug, day, entry in _select(rows, as_of, checked, slugs):
        through = date.fromisoformat(day)
        if slug not in looks or through > looks[slug].until:
            looks[slug] = Look(through, entry)
    return looks


def _outcomes(rows: Rows, as_of: AsOf, slugs: Sequence[str]) -> _Outcomes:
    found: _Outcomes = {}
    for table in ("outcomes", "commitments"):
        sql = f"SELECT t.dialogue, t.round, t.entries FROM {table} t "
        sql += "WHERE t.dialogue IN ({marks}) AND t.round IS NOT NULL AND {as_of}"
        for slug, round_, entries in _select(rows, as_of, sql, slugs):
            found.setdefault((slug, round_), []).append(from_column(entries)[0])
    return found


def _rounds(
    rows: Rows, as_of: AsOf, slugs: Sequence[str], outcomes: _Outcomes
) -> Iterator[tuple[str, KnownRound]]:
    sql = (
        'SELECT t.dialogue, t.round, t.ordinal, t.state, t."when", t.when_words, t.entries, t.hosts '
        "FROM meetings t WHERE t.dialogue IN ({marks}) AND {as_of} "
        "ORDER BY t.when_earliest, t.when_latest, t.ordinal NULLS FIRST, t.key"
    )
    for slug, round_, ordinal, state, when, said, entries, hosts in _select(rows, as_of, sql, slugs):
        came_out = tuple(sorted(outcomes.get((slug, round_), ())))
        positions, named = from_column(entries), from_column(hosts)
        yield slug, KnownRound(round_, ordinal, state, Window(when, said), positions[-1], named, came_out)


def _cadences(rows: Rows, as_of: AsOf, slugs: Sequence[str]) -> dict[str, Cadence]:
    sql = (
        "SELECT t.slug, t.cadence FROM dialogues t "
        "WHERE t.key IN ({marks}) AND t.cadence IS NOT NULL AND {as_of}"
    )
    return {slug: from_column(value) for slug, value in _select(rows, as_of, sql, slugs)}
