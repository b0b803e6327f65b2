"""What the log holds, as a decision sees it."""

from dataclasses import replace
from functools import cached_property

from servanda import queries
from servanda.app.folds import Folds
from servanda.domain.decide import Draft
from servanda.domain.timeline import Timeline
from servanda.errors import nearest
from servanda.log.rows import Rows
from servanda.log.store import Log


class Snapshot:
    """What the log holds, for one decision.

    Args:
        log: the store.
        folds: the folded streams at its end.
        recorded: whether what is decided are entries of a log already. They go into the histories
            themselves; drafts are tried on copies, since they have no place in the log yet.
    """

    def __init__(self, log: Log, folds: Folds, *, recorded: bool = False) -> None:
        self._log = log
        self._folds = folds
        self._recorded = recorded
        self._versions: dict[str, int] = {}

    @cached_property
    def _rows(self) -> Rows:
        return self._log.rows()

    def versions(self) -> dict[str, int]:
        """How many entries each stream that was read had."""
        return self._versions

    def timeline(self, slug: str) -> Timeline:
        """See `servanda.domain.decide.Known`."""
        history = self._folds.of(slug)
        self._versions.setdefault(slug, history.length)
        return history if self._recorded else history.copy()

    def stream_of(self, entry_id: str) -> str | None:
        """See `servanda.domain.decide.Known`."""
        position = queries.position_of(self._rows, entry_id)
        return None if position is None else queries.entry(self._rows, position).stream

    def mentioned_in(self, slug: str) -> list[str]:
        """See `servanda.domain.decide.Known`."""
        return queries.mentioned_in(self._rows, slug)

    def suggest(self, slug: str) -> str:
        """See `servanda.domain.decide.Known`."""
        return nearest(slug, self._log.streams())

    def resolved(self, draft: Draft) -> Draft:
        """The draft with entries given by position (#14) put as their ids."""
        data = dict(draft.data)
        for field in ("entry", "through"):
            given = data.get(field)
            position = queries.named_position(given) if isinstance(given, str) else None
            if position is not None:
                data[field] = queries.entry(self._rows, position).id
        return replace(draft, data=data)
