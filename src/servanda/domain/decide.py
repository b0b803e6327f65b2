"""Whether drafts may be recorded: with each in its place, does its stream still fold?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from servanda.domain.entry import Entry
from servanda.domain.order import corrected
from servanda.domain.records import Dialogue, Source
from servanda.domain.timeline import Timeline
from servanda.errors import BrokenRuleError, InvalidInputError, ServandaError, UnknownNameError
from servanda.events.base import Event
from servanda.events.commitment import CommitmentFulfilled, CommitmentMade, CommitmentSuperseded
from servanda.events.dialogue import CoverageChecked, DialogueEstablished, DialogueSucceeded
from servanda.events.mending import EntryCorrected, EntryVoided, Mending
from servanda.events.registry import event_class, make
from servanda.events.values import Drawn
from servanda.events.window import Window


@dataclass(frozen=True, slots=True)
class Draft:
    """An event that somebody proposes: its type, its stream, and data not yet validated."""

    type: str
    subject: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Decided:
    """An event that may be appended to its stream."""

    subject: str
    event: Event


class Known(Protocol):
    """What the log holds, as far as a decision needs it."""

    def stream(self, slug: str) -> Sequence[Entry]:
        """The entries of a stream in the order of recording; empty when there is none."""

    def holds(self, entry_id: str) -> bool:
        """Whether an entry of that id is in the log."""

    def suggest(self, slug: str) -> str:
        """A remedy that names the stream nearest to an unknown slug."""


def decide(known: Known, drafts: Iterable[Draft], today: date) -> list[Decided]:
    """The events to append for the drafts: all of them, or an error.

    Drafts are taken in their order; each must leave its stream without a broken rule. A draft
    may rest on those before it. ``today`` is the day of recording.

    Raises:
        ServandaError: naming the draft (``line N`` when there are several), the rule, and the
            entry it collides with.
    """
    batch = _Batch(known, today)
    given = list(drafts)
    decided = []
    for number, draft in enumerate(given, start=1):
        try:
            decided.append(batch.take(draft))
        except ServandaError as error:
            raise (error.at(f"line {number}") if len(given) > 1 else error) from None
    return decided


class _Batch:
    """The streams concerned, each with the drafts taken so far."""

    def __init__(self, known: Known, today: date) -> None:
        self._known = known
        self._today = today
        self._timelines: dict[str, Timeline] = {}

    def take(self, draft: Draft) -> Decided:
        timeline = self._timeline(draft.subject)
        self._begins_rightly(draft, timeline)
        event = make(draft.type, self._complete(draft, timeline))
        self._in_time(event)
        self._refers_to_what_exists(event, draft, timeline)
        if isinstance(event, EntryCorrected):
            event = _normalised(event, timeline)
        last = timeline.entries[-1].position if timeline.entries else 0
        # The id is a placeholder: nothing can refer to an entry before it is recorded.
        timeline.add(Entry(last + 1, f"draft {last + 1}", draft.subject, event))
        return Decided(draft.subject, event)

    def _timeline(self, slug: str) -> Timeline:
        if slug not in self._timelines:
            self._timelines[slug] = Timeline(self._known.stream(slug))
        return self._timelines[slug]

    def _begins_rightly(self, draft: Draft, timeline: Timeline) -> None:
        cls = event_class(draft.type)
        if not cls.opens_stream and not timeline.entries:
            msg = f"there is no dialogue or source {draft.subject!r}"
            raise UnknownNameError(
                msg,
                self._known.suggest(draft.subject)
                or "Record dialogue-established or source-published first.",
            )
        if timeline.entries and cls.stream != "any":
            kind = timeline.entries[0].event.stream
            if cls.stream != kind:
                msg = f"{draft.subject} is a {kind}; {draft.type} belongs to a {cls.stream}"
                raise BrokenRuleError(msg, f"Choose the slug of a {cls.stream}.")

    def _complete(self, draft: Draft, timeline: Timeline) -> dict[str, Any]:
        data = dict(draft.data)
        if draft.type == CommitmentMade.type:
            data["ref"] = self._next_ref(draft, timeline)
        if data.get("occurred") is None and (drawn := self._occurred(draft, timeline)):
            data["occurred"] = drawn
        return data

    def _next_ref(self, draft: Draft, timeline: Timeline) -> str:
        taken = [
            int(entry.event.ref.rpartition("/")[2])
            for entry in timeline.entries
            if isinstance(entry.event, CommitmentMade)
        ]
        free = f"{draft.subject}/{max(taken, default=0) + 1}"
        given = draft.data.get("ref")
        if given not in (None, free):
            msg = f"ref: {given} is not the next free address"
            raise BrokenRuleError(
                msg, f"It is {free}; leave ref out to take it. Addresses are never used again."
            )
        return free

    def _occurred(self, draft: Draft, timeline: Timeline) -> Window | None:
        """For a draft that gives none: the day of the round, or else of the cited source."""
        cls = event_class(draft.type)
        if issubclass(cls, Mending):
            return Window(self._today.isoformat())
        if not any(isinstance(mark, Drawn) for mark in cls.model_fields["occurred"].metadata):
            return None
        round_ = draft.data.get("round")
        meeting = timeline.state.meeting(round_) if round_ is not None and cls.stream == "dialogue" else None
        if meeting and meeting.state == "held":
            return meeting.when
        for citation in draft.data.get("citations") or ():
            slug = citation if isinstance(citation, str) else str(dict(citation).get("source", ""))
            for record in self._timeline(re.split("[@#]", slug)[0]).state.values():
                if isinstance(record, Source):
                    return record.published
        return None

    def _in_time(self, event: Event) -> None:
        if event.occurred.earliest > self._today:
            msg = f"occurred: {event.occurred} is after the day of recording ({self._today})"
            raise BrokenRuleError(
                msg, "Nothing is recorded before it happened; a meeting to come is meeting-scheduled."
            )
        if isinstance(event, CoverageChecked) and event.through > self._today.isoformat():
            msg = f"through: {event.through} is after the day of recording ({self._today})"
            raise BrokenRuleError(msg, "Nobody can have looked at days to come.")

    def _refers_to_what_exists(self, event: Event, draft: Draft, timeline: Timeline) -> None:
        for citation in event.citations:
            self._require("citations", citation.source, "source")
        match event:
            case DialogueEstablished() if event.parent:
                self._require("parent", event.parent, "dialogue")
            case DialogueSucceeded():
                self._require("by", event.by, "dialogue")
            case CommitmentSuperseded() if not event.by_ref.startswith(f"{draft.subject}/"):
                other = event.by_ref.rpartition("/")[0]
                self._require("by_ref", other, "dialogue")
                self._timeline(other).state.commitment(event.by_ref)
            case CommitmentMade() if event.ref.rpartition("/")[0] != draft.subject:
                msg = f"ref: {event.ref} is not an address in {draft.subject}"
                raise InvalidInputError(msg)
            case CommitmentFulfilled() if event.through and not self._known.holds(event.through):
                msg = f"through: there is no entry {event.through}"
                raise UnknownNameError(msg, "Give the entry that shows it, such as #14.")
            case EntryCorrected() | EntryVoided():
                _mends_what_it_may(event, draft, timeline)

    def _require(self, field: str, slug: str, kind: str) -> None:
        records = self._timeline(slug).state.values()
        wanted = Source if kind == "source" else Dialogue
        if not any(isinstance(record, wanted) for record in records):
            msg = f"{field}: there is no {kind} {slug!r}"
            raise UnknownNameError(msg, self._known.suggest(slug) or f"Record the {kind} first.")


def _mends_what_it_may(event: EntryCorrected | EntryVoided, draft: Draft, timeline: Timeline) -> None:
    target = next((entry for entry in timeline.entries if entry.id == event.entry), None)
    if target is None:
        msg = f"entry: {event.entry} is not an entry of {draft.subject}"
        raise UnknownNameError(msg, "`servanda log` shows the entries.")
    done = {entry.event.entry for entry in timeline.entries if isinstance(entry.event, EntryVoided)}
    if event.entry in done:
        msg = f"entry #{target.position} is voided already"
        raise BrokenRuleError(msg, "Void the voiding entry to restore it.")
    if isinstance(event, EntryCorrected):
        if isinstance(target.event, Mending):
            msg = f"entry #{target.position} is itself a {target.event.type}"
            raise BrokenRuleError(msg, "Void it, and correct the original entry anew.")
        if isinstance(target.event, CommitmentMade) and "ref" in event.changes:
            msg = "ref: the address of a commitment does not change"
            raise BrokenRuleError(msg, "Void the entry and record the commitment anew.")


def _normalised(event: EntryCorrected, timeline: Timeline) -> EntryCorrected:
    """The correction with its values as the corrected event will hold them."""
    target = next(entry for entry in timeline.entries if entry.id == event.entry)
    whole = corrected(target, [event]).event.data()
    return event.model_copy(update={"changes": {name: whole.get(name) for name in event.changes}})
