"""What a document says of its meeting, with where it says so."""

from typing import Any, Literal, NamedTuple

from servanda.documents.blocks import Block

MeetingType = Literal["meeting-held", "meeting-scheduled"]
HELD: MeetingType = "meeting-held"
SCHEDULED: MeetingType = "meeting-scheduled"


class Found(NamedTuple):
    """A value with the code points it was read from."""

    value: Any
    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence with the block it stands in."""

    start: int
    end: int
    block: Block

    @property
    def is_title(self) -> bool:
        """Whether it is the title of the document."""
        return self.block.kind == "title"


class Meeting(NamedTuple):
    """A meeting; what the document does not say is None or empty.

    Attributes:
        type: the event type.
        when: a `Window`.
        round: its ordinal.
        format, place, level: as `meeting-held` has them.
        country: code of the country of the place.
        hosts, bodies: codes of parties; names of bodies as recorded.
        passage: the code points of the sentence that tells of it.
    """

    type: MeetingType
    when: Found | None = None
    round: Found | None = None
    format: Found | None = None
    place: Found | None = None
    country: str | None = None
    level: Found | None = None
    hosts: tuple[Found, ...] = ()
    bodies: tuple[Found, ...] = ()
    passage: tuple[int, int] = (0, 0)
