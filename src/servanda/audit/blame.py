"""Which entry, and which passage, gave each present value."""

from typing import Any, NamedTuple

from servanda.audit.fields import SAID_BY, told_fields
from servanda.audit.subjects import Subject, versions_of
from servanda.audit.told import told
from servanda.domain.records import Record
from servanda.log.rows import Rows
from servanda.queries import AsOf


class Blamed(NamedTuple):
    """A present value and where it comes from.

    Attributes:
        field: of the record.
        value: as it stands.
        entry: the entry that set it.
        type: of that entry.
        corrected_by: our correction that put it there; None if the entry has said so from the start.
        recorded: when the entry was recorded, in UTC.
        recorded_by: who did.
        citations: the passages that say so.
    """

    field: str
    value: Any
    entry: int
    type: str
    corrected_by: int | None
    recorded: str
    recorded_by: str
    citations: tuple[dict[str, Any], ...]


def blame(rows: Rows, wanted: Subject, as_of: AsOf) -> list[Blamed]:
    """Each value of a record as it stands, with the entry that set it; empty if it was voided."""
    versions = versions_of(rows, wanted, as_of)
    if not versions:
        return []
    return [_blamed(rows, field, entry, versions[-1], as_of) for field, entry in setters(versions).items()]


def setters(versions: list[Record]) -> dict[str, int]:
    """For each field of the last version the entry that gave it its value."""
    present = told_fields(versions[-1])
    found: dict[str, int] = {}
    before: dict[str, Any] = {}
    for version in versions:
        now = told_fields(version)
        for field in present:
            if field in now and now.get(field) != before.get(field):
                found[field] = version.entries[-1]
        before = now
    return {field: found[field] for field in present}


def _blamed(rows: Rows, field: str, position: int, record: Record, as_of: AsOf) -> Blamed:
    entry = told(rows, position, as_of.known_at)
    said_by = {field} if field in entry.data else {*SAID_BY.get(field, (field,))}
    corrections = [mend for mend in entry.mends if mend.undone is None and said_by & mend.fields.keys()]
    last = corrections[-1] if corrections else None
    return Blamed(
        field=field,
        value=getattr(record, field),
        entry=position,
        type=entry.type,
        corrected_by=last.entry if last else None,
        recorded=last.recorded if last else entry.recorded,
        recorded_by=last.recorded_by if last else entry.recorded_by,
        citations=(last.citations if last else ()) or entry.citations,
    )
