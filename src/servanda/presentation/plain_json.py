"""Records as JSON values with stable keys."""

from dataclasses import fields
from datetime import date
from typing import Any

from servanda.domain.records import Cadence, Record
from servanda.events.window import Window


def window(value: Window | None) -> dict[str, str | None] | None:
    """A window: its text, its words, and its bounds, null where they are open."""
    if value is None:
        return None
    return {
        "edtf": value.edtf,
        "words": value.words or None,
        "earliest": None if value.earliest == date.min else value.earliest.isoformat(),
        "latest": None if value.latest == date.max else value.latest.isoformat(),
    }


def record(value: Record) -> dict[str, Any]:
    """A record, every field under its own name."""
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _plain(value: Any) -> Any:
    match value:
        case Window():
            return window(value)
        case Cadence():
            return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        case tuple():
            return [_plain(item) for item in value]
        case _:
            return value
