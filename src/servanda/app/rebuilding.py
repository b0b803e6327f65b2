"""Building the read model anew, and comparing it with a fresh one."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby, zip_longest
from operator import itemgetter

from servanda.app.reading import open_rows
from servanda.app.recording import Ledger
from servanda.log import metadata, opening
from servanda.log.address import Address
from servanda.log.ledger_file import LOG_TABLES
from servanda.log.lines import Lines
from servanda.log.rows import Rows, in_a_file_of_its_own
from servanda.log.store import Reader
from servanda.projections import projector
from servanda.projections.tables import TABLES


def entry_count(ledger: Address) -> int:
    """How many entries a ledger has."""
    with closing(opening.connect(ledger)) as rows:
        return metadata.head_position(rows)


def rebuild(ledger: Address, progress: Callable[[int], None] = lambda _: None) -> int:
    """Build the read model of a ledger anew; the number of entries it was built from."""
    with closing(Ledger.open(ledger)) as opened:
        opened.catch_up(anew=True, progress=progress)
        return opened.log.head().position


def differences(ledger: Address) -> list[str]:
    """Tables of the read model that differ from what the log gives."""
    with closing(open_rows(ledger)) as stored, opening.moment(stored):
        return differences_of(stored)


def differences_of(stored: Rows) -> list[str]:
    """The same for a connection in a transaction."""
    wrong = []
    with rebuilt(Lines(stored)) as fresh:
        expected, found = told(fresh), told(stored)
        # What cannot be read as it should is not worth reading: the schema comes first.
        for name, rows in expected.items():
            same = all(one == other for one, other in zip_longest(rows, found[name]))
            if not same and name == "schema":
                return ["schema: differs from the log"]
            if not same:
                wrong.append(f"{name}: differs from the log")
    return wrong


@contextmanager
def rebuilt(log: Reader) -> Iterator[Rows]:
    """The read model that a log gives, out of the way of the ledger's own."""
    with closing(in_a_file_of_its_own()) as fresh:
        projector.rebuild(fresh, log)
        yield fresh


def contents(rows: Rows) -> dict[str, list[tuple[object, ...]]]:
    """Everything that a read model has to say, held in memory (see `told`)."""
    return {name: list(found) for name, found in told(rows).items()}


def told(rows: Rows) -> dict[str, Iterator[tuple[object, ...]]]:
    """Everything that a read model says, by table; the same log gives the same in the same order."""
    found = {"schema": _schema(rows)}
    for table in TABLES.values():
        found[table] = _in_order(rows, f"SELECT * FROM {table} ORDER BY row_id")
        found[f"words of {table}"] = _words(rows, f"{table}_words")
    for table in ("entries", "mentions"):
        found[table] = _in_order(rows, f"SELECT * FROM {table} ORDER BY 1, 2")
    found["facets"] = _in_order(rows, "SELECT * FROM facets ORDER BY 1, 2, 3, 4")
    return found


def _in_order(rows: Rows, sql: str) -> Iterator[tuple[object, ...]]:
    yield from (tuple(row) for row in rows.execute(sql))


def _schema(rows: Rows) -> Iterator[tuple[object, ...]]:
    """How the tables of the read model are made; those of the log are checked by `servanda verify`."""
    of_the_log = ",".join(f"'{name}'" for name in LOG_TABLES)
    yield from _in_order(
        rows,
        "SELECT type, name, tbl_name, sql FROM sqlite_schema "
        f"WHERE tbl_name NOT IN ({of_the_log}) ORDER BY 2",
    )


def _words(rows: Rows, index: str) -> Iterator[tuple[object, ...]]:
    """A full-text index: for each word in which rows and at which places, listed and looked up."""
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
