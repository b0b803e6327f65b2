"""The one list of event types, and how a stored type and version become an event."""

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from servanda.errors import InvalidInputError, LedgerError, UnknownNameError, nearest
from servanda.events import commitment, dialogue, meeting, mending, outcome, source, text, values
from servanda.events.base import Event
from servanda.events.upcasters import upcast

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

LONGEST_SHOWN = 80
MOST_SHOWN = 10

# What is accepted, in words, by the pattern that says it exactly.
FORMS = {
    text.SLUG_PATTERN: "a slug: small letters, digits and single hyphens, such as jp-fr-ict",
    text.LANGUAGE_PATTERN: "a language code, such as en",
    text.SHA256_PATTERN: "a SHA-256 hash of 64 hexadecimal digits",
    values.REF_PATTERN: "the address of a commitment, such as jp-fr-ict/2",
    values.ENTRY_ID_PATTERN: "an entry, such as #14",
    source.URL_PATTERN: "an address that begins with https:// or http://",
}

EVENT_TYPES: dict[str, type[Event]] = {
    event.type: event
    for event in (
        source.SourcePublished,
        dialogue.DialogueEstablished,
        dialogue.DialogueRenamed,
        dialogue.MembershipChanged,
        dialogue.CadenceAgreed,
        dialogue.DialogueSucceeded,
        dialogue.DialogueConcluded,
        meeting.MeetingScheduled,
        meeting.MeetingRescheduled,
        meeting.MeetingCancelled,
        meeting.MeetingHeld,
        outcome.OutcomeAdopted,
        commitment.CommitmentMade,
        commitment.CommitmentReaffirmed,
        commitment.CommitmentAmended,
        commitment.CommitmentRescheduled,
        commitment.ProgressReported,
        commitment.CommitmentFulfilled,
        commitment.CommitmentWithdrawn,
        commitment.CommitmentSuperseded,
        commitment.CommitmentReopened,
        commitment.CommitmentDisputed,
        commitment.CommitmentAssessed,
        dialogue.CoverageChecked,
        mending.EntryCorrected,
        mending.EntryVoided,
    )
}


def event_class(slug: str) -> type[Event]:
    """The class of an event type.

    Raises:
        UnknownNameError: no such type, with the nearest one.
    """
    if slug not in EVENT_TYPES:
        msg = f"there is no event type {slug!r}"
        raise UnknownNameError(msg, nearest(slug, EVENT_TYPES) or "`servanda schema` lists them.")
    return EVENT_TYPES[slug]


def make(slug: str, data: dict[str, Any]) -> Event:
    """An event of a type from data that a person or a file gave.

    Raises:
        UnknownNameError: no such type.
        InvalidInputError: naming each field that is missing, unknown or refused.
    """
    try:
        return event_class(slug).model_validate(data)
    except ValidationError as error:
        msg = f"{slug}: {explain(error)}"
        raise InvalidInputError(msg, f"`servanda schema {slug}` describes its fields.") from None


def read(slug: str, version: int, data: dict[str, Any]) -> Event:
    """An event from the log, brought up to the current version of its type.

    Raises:
        LedgerError: the type or version is newer than this program.
        InvalidInputError: the data are not of that type.
    """
    current = EVENT_TYPES.get(slug)
    if current is None or version > current.version:
        what = f"{slug!r}" if current is None else f"version {version} of {slug!r}"
        msg = f"this program does not know the event type {what}"
        raise LedgerError(msg, "The log was written by a newer servanda; upgrade this one.")
    return make(slug, upcast(slug, version, current.version, data))


def explain(error: ValidationError) -> str:
    """The findings of a validation in plain words: field, what is wrong, the value."""
    errors = error.errors(include_url=False)
    # A refused member also leaves its list too short; that is no mistake of its own.
    within = {found["loc"][:-1] for found in errors}
    findings = [
        _finding(found) for found in errors if found["type"] != "too_short" or found["loc"] not in within
    ]
    different = list(dict.fromkeys(findings))
    more = f"; and {len(different) - MOST_SHOWN:,} more" if len(different) > MOST_SHOWN else ""
    return "; ".join(different[:MOST_SHOWN]) + more


def _finding(found: "ErrorDetails") -> str:
    path = ".".join(_shown(part) for part in found["loc"] if not _is_union_branch(part))
    if found["type"] == "missing":
        return f"{path} is missing"
    if found["type"] == "extra_forbidden":
        return f"{path} is not a field of this event"
    message = found["msg"].removeprefix("Value error, ")
    if found["type"] == "string_pattern_mismatch":
        message = f"is not {FORMS.get(found['ctx']['pattern'], 'of the accepted form')}"
    given = repr(found["input"])
    message = message.replace(given, _cut(given))
    shown = "" if given in message or len(given) > LONGEST_SHOWN else f" (given: {given})"
    return f"{path}: {message}{shown}" if path else message


def _shown(part: int | str) -> str:
    """A key on the way to a field; one that a terminal would not show as it is, with its escapes."""
    text = str(part)
    return _cut(text if text.isprintable() else repr(text))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _is_union_branch(part: object) -> bool:
    return isinstance(part, str) and part.startswith(("constrained-", "function-", "int", "str["))
