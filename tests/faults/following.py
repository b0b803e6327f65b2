"""kill -9 of a follower while four processes record: each entry is printed, in order, none missing.

The follower appends to a file, keeps a state, and is slow: it writes each line in two parts. It is
killed at random moments and started again; the last one comes to the end of the log. Another program
holds a read transaction open now and then. `faults.following_server` does the same on a server.
"""

import random
import sqlite3
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from faults import writers
from faults.children import Say, fork, kill, last_words, run
from faults.gate import Fault, Outcome
from servanda.cli import following
from servanda.cli.main import main
from servanda.log import lines
from servanda.log.address import Address, Server
from servanda.log.metadata import head_position
from servanda.log.opening import connect, moment

PRINTED = "entries.jsonl"
WRITING = (0, 1, 4, 5)  # two in the same dialogues, two on their own
FEWEST = 10  # kills
LIFE = (0.0, 0.3)  # seconds of a follower after it has begun to print
PATIENCE = 2.0  # seconds until it is killed, also if it has not
PART = 0.001  # seconds after each part of a line
BATCH = 50  # entries between two states
HELD, LEFT = 0.2, 2.0  # seconds of a read transaction, and between two


def _following(ledger: Address, folder: Path, *arguments: str) -> Callable[[Say], None]:
    state, printed = folder / "followed", folder / PRINTED
    named = ledger.url if isinstance(ledger, Server) else str(ledger)
    command = ["follow", "--interval", "0.01", "--state", str(state), *arguments, "--ledger", named]

    def work(_: Say) -> None:
        following._Output.write = _in_two_parts  # type: ignore[method-assign]
        lines.BATCH = BATCH
        told = sys.stdout
        with printed.open("a", encoding="utf-8") as sys.stdout:
            main(command, standalone_mode=False)
        sys.stdout = told

    return work


def _in_two_parts(self: Any, line: bytes) -> None:
    """As a system may write that ends the process meanwhile."""
    half = len(line) // 2
    for part in (line[:half], line[half:] + b"\n"):
        self._out.write(part)
        self._out.flush()
        time.sleep(PART)


def _holding(ledger: Address) -> Callable[[Say], None]:
    """Another reader, until it is ended."""

    def work(_: Say) -> None:
        with closing(connect(ledger)) as rows:
            while True:
                with suppress(sqlite3.Error), moment(rows):
                    head_position(rows)
                    time.sleep(HELD)
                time.sleep(LEFT)

    return work


def _run(folder: Path, entries: int, mutation: str) -> Outcome:
    return followed(folder / "servanda.db", folder, entries, mutation)


def followed(
    ledger: Address, folder: Path, entries: int, mutation: str, slowly: Callable[[], None] = lambda: None
) -> Outcome:
    """What came of following a new ledger.

    Args:
        ledger: where to make it.
        folder: where to keep what is printed.
        entries: how many are recorded.
        mutation: of the follower.
        slowly: makes the appends of one of the writers slow, called in its process.
    """
    each = -(-entries // len(WRITING))
    run(lambda: writers._begin(ledger, each))
    printed = folder / PRINTED
    chance, failures, kills = random.Random(entries), list[str](), 0
    holding = fork(_holding(ledger))
    writing = [fork(_writing(ledger, writer, each, slowly)) for writer in WRITING]
    with ThreadPoolExecutor(len(WRITING)) as pool:  # a full pipe would hold its writer up
        said = [pool.submit(last_words, child) for child in writing]
        while kills < FEWEST or not all(it.done() for it in said):
            before, follower = _size(printed), fork(_following(ledger, folder), mutation)
            _wait_until(lambda before=before: _size(printed) > before)  # type: ignore[misc]
            time.sleep(chance.uniform(*LIFE))
            failures += [f"the follower said {line!r}" for line in kill(follower)]
            kills += 1
    kill(holding)
    shown = [line for it in said for line in it.result() if not line.startswith(("#", "append "))]
    failures += [f"a writer was shown {line!r}" for line in shown]
    last = last_words(fork(_following(ledger, folder, "--no-wait"), mutation))
    failures += [f"the follower said {line!r}" for line in last]
    with closing(connect(ledger)) as rows:
        log = [entry.line for entry in lines.Lines(rows).read()]
    wrong, figures = _compared(printed.read_bytes(), log, kills)
    if len(log) < entries:
        wrong.append(f"{len(log)} entries are in the log, not {entries}")
    return Outcome(entries, failures + wrong, f"{kills:,} kills; {figures}")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _wait_until(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not happened() and time.monotonic() < until:
        time.sleep(0.002)


def _writing(ledger: Address, writer: int, each: int, slowly: Callable[[], None]) -> Callable[[Say], None]:
    def work(say: Say) -> None:
        if writer == WRITING[-1]:
            slowly()
        writers._writing(ledger, writer, each)(say)

    return work


def _compared(printed: bytes, log: list[bytes], kills: int) -> tuple[list[str], str]:
    """What is wrong with what was printed, and how much of it came twice or in part."""
    *ended, rest = printed.split(b"\n")
    known = set(log)
    parts = [line for line in ended if line not in known]
    whole = [line for line in ended if line in known]
    first = dict.fromkeys(whole)  # in the order in which they appeared
    wrong = [f"{part[-80:]!r} is not the beginning of an entry" for part in parts if not _begins(part, log)]
    if rest:
        wrong.append("the last line has no end")
    if len(parts) > kills:
        wrong.append(f"{len(parts)} lines are cut off by {kills} kills")
    wrong += [f"#{position} is missing" for position, line in enumerate(log, start=1) if line not in first]
    if not wrong and list(first) != log:
        wrong.append("the order is not that of the log")
    again = len(whole) - len(first)
    return wrong, f"{len(parts):,} lines cut off, {again:,} printed again, {len(first):,} in all"


def _begins(part: bytes, log: list[bytes]) -> bool:
    return any(line.startswith(part) for line in log)


FAULT = Fault(
    name="kill -9 of a follower while four processes record",
    gate="each entry printed, byte for byte, first seen in the order of the log, 0 missing",
    unit="entries",
    run=_run,
    full=6000,
    short=300,
    mutations=("a state ahead of the lines", "a cut line gone on with"),
)
