"""How a record changed: each entry that changed it, with when that happened, was published, was recorded."""

from datetime import date
from typing import Any, NamedTuple

from servanda.audit.fields import Changed, changed
from servanda.audit.subjects import Subject, positions_ever, versions_of
from servanda.audit.told import Mend, Told, published, told
from servanda.events.window import Window
from servanda.log.rows import Rows
from servanda.queries import AsOf


class Change(NamedTuple):
    """A line of a history.

    Attributes:
        entry: the entry that made the change.
        type: of that entry.
        ours: we erred and mended it; otherwise it happened in the world.
        of: the entry that ours is about.
        happened: in the world; for ours, when the error was found.
        published: when the first of the sources was that say so; None where none is cited.
        recorded: when, in UTC.
        fields: of the record before and after; for ours, of the entry that is mended; for what was
            voided, what it had said.
        reason: why, where that is stated.
        undone: the entry by which this one does not count any more.
    """

    entry: int
    type: str
    ours: bool
    of: int | None
    happened: Window
    published: Window | None
    recorded: str
    recorded_by: str
    fields: tuple[Changed, ...]
    citations: tuple[dict[str, Any], ...]
    reason: str | None
    undone: int | None


def history(rows: Rows, wanted: Subject, as_of: AsOf) -> list[Change]:
    """Every change of a record by then, in the order in which they took effect.

    What we corrected or voided follows the entry it is about, in the order of recording. An
    entry that was voided is there, at its own place, with what it had said.
    """
    versions = versions_of(rows, wanted, as_of)
    steps = {record.entries[-1]: number for number, record in enumerate(versions)}
    entries = [told(rows, position, as_of.known_at) for position in positions_ever(rows, wanted, as_of)]
    found: list[Change] = []
    begun = next((_order(entry) for entry in entries if steps.get(entry.entry) == 0), None)

    def place(entry: Told) -> tuple[_Order, bool, _Order]:
        order = _order(entry)
        if begun is None or entry.entry not in steps:
            return (order, False, order)
        # Of a vague date, what kept a promise may come before it; it counts from the promise on.
        return (max(order, begun), order != begun, order)

    for entry in sorted(entries, key=place):
        number = steps.get(entry.entry)
        fields: tuple[Changed, ...] = ()
        if number is not None:
            fields = changed(versions[number - 1] if number else None, versions[number])
        elif entry.voided:
            fields = _had_said(entry)
        found.append(_theirs(rows, entry, fields, as_of))
        found += [_ours(rows, mend, as_of) for mend in entry.mends]
    return found


def _had_said(entry: Told) -> tuple[Changed, ...]:
    """What an entry that was voided said: the fields of its event."""
    left_out = ("occurred", "citations", "note", "ref", "reason")
    return tuple(
        Changed(name, None, _value(value)) for name, value in entry.data.items() if name not in left_out
    )


def _value(value: Any) -> Any:
    """A value of an event as a record would hold it."""
    if isinstance(value, dict) and "edtf" in value:
        return Window.of(value)
    return tuple(value) if isinstance(value, list) else value


_Order = tuple[date, bool, date, int]


def _order(entry: Told) -> _Order:
    """See `servanda.domain.entry.Entry.order`."""
    begins = entry.type in ("dialogue-established", "source-published")
    return (entry.occurred.earliest, not begins, entry.occurred.latest, entry.entry)


def _theirs(rows: Rows, entry: Told, fields: tuple[Changed, ...], as_of: AsOf) -> Change:
    return Change(
        entry=entry.entry,
        type=entry.type,
        ours=False,
        of=None,
        happened=entry.occurred,
        published=published(rows, entry.citations, as_of.known_at),
        recorded=entry.recorded,
        recorded_by=entry.recorded_by,
        fields=fields,
        citations=entry.citations,
        reason=entry.data.get("reason"),
        undone=entry.voided,
    )


def _ours(rows: Rows, mend: Mend, as_of: AsOf) -> Change:
    return Change(
        entry=mend.entry,
        type=mend.type,
        ours=True,
        of=mend.of,
        happened=mend.occurred,
        published=published(rows, mend.citations, as_of.known_at),
        recorded=mend.recorded,
        recorded_by=mend.recorded_by,
        fields=tuple(
            Changed(name, _value(old), _value(new)) for name, (old, new) in mend.fields.items() if old != new
        ),
        citations=mend.citations,
        reason=mend.reason,
        undone=mend.undone,
    )
