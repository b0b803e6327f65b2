"""Whether an entry may be mended, and what a correction makes of it."""

from collections.abc import Sequence

from servanda.domain.entry import Entry
from servanda.domain.order import corrected, standing_corrections, voided
from servanda.errors import BrokenRuleError, InvalidInputError, UnknownNameError
from servanda.events.base import Event
from servanda.events.commitment import CommitmentMade
from servanda.events.mending import EntryCorrected, Mending


def mended(event: Mending, entries: Sequence[Entry]) -> Entry:
    """The entry of the stream that a mending is about.

    Raises:
        UnknownNameError: it is not in the stream.
        BrokenRuleError: it is voided already, or is a mending that cannot be corrected.
    """
    target = next((entry for entry in entries if entry.id == event.entry), None)
    if target is None:
        msg = f"entry: {event.entry} is not an entry of this stream"
        raise UnknownNameError(msg, "`servanda log` shows the entries.")
    if target.id in voided(entries):
        msg = f"entry #{target.position} is voided already"
        raise BrokenRuleError(msg, "Void the voiding entry to restore it.")
    if isinstance(event, EntryCorrected) and isinstance(target.event, Mending):
        msg = f"entry #{target.position} is itself of type {target.event.type}"
        raise BrokenRuleError(msg, "Void it, and correct the original entry anew.")
    return target


def correction(
    event: EntryCorrected, target: Entry, entries: Sequence[Entry]
) -> tuple[EntryCorrected, Event]:
    """The correction with its values in the form in which they are stored, and the corrected event.

    Raises:
        InvalidInputError: a field the event does not have, or values that make no valid event.
        BrokenRuleError: it would change the address of a commitment.
    """
    unknown = [name for name in event.changes if name not in type(target.event).model_fields]
    if unknown:
        msg = f"{', '.join(unknown)} is not a field of {target.event.type}"
        raise InvalidInputError(msg, f"`servanda schema {target.event.type}` describes its fields.")
    if isinstance(target.event, CommitmentMade) and "ref" in event.changes:
        msg = "ref: the address of a commitment does not change"
        raise BrokenRuleError(msg, "Void the entry and record the commitment anew.")
    before = standing_corrections(entries).get(target.id, [])
    after = corrected(target, [*before, event]).event
    whole = after.data()
    if whole == corrected(target, before).event.data():
        msg = f"entry #{target.position} says so already"
        raise BrokenRuleError(msg, "Give a value that differs.")
    changes = {name: whole.get(name) for name in event.changes}
    return event.model_copy(update={"changes": changes}), after
