"""Which entries count when it is asked what was public by a day."""

from bisect import insort
from collections.abc import Callable, Iterable
from datetime import date

import servanda.domain.evolve_commitments
import servanda.domain.evolve_meetings  # noqa: F401  both register their rules
from servanda.domain.entry import Entry
from servanda.domain.evolve import evolve
from servanda.domain.state import State
from servanda.errors import ServandaError


def public(entries: Iterable[Entry], became_public: Callable[[Entry], date], by: date) -> list[Entry]:
    """The entries of a stream that were public by a day, in the order in which they took effect.

    What a public entry rests on counts with it, whatever its own sources: whoever read of a
    fulfilment learned of the promise. First of all that is the entry which begins the stream,
    then the nearest earlier one without which the rules refuse the public entry. An entry that
    no single one of them carries does not count.

    Args:
        entries: as `servanda.domain.order.effective` gives them.
        became_public: the day on which an entry was public for certain.
        by: the day asked about.
    """
    told = _Told()
    held_back: list[Entry] = []
    for entry in entries:
        if became_public(entry) > by:
            held_back.append(entry)
            continue
        if not told.entries and held_back and held_back[0].event.opens_stream:
            told.take(held_back.pop(0))
        if told.take(entry):
            continue
        for missing in reversed(held_back):
            if told.take(missing, entry):
                held_back.remove(missing)
                break
    return told.entries


class _Told:
    """Entries that count, and the state that they fold to."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._state = State()

    def take(self, *added: Entry) -> bool:
        """Add entries if all together still fold; the last one takes effect last."""
        entries = list(self.entries)
        for entry in added:
            insort(entries, entry, key=lambda one: one.order)
        state = State(self._state) if len(added) == 1 else State()
        try:
            for entry in added if len(added) == 1 else entries:
                state.put(*evolve(entry.event, state, entry))
        except ServandaError:
            return False
        self.entries, self._state = entries, state
        return True
