"""Names that the ledger has, or ever had, and what to say of one that it has not."""

from collections.abc import Sequence

from servanda.domain.records import Record
from servanda.errors import UnknownNameError, nearest
from servanda.log.rows import Rows
from servanda.projections.tables import TABLES
from servanda.queries.as_of import AsOf

FEW = 2000
"""Among so many names the nearest one is looked for; of more, among those that begin alike."""
END = "\U0010ffff"
"""Comes after everything that a name can go on with."""


def distinct(rows: Rows, table: str, column: str, beginning: str = "", limit: int = FEW) -> list[str]:
    """The first values of an indexed column that begin so, sorted, each once.

    Each is found by looking up the least value after the one before it (a loose index scan): the
    rows between are not read.
    """
    found = rows.execute(
        "WITH RECURSIVE known(name) AS ("
        f"SELECT min({column}) FROM {table} WHERE {column} >= ? AND {column} < ? "
        f"UNION ALL SELECT (SELECT min(t.{column}) FROM {table} t "
        f"WHERE t.{column} > known.name AND t.{column} < ?) FROM known WHERE known.name IS NOT NULL"
        ") SELECT name FROM known WHERE name IS NOT NULL LIMIT ?",
        (beginning, beginning + END, beginning + END, limit),
    )
    return [row[0] for row in found.fetchall()]


def has(rows: Rows, table: str, column: str, value: str) -> bool:
    """Whether an indexed column has a value."""
    return rows.execute(f"SELECT 1 FROM {table} WHERE {column} = ? LIMIT 1", (value,)).fetchone() is not None


def near(rows: Rows, name: str, columns: Sequence[tuple[str, str]]) -> str:
    """A remedy that offers the nearest value of some columns, given as table and column.

    Among many values it is looked for only among those that begin as the name does, the more
    of it the better: to compare with all of them takes too long.
    """
    known = [value for table, column in columns for value in distinct(rows, table, column, limit=FEW + 1)]
    if len(known) <= FEW:
        return nearest(name, known)
    for length in range(len(name), 0, -1):
        alike = [value for table, column in columns for value in distinct(rows, table, column, name[:length])]
        if offered := nearest(name, alike):
            return offered
    return ""


def known_names(rows: Rows, table: str, beginning: str = "", limit: int = FEW) -> list[str]:
    """The first keys that begin so, of all that a table has ever held, public or not."""
    return distinct(rows, f"{rows.dialect.whole}.{table}", "key", beginning, limit)


def was_ever(rows: Rows, table: str, key: str) -> bool:
    """Whether a table has ever held a key, public or not."""
    return has(rows, f"{rows.dialect.whole}.{table}", "key", key)


def unknown(rows: Rows, key: str, tables: Sequence[str], as_of: AsOf) -> UnknownNameError:
    """What to tell somebody who asks for a key that none of the tables has at that point."""
    for table in reversed(tables):
        if was_ever(rows, table, key):
            return _not_then(rows, key, table, as_of)
    what = " or ".join(table.removesuffix("s") for table in tables)
    remedy = near(rows, key, [(f"{rows.dialect.whole}.{table}", "key") for table in tables])
    remedy = remedy or f"`servanda {tables[0]}` lists what there is."
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
    whole = f"{rows.dialect.whole}.{table}"
    if has(rows, whole, "kind", kind):
        return
    known = distinct(rows, whole, "kind")
    msg = f"--kind: there are no {table} of kind {kind!r}"
    raise UnknownNameError(msg, nearest(kind, known) or f"Recorded kinds: {', '.join(known) or 'none'}.")


def require_type(rows: Rows, type_: str) -> None:
    """Raise unless an entry of that event type is in the log.

    Raises:
        UnknownNameError: with the nearest type that is.
    """
    if not has(rows, "entries", "type", type_):
        msg = f"--type: the log has no {type_!r}"
        remedy = near(rows, type_, [("entries", "type")])
        raise UnknownNameError(msg, remedy or "`servanda schema` lists the event types.")


def require_stream(rows: Rows, slug: str) -> None:
    """Raise unless a stream of that slug has entries.

    Raises:
        UnknownNameError: with the nearest slug.
    """
    if not has(rows, "entries", "stream", slug):
        msg = f"there is no dialogue or source {slug!r}"
        remedy = near(rows, slug, [("entries", "stream")])
        raise UnknownNameError(msg, remedy or "`servanda dialogues` lists what there is.")
