"""Power loss: what the program wrote is traced, then cut off anywhere, with unsynced writes lost or torn.

A child process records single entries, batches and corrections, in the rollback journal and in
write-ahead logging, while `faults.vfs` keeps every step that SQLite takes, and marks where the
program said that something is recorded. `faults.disk` plays a part of the trace and gives what a
disk may hold after the cut. The program, unchanged, opens that.
"""

import os
import pickle
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from unittest.mock import patch

from faults import children
from faults.disk import Disk
from faults.gate import Fault, Outcome
from faults.vfs import Happen, Step, watched
from given import corrected, established, made, moved, progressed, voided
from servanda.app.recording import Ledger
from servanda.app.verifying import verify_ledger
from servanda.domain.decide import Draft
from servanda.errors import ServandaError
from servanda.log import ledger_file
from servanda.log.sqlite import LedgerRecorder

SEED = 4
NAME = "servanda.db"
BY = "a recorder"
EARLY = "acknowledged within the transaction"
JOURNALS = {"rollback": False, "wal": True}  # by whether SQLite's write-ahead logging is trusted
NOON = datetime(2025, 6, 30, 12, tzinfo=UTC)


class Trace(NamedTuple):
    """What was written, and what was said about it.

    Attributes:
        steps: in order.
        begun: for each batch, the number of steps when the program was asked to record it.
        acknowledged: the same when it said that the batch is recorded.
        batches: the lines of each batch; the first, without lines, is the making of the ledger.
    """

    steps: list[Step]
    begun: list[int]
    acknowledged: list[int]
    batches: list[list[bytes]]


def workload() -> Iterator[list[list[Draft]]]:
    """Batches by the time for which the ledger is held open."""
    yield [[established()], [made()]]
    long = "Trials went on. " * 120
    yield [[progressed(text=f"Trial {number}")] for number in range(6)]
    yield [[progressed(text=long)], [made() for _ in range(4)], [progressed(ref=2), moved(ref=2)]]
    yield [[corrected("#3", text="Trial nil")], [progressed(text=f"Trial {n}") for n in range(30)]]
    yield [[voided(entry="#4")], [progressed()], [corrected("#2", text="Share all results")]]


def record(folder: Path, journal: str, mutation: str = "") -> Trace:
    """Run the workload in a child process with a ledger in the folder."""
    kept = folder / "trace"

    def work(_: children.Say) -> None:
        MUTATIONS.get(mutation, lambda: None)()
        with patch.object(ledger_file, "wal_is_sound", lambda _: JOURNALS[journal]):
            kept.write_bytes(pickle.dumps(_recorded(folder / NAME, early=mutation == EARLY)))

    own = mutation == EARLY or mutation in MUTATIONS
    said = children.last_words(children.fork(work, "" if own else mutation))
    assert not said, said
    trace: Trace = pickle.loads(kept.read_bytes())  # noqa: S301  written a moment ago
    kept.unlink()
    return trace


def _recorded(path: Path, *, early: bool) -> Trace:
    trace = Trace([], [], [], [])

    def acknowledge(lines: list[bytes]) -> None:
        if len(trace.acknowledged) < len(trace.begun):
            trace.acknowledged.append(len(trace.steps))
            trace.batches.append(lines)

    insert = LedgerRecorder._insert_events

    def inserted(self: Any, cursor: Any, events: Any, **others: Any) -> Any:
        if early:
            acknowledge([event.state for event in events])
        return insert(self, cursor, events, **others)

    with _traced(trace.steps, path.parent), patch.object(LedgerRecorder, "_insert_events", inserted):
        trace.begun.append(0)
        Ledger.create(path, "test", lambda: NOON).close()
        acknowledge([])
        for batches in workload():
            with closing(Ledger.open(path, lambda: NOON)) as ledger:
                for drafts in batches:
                    trace.begun.append(len(trace.steps))
                    acknowledge([entry.line for entry in ledger.record(drafts, BY)])
    return trace


@contextmanager
def _traced(steps: list[Step], folder: Path) -> Iterator[None]:
    """Keep the steps taken in a folder, by SQLite and by `servanda.log.files`."""

    def keep(step: Step, happen: Happen) -> int:
        code = happen()
        if not code and Path(step.path).parent == folder and not step.path.endswith("-shm"):
            steps.append(step._replace(path=Path(step.path).name))
        return code

    link, unlink, fsync = os.link, os.unlink, os.fsync

    def linked(old: Path, new: Path) -> None:
        link(old, new)
        steps.append(Step("link", old.name, data=new.name.encode()))

    def unlinked(path: Path) -> None:
        unlink(path)
        steps.append(Step("delete", path.name))

    def synced(number: int) -> None:
        fsync(number)
        of = os.fstat(number)
        if os.path.samestat(of, folder.stat()):
            steps.append(Step("sync", "", folder=True))
        steps.extend(Step("sync", it.name) for it in folder.iterdir() if os.path.samestat(of, it.stat()))

    with watched(keep), patch.multiple(os, link=linked, unlink=unlinked, fsync=synced):
        yield


def cuts(trace: Trace, seed: str, numbers: range) -> Iterator[tuple[int, int, dict[str, bytes]]]:
    """For each number the step before which the power fails, and the files that are left."""
    randoms = {number: Random(f"{seed} {number}") for number in numbers}
    points = sorted((random.randint(0, len(trace.steps)), number) for number, random in randoms.items())
    disk, taken = Disk(), 0
    for point, number in points:
        for step in trace.steps[taken:point]:
            disk.take(step)
        taken = point
        yield number, point, disk.after_the_cut(randoms[number])


def wrong_after(trace: Trace, point: int, files: dict[str, bytes], folder: Path) -> str | None:
    """What is wrong with what the program finds after a cut; None if nothing is."""
    acknowledged = sum(done <= point for done in trace.acknowledged)
    begun = sum(start <= point for start in trace.begun)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    path = folder / NAME
    if not path.exists():
        return "the ledger is gone" if acknowledged else None
    try:
        with closing(Ledger.open(path, lambda: NOON)) as ledger:
            found = [entry.line for entry in ledger.log.read()]
            said = _wrong_lines(trace.batches, acknowledged, begun, found)
            said = said or "; ".join(verify_ledger(path).findings)
            if not said and len(found) > 1:
                ledger.record([progressed(text="After the cut")], BY)
                said = "; ".join(verify_ledger(path, log_only=True).findings)
    except (ServandaError, sqlite3.Error) as error:
        return f"the ledger cannot be used: {error}"
    return said or None


def _wrong_lines(batches: list[list[bytes]], acknowledged: int, begun: int, found: list[bytes]) -> str | None:
    whole = dict(enumerate(accumulate(map(len, batches)), start=1))
    lines = [line for batch in batches for line in batch]
    if len(found) < whole.get(acknowledged, 0):
        return f"{whole[acknowledged]} entries were acknowledged, {len(found)} are there"
    if found != lines[: len(found)]:
        return "an entry is there with other bytes"
    if len(found) not in {0, *(whole[number] for number in range(max(acknowledged, 1), begun + 1))}:
        return f"a batch is there in part: {len(found)} entries"
    return None


def _cut(folder: Path, journal: str, times: int, mutation: str) -> Outcome:
    """Record in one journal mode, and cut so many times, in two processes."""
    written = folder / journal
    written.mkdir()
    trace = record(written, journal, mutation)
    seed = f"{SEED} {journal}"

    def work(numbers: range, say: children.Say) -> None:
        for number, point, files in cuts(trace, seed, numbers):
            left = folder / f"{journal}-{number}"
            left.mkdir()
            said = wrong_after(trace, point, files, left)
            for file in left.iterdir():
                file.unlink()
            left.rmdir()
            where = f"cut {number} of seed {seed!r}, {journal}, before step {point} of {len(trace.steps)}"
            say(f"{where}: {said}" if said else "")

    halves = [range(times // 2), range(times // 2, times)]
    running = [children.fork(lambda say, half=half: work(half, say)) for half in halves]  # type: ignore[misc]
    said = [line for child in running for line in children.last_words(child)]
    return Outcome(len(said), [line for line in said if line], f"{len(trace.steps):,} {journal}")


def run(folder: Path, times: int, mutation: str) -> Outcome:
    """Half of the cuts in each journal mode."""
    halves = [_cut(folder, journal, times // 2, mutation) for journal in JOURNALS]
    return Outcome(
        sum(half.tried for half in halves),
        [failure for half in halves for failure in half.failures],
        f"steps traced: {', '.join(half.figures for half in halves)}",
    )


def _synchronous(level: str) -> Callable[[], None]:
    configure = ledger_file.configure

    def weaker(connection: sqlite3.Connection) -> None:
        configure(connection)
        connection.execute(f"PRAGMA synchronous = {level}")

    def change() -> None:
        ledger_file.configure = weaker

    return change


# The program with its durability weakened. FULL differs from what is set in the rollback journal
# alone, where the folder then is not synced after the journal is deleted.
MUTATIONS: dict[str, Callable[[], None]] = {
    f"synchronous {level.lower()}": _synchronous(level) for level in ("FULL", "OFF")
}

FAULT = Fault(
    name="power loss, by replaying the traced writes with unsynced ones dropped or torn",
    gate="0 acknowledged lost, 0 torn, `verify` clean",
    unit="cuts",
    run=run,
    full=1000,
    short=40,
    mutations=(EARLY, "synchronous normal", *MUTATIONS),
)
