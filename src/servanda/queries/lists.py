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

MOST_AT_ONCE = 1000
"""How many records one statement fetches at most: a bound on what is held."""
FEW = 2000
"""Up to so many rows a list begins from them and sorts; from more on it walks its index."""


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
    last: Sequence[Any] = ()
    while True:
        after = [Condition(f"({', '.join(order)}) > ({_marks(order)})", tuple(last))] if last else []
        asked = [*conditions, *after]
        found = rows.execute(
            f"SELECT t.*, {', '.join(order)} FROM {table} t WHERE {' AND '.join(one.sql for one in asked)} "
            f"ORDER BY {', '.join(order)} LIMIT ?",
            (*(value for one in asked for value in one.parameters), size),
        )
        names = [column[0] for column in found.description][: -len(order)]
        some = found.fetchall()
        if some:
            yield [record(cls, names, row[: -len(order)]) for row in some]
        if len(some) < size:
            return
        last = some[-1][-len(order) :]
        size = min(2 * size, MOST_AT_ONCE)


def record(cls: type[R], names: Sequence[str], row: Sequence[Any]) -> R:
    """The record of a row."""
    return decode(cls, dict(zip(names, row, strict=True)))  # type: ignore[return-value]  # it is of the class asked for


def _begun(rows: Rows, narrowings: list[Narrowing]) -> Iterator[Narrowing]:
    """The narrowings; where one of them leaves few rows, these rows in its place."""
    few = {
        number: ids
        for number, narrowing in enumerate(narrowings)
        if narrowing.rows and (ids := _few(rows, narrowing.rows)) is not None
    }
    fewest = min(few, key=lambda number: len(few[number]), default=None)
    for number, narrowing in enumerate(narrowings):
        if number == fewest:
            ids = few[number]
            these = Condition(f"t.row_id IN ({_marks(ids)})", tuple(ids)) if ids else Condition("1 = 0")
            yield Narrowing(these)
        else:
            yield narrowing


def _few(rows: Rows, wanted: Condition) -> list[int] | None:
    """The row ids that are selected; None if they are many."""
    found = rows.execute(f"{wanted.sql} LIMIT {FEW + 1}", wanted.parameters).fetchall()
    return sorted({row[0] for row in found}) if len(found) <= FEW else None


def _marks(values: Sequence[Any]) -> str:
    return ",".join("?" * len(values))
