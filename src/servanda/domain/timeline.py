"""A stream's fold with its history: every record as it was from each day on."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

import servanda.domain.evolve_commitments
import servanda.domain.evolve_meetings  # noqa: F401  both register their rules
from servanda.domain.entry import Entry
from servanda.domain.evolve import evolve
from servanda.domain.order import effective, voided
from servanda.domain.records import Record
from servanda.domain.state import Key, State
from servanda.events.base import StreamKind
from servanda.events.commitment import CommitmentMade
from servanda.events.mending import Mending


class Version(NamedTuple):
    """A record from the day on which it became so."""

    day: date
    record: Record


Order = tuple[date, bool, date, int]
Entries = Callable[[], Iterable[Entry]]


class _Step(NamedTuple):
    """An entry in effective order, and the entities that it changed."""

    entry: Entry
    touched: tuple[Key, ...]


class Kept(NamedTuple):
    """What of a timeline is enough to go on from its end: see `Timeline.kept`."""

    state: State
    versions: dict[Key, list[Version]]
    floor: Order | None
    length: int
    kind: StreamKind | None
    made: int
    out: frozenset[str]


class Timeline:
    """One stream folded in effective order, one entry more at a time.

    An entry that takes effect last is one step. For a late fact the steps after it are taken back
    and made again; a correction or a void folds the stream anew. So adding entries one by one
    always equals folding them at once.

    Attributes:
        state: the records after all of them.
        versions: for each entity its records by the day from which they held, one for each
            entry that changed it, also where several did on one day; of a resumed timeline none
            but the last one before.
        length: how many entries the stream has.
        kind: what the stream is of, told by its first entry.
        made: the highest number of a commitment of the stream, voided ones included.
        out: the ids of the entries that take no effect: those that mend others, and voided ones.
        at: the entry that is being folded, or that broke a rule.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries: list[Entry] = list(entries)
        self._earlier: Entries | None = None
        self._floor: Order | None = None
        self.length = self.made = 0
        self.kind: StreamKind | None = None
        self.at: Entry | None = None
        self.state = State()
        self.versions: dict[Key, list[Version]] = {}
        self._steps: list[_Step] = []
        for entry in self._entries:
            self._note(entry)
        self._refold()

    @property
    def held(self) -> int:
        """How many entries are in memory; those before a resumed timeline are not."""
        return len(self._entries)

    @property
    def entries(self) -> list[Entry]:
        """The stream's entries in the order of recording."""
        if self._earlier is not None:
            self._fold_whole(self._earlier)
        return self._entries

    def add(self, entry: Entry) -> set[Key]:
        """Take in an entry and say which entities it changed, at any time of their history.

        Raises:
            ServandaError: the entry breaks a rule; this timeline is then not to be used again.
        """
        mends = isinstance(entry.event, Mending)
        if self._earlier is not None and (mends or (self._floor is not None and entry.order < self._floor)):
            self._fold_whole(self._earlier)
        self._entries.append(entry)
        self._note(entry)
        if mends:
            before = self.versions
            self._refold()
            return {
                key
                for key in before.keys() | self.versions.keys()
                if before.get(key) != self.versions.get(key)
            }
        place = bisect_right(self._steps, entry.order, key=lambda step: step.entry.order)
        if place == len(self._steps):
            return set(self._step(entry))
        return self._insert(entry, place)

    def copy(self) -> "Timeline":
        """Another timeline of the same entries, to try more of them on."""
        other = Timeline()
        other._resume(self.kept(), self._earlier)
        other.versions = {key: list(versions) for key, versions in self.versions.items()}
        other._floor = self._floor
        other._entries, other._steps = list(self._entries), list(self._steps)
        return other

    def kept(self) -> Kept:
        """What is enough to go on from here, in a fraction of the room."""
        last = {key: versions[-1:] for key, versions in self.versions.items()}
        floor = self._steps[-1].entry.order if self._steps else self._floor
        return Kept(State(self.state), last, floor, self.length, self.kind, self.made, self.out)

    def _resume(self, kept: Kept, earlier: "Entries | None") -> None:
        """Go on from what was kept; ``earlier`` gives the entries up to there, should they be needed."""
        self.state, self.versions, self._floor, self.length, self.kind, self.made, self.out = kept
        self._earlier = earlier

    def _fold_whole(self, earlier: "Entries") -> None:
        """Fold from the first entry on what was folded from what was kept."""
        self._earlier = self._floor = None
        self._entries[:0] = earlier()
        self._refold()

    def _note(self, entry: Entry) -> None:
        self.length += 1
        if self.kind is None:
            self.kind = entry.event.stream
        if isinstance(entry.event, CommitmentMade):
            self.made = max(self.made, int(entry.event.ref.rpartition("/")[2]))

    def _insert(self, entry: Entry, place: int) -> set[Key]:
        later = self._steps[place:]
        touched = {key for step in later for key in step.touched}
        before = {key: list(self.versions[key]) for key in touched}
        while len(self._steps) > place:
            self._take_back()
        touched.update(self._step(entry))
        for step in later:
            touched.update(self._step(step.entry))
        return {key for key in touched if before.get(key) != self.versions.get(key)}

    def _take_back(self) -> None:
        for key in reversed(self._steps.pop().touched):
            versions = self.versions[key]
            versions.pop()
            if versions:
                self.state[key] = versions[-1].record
            else:
                del self.versions[key], self.state[key]

    def _refold(self) -> None:
        self.state, self.versions, self._steps = State(), {}, []
        mending = {entry.id for entry in self._entries if isinstance(entry.event, Mending)}
        self.out = frozenset(mending | voided(self._entries)) if mending else frozenset[str]()
        for entry in effective(self._entries):
            self._step(entry)

    def _step(self, entry: Entry) -> tuple[Key, ...]:
        self.at = entry
        changes = evolve(entry.event, self.state, entry)
        self.state.put(*changes)
        day = entry.event.occurred.earliest
        for record in changes:
            self.versions.setdefault((type(record), record.key), []).append(Version(day, record))
        touched = tuple((type(record), record.key) for record in changes)
        self._steps.append(_Step(entry, touched))
        return touched
