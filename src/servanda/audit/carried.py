"""What became of each commitment from round to round."""

from typing import NamedTuple

from servanda.audit.drift import Drift, drifts
from servanda.audit.subjects import versions_of
from servanda.audit.told import Told, told
from servanda.domain.records import Commitment, Meeting
from servanda.log.rows import Rows
from servanda.queries import AsOf, Filters, Seen, commitments, evidence_of, select

SAID = {
    "commitment-made": "made",
    "commitment-reaffirmed": "reaffirmed",
    "commitment-amended": "amended",
    "commitment-rescheduled": "rescheduled",
    "progress-reported": "progress",
    "commitment-fulfilled": "fulfilled",
    "meeting-held": "fulfilled",
    "commitment-withdrawn": "withdrawn",
    "commitment-superseded": "superseded",
    "commitment-reopened": "reopened",
    "commitment-disputed": "disputed",
    "commitment-assessed": "assessed",
}
SILENT, UNKNOWN = "silent", "unknown"


class Line(NamedTuple):
    """A commitment and what became of it.

    ``cells`` has what was said at each round, or since the one before it; empty before it was
    made and after it was closed; a last cell is for the time since the last round. A round that
    says nothing of an open one is silent, if anything is recorded to have come out of it; otherwise
    what it said is unknown.
    """

    seen: Seen
    cells: tuple[tuple[str, ...], ...]


class Carried(NamedTuple):
    """The commitments of a dialogue by its rounds, and each time one was put otherwise."""

    rounds: list[Meeting]
    lines: list[Line]
    drifts: list[Drift]


def carried(rows: Rows, slug: str, as_of: AsOf) -> Carried:
    """The matrix of a dialogue's commitments by the rounds that were held."""
    of_dialogue = Filters(dialogue=slug)
    rounds = [meeting for meeting in select(rows, Meeting, as_of, of_dialogue) if meeting.state == "held"]
    seens = sorted(commitments(rows, as_of, of_dialogue), key=lambda seen: seen.commitment.number)
    restated = [drift for seen in seens for drift in drifts(rows, seen.commitment.ref, as_of)]
    reworded = {drift.entry for drift in restated}
    told_of = {known.round for known in evidence_of(rows, as_of, slug).held if known.outcomes}
    silences = [SILENT if meeting.round in told_of else UNKNOWN for meeting in rounds]
    lines = [Line(seen, _cells(rows, seen, rounds, silences, reworded, as_of)) for seen in seens]
    return Carried(rounds, lines, restated)


def _cells(
    rows: Rows, seen: Seen, rounds: list[Meeting], silences: list[str], reworded: set[int], as_of: AsOf
) -> tuple[tuple[str, ...], ...]:
    said: list[list[str]] = [[] for _ in (*rounds, None)]
    versions = versions_of(rows, (Commitment, seen.commitment.ref), as_of)
    open_at = [False] * len(said)
    for after in versions:
        assert isinstance(after, Commitment)  # noqa: S101
        entry = told(rows, after.entries[-1], as_of.known_at)
        column = _column(entry, rounds)
        word = "reworded" if entry.entry in reworded else _word(entry, after)
        if word not in said[column]:
            said[column].append(word)
        for later in range(column + 1, len(said)):
            open_at[later] = after.state == "open"
    if seen.standing.name == "implied":
        _imply(said, open_at, rounds, seen.standing.around[-1].round)
    for column in range(len(rounds)):
        if open_at[column] and not said[column]:
            said[column].append(silences[column])
    return tuple(tuple(words) for words in said)


def _word(entry: Told, after: Commitment) -> str:
    if entry.type == "commitment-fulfilled" and after.state == "open":
        return "fulfilled in part"
    return SAID[entry.type]


def _imply(said: list[list[str]], open_at: list[bool], rounds: list[Meeting], later: str) -> None:
    """A promised round that must have been held shows at the later one; after it nothing is silent."""
    column = next(number for number, meeting in enumerate(rounds) if meeting.round == later)
    said[column].append("implied")
    open_at[column:] = [False] * len(open_at[column:])


def _column(entry: Told, rounds: list[Meeting]) -> int:
    """The round at which an entry says something, or else the first one that was not before it."""
    stated = entry.data.get("round")
    for number, meeting in enumerate(rounds):
        if stated is not None and meeting.round == str(stated):
            return number
    for number, meeting in enumerate(rounds):
        if meeting.when.latest >= entry.occurred.earliest:
            return number
    return len(rounds)
