"""A log rewritten by somebody who can write everything, and makes the file perfectly consistent.

Every attack is made at every position of a log: the entries are changed, numbered and timed anew, the
tree is grown and the read model built from them by the program's own means, so that nothing within
the file tells. What tells is a checkpoint kept elsewhere: each one that covers the changed position
does, and each one that ends before it still holds and says how far. The lines published before tell
as well: loading them is refused at the first position that differs.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from shutil import copyfile
from typing import Any, NamedTuple

import rfc8785
from click.testing import CliRunner

from faults.gate import Fault, Outcome
from servanda.app import verifying
from servanda.app.recording import Ledger
from servanda.cli.main import main
from servanda.domain.decide import Draft
from servanda.errors import ServandaError
from servanda.log.envelope import TIME_FORMAT, TYPE_PREFIX, uuid7
from servanda.log.ledger_file import CREATE
from servanda.log.merkle import Frontier, leaf_hash, place
from servanda.log.notes import Checkpoint, Note, new_key
from servanda.log.store import New, Stored
from servanda.projections import projector

NAME = "small"
ORIGIN = f"urn:servanda:{NAME}"
PROCESSES = 2
NOON = datetime(2025, 2, 3, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)

Lines = list[dict[str, Any]]
Attack = Callable[[Lines, int], Lines | None]


class Found(NamedTuple):
    """What became of one attack: how many checkpoints it was held against, and what was missed."""

    possible: bool
    checks: int
    failures: list[str]


def run(folder: Path, count: int, mutation: str) -> Outcome:
    """Every attack at every position, or so many of them, evenly spread."""
    true = _prepare(folder)
    attacks = [(name, at) for at in range(len(true)) for name in ATTACKS]
    if count < FAULT.full:
        attacks = attacks[:: len(attacks) // count]
    with ProcessPoolExecutor(PROCESSES, get_context("spawn"), _begin, (folder, mutation)) as pool:
        found = list(pool.map(_attack, attacks, chunksize=4))
    failures = [
        f"{name} at #{at + 1}: {what}"
        for (name, at), it in zip(attacks, found, strict=True)
        for what in it.failures
    ]
    possible = sum(it.possible for it in found)
    checks = sum(it.checks for it in found)
    figures = f"{possible} made the file consistent, {checks:,} comparisons with checkpoints and lines"
    return Outcome(len(found), failures, figures)


def _prepare(folder: Path) -> list[bytes]:
    """The true log as lines, signed checkpoints of every size of it, and an empty ledger for forgers."""
    with closing(Ledger.create(folder / "empty.db", NAME)) as ledger:
        pass
    copyfile(folder / "empty.db", folder / "true.db")
    clock = iter(NOON + HOUR * number for number in range(1000))
    with closing(Ledger.open(folder / "true.db", lambda: next(clock))) as ledger:
        for draft in _drafts():
            ledger.record([draft], "desk")
        lines = [entry.line for entry in ledger.log.read()]
    events = folder / "events"
    events.mkdir()
    (events / "2025.jsonl").write_bytes(_file(lines))
    key, tree = new_key(NAME), Frontier(0, _nothing)
    (folder / "key").write_text(key.public().encode())
    for size in range(len(lines) + 1):
        note = key.sign(Note(Checkpoint(ORIGIN, size, tree.root()).text(), ()))
        (folder / f"{size}.checkpoint").write_bytes(note.encode())
        if size < len(lines):
            tree.add(leaf_hash(lines[size]))
    return lines


def _drafts() -> Iterator[Draft]:
    """Sources and two dialogues, their entries mixed."""
    for number in range(1, 4):
        titles = {"titles": {"en": f"Results {number}"}}
        yield Draft("source-published", f"mic-{number}", {"occurred": "2023-11-14"} | titles)
    for slug in ("jp-fr", "jp-gb"):
        parties = [slug[:2].upper(), slug[3:].upper()]
        data = {"occurred": "2010", "titles": {"en": "Talks"}, "kind": "consultations", "parties": parties}
        yield Draft("dialogue-established", slug, data)
    for number in (1, 2):
        for slug in ("jp-fr", "jp-gb"):
            yield Draft("meeting-held", slug, {"occurred": f"202{number}-11-09", "round": number})
            made = {"occurred": f"202{number}-11-09", "text": f"Publish report {number}", "kind": "deliver"}
            yield Draft("commitment-made", slug, made | {"due": "2024", "by": ["JP"]})
    yield Draft("commitment-fulfilled", "jp-fr", {"occurred": "2024-05", "ref": "jp-fr/1"})
    yield Draft("coverage-checked", "jp-gb", {"occurred": "2025-01-31", "through": "2025-01-31"})


# What an attacker does to the entries; None where there is nothing to do it to


def _cut(lines: Lines, at: int) -> Lines:
    return lines[:at]


def _regrown(lines: Lines, at: int) -> Lines:
    return lines[:at] + [_invented(number) for number in range(len(lines) - at)]


def _outgrown(lines: Lines, at: int) -> Lines:
    return lines[:at] + [_invented(number) for number in range(len(lines) - at + 2)]


def _reworded(lines: Lines, at: int) -> Lines:
    return _with(lines, at, data=lines[at]["data"] | {"note": "Nothing was promised."})


def _backdated(lines: Lines, at: int) -> Lines:
    moment = datetime.strptime(lines[at]["time"], TIME_FORMAT).replace(tzinfo=UTC)
    return _with(lines, at, time=(moment - HOUR / 2).strftime(TIME_FORMAT))


def _disowned(lines: Lines, at: int) -> Lines:
    return _with(lines, at, recordedby="somebody else")


def _renamed(lines: Lines, at: int) -> Lines:
    return _with(lines, at, id=uuid7(NOON))


def _swapped(lines: Lines, at: int) -> Lines | None:
    if at + 1 == len(lines):
        return None
    return [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]


def _swapped_afar(lines: Lines, at: int) -> Lines | None:
    other = at + len(lines) // 2
    if other >= len(lines):
        return None
    found = list(lines)
    found[at], found[other] = found[other], found[at]
    return found


def _removed(lines: Lines, at: int) -> Lines:
    return lines[:at] + lines[at + 1 :]


def _inserted(lines: Lines, at: int) -> Lines:
    return [*lines[:at], _invented(at), *lines[at:]]


def _replaced(lines: Lines, at: int) -> Lines:
    return [*lines[:at], _invented(at), *lines[at + 1 :]]


def _invented(number: int) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": uuid7(NOON),
        "source": ORIGIN,
        "type": f"{TYPE_PREFIX}source-published",
        "subject": f"forged-{number}",
        "time": NOON.strftime(TIME_FORMAT),
        "datacontenttype": "application/json",
        "dataschema": "urn:servanda:schema/source-published/1",
        "recordedby": "desk",
        "streamversion": 1,
        "data": {"kind": "other", "occurred": {"edtf": "2023"}, "titles": {"en": "Forged"}},
    }


def _with(lines: Lines, at: int, **changes: Any) -> Lines:
    return [*lines[:at], lines[at] | changes, *lines[at + 1 :]]


def _numbered(lines: Lines) -> list[bytes]:
    """The entries with versions that count up in each stream and times that increase, as bytes."""
    versions: dict[str, int] = {}
    last, found = "", []
    for line in lines:
        version = versions[line["subject"]] = versions.get(line["subject"], 0) + 1
        time = line["time"]
        if time <= last:
            moment = datetime.strptime(last, TIME_FORMAT).replace(tzinfo=UTC)
            time = (moment + timedelta(microseconds=1)).strftime(TIME_FORMAT)
        last = time
        found.append(rfc8785.dumps(line | {"streamversion": version, "time": time}))
    return found


ATTACKS: dict[str, Attack] = {
    "tail cut off": _cut,
    "tail cut off and regrown": _regrown,
    "tail cut off and regrown longer": _outgrown,
    "entry rewritten": _reworded,
    "entry backdated": _backdated,
    "entry recorded by another": _disowned,
    "entry with another id": _renamed,
    "two entries swapped": _swapped,
    "two distant entries swapped": _swapped_afar,
    "entry removed": _removed,
    "entry inserted": _inserted,
    "entry replaced": _replaced,
}


# In a process of its own

_folder = Path()


def _begin(folder: Path, mutation: str) -> None:
    global _folder  # noqa: PLW0603  how a pool tells its processes
    _folder = folder
    if mutation:
        MUTATIONS[mutation]()


def _attack(attack: tuple[str, int]) -> Found:
    name, at = attack
    true = (_folder / "events" / "2025.jsonl").read_bytes().splitlines()
    changed = ATTACKS[name]([json.loads(line) for line in true], at)
    if changed is None:
        return Found(possible=False, checks=0, failures=[])
    forged = _numbered(changed)
    own = _folder / f"{name.replace(' ', '-')}-{at}"
    own.mkdir()
    differs = next((n for n, (a, b) in enumerate(zip(true, forged, strict=False)) if a != b), None)
    first = 1 + (min(len(true), len(forged)) if differs is None else differs)
    ledger, published = own / "servanda.db", own / "forged.jsonl"
    published.write_bytes(_file(forged))
    failures = []
    if name == "entry rewritten":
        failures += _nodes_left(true, forged, at, own / "left.db")
    try:
        _forge(ledger, forged)
    except ServandaError:
        return Found(possible=False, checks=0, failures=failures)  # such a log does not fold
    sizes = range(len(true) + 1)
    in_file = verifying.verify_ledger(ledger, sizes)
    in_lines = verifying.verify_lines(published, sizes)
    failures += [f"no attack, it shows by itself: {what}" for what in in_file.findings + in_lines.findings]
    for size in sizes:
        known = Checkpoint(ORIGIN, size, _root(size))
        for what, verified in (("ledger", in_file), ("lines", in_lines)):
            caught = bool(verified.extends(known))
            if caught != (size >= first):
                told = "not caught by" if size >= first else "refused by"
                failures.append(
                    f"the {what} are {told} a checkpoint of {size}, the first change being #{first}"
                )
    failures += _commanded(ledger, published, first, len(true), len(forged))
    failures += _loaded(ledger, forged, true, first)
    return Found(possible=True, checks=2 * len(sizes) + 5, failures=failures)


def _commanded(ledger: Path, published: Path, first: int, size: int, forged: int) -> Iterator[str]:
    """`servanda verify` with the checkpoints around the first change, of the ledger and of its lines."""
    for path in ((), (str(published),)):
        said = _servanda("verify", *path, "--ledger", str(ledger))
        if said.exit_code:
            yield f"without a checkpoint: {said.output}"
        for known in {first - 1, min(first, size), size}:
            told = _servanda("verify", *path, "--ledger", str(ledger), *_against(known))
            if (told.exit_code == 1) != (known >= first):
                yield f"verify with a checkpoint of {known}: exit code {told.exit_code}: {told.output}"
            covers = "all" if known == forged else f"the first {known}"
            if known < first and f"covers {covers} of the {forged} entries" not in told.output:
                yield f"verify does not say what a checkpoint of {known} covers: {told.output}"


def _loaded(ledger: Path, forged: list[bytes], true: list[bytes], first: int) -> Iterator[str]:
    """Loading what was published before; only a log that was merely cut takes its lines back."""
    said = _servanda("load", str(_folder / "events"), "--ledger", str(ledger))
    stored = _lines_of(ledger)
    if forged == true[: len(forged)]:
        if said.exit_code or stored != true:
            yield f"the published lines do not mend a log that was cut: {said.output}"
    elif said.exit_code != 2:
        yield f"the old publication is loaded: {said.output}"
    elif not re.search(rf"#{first}\b|line {first}\b", said.output):
        yield f"the refusal does not name #{first}: {said.output}"
    elif stored != forged:
        yield "refused, and yet the ledger was changed"


def _nodes_left(true: list[bytes], forged: list[bytes], at: int, path: Path) -> Iterator[str]:
    """An entry rewritten in place, and the tree left as it was: noticed without anything from outside."""
    _forge(path, true)
    with closing(sqlite3.connect(path, isolation_level=None)) as rows:
        guards = [statement for statement in CREATE if "TRIGGER" in statement]
        for guard in guards:
            rows.execute(f"DROP TRIGGER {guard.split()[2]}")
        rows.execute("UPDATE stored_events SET state = ? WHERE position = ?", (forged[at], at + 1))
        for guard in guards:
            rows.execute(guard)
    with closing(Ledger.open(path)) as ledger:
        ledger.catch_up(anew=True)
    if not verifying.verify_ledger(path).findings:
        yield "rewritten under the old tree, and said to be clean"


def _forge(path: Path, lines: Sequence[bytes]) -> None:
    """A ledger that holds these lines, with tree and read model as the program itself makes them."""
    copyfile(_folder / "empty.db", path)
    entries = []
    for line in lines:
        it = json.loads(line)
        entries.append(New(it["subject"], it["streamversion"], it["type"].removeprefix(TYPE_PREFIX), line))

    def project(rows: Any, stored: Sequence[Stored]) -> None:
        projector.append(rows, stored, lambda slug: [entry for entry in stored if entry.subject == slug])

    with closing(Ledger.open(path)) as ledger:
        ledger.log.append(lambda _: entries, project)


def _against(size: int) -> tuple[str, ...]:
    return "--checkpoint", str(_folder / f"{size}.checkpoint"), "--key", str(_folder / "key")


def _servanda(*arguments: str) -> Any:
    return CliRunner().invoke(main, arguments, prog_name="servanda")


def _root(size: int) -> bytes:
    tree = Frontier(0, _nothing)
    for line in islice((_folder / "events" / "2025.jsonl").read_bytes().splitlines(), size):
        tree.add(leaf_hash(line))
    return tree.root()


def _nothing(level: int, index: int) -> bytes:
    raise LookupError(level, index)


def _lines_of(path: Path) -> list[bytes]:
    with closing(sqlite3.connect(path)) as rows:
        return [row[0] for row in rows.execute("SELECT state FROM stored_events ORDER BY position")]


def _file(lines: Sequence[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


# The program with one safeguard taken out


def _size_only() -> None:
    """A log that is long enough is taken for that of the checkpoint."""
    verifying.Verified.extends = lambda self, known: "too short" if known.size > self.size else ""


def _whole_only() -> None:
    """Only a checkpoint of the log as it is now is compared."""
    extends = verifying.Verified.extends
    verifying.Verified.extends = lambda self, known: extends(self, known) if known.size >= self.size else ""


def _stored_nodes_trusted() -> None:
    """The root is taken from the stored nodes, not from the bytes of the entries."""

    def trusting(rows: sqlite3.Connection, walk: Any, batch: Sequence[tuple[Any, ...]]) -> None:
        for entry in batch:
            leaf = "SELECT hash FROM nodes WHERE place = ?", (place(0, entry[0] - 1),)
            stored = rows.execute(*leaf).fetchone()[0]
            verifying.leaf_hash = lambda _, stored=stored: stored
            walk.add_all([entry])
        verifying.leaf_hash = leaf_hash

    verifying._compare_nodes = trusting


MUTATIONS: dict[str, Callable[[], None]] = {
    "size only": _size_only,
    "whole log only": _whole_only,
    "stored nodes trusted": _stored_nodes_trusted,
}

FAULT = Fault(
    name="tail cut off and regrown, entries rewritten with nodes recomputed",
    gate="caught against an outside checkpoint, every time",
    unit="attacks",
    run=run,
    full=180,
    short=24,
    mutations=tuple(MUTATIONS),
)
