"""Entries that keep every rule and still contradict each other on the same fact."""

from collections.abc import Iterator
from itertools import combinations

from servanda.audit.finding import Finding
from servanda.audit.told import published, told
from servanda.domain.records import Commitment, Meeting, Outcome
from servanda.events.window import Window
from servanda.log.rows import Rows
from servanda.queries import AsOf, select

NAME = "contradictions"


def contradictions(rows: Rows, as_of: AsOf) -> Iterator[Finding]:
    """Every contradiction in the record as it stands."""
    meetings = {
        (held.dialogue, held.round): held for held in select(rows, Meeting, as_of) if held.state == "held"
    }
    commitments = select(rows, Commitment, as_of)
    outcomes = select(rows, Outcome, as_of)
    yield from _at_a_round(meetings, commitments, outcomes)
    yield from _promised_too_late(list(meetings.values()), commitments)
    yield from _promised_twice(commitments)
    yield from _adopted_twice(outcomes)
    yield from _published_before(rows, [*meetings.values(), *outcomes], as_of)


def _at_a_round(
    meetings: dict[tuple[str, str], Meeting], commitments: list[Commitment], outcomes: list[Outcome]
) -> Iterator[Finding]:
    """What is said to have come out of a round lies outside of it, or before it."""
    for commitment in commitments:
        meeting = meetings.get((commitment.dialogue, commitment.round or ""))
        if meeting and _apart(commitment.made, meeting.when):
            said = f"made {commitment.made} at round {meeting.round}, which was held {meeting.when}"
            yield Finding(NAME, commitment.ref, said, (commitment.entries[0], meeting.entries[-1]))
    for outcome in outcomes:
        meeting = meetings.get((outcome.dialogue, outcome.round or ""))
        if meeting and outcome.adopted.latest < meeting.when.earliest:
            said = f"adopted {outcome.adopted}, before round {meeting.round} was held ({meeting.when})"
            yield Finding(NAME, f"#{outcome.number}", said, (outcome.number, meeting.entries[-1]))


def _promised_too_late(meetings: list[Meeting], commitments: list[Commitment]) -> Iterator[Finding]:
    """A round promised after one with a higher ordinal had been held."""
    held = [meeting for meeting in meetings if meeting.ordinal]
    for promise in commitments:
        promised = promise.promised_round
        if promise.state != "open" or promised is None or not promised.isdigit():
            continue
        for meeting in held:
            later = meeting.dialogue == promise.dialogue and (meeting.ordinal or 0) > int(promised)
            if later and meeting.when.latest < promise.made.earliest:
                said = f"promises round {promised}, made {promise.made} after round {meeting.round} was held"
                yield Finding(NAME, promise.ref, said, (promise.entries[0], meeting.entries[-1]))
                break


def _promised_twice(commitments: list[Commitment]) -> Iterator[Finding]:
    """One round promised for two periods that have no day in common, neither promise given up."""
    promises = [
        one for one in commitments if one.promised_round and one.due and one.state in ("open", "fulfilled")
    ]
    for first, second in combinations(promises, 2):
        if (first.dialogue, first.promised_round) != (second.dialogue, second.promised_round):
            continue
        if first.due and second.due and _apart(first.due, second.due):
            said = f"promises round {first.promised_round} for {first.due}, {second.ref} for {second.due}"
            yield Finding(NAME, first.ref, said, (first.entries[-1], second.entries[-1]))


def _adopted_twice(outcomes: list[Outcome]) -> Iterator[Finding]:
    """The same instrument of the same round adopted at two times."""
    by_title: dict[tuple[str, str, str | None], list[Outcome]] = {}
    for outcome in outcomes:
        key = (outcome.dialogue, outcome.title.casefold(), outcome.round)
        by_title.setdefault(key, []).append(outcome)
    for group in by_title.values():
        for first, second in combinations(group, 2):
            if _apart(first.adopted, second.adopted) or first.kind != second.kind:
                both = (f"a {outcome.kind} of {outcome.adopted}" for outcome in (first, second))
                said = f"{first.title!r} is {' and '.join(both)}"
                yield Finding(NAME, f"#{first.number}", said, (first.number, second.number))


def _published_before(rows: Rows, records: list[Meeting | Outcome], as_of: AsOf) -> Iterator[Finding]:
    """A fact told by sources all of which had been published before it happened."""
    for record in records:
        when = record.when if isinstance(record, Meeting) else record.adopted
        entry = told(rows, record.entries[-1], as_of.known_at)
        days = [published(rows, (citation,), as_of.known_at) for citation in entry.citations]
        last = max((day.latest for day in days if day), default=None)
        if last is not None and last < when.earliest:
            said = f"happened {when}, but the sources that tell of it are of {last} at the latest"
            address = (
                f"#{record.number}" if isinstance(record, Outcome) else f"{record.dialogue} {record.round}"
            )
            yield Finding(NAME, address, said, (entry.entry,))


def _apart(first: Window, second: Window) -> bool:
    """Whether two vague dates have no day in common."""
    return first.latest < second.earliest or second.latest < first.earliest
