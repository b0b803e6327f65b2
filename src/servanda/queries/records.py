"""A record by its key, and how it came to be what it is."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from servanda.domain.records import Dialogue, Meeting, Record, meeting_key
from servanda.log.rows import Cursor, Rows
from servanda.projections.tables import TABLES
from servanda.queries.as_of import AsOf
from servanda.queries.lists import record
from servanda.queries.names import unknown

R = TypeVar("R", bound=Record)


def one(rows: Rows, cls: type[R], key: str, as_of: AsOf) -> R | None:
    """The record of a key, if it exists on the day by what was known."""
    table = TABLES[cls]
    found = rows.execute(
        f"SELECT t.* FROM {table} t WHERE t.key = ? AND {as_of.clause}", (key, *as_of.parameters)
    )
    row = found.fetchone()
    return None if row is None else record(cls, _names(found), row)


def _names(cursor: Cursor) -> list[str]:
    return [column[0] for column in cursor.description]


def by_keys(rows: Rows, cls: type[R], keys: Sequence[str], as_of: AsOf) -> dict[str, R]:
    """The records of some keys, as far as they exist on the day by what was known."""
    if not keys:
        return {}
    found = rows.execute(
        f"SELECT t.* FROM {TABLES[cls]} t WHERE t.key IN ({','.join('?' * len(keys))}) AND {as_of.clause}",
        (*keys, *as_of.parameters),
    )
    names = _names(found)
    return {one.key: one for one in (record(cls, names, row) for row in found.fetchall())}


def by_row_ids(rows: Rows, cls: type[R], row_ids: Sequence[int], order: Sequence[str]) -> Iterator[R]:
    """The records of some rows, in an order."""
    if not row_ids:
        return
    found = rows.execute(
        f"SELECT t.* FROM {TABLES[cls]} t WHERE t.row_id IN ({','.join('?' * len(row_ids))}) "
        f"ORDER BY {', '.join(order)}",
        row_ids,
    )
    names = _names(found)
    yield from (record(cls, names, row) for row in found.fetchall())


def versions(rows: Rows, cls: type[R], key: str, as_of: AsOf) -> list[R]:
    """A record after each entry that changed it by then, in the order in which they took effect."""
    found = rows.execute(
        f"SELECT t.* FROM {TABLES[cls]} t "
        "WHERE t.key = ? AND t.known_from <= ? AND t.known_to > ? AND t.valid_from <= ?",
        (key, as_of.known_at, as_of.known_at, as_of.on.isoformat()),
    )
    # Each step of the fold adds an entry to those a record rests on.
    names = _names(found)
    return sorted((record(cls, names, row) for row in found.fetchall()), key=lambda one: len(one.entries))


def dialogue(rows: Rows, slug: str, as_of: AsOf) -> Dialogue:
    """A dialogue by its slug.

    Raises:
        UnknownNameError: with the nearest slug, or saying that it did not exist or was not
            known then.
    """
    found = one(rows, Dialogue, slug, as_of)
    if found:
        return found
    raise unknown(rows, slug, ["dialogues"], as_of)


def meeting(rows: Rows, slug: str, round_: str, as_of: AsOf) -> Meeting | None:
    """A round of a dialogue."""
    return one(rows, Meeting, meeting_key(slug, round_), as_of)
