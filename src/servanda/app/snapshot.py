"""What the log holds, as a decision sees it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from servanda import queries
from servanda.domain.decide import Draft
from servanda.domain.entry import Entry
from servanda.errors import nearest
from servanda.log.envelope import stored_envelope
from servanda.log.rows import Rows
from servanda.log.store import Log, Stored


class Snapshot:
    """What the log holds, read once for one decision."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._stored: dict[str, list[Stored]] = {}

    @cached_property
    def _rows(self) -> Rows:
        return self._log.rows()

    def stored(self, slug: str) -> list[Stored]:
        """The stored entries of a stream, in order."""
        if slug not in self._stored:
            self._stored[slug] = self._log.stream(slug)
        return self._stored[slug]

    def versions(self) -> dict[str, int]:
        """How many entries each stream that was read had."""
        return {slug: len(entries) for slug, entries in self._stored.items()}

    def stream(self, slug: str) -> list[Entry]:
        """See `servanda.domain.decide.Known`."""
        return [stored_envelope(stored.line).entry(stored.position) for stored in self.stored(slug)]

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

    def with_new(self, new: Sequence[Stored]) -> Callable[[str], list[Stored]]:
        """Reads a stream as it will be once the new entries are in."""
        return lambda slug: self.stored(slug) + [entry for entry in new if entry.subject == slug]

    def resolved(self, draft: Draft) -> Draft:
        """The draft with entries given by position (#14) put as their ids."""
        data = dict(draft.data)
        for field in ("entry", "through"):
            given = data.get(field)
            position = queries.named_position(given) if isinstance(given, str) else None
            if position is not None:
                data[field] = queries.entry(self._rows, position).id
        return replace(draft, data=data)
