"""An entry as it stands: as it was recorded, with what mended it since put in place."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from servanda.domain.records import Source
from servanda.events.window import Window
from servanda.log.rows import Rows
from servanda.queries import AsOf, entry, mends, one


@dataclass(frozen=True, slots=True)
class Mend:
    """A correction or void of an entry.

    Attributes:
        entry: position of the mending entry.
        of: position of the entry it is about: the one told, or a mend of that.
        type: ``entry-corrected`` or ``entry-voided``.
        fields: for a correction each field with its value before and after, as data; None for none.
        undone: position of the entry that voids this one in turn; None while it counts.
    """

    entry: int
    of: int
    type: str
    recorded: str
    recorded_by: str
    occurred: Window
    reason: str
    fields: dict[str, tuple[Any, Any]]
    citations: tuple[dict[str, Any], ...]
    undone: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as it stands.

    Attributes:
        recorded: when, in UTC.
        data: what it says, corrections put in place.
        mends: what was recorded about it, in that order, each followed by what voids it in turn.
        voided: position of the entry that takes it out; None while it counts.
    """

    entry: int
    type: str
    stream: str
    recorded: str
    recorded_by: str
    data: dict[str, Any]
    mends: tuple[Mend, ...]
    voided: int | None

    @property
    def occurred(self) -> Window:
        """When it happened."""
        return Window.of(self.data["occurred"])

    @property
    def citations(self) -> tuple[dict[str, Any], ...]:
        """The passages that say so."""
        return tuple(self.data.get("citations", ()))


def told(rows: Rows, position: int, known_at: int) -> Told:
    """An entry as it stood once the log held the entries up to ``known_at``."""
    envelope = _envelope(rows, position)
    data, found = dict(envelope["data"]), list[Mend]()
    for mending in mends(rows, position, known_at):
        mend = _mend(rows, mending.position, data, known_at)
        found += [mend, *_mends_of(rows, mend.entry, known_at)]
        if mend.undone is None:
            data |= {name: after for name, (_, after) in mend.fields.items()}
    return Told(
        entry=position,
        type=envelope["type"].removeprefix("servanda."),
        stream=envelope["subject"],
        recorded=envelope["time"],
        recorded_by=envelope["recordedby"],
        data={name: value for name, value in data.items() if value is not None},
        mends=tuple(found),
        voided=_voided(rows, position, known_at),
    )


def _mend(rows: Rows, position: int, data: dict[str, Any], known_at: int) -> Mend:
    """A mending entry; ``data`` is what the mended one said before it."""
    envelope = _envelope(rows, position)
    said = envelope["data"]
    return Mend(
        entry=position,
        of=entry(rows, position).mends or 0,
        type=envelope["type"].removeprefix("servanda."),
        recorded=envelope["time"],
        recorded_by=envelope["recordedby"],
        occurred=Window.of(said["occurred"]),
        reason=said["reason"],
        fields={name: (data.get(name), value) for name, value in said.get("changes", {}).items()},
        citations=tuple(said.get("citations", ())),
        undone=_voided(rows, position, known_at),
    )


def _mends_of(rows: Rows, position: int, known_at: int) -> Iterator[Mend]:
    """The voids of a mending entry, and theirs in turn."""
    for mending in mends(rows, position, known_at):
        yield _mend(rows, mending.position, {}, known_at)
        yield from _mends_of(rows, mending.position, known_at)


def _voided(rows: Rows, position: int, known_at: int) -> int | None:
    """The entry that takes an entry out, if none takes that one out in turn."""
    for mending in mends(rows, position, known_at):
        if mending.type == "entry-voided" and _voided(rows, mending.position, known_at) is None:
            return mending.position
    return None


def _envelope(rows: Rows, position: int) -> dict[str, Any]:
    row = rows.execute("SELECT state FROM stored_events WHERE position = ?", (position,)).fetchone()
    found: dict[str, Any] = json.loads(row[0])
    return found


def published(rows: Rows, citations: tuple[dict[str, Any], ...], known_at: int) -> Window | None:
    """When the first of the cited sources was published; None where none is cited."""
    whole = AsOf(date.max, known_at)
    sources = [one(rows, Source, citation["source"], whole) for citation in citations]
    windows = [source.published for source in sources if source]
    return min(windows, key=lambda window: (window.latest, window.earliest), default=None)
