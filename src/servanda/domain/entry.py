"""An entry of the log as the domain sees it."""

from dataclasses import dataclass
from datetime import date

from servanda.events.base import Event


@dataclass(frozen=True, slots=True)
class Entry:
    """An event at its place in the log.

    Attributes:
        position: place in the whole log, from 1, without gaps.
        id: UUIDv7 of the entry, by which other entries refer to it.
        stream: slug of the dialogue or source it belongs to.
        event: what happened.
    """

    position: int
    id: str
    stream: str
    event: Event

    @property
    def order(self) -> tuple[date, bool, date, int]:
        """Its place in effective order: by earliest day, latest day, position.

        Among entries that may have happened first of all, the one that begins the stream did.
        """
        earliest, latest = self.event.occurred.order
        return (earliest, not self.event.opens_stream, latest, self.position)
