"""Entries read from the table of the log. Standard library only."""

from collections.abc import Iterator

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
        while found := self.batch(after):
            yield from found
            last: object = found[-1].position
            if not isinstance(last, int) or last <= after:  # in a damaged file; without end otherwise
                msg = f"the positions of the log do not count up after #{after}"
                raise LedgerError(msg, "The file is damaged: run `servanda verify`, and restore a backup.")
            after = last

    def batch(self, after: int) -> list[Stored]:
        """The first `BATCH` entries after a position, in order."""
        return self._fetch("WHERE position > ? ORDER BY position LIMIT ?", after, BATCH)

    def stream(self, subject: str) -> list[Stored]:
        """The entries of one stream, in order."""
        return self._fetch("WHERE originator_id = ? ORDER BY originator_version", subject)

    def streams(self) -> list[str]:
        """The slugs of all streams, sorted."""
        found = self._rows.execute("SELECT DISTINCT originator_id FROM stored_events ORDER BY 1")
        return [row[0] for row in found.fetchall()]

    def _fetch(self, where: str, *parameters: object) -> list[Stored]:
        # All at once: an open cursor would keep a writer from committing.
        found = self._rows.execute(f"SELECT * FROM stored_events {where}", parameters)
        return [Stored(*row) for row in found.fetchall()]
