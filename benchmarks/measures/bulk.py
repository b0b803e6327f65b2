"""What goes over the whole log: load, rebuild, verify, publish; at what rate, in how much memory."""

import shutil
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from time import perf_counter

from measures import children
from measures.children import Run, servanda
from measures.figures import Gate, Measure, megabytes, rate
from measures.ledgers import Bench
from measures.replaying import Replay
from servanda.log import ledger_file

LOAD = REBUILD = Gate(0.4, "of the rate", at_least=True)
VERIFY = Gate(0.6, "of the rate", at_least=True)
MEMORY = Gate(200, "MB")


def measure(bench: Bench) -> list[Measure]:
    """Rates against what the disk and the hash take alone, and the peak memory of each."""
    folder = Path(mkdtemp(dir=bench.folder))
    return [*_load(bench, folder), *_rebuild(bench, folder), *_verify(bench), *_publish(bench, folder)]


def _load(bench: Bench, folder: Path) -> list[Measure]:
    whole = Replay(bench.large.path, whole=True)
    raw = []
    for number in range(bench.repeat):
        if number:
            bench.large.load().unlink()
        raw.append(_into_a_new_file(whole, folder))
    return _both(
        bench, "load", "validated, with tree and read model", bench.large.loads, raw, LOAD,
        "executemany of the same lines, nodes and rows, ready-made; same indexes, durability, commits",
    )  # fmt: skip


def _rebuild(bench: Bench, folder: Path) -> list[Measure]:
    path = bench.large.path
    read_model = Replay(path, whole=False)
    runs, raw = [], []
    for _ in range(bench.repeat):
        runs.append(children.run(servanda("rebuild", "--ledger", path)))
        raw.append(_into_a_new_file(read_model, folder))
    return _both(
        bench, "rebuild", "of the read model", runs, raw, REBUILD,
        "inserts of the same rows, ready-made; indexes last, one commit",
    )  # fmt: skip


def _into_a_new_file(replay: Replay, folder: Path) -> float:
    path = folder / "raw.db"
    try:
        return replay.insert(path)
    finally:
        path.unlink()


def _verify(bench: Bench) -> list[Measure]:
    path = bench.large.path
    log_only, whole, loop = [], [], []
    for _ in range(bench.repeat):
        log_only.append(children.run(servanda("verify", "--log-only", "--ledger", path)))
        began = perf_counter()
        _plain_loop(path)
        loop.append(perf_counter() - began)
        whole.append(children.run(servanda("verify", "--ledger", path)))
    against = "one plain loop: fetch the same rows, hash an RFC 6962 tree over them"
    return [
        *_both(bench, "verify --log-only", "", log_only, loop, VERIFY, against),
        *_both(bench, "verify", "with a rebuild of the read model", whole, loop, None, against),
    ]


def _publish(bench: Bench, folder: Path) -> list[Measure]:
    out = folder / "published"
    run = children.run(servanda("publish", out, "--ledger", bench.large.path))
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


def _plain_loop(path: Path) -> bytes:
    """The baseline of a check: fetch the rows and hash an RFC 6962 tree over them, nothing else."""
    stack: list[tuple[int, bytes]] = []
    with closing(ledger_file.connect(path)) as rows:
        for _, _, _, _, line in rows.execute("SELECT * FROM stored_events ORDER BY position"):
            level, found = 0, sha256(b"\0" + line).digest()
            while stack and stack[-1][0] == level:
                found = sha256(b"\1" + stack.pop()[1] + found).digest()
                level += 1
            stack.append((level, found))
    top = stack.pop()[1]
    while stack:
        top = sha256(b"\1" + stack.pop()[1] + top).digest()
    return top
