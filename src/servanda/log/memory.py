"""The log in memory: for tests, dry runs and checks of a published log."""

from collections.abc import Iterator, Mapping

from eventsourcing.persistence import StoredEvent, Tracking
from eventsourcing.popo import POPOProcessRecorder

from servanda.log.envelope import stored_envelope
from servanda.log.ledger_file import NODES
from servanda.log.metadata import TRACKING
from servanda.log.rows import Rows, in_memory
from servanda.log.store import NOTHING, Build, Head, Project, Seal, Stored, placed, require_next
from servanda.log.tree import Peaks, grow

ALL = 1_000_000_000


class MemoryLog:
    """The store of a ledger that lasts as long as the process, for one thread."""

    user = None

    def __init__(self, name: str = "memory") -> None:
        self.name = name
        self.recorder = POPOProcessRecorder()
        self._built = False
        self._rows = in_memory()
        for statement in NODES:
            self._rows.execute(statement)

    def head(self) -> Head:
        """See `servanda.log.store.Log`."""
        position = self.recorder.max_notification_id() or 0
        if not position:
            return Head(0, "")
        last = self.recorder.select_notifications(position, 1)[0]
        return Head(position, stored_envelope(last.state).time)

    def read(self, after: int = 0) -> Iterator[Stored]:
        """See `servanda.log.store.Log`."""
        for found in self.recorder.select_notifications(after, ALL, inclusive_of_start=False):
            yield Stored(
                found.id, str(found.originator_id), found.originator_version, found.topic, found.state
            )

    def stream(self, subject: str) -> list[Stored]:
        """See `servanda.log.store.Log`."""
        return [entry for entry in self.read() if entry.subject == subject]

    def streams(self) -> list[str]:
        """See `servanda.log.store.Log`."""
        return sorted({entry.subject for entry in self.read()})

    def append(self, seal: Seal, project: Project, rests_on: Mapping[str, int] = NOTHING) -> list[Stored]:
        """See `servanda.log.store.Log`."""
        head = self.head()
        stored = placed(head, seal(head))
        require_next(stored, rests_on, lambda subject: len(self.stream(subject)))
        follows = stored and self.projected() == head.position
        self._rows.execute("BEGIN")
        try:
            grow(self._rows, Peaks(self._rows, head.position), [entry.line for entry in stored])
            if follows:
                project(self._rows, stored)
            self.recorder.insert_events(
                [StoredEvent(entry.subject, entry.version, entry.type, entry.line) for entry in stored],
                tracking=Tracking(TRACKING, stored[-1].position) if follows else None,
            )
        except BaseException:
            self._rows.execute("ROLLBACK")
            raise
        self._rows.execute("COMMIT")
        return stored

    def projected(self) -> int | None:
        """See `servanda.log.store.Log`."""
        return (self.recorder.max_tracking_id(TRACKING) or 0) if self._built else None

    def catch_up(self, build: Build, *, anew: bool = False) -> None:
        """See `servanda.log.store.Log`."""
        self._rows.execute("BEGIN")
        try:
            build(self._rows, 0 if anew else self.projected() or 0, self)
        except BaseException:
            self._rows.execute("ROLLBACK")
            raise
        self._rows.execute("COMMIT")
        self._built = True
        if self.head().position > (self.projected() or 0):
            self.recorder.insert_tracking(Tracking(TRACKING, self.head().position))

    def rows(self) -> Rows:
        """See `servanda.log.store.Log`."""
        return self._rows

    def close(self) -> None:
        """See `servanda.log.store.Log`."""
        self._rows.close()
