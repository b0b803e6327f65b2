"""The tables of the read model, derived from the record classes. Standard library only.

Every row says what an entity was, for which days (``valid_from`` to before ``valid_to``) and
in which state of the log (positions ``known_from`` to before ``known_to``). Days are ISO text;
0001-01-01 and 9999-12-31 stand for open ends, the largest integer for "still so".
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple
from zlib import crc32

from servanda.domain.records import Cadence, Commitment, Dialogue, Meeting, Outcome, Record, Source
from servanda.events.window import Window
from servanda.log.rows import SQLITE, Dialect
from servanda.projections import full_text

STILL = 2**63 - 1
FOREVER = date.max

TABLES: dict[type[Record], str] = {
    Source: "sources",
    Dialogue: "dialogues",
    Meeting: "meetings",
    Outcome: "outcomes",
    Commitment: "commitments",
}
RECORDS = {table: cls for cls, table in TABLES.items()}
RANGES = ("key", "valid_from", "valid_to", "known_from", "known_to")

LISTED = {
    "sources": ("published_earliest", "key"),
    "dialogues": ("key",),
    "meetings": ("dialogue", "when_earliest", "when_latest", "coalesce(ordinal, 0)", "key"),
    "outcomes": ("adopted_earliest", "key"),
    "commitments": ("dialogue", "number"),
}
"""What each kind of record is listed by. It names a record: no two that hold at once are alike in it."""

LAST_DAY = "coalesce(due_latest, '9999-12-31')"
"""The last day of a commitment's due date; without one it is due after all others."""
BY_LAST_DAY = (LAST_DAY, "dialogue", "number")

_WINDOW_COLUMNS = ("", "_words", "_earliest", "_latest")


class Row(NamedTuple):
    """A record with the days and the positions for which it holds.

    ``number`` tells the rows apart that begin with the same entry.
    """

    record: Record
    valid_from: date
    valid_to: date
    known_from: int
    known_to: int = STILL
    number: int = 0

    @property
    def row_id(self) -> int:
        """Names the row in its table: it grows with the log, and a rebuild gives it again."""
        return first_row_id(self.known_from) + self.number


def first_row_id(position: int) -> int:
    """The lowest row id that an entry can give; there is room for a million rows of each."""
    return position << 20


class _Field(NamedTuple):
    name: str
    kind: str  # text, integer, window or json


def _fields_of(cls: type[Record]) -> tuple[_Field, ...]:
    return tuple(_Field(field.name, _kind(field.type)) for field in fields(cls))


def _kind(hint: Any) -> str:
    text = str(hint)
    if "Window" in text:
        return "window"
    if "tuple" in text or "dict" in text or "Cadence" in text:
        return "json"
    return "integer" if "int" in text else "text"


FIELDS = {cls: _fields_of(cls) for cls in TABLES}


def columns(cls: type[Record]) -> list[str]:
    """The columns of a record's own fields, in order."""
    return [name for field in FIELDS[cls] for name in _columns_of(field)]


def _columns_of(field: _Field) -> list[str]:
    return [field.name + suffix for suffix in _WINDOW_COLUMNS] if field.kind == "window" else [field.name]


_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def encode(record: Record) -> list[Any]:
    """The column values of a record's fields."""
    values: list[Any] = []
    for (_, kind), value in zip(FIELDS[type(record)], _GETTERS[type(record)](record), strict=True):
        if kind == "window":
            values += _NO_WINDOW if value is None else _window_values(value)
        elif kind == "json" and value is not None:
            values.append(json_column(vars_of(value) if isinstance(value, Cadence) else value))
        else:
            values.append(value)
    return values


_GETTERS = {cls: attrgetter(*(field.name for field in found)) for cls, found in FIELDS.items()}
_NO_WINDOW = (None,) * len(_WINDOW_COLUMNS)


def json_column(value: Any) -> str:
    """A list or mapping as it stands in a column."""
    return "[]" if value == () else _COMPACT.encode(value)


def _window_values(window: Window) -> list[Any]:
    return [window.edtf, window.words, window.earliest.isoformat(), window.latest.isoformat()]


def vars_of(cadence: Cadence) -> dict[str, Any]:
    """A cadence as JSON values."""
    return {
        "times": cadence.times,
        "every": cadence.every,
        "per": cadence.per,
        "hosts": list(cadence.hosts),
        "agreed": [cadence.agreed.edtf, cadence.agreed.words],
        "entry": cadence.entry,
    }


def decode(cls: type[Record], row: Mapping[str, Any]) -> Record:
    """The record of a row, given by column name."""
    values: dict[str, Any] = {}
    for field in FIELDS[cls]:
        value = row[field.name]
        if value is None:
            values[field.name] = None
        elif field.kind == "window":
            values[field.name] = _window(value, row[f"{field.name}_words"])
        elif field.kind == "json":
            values[field.name] = from_column(value)
        else:
            values[field.name] = value
    return cls(**values)


_window = lru_cache(4096)(Window)
"""The same few dates come again and again."""


def from_column(text: str | None) -> Any:
    """What `json_column` wrote: a list as a tuple, a cadence as one; an absent list as an empty one."""
    if text is None or text == "[]":
        return ()
    value, end = _raw_decode(text)
    if end != len(text):
        msg = f"more than a value in a column: {text!r}"
        raise ValueError(msg)
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict) and value.keys() == _OF_A_CADENCE:
        given = value | {"hosts": tuple(value["hosts"]), "agreed": Window(*value["agreed"])}
        return Cadence(**given)
    return value


_raw_decode = json.JSONDecoder().raw_decode  # what `json.loads` adds takes longer than a short list
_OF_A_CADENCE = {field.name for field in fields(Cadence)}


def statements(dialect: Dialect) -> Iterator[str]:
    """The statements that make the read model anew, dropping what was there."""
    yield from tables(dialect)
    yield from indexes(dialect)


def tables(dialect: Dialect) -> Iterator[str]:
    """The statements for the tables; a rebuild makes the indexes once they are filled."""
    integer, text = dialect.integer, dialect.text
    yield from record_tables(dialect, dialect.whole)
    yield f"DROP TABLE IF EXISTS {dialect.whole}.entries"
    yield (
        f"CREATE TABLE {dialect.whole}.entries (position {integer} PRIMARY KEY, id {text} NOT NULL UNIQUE, "
        f"time {text} NOT NULL UNIQUE, stream {text} NOT NULL, type {text} NOT NULL, "
        f"occurred {text} NOT NULL, mends {integer}, cites {integer} NOT NULL)"
    )
    yield f"DROP TABLE IF EXISTS {dialect.whole}.mentions"
    yield (
        f"CREATE TABLE {dialect.whole}.mentions (name {text}, stream {text}, "
        f"PRIMARY KEY (name, stream)){dialect.clustered}"
    )


def indexes(dialect: Dialect) -> Iterator[str]:
    """The statements for the indexes of the tables."""
    yield from record_indexes(dialect, dialect.whole)
    yield _index(dialect, dialect.whole, "entries", "stream", "stream, position")
    yield _index(dialect, dialect.whole, "entries", "type", "type, position")
    yield _index(dialect, dialect.whole, "entries", "mends", "mends") + " WHERE mends IS NOT NULL"
    yield _index(dialect, dialect.whole, "entries", "uncited", "time, stream") + " WHERE cites = 0"


def record_tables(dialect: Dialect, schema: str) -> Iterator[str]:
    """The statements for the tables of records, with their facets and words, in a schema."""
    integer, text = dialect.integer, dialect.text
    for cls, table in TABLES.items():
        names = [
            f'"{name}" {integer if field.kind == "integer" else text}'
            for field in FIELDS[cls]
            for name in _columns_of(field)
        ]
        yield f"DROP TABLE IF EXISTS {schema}.{table}"
        yield (
            f"CREATE TABLE {schema}.{table} (row_id {integer} PRIMARY KEY, key {text} NOT NULL, "
            f"valid_from {text} NOT NULL, valid_to {text} NOT NULL, "
            f"known_from {integer} NOT NULL, known_to {integer} NOT NULL, {', '.join(names)})"
        )
        yield from full_text.tables(dialect, schema, table)
    yield f"DROP TABLE IF EXISTS {schema}.facets"
    yield (
        f"CREATE TABLE {schema}.facets (entity {text}, facet {text}, value {text}, row_id {integer}, "
        f"PRIMARY KEY (entity, facet, value, row_id)){dialect.clustered}"
    )


def record_indexes(dialect: Dialect, schema: str) -> Iterator[str]:
    """The statements for the indexes of the tables of records, in a schema.

    A list walks its index in order and stops when it has enough. The index therefore holds also
    what most rows are passed over for: that they do not hold any more, or not yet.
    """
    for table, order in LISTED.items():
        yield _index(
            dialect, schema, table, "listed", ", ".join((*order, *PASSED_OVER.get(table, ()), *HELD))
        )
        if table != "dialogues":
            yield _index(dialect, schema, table, "key", "key, known_to")
        if table != "meetings":
            yield _index(dialect, schema, table, "kind", "kind")
        yield from full_text.indexes(dialect, schema, table)
    yield _index(dialect, schema, "outcomes", "dialogue", "dialogue, known_to")
    yield _index(dialect, schema, "commitments", "due", ", ".join((*BY_LAST_DAY, "state", *HELD)))


HELD = ("known_to", "known_from", "valid_to")
PASSED_OVER = {"meetings": ("state",), "commitments": ("state",)}


def _index(dialect: Dialect, schema: str, table: str, name: str, of: str) -> str:
    if dialect is SQLITE:
        return f"CREATE INDEX {schema}.{table}_{name} ON {table} ({of})"
    return f"CREATE INDEX {table}_{name} ON {schema}.{table} ({of})"


def index_names(dialect: Dialect) -> list[str]:
    """What the indexes of the tables are called."""
    return [statement.split()[2].removeprefix(f"{dialect.whole}.") for statement in indexes(dialect)]


MEANING = 2
"""Raise it when a column comes to mean something else; a change of the tables shows by itself."""

READ_MODEL = f"{MEANING}-{crc32(chr(10).join(statements(SQLITE)).encode()):08x}"
"""The version of the read model: ledgers with another one rebuild theirs."""
