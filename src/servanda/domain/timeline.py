"""A stream's fold with its history: every record as it was from each day on."""

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


class Timeline:
    """One stream folded in effective order, one entry more at a time.

    An entry that takes effect last is one step; a late fact, a correction or a void folds the
    stream again, so that adding entries one by one always equals folding them at once.

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
        if not isinstance(entry.event, Mending) and (self._last is None or entry.order >= self._last):
            return self._step(entry)
        before = self.versions
        self._refold()
        return {
            key for key in before.keys() | self.versions.keys() if before.get(key) != self.versions.get(key)
        }

    def copy(self) -> "Timeline":
        """Another timeline of the same entries, to try more of them on."""
        other = Timeline()
        other.entries = list(self.entries)
        other.state = State(self.state)
        other.versions = {key: list(versions) for key, versions in self.versions.items()}
        other._last = self._last
        return other

    def _refold(self) -> None:
        self.state = State()
        self.versions: dict[Key, list[Version]] = {}
        self._last: tuple[date, bool, date, int] | None = None
        for entry in effective(self.entries):
            self._step(entry)

    def _step(self, entry: Entry) -> set[Key]:
        self.at = entry
        changes = evolve(entry.event, self.state, entry)
        self.state.put(*changes)
        self._last = entry.order
        day = entry.event.occurred.earliest
        touched = set()
        for record in changes:
            key: Key = (type(record), record.key)
            self.versions.setdefault(key, []).append(Version(day, record))
            touched.add(key)
        return touched
