"""The Merkle tree as a table beside the entries. Standard library only."""

from collections.abc import Iterator, Sequence

from servanda.errors import LedgerError
from servanda.log import merkle
from servanda.log.merkle import Frontier, Nodes, count, leaf_hash, place
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


class Peaks:
    """The nodes that growing a tree of so many leaves needs, asked for in one go.

    Args:
        rows: a connection to the ledger.
        size: how many leaves the tree has.
    """

    def __init__(self, rows: Rows, size: int) -> None:
        self.size = size
        self._tree = Tree(rows)
        self._wanted = [place(level, index) for level, index in merkle.peaks(size)]
        marks = ",".join("?" * len(self._wanted)) or "NULL"
        # The last node there is to be is among them.
        self._asked = rows.execute(
            f"SELECT place, hash FROM nodes WHERE place IN ({marks}) OR place >= ? LIMIT ?",
            (*self._wanted, count(size), len(self._wanted) + 1),
        )

    def nodes(self) -> Nodes:
        """Gives them.

        Raises:
            LedgerError: the stored tree is not one of so many leaves.
        """
        found = dict(self._asked.fetchall())
        if found.keys() != set(self._wanted) and (stored := self._tree.stored()) != count(self.size):
            how = f"it has {stored} nodes, and {self.size} entries need {count(self.size)}"
            raise _incomplete(how)
        return lambda level, index: found.get(place(level, index)) or self._tree(level, index)


def grow(rows: Rows, peaks: Peaks, lines: Sequence[bytes]) -> None:
    """Add the leaves of entries that follow those there are, and the nodes they complete.

    Raises:
        LedgerError: the stored tree is not that of the entries there are.
    """
    rows.executemany(
        "INSERT INTO nodes VALUES (?, ?)", _completed(Frontier(peaks.size, peaks.nodes()), lines)
    )


def _completed(frontier: Frontier, lines: Sequence[bytes]) -> Iterator[tuple[int, bytes]]:
    for line in lines:
        first = count(frontier.size)
        yield from enumerate(frontier.add(leaf_hash(line)), start=first)


def _incomplete(how: str) -> LedgerError:
    return LedgerError(
        f"the tree of the log is not whole: {how}",
        "Something else than servanda has changed this ledger: run `servanda verify`, and restore a backup.",
    )
