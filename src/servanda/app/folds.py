"""Folded streams, kept from one decision to the next."""

import copyreg
import pickle
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import fields
from io import BytesIO
from itertools import takewhile
from operator import attrgetter
from typing import Any

from servanda.domain.entry import Entry
from servanda.domain.records import Cadence
from servanda.events.window import Window
from servanda.log.rows import SQLiteRows, in_a_file_of_its_own
from servanda.log.store import Log, Stored
from servanda.projections import projector
from servanda.projections.history import History, KeptHistory
from servanda.projections.tables import TABLES

KEPT = 3_000
"""So many entries stay folded in memory, at some 5 kB each; what was used last stays."""


def _reduced(cls: type) -> Callable[[Any], tuple[Any, Any]]:
    values = attrgetter(*_NAMES[cls])
    return lambda record: (_made, (cls, values(record)))


def _made(cls: type, values: tuple[Any, ...]) -> Any:
    return cls(**dict(zip(_NAMES[cls], values, strict=True)))


_NAMES = {cls: [field.name for field in fields(cls)] for cls in (*TABLES, Cadence)}


class _Pickler(pickle.Pickler):
    """Takes records as the arguments that make them, in a third of the time that dataclasses take."""

    dispatch_table = copyreg.dispatch_table | {cls: _reduced(cls) for cls in _NAMES}
    dispatch_table[Window] = lambda window: (Window, (window.edtf, window.words))


def _bytes_of(kept: KeptHistory) -> bytes:
    file = BytesIO()
    _Pickler(file, pickle.HIGHEST_PROTOCOL).dump(kept)
    return file.getvalue()


class Folds:
    """The histories of streams at one end of the log.

    Those for which there is no room are put into a temporary file, without their entries: enough to
    go on from, and a few kB each. So a load folds every entry about once, however many dialogues it
    goes back and forth between.

    Args:
        log: the store.
    """

    def __init__(self, log: Log) -> None:
        self._log = log
        self._histories: OrderedDict[str, History] = OrderedDict()
        self._put_by: SQLiteRows | None = None
        self._position = 0

    def of(self, slug: str) -> History:
        """The fold of a stream, an empty one where there is none."""
        if slug not in self._histories:
            self._histories[slug] = self._taken_back(slug) or projector.folded(self._log.stream(slug))
        self._histories.move_to_end(slug)
        return self._histories[slug]

    def stand_at(self, position: int) -> None:
        """Keep what holds at the end of the log, with what somebody else has added since."""
        added = position - self._position
        if added and (self._put_by is not None or not 0 < added <= KEPT):
            self.clear()
        elif added and self._histories:
            for stored in takewhile(lambda one: one.position <= position, self._log.read(self._position)):
                self._take_in(stored)
        self._position = position

    def _take_in(self, stored: Stored) -> None:
        history = self._histories.get(stored.subject)
        # A stream that was read only just now may have it already.
        if history is not None and stored.version == history.length + 1:
            history.add(projector.entry_of(stored))
            history.changes.clear()

    def grow(self, first: int, last: int) -> None:
        """Note that the log has grown by entries, from one position to another, that were taken in."""
        self.stand_at(first - 1)  # by others' entries too, before these, in other streams
        self._position = last
        self._make_room()

    def clear(self) -> None:
        """Forget everything, after something went wrong in the middle."""
        self._histories.clear()
        if self._put_by is not None:
            self._put_by.close()
            self._put_by = None

    def _make_room(self) -> None:
        held = sum(history.held for history in self._histories.values())
        leaving = []
        while held > KEPT:
            slug, history = self._histories.popitem(last=False)
            held -= history.held
            leaving.append((slug, _bytes_of(history.kept_history())))
        if not leaving:
            return
        if self._put_by is None:
            self._put_by = in_a_file_of_its_own()
            self._put_by.execute("CREATE TABLE kept (slug TEXT PRIMARY KEY, history BLOB) WITHOUT ROWID")
        self._put_by.execute("BEGIN")
        self._put_by.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", leaving)
        self._put_by.execute("COMMIT")

    def _taken_back(self, slug: str) -> History | None:
        if self._put_by is None:
            return None
        found = self._put_by.execute("SELECT history FROM kept WHERE slug = ?", (slug,)).fetchone()
        if found is None:
            return None
        kept = pickle.loads(found[0])  # noqa: S301  the file is this process's own, and has no name

        def earlier() -> Iterable[Entry]:
            stored = self._log.stream(slug)[: kept.timeline.length]
            return (projector.entry_of(one) for one in stored)

        return History.resumed(kept, earlier)
