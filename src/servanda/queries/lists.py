"""Lists of records, walked in their order as far as somebody reads."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple, TypeVar

from servanda.domain.records import Record
from servanda.log.rows import Rows
from servanda.projections.tables import LISTED, TABLES, decode
from servanda.queries.as_of import AsOf
from servanda.queries.filters import Condition, Filters, Narrowing

R = TypeVar("R", bound=Record)

MOST_AT_ONCE = 2000
"""How many records one statement fetches at most: a bound on what is held."""
FEW = 16_000
"""Up to so many rows a list begins from them and sorts; from more on it walks its index.

To walk past a row costs about as much as to fetch one. For 200 of n rows among a million the walk
is as long as the rows are many where n is about the root of 200 million.
"""


def select(
    rows: Rows, cls: type[R], as_of: AsOf, filters: Filters | None = None, limit: int | None = None
) -> list[R]:
    """The records of a kind that hold on the day, by what was known, narrowed by filters, in order."""
    return list(islice(walk(rows, cls, as_of, filters, limit), limit))


def walk(
    rows: Rows, cls: type[R], as_of: AsOf, filters: Filters | None = None, first: int | None = None
) -> Iterator[R]:
    """The same one by one; ``first`` is how many are expected to be read."""
    return chain.from_iterable(chunks(rows, cls, as_of, Narrowed(filters or Filters()), first))


class Narrowed(NamedTuple):
    """What a list is narrowed to, and what it is ordered by if not as usual."""

    filters: Filters
    more: tuple[Condition, ...] = ()
    order: tuple[str, ...] = ()


def chunks(
    rows: Rows, cls: type[R], as_of: AsOf, narrowed: Narrowed, first: int | None = None
) -> Iterator[list[R]]:
    """The records in order, some at a time: first as many as are expected, then ever more."""
    table = TABLES[cls]
    order = narrowed.order or LISTED[table]
    narrowings = list(narrowed.filters.narrowings(cls, as_of, rows.dialect))
    if not narrowed.filters.of_dialogues:
        narrowings = list(_begun(rows, narrowings))
    conditions = [
        Condition(as_of.clause, as_of.parameters),
        *(narrowing.each for narrowing in narrowings),
        *narrowed.more,
    ]
    size = min(first or MOST_AT_ONCE, MOST_AT_ONCE)
    by = ", ".join(order)
    last: tuple[Any, ...] = ()
    while True:
        after = [Condition(f"({by}) > ({','.join('?' * len(last))})", last)] if last else []
        asked = [*conditions, *after]
        found = rows.execute(
            f"SELECT t.*, {by} FROM {table} t WHERE {' AND '.join(one.sql for one in asked)} "
            f"ORDER BY {by} LIMIT ?",
            (*(value for one in asked for value in one.parameters), size),
        )
        names = [column[0] for column in found.description][: -len(order)]
        some = found.fetchall()
        if some:
            yield [record(cls, names, row[: -len(order)]) for row in some]
        if len(some) < size:
            return
        last = tuple(some[-1][-len(order) :])
        size = min(2 * size, MOST_AT_ONCE)


def record(cls: type[R], names: Sequence[str], row: Sequence[Any]) -> R:
    """The record of a row."""
    return decode(cls, dict(zip(names, row, strict=True)))  # type: ignore[return-value]  # it is of the class asked for


def _begun(rows: Rows, narrowings: list[Narrowing]) -> Iterator[Narrowing]:
    """The narrowings; the one that leaves the fewest rows, if they are few, with these rows to begin from."""
    left = {
        number: _count(rows, narrowing.rows) for number, narrowing in enumerate(narrowings) if narrowing.rows
    }
    fewest = min(left, key=lambda number: left[number], default=None)
    for number, (each, these) in enumerate(narrowings):
        if number == fewest and these and left[number] <= FEW:
            yield Narrowing(Condition(f"t.row_id IN ({these.sql})", these.parameters))
        else:
            yield Narrowing(each)


def _count(rows: Rows, these: Condition) -> int:
    """How many rows are selected; more than few are not counted."""
    found = rows.execute(
        f"SELECT count(*) FROM ({these.sql} LIMIT {FEW + 1}) AS these", these.parameters
    ).fetchone()
    return int(found[0])
