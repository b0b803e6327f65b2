"""What goes over the whole log: load, rebuild, verify, publish; at what rate, in how much memory."""

import json
import shutil
from collections.abc import Iterable
from contextlib import closing
from hashlib import sha256
from itertools import islice
from time import perf_counter

import generate

from measures import children
from measures.children import Run, servanda
from measures.figures import Gate, Measure, megabytes, rate, skipped
from measures.ledgers import Bench
from measures.stores import Scope
from servanda.app.published_lines import ENTRIES
from servanda.log import opening
from servanda.log.address import address
from servanda.log.store import New

LOAD = REBUILD = Gate(0.4, "of the rate", at_least=True)
APPEND = Gate(0.5, "of the rate", at_least=True)
VERIFY = Gate(0.6, "of the rate", at_least=True)
MEMORY = Gate(200, "MB")


def measure(bench: Bench) -> list[Measure]:
    """Rates against what the disk and the hash take alone, and the peak memory of each."""
    return [*_load(bench), *_append(bench), *_rebuild(bench), *_verify(bench), *_publish(bench)]


def _load(bench: Bench) -> list[Measure]:
    ledger, raw = bench.large.ledger, []
    if not bench.large.loads:
        return [skipped("`load`", "the ledger was given")]
    for number in range(bench.repeat):
        if number:
            bench.store.remove(bench.large.load())
        raw.append(_replayed(bench, ledger, Scope.LOAD))
    what = "validated, with tree and read model"
    return _both(bench, "load", what, bench.large.loads, raw, LOAD, bench.store.raw_bulk)


def _replayed(bench: Bench, ledger: str, scope: Scope) -> float:
    replay = bench.store.replay(ledger, scope)
    seconds = replay.insert()
    bench.store.remove(replay.into)
    return seconds


def _append(bench: Bench) -> list[Measure]:
    """The log's own part of a load: entries in the batches in which it stores them, and the tree."""
    ours, raw = [], []
    for _ in range(bench.repeat):
        ours.append(_appended(bench))
        raw.append(_replayed(bench, bench.large.ledger, Scope.LOG))
    name = "append in bulk: entries and tree, guarded, no read model"
    gate = APPEND if bench.store.name == "PostgreSQL" else None
    return [rate(name, bench.size, ours, raw, gate, f"{bench.store.raw_bulk}, of the entries alone")]


def _appended(bench: Bench) -> float:
    empty = address(bench.store.new())
    opening.create(empty, generate.LEDGER)
    seconds = 0.0
    with closing(opening.open_log(empty, "none")) as log:
        ready = (New(*_filed(line)) for line in bench.store.lines(bench.large.ledger))
        while batch := list(islice(ready, ENTRIES.lines)):
            began = perf_counter()
            log.append(lambda _, batch=batch: batch, _no_rows)  # type: ignore[misc]
            seconds += perf_counter() - began
    bench.store.remove(str(getattr(empty, "url", empty)))
    return seconds


def _filed(line: bytes) -> tuple[str, int, str, bytes]:
    entry = json.loads(line)
    return entry["subject"], entry["streamversion"], entry["type"].removeprefix("servanda."), line


def _no_rows(rows: object, stored: object) -> None:
    """In place of the read model, of which the ledger has none."""


def _rebuild(bench: Bench) -> list[Measure]:
    ledger, runs, raw = bench.large.ledger, [], []
    for _ in range(bench.repeat):
        runs.append(children.run(servanda("rebuild", "--ledger", ledger)))
        raw.append(_replayed(bench, ledger, Scope.REBUILD))
    against = "inserts of the same rows, ready-made; indexes last, one commit"
    return _both(bench, "rebuild", "of the read model", runs, raw, REBUILD, against)


def _verify(bench: Bench) -> list[Measure]:
    ledger = bench.large.ledger
    log_only, whole, loop = [], [], []
    for _ in range(bench.repeat):
        log_only.append(children.run(servanda("verify", "--log-only", "--ledger", ledger)))
        began = perf_counter()
        _root(bench.store.lines(ledger))
        loop.append(perf_counter() - began)
        whole.append(children.run(servanda("verify", "--ledger", ledger)))
    against = "one plain loop: fetch the same rows, hash an RFC 6962 tree over them"
    return [
        *_both(bench, "verify --log-only", "", log_only, loop, VERIFY, against),
        *_both(bench, "verify", "with a rebuild of the read model", whole, loop, None, against),
    ]


def _publish(bench: Bench) -> list[Measure]:
    out = bench.folder / "published"
    run = children.run(servanda("publish", out, "--ledger", bench.large.ledger))
    shutil.rmtree(out)
    return [megabytes("peak memory of `publish`", [run.peak], MEMORY)]


def _both(
    bench: Bench,
    verb: str,
    what: str,
    runs: list[Run],
    baseline: list[float],
    gate: Gate | None,
    against: str,
) -> list[Measure]:
    name = f"`{verb}`, {what}" if what else f"`{verb}`"
    seconds = [run.seconds for run in runs]
    return [
        rate(name, bench.size, seconds, baseline, gate, against),
        megabytes(f"peak memory of `{verb}`", [run.peak for run in runs], MEMORY),
    ]


def _root(lines: Iterable[bytes]) -> bytes:
    """The root of an RFC 6962 tree over lines (section 2.1), and nothing else."""
    stack: list[tuple[int, bytes]] = []
    for line in lines:
        level, found = 0, sha256(b"\0" + line).digest()
        while stack and stack[-1][0] == level:
            found = sha256(b"\1" + stack.pop()[1] + found).digest()
            level += 1
        stack.append((level, found))
    top = stack.pop()[1]
    while stack:
        top = sha256(b"\1" + stack.pop()[1] + top).digest()
    return top
