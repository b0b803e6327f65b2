"""The law of the three axes of time: an answer is what a replay of the log, cut there, gives.

The oracle below shares with the program the rules of the domain alone: `effective`, `evolve`,
`public` and `standing`. It reads the lines of the log, knows no rows, and folds from nothing.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from given import TODAY
from servanda import queries
from servanda.app.recording import Ledger
from servanda.domain.entry import Entry
from servanda.domain.evolve import evolve
from servanda.domain.order import effective
from servanda.domain.public import public
from servanda.domain.records import Commitment, Dialogue, Meeting, Outcome, Record, Source
from servanda.domain.standing import Evidence, KnownRound, Look, standing
from servanda.domain.state import Key, State
from servanda.log.envelope import stored_envelope
from servanda.log.rows import Rows
from servanda.log.store import Reader
from servanda.projections.published import cut
from servanda.projections.tables import TABLES
from servanda.queries import NOW, AsOf, Seen, Status
from servanda.queries.views import DUE_GROUPS, Group
from strategies import fewer, grown, offers, pauses

A_DAY = timedelta(days=1)


# What the program answers.


@contextmanager
def asked(ledger: Ledger, as_of: AsOf) -> Iterator[Rows]:
    """The rows of a ledger, cut to what was public for as long as a question is asked of them."""
    rows = ledger.log.rows()
    if as_of.public_by is None:
        yield rows
        return
    cut(rows, ledger.log, as_of.known_at, as_of.public_by)
    try:
        yield rows
    finally:
        for table in (*TABLES.values(), *(f"{name}_words" for name in TABLES.values()), "facets"):
            rows.execute(f"DROP TABLE {rows.dialect.cut}.{table}")


class Answer(NamedTuple):
    """Every record, every standing, what those rest on, and the state of the whole."""

    records: dict[Key, Record]
    standings: list[Seen]
    evidence: dict[str, Evidence]
    status: Status


def answered(ledger: Ledger, as_of: AsOf) -> Answer:
    """What the rows say."""
    with asked(ledger, as_of) as rows:
        records = {(cls, record.key): record for cls in TABLES for record in queries.select(rows, cls, as_of)}
        slugs = [key for cls, key in records if cls is Dialogue]
        return Answer(
            records,
            queries.commitments(rows, as_of),
            queries.evidence(rows, as_of, slugs),
            queries.status(rows, as_of),
        )


# What a replay of the log says.


class Log(NamedTuple):
    """The entries known at a position as they stand, by stream, and when each was recorded."""

    standing: dict[str, list[Entry]]
    recorded: dict[int, str]


def known(log: Reader, position: int) -> Log:
    """The log cut at a position, without what was voided, corrections put in place."""
    streams: dict[str, list[Entry]] = {}
    recorded: dict[int, str] = {}
    for stored in log.read():
        if stored.position <= position:
            envelope = stored_envelope(stored.line)
            streams.setdefault(stored.subject, []).append(envelope.entry(stored.position))
            recorded[stored.position] = envelope.time
    return Log({slug: effective(entries) for slug, entries in streams.items()}, recorded)


def told_by(log: Log, by: date) -> Log:
    """The entries that were public by a day: by the source that says so first, or by being recorded."""
    published = {
        slug: entries[0].event.occurred.latest
        for slug, entries in log.standing.items()
        if entries and entries[0].event.type == "source-published"
    }

    def became_public(entry: Entry) -> date:
        if entry.stream in published:
            return published[entry.stream]
        if entry.event.citations:
            return min(published.get(citation.source, date.max) for citation in entry.event.citations)
        return date.fromisoformat(log.recorded[entry.position][:10])

    told = {slug: public(entries, became_public, by) for slug, entries in log.standing.items()}
    return Log(told, log.recorded)


def folded(log: Log, on: date) -> dict[Key, Record]:
    """The records of all streams after what had happened by a day."""
    records: dict[Key, Record] = {}
    for entries in log.standing.values():
        state = State()
        for entry in entries:
            if entry.event.occurred.earliest <= on:
                state.put(*evolve(entry.event, state, entry))
        records |= state
    return records


def of(records: dict[Key, Record], cls: type, dialogue: str | None = None) -> list:
    """The records of a kind, of one dialogue if that is asked."""
    return [
        record
        for (kind, _), record in records.items()
        if kind is cls and dialogue in (None, getattr(record, "dialogue", None))
    ]


def evidence(records: dict[Key, Record], slug: str) -> Evidence:
    """What standings of a dialogue rest on."""
    dialogue = records[Dialogue, slug]
    looks = [
        Look(source.published.earliest, source.entries[-1], source.slug)
        for source in sorted(of(records, Source), key=lambda source: source.slug)
        if slug in source.dialogues and source.published.earliest > date.min
    ]
    if dialogue.checked_through:
        looks.append(Look(date.fromisoformat(dialogue.checked_through), dialogue.checked_in))
    meetings = sorted(of(records, Meeting, slug), key=by_date)
    return Evidence(
        max(looks, key=lambda look: look.until, default=None),
        tuple(known_round(records, meeting) for meeting in meetings),
        dialogue.cadence,
    )


def known_round(records: dict[Key, Record], meeting: Meeting) -> KnownRound:
    """A round with the entries of what came out of it."""
    came_out = [
        record.entries[0]
        for cls in (Outcome, Commitment)
        for record in of(records, cls, meeting.dialogue)
        if record.round == meeting.round
    ]
    return KnownRound(
        meeting.round,
        meeting.ordinal,
        meeting.state,
        meeting.when,
        meeting.entries[-1],
        meeting.hosts,
        tuple(sorted(came_out)),
    )


def by_date(meeting: Meeting) -> tuple[object, ...]:
    """The place of a round among those of its dialogue."""
    return (meeting.when.earliest, meeting.when.latest, meeting.ordinal or 0, meeting.key)


def last_due_day(seen: Seen) -> tuple[date, str, int]:
    """The place of a commitment among all of them."""
    commitment = seen.commitment
    last = commitment.due.latest if commitment.due else date.max
    return (last, commitment.dialogue, commitment.number)


def state_of(log: Log, records: dict[Key, Record], seens: list[Seen], as_of: AsOf) -> Status:
    """The state of the whole record."""
    meetings = sorted(of(records, Meeting), key=lambda meeting: (meeting.dialogue, *by_date(meeting)))
    states = [seen.commitment.state for seen in seens]
    verdicts = [
        seen.standing.punctuality.name
        for seen in seens
        if seen.commitment.state == "fulfilled" and seen.standing.punctuality
    ]
    open_ = [
        ("due soon" if seen.standing.due_soon else seen.standing.name, seen)
        for seen in seens
        if seen.commitment.state == "open"
    ]
    return Status(
        as_of,
        max(log.recorded, default=0),
        max(log.recorded.values(), default=""),
        {
            "dialogues": len(of(records, Dialogue)),
            "meetings held": [meeting.state for meeting in meetings].count("held"),
            "outcomes": len(of(records, Outcome)),
            "sources": len(of(records, Source)),
            "commitments": len(seens),
            "open": states.count("open"),
            "fulfilled": states.count("fulfilled"),
            **{f"fulfilled {name}": verdicts.count(name) for name in ("on time", "late", "indeterminate")},
            "closed otherwise": states.count("withdrawn") + states.count("superseded"),
        },
        {group: whole(seen for name, seen in open_ if name == group) for group in DUE_GROUPS},
        whole(seen for seen in seens if seen.standing.dropped),
        [meeting for meeting in meetings if meeting.state == "scheduled"],
    )


def whole(seens: Iterable[Seen]) -> Group:
    found = list(seens)
    return Group(len(found), found)


def replayed(log: Reader, as_of: AsOf) -> Answer:
    """What the log says, cut at the point asked about and folded from nothing."""
    there = known(log, as_of.known_at)
    told = told_by(there, as_of.public_by) if as_of.public_by else there
    records = folded(told, as_of.on)
    known_of = {slug: evidence(records, slug) for cls, slug in records if cls is Dialogue}
    seens = sorted(
        (
            Seen(commitment, standing(commitment, as_of.on, known_of[commitment.dialogue], as_of.thresholds))
            for commitment in of(records, Commitment)
        ),
        key=last_due_day,
    )
    return Answer(records, seens, known_of, state_of(there, records, seens, as_of))


# The points asked about.


def points(data: st.DataObject, ledger: Ledger, count: int) -> list[AsOf]:
    """So many combinations of the axes, on and around the days on which something changes.

    A third of them asks nothing of what was public.
    """
    happened, became_public = turns(ledger)
    drawn = st.builds(
        AsOf,
        st.sampled_from(happened),
        st.integers(0, ledger.log.head().position) | st.just(NOW),
        st.sampled_from((*[None] * len(became_public), *became_public * 2)),
    )
    return data.draw(st.lists(drawn, min_size=count, max_size=count))


def turns(ledger: Ledger) -> tuple[list[date], list[date]]:
    """Days on which something happened or was due, and days on which something became public."""
    happened, became_public = {date.min, TODAY, date(2030, 1, 1)}, {date.min, TODAY}
    for stored in ledger.log.read():
        envelope = stored_envelope(stored.line)
        event = envelope.event()
        became_public |= around(date.fromisoformat(envelope.time[:10]))
        due = getattr(event, "due", None)
        for window in (event.occurred, due) if due else (event.occurred,):
            happened |= around(window.earliest) | around(window.latest)
        if stored.type == "source-published":
            became_public |= around(event.occurred.latest)
    return sorted(happened), sorted(became_public)


def around(day: date) -> set[date]:
    """A day, and those before and after it; none for an open end."""
    return set() if day in (date.min, date.max) else {day - A_DAY, day, day + A_DAY}


@fewer(2)
@given(offers(), pauses, st.data())
def test_an_answer_is_a_replay_of_the_log_cut_there(offered, paused, data):
    """Of any day, by what was known and public, rows, standings and status are those of a replay."""
    with grown(offered, paused) as ledger:
        for as_of in points(data, ledger, 12):
            assert replayed(ledger.log, as_of) == answered(ledger, as_of), as_of


def test_what_was_public_makes_a_difference():
    """More than half of the answers that the law compares are others than without that axis.

    Points at which nothing was there at all are not counted.
    """
    differing = []

    @fewer(4)
    @given(offers(), pauses, st.data())
    def compare(offered, paused, data):
        with grown(offered, paused) as ledger:
            for as_of in points(data, ledger, 12):
                whole = answered(ledger, replace(as_of, public_by=None))
                if as_of.public_by and whole.records:
                    told = answered(ledger, as_of)
                    differing.append((whole.records, whole.standings) != (told.records, told.standings))

    compare()

    assert len(differing) > 40
    assert sum(differing) > len(differing) / 2
