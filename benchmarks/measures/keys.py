"""With which entry a row of a table comes, told by its columns, so that other tables are no matter."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from servanda.log.merkle import count
from servanda.projections.tables import first_row_id


class Key(NamedTuple):
    """What tells with which entry a row comes.

    Attributes:
        sql: the expression.
        after: from a position to its first value for rows that come with later entries.
        leads: whether the table's own order is by it, so that its rows are found quickly.
    """

    sql: str
    after: Callable[[int], int]
    leads: bool


def key_of(table: str, columns: Sequence[str]) -> Key:
    """The key of a table.

    Raises:
        NotImplementedError: its columns do not tell.
    """
    if "row_id" in columns:
        return Key("row_id", lambda position: first_row_id(position + 1), columns[0] == "row_id")
    if "position" in columns:
        return Key("position", lambda position: position + 1, columns[0] == "position")
    if "place" in columns:
        return Key("place", count, columns[0] == "place")
    if "stream" in columns:
        first = f"(SELECT min(position) FROM entries WHERE entries.stream = {table}.stream)"
        return Key(first, lambda position: position + 1, leads=False)
    msg = f"with which entries the rows of {table} ({', '.join(columns)}) come is not known here"
    raise NotImplementedError(msg)
