"""Building the read model anew, and comparing it with a fresh one."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import zip_longest

from servanda.app.comparable import told
from servanda.app.reading import open_rows
from servanda.app.recording import Ledger
from servanda.log import metadata, opening
from servanda.log.address import Address
from servanda.log.lines import Lines
from servanda.log.rows import Rows, in_a_file_of_its_own
from servanda.log.store import Reader
from servanda.projections import projector


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
        expected, found = told(fresh, stored.dialect), told(stored, stored.dialect)
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
