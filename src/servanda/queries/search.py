"""Records found by their words, the most recently recorded ones if they are many."""

from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from servanda.domain.records import Record
from servanda.log.rows import Rows
from servanda.projections import full_text
from servanda.projections.tables import LISTED, RECORDS, first_row_id
from servanda.queries.as_of import NOW, AsOf
from servanda.queries.filters import Filters
from servanda.queries.lists import record, walk

LOOKED_THROUGH = ("dialogues", "commitments", "meetings", "outcomes", "sources")
AT_ONCE = 500
"""How many rows one statement looks at."""


class Hit(NamedTuple):
    """A record that a search found."""

    kind: str
    record: Record


def search(rows: Rows, text: str, as_of: AsOf) -> Iterator[Hit]:
    """Records in which every word of the text stands, dialogues first."""
    for table in LOOKED_THROUGH:
        for found in walk(rows, RECORDS[table], as_of, Filters(text=text)):
            yield Hit(table, found)


class _Found(NamedTuple):
    """A row that holds, with its place among all hits."""

    row_id: int
    place: tuple[Any, ...]
    table: str
    names: list[str]
    values: tuple[Any, ...]

    @property
    def hit(self) -> Hit:
        return Hit(self.table, record(RECORDS[self.table], self.names, self.values))


def newest(rows: Rows, text: str, as_of: AsOf, limit: int) -> tuple[list[Hit], bool]:
    """As many of them as are wanted, and whether there are more: the most recently recorded ones."""
    from heapq import nlargest  # noqa: PLC0415  other questions load this module, but not these

    from servanda.projections import words  # noqa: PLC0415  as above

    asked = words.asked(text)
    found: list[_Found] = []
    for table in LOOKED_THROUGH if asked else ():
        index = full_text.found(rows.dialect, table, asked)
        found = nlargest(limit + 1, chain(found, _newest(rows, table, index, as_of, found[limit:], limit)))
    kept = sorted(found[:limit], key=lambda one: one.place)
    return [one.hit for one in kept], len(found) > limit


def _newest(
    rows: Rows, table: str, index: full_text.Found, as_of: AsOf, last: list[_Found], limit: int
) -> Iterator[_Found]:
    """The first rows of a table that hold, the latest ones first; none before the last one that is kept."""
    order = LISTED[table]
    before = first_row_id(min(as_of.known_at, LAST_POSITION) + 1)
    after = last[0].row_id if last else -1
    found = 0
    while found <= limit:
        ids = rows.execute(
            f"{index.sql} AND {index.row_id} < ? AND {index.row_id} > ? ORDER BY {index.row_id} DESC LIMIT ?",
            (index.parameter, before, after, AT_ONCE),
        ).fetchall()
        if ids:
            before = ids[-1][0]
            hold = rows.execute(
                f"SELECT t.*, {', '.join(order)} FROM {table} t "
                f"WHERE t.row_id IN ({','.join('?' * len(ids))}) AND {as_of.clause} ORDER BY t.row_id DESC",
                (*(row[0] for row in ids), *as_of.parameters),
            )
            names = [column[0] for column in hold.description][: -len(order)]
            for row in hold.fetchall():
                found += 1
                place = (LOOKED_THROUGH.index(table), *row[-len(order) :])
                yield _Found(row[0], place, table, names, row[: -len(order)])
        if len(ids) < AT_ONCE:
            return


LAST_POSITION = NOW >> 21
"""Beyond it the id of a row would be larger than any number of a store."""
