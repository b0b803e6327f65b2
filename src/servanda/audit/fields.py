"""What of a record is told when it changes: its fields, without the fold's own bookkeeping."""

from dataclasses import fields
from typing import Any, NamedTuple

from servanda.domain.records import Record

BOOKKEEPING = frozenset(
    {
        "entries",
        "sources",
        "dialogue",
        "slug",
        "ref",
        "number",
        "ordinal",
        "title",
        "mentioned",
        "mentioned_in",
        "rounds",
        "named",
        "former",
        "first_due",
        "first_when",
        "closed_in",
        "checked_in",
        "ended_in",
    }
)
"""Follow from other fields, name the record, or say which entries it rests on."""

SAID_BY = {
    "made": ("occurred",),
    "when": ("occurred",),
    "closed": ("occurred",),
    "established": ("occurred",),
    "adopted": ("occurred",),
    "published": ("occurred",),
    "ended": ("occurred",),
    "restated": ("text",),
    "progress": ("text",),
    "disputed": ("text",),
    "assessed": ("score", "scale", "assessor"),
    "superseded_by": ("by_ref",),
    "closed_by": ("by",),
    "successor": ("by",),
    "parties": ("joined", "left"),
    "leads": ("joined", "left", "as_leads"),
    "bodies": ("joined", "left", "as_leads"),
    "cadence": ("times", "every", "per", "hosts", "occurred"),
    "checked_through": ("through",),
}
"""The fields of the event that a field of a record is taken from, where the event has none of its name."""


class Changed(NamedTuple):
    """A field of a record, before and after; None for nothing."""

    field: str
    old: Any
    new: Any


def told_fields(record: Record) -> dict[str, Any]:
    """The fields of a record that say something, by name; those without a value are left out."""
    named = {field.name: getattr(record, field.name) for field in fields(record)}
    # A record has its title among the titles, unless it has only the one.
    left_out = BOOKKEEPING if "titles" in named else BOOKKEEPING - {"title"}
    return {
        name: value
        for name, value in named.items()
        if name not in left_out and value is not None and value not in ((), {}, "")
    }


def changed(before: Record | None, after: Record | None) -> tuple[Changed, ...]:
    """The fields in which two versions of a record differ; None for a record that is not there."""
    old = told_fields(before) if before else {}
    new = told_fields(after) if after else {}
    return tuple(
        Changed(name, old.get(name), new.get(name))
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name)
    )
