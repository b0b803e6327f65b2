"""One step of the fold: the records an entry changes, or the rule it breaks.

`evolve` returns only what changed; the caller puts it into the state. The dispatch is by the
event's class: sources, dialogues and outcomes below, meetings and commitments in the modules
`evolve_meetings` and `evolve_commitments`.
"""

from dataclasses import replace
from functools import singledispatch
from typing import Any, TypeVar

from servanda.domain.entry import Entry
from servanda.domain.records import Cadence, Commitment, Dialogue, Meeting, Outcome, Record, Source
from servanda.domain.state import State
from servanda.errors import BrokenRuleError
from servanda.events import dialogue as d
from servanda.events.base import Event
from servanda.events.outcome import OutcomeAdopted
from servanda.events.party import parties
from servanda.events.source import SourcePublished

Changes = tuple[Record, ...]
T = TypeVar("T", Dialogue, Meeting, Commitment)


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


def changed(record: T, event: Event, entry: Entry, **fields: Any) -> T:
    """A record after an entry: some fields otherwise, the event's sources and the entry added."""
    return replace(
        record, sources=cited(event, record.sources), entries=(*record.entries, entry.position), **fields
    )


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
        named=event.occurred,
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


@evolve.register
def _(event: d.DialogueRenamed, state: State, entry: Entry) -> Changes:
    before = state.dialogue
    former = tuple(dict.fromkeys((*before.former, *before.titles.values())))
    return (
        changed(
            before,
            event,
            entry,
            title=default_title(event.titles),
            titles=event.titles,
            named=event.occurred,
            former=tuple(name for name in former if name not in event.titles.values()),
            aliases=tuple(dict.fromkeys((*before.aliases, *event.aliases))),
        ),
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

    return (
        changed(
            before,
            event,
            entry,
            parties=stays(before.parties) + new_parties,
            leads=stays(before.leads) + (new_bodies if event.as_leads else ()),
            bodies=stays(before.bodies) + (() if event.as_leads else new_bodies),
        ),
    )


@evolve.register
def _(event: d.CadenceAgreed, state: State, entry: Entry) -> Changes:
    cadence = Cadence(
        times=event.times,
        every=event.every,
        per=event.per,
        hosts=event.hosts,
        agreed=event.occurred,
        entry=entry.position,
    )
    return (changed(state.dialogue, event, entry, cadence=cadence),)


@evolve.register
def _(event: d.DialogueSucceeded, state: State, entry: Entry) -> Changes:
    return _ended(event, state, entry, "succeeded", event.by)


@evolve.register
def _(event: d.DialogueConcluded, state: State, entry: Entry) -> Changes:
    return _ended(event, state, entry, "concluded", None)


def _ended(event: Event, state: State, entry: Entry, how: str, successor: str | None) -> Changes:
    before = state.dialogue
    if before.state != "active":
        msg = f"{entry.stream} is {before.state} already (#{before.ended_in})"
        raise BrokenRuleError(msg, "Correct that entry if it is wrong.")
    return (
        changed(
            before,
            event,
            entry,
            state=how,
            successor=successor,
            ended=event.occurred,
            ended_in=entry.position,
        ),
    )


@evolve.register
def _(event: d.CoverageChecked, state: State, entry: Entry) -> Changes:
    before = state.dialogue
    if event.through <= (before.checked_through or ""):
        return (changed(before, event, entry),)
    return (changed(before, event, entry, checked_through=event.through, checked_in=entry.position),)


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
