"""Differences: how a range of days or moments is read, and what `diff` prints."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple, NoReturn

from servanda import queries
from servanda.audit import Changed, Difference
from servanda.cli.asking import ask
from servanda.cli.columns import what_of
from servanda.cli.histories import field_text
from servanda.cli.options import day, today
from servanda.cli.showing import refuse_entry
from servanda.domain.records import Commitment, Record
from servanda.errors import InvalidInputError
from servanda.log.address import Address
from servanda.log.rows import Rows
from servanda.presentation.names import address
from servanda.presentation.reasons import numbers
from servanda.presentation.table import wrap
from servanda.queries import AsOf


class Twice(NamedTuple):
    """Rows, and the two points between which the difference is asked for."""

    rows: Rows
    before: AsOf
    after: AsOf


def ask_twice(ledger: Address, known: str | None, on: str | None, given: Mapping[str, Any]) -> Twice:
    """Open a ledger for a difference between two points.

    Raises:
        InvalidInputError: not exactly one range is given, or it ends before it begins.
    """
    ranges = [text for text in (known, on) if text and ".." in text]
    if len(ranges) != 1:
        what = "both --known-at and --on are ranges" if ranges else "no range is given"
        msg = f"{what}; a difference is between two points"
        raise InvalidInputError(
            msg,
            "Give one range: --known-at '#300..' for what we learned, --on 2024-01-01.. for what happened.",
        )
    if on and ".." in on:
        rows, last = ask(ledger, {**given, "known_at": known})
        first_day, last_day = _days(on)
        return Twice(rows, replace(last, on=first_day), replace(last, on=last_day))
    rows, whole = ask(ledger, {**given, "on": on})
    start, _, end = str(known).partition("..")
    first = queries.known_at(rows, start) if start else 0
    last_position = queries.known_at(rows, end) if end else whole.known_at
    if first > last_position:
        _refuse_backwards(f"--known-at: {known}", f"#{first} is after #{last_position}")
    return Twice(rows, replace(whole, known_at=first), replace(whole, known_at=last_position))


def _days(text: str) -> tuple[date, date]:
    start, _, end = text.partition("..")
    first = day(start or None, "--on") or date.min
    last = day(end or None, "--on") or today()
    if first > last:
        _refuse_backwards(f"--on: {text}", f"{first} is after {last}")
    return first, last


def _refuse_backwards(given: str, why: str) -> NoReturn:
    msg = f"{given} ends before it begins: {why}"
    raise InvalidInputError(msg, "Give the earlier end first: A..B.")


def require_scope(asked: Twice, scope: str | None) -> None:
    """Raise unless what a difference is narrowed to is a dialogue or commitment that was ever in the log.

    Raises:
        UnknownNameError: with the nearest address.
    """
    if scope:
        refuse_entry(scope, "a dialogue or a commitment")
    if scope and queries.was_ever(asked.rows, "sources", scope):
        msg = f"{scope} is a source; a difference is of a dialogue, a commitment, or everything"
        raise InvalidInputError(msg, f"`servanda history {scope}` shows how it changed.")
    tables = ["commitments"] if scope and "/" in scope else ["dialogues"]
    if scope and not any(queries.was_ever(asked.rows, name, scope) for name in tables):
        raise queries.unknown(asked.rows, scope, tables, asked.after)


def difference_lines(found: Sequence[Difference], columns: int) -> list[str]:
    """A paragraph for each record that differs."""
    lines: list[str] = []
    for one in found:
        how = "new" if one.before is None else "no longer there" if one.after is None else "changed"
        because = f" ({numbers(one.entries)})" if one.entries else ""
        head = f"{address(one.record)} {how}{because}: {what_of(one.record)}"
        lines += wrap(head, columns)
        for field in one.fields if how == "changed" else _due(one.record):
            text = field_text(field, new=how != "changed")
            first, *rest = wrap(text, columns - 4)
            lines += [f"  {first}", *(f"    {part}" for part in rest)]
    return lines


def _due(record: Record) -> tuple[Changed, ...]:
    """Of a commitment that is new or gone, when it is due; its other fields `show` has."""
    due = record.due if isinstance(record, Commitment) else None
    return (Changed("due", None, due),) if due else ()
