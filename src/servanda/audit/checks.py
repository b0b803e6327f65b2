"""Named checks of the record: what an editor would ask about before relying on it.

Each check is a function from the rows to findings; none of them changes anything. A finding is
a place to look, not a verdict on the parties.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, pairwise
from typing import NamedTuple

from servanda.audit.clock import stood_behind
from servanda.audit.contradictions import contradictions
from servanda.audit.drift import drifts
from servanda.audit.finding import Finding
from servanda.audit.told import told
from servanda.domain.inference import cadence_kept, missing_rounds
from servanda.domain.records import Dialogue, Meeting
from servanda.domain.standing import Evidence, KnownRound
from servanda.errors import UnknownNameError, nearest
from servanda.log.rows import Rows
from servanda.queries import AsOf, Seen, commitments, evidence, select


class Known(NamedTuple):
    """What the checks look at, read once."""

    rows: Rows
    as_of: AsOf
    dialogues: list[Dialogue]
    known: dict[str, Evidence]
    commitments: list[Seen]


class Check(NamedTuple):
    """A check and what it looks for, in a few words."""

    find: Callable[[Known], Iterable[Finding]]
    looks_for: str


def check(rows: Rows, as_of: AsOf, names: Iterable[str] = ()) -> list[Finding]:
    """The findings of some checks, or of all, in the order of `CHECKS`.

    Raises:
        UnknownNameError: there is no check of such a name, with the nearest one.
    """
    wanted = set(names) or set(CHECKS)
    require(wanted, CHECKS)
    dialogues = select(rows, Dialogue, as_of)
    known = evidence(rows, as_of, (dialogue.slug for dialogue in dialogues))
    record = Known(rows, as_of, dialogues, known, commitments(rows, as_of))
    return [finding for name in CHECKS if name in wanted for finding in CHECKS[name].find(record)]


def require(names: Iterable[str], known: Iterable[str]) -> None:
    """Raise unless all names are those of checks.

    Raises:
        UnknownNameError: with the nearest name, or all there are.
    """
    there = list(known)
    for name in names:
        if name not in there:
            msg = f"there is no check {name!r}"
            raise UnknownNameError(msg, nearest(name, there) or f"There are {', '.join(there)}.")


def _gaps(record: Known) -> Iterator[Finding]:
    for slug, known in record.known.items():
        for gap in missing_rounds(known):
            ordinals = ", ".join(str(number) for number in gap.ordinals)
            what = f"rounds {ordinals} are" if len(gap.ordinals) > 1 else f"round {ordinals} is"
            said = f"{what} not recorded, between {gap.after.round} and {gap.before.round}"
            yield Finding("gaps", slug, said, gap.entries)


def _ordinals(record: Known) -> Iterator[Finding]:
    for slug, known in record.known.items():
        numbered = sorted((round_.ordinal, round_) for round_ in known.held if round_.ordinal is not None)
        for (_, first), (_, second) in pairwise(numbered):
            if second.when.latest < first.when.earliest:
                said = (
                    f"round {second.round} ({second.when}) was held before round {first.round} ({first.when})"
                )
                yield Finding("ordinals", slug, said, (first.entry, second.entry))
        for first, second in combinations(known.held, 2):
            if _same_days(first, second):
                said = f"rounds {first.round} and {second.round} were held on the same days ({first.when})"
                yield Finding("ordinals", slug, said, (first.entry, second.entry))


def _same_days(first: KnownRound, second: KnownRound) -> bool:
    """Both dated to a few days, and to the same ones: most likely one meeting under two names."""
    short = (first.when.latest - first.when.earliest).days < DAYS_OF_A_MEETING
    return short and first.when.order == second.when.order


DAYS_OF_A_MEETING = 15


def _due_dates(record: Known) -> Iterator[Finding]:
    for commitment, _ in record.commitments:
        due = commitment.first_due
        if due and due.latest < commitment.made.latest and commitment.made.known:
            said = f"due {due}, which may be before it was made ({commitment.made})"
            yield Finding("due-dates", commitment.ref, said, commitment.entries[:1])


def _scheduled(record: Known) -> Iterator[Finding]:
    for meeting in select(record.rows, Meeting, record.as_of):
        if meeting.state == "scheduled" and meeting.when.latest < record.as_of.on:
            said = f"round {meeting.round} was scheduled for {meeting.when}, and nothing is recorded since"
            yield Finding("scheduled", meeting.dialogue, said, meeting.entries[-1:])


def _citations(record: Known) -> Iterator[Finding]:
    for commitment, _ in record.commitments:
        entry = told(record.rows, commitment.entries[0], record.as_of.known_at)
        if not entry.citations:
            yield Finding("citations", commitment.ref, "its making cites no source", (entry.entry,))


def _coverage(record: Known) -> Iterator[Finding]:
    for dialogue in record.dialogues:
        if record.known[dialogue.slug].look is None:
            said = "no source covers it and no check is recorded: its silence means nothing"
            yield Finding("coverage", dialogue.slug, said, dialogue.entries[:1])


def _contradictions(record: Known) -> Iterator[Finding]:
    return contradictions(record.rows, record.as_of)


def _dropped(record: Known) -> Iterator[Finding]:
    for commitment, standing in record.commitments:
        if standing.dropped:
            entries = (commitment.entries[-1], standing.dropped.entry, *standing.dropped.outcomes)
            said = f"round {standing.dropped.round} is recorded with outcomes and does not mention it"
            yield Finding("dropped", commitment.ref, said, entries)


def _drift(record: Known) -> Iterator[Finding]:
    for commitment, _ in record.commitments:
        if len(commitment.entries) == 1:
            continue
        for drift in drifts(record.rows, commitment.ref, record.as_of):
            if drift.weakened:
                said = f"from firm to soft: {drift.old_text!r} became {drift.new_text!r}"
                yield Finding("drift", commitment.ref, said, (commitment.entries[0], drift.entry))


def _cadence(record: Known) -> Iterator[Finding]:
    for dialogue in record.dialogues:
        if dialogue.state != "active":
            continue
        for judged in cadence_kept(record.known[dialogue.slug], record.as_of.on):
            if judged.verdict == "not kept":
                since = f"round {judged.after.round} ({judged.after.when})"
                said = (
                    f"the cadence was not kept after {since}: the next one was due by {judged.limit.latest}"
                )
                yield Finding("cadence", dialogue.slug, said, judged.entries)


def _clock(record: Known) -> Iterator[Finding]:
    return stood_behind(record.rows, record.as_of.known_at)


CHECKS = {
    "gaps": Check(_gaps, "rounds missing between two that were held"),
    "ordinals": Check(_ordinals, "rounds numbered backwards, or the same meeting under two names"),
    "due-dates": Check(_due_dates, "due dates that may lie before the making"),
    "scheduled": Check(_scheduled, "meetings scheduled for days that are past"),
    "citations": Check(_citations, "commitments whose making cites no source"),
    "coverage": Check(_coverage, "dialogues that no source covers"),
    "contradictions": Check(_contradictions, "entries that contradict each other on the same fact"),
    "dropped": Check(_dropped, "open commitments that a later round passes over in silence"),
    "drift": Check(_drift, "undertakings that were firm and are soft now"),
    "cadence": Check(_cadence, "agreed cadences that were not kept"),
    "clock": Check(_clock, "entries recorded while the clock was behind the last one, as far as it shows"),
}
"""The checks that need nothing but the record."""
