"""From the order in which entries became known to the order in which they took effect."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from servanda.domain.entry import Entry
from servanda.events.mending import EntryCorrected, EntryVoided, Mending
from servanda.events.registry import make


def effective(entries: Iterable[Entry], known_at: int | None = None) -> list[Entry]:
    """The entries of a stream as mended, in the order in which they took effect.

    Only entries up to position ``known_at`` count. Voided entries are gone, corrected ones
    carry the corrected event at their own position, mending entries are not in the result.
    Sorted by earliest day, latest day, position.

    Raises:
        InvalidInputError: a correction leaves an event that is not valid by itself.
    """
    known = [entry for entry in entries if known_at is None or entry.position <= known_at]
    if not any(isinstance(entry.event, Mending) for entry in known):
        return sorted(known, key=lambda entry: entry.order)
    taken_out = voided(known)
    corrections = standing_corrections(known)
    standing = [
        corrected(entry, corrections.get(entry.id, []))
        for entry in known
        if entry.id not in taken_out and not isinstance(entry.event, Mending)
    ]
    return sorted(standing, key=lambda entry: entry.order)


def corrected(entry: Entry, corrections: Iterable[EntryCorrected]) -> Entry:
    """The entry with each correction's fields put in the place of its own, in order."""
    corrections = list(corrections)
    if not corrections:
        return entry
    data = entry.event.data()
    for correction in corrections:
        data |= correction.changes
    present = {name: value for name, value in data.items() if value is not None}
    return replace(entry, event=make(entry.event.type, present))


def standing_corrections(entries: Sequence[Entry]) -> dict[str, list[EntryCorrected]]:
    """The corrections of each entry, by its id, that are not voided, in the order of recording."""
    taken_out = voided(entries)
    corrections: dict[str, list[EntryCorrected]] = {}
    for entry in entries:
        if isinstance(entry.event, EntryCorrected) and entry.id not in taken_out:
            corrections.setdefault(entry.event.entry, []).append(entry.event)
    return corrections


def voided(entries: Sequence[Entry]) -> set[str]:
    """Ids taken out. Later voids count first, so that a void of a void restores."""
    taken_out: set[str] = set()
    for entry in reversed(entries):
        if isinstance(entry.event, EntryVoided) and entry.id not in taken_out:
            taken_out.add(entry.event.entry)
    return taken_out
