"""What lists are narrowed to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from servanda.domain.records import Record
from servanda.log.rows import Dialect
from servanda.projections import full_text
from servanda.projections.tables import LAST_DAY, TABLES
from servanda.queries.as_of import AsOf


class Condition(NamedTuple):
    """A part of a WHERE clause about the row ``t``, with its parameters."""

    sql: str
    parameters: tuple[Any, ...] = ()


class Narrowing(NamedTuple):
    """What a list is narrowed to in one respect.

    Attributes:
        each: the condition on a row that the list comes past.
        rows: selects the ids of all rows that it leaves, by an index, if there is one for it:
            where they are few, it is quicker to begin from them.
    """

    each: Condition
    rows: Condition | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; a filter left out does not narrow."""

    dialogue: str | None = None
    dialogues: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    kind: str | None = None
    topic: str | None = None
    round: str | None = None
    state: str | None = None
    due_before: date | None = None
    due_after: date | None = None
    text: str | None = None
    covers: str | None = None

    @property
    def of_dialogues(self) -> bool:
        """Whether the list is of some dialogues, and their own rows are few."""
        return bool(self.dialogue or self.dialogues)

    def narrowings(self, cls: type[Record], as_of: AsOf, dialect: Dialect) -> Iterator[Narrowing]:
        """The narrowings of a list of a kind of record."""
        table = TABLES[cls]
        for facet, values in (("party", self.party), ("body", self.body)):
            for value in values:
                yield _takes_part(table, facet, value.casefold() if facet == "body" else value, as_of)
        if self.kind:
            yield Narrowing(
                # So written, no list begins from the index of kinds: most are frequent.
                Condition("t.kind || '' = ?", (self.kind,)),
                Condition(f"SELECT k.row_id FROM {table} k WHERE k.kind = ?", (self.kind,)),
            )
        if self.topic:
            yield _found(
                f"SELECT f.row_id FROM facets f WHERE f.entity = '{table}' AND f.facet = 'topic' "
                f"AND {dialect.instr}(f.value, ?) > 0",
                self.topic.casefold(),
            )
        if self.covers:
            yield Narrowing(*_facet(table, "covers", self.covers, "t.row_id"))
        if self.text is not None:
            yield _with_words(dialect, table, self.text)
        yield from (Narrowing(condition) for condition in self._columns())

    def _columns(self) -> Iterator[Condition]:
        if self.dialogues:
            marks = ",".join("?" * len(self.dialogues))
            yield Condition(f"t.dialogue IN ({marks})", self.dialogues)
        for name in ("dialogue", "round", "state"):
            if value := getattr(self, name):
                yield Condition(f"t.{name} = ?", (value,))
        for day, side in ((self.due_before, "<"), (self.due_after, ">")):
            if day:
                yield Condition(f"{LAST_DAY} {side} ? AND t.due_latest IS NOT NULL", (day.isoformat(),))


def _found(sql: str, parameter: str) -> Narrowing:
    """To rows that can only be found all at once; the sign keeps a list from beginning from them."""
    return Narrowing(Condition(f"+t.row_id IN ({sql})", (parameter,)), Condition(sql, (parameter,)))


def _facet(table: str, facet: str, value: str, row_id: str) -> tuple[Condition, Condition]:
    """That a row has a value of a facet, and the selection of all that have it."""
    these = f"SELECT f.row_id FROM facets f WHERE f.entity = '{table}' AND f.facet = ? AND f.value = ?"
    return (
        Condition(f"EXISTS ({these} AND f.row_id = {row_id})", (facet, value)),
        Condition(these, (facet, value)),
    )


def _takes_part(table: str, facet: str, value: str, as_of: AsOf) -> Narrowing:
    """In the record itself, or in the dialogue it belongs to."""
    own, all_own = _facet(table, facet, value, "t.row_id")
    if table in ("dialogues", "sources"):
        return Narrowing(own, all_own)
    holds = as_of.clause.replace("t.", "d.")
    member, members = _facet("dialogues", facet, value, "d.row_id")
    return Narrowing(
        Condition(
            f"({own.sql} OR EXISTS (SELECT 1 FROM dialogues d WHERE d.key = t.dialogue AND {holds} "
            f"AND {member.sql}))",
            (*own.parameters, *as_of.parameters, *member.parameters),
        ),
        Condition(
            f"{all_own.sql} UNION ALL SELECT m.row_id FROM dialogues d JOIN {table} m ON m.dialogue = d.key "
            f"WHERE d.row_id IN ({members.sql}) AND {holds}",
            (*all_own.parameters, *members.parameters, *as_of.parameters),
        ),
    )


def _with_words(dialect: Dialect, table: str, text: str) -> Narrowing:
    """To rows in whose words all of the text's words stand."""
    from servanda.projections import words  # noqa: PLC0415  few lists are narrowed by words

    asked = words.asked(text)
    if not asked:
        return Narrowing(Condition("1 = 0"))
    found = full_text.found(dialect, table, asked)
    return _found(found.sql, found.parameter)
