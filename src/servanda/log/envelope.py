"""The stored bytes of an entry: a CloudEvents 1.0 envelope as RFC 8785 canonical JSON.

The stored bytes and the published line are the same bytes. Sources: CloudEvents 1.0.2
(attributes), RFC 8785 (canonical form), RFC 9562 section 5.7 (UUIDv7).
"""

import json
import secrets
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal, NamedTuple

import rfc8785
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from servanda.domain.entry import Entry
from servanda.errors import InvalidInputError
from servanda.events.base import Event
from servanda.events.registry import explain, read
from servanda.events.text import Line, Slug
from servanda.events.values import EntryId
from servanda.log.strict_json import MAX_LINE, loads, loads_canonical

TYPE_PREFIX = "servanda."
SCHEMA_PREFIX = "urn:servanda:schema/"
TIME_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"
NO_MORE = datetime(9999, 1, 1, tzinfo=UTC)
"""No entry is of this moment or a later one: the calendar has to have room for the entries after it."""


class Envelope(BaseModel):
    """The attributes of an entry around its data, all of them required."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    specversion: Literal["1.0"]
    id: EntryId
    source: Annotated[str, StringConstraints(pattern=r"^urn:servanda:[a-z0-9]+(-[a-z0-9]+)*$")]
    type: Annotated[str, StringConstraints(pattern=r"^servanda\.[a-z-]+$")]
    subject: Slug
    time: Annotated[
        str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z$")
    ]
    datacontenttype: Literal["application/json"]
    dataschema: Annotated[str, StringConstraints(pattern=r"^urn:servanda:schema/[a-z-]+/[1-9][0-9]{0,8}$")]
    recordedby: Line
    streamversion: Annotated[int, Field(ge=1)]
    data: dict[str, Any]

    @property
    def slug(self) -> str:
        """The event type without its prefix."""
        return self.type.removeprefix(TYPE_PREFIX)

    @property
    def version(self) -> int:
        """The version of the event type."""
        return int(self.dataschema.rpartition("/")[2])

    def event(self) -> Event:
        """The event, brought up to the current version of its type.

        Raises:
            LedgerError: written by a newer program.
            InvalidInputError: the data are not of that type, or the two names of it differ.
        """
        slug = self.dataschema.removeprefix(SCHEMA_PREFIX).partition("/")[0]
        if slug != self.slug:
            msg = f"dataschema: {self.dataschema} is not the schema of {self.type}"
            raise InvalidInputError(msg)
        return read(slug, self.version, self.data)

    def entry(self, position: int) -> Entry:
        """The entry as the domain sees it."""
        return Entry(position, self.id, self.subject, self.event())


def seal(
    event: Event, *, subject: str, version: int, ledger: str, moment: datetime, recorded_by: str
) -> bytes:
    """The bytes to store for an event: entry number ``version`` of the stream ``subject``."""
    envelope: dict[str, Any] = {
        "specversion": "1.0",
        "id": uuid7(moment),
        "source": f"urn:servanda:{ledger}",
        "type": f"{TYPE_PREFIX}{event.type}",
        "subject": subject,
        "time": moment.strftime(TIME_FORMAT),
        "datacontenttype": "application/json",
        "dataschema": f"{SCHEMA_PREFIX}{event.type}/{event.version}",
        "recordedby": recorded_by,
        "streamversion": version,
        "data": event.data(),
    }
    line = rfc8785.dumps(envelope)
    if len(line) > MAX_LINE:
        msg = f"{event.type}: the entry is {len(line):,} bytes long"
        raise InvalidInputError(msg, f"At most {MAX_LINE:,} bytes are stored; shorten its texts or lists.")
    return line


def stored_envelope(line: bytes) -> Envelope:
    """The envelope of bytes that this program stored and has checked before."""
    return Envelope.model_construct(**json.loads(line))


class Unsealed(NamedTuple):
    """An envelope and the event in it, of the current version of its type."""

    envelope: Envelope
    event: Event


def unseal(line: bytes) -> Unsealed:
    """The envelope of bytes from outside and its event, checked in every respect.

    Raises:
        InvalidInputError: not JSON, not an envelope, not an event, or not the canonical bytes.
        LedgerError: written by a newer program.
    """
    canonical = loads_canonical(line)
    loaded = loads(line) if canonical is None else canonical
    try:
        envelope = Envelope.model_validate(loaded)
    except ValidationError as error:
        msg = f"not an entry of a servanda log: {explain(error)}"
        raise InvalidInputError(
            msg, "`servanda publish` writes such lines; drafts go to `servanda append`."
        ) from None
    moment_of(envelope.time)
    event = envelope.event()
    if event.version == envelope.version and event.data() != envelope.data:
        msg = f"data of {envelope.slug} are not in the form in which they are stored"
        raise InvalidInputError(msg, "The line was written or changed by something else than servanda.")
    if envelope.recordedby != loaded["recordedby"] or canonical is None:
        msg = "the line is not in the canonical form in which entries are stored (RFC 8785)"
        raise InvalidInputError(msg, "The line was written or changed by something else than servanda.")
    return Unsealed(envelope, event)


def moment_of(time: str) -> datetime:
    """The moment that an envelope's time states.

    Raises:
        InvalidInputError: no such moment.
    """
    try:
        moment = datetime.fromisoformat(time)
    except ValueError:
        moment = NO_MORE
    if moment >= NO_MORE:
        msg = f"time: {time!r} is not a possible moment"
        raise InvalidInputError(msg, "Accepted: 2026-01-31T12:00:00.000000Z")
    return moment


def next_moment(now: datetime, last: str) -> datetime:
    """The present, or the microsecond after the last entry where the clock went back."""
    return max(now, moment_of(last) + timedelta(microseconds=1)) if last else now


def uuid7(moment: datetime) -> str:
    """A UUIDv7: milliseconds since 1970 in the first 48 bits, the rest random."""
    milliseconds = int(moment.timestamp() * 1000)
    rand = secrets.randbits(74)
    value = milliseconds << 80 | 0x7 << 76 | (rand >> 62) << 64 | 0b10 << 62 | rand & (1 << 62) - 1
    digits = f"{value:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
