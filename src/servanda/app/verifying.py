"""Verifying: the whole log recomputed from its bytes, and held against what is kept elsewhere."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from servanda.errors import ServandaError
from servanda.log import metadata, opening
from servanda.log.address import Address
from servanda.log.guards import altered
from servanda.log.ledger_file import LOG_TABLES
from servanda.log.lines import Lines
from servanda.log.merkle import Frontier, count, leaf_hash
from servanda.log.notes import Checkpoint
from servanda.log.rows import SQLITE, Rows
from servanda.log.store import Stored

SHOWN = 20
"""So many findings are told one by one."""

LARGEST = 2**63 - 1
"""The largest number in SQLite; in a damaged file a position may lead beyond it."""

TIME_LENGTH = len("2026-01-31T12:00:00.000000Z")

Progress = Callable[[int], None]


class Verified(NamedTuple):
    """What a log was found to be.

    Attributes:
        origin: the log's name, as in the ``source`` of its entries.
        size: how many entries it has.
        root: the root of the tree over them, computed from their bytes.
        time: when the last one was recorded; empty for an empty log.
        roots: the roots of its beginnings of the sizes that were asked for.
        findings: what is wrong, a sentence each.
    """

    origin: str
    size: int
    root: bytes
    time: str
    roots: dict[int, bytes]
    findings: list[str]

    def checkpoint(self) -> Checkpoint:
        """What to keep elsewhere."""
        return Checkpoint(self.origin, self.size, self.root)

    def extends(self, known: Checkpoint) -> str:
        """Why the log is not one that had been at a known checkpoint; empty if it is."""
        if known.size > self.size:
            known_and_found = f"the checkpoint knows {known.size} entries, and this log only {self.size}"
            return f"{known_and_found}: its end is missing"
        if self.roots.get(known.size) != known.root:
            return f"the first {known.size} entries are not those of the checkpoint: the log was rewritten"
        return ""


class _Walk:
    """Goes over the entries in order and keeps what the next one has to follow."""

    def __init__(self, sizes: Iterable[int]) -> None:
        self.tree = Frontier(0, _no_nodes)
        self.position = 0
        self.whole = True
        """Whether every entry so far was there, and had the leaf that was stored with it."""
        self.time = ""
        self.findings: list[str] = []
        self._versions: dict[str, int] = {}
        self._wanted = set(sizes)
        self.roots = {0: self.tree.root()}

    def add_all(self, batch: Sequence[tuple[Any, ...]]) -> list[bytes]:
        """Check entries in a row; the nodes that they complete."""
        last = self.tree.size + len(batch)
        if self._wanted.isdisjoint(range(self.tree.size, last + 1)) and self._follow_all(batch):
            return self.tree.extend(leaf_hash(line) for _, _, _, _, line in batch)
        return [node for entry in batch for node in self.add(Stored._make(entry))]

    def _follow_all(self, batch: Sequence[tuple[Any, ...]]) -> bool:
        """Whether nothing is to be found in a batch: most often so, and quicker than to say what is."""
        position, time, versions = self.position, self.time.encode(), self._versions
        grown: dict[str, int] = {}
        try:
            for found, subject, version, type_, line in batch:
                position += 1
                before = grown.get(subject) or versions.get(subject, 0)
                end = b'","type":"servanda.%s"}' % type_.encode()
                now = line[-TIME_LENGTH - len(end) : -len(end)]
                told = b'"streamversion":%d,"subject":"%s","time":"%s%s' % (
                    version,
                    subject.encode(),
                    now,
                    end,
                )
                if found != position or version != before + 1 or now <= time or not line.endswith(told):
                    return False
                grown[subject] = version
                time = now
        except (TypeError, AttributeError, ValueError):  # values of another type, in a damaged file
            return False
        versions.update(grown)
        self.position, self.time = position, time.decode("ascii", "replace")
        return True

    def add(self, entry: Stored) -> list[bytes]:
        """Check an entry; the nodes that it completes."""
        if entry.position != self.position + 1:
            self.findings.append(f"#{self.position + 1} is missing: the next entry is #{entry.position}")
            self.whole = False
        self.position = entry.position
        line: object = entry.line
        if not isinstance(line, bytes):  # as a damaged file may have it
            entry = entry._replace(line=b"")
        self._follow(entry)
        completed = self.tree.add(leaf_hash(entry.line))
        if self.tree.size in self._wanted:
            self.roots[self.tree.size] = self.tree.root()
        return completed

    def _follow(self, entry: Stored) -> None:
        # The last members of the canonical bytes, which are sorted (RFC 8785). What ends with the
        # final brace is of the envelope itself, whatever its data hold; and taking it from the end
        # costs a fifth of parsing the line.
        end = f'","type":"servanda.{entry.type}"}}'
        time = entry.line[-TIME_LENGTH - len(end) : -len(end)].decode("ascii", "replace")
        told = f'"streamversion":{entry.version},"subject":"{entry.subject}","time":"{time}{end}'
        if not entry.line.endswith(told.encode()):
            self.findings.append(
                f"#{entry.position} is filed under another stream, number or type than its bytes say"
            )
        else:  # only then the time was cut out at the right place
            if time <= self.time:
                self.findings.append(f"#{entry.position} was recorded {time}, not after the one before it")
            self.time = time
        next_ = self._versions.get(entry.subject, 0) + 1
        if entry.version != next_:
            of = f"{entry.version} of {entry.subject}"
            self.findings.append(f"#{entry.position} says it is entry {of}, where entry {next_} is due")
        version: object = entry.version
        self._versions[entry.subject] = version if isinstance(version, int) else next_


def _no_nodes(level: int, index: int) -> bytes:
    raise LookupError(level, index)


def verify_ledger(
    ledger: Address, sizes: Iterable[int] = (), progress: Progress = lambda _: None, *, log_only: bool = False
) -> Verified:
    """Recompute a ledger from the bytes of its entries. Changes nothing.

    Args:
        ledger: where it is.
        sizes: of which beginnings the roots are wanted.
        progress: called with how many more entries have been checked.
        log_only: leave out the comparison of the read model with a rebuild.

    Raises:
        LedgerError: it is no ledger, or cannot be read.
    """
    with closing(opening.connect(ledger)) as rows, opening.reading(ledger), opening.moment(rows):
        return _verified_rows(rows, _Walk(sizes), progress, log_only=log_only)


def _verified_rows(rows: Rows, walk: _Walk, progress: Progress, *, log_only: bool) -> Verified:
    walk.findings += _damage(rows, log_only=log_only)
    has_tree = rows.dialect is not SQLITE or _has(rows, "nodes")
    for batch in Lines(rows).batches():
        if has_tree:
            _compare_nodes(rows, walk, batch)
        else:
            walk.add_all(batch)
        progress(len(batch))
    stored = rows.execute("SELECT count(*) FROM nodes").fetchone()[0] if has_tree else 0
    if stored > count(walk.position):
        walk.findings.append(
            f"the stored tree has {stored} nodes, where {count(walk.position)} are due: "
            "entries were taken from the end, or nodes put in"
        )
    if not log_only and not walk.findings:
        walk.findings += _read_model(rows)
    return _verified(f"urn:servanda:{metadata.name_of(rows)}", walk)


def verify_lines(path: Path, sizes: Iterable[int] = (), progress: Progress = lambda _: None) -> Verified:
    """Recompute a published log, a folder of lines or one file, from nothing but its lines.

    Raises:
        InvalidInputError: a line is not an entry, or the files cannot be read.
    """
    from servanda.app.published_lines import log_lines  # noqa: PLC0415  as with what follows
    from servanda.log.envelope import unseal  # noqa: PLC0415  checking lines costs pydantic

    walk, origin = _Walk(sizes), ""
    for position, (place, line) in enumerate(log_lines(path), start=1):
        try:
            envelope = unseal(line).envelope
        except ServandaError as error:
            raise error.at(place) from None
        origin = origin or envelope.source
        walk.add(Stored(position, envelope.subject, envelope.streamversion, envelope.slug, line))
        progress(len(line) + 1)
    return _verified(origin, walk)


def _verified(origin: str, walk: _Walk) -> Verified:
    return Verified(origin, walk.tree.size, walk.tree.root(), walk.time, walk.roots, walk.findings)


def _compare_nodes(rows: Rows, walk: _Walk, batch: Sequence[tuple[Any, ...]]) -> None:
    first, size = count(batch[0][0] - 1), walk.tree.size
    computed = walk.add_all(batch)
    found = rows.execute(
        "SELECT place, hash FROM nodes WHERE place >= ? AND place < ? ORDER BY place",
        (min(first, LARGEST), min(count(walk.position), LARGEST)),
    ).fetchall()
    if found == list(enumerate(computed, start=first)):
        return
    stored, completed = dict(found), iter(computed)
    for number, (position, *_) in enumerate(batch, start=size):
        nodes = islice(completed, count(number + 1) - count(number))
        leaf, *above = enumerate(nodes, start=count(position - 1))
        same = stored.get(leaf[0]) == leaf[1]
        walk.whole = walk.whole and same
        # The nodes above are computed from earlier entries too: where one of those is missing or was
        # changed, this one is not to blame.
        if not same or (walk.whole and any(stored.get(place) != node for place, node in above)):
            walk.findings.append(f"#{position} does not have the hash that was stored with it")


def _has(rows: Rows, table: str) -> bool:
    return bool(rows.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone())


def _damage(rows: Rows, *, log_only: bool) -> list[str]:
    """What SQLite finds damaged, and what was taken out of the guards of the log.

    The pages of the read model are left out with it: most of a ledger is made of them.
    """
    if rows.dialect is not SQLITE:  # a server checks its pages itself
        return altered(rows)
    of = [f"('{table}')" for table in LOG_TABLES if _has(rows, table)] if log_only else [""]
    said = [row[0] for one in of for row in rows.execute(f"PRAGMA integrity_check{one}").fetchall()]
    return [f"the file is damaged: {one}" for one in said if one != "ok"] + altered(rows)


def _read_model(rows: Rows) -> list[str]:
    from servanda.app.rebuilding import differences_of  # noqa: PLC0415  folding costs pydantic
    from servanda.projections.tables import READ_MODEL  # noqa: PLC0415

    if metadata.projected(rows, READ_MODEL) != metadata.head_position(rows):
        return []  # the next reader builds it from the log
    return [f"the read model: {one}" for one in differences_of(rows)]
