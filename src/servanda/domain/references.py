"""What an event rests on in other streams."""

from collections.abc import Iterator
from typing import NamedTuple

from servanda.events.base import Event
from servanda.events.commitment import CommitmentSuperseded
from servanda.events.dialogue import DialogueEstablished, DialogueSucceeded


class Reference(NamedTuple):
    """A stream that a field names, and the kind it must be of."""

    field: str
    slug: str
    kind: str


def references(event: Event) -> Iterator[Reference]:
    """The streams that must exist for an event to stand.

    The dialogues that a source covers are not among them: source and dialogue name each other,
    and one of the two has to come first.
    """
    for citation in event.citations:
        yield Reference("citations", citation.source, "source")
    match event:
        case DialogueEstablished() if event.parent:
            yield Reference("parent", event.parent, "dialogue")
        case DialogueSucceeded():
            yield Reference("by", event.by, "dialogue")
        case CommitmentSuperseded():
            yield Reference("by_ref", event.by_ref.rpartition("/")[0], "dialogue")
