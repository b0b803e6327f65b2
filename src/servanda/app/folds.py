"""Folded streams, kept from one decision to the next."""

from collections import OrderedDict

from servanda.log.store import Log
from servanda.projections import projector
from servanda.projections.history import History

KEPT = 20_000
"""So many entries are kept folded, at some 4 kB each; what was used last stays."""


class Folds:
    """The histories of streams at one end of the log.

    Args:
        log: the store.
    """

    def __init__(self, log: Log) -> None:
        self._log = log
        self._histories: OrderedDict[str, History] = OrderedDict()
        self._position = 0

    def of(self, slug: str) -> History:
        """The fold of a stream, an empty one where there is none."""
        if slug not in self._histories:
            self._histories[slug] = projector.folded(self._log.stream(slug))
        self._histories.move_to_end(slug)
        return self._histories[slug]

    def stand_at(self, position: int) -> None:
        """Keep what holds at the end of the log: nothing, if somebody else has added to it since."""
        if position != self._position:
            self.clear()
        self._position = position

    def grow(self, first: int, last: int) -> None:
        """Note that the log has grown by entries, from one position to another, that were taken in."""
        if first != self._position + 1:  # by others' entries too, before these
            self.clear()
        self._position = last
        held = sum(len(history.entries) for history in self._histories.values())
        while held > KEPT:
            held -= len(self._histories.popitem(last=False)[1].entries)

    def clear(self) -> None:
        """Forget everything, after something went wrong in the middle."""
        self._histories.clear()
