"""Building the read model anew, and comparing it with a fresh one."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from servanda.app.reading import open_rows
from servanda.app.recording import Ledger
from servanda.log import ledger_file
from servanda.log.ledger_file import LOG_TABLES
from servanda.log.lines import Lines
from servanda.log.rows import Rows
from servanda.log.store import Reader
from servanda.projections import projector
from servanda.projections.tables import TABLES, search_id


def entry_count(path: Path) -> int:
    """How many entries a ledger has."""
    with closing(ledger_file.connect(path)) as rows:
        return ledger_file.head_position(rows)


def rebuild(path: Path, progress: Callable[[int], None] = lambda _: None) -> int:
    """Build the read model of a ledger anew; the number of entries it was built from."""
    with closing(Ledger.open(path)) as ledger:
        ledger.catch_up(anew=True, progress=progress)
        return ledger.log.head().position


def differences(path: Path) -> list[str]:
    """Tables of the read model that differ from what the log gives."""
    with closing(open_rows(path)) as stored:
        stored.execute("BEGIN")  # log and rows as they are at one moment, whoever records meanwhile
        return differences_of(stored)


def differences_of(stored: sqlite3.Connection) -> list[str]:
    """The same for a connection in a transaction."""
    expected = given_by(Lines(stored))
    if _schema(stored) != expected["schema"]:  # what cannot be read as it should is not worth reading
        return ["schema: differs from the log"]
    found = contents(stored)
    return [f"{name}: differs from the log" for name in expected if found[name] != expected[name]]


def given_by(log: Reader) -> dict[str, list[tuple[object, ...]]]:
    """Everything that the read model of a log has to say (see `contents`)."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        projector.rebuild(fresh, log)
        return contents(fresh)


def _schema(rows: Rows) -> list[tuple[object, ...]]:
    """How the tables of the read model are made; those of the log are checked by `servanda verify`."""
    of_the_log = ",".join(f"'{name}'" for name in LOG_TABLES)
    return [
        tuple(row)
        for row in rows.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_schema "
            f"WHERE tbl_name NOT IN ({of_the_log}) ORDER BY 2"
        ).fetchall()
    ]


def contents(rows: Rows) -> dict[str, list[tuple[object, ...]]]:
    """Everything the read model says, by table, in an order that does not depend on how it was made."""
    found = {"schema": _schema(rows)}
    for table in TABLES.values():
        rows_of = rows.execute(
            f"SELECT * FROM {table} ORDER BY key, known_from, valid_from, entries"
        ).fetchall()
        found[table] = [tuple(row)[1:] for row in rows_of]  # the first column only numbers the rows
    for table in ("entries", "mentions"):
        found[table] = [tuple(row) for row in rows.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()]
    found["search"] = _words(rows)
    for table in TABLES.values():
        found[f"facets of {table}"] = [
            tuple(row)
            for row in rows.execute(
                f"SELECT t.key, t.known_from, t.valid_from, t.entries, f.facet, f.value FROM facets f "
                f"JOIN {table} t ON f.row_id = t.row_id WHERE f.entity = '{table}' ORDER BY 1, 2, 3, 4, 5, 6"
            ).fetchall()
        ]
    return found


def _words(rows: Rows) -> list[tuple[object, ...]]:
    """The full-text index: for each word how often it is found, and a hash over in what and where.

    Row ids depend on how the read model was made, so that rows stand for themselves by what tells
    them apart. Sums of hashes do not depend on an order either; they hold for this process only.
    """
    row_of = {
        search_id(table, row_id): (table, *row)
        for table in TABLES.values()
        for row_id, *row in rows.execute(
            f"SELECT row_id, key, known_from, valid_from, entries FROM {table}"
        ).fetchall()
    }
    rows.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab(main, search, instance)")
    found: dict[str, tuple[int, int]] = {}
    for word, doc, at in rows.execute('SELECT term, doc, "offset" FROM temp.words'):
        times, total = found.get(word, (0, 0))
        found[word] = (times + 1, total + hash((row_of.get(doc, doc), at)))
    # A word is looked up another way than all words are listed.
    looked_up = "SELECT rowid FROM search WHERE search MATCH ?"
    return [
        (
            word,
            *found[word],
            sum(hash(row_of.get(doc, doc)) for (doc,) in rows.execute(looked_up, (f'"{word}" *',))),
        )
        for word in sorted(found)
    ]
