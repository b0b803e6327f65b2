"""What a read model says, as rows that can be held against those of another one.

A read model in a file is compared with its like. One on a server is compared with a fresh one in a
file, whoever may not make tables there: everything but the full-text index is the same in every
store, and what the server keeps of a text's words follows from the record.
"""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from servanda.log.ledger_file import LOG_TABLES
from servanda.log.rows import POSTGRES, SQLITE, Dialect, Rows
from servanda.projections import full_text, words
from servanda.projections.tables import RECORDS, TABLES, decode, index_names

PLAIN_TABLES = {"entries": "1, 2", "mentions": "1, 2", "facets": "1, 2, 3, 4"}
"""The tables without records, with what they are sorted by."""

Told = dict[str, Iterator[tuple[object, ...]]]


def contents(rows: Rows) -> dict[str, list[tuple[object, ...]]]:
    """Everything that a read model has to say, held in memory (see `told`)."""
    return {name: list(found) for name, found in told(rows, rows.dialect).items()}


def told(rows: Rows, form: Dialect) -> Told:
    """Everything that a read model says, by table; the same log gives the same in the same order.

    Args:
        rows: the read model.
        form: the store whose read model it is compared with.
    """
    schema, indexed = (_schema, _indexed) if form is SQLITE else _ON_SERVER[rows.dialect]
    found = {"schema": schema(rows)}
    for table in TABLES.values():
        found[table] = _in_order(rows, f"SELECT * FROM {table} ORDER BY row_id")
        found[f"words of {table}"] = indexed(rows, table)
    for table, columns in PLAIN_TABLES.items():
        found[table] = _in_order(rows, f"SELECT * FROM {table} ORDER BY {columns}")
    return found


def _in_order(rows: Rows, sql: str, parameters: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    yield from (tuple(row) for row in rows.execute(sql, parameters))


def _schema(rows: Rows) -> Iterator[tuple[object, ...]]:
    """How the tables of the read model are made; those of the log are checked by `servanda verify`."""
    of_the_log = ",".join(f"'{name}'" for name in LOG_TABLES)
    yield from _in_order(
        rows,
        "SELECT type, name, tbl_name, sql FROM sqlite_schema "
        f"WHERE tbl_name NOT IN ({of_the_log}) ORDER BY 2",
    )


def _indexed(rows: Rows, table: str) -> Iterator[tuple[object, ...]]:
    """A full-text index: for each word in which rows and at which places, listed and looked up."""
    index = f"{table}_words"
    rows.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.all_{index} USING fts5vocab(main, {index}, instance)"
    )
    listed = rows.execute(f'SELECT term, doc, "offset" FROM temp.all_{index}')
    # A word is looked up another way than all words are listed.
    looked_up = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid"
    for word, places in groupby(listed, key=itemgetter(0)):
        yield from (tuple(place) for place in places)
        for (row_id,) in rows.execute(looked_up, (f'"{word}" *',)):
            yield word, row_id


def _due_on_server(rows: Rows) -> Iterator[tuple[object, ...]]:
    """The tables and columns of a read model in a file, and the indexes of one on a server."""
    for table in sorted([*TABLES.values(), *PLAIN_TABLES]):
        columns = [column[0] for column in rows.execute(f"SELECT * FROM {table} LIMIT 0").description]
        yield table, ",".join(columns)
        if table in RECORDS:
            yield f"{table}_words", "row_id,words"
    for name in sorted(index_names(POSTGRES)):
        yield name, "an index"


def _found_on_server(rows: Rows) -> Iterator[tuple[object, ...]]:
    of_the_log = ",".join(f"'{name}'" for name in LOG_TABLES)
    yield from _in_order(
        rows,
        "SELECT c.relname::text, string_agg(a.attname, ',' ORDER BY a.attnum) "
        "FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
        f"WHERE c.relnamespace = 'servanda'::regnamespace AND c.relkind = 'r' "
        f"AND c.relname NOT IN ({of_the_log}) "
        'GROUP BY c.relname ORDER BY c.relname::text COLLATE "C"',
    )
    yield from _in_order(
        rows,
        "SELECT c.relname::text, 'an index' FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid "
        "WHERE c.relnamespace = 'servanda'::regnamespace AND i.indisvalid "
        "AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid) "
        'ORDER BY c.relname::text COLLATE "C"',
    )


def _due_words(rows: Rows, table: str) -> Iterator[tuple[object, ...]]:
    """For each record of a file, its words as a server gives them back."""
    found = rows.execute(f"SELECT * FROM {table} ORDER BY row_id")
    names = [column[0] for column in found.description]
    for values in found:
        row = dict(zip(names, values, strict=True))
        yield row["row_id"], full_text.kept(words.indexed(words.of(decode(RECORDS[table], row))))


def _found_words(rows: Rows, table: str) -> Iterator[tuple[object, ...]]:
    return _in_order(rows, f"SELECT row_id, words::text FROM {table}_words ORDER BY row_id")


_ON_SERVER = {SQLITE: (_due_on_server, _due_words), POSTGRES: (_found_on_server, _found_words)}
"""How to tell schema and words for a comparison with a server, of either store."""
