"""Records as JSON values with stable keys."""

from dataclasses import fields
from datetime import date
from typing import Any

from servanda.domain.records import Cadence, Record, Source
from servanda.events.window import Window
from servanda.presentation.names import address
from servanda.queries import DialogueView, Hit, Overview, Seen


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


def seen(value: Seen) -> dict[str, Any]:
    """A commitment and its standing."""
    return {
        **record(value.commitment),
        "standing": value.standing.name,
        "due_soon": value.standing.due_soon,
    }


def overview(value: Overview) -> dict[str, Any]:
    """A dialogue and its next and last meetings."""
    return {
        **record(value.dialogue),
        "last_held": record(value.last) if value.last else None,
        "next_scheduled": record(value.scheduled) if value.scheduled else None,
        "next_promised": seen(value.promised) if value.promised else None,
        "open_commitments": value.open,
    }


def hit(value: Hit) -> dict[str, Any]:
    """What a search found."""
    return {"found": value.kind.removesuffix("s"), "address": address(value.record), **record(value.record)}


def dialogue_view(value: DialogueView) -> dict[str, Any]:
    """A dialogue with everything that belongs to it."""
    return {
        **record(value.dialogue),
        "looked_until": value.looked_until.isoformat() if value.looked_until else None,
        "names": [{"title": title, "since": window(since)} for title, since in value.names],
        "meetings": [record(meeting) for meeting in value.meetings],
        "commitments": [seen(commitment) for commitment in value.commitments],
        "outcomes": [record(outcome) for outcome in value.outcomes],
    }


def source_line(value: Source) -> dict[str, Any]:
    """A source in a few fields, where others refer to it."""
    return {
        "source": value.slug,
        "title": value.title,
        "published": window(value.published),
        "publisher": value.publisher,
        "url": value.url,
    }
