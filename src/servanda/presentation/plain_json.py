"""Records as JSON values with stable keys."""

from dataclasses import fields
from datetime import date
from typing import Any

from servanda.domain.inference import Expected, Inferred
from servanda.domain.punctuality import Days, Punctuality, Span
from servanda.domain.records import Cadence, Record, Source
from servanda.domain.standing import Standing
from servanda.events.window import Window
from servanda.presentation.names import address
from servanda.queries import AsOf, DialogueView, Hit, Overview, Seen


def window(value: Window | None) -> dict[str, str | None] | None:
    """A window: its text, its words, and its bounds, null where they are open."""
    if value is None:
        return None
    return {
        "edtf": value.edtf,
        "words": value.words or None,
        **_bounds(value.earliest, value.latest),
    }


def record(value: Record) -> dict[str, Any]:
    """A record, every field under its own name."""
    return {field.name: plain(getattr(value, field.name)) for field in fields(value)}


def plain(value: Any) -> Any:
    """A value of a record."""
    match value:
        case Window():
            return window(value)
        case Cadence():
            return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        case tuple():
            return [plain(item) for item in value]
        case _:
            return value


def seen(value: Seen) -> dict[str, Any]:
    """A commitment and its standing."""
    return {**record(value.commitment), **standing(value.standing)}


def standing(value: Standing) -> dict[str, Any]:
    """A standing and what it rests on."""
    return {
        "standing": value.name,
        "due_soon": value.due_soon,
        "tentative": value.tentative,
        "done": span(value.done),
        "punctuality": _verdict(value.punctuality),
        "first_punctuality": _verdict(value.first_punctuality),
        "slippage": _days(value.slippage),
        "silently_dropped": value.dropped is not None,
        "dropped_at": value.dropped.round if value.dropped else None,
        "rests_on": list(value.entries),
    }


def span(value: Span | None) -> dict[str, str | None] | None:
    """Days from and to, null where they are open."""
    return None if value is None else _bounds(value.earliest, value.latest)


def _bounds(earliest: date, latest: date) -> dict[str, str | None]:
    return {
        "earliest": None if earliest == date.min else earliest.isoformat(),
        "latest": None if latest == date.max else latest.isoformat(),
    }


def _days(value: Days | None) -> dict[str, int | None] | None:
    return None if value is None else value._asdict()


def _verdict(value: Punctuality | None) -> dict[str, Any] | None:
    return None if value is None else {"verdict": value.name, "days_after_due": _days(value.days)}


def as_of(value: AsOf) -> dict[str, Any]:
    """The point asked about, and the thresholds."""
    return {
        "on": value.on.isoformat(),
        "known_at": value.known_at,
        "public_by": value.public_by.isoformat() if value.public_by else None,
        "thresholds": value.thresholds._asdict(),
    }


def inferred(value: Inferred) -> dict[str, Any]:
    """What is inferred about a dialogue, each with the entries it rests on."""
    return {
        "missing_rounds": [
            {
                "ordinals": list(gap.ordinals),
                "between": _bounds(gap.after.when.earliest, gap.before.when.latest),
                "rests_on": list(gap.entries),
            }
            for gap in value.missing
        ],
        "next_expected": _expected(value.expected) if value.expected else None,
        "cadence": [
            {
                "verdict": judged.verdict,
                "after": judged.after.round,
                "before": judged.before.round if judged.before else None,
                "limit": span(judged.limit),
                "rests_on": list(judged.entries),
            }
            for judged in value.kept
        ],
        "host_due": {"party": value.host.party, "rests_on": list(value.host.entries)} if value.host else None,
    }


def _expected(value: Expected) -> dict[str, Any]:
    return {
        "rule": value.rule,
        "ordinal": value.ordinal,
        "when": span(value.when),
        "interval": _days(value.days),
        "rests_on": list(value.entries),
    }


def overview(value: Overview) -> dict[str, Any]:
    """A dialogue and its next and last meetings."""
    return {
        **record(value.dialogue),
        "last_held": record(value.last) if value.last else None,
        "next_scheduled": record(value.scheduled) if value.scheduled else None,
        "next_promised": seen(value.promised) if value.promised else None,
        "inferred": inferred(value.inferred),
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
        "inferred": inferred(value.inferred),
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
