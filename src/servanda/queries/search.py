"""Records found by their words, the most recently recorded ones if they are many."""

from collections.abc import Iterator
from heapq import nlargest
from itertools import islice
from typing import NamedTuple

from servanda.domain.records import Record
from servanda.log.rows import Rows
from servanda.projections import full_text, words
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


class _Placed(NamedTuple):
    """A hit with the id of its row and its place among all hits."""

    row_id: int
    place: tuple[int, ...] | tuple[int | str | None, ...]
    hit: Hit


def newest(rows: Rows, text: str, as_of: AsOf, limit: int) -> tuple[list[Hit], bool]:
    """As many of them as are wanted, and whether there are more: the most recently recorded ones."""
    asked = words.asked(text)
    found: list[_Placed] = []
    if asked:
        for number, table in enumerate(LOOKED_THROUGH):
            found += islice(_newest(rows, asked, as_of, (number, table), limit + 1), limit + 1)
    kept = nlargest(limit, found, key=lambda one: one.row_id)
    return [one.hit for one in sorted(kept, key=lambda one: one.place)], len(found) > limit


def _newest(
    rows: Rows, asked: list[words.Asked], as_of: AsOf, where: tuple[int, str], size: int
) -> Iterator[_Placed]:
    """The rows of a table that hold, the latest ones first."""
    number, table = where
    order = LISTED[table]
    index = full_text.found(rows.dialect, table, asked)
    before = first_row_id(min(as_of.known_at, NOW >> 21) + 1)
    while True:
        ids = rows.execute(
            f"{index.sql} AND {index.row_id} < ? ORDER BY {index.row_id} DESC LIMIT ?",
            (index.parameter, before, size),
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
                values = row[: -len(order)]
                hit = Hit(table, record(RECORDS[table], names, values))
                yield _Placed(row[0], (number, *row[-len(order) :]), hit)
        if len(ids) < size:
            return
        size = AT_ONCE
