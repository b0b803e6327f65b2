"""Answers put together from several kinds of records."""

from datetime import date
from typing import NamedTuple

from servanda.domain.inference import Inferred, infer, last_held
from servanda.domain.records import Dialogue, Meeting, Outcome, Source
from servanda.domain.standing import Evidence
from servanda.events.window import Window
from servanda.log.rows import Rows
from servanda.queries.as_of import AsOf
from servanda.queries.evidence import evidence, evidence_of
from servanda.queries.filters import Filters
from servanda.queries.records import select, versions
from servanda.queries.standings import Seen, commitments

NOTHING = Inferred((), None, (), None)


class Overview(NamedTuple):
    """A dialogue at a glance: last round held, next one agreed or expected, open commitments."""

    dialogue: Dialogue
    last: Meeting | None
    scheduled: Meeting | None
    promised: Seen | None
    inferred: Inferred
    open: int


def dialogue_overviews(rows: Rows, as_of: AsOf, filters: Filters | None = None) -> list[Overview]:
    """Dialogues, each with what was last and what is next."""
    found = select(rows, Dialogue, as_of, filters)
    known = evidence(rows, as_of, (dialogue_.slug for dialogue_ in found))
    meetings: dict[str, list[Meeting]] = {}
    for meeting_ in select(rows, Meeting, as_of):
        meetings.setdefault(meeting_.dialogue, []).append(meeting_)
    open_: dict[str, list[Seen]] = {}
    for seen in commitments(rows, as_of, Filters(state="open")):
        open_.setdefault(seen.commitment.dialogue, []).append(seen)
    return [
        _overview(
            dialogue_,
            meetings.get(dialogue_.slug, []),
            open_.get(dialogue_.slug, []),
            known[dialogue_.slug],
            as_of,
        )
        for dialogue_ in found
    ]


def _inferred(dialogue_: Dialogue, known: Evidence, as_of: AsOf) -> Inferred:
    """What can be inferred; of a dialogue that has ended nothing more is expected."""
    inferred = infer(known, as_of.on)
    return inferred if dialogue_.state == "active" else NOTHING._replace(missing=inferred.missing)


def _overview(
    dialogue_: Dialogue, meetings: list[Meeting], open_: list[Seen], known: Evidence, as_of: AsOf
) -> Overview:
    last = last_held(known)
    scheduled = [meeting_ for meeting_ in meetings if meeting_.state == "scheduled"]
    promised = [
        seen for seen in open_ if seen.commitment.kind == "next-meeting" and seen.standing.name != "implied"
    ]
    return Overview(
        dialogue_,
        next((meeting_ for meeting_ in meetings if last and meeting_.round == last.round), None),
        min(scheduled, key=lambda meeting_: meeting_.when.order, default=None),
        promised[0] if promised else None,
        _inferred(dialogue_, known, as_of),
        len(open_),
    )


DUE_GROUPS = (
    "overdue",
    "lapsed",
    "past due, unchecked",
    "due soon",
    "in window",
    "upcoming",
    "implied",
    "dormant",
    "ongoing",
)


class Status(NamedTuple):
    """The state of the whole record on a day.

    Attributes:
        as_of: the moment asked about.
        entries: how many were known.
        last_recorded: when the last of them was recorded.
        counts: how many there are of each kind.
        due: the open commitments by what their due dates mean on the day.
        dropped: open commitments that a later round with recorded outcomes does not mention.
        scheduled: meetings announced and not recorded as held.
    """

    as_of: AsOf
    entries: int
    last_recorded: str
    counts: dict[str, int]
    due: dict[str, list[Seen]]
    dropped: list[Seen]
    scheduled: list[Meeting]


def status(rows: Rows, as_of: AsOf) -> Status:
    """Counts, open commitments grouped by what their due dates mean on the day, scheduled meetings."""
    last = rows.execute(
        "SELECT position, time FROM entries WHERE position <= ? ORDER BY position DESC LIMIT 1",
        (as_of.known_at,),
    ).fetchone()
    seens = commitments(rows, as_of)
    meetings = select(rows, Meeting, as_of)
    due: dict[str, list[Seen]] = {group: [] for group in DUE_GROUPS}
    for seen in seens:
        if seen.commitment.state == "open":
            due["due soon" if seen.standing.due_soon else seen.standing.name].append(seen)
    return Status(
        as_of=as_of,
        entries=last[0] if last else 0,
        last_recorded=last[1] if last else "",
        counts={
            "dialogues": len(select(rows, Dialogue, as_of)),
            "meetings held": sum(meeting_.state == "held" for meeting_ in meetings),
            "outcomes": len(select(rows, Outcome, as_of)),
            "sources": len(select(rows, Source, as_of)),
            "commitments": len(seens),
            **_by_state(seens),
        },
        due=due,
        dropped=[seen for seen in seens if seen.standing.dropped],
        scheduled=[meeting_ for meeting_ in meetings if meeting_.state == "scheduled"],
    )


def _by_state(seens: list[Seen]) -> dict[str, int]:
    states = [seen.commitment.state for seen in seens]
    verdicts = [
        seen.standing.punctuality.name if seen.standing.punctuality else "no due date"
        for seen in seens
        if seen.commitment.state == "fulfilled"
    ]
    return {
        "open": states.count("open"),
        "fulfilled": states.count("fulfilled"),
        **{f"fulfilled {name}": verdicts.count(name) for name in ("on time", "late", "indeterminate")},
        "closed otherwise": states.count("withdrawn") + states.count("superseded"),
    }


class DialogueView(NamedTuple):
    """A dialogue with everything that belongs to it.

    Attributes:
        dialogue: under its name of that day.
        looked_until: the watermark; None when nobody is known to have looked.
        names: each name it had, and when it took it.
        inferred: what the record does not say, but lets one infer.
    """

    dialogue: Dialogue
    looked_until: date | None
    names: list[tuple[str, Window]]
    meetings: list[Meeting]
    commitments: list[Seen]
    outcomes: list[Outcome]
    inferred: Inferred


def dialogue_view(rows: Rows, dialogue_: Dialogue, as_of: AsOf) -> DialogueView:
    """A dialogue with its meetings, commitments, outcomes, names over time, and inferences."""
    of_dialogue = Filters(dialogue=dialogue_.slug)
    known = evidence_of(rows, as_of, dialogue_.slug)
    return DialogueView(
        dialogue_,
        known.look.until if known.look else None,
        _names(rows, dialogue_.slug, as_of),
        select(rows, Meeting, as_of, of_dialogue),
        commitments(rows, as_of, of_dialogue, {dialogue_.slug: known}),
        select(rows, Outcome, as_of, of_dialogue),
        _inferred(dialogue_, known, as_of),
    )


def _names(rows: Rows, slug: str, as_of: AsOf) -> list[tuple[str, Window]]:
    found = versions(rows, Dialogue, slug, as_of)
    return list(dict.fromkeys((dialogue_.title, dialogue_.named) for dialogue_ in found))
