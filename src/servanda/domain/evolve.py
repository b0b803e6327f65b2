"""One step of the fold: the records an entry changes, or the rule it breaks.

`evolve` returns only what changed; the caller puts it into the state. Each event type has its
function below or in `evolve_commitments`; the dispatch is by the event's class.
"""

from dataclasses import replace
from functools import singledispatch

from servanda.domain.entry import Entry
from servanda.domain.records import Cadence, Commitment, Dialogue, Meeting, Outcome, Record, Source
from servanda.domain.state import State
from servanda.errors import BrokenRuleError
from servanda.events import dialogue as d
from servanda.events import meeting as m
from servanda.events.base import Event
from servanda.events.outcome import OutcomeAdopted
from servanda.events.party import parties
from servanda.events.source import SourcePublished
from servanda.events.values import Round
from servanda.events.window import Window

Changes = tuple[Record, ...]


@singledispatch
def evolve(event: Event, state: State, entry: Entry) -> Changes:
    """The records as they stand after an entry.

    Args:
        event: the entry's event; its class chooses the rule.
        state: the stream before it, in effective order.
        entry: the entry itself, for its position.

    Raises:
        BrokenRuleError: the entry contradicts the state, naming the entry it collides with.
        UnknownNameError: it is about a meeting or commitment the stream does not have then.
    """
    msg = f"no rule folds {event.type}"
    raise NotImplementedError(msg)


def cited(event: Event, before: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The sources named so far and by this event, each once, in order."""
    return tuple(dict.fromkeys((*before, *(citation.source for citation in event.citations))))


def ref(entries: tuple[int, ...]) -> str:
    """The last of an entity's entries, as it is shown: ``#14``."""
    return f"#{entries[-1]}"


def default_title(titles: dict[str, str]) -> str:
    """The English title where there is one, or else the first."""
    return titles.get("en") or next(iter(titles.values()))


@evolve.register
def _(event: SourcePublished, state: State, entry: Entry) -> Changes:
    if state:
        msg = f"{entry.stream} is recorded already (#{min(e for r in state.values() for e in r.entries)})"
        raise BrokenRuleError(msg, "Correct that entry, or choose another slug.")
    source = Source(
        slug=entry.stream,
        title=default_title(event.titles),
        titles=event.titles,
        publisher=event.publisher,
        language=event.language,
        kind=event.kind,
        url=event.url,
        sha256=event.sha256,
        published=event.occurred,
        dialogues=event.dialogues,
        entries=(entry.position,),
    )
    return (source,)


@evolve.register
def _(event: d.DialogueEstablished, state: State, entry: Entry) -> Changes:
    if state:
        first = next(iter(state.values()))
        msg = f"{entry.stream} is established already ({ref(first.entries[:1])})"
        raise BrokenRuleError(msg, "Correct that entry, or choose another slug.")
    dialogue = Dialogue(
        slug=entry.stream,
        title=default_title(event.titles),
        titles=event.titles,
        aliases=event.aliases,
        kind=event.kind,
        parties=event.parties,
        leads=event.leads,
        bodies=event.bodies,
        parent=event.parent,
        established=event.occurred,
        sources=cited(event),
        entries=(entry.position,),
    )
    return (dialogue,)


def _changed(dialogue: Dialogue, event: Event, entry: Entry, **fields: object) -> Changes:
    return (
        replace(
            dialogue,
            sources=cited(event, dialogue.sources),
            entries=(*dialogue.entries, entry.position),
            **fields,  # type: ignore[arg-type]  # field names are literals in the callers below
        ),
    )


@evolve.register
def _(event: d.DialogueRenamed, state: State, entry: Entry) -> Changes:
    before = state.dialogue
    former = tuple(dict.fromkeys((*before.former, *before.titles.values())))
    return _changed(
        before,
        event,
        entry,
        title=default_title(event.titles),
        titles=event.titles,
        former=tuple(name for name in former if name not in event.titles.values()),
        aliases=tuple(dict.fromkeys((*before.aliases, *event.aliases))),
    )


@evolve.register
def _(event: d.MembershipChanged, state: State, entry: Entry) -> Changes:
    before = state.dialogue
    absent = [actor for actor in event.left if actor not in before.members]
    if absent:
        msg = f"{', '.join(absent)} cannot leave {entry.stream}: not a member"
        raise BrokenRuleError(msg, f"Members are {', '.join(before.members)}.")
    present = [actor for actor in event.joined if actor in before.members]
    if present:
        msg = f"{', '.join(present)} cannot join {entry.stream}: a member already"
        raise BrokenRuleError(msg, f"Members are {', '.join(before.members)}.")
    new_parties = tuple(actor for actor in event.joined if actor in parties())
    new_bodies = tuple(actor for actor in event.joined if actor not in parties())

    def stays(actors: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(actor for actor in actors if actor not in event.left)

    return _changed(
        before,
        event,
        entry,
        parties=stays(before.parties) + new_parties,
        leads=stays(before.leads) + (new_bodies if event.as_leads else ()),
        bodies=stays(before.bodies) + (() if event.as_leads else new_bodies),
    )


@evolve.register
def _(event: d.CadenceAgreed, state: State, entry: Entry) -> Changes:
    cadence = Cadence(times=event.times, every=event.every, per=event.per, hosts=event.hosts)
    return _changed(state.dialogue, event, entry, cadence=cadence)


@evolve.register
def _(event: d.DialogueSucceeded, state: State, entry: Entry) -> Changes:
    return _ended(event, state, entry, "succeeded", event.by)


@evolve.register
def _(event: d.DialogueConcluded, state: State, entry: Entry) -> Changes:
    return _ended(event, state, entry, "concluded", None)


def _ended(event: Event, state: State, entry: Entry, how: str, successor: str | None) -> Changes:
    before = state.dialogue
    if before.state != "active":
        msg = f"{entry.stream} is {before.state} already ({ref(before.entries)})"
        raise BrokenRuleError(msg, "Correct that entry if it is wrong.")
    return _changed(before, event, entry, state=how, successor=successor, ended=event.occurred)


@evolve.register
def _(event: d.CoverageChecked, state: State, entry: Entry) -> Changes:
    before = state.dialogue
    through = max(before.checked_through or "", event.through)
    return _changed(before, event, entry, checked_through=through)


@evolve.register
def _(event: m.MeetingScheduled, state: State, entry: Entry) -> Changes:
    dialogue = state.dialogue
    known = state.meeting(event.round)
    if known and known.state != "cancelled":
        msg = f"round {event.round} of {dialogue.slug} is {known.state} already ({ref(known.entries)})"
        raise BrokenRuleError(msg, "A new date for it is meeting-rescheduled.")
    meeting = Meeting(
        dialogue=dialogue.slug,
        round=str(event.round),
        ordinal=event.round if isinstance(event.round, int) else None,
        state="scheduled",
        when=event.when,
        first_when=event.when,
        place=event.place,
        country=event.country,
        format=event.format,
        hosts=event.hosts,
        sources=cited(event, known.sources if known else ()),
        entries=(*(known.entries if known else ()), entry.position),
    )
    return (meeting,)


def _scheduled(state: State, round_: Round, what: str) -> Meeting:
    slug = state.dialogue.slug
    known = state.meeting(round_)
    if known is None or known.state != "scheduled":
        present = f"is {known.state} ({ref(known.entries)})" if known else "is not scheduled at that date"
        msg = f"round {round_} of {slug} {present}; only a scheduled round can be {what}"
        raise BrokenRuleError(msg, "Record meeting-scheduled first, or check the round.")
    return known


@evolve.register
def _(event: m.MeetingRescheduled, state: State, entry: Entry) -> Changes:
    known = _scheduled(state, event.round, "rescheduled")
    return (_meeting_changed(known, event, entry, when=event.when),)


@evolve.register
def _(event: m.MeetingCancelled, state: State, entry: Entry) -> Changes:
    known = _scheduled(state, event.round, "cancelled")
    return (_meeting_changed(known, event, entry, state="cancelled"),)


def _meeting_changed(meeting: Meeting, event: Event, entry: Entry, **fields: object) -> Meeting:
    return replace(
        meeting,
        sources=cited(event, meeting.sources),
        entries=(*meeting.entries, entry.position),
        **fields,  # type: ignore[arg-type]  # field names are literals in the callers
    )


@evolve.register
def _(event: m.MeetingHeld, state: State, entry: Entry) -> Changes:
    dialogue = state.dialogue
    known = state.meeting(event.round)
    if known and known.state == "held":
        msg = f"round {event.round} of {dialogue.slug} is held already ({ref(known.entries)}, {known.when})"
        raise BrokenRuleError(msg, "A round is held once: check the ordinal, or correct that entry.")
    meeting = Meeting(
        dialogue=dialogue.slug,
        round=str(event.round),
        ordinal=event.round if isinstance(event.round, int) else None,
        title=event.title,
        state="held",
        when=event.occurred,
        first_when=known.first_when if known else None,
        place=event.place or (known.place if known else None),
        country=event.country or (known.country if known else None),
        format=event.format or (known.format if known else None),
        level=event.level,
        hosts=event.hosts or (known.hosts if known else ()),
        chairs=event.chairs,
        bodies=event.bodies,
        topics=event.topics,
        sources=cited(event, known.sources if known else ()),
        entries=(*(known.entries if known else ()), entry.position),
    )
    kept = [
        fulfilled_by_meeting(commitment, meeting.when, entry.position)
        for commitment in state.commitments()
        if commitment.state == "open" and commitment.promised_round == meeting.round
    ]
    return (meeting, *kept)


def fulfilled_by_meeting(commitment: Commitment, when: Window, position: int) -> Commitment:
    """A next-meeting commitment after the promised round was held."""
    return replace(
        commitment,
        state="fulfilled",
        closed=when,
        closed_by=commitment.by,
        mentioned=when,
        entries=(*commitment.entries, position),
    )


@evolve.register
def _(event: OutcomeAdopted, state: State, entry: Entry) -> Changes:
    outcome = Outcome(
        dialogue=state.dialogue.slug,
        number=entry.position,
        title=event.title,
        kind=event.kind,
        adopted=event.occurred,
        signatories=event.signatories,
        round=None if event.round is None else str(event.round),
        topics=event.topics,
        sources=cited(event),
        entries=(entry.position,),
    )
    return (outcome,)
