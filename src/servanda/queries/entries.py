"""Entries of the log, by the index that the read model keeps of them."""

import re
from typing import NamedTuple

from servanda.errors import UnknownNameError, nearest
from servanda.log.rows import Rows
from servanda.projections.tables import STILL


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
) -> list[EntryLine]:
    """Entries as recorded after a position and up to another, optionally of one stream or type."""
    where = ["position > ?", "position <= ?"]
    parameters: list[str | int] = [after, known_at]
    for column, value in (("stream", stream), ("type", type_)):
        if value:
            where.append(f"{column} = ?")
            parameters.append(value)
    found = rows.execute(f"SELECT * FROM entries WHERE {' AND '.join(where)} ORDER BY position", parameters)
    return [EntryLine(*row) for row in found.fetchall()]


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


def require_type(rows: Rows, type_: str) -> None:
    """Raise unless an entry of that event type is in the log.

    Raises:
        UnknownNameError: with the nearest type that is.
    """
    known = [row[0] for row in rows.execute("SELECT DISTINCT type FROM entries").fetchall()]
    if type_ not in known:
        msg = f"--type: the log has no {type_!r}"
        raise UnknownNameError(msg, nearest(type_, known) or "`servanda schema` lists the event types.")


def require_stream(rows: Rows, slug: str) -> None:
    """Raise unless a stream of that slug has entries.

    Raises:
        UnknownNameError: with the nearest slug.
    """
    if rows.execute("SELECT 1 FROM entries WHERE stream = ? LIMIT 1", (slug,)).fetchone() is None:
        known = [row[0] for row in rows.execute("SELECT DISTINCT stream FROM entries").fetchall()]
        msg = f"there is no dialogue or source {slug!r}"
        raise UnknownNameError(msg, nearest(slug, known) or "`servanda dialogues` lists what there is.")
