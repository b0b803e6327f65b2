"""Audits as JSON values with stable keys."""

from typing import Any

from servanda.audit import Blamed, Carried, Change, Changed, Difference, Drift
from servanda.domain.records import Record
from servanda.presentation import plain_json
from servanda.presentation.names import address


def change(value: Change) -> dict[str, Any]:
    """A line of a history."""
    return {
        "entry": value.entry,
        "type": value.type,
        "ours": value.ours,
        "of": value.of,
        "happened": plain_json.window(value.happened),
        "published": plain_json.window(value.published),
        "recorded": value.recorded,
        "recorded_by": value.recorded_by,
        "fields": [changed(one) for one in value.fields],
        "citations": list(value.citations),
        "reason": value.reason,
        "undone_by": value.undone,
    }


def changed(value: Changed) -> dict[str, Any]:
    """A field before and after."""
    return {"field": value.field, "old": plain_json.plain(value.old), "new": plain_json.plain(value.new)}


def blamed(value: Blamed) -> dict[str, Any]:
    """A present value and where it comes from."""
    return {**value._asdict(), "value": plain_json.plain(value.value), "citations": list(value.citations)}


def difference(value: Difference) -> dict[str, Any]:
    """A record that differs."""
    return {
        "kind": type(value.record).__name__.lower(),
        "address": address(value.record),
        "before": _record(value.before),
        "after": _record(value.after),
        "fields": [changed(one) for one in value.fields],
        "entries": list(value.entries),
    }


def _record(value: Record | None) -> dict[str, Any] | None:
    return plain_json.record(value) if value else None


def carried(value: Carried) -> dict[str, Any]:
    """The matrix of commitments by round."""
    rounds = [meeting.round for meeting in value.rounds]
    return {
        "rounds": [
            {"round": meeting.round, "when": plain_json.window(meeting.when)} for meeting in value.rounds
        ],
        "commitments": [
            {
                "ref": line.seen.commitment.ref,
                "text": line.seen.commitment.text,
                **plain_json.standing(line.seen.standing),
                "at": {round_: list(words) for round_, words in zip(rounds, line.cells, strict=False)},
                "since": list(line.cells[-1]),
            }
            for line in value.lines
        ],
        "reworded": [drift(one) for one in value.drifts],
    }


def drift(value: Drift) -> dict[str, Any]:
    """An undertaking put otherwise."""
    return {**value._asdict(), "weakened": value.weakened}
