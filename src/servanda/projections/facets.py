"""The values by which records are filtered, beyond their columns. Standard library only."""

from collections.abc import Iterator

from servanda.domain.records import Commitment, Dialogue, Meeting, Outcome, Record, Source
from servanda.events.party import party_of


def facets(record: Record) -> Iterator[tuple[str, str]]:
    """The values by which a record is filtered, beyond its columns: (facet, value) pairs."""
    seen = set()
    for facet, value in _facets(record):
        if (facet, value) not in seen:
            seen.add((facet, value))
            yield facet, value


def _facets(record: Record) -> Iterator[tuple[str, str]]:
    match record:
        case Source():
            yield from (("covers", slug) for slug in record.dialogues)
        case Dialogue():
            yield from _who(record.members)
        case Meeting():
            yield from _who((*record.hosts, *record.chairs, *record.bodies))
            yield from (("topic", topic.casefold()) for topic in record.topics)
        case Outcome():
            yield from _who(record.signatories)
            yield from (("topic", topic.casefold()) for topic in record.topics)
        case Commitment():
            yield from _who((*record.by, *record.to))
            if record.topic:
                yield "topic", record.topic.casefold()


def _who(actors: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for actor in actors:
        party = party_of(actor)
        if party:
            yield "party", party
        if party != actor:
            yield "body", actor.casefold()
