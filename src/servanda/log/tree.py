"""The Merkle tree as a table beside the entries. Standard library only."""

from collections.abc import Iterator, Sequence

from servanda.errors import LedgerError
from servanda.log.merkle import Frontier, Nodes, count, leaf_hash, peaks, place
from servanda.log.rows import Rows


class Tree:
    """The stored nodes, read one at a time.

    Args:
        rows: a connection to the ledger.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def __call__(self, level: int, index: int) -> bytes:
        """The hash of a complete node.

        Raises:
            LedgerError: it is not stored.
        """
        found = self._rows.execute(
            "SELECT hash FROM nodes WHERE place = ?", (place(level, index),)
        ).fetchone()
        if found is None:
            how = f"the node {index} of level {level} is missing"
            raise _incomplete(how)
        return bytes(found[0])

    def stored(self) -> int:
        """How many nodes are stored."""
        return int(self._rows.execute("SELECT coalesce(max(place), -1) + 1 FROM nodes").fetchone()[0])


def grow(rows: Rows, size: int, lines: Sequence[bytes]) -> None:
    """Add the leaves of entries that follow the first ``size`` ones, and the nodes they complete.

    Raises:
        LedgerError: the stored tree is not that of ``size`` entries.
    """
    rows.executemany("INSERT INTO nodes VALUES (?, ?)", _completed(Frontier(size, _peaks(rows, size)), lines))


def _peaks(rows: Rows, size: int) -> Nodes:
    """The nodes that growing needs, read in one go: the last one stored is among them."""
    wanted = [place(level, index) for level, index in peaks(size)]
    marks = ",".join("?" * len(wanted)) or "NULL"
    found = dict(
        rows.execute(
            f"SELECT place, hash FROM nodes WHERE place IN ({marks}) OR place >= ? LIMIT ?",
            (*wanted, count(size), len(wanted) + 1),
        ).fetchall()
    )
    tree = Tree(rows)
    if found.keys() != set(wanted) and (stored := tree.stored()) != count(size):
        how = f"it has {stored} nodes, and {size} entries need {count(size)}"
        raise _incomplete(how)
    return lambda level, index: found.get(place(level, index)) or tree(level, index)


def _completed(frontier: Frontier, lines: Sequence[bytes]) -> Iterator[tuple[int, bytes]]:
    for line in lines:
        first = count(frontier.size)
        yield from enumerate(frontier.add(leaf_hash(line)), start=first)


def _incomplete(how: str) -> LedgerError:
    return LedgerError(
        f"the tree of the log is not whole: {how}",
        "Something else than servanda has changed this ledger: run `servanda verify`, and restore a backup.",
    )
