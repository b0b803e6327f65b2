"""kill -9 during append and batch append: nothing acknowledged is lost, nothing is torn.

A child records one entry, then a batch, and so on; what the call has returned, or what the command
has printed, is acknowledged over a pipe. Every fourth child does so through the command line. It is
killed at a random moment of its first few appends; then the ledger is read by the program as it is.
"""

import json
import random
import re
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from typing import Any

import servanda.cli.keeping
import servanda.cli.recording  # noqa: F401  imported before the fork, so that children need not
from faults.children import Child, Say, first_line, fork, kill, run
from faults.gate import Fault, Outcome
from faults.log_check import Followed, Line
from servanda.app.recording import Ledger
from servanda.cli.main import main
from servanda.domain.decide import Draft
from servanda.errors import ServandaError

RECORDER = "a recorder"
BATCH = 8
APPENDS = 6  # a child is killed within the time of about so many
BY_COMMAND = 4  # every fourth child uses the command line
READ_ALL = 200  # kills between two readings of the whole ledger
READY = "ready"


def drafts_of(name: str, size: int) -> list[Draft]:
    """A source, or a dialogue with commitments; each entry notes which part of which batch it is."""
    notes = [f"{name} {part}/{size}" for part in range(1, size + 1)]
    if size == 1:
        data = {"occurred": "2023-11-14", "titles": {"en": "Results of a round"}, "note": notes[0]}
        return [Draft("source-published", name, data)]
    established = {
        "occurred": "2010",
        "titles": {"en": "Consultations"},
        "kind": "consultations",
        "parties": ["JP", "FR"],
        "note": notes[0],
    }
    made = {"occurred": "2023-11-09", "text": "Share results of trials", "kind": "cooperate", "by": ["JP"]}
    return [
        Draft("dialogue-established", name, established),
        *(Draft("commitment-made", name, made | {"note": note}) for note in notes[1:]),
    ]


def _recording(path: Path, name: str) -> Callable[[Say], None]:
    def work(say: Say) -> None:
        with closing(Ledger.open(path)) as ledger:
            say(READY)
            for size, number in _turns():
                stored = ledger.record(drafts_of(f"{name}-{number}", size), RECORDER)
                for entry in stored:
                    say(f"#{entry.position} {entry.type} {entry.subject}")

    return work


def _commanding(path: Path, name: str) -> Callable[[Say], None]:
    def work(say: Say) -> None:
        file = path.with_name("drafts.jsonl")
        say(READY)
        for size, number in _turns():
            drafts = drafts_of(f"{name}-{number}", size)
            if size == 1:
                titles, note = "Results of a round", drafts[0].data["note"]
                command = ["record", "source-published", drafts[0].subject, "--occurred", "2023-11-14"]
                command += ["--title", titles, "--note", note]
            else:
                file.write_text("".join(f"{json.dumps(_written(draft))}\n" for draft in drafts))
                command = ["append", str(file)]
            with suppress(SystemExit):
                main([*command, "--ledger", str(path), "--recorded-by", RECORDER], standalone_mode=False)

    return work


def _written(draft: Draft) -> dict[str, Any]:
    return {"type": draft.type, "subject": draft.subject, "data": draft.data}


def _turns() -> Iterator[tuple[int, int]]:
    return ((BATCH if number % 2 else 1, number) for number in count())


def _seconds_for(work: Callable[[Say], None]) -> float:
    """How long a few appends of an undisturbed child take."""
    child = fork(work)
    first_line(child)
    started, said = time.monotonic(), 0
    while said < (BATCH + 1) * 2 - 1:
        first_line(child)
        said += 1
    taken = (time.monotonic() - started) / 4
    kill(child)
    return taken * APPENDS


def _killed(work: Callable[[Say], None], mutation: str, after: float) -> tuple[list[str], str]:
    child: Child = fork(work, mutation)
    ready = first_line(child)
    time.sleep(after)
    return kill(child), ready


def _run(folder: Path, kills: int, mutation: str) -> Outcome:
    path = folder / "servanda.db"
    run(lambda: Ledger.create(path, "kills").close(), mutation)
    lengths = [_seconds_for(way(path, f"measured-{n}")) for n, way in enumerate((_recording, _commanding))]
    log = Followed(path)
    log.new()
    chance = random.Random(kills)
    failures: list[str] = []
    inside = unheard = acknowledged = 0
    for number in range(1, kills + 1):
        by_command = number % BY_COMMAND == 0
        work = (_commanding if by_command else _recording)(path, f"kill-{number}")
        said, ready = _killed(work, mutation, chance.uniform(0, lengths[by_command]))
        inside += path.with_name(f"{path.name}-journal").exists()
        wrong, heard, found = _after(log, said, ready, first_reads=number % 2 == 0)
        acknowledged += heard
        unheard += found > heard
        if number % READ_ALL == 0 or number == kills:
            wrong += log.whole()
        failures += [f"kill {number}: {it}" for it in wrong]
        if mutation and failures:
            break  # noticed
    figures = (
        f"{acknowledged:,} entries acknowledged; {inside:,} kills with a transaction open, "
        f"{unheard:,} between commit and acknowledgement"
    )
    return Outcome(kills, failures, figures)


def _after(log: Followed, said: list[str], ready: str, *, first_reads: bool) -> tuple[list[str], int, int]:
    """What is wrong after a kill; how many entries were acknowledged, and how many are there."""
    wrong = [] if ready == READY else [f"the child said {ready!r}"]
    try:
        if not first_reads:
            Ledger.open(log.path).close()
        lines, found = log.new()
    except ServandaError as error:
        return [*wrong, f"the ledger does not open: {error}"], 0, 0
    acknowledged = [it for it in said if it.startswith("#")]
    wrong += found + [f"the child said {it!r}" for it in said if it not in acknowledged]
    there = {f"#{line.position} {line.type} {line.subject}" for line in lines}
    told = {" ".join(it.split()[:3]) for it in acknowledged}
    wrong += [f"{it} was acknowledged and is lost" for it in sorted(told - there)]
    return wrong + _torn(lines), len(told), len(there)


def _torn(lines: list[Line]) -> list[str]:
    parts: dict[str, list[int]] = {}
    sizes: dict[str, int] = {}
    for line in lines:
        batch, part, size = re.fullmatch(r"(\S+) (\d+)/(\d+)", line.note).groups()  # type: ignore[union-attr]
        parts.setdefault(batch, []).append(int(part))
        sizes[batch] = int(size)
    return [
        f"of the batch {batch} only the parts {found} are there"
        for batch, found in parts.items()
        if found != list(range(1, sizes[batch] + 1))
    ]


FAULT = Fault(
    name="kill -9 during append and batch append",
    gate="0 acknowledged entries lost, 0 torn, opens after each, verify clean",
    unit="kills",
    run=_run,
    full=1000,
    short=40,
    mutations=("acknowledge before commit", "a batch entry by entry", "nodes in a second transaction"),
)
