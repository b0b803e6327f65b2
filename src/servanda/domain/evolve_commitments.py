"""The steps of the fold that concern commitments. Importing this module registers them."""

from typing import Any

from servanda.domain.entry import Entry
from servanda.domain.evolve import Changes, changed, cited, evolve, ref
from servanda.domain.evolve_meetings import fulfilled_by_meeting, mention
from servanda.domain.records import Commitment
from servanda.domain.state import State
from servanda.errors import BrokenRuleError
from servanda.events import commitment as c
from servanda.events.base import Event


def require_members(state: State, actors: tuple[str, ...], field: str) -> None:
    """Raise unless every actor is a party, lead or body of the dialogue at that date."""
    dialogue = state.dialogue
    strangers = [actor for actor in actors if actor not in dialogue.members]
    if strangers:
        msg = f"{field}: {', '.join(strangers)} is not a party, lead or body of {dialogue.slug}"
        raise BrokenRuleError(
            msg, f"Members are {', '.join(dialogue.members)}; a new one joins with membership-changed."
        )


@evolve.register
def _(event: c.CommitmentMade, state: State, entry: Entry) -> Changes:
    dialogue = state.dialogue
    require_members(state, event.by, "by")
    require_members(state, event.to, "to")
    if (Commitment, event.ref) in state:
        msg = f"{event.ref} is made already ({ref(state.commitment(event.ref).entries[:1])})"
        raise BrokenRuleError(msg, "Leave ref out to take the next free number.")
    if event.due is not None and event.due.latest < event.occurred.earliest:
        msg = f"due: {event.due} ends before the commitment was made ({event.occurred})"
        raise BrokenRuleError(msg, "Check both dates.")
    commitment = Commitment(
        dialogue=dialogue.slug,
        ref=event.ref,
        number=int(event.ref.rpartition("/")[2]),
        text=event.text,
        kind=event.kind,
        strength=event.strength,
        by=event.by,
        to=event.to,
        topic=event.topic,
        round=None if event.round is None else str(event.round),
        for_round=None if event.for_round is None else str(event.for_round),
        made=event.occurred,
        due=event.due,
        first_due=event.due,
        mentioned=event.occurred,
        mentioned_in=entry.position,
        rounds=() if event.round is None else (str(event.round),),
        sources=cited(event),
        entries=(entry.position,),
    )
    return (_met_by_known_meeting(commitment, state),)


def _met_by_known_meeting(commitment: Commitment, state: State) -> Commitment:
    """Vague dates can put a promised round before its promise; only a clear contradiction is one."""
    promised = commitment.promised_round
    meeting = state.meeting(promised) if promised else None
    if meeting is None or meeting.state != "held":
        return commitment
    if meeting.when.latest < commitment.made.earliest:
        msg = (
            f"round {meeting.round} was held ({ref(meeting.entries)}, {meeting.when}) before it was promised"
        )
        raise BrokenRuleError(msg, "Check the round and the date of the promise.")
    return fulfilled_by_meeting(commitment, meeting)


def _open(state: State, ref_: str, what: str) -> Commitment:
    commitment = state.commitment(ref_)
    if commitment.state != "open":
        state_now = f"{ref_} is {commitment.state} already (#{commitment.closed_in})"
        msg = f"{state_now}; only an open commitment can be {what}"
        raise BrokenRuleError(msg, "If it is open again, record commitment-reopened first.")
    return commitment


def _changed(commitment: Commitment, event: Event, entry: Entry, **fields: Any) -> Changes:
    mentioned = mention(commitment, event.occurred, entry.position)
    return (changed(commitment, event, entry, **mentioned, **fields),)


@evolve.register
def _(event: c.CommitmentReaffirmed, state: State, entry: Entry) -> Changes:
    before = state.commitment(event.ref)
    return _changed(
        before,
        event,
        entry,
        restated=event.text or before.restated,
        strength=event.strength or before.strength,
        rounds=before.rounds if event.round is None else (*before.rounds, str(event.round)),
    )


@evolve.register
def _(event: c.CommitmentAmended, state: State, entry: Entry) -> Changes:
    before = _open(state, event.ref, "amended")
    require_members(state, event.by, "by")
    require_members(state, event.to, "to")
    return _changed(
        before,
        event,
        entry,
        text=event.text or before.text,
        strength=event.strength or before.strength,
        by=event.by or before.by,
        to=event.to or before.to,
    )


@evolve.register
def _(event: c.CommitmentRescheduled, state: State, entry: Entry) -> Changes:
    before = _open(state, event.ref, "rescheduled")
    require_members(state, event.agreed_by, "agreed_by")
    if event.due.latest < before.made.earliest:
        msg = f"due: {event.due} ends before the commitment was made ({before.made})"
        raise BrokenRuleError(msg, "Check the new date.")
    return _changed(before, event, entry, due=event.due)


@evolve.register
def _(event: c.ProgressReported, state: State, entry: Entry) -> Changes:
    return _changed(_open(state, event.ref, "advanced"), event, entry, progress=event.text)


@evolve.register
def _(event: c.CommitmentFulfilled, state: State, entry: Entry) -> Changes:
    before = _open(state, event.ref, "fulfilled")
    require_members(state, event.by, "by")
    done = tuple(dict.fromkeys((*before.closed_by, *(event.by or before.by))))
    if event.by and set(before.by) - set(done):
        return _changed(before, event, entry, closed_by=done)
    closing = {"state": "fulfilled", "closed": event.occurred, "closed_in": entry.position}
    return _changed(before, event, entry, closed_by=done, **closing)


@evolve.register
def _(event: c.CommitmentWithdrawn, state: State, entry: Entry) -> Changes:
    before = _open(state, event.ref, "withdrawn")
    return _changed(before, event, entry, state="withdrawn", closed=event.occurred, closed_in=entry.position)


@evolve.register
def _(event: c.CommitmentSuperseded, state: State, entry: Entry) -> Changes:
    before = _open(state, event.ref, "superseded")
    if event.by_ref == event.ref:
        msg = f"{event.ref} cannot supersede itself"
        raise BrokenRuleError(msg, "Give in by_ref the commitment that took its place.")
    if event.by_ref.startswith(f"{before.dialogue}/"):
        state.commitment(event.by_ref)
    return _changed(
        before,
        event,
        entry,
        state="superseded",
        closed=event.occurred,
        closed_in=entry.position,
        superseded_by=event.by_ref,
    )


@evolve.register
def _(event: c.CommitmentReopened, state: State, entry: Entry) -> Changes:
    before = state.commitment(event.ref)
    if before.state == "open":
        msg = f"{event.ref} is open; only a closed commitment is reopened"
        raise BrokenRuleError(msg, "Check the address and the date.")
    return _changed(
        before, event, entry, state="open", closed=None, closed_in=None, closed_by=(), superseded_by=None
    )


@evolve.register
def _(event: c.CommitmentDisputed, state: State, entry: Entry) -> Changes:
    require_members(state, event.by, "by")
    return _changed(state.commitment(event.ref), event, entry, disputed=event.text)


@evolve.register
def _(event: c.CommitmentAssessed, state: State, entry: Entry) -> Changes:
    grade = f"{event.score} on {event.scale} by {event.assessor}"
    return _changed(state.commitment(event.ref), event, entry, assessed=grade)
