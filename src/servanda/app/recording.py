"""Recording: decide, seal, append and project; decide again where somebody was faster."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from servanda.app.folds import Folds
from servanda.app.snapshot import Snapshot
from servanda.domain.decide import Decided, Draft, decide
from servanda.domain.entry import Entry
from servanda.errors import ConflictError, InvalidInputError
from servanda.events.text import one_line
from servanda.log import opening
from servanda.log.address import Address
from servanda.log.envelope import moment_of, next_moment, seal, stored_envelope
from servanda.log.rows import Rows
from servanda.log.store import Head, Log, New, Stored, placed
from servanda.projections import projector
from servanda.projections.tables import READ_MODEL

ATTEMPTS = 10
NOTICED = timedelta(minutes=1)
"""A clock that is behind by less is in step with the others, as clocks go."""

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The present moment, in the zone of the machine."""
    return datetime.now(UTC).astimezone()


class Lag(NamedTuple):
    """A clock that is behind the log: the last entry, when it was recorded, and how long that is to come."""

    position: int
    time: datetime
    by: timedelta


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
        self.folds = Folds(log)
        self._clock = clock

    @classmethod
    def create(cls, address: Address, name: str, clock: Clock = system_clock) -> "Ledger":
        """Make a ledger and open it.

        Raises:
            LedgerError: something is there already, or it cannot be made there.
        """
        opening.create(address, name)
        ledger = cls.open(address, clock)
        ledger.catch_up()
        return ledger

    @classmethod
    def open(cls, address: Address, clock: Clock = system_clock) -> "Ledger":
        """Open a ledger for recording.

        Raises:
            LedgerError: no ledger, a newer one, or not to be written.
        """
        log = opening.open_log(address, READ_MODEL)
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
        recorded_by = self._checked_name(recorded_by)
        for attempt in range(ATTEMPTS):
            try:
                return self._record(drafts, recorded_by, in_turn=attempt % 2 == 1)
            except ConflictError:
                if attempt == ATTEMPTS - 1:
                    raise
        return []

    def _record(self, drafts: Sequence[Draft], recorded_by: str, *, in_turn: bool) -> list[Stored]:
        """Decide and append; ``in_turn``, decide only once nobody else can append.

        Others wait for that meanwhile, and so it is done only after a decision was overtaken. But then
        it has to be: whoever appended last has everything folded, and would be the faster again.
        """
        decided: list[Decided] = []
        rests_on: dict[str, int] = {}

        def decide_now(*, in_turn: bool) -> None:
            known, found = self._decide(drafts, in_turn=in_turn)
            decided[:] = found
            rests_on.update(known.versions())

        def seal(head: Head) -> Sequence[New]:
            if in_turn:
                decide_now(in_turn=True)
            return self._seal(head, rests_on, decided, recorded_by)

        def project(rows: Rows, stored: Sequence[Stored]) -> None:
            envelopes = [stored_envelope(one.line) for one in stored]
            entries = [
                Entry(one.position, envelope.id, one.subject, item.event)
                for one, envelope, item in zip(stored, envelopes, decided, strict=True)
            ]
            projector.project(rows, zip(envelopes, entries, strict=True), self.folds.of)
            self.folds.grow(stored[0].position, stored[-1].position)

        if not in_turn:
            decide_now(in_turn=False)
        try:
            return self.log.append(seal, project, rests_on)
        except ConflictError:  # before anything was taken in
            raise
        except BaseException:
            self.folds.clear()  # some may have taken in what was not stored
            raise

    def lag(self) -> Lag | None:
        """How far the clock is behind the last entry; None if it is not, or by less than `NOTICED`.

        What is recorded then still follows the last entry, by a microsecond; but its time is not
        the clock's, and the day of recording may be too early for what has happened since.
        """
        head = self.log.head()
        if not head.time:
            return None
        time = moment_of(head.time)
        by = time - self._clock().astimezone(UTC)
        return Lag(head.position, time, by) if by > NOTICED else None

    def preview(self, drafts: Sequence[Draft], recorded_by: str) -> list[Stored]:
        """What `record` would append now, without appending it."""
        recorded_by = self._checked_name(recorded_by)
        known, decided = self._decide(drafts, in_turn=False)
        head = self.log.head()
        return placed(head, self._seal(head, known.versions(), decided, recorded_by))

    def catch_up(self, *, anew: bool = False, progress: Callable[[int], None] = lambda _: None) -> None:
        """Bring the read model to the end of the log, or build it anew."""
        self.log.catch_up(
            lambda rows, position, log: projector.catch_up(rows, position, log, progress), anew=anew
        )

    def _decide(self, drafts: Sequence[Draft], *, in_turn: bool) -> tuple[Snapshot, list[Decided]]:
        position = self.log.head().position
        if self.log.projected() != position:
            if in_turn:  # a transaction of its own brings it up to date, before the next attempt
                msg = "the read model is behind the log"
                raise ConflictError(msg, "Try again.")
            self.catch_up()
        self.folds.stand_at(position)
        known = Snapshot(self.log, self.folds)
        today = self._clock().date()
        return known, decide(known, [known.resolved(draft) for draft in drafts], today)

    def _seal(
        self, head: Head, read: Mapping[str, int], decided: Sequence[Decided], recorded_by: str
    ) -> list[New]:
        moment = next_moment(self._clock().astimezone(UTC), head.time)
        versions = dict(read)
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

    def _checked_name(self, recorded_by: str) -> str:
        user = self.log.user
        if user is not None and recorded_by != user:
            msg = f"--recorded-by: you are connected as {user!r}, and cannot record as {recorded_by!r}"
            raise InvalidInputError(
                msg,
                "On a server each entry bears the name of the user who recorded it, so that nobody signs for "
                "another. Leave out --recorded-by and SERVANDA_RECORDED_BY, or connect as that user.",
            )
        try:
            return one_line(recorded_by)
        except ValueError as error:
            msg = f"--recorded-by {error}"
            raise InvalidInputError(msg, "Give a name in one line.") from None
