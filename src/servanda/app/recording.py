"""Recording: decide, seal, append and project; decide again where somebody was faster."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from servanda import queries
from servanda.domain.decide import Decided, Draft, decide
from servanda.domain.entry import Entry
from servanda.errors import ConflictError, InvalidInputError, nearest
from servanda.events.text import one_line
from servanda.log import ledger_file
from servanda.log.envelope import next_moment, seal, stored_envelope
from servanda.log.rows import Rows
from servanda.log.sqlite import SQLiteLog
from servanda.log.store import Head, Log, New, Stored
from servanda.projections import projector
from servanda.projections.tables import READ_MODEL

ATTEMPTS = 50
_POSITION = re.compile(r"#(\d+)")

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The present moment, in the zone of the machine."""
    return datetime.now(UTC).astimezone()


class Ledger:
    """A ledger to record in.

    Args:
        log: the store.
        name: the ledger's name, which its entries bear as their ``source``.
        clock: gives the present moment with its zone; the day of recording is that zone's.
    """

    def __init__(self, log: Log, name: str, clock: Clock = system_clock) -> None:
        self.log = log
        self.name = name
        self._clock = clock

    @classmethod
    def create(cls, path: Path, name: str, clock: Clock = system_clock) -> "Ledger":
        """Make a ledger file and open it.

        Raises:
            LedgerError: something is there already, or the folder cannot be written.
        """
        ledger_file.create(path, name)
        ledger = cls.open(path, clock)
        ledger.catch_up()
        return ledger

    @classmethod
    def open(cls, path: Path, clock: Clock = system_clock) -> "Ledger":
        """Open a ledger file for recording.

        Raises:
            LedgerError: no ledger, a newer one, or not to be written.
        """
        log = SQLiteLog(path, READ_MODEL)
        return cls(log, log.name, clock)

    def close(self) -> None:
        """Release the store."""
        self.log.close()

    def record(self, drafts: Sequence[Draft], recorded_by: str) -> list[Stored]:
        """Append the drafts' events, all or none.

        Raises:
            ServandaError: a draft or the recorder's name is refused, or the ledger cannot be
                written.
        """
        recorded_by = _checked_name(recorded_by)
        for attempt in range(ATTEMPTS):
            known, decided = self._decide(drafts)
            try:
                return self.log.append(
                    lambda head, known=known, decided=decided: self._seal(head, known, decided, recorded_by),  # type: ignore[misc]
                    lambda rows, stored, known=known: projector.project(rows, stored, known.with_new(stored)),  # type: ignore[misc]
                )
            except ConflictError:
                if attempt == ATTEMPTS - 1:
                    raise
        return []

    def preview(self, drafts: Sequence[Draft], recorded_by: str) -> list[Stored]:
        """What `record` would append now, without appending it."""
        recorded_by = _checked_name(recorded_by)
        known, decided = self._decide(drafts)
        head = self.log.head()
        new = self._seal(head, known, decided, recorded_by)
        return [Stored(position, *entry) for position, entry in enumerate(new, start=head.position + 1)]

    def catch_up(self, *, anew: bool = False, progress: Callable[[int], None] = lambda _: None) -> None:
        """Bring the read model to the end of the log, or build it anew."""
        self.log.catch_up(
            lambda rows, position, log: projector.catch_up(rows, position, log, progress), anew=anew
        )

    def _decide(self, drafts: Sequence[Draft]) -> tuple["_Snapshot", list[Decided]]:
        if self.log.projected() != self.log.head().position:
            self.catch_up()
        known = _Snapshot(self.log)
        today = self._clock().date()
        return known, decide(known, [known.resolved(draft) for draft in drafts], today)

    def _seal(
        self, head: Head, known: "_Snapshot", decided: Sequence[Decided], recorded_by: str
    ) -> list[New]:
        moment = next_moment(self._clock().astimezone(UTC), head.time)
        versions = {item.subject: len(known.stored(item.subject)) for item in decided}
        sealed = []
        for number, item in enumerate(decided):
            versions[item.subject] += 1
            line = seal(
                item.event,
                subject=item.subject,
                version=versions[item.subject],
                ledger=self.name,
                moment=moment + timedelta(microseconds=number),
                recorded_by=recorded_by,
            )
            sealed.append(New(item.subject, versions[item.subject], item.event.type, line))
        return sealed


def _checked_name(recorded_by: str) -> str:
    try:
        return one_line(recorded_by)
    except ValueError as error:
        msg = f"--recorded-by {error}"
        raise InvalidInputError(msg, "Give a name in one line.") from None


class _Snapshot:
    """What the log holds, read once for one decision."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._stored: dict[str, list[Stored]] = {}

    @cached_property
    def _rows(self) -> Rows:
        return self._log.rows()

    def stored(self, slug: str) -> list[Stored]:
        if slug not in self._stored:
            self._stored[slug] = self._log.stream(slug)
        return self._stored[slug]

    def stream(self, slug: str) -> list[Entry]:
        return [stored_envelope(stored.line).entry(stored.position) for stored in self.stored(slug)]

    def stream_of(self, entry_id: str) -> str | None:
        position = queries.position_of(self._rows, entry_id)
        return None if position is None else queries.entry(self._rows, position).stream

    def mentioned_in(self, slug: str) -> list[str]:
        return queries.mentioned_in(self._rows, slug)

    def suggest(self, slug: str) -> str:
        return nearest(slug, self._log.streams())

    def with_new(self, new: Sequence[Stored]) -> Callable[[str], list[Stored]]:
        """Reads a stream as it will be once the new entries are in."""
        return lambda slug: self.stored(slug) + [entry for entry in new if entry.subject == slug]

    def resolved(self, draft: Draft) -> Draft:
        """The draft with entries given by position (#14) put as their ids."""
        data = dict(draft.data)
        for field in ("entry", "through"):
            if isinstance(data.get(field), str) and (match := _POSITION.fullmatch(data[field])):
                data[field] = queries.entry(self._rows, int(match[1])).id
        return replace(draft, data=data)
