"""Entries that keep every rule and still contradict each other on the same fact."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import chain, combinations
from typing import TypeVar

from servanda.audit.finding import Finding
from servanda.audit.told import published, told
from servanda.domain.records import Commitment, Meeting, Outcome
from servanda.events.window import Window
from servanda.log.rows import Rows
from servanda.queries import AsOf, select

NAME = "contradictions"

T = TypeVar("T")


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
    held = _grouped((meeting for meeting in meetings if meeting.ordinal), lambda meeting: meeting.dialogue)
    for promise in commitments:
        promised = promise.promised_round
        if promise.state != "open" or promised is None or not promised.isdigit():
            continue
        for meeting in held.get(promise.dialogue, ()):
            later = (meeting.ordinal or 0) > int(promised)
            if later and meeting.when.latest < promise.made.earliest:
                said = f"promises round {promised}, made {promise.made} after round {meeting.round} was held"
                yield Finding(NAME, promise.ref, said, (promise.entries[0], meeting.entries[-1]))
                break


def _promised_twice(commitments: list[Commitment]) -> Iterator[Finding]:
    """One round promised for two periods that have no day in common, neither promise given up."""
    promises = [
        one for one in commitments if one.promised_round and one.due and one.state in ("open", "fulfilled")
    ]
    alike = _grouped(promises, lambda one: (one.dialogue, one.promised_round)).values()
    for first, second in sorted(chain.from_iterable(combinations(group, 2) for group in alike), key=_order):
        if first.due and second.due and _apart(first.due, second.due):
            said = f"promises round {first.promised_round} for {first.due}, {second.ref} for {second.due}"
            yield Finding(NAME, first.ref, said, (first.entries[-1], second.entries[-1]))


def _order(pair: tuple[Commitment, Commitment]) -> list[tuple[str, int]]:
    return [(one.dialogue, one.number) for one in pair]


def _grouped(items: Iterable[T], key: Callable[[T], Hashable]) -> dict[Hashable, list[T]]:
    """The items by a key, so that each is compared with its like only."""
    groups: dict[Hashable, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def _adopted_twice(outcomes: list[Outcome]) -> Iterator[Finding]:
    """The same instrument of the same round adopted at two times."""
    by_title = _grouped(outcomes, lambda one: (one.dialogue, one.title.casefold(), one.round))
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
