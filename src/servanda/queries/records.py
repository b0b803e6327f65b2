"""Records of any kind: listed, one by its key, found by words."""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

from servanda.domain.records import Dialogue, Meeting, Record, meeting_key
from servanda.errors import UnknownNameError, nearest
from servanda.log.rows import Rows
from servanda.projections.tables import RECORDS, TABLES, decode
from servanda.queries.as_of import AsOf
from servanda.queries.filters import Condition, Filters

R = TypeVar("R", bound=Record)


ORDER = {
    "sources": "published_earliest NULLS FIRST, key",
    "dialogues": "key",
    "meetings": "dialogue, when_earliest, when_latest, ordinal NULLS FIRST, key",
    "outcomes": "adopted_earliest NULLS FIRST, key",
    "commitments": "dialogue, number",
}


def select(rows: Rows, cls: type[R], as_of: AsOf, filters: Filters | None = None) -> list[R]:
    """The records of a kind that hold on the day, by what was known, narrowed by filters."""
    table = TABLES[cls]
    conditions = [
        Condition(as_of.clause, as_of.parameters),
        *(filters or Filters()).conditions(cls, as_of, rows.dialect),
    ]
    where = " AND ".join(condition.sql for condition in conditions)
    parameters = [value for condition in conditions for value in condition.parameters]
    found = rows.execute(f"SELECT t.* FROM {table} t WHERE {where} ORDER BY {ORDER[table]}", parameters)
    return [_record(cls, found, row) for row in found.fetchall()]


def _record(cls: type[R], cursor: Any, row: Sequence[Any]) -> R:
    named = dict(zip((column[0] for column in cursor.description), row, strict=True))
    return decode(cls, named)  # type: ignore[return-value]  # decode gives the class it is asked for


def one(rows: Rows, cls: type[R], key: str, as_of: AsOf) -> R | None:
    """The record of a key, if it exists on the day by what was known."""
    table = TABLES[cls]
    found = rows.execute(
        f"SELECT t.* FROM {table} t WHERE t.key = ? AND {as_of.clause}", (key, *as_of.parameters)
    )
    row = found.fetchone()
    return None if row is None else _record(cls, found, row)


def versions(rows: Rows, cls: type[R], key: str, as_of: AsOf) -> list[R]:
    """A record after each entry that changed it by then, in the order in which they took effect."""
    found = rows.execute(
        f"SELECT t.* FROM {TABLES[cls]} t "
        "WHERE t.key = ? AND t.known_from <= ? AND t.known_to > ? AND t.valid_from <= ?",
        (key, as_of.known_at, as_of.known_at, as_of.on.isoformat()),
    )
    # Each step of the fold adds an entry to those a record rests on.
    return sorted((_record(cls, found, row) for row in found.fetchall()), key=lambda one: len(one.entries))


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


def known_names(rows: Rows, table: str) -> list[str]:
    """Every key that a table has ever held, public or not."""
    found = rows.execute(f"SELECT DISTINCT key FROM {rows.dialect.whole}.{table} ORDER BY key").fetchall()
    return [row[0] for row in found]


def unknown(rows: Rows, key: str, tables: Sequence[str], as_of: AsOf) -> UnknownNameError:
    """What to tell somebody who asks for a key that none of the tables has at that point."""
    known = {name: table for table in tables for name in known_names(rows, table)}
    if key in known:
        return _not_then(rows, key, known[key], as_of)
    what = " or ".join(table.removesuffix("s") for table in tables)
    remedy = nearest(key, known) or f"`servanda {tables[0]}` lists what there is."
    return UnknownNameError(f"there is no {what} {key!r}", remedy)


def _not_then(rows: Rows, key: str, table: str, as_of: AsOf) -> UnknownNameError:
    """Why something that the log has, or had, is not there at the point asked about."""
    spans = rows.execute(
        f"SELECT valid_from, known_from, known_to FROM {rows.dialect.whole}.{table} "
        "WHERE key = ? ORDER BY valid_from",
        (key,),
    ).fetchall()
    recorded = min(known_from for _, known_from, _ in spans)
    if recorded > as_of.known_at:
        then = f"by #{as_of.known_at}" if as_of.known_at else "then"
        msg = f"{key} was not known {then}: it was recorded as #{recorded}"
        return UnknownNameError(msg, "Ask with a later --known-at, or without it.")
    held = [day for day, known_from, known_to in spans if known_from <= as_of.known_at < known_to]
    if not held:
        ended = max(known_to for _, _, known_to in spans if known_to <= as_of.known_at)
        msg = f"{key} is void: entry #{ended} took it out of the record"
        return UnknownNameError(msg, f"`servanda history {key}` shows what it was.")
    if held[0] > as_of.on.isoformat():
        msg = f"{key} was not there on {as_of.on}: it begins on {held[0]}"
        return UnknownNameError(msg, "Ask for a later day with --on.")
    msg = f"no source published by {as_of.public_by} tells of {key}"
    return UnknownNameError(msg, "Ask for a later day with --public-by, or without it.")


def require_kind(rows: Rows, cls: type[Record], kind: str) -> None:
    """Raise unless something of that kind was ever recorded.

    Raises:
        UnknownNameError: with the kinds that were.
    """
    table = TABLES[cls]
    known = [
        row[0]
        for row in rows.execute(
            f"SELECT DISTINCT kind FROM {rows.dialect.whole}.{table} ORDER BY kind"
        ).fetchall()
    ]
    if kind not in known:
        msg = f"--kind: there are no {table} of kind {kind!r}"
        raise UnknownNameError(msg, nearest(kind, known) or f"Recorded kinds: {', '.join(known) or 'none'}.")


class Hit(NamedTuple):
    """A record that a search found."""

    kind: str
    record: Record


def search(rows: Rows, text: str, as_of: AsOf) -> list[Hit]:
    """Records in which every word of the text stands, dialogues first."""
    return [
        Hit(table, record)
        for table in ("dialogues", "commitments", "meetings", "outcomes", "sources")
        for record in select(rows, RECORDS[table], as_of, Filters(text=text))
    ]
