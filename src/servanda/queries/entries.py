"""Entries of the log, by the index that the read model keeps of them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from servanda.errors import UnknownNameError
from servanda.log.rows import Rows
from servanda.projections.tables import STILL

AT_ONCE = 1000
"""How many entries one statement fetches: a bound on what is held."""


class EntryLine(NamedTuple):
    """An entry as the list of entries shows it."""

    position: int
    id: str
    time: str
    stream: str
    type: str
    occurred: str
    mends: int | None
    cites: int


def entries(
    rows: Rows,
    *,
    stream: str | None = None,
    type_: str | None = None,
    after: int = 0,
    known_at: int = STILL,
) -> Iterator[EntryLine]:
    """Entries as recorded after a position and up to another, optionally of one stream or type."""
    where = ["position > ?", "position <= ?"]
    narrowed: list[str] = []
    for column, value in (("stream", stream), ("type", type_)):
        if value:
            where.append(f"{column} = ?")
            narrowed.append(value)
    while True:
        some = rows.execute(
            f"SELECT * FROM entries WHERE {' AND '.join(where)} ORDER BY position LIMIT ?",
            (after, known_at, *narrowed, AT_ONCE),
        ).fetchall()
        yield from (EntryLine(*row) for row in some)
        if len(some) < AT_ONCE:
            return
        after = some[-1][0]


def entry(rows: Rows, position: int) -> EntryLine:
    """An entry by its position.

    Raises:
        UnknownNameError: the log is shorter.
    """
    row = rows.execute("SELECT * FROM entries WHERE position = ?", (min(position, STILL),)).fetchone()
    if row is None:
        last = rows.execute("SELECT coalesce(max(position), 0) FROM entries").fetchone()[0]
        msg = f"there is no entry #{position}"
        raise UnknownNameError(msg, f"The last one is #{last}." if last else "The log is empty.")
    return EntryLine(*row)


def mends(rows: Rows, position: int, known_at: int = STILL) -> list[EntryLine]:
    """The corrections and voids of an entry, in the order of recording."""
    found = rows.execute(
        "SELECT * FROM entries WHERE mends = ? AND position <= ? ORDER BY position", (position, known_at)
    )
    return [EntryLine(*row) for row in found.fetchall()]


def named_position(text: str) -> int | None:
    """The position that ``#14`` names; None if it names none."""
    if not re.fullmatch("#[0-9]+", text):
        return None
    # Of an absurdly long number the first digits: beyond any log all the same.
    return int(text[1:17])


def position_of(rows: Rows, entry_id: str) -> int | None:
    """The position of the entry with an id."""
    row = rows.execute("SELECT position FROM entries WHERE id = ?", (entry_id,)).fetchone()
    return int(row[0]) if row else None


def mentioned_in(rows: Rows, slug: str) -> list[str]:
    """The streams with entries that have ever named a stream, or pointed to an entry of it."""
    found = rows.execute(
        "SELECT stream FROM mentions WHERE name = ? OR name IN (SELECT id FROM entries WHERE stream = ?)",
        (slug, slug),
    )
    return [row[0] for row in found.fetchall()]
