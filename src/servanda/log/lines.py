"""Entries read from the table of the log. Standard library only."""

from collections.abc import Iterator
from typing import Any

from servanda.errors import LedgerError
from servanda.log.rows import Rows
from servanda.log.store import Stored

BATCH = 1000
"""Entries that are held at once."""


class Lines:
    """Reads entries through one connection (see `servanda.log.store.Reader`)."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def read(self, after: int = 0) -> Iterator[Stored]:
        """All entries after a position, in order."""
        for found in self.batches(after):
            yield from map(Stored._make, found)

    def batches(self, after: int = 0) -> Iterator[list[tuple[Any, ...]]]:
        """The same as plain rows, as many at once as are held."""
        while found := self._after(after):
            yield found
            last: object = found[-1][0]
            if not isinstance(last, int) or last <= after:  # in a damaged file; without end otherwise
                msg = f"the positions of the log do not count up after #{after}"
                raise LedgerError(msg, "The file is damaged: run `servanda verify`, and restore a backup.")
            after = last

    def batch(self, after: int) -> list[Stored]:
        """The first `BATCH` entries after a position, in order."""
        return list(map(Stored._make, self._after(after)))

    def _after(self, position: int) -> list[tuple[Any, ...]]:
        return self._fetch("WHERE position > ? ORDER BY position LIMIT ?", position, BATCH)

    def stream(self, subject: str) -> list[Stored]:
        """The entries of one stream, in order."""
        found = self._fetch("WHERE originator_id = ? ORDER BY originator_version", subject)
        return list(map(Stored._make, found))

    def streams(self) -> list[str]:
        """The slugs of all streams, sorted."""
        found = self._rows.execute("SELECT DISTINCT originator_id FROM stored_events ORDER BY 1")
        return [row[0] for row in found.fetchall()]

    def _fetch(self, where: str, *parameters: object) -> list[tuple[Any, ...]]:
        # All at once: an open cursor would keep a writer from committing.
        return self._rows.execute(f"SELECT * FROM stored_events {where}", parameters).fetchall()
