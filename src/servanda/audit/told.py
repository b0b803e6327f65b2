"""An entry as it stands: as it was recorded, with what mended it since put in place."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from servanda.domain.records import Source
from servanda.events.window import Window
from servanda.log.rows import Rows
from servanda.queries import AsOf, mends, one


@dataclass(frozen=True, slots=True)
class Mend:
    """A correction or void of an entry.

    Attributes:
        entry: position of the mending entry.
        type: ``entry-corrected`` or ``entry-voided``.
        fields: for a correction each field with its value before and after, as data; None for none.
        undone: position of the entry that voids this one in turn; None while it counts.
    """

    entry: int
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
        mends: what was recorded about it, in that order.
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
    data, found = dict(envelope["data"]), []
    for mending in mends(rows, position, known_at):
        inner = _envelope(rows, mending.position)
        undone = _voided(rows, mending.position, known_at)
        changes = inner["data"].get("changes", {})
        fields = {name: (data.get(name), value) for name, value in changes.items()}
        found.append(
            Mend(
                mending.position,
                mending.type,
                inner["time"],
                inner["recordedby"],
                Window.of(inner["data"]["occurred"]),
                inner["data"]["reason"],
                fields,
                tuple(inner["data"].get("citations", ())),
                undone,
            )
        )
        if undone is None:
            data |= changes
    return Told(
        position,
        envelope["type"].removeprefix("servanda."),
        envelope["subject"],
        envelope["time"],
        envelope["recordedby"],
        {name: value for name, value in data.items() if value is not None},
        tuple(found),
        next((mend.entry for mend in found if mend.type == "entry-voided" and mend.undone is None), None),
    )


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
