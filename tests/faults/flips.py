"""Every single bit of a small ledger, of a published log and of its checkpoint, flipped.

A flip may be noticed: the program refuses to open the file, says that it cannot be read, or `verify`
reports a finding. It may be harmless: nothing that SQLite reads has changed, or every question is
answered as before. A question answered otherwise without a word is a failure, and so is a traceback.

The ledger is a true one, copied with pages of 512 bytes so that it has fewer bits. Whether a flip
changes anything that SQLite reads is told from the rows of the table to which the byte belongs and
from SQLite's own check of it; of those that change nothing, only a part is put before the program.
"""

import mmap
import signal
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from multiprocessing import get_context
from os import getpid
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from click.testing import CliRunner

from faults.gate import Fault, Outcome
from servanda.app import rebuilding, verifying
from servanda.app.recording import Ledger
from servanda.cli.main import main
from servanda.domain.decide import Draft
from servanda.errors import ServandaError
from servanda.log import envelope, ledger_file
from servanda.log.lines import Lines
from servanda.log.notes import Note, PublicKey, checkpoint_of, new_key, parse
from servanda.log.rows import SQLiteRows

PAGE = 512
HEADER = 100  # bytes, what SQLite reads before anything else
PROCESSES = 2
CHUNK = 2_000
ASKED = 997  # of flips that change nothing SQLite reads, one of so many is put before the program
PRESSED = 1_999  # of flips that `verify` notices, one of so many is followed by the questions
PATIENCE = 120  # seconds for a chunk; a process that hangs longer is ended and counts as a failure
SMALL, LINES, CHECKPOINT, KEY = "small.db", "2025.jsonl", "checkpoint", "key"
ENVIRONMENT = {"SERVANDA_TODAY": "2025-02-03", "NO_COLOR": "1"}
QUESTIONS = (
    *("status", "commitments --json", "dialogues --json", "meetings --json"),
    *("show jp-fr/1", "history jp-fr/1", "search round", "log"),
)
HARMLESS, NOTICED, UNNOTICED, CRASHED = "harmless", "noticed", "changed an answer unnoticed", "a traceback"

DRAFTS = (
    ("dialogue-established", {"occurred": "2010", "titles": {"en": "Talks"}, "kind": "consultations"}),
    ("meeting-held", {"occurred": "2023-11-09", "round": 1}),
    ("commitment-made", {"occurred": "2023-11-09", "text": "Hold a round", "kind": "other", "due": "2024"}),
)


class Verdict(NamedTuple):
    """What became of a flip, and why."""

    kind: str
    why: str = ""


def run(folder: Path, count: int, mutation: str) -> Outcome:
    """Every bit of the three files if ``count`` asks for all, otherwise so many, evenly spread."""
    _prepare(folder)
    bits = [
        (name, bit) for name in (SMALL, LINES, CHECKPOINT) for bit in range(8 * len(_bytes(folder / name)))
    ]
    if count < FAULT.full:
        bits = bits[:: len(bits) // count]
    chunks = [bits[at : at + CHUNK] for at in range(0, len(bits), CHUNK)]
    found: Counter[str] = Counter()
    failures: list[str] = []
    try:
        with ProcessPoolExecutor(PROCESSES, get_context("spawn"), _begin, (folder, mutation)) as pool:
            for verdicts in pool.map(_flip, chunks):
                for (name, bit), verdict in verdicts:
                    found[verdict.kind] += 1
                    if verdict.kind in {UNNOTICED, CRASHED}:
                        place = f"byte {bit // 8} bit {bit % 8} of {name}"
                        failures.append(f"{place}: {verdict.kind}: {verdict.why}")
    except BrokenProcessPool:
        failures.append(f"a process died, or hung for more than {PATIENCE} seconds")
    figures = f"{found[NOTICED]:,} noticed, {found[HARMLESS]:,} harmless, {len(failures):,} unnoticed"
    return Outcome(found.total(), failures, figures)


def _prepare(folder: Path) -> None:
    """The ledger, its lines, a signed checkpoint, and the key to check it with."""
    whole = folder / "whole.db"
    envelope.secrets, library = Random(4), envelope.secrets
    envelope.secrets.randbits = envelope.secrets.getrandbits
    try:
        with closing(Ledger.create(whole, "small", lambda: datetime(2025, 2, 3, 12, tzinfo=UTC))) as ledger:
            parties = {"parties": ["JP", "FR"]}
            for type_, data in DRAFTS:
                more = parties if type_ == DRAFTS[0][0] else {}
                ledger.record([Draft(type_, "jp-fr", data | more)], "desk")
            lines = [entry.line for entry in ledger.log.read()]
    finally:
        envelope.secrets = library
    with closing(sqlite3.connect(whole, isolation_level=None)) as rows:
        rows.execute("PRAGMA journal_mode = DELETE")
        rows.execute(f"PRAGMA page_size = {PAGE}")
        rows.execute("VACUUM INTO ?", (str(folder / SMALL),))
    (folder / LINES).write_bytes(b"".join(line + b"\n" for line in lines))
    key = new_key("small")
    note = key.sign(Note(verifying.verify_ledger(whole).checkpoint().text(), ()))
    (folder / CHECKPOINT).write_bytes(note.encode())
    (folder / KEY).write_text(key.public().encode())


# In a process of its own


class _Place(NamedTuple):
    folder: Path
    ledger: bytes
    lines: bytes
    checkpoint: bytes
    key: PublicKey
    rows: tuple[Any, ...]
    answers: tuple[str, ...]
    view: "_View"


_place: _Place


def _begin(folder: Path, mutation: str) -> None:
    global _place  # noqa: PLW0603  how a pool tells its processes
    from servanda.log.notes import public_key  # noqa: PLC0415

    if mutation:
        MUTATIONS[mutation]()
    _compare_quickly()
    ledger = _bytes(folder / SMALL)
    own = folder / f"{getpid()}.db"
    own.write_bytes(ledger)
    _place = _Place(
        folder,
        ledger,
        _bytes(folder / LINES),
        _bytes(folder / CHECKPOINT),
        public_key((folder / KEY).read_text()),
        _read_anew(ledger),
        tuple(_answer(question, own)[0] for question in QUESTIONS),
        _View(folder / f"{getpid()}-view.db", ledger),
    )


def _flip(bits: list[tuple[str, int]]) -> list[tuple[tuple[str, int], Verdict]]:
    signal.alarm(PATIENCE)
    of_file = {SMALL: _of_the_ledger, LINES: _of_the_lines, CHECKPOINT: _of_the_checkpoint}
    verdicts = [((name, bit), of_file[name](bit)) for name, bit in bits]
    signal.alarm(0)
    return verdicts


def _flipped(content: bytes, bit: int) -> bytes:
    at = bit // 8
    return content[:at] + bytes([content[at] ^ 1 << bit % 8]) + content[at + 1 :]


# The published log


def _of_the_lines(bit: int) -> Verdict:
    return _published(_flipped(_place.lines, bit), _place.checkpoint)


def _of_the_checkpoint(bit: int) -> Verdict:
    return _published(_place.lines, _flipped(_place.checkpoint, bit))


def _published(lines: bytes, note: bytes) -> Verdict:
    """As `servanda verify events/ --checkpoint FILE --key KEY` does."""
    path = _place.folder / f"{getpid()}.jsonl"
    path.write_bytes(lines)
    try:
        signed = parse(note)
        known = checkpoint_of(signed)
        verified = verifying.verify_lines(path, [known.size])
        why = "; ".join(verified.findings) or verified.extends(known)
        if not why:
            _place.key.check(signed)
    except ServandaError as error:
        why = str(error)
    except Exception as error:  # noqa: BLE001  whatever it is, it would be a traceback
        return Verdict(CRASHED, f"{error!r:.200}")
    if why:
        return Verdict(NOTICED, why)
    return Verdict(UNNOTICED, "published log and checkpoint are said to agree")


# The ledger


def _of_the_ledger(bit: int) -> Verdict:
    """What `servanda verify` says of it; where it says nothing, what SQLite reads and the questions say."""
    content, at = _flipped(_place.ledger, bit), bit // 8
    table = _place.view.owner(at)
    if table and _place.view.unread(at, content, table) and bit % ASKED:
        return Verdict(HARMLESS)
    why, crash = _verified(content, at, table)
    if crash:
        return Verdict(CRASHED, f"verify: {crash}")
    if why and bit % PRESSED:
        return Verdict(NOTICED, why)
    unread = not why and at >= HEADER and _read_anew(content) == _place.rows
    if unread and bit % ASKED:
        return Verdict(HARMLESS)
    verdict = _asked(content, noticed=bool(why))
    if unread and verdict.kind != HARMLESS:
        return Verdict(UNNOTICED, f"SQLite reads the same rows, and yet: {verdict}")
    return verdict


def _verified(content: bytes, at: int, table: str) -> tuple[str, str]:
    """What `servanda verify` notices; what it would end with a traceback of."""
    path = _place.folder / f"{getpid()}.db"
    if at < HEADER:
        path.write_bytes(content)
    elif not table or INDEX in table:
        ledger_file._open = lambda *_, **__: _in_memory(content)
    else:
        ledger_file._open = lambda *_, **__: _place.view.changed(at, content)
    try:
        found = verifying.verify_ledger(path).findings
    except (ServandaError, sqlite3.Error) as error:
        return str(error), ""
    except Exception as error:  # noqa: BLE001  whatever it is, it would be a traceback
        return "", f"{error!r:.200}"
    finally:
        ledger_file._open = OPEN
    return "; ".join(found), ""


OPEN = ledger_file._open
INDEX = "_words"


def _in_memory(content: bytes) -> sqlite3.Connection:
    rows = sqlite3.connect(":memory:", isolation_level=None, cached_statements=128, factory=SQLiteRows)
    rows.deserialize(content)
    return rows


def _asked(content: bytes, *, noticed: bool) -> Verdict:
    """Every question put to the flipped ledger, as a file on the disk."""
    path = _place.folder / f"{getpid()}.db"
    kinds, why = set(), ""
    for question, expected in zip(QUESTIONS, _place.answers, strict=True):
        path.write_bytes(content)
        for leftover in ("-journal", "-wal", "-shm"):
            path.with_name(path.name + leftover).unlink(missing_ok=True)
        answer, crash = _answer(question, path)
        if crash:
            return Verdict(CRASHED, f"{question}: {crash}")
        if answer == expected:
            kinds.add(HARMLESS)
        elif not answer or noticed:
            kinds.add(NOTICED)
        else:
            return Verdict(UNNOTICED, f"{question}: {_difference(answer, expected)}")
    return Verdict(NOTICED if noticed or NOTICED in kinds else HARMLESS, why)


def _answer(question: str, path: Path) -> tuple[str, str]:
    """The answer, empty if the program says that it cannot give one; what a traceback would show."""
    environment = ENVIRONMENT | {"SERVANDA_LEDGER": str(path)}
    result = CliRunner().invoke(main, question.split(), env=environment, prog_name="servanda")
    if result.exception and not isinstance(result.exception, SystemExit):
        return "", f"{result.exception!r:.200}"
    refused = result.exit_code and result.stderr.startswith("servanda: ")
    return "" if refused else f"{result.exit_code}\n{result.stdout}", ""


def _difference(answer: str, expected: str) -> str:
    pairs = zip(answer.splitlines(), expected.splitlines(), strict=False)
    return next(
        (f"{one!r} for {other!r}" for one, other in pairs if one != other), "lines are missing or new"
    )


class _View:
    """One connection to a file whose bytes change under it, so that each flip need not be opened anew.

    The file is mapped and declared immutable: SQLite then neither caches pages nor looks whether the
    schema has changed. So it is not for the pages that opening reads, and not for those of the
    full-text index, which keeps a part of them in memory.
    """

    def __init__(self, path: Path, content: bytes) -> None:
        path.write_bytes(content)
        with path.open("r+b") as file:
            self._bytes = mmap.mmap(file.fileno(), 0)
        uri = f"{path.as_uri()}?immutable=1"
        self._rows = sqlite3.connect(
            uri, uri=True, isolation_level=None, cached_statements=128, factory=SQLiteRows
        )
        self._rows.execute("PRAGMA mmap_size = 100000000")
        table_of = dict(self._rows.execute("SELECT name, tbl_name FROM sqlite_schema").fetchall())
        pages = self._rows.execute("SELECT pageno, name FROM dbstat").fetchall()
        self._tables = {page: table_of.get(name, "") for page, name in pages}
        self._expected = {table: self._read(table) for table in set(self._tables.values()) - {""}}

    def owner(self, at: int) -> str:
        """The table to which a byte belongs, or one of whose indexes; empty for what opening reads."""
        return self._tables[at // PAGE + 1]

    def unread(self, at: int, content: bytes, table: str) -> bool:
        """Whether SQLite reads the same rows and finds the same order with the byte at a place changed."""
        rows = self.changed(at, content)
        try:
            return self._read(table) == self._expected[table]
        except UNREADABLE:
            return False
        finally:
            rows.close()

    def changed(self, at: int, content: bytes) -> "_Changed":
        """The connection with one byte changed until it is closed."""
        return _Changed(self._rows, self._bytes, at, content[at])

    def _read(self, table: str) -> tuple[Any, ...]:
        return tuple(
            self._rows.execute(statement).fetchall()
            for statement in (f'SELECT * FROM "{table}"', f'PRAGMA integrity_check("{table}")')
        )


class _Changed:
    """A connection to a file that has one byte changed until it is closed."""

    def __init__(self, rows: sqlite3.Connection, content: mmap.mmap, at: int, value: int) -> None:
        self._rows, self._content, self._at, self._before = rows, content, at, content[at]
        content[at] = value
        self.execute, self.dialect = rows.execute, rows.dialect

    def close(self) -> None:
        if self._rows.in_transaction:
            self._rows.execute("ROLLBACK")
        self._content[self._at] = self._before


TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0"


def _read_anew(content: bytes) -> tuple[Any, ...] | None:
    """Every row of every table, the schema among them, and SQLite's check; None if it cannot be read."""
    try:
        with closing(_in_memory(content)) as rows:
            names = ["sqlite_schema", *(row[0] for row in rows.execute(TABLES).fetchall())]
            found = [rows.execute(f'SELECT * FROM "{name}"').fetchall() for name in names]
            return *found, rows.execute("PRAGMA integrity_check").fetchall()
    except UNREADABLE:
        return None


UNREADABLE = (*ledger_file.UNREADABLE, sqlite3.Error, OverflowError)


def _compare_quickly() -> None:
    """Build the read model to compare with once for each log that is met: it depends on nothing else."""
    rebuilt, known = rebuilding.rebuilt, {}

    @contextmanager
    def remembered(log: Lines) -> Iterator[Any]:
        entries = (tuple(log.read()), *(tuple(log.stream(slug)) for slug in log.streams()))
        if entries not in known:
            made = rebuilt(log)
            known[entries] = made.__enter__(), made  # kept open: it is closed with its maker
        yield known[entries][0]

    rebuilding.rebuilt = remembered


def _bytes(path: Path) -> bytes:
    return path.read_bytes()


# The program with one safeguard taken out


def _nodes_not_compared() -> None:
    """`verify` takes the entries as they are stored for those whose hashes are stored."""
    verifying._compare_nodes = lambda _, walk, batch: walk.add_all(batch)


def _read_model_not_compared() -> None:
    """`verify` takes the read model for what the log gives."""
    verifying._read_model = lambda _: []


def _root_not_compared() -> None:
    """A published log of the right size is taken for that of the checkpoint."""
    verifying.Verified.extends = lambda self, known: "" if known.size == self.size else "another size"


MUTATIONS: dict[str, Callable[[], None]] = {
    "read model not compared": _read_model_not_compared,
    "root not compared": _root_not_compared,
    "nodes not compared": _nodes_not_compared,
}

FAULT = Fault(
    name="every single bit of a small ledger and of a published log flipped",
    gate="0 flips change an answer unnoticed",
    unit="bits",
    run=run,
    full=230_000,
    short=3_000,
    mutations=tuple(MUTATIONS),
)
