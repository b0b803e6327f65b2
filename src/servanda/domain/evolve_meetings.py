"""The steps of the fold that concern meetings. Importing this module registers them."""

from dataclasses import replace
from typing import Any

from servanda.domain.entry import Entry
from servanda.domain.evolve import Changes, changed, cited, evolve, ref
from servanda.domain.records import Commitment, Meeting
from servanda.domain.state import State
from servanda.errors import BrokenRuleError
from servanda.events import meeting as m
from servanda.events.values import Round
from servanda.events.window import Window


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
        first_when=known.first_when if known else event.when,
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
    return (changed(known, event, entry, when=event.when),)


@evolve.register
def _(event: m.MeetingCancelled, state: State, entry: Entry) -> Changes:
    known = _scheduled(state, event.round, "cancelled")
    return (changed(known, event, entry, state="cancelled"),)


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
        fulfilled_by_meeting(commitment, meeting)
        for commitment in state.commitments()
        if commitment.state == "open" and commitment.promised_round == meeting.round
    ]
    return (meeting, *kept)


def mention(commitment: Commitment, when: Window, position: int) -> dict[str, Any]:
    """The mention that can have been the latest: the new one, or of a vaguer date the one before."""
    if when.latest < commitment.mentioned.latest:
        return {"mentioned": commitment.mentioned, "mentioned_in": commitment.mentioned_in}
    return {"mentioned": when, "mentioned_in": position}


def fulfilled_by_meeting(commitment: Commitment, meeting: Meeting) -> Commitment:
    """A next-meeting commitment after the promised round was held."""
    position = meeting.entries[-1]
    return replace(
        commitment,
        **mention(commitment, meeting.when, position),
        state="fulfilled",
        closed=meeting.when,
        closed_in=position,
        closed_by=commitment.by,
        sources=tuple(dict.fromkeys((*commitment.sources, *meeting.sources))),
        entries=(*commitment.entries, position),
    )
