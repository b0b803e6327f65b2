"""The day asked about, and what was known."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from servanda.domain.thresholds import USUAL, Thresholds
from servanda.errors import InvalidInputError, UnknownNameError
from servanda.log.rows import Rows
from servanda.projections.tables import FOREVER, STILL
from servanda.queries.entries import named_position

NOW = STILL - 1
"""The position that stands for everything recorded."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """The point asked about, on each axis of time, and from how many days on to call things so.

    Attributes:
        on: the day asked about.
        known_at: position in the log up to which entries are known.
        public_by: day by which it was public, if that is asked; the rows are then those that
            `servanda.projections.published.cut` made.
        thresholds: see `servanda.domain.thresholds`.
    """

    on: date
    known_at: int = NOW
    public_by: date | None = None
    thresholds: Thresholds = USUAL

    @property
    def clause(self) -> str:
        """The condition on a row ``t``, with `parameters` for its marks."""
        return "t.known_from <= ? AND t.known_to > ? AND t.valid_from <= ? AND t.valid_to > ?"

    @property
    def parameters(self) -> tuple[Any, ...]:
        """The values for the marks of `clause`."""
        # The last day there is stands for an open end, and would lie outside every row.
        day = min(self.on, FOREVER - timedelta(days=1)).isoformat()
        return (self.known_at, self.known_at, day, day)


def known_at(rows: Rows, text: str) -> int:
    """The position up to which the log was known at an entry (``#203``), a day or a moment (UTC).

    A day counts to its end.

    Raises:
        InvalidInputError: none of these.
        UnknownNameError: an entry that the log does not have.
    """
    position = named_position(text)
    if position is not None:
        last = rows.execute("SELECT coalesce(max(position), 0) FROM entries").fetchone()[0]
        if position > last:
            msg = f"--known-at: there is no entry {text}"
            raise UnknownNameError(msg, f"The last one is #{last}." if last else "The log is empty.")
        return position
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        msg = f"--known-at: {text!r} is not a moment"
        raise InvalidInputError(
            msg, "Accepted: 2026-01-31, 2026-01-31T12:00, or an entry such as #203."
        ) from None
    if len(text) <= len("2026-01-31"):
        moment += timedelta(days=1, microseconds=-1)
    try:
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:  # before the first day or after the last one
        moment = moment.replace(tzinfo=UTC)
    # Later entries have later times, so that the last one by its time is the last one by its position.
    row = rows.execute(
        "SELECT position FROM entries WHERE time <= ? ORDER BY time DESC LIMIT 1",
        (moment.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z",),
    ).fetchone()
    return int(row[0]) if row else 0
