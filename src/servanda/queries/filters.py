"""What lists are narrowed to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from servanda.domain.records import Record
from servanda.log.rows import Dialect
from servanda.projections import full_text, words
from servanda.projections.tables import TABLES
from servanda.queries.as_of import AsOf


class Condition(NamedTuple):
    """A part of a WHERE clause about the row ``t``, with its parameters."""

    sql: str
    parameters: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; a filter left out does not narrow."""

    dialogue: str | None = None
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

    def conditions(self, cls: type[Record], as_of: AsOf, dialect: Dialect) -> Iterator[Condition]:
        """The conditions on rows of a kind of record."""
        table = TABLES[cls]
        for facet, values in (("party", self.party), ("body", self.body)):
            for value in values:
                yield _takes_part(table, facet, value.casefold() if facet == "body" else value, as_of)
        for name in ("dialogue", "kind", "round", "state"):
            if value := getattr(self, name):
                yield Condition(f"t.{name} = ?", (value,))
        if self.topic:
            yield Condition(
                f"EXISTS (SELECT 1 FROM facets f WHERE f.entity = '{table}' AND f.facet = 'topic' "
                f"AND f.row_id = t.row_id AND {dialect.instr}(f.value, ?) > 0)",
                (self.topic.casefold(),),
            )
        if self.covers:
            yield Condition(_FACET.format(table=table), ("covers", self.covers))
        for day, side in ((self.due_before, "<"), (self.due_after, ">")):
            if day:
                yield Condition(f"t.due_latest {side} ?", (day.isoformat(),))
        if self.text is not None:
            yield _found(dialect, table, self.text)


_FACET = (
    "t.row_id IN (SELECT f.row_id FROM facets f WHERE f.entity = '{table}' AND f.facet = ? AND f.value = ?)"
)


def _takes_part(table: str, facet: str, value: str, as_of: AsOf) -> Condition:
    """In the record itself, or in the dialogue it belongs to."""
    own = Condition(_FACET.format(table=table), (facet, value))
    if table in ("dialogues", "sources"):
        return own
    inner = as_of.clause.replace("t.", "d.")
    member = _FACET.format(table="dialogues").replace("t.", "d.")
    return Condition(
        f"({own.sql} OR t.dialogue IN (SELECT d.slug FROM dialogues d WHERE {member} AND {inner}))",
        (*own.parameters, facet, value, *as_of.parameters),
    )


def _found(dialect: Dialect, table: str, text: str) -> Condition:
    """Rows in whose words all of the text's words stand."""
    asked = words.asked(text)
    if not asked:
        return Condition("1 = 0")
    sql, parameter = full_text.condition(dialect, table, asked)
    return Condition(sql, (parameter,))
