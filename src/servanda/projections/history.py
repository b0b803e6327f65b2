"""A stream's fold with the rows that it gives: what each state of the log said about each day."""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from servanda.domain.entry import Entry
from servanda.domain.order import corrected, standing_corrections
from servanda.domain.records import Record
from servanda.domain.references import references
from servanda.domain.state import Key
from servanda.domain.timeline import Entries, Kept, Timeline, Version
from servanda.events.base import Event
from servanda.events.commitment import CommitmentFulfilled
from servanda.events.mending import EntryCorrected, Mending
from servanda.projections.tables import FOREVER, STILL, Row


class Change(NamedTuple):
    """What an entry did to the rows.

    Attributes:
        begun: rows that hold from it on, until another entry ends them.
        ended: rows of earlier entries that it ended.
        names: what it rests on: streams by slug, entries by id.
        mends: position of the entry that it corrects or voids.
    """

    begun: list[Row]
    ended: list[Row]
    names: set[str]
    mends: int | None


class KeptHistory(NamedTuple):
    """What of a history is enough to go on from its end."""

    timeline: Kept
    standing: dict[Key, list[Row]]


class History(Timeline):
    """A timeline that keeps, beside its records, the rows that hold now.

    Every row comes from `add`, whether the log is recorded entry by entry or replayed, and so
    the two cannot differ.

    Attributes:
        changes: what the entries that were taken in last did to the rows, until somebody takes it.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._standing: dict[Key, list[Row]] = {}
        self.changes: deque[Change] = deque()
        super().__init__()
        for entry in entries:
            self.add(entry)
        self.changes.clear()

    @classmethod
    def resumed(cls, kept: KeptHistory, earlier: Entries) -> "History":
        """A history that goes on from what was kept of one.

        Args:
            kept: what was kept.
            earlier: gives the entries up to there, for when something before is mended or late.
        """
        history = cls()
        history._resume(kept.timeline, earlier)
        history._standing = kept.standing
        return history

    def kept_history(self) -> KeptHistory:
        """What is enough to go on from here; all changes have to be taken."""
        return KeptHistory(self.kept(), {key: rows[-1:] for key, rows in self._standing.items()})

    def _fold_whole(self, earlier: Entries) -> None:
        entries, waiting = [*earlier(), *self._entries], self.changes
        self.__init__(entries)  # type: ignore[misc]  # all of it is made anew
        self.changes = waiting

    def add(self, entry: Entry) -> set[Key]:
        """See `Timeline.add`."""
        touched = super().add(entry)
        self.changes.append(self._change(entry, touched))
        return touched

    def _change(self, entry: Entry, touched: set[Key]) -> Change:
        begun: list[Row] = []
        ended: list[Row] = []
        for key in sorted(touched, key=lambda key: (key[0].__name__, key[1])):
            before = self._standing.get(key, [])
            now = self._kept_and_new(before, self.versions.get(key, []), entry.position, len(begun))
            begun += [row for row in now if row.known_from == entry.position]
            kept = {row.row_id for row in now}
            ended += [row for row in before if row.row_id not in kept]
            self._standing[key] = now
        return Change(begun, ended, self._names(entry), self._mended(entry))

    @staticmethod
    def _kept_and_new(before: list[Row], versions: list[Version], position: int, number: int) -> list[Row]:
        """The rows of an entity's versions: those there were where they say the same."""
        same = 0
        for row, version in zip(before, versions, strict=False):
            if row.record is not version.record or row.valid_from != version.day:
                break
            same += 1
        # The last of these is open, or was; every other one ends where its successor begins.
        same = max(same - 1, 0)
        held = {(row.valid_from, row.valid_to, row.record.entries): row for row in before[same:]}
        now = before[:same]
        for day, end, record in _spans(versions, same):
            standing = held.get((day, end, record.entries))
            if standing is None or standing.record != record:
                now.append(Row(record, day, end, position, STILL, number))
                number += 1
            else:
                now.append(standing._replace(record=record))
        return now

    def _names(self, entry: Entry) -> set[str]:
        names = set(_rests_on(entry.event))
        if isinstance(entry.event, EntryCorrected):
            names.update(_rests_on(self._corrected(entry.event).event))
        return names

    def _corrected(self, correction: EntryCorrected) -> Entry:
        target = next(entry for entry in self.entries if entry.id == correction.entry)
        return corrected(target, standing_corrections(self.entries).get(target.id, []))

    def _mended(self, entry: Entry) -> int | None:
        if not isinstance(entry.event, Mending):
            return None
        return next((one.position for one in self.entries if one.id == entry.event.entry), None)


def present(timeline: Timeline) -> Iterator[Row]:
    """The rows of a folded stream as one state of the log, without how it came to be known."""
    for versions in timeline.versions.values():
        for day, end, record in _spans(versions, 0):
            yield Row(record, day, end, 0)


def _spans(versions: list[Version], start: int) -> Iterator[tuple[date, date, Record]]:
    """From one version on, the days for which each holds."""
    for place in range(start, len(versions)):
        day, record = versions[place]
        end = versions[place + 1].day if place + 1 < len(versions) else FOREVER
        yield day, end, record


def _rests_on(event: Event) -> Iterator[str]:
    for reference in references(event):
        yield reference.slug
    if isinstance(event, CommitmentFulfilled) and event.through:
        yield event.through
