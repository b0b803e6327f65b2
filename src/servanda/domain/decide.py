"""Whether drafts may be recorded: with each in its place, does its stream still fold?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any, Protocol

from servanda.domain.entry import Entry
from servanda.domain.mend import correction, mended
from servanda.domain.order import effective
from servanda.domain.records import Dialogue, Source
from servanda.domain.references import Reference, references
from servanda.domain.timeline import Timeline
from servanda.errors import BrokenRuleError, InvalidInputError, ServandaError, UnknownNameError
from servanda.events.base import Event
from servanda.events.commitment import CommitmentFulfilled, CommitmentMade, CommitmentSuperseded
from servanda.events.dialogue import CoverageChecked
from servanda.events.mending import EntryCorrected, EntryVoided, Mending
from servanda.events.registry import event_class, make
from servanda.events.text import SLUG_LIMIT, SLUG_PATTERN
from servanda.events.values import Drawn
from servanda.events.window import UNKNOWN, Window

_PROVISIONAL = 10**15


@dataclass(frozen=True, slots=True)
class Draft:
    """An event that somebody proposes: its type, its stream, and data not yet validated.

    ``place`` says where it was read, such as ``line 3``; empty for a single one. An event that
    another ledger recorded is validated already: it comes as the ``event`` of its data, with its
    ``id``, the ``position`` that it will have, and the latest day on which it can have been recorded.
    """

    type: str
    subject: str
    data: dict[str, Any]
    place: str = ""
    id: str = ""
    position: int = 0
    recorded: date | None = None
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """An event that may be appended to its stream."""

    subject: str
    event: Event


class Known(Protocol):
    """What the log holds, as far as a decision needs it."""

    def timeline(self, slug: str) -> Timeline:
        """The fold of a stream, an empty one when there is none; drafts that are taken go into it."""

    def stream_of(self, entry_id: str) -> str | None:
        """The stream of the entry of that id; None when it is not in the log."""

    def mentioned_in(self, slug: str) -> Iterable[str]:
        """The streams with entries that rest on a stream: cite, name or point into it."""

    def suggest(self, slug: str) -> str:
        """A remedy that names the stream nearest to an unknown slug."""


def decide(known: Known, drafts: Iterable[Draft], today: date) -> list[Decided]:
    """The events to append for the drafts: all of them, or an error.

    Drafts are taken in their order; each must leave its stream without a broken rule. A draft
    may rest on those before it. ``today`` is the day of recording.

    Raises:
        ServandaError: naming the draft's place, the rule, and the entry it collides with.
    """
    batch = _Batch(known, today)
    decided = []
    for draft in drafts:
        try:
            decided.append(batch.take(draft))
        except ServandaError as error:
            raise (error.at(draft.place) if draft.place else error) from None
    return decided


class _Batch:
    """The streams concerned, each with the drafts taken so far."""

    def __init__(self, known: Known, today: date) -> None:
        self._known = known
        self._today = today
        self._timelines: dict[str, Timeline] = {}
        self._streams: dict[str, str] = {}
        self._mentions: dict[str, set[str]] = {}
        # Real positions are given by the append; these come after any of them.
        self._positions = count(_PROVISIONAL)
        self._first = 0

    def take(self, draft: Draft) -> Decided:
        timeline = self._timeline(draft.subject)
        today = draft.recorded or self._today
        self._begins_rightly(draft, timeline)
        event = draft.event
        if event is None:
            event = make(draft.type, self._complete(draft, timeline))
        else:
            _addressed(draft, timeline)
        _in_time(event, today)
        self._refers_to_what_exists(event, draft.subject)
        after = event
        if isinstance(event, Mending):
            event, after = self._mend(event, timeline, today)
        position = draft.position or next(self._positions)
        self._first = self._first or position
        entry = Entry(position, draft.id or f"draft {position}", draft.subject, event)
        self._fold_in(entry, timeline)
        self._note(entry, after)
        if isinstance(event, EntryVoided):  # a corrected entry still stands
            self._others_still_stand(draft.subject)
        return Decided(draft.subject, event)

    def _note(self, entry: Entry, after: Event) -> None:
        """Keep where the batch's entries are, and what they rest on."""
        self._streams[entry.id] = entry.stream
        for reference in references(after):
            self._mentions.setdefault(reference.slug, set()).add(entry.stream)
        if isinstance(after, CommitmentFulfilled) and after.through:
            self._mentions.setdefault(self._stream_of(after.through) or "", set()).add(entry.stream)

    def _stream_of(self, entry_id: str) -> str | None:
        return self._streams.get(entry_id) or self._known.stream_of(entry_id)

    def _fold_in(self, entry: Entry, timeline: Timeline) -> None:
        """Add a draft's entry; if another entry cannot stand beside it, say which."""
        try:
            timeline.add(entry)
        except ServandaError as error:
            at = timeline.at
            said = re.sub(r"#(\d+)", lambda found: self._called(int(found[1]), entry), error.message)
            if at is not None and at.position < self._first:
                said = f"entry #{at.position}, {at.event.type}, would no longer stand: {said}"
            raise type(error)(said, error.remedy) from None

    def _called(self, position: int, entry: Entry) -> str:
        """How an entry is called that may not be in the log yet."""
        if position == entry.position:
            return "this entry"
        return f"#{position}" if position < self._first else "another entry of this batch"

    def _timeline(self, slug: str) -> Timeline:
        if slug not in self._timelines:
            self._timelines[slug] = self._known.timeline(slug)
        return self._timelines[slug]

    def _begins_rightly(self, draft: Draft, timeline: Timeline) -> None:
        cls = event_class(draft.type)
        if not (re.fullmatch(SLUG_PATTERN, draft.subject) and 1 < len(draft.subject) <= SLUG_LIMIT):
            msg = f"{draft.subject!r} is not a slug"
            raise InvalidInputError(
                msg,
                f"Accepted: small letters, digits, single hyphens, such as jp-fr-ict; at most {SLUG_LIMIT}.",
            )
        if not cls.opens_stream and not timeline.length:
            msg = f"there is no dialogue or source {draft.subject!r}"
            remedy = self._known.suggest(draft.subject)
            raise UnknownNameError(msg, remedy or "Record dialogue-established or source-published first.")
        if timeline.length and cls.stream not in ("any", timeline.kind):
            msg = f"{draft.subject} is a {timeline.kind}; {draft.type} belongs to a {cls.stream}"
            raise BrokenRuleError(msg, f"Choose the slug of a {cls.stream}.")

    def _complete(self, draft: Draft, timeline: Timeline) -> dict[str, Any]:
        data = draft.data | _addressed(draft, timeline)
        if data.get("occurred") is None and _may_be_drawn(draft.type):
            data["occurred"] = self._occurred(draft, timeline)
        return data

    def _occurred(self, draft: Draft, timeline: Timeline) -> Window:
        """For a draft that gives none: the day of the round, or else of the cited source."""
        if issubclass(event_class(draft.type), Mending):
            return Window(self._today.isoformat())
        round_ = draft.data.get("round")
        meeting = timeline.state.meeting(round_) if isinstance(round_, (int, str)) else None
        if meeting and meeting.state == "held":
            return meeting.when
        for slug in _cited_slugs(draft.data.get("citations")):
            for record in self._timeline(slug).state.values():
                if isinstance(record, Source):
                    return record.published
        make(
            draft.type, {**draft.data, "occurred": UNKNOWN, **_addressed(draft, timeline)}
        )  # other mistakes first
        held = f"round {round_} is not recorded as held" if round_ is not None else "no round is given"
        msg = f"{draft.type}: occurred is missing; {held} and no known source is cited, which would tell it"
        raise InvalidInputError(msg, "Say when it happened (occurred), or not stated.")

    def _refers_to_what_exists(self, event: Event, subject: str) -> None:
        for reference in references(event):
            if reference.slug == subject and reference.field in ("parent", "by"):
                msg = f"{reference.field}: {subject} cannot name itself"
                raise BrokenRuleError(msg, "Give another dialogue, or leave the field out.")
            if reference.slug != subject:
                self._require(reference)
        match event:
            case CommitmentSuperseded():
                self._timeline(event.by_ref.rpartition("/")[0]).state.commitment(event.by_ref)
            case CommitmentFulfilled(through=str(through)):
                self._shows_it(through)

    def _shows_it(self, entry_id: str) -> None:
        stream = self._stream_of(entry_id)
        if stream is None or entry_id in self._timeline(stream).out:
            msg = f"through: there is no entry {entry_id}" + (", or it is voided" if stream else "")
            raise UnknownNameError(msg, "Give the entry that shows it, such as #14.")

    def _require(self, reference: Reference) -> None:
        records = self._timeline(reference.slug).state.values()
        wanted = Source if reference.kind == "source" else Dialogue
        if not any(isinstance(record, wanted) for record in records):
            msg = f"{reference.field}: there is no {reference.kind} {reference.slug!r}"
            remedy = self._known.suggest(reference.slug)
            raise UnknownNameError(msg, remedy or f"Record the {reference.kind} first.")

    def _mend(self, event: Mending, timeline: Timeline, today: date) -> tuple[Event, Event]:
        """The mending as it is stored, and the event that it leaves."""
        target = mended(event, timeline.entries)
        if not isinstance(event, EntryCorrected):
            return event, event
        stored, after = correction(event, target, timeline.entries)
        _in_time(after, today)
        self._refers_to_what_exists(after, target.stream)
        return stored, after

    def _others_still_stand(self, mended_stream: str) -> None:
        """What others rest on does not vanish under them."""
        others = {*self._known.mentioned_in(mended_stream), *self._mentions.get(mended_stream, ())}
        for slug in {mended_stream, *others}:
            for entry in effective(self._timeline(slug).entries):
                try:
                    self._refers_to_what_exists(entry.event, slug)
                except ServandaError as error:
                    by = f"{mended_stream} is named by entry #{entry.position} of {slug}"
                    msg = f"{by}, which would no longer stand: {error.message}"
                    raise BrokenRuleError(msg, "Correct or void that entry first.") from None


def _in_time(event: Event, today: date) -> None:
    if event.occurred.earliest > today:
        msg = f"occurred: {event.occurred} is after the day of recording ({today})"
        raise BrokenRuleError(
            msg, "Nothing is recorded before it happened; a meeting to come is meeting-scheduled."
        )
    if isinstance(event, CoverageChecked) and event.through > today.isoformat():
        msg = f"through: {event.through} is after the day of recording ({today})"
        raise BrokenRuleError(msg, "Nobody can have looked at days to come.")


def _may_be_drawn(type_: str) -> bool:
    return any(isinstance(mark, Drawn) for mark in event_class(type_).model_fields["occurred"].metadata)


def _addressed(draft: Draft, timeline: Timeline) -> dict[str, str]:
    return {"ref": _next_ref(draft, timeline)} if draft.type == CommitmentMade.type else {}


def _next_ref(draft: Draft, timeline: Timeline) -> str:
    free = f"{draft.subject}/{timeline.made + 1}"
    given = draft.data.get("ref")
    if given not in (None, free):
        msg = f"ref: {given} is not the next free address"
        raise BrokenRuleError(msg, f"It is {free}; leave ref out to take it. Addresses are never used again.")
    return free


def _cited_slugs(citations: Any) -> Iterator[str]:
    """The sources that draft citations name, as far as they are well formed."""
    for citation in citations if isinstance(citations, (list, tuple)) else ():
        source = citation.get("source") if isinstance(citation, dict) else citation
        if isinstance(source, str):
            yield re.split("[@#]", source)[0]
