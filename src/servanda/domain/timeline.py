"""A stream's fold with its history: every record as it was from each day on."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import servanda.domain.evolve_commitments
import servanda.domain.evolve_meetings  # noqa: F401  both register their rules
from servanda.domain.entry import Entry
from servanda.domain.evolve import evolve
from servanda.domain.order import effective
from servanda.domain.records import Record
from servanda.domain.state import Key, State
from servanda.events.mending import Mending


class Version(NamedTuple):
    """A record from the day on which it became so."""

    day: date
    record: Record


class _Step(NamedTuple):
    """An entry in effective order, and the entities that it changed."""

    entry: Entry
    touched: tuple[Key, ...]


class Timeline:
    """One stream folded in effective order, one entry more at a time.

    An entry that takes effect last is one step. For a late fact the steps after it are taken back
    and made again; a correction or a void folds the stream anew. So adding entries one by one
    always equals folding them at once.

    Attributes:
        entries: the stream's entries in the order of recording.
        state: the records after all of them.
        versions: for each entity its records by the day from which they held, one for each
            entry that changed it, also where several did on one day.
        at: the entry that is being folded, or that broke a rule.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries: list[Entry] = list(entries)
        self.at: Entry | None = None
        self._refold()

    def add(self, entry: Entry) -> set[Key]:
        """Take in an entry and say which entities it changed, at any time of their history.

        Raises:
            ServandaError: the entry breaks a rule; this timeline is then not to be used again.
        """
        self.entries.append(entry)
        if isinstance(entry.event, Mending):
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
        other.entries = list(self.entries)
        other.state = State(self.state)
        other.versions = {key: list(versions) for key, versions in self.versions.items()}
        other._steps = list(self._steps)
        return other

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
        self.state = State()
        self.versions: dict[Key, list[Version]] = {}
        self._steps: list[_Step] = []
        for entry in effective(self.entries):
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
