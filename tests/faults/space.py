"""Full disk and I/O errors: a command meets one anywhere, says so, harms nothing, and works afterwards.

Four ways to cause them: a step that SQLite takes fails once, or all do from then on (`faults.vfs`, and
a sync of a file that the program writes itself); no file may grow beyond a size (RLIMIT_FSIZE); a small
file system of its own is full but for some pages (tmpfs, in a mount namespace of the process, where
the system allows it).
"""

import errno
import os
import resource
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from unittest.mock import patch

import click

from faults import children, tmpfs
from faults.gate import Fault, Outcome
from faults.harm import JOURNALS, LEDGER, Command, commands, prepared, wrong_after
from faults.vfs import Happen, Step, sqlite_watched, watched
from servanda.cli.main import main
from servanda.log import files, ledger_file
from servanda.log.sqlite import SQLiteLog

SEED = 4
PAGE = 4096
STEP, LIMIT, FULL = "failing step", "size limit", "full file system"
WAYS = (STEP, STEP, LIMIT, FULL)
BALLAST = "ballast"
LIMITED = "no file may grow beyond {} bytes"


class Failing:
    """The hook that lets the step ``number`` fail, and with ``stays`` what comes after it."""

    def __init__(self, number: int, how: str, *, stays: bool) -> None:
        self.taken = 0
        self._number, self._how, self._stays = number, how, stays

    def __call__(self, step: Step, happen: Happen) -> int:
        self.taken += 1
        code = self._code(step)
        due = self.taken == self._number or (self._stays and self.taken > self._number)
        if not due or code is None:
            return happen()
        # A file is deleted before its folder is synced, and a write may have come half the way.
        if code == sqlite3.SQLITE_IOERR_DIR_FSYNC:
            happen()
        elif step.kind == "write" and self._number % 2:
            happen(len(step.data) // 2)
        return code

    def _code(self, step: Step) -> int | None:
        if self._how == "ENOSPC":
            return {"write": sqlite3.SQLITE_FULL, "open": sqlite3.SQLITE_CANTOPEN if step.new else None}.get(
                step.kind
            )
        return {
            "write": sqlite3.SQLITE_IOERR_WRITE,
            "sync": sqlite3.SQLITE_IOERR_FSYNC,
            "truncate": sqlite3.SQLITE_IOERR_TRUNCATE,
            "delete": sqlite3.SQLITE_IOERR_DIR_FSYNC if step.folder else sqlite3.SQLITE_IOERR_DELETE,
        }.get(step.kind)


Steps = Callable[[str, Command], int]
"""How many steps a command takes in a journal mode."""


class Cause(NamedTuple):
    """How a fault is caused, told, and ended before the ledger is looked at."""

    told: str
    in_child: Callable[[], Any]
    """Gives what causes it, to be entered in the child process."""


def run(folder: Path, times: int, mutation: str) -> Outcome:
    """Cause so many faults, in two processes."""
    sqlite_watched()
    base = folder / "base"
    base.mkdir()
    for journal in JOURNALS:
        prepared(base / journal, JOURNALS[journal])
    for command in commands():  # imported once, not in each child
        main.get_command(click.Context(main), command.arguments[0])

    def work(numbers: range, say: children.Say) -> None:
        own = folder / f"own-{numbers.start}"
        why_not = tmpfs.mount(own)
        ways = [way for way in WAYS if not (why_not and way == FULL)]
        if why_not:
            say(f"skipped {why_not}")
        steps = cache(lambda journal, command: _steps(base / journal, own / "counted", journal, command))
        for number in numbers:
            for line in dict.fromkeys(_fault(number, base, own, ways, steps, mutation)):
                say(line)
            say("done")

    halves = [range(times // 2), range(times // 2, times)]
    running = [children.fork(partial(work, half)) for half in halves]
    said = [line for child in running for line in children.last_words(child)]
    skipped = {line.removeprefix("skipped ") for line in said if line.startswith("skipped ")}
    figures = f"{said.count('exit 2')} refused, {said.count('exit 0')} done all the same"
    failures = [line for line in said if not line.startswith(("done", "exit ", "skipped "))]
    return Outcome(said.count("done"), failures, "; ".join([figures, *skipped]))


def _fault(number: int, base: Path, own: Path, ways: list[str], steps: Steps, mutation: str) -> Iterator[str]:
    """Cause one fault; the exit code, and what is wrong after it."""
    random, every = Random(f"{SEED} {number}"), commands()
    turn, kind = divmod(number, len(every))
    command, journal = every[kind], list(JOURNALS)[turn % 2]
    way = ways[(kind + turn // 2) % len(ways)]
    place = own / "work"
    shutil.copytree(base / journal, place)
    cause = _cause(way, random, place, steps(journal, command) if way == STEP else 0)
    said, code = _run(place, journal, command, cause.in_child, mutation)
    (own / BALLAST).unlink(missing_ok=True)
    yield f"exit {code}"
    again = partial(_run, place, journal)
    for wrong in wrong_after(command, place, base / journal, said, code, again):
        yield f"fault {number}, {journal}, {command.name}, {cause.told}: {wrong}"
    shutil.rmtree(place)


def _cause(way: str, random: Random, place: Path, steps: int) -> Cause:
    if way == STEP:
        number, how, stays = random.randint(1, steps), random.choice(("ENOSPC", "EIO")), random.random() < 0.5
        told = f"{how} at step {number} of {steps}{' and after' if stays else ''}"
        return Cause(told, lambda: _failing(Failing(number, how, stays=stays)))
    if way == LIMIT:
        most = _some(random, int(1.5 * (place / LEDGER).stat().st_size))
        return Cause(LIMITED.format(most), lambda: _limited(most))
    free = _some(random, 80)
    tmpfs.fill(place.parent / BALLAST, free * PAGE)
    return Cause(f"{free} pages free", _nothing)


def _some(random: Random, most: int) -> int:
    """A number below another, of any order of magnitude: some files are small."""
    return int(most ** random.random()) - 1


@contextmanager
def _failing(hook: Failing) -> Iterator[None]:
    fsync = os.fsync

    def sync(number: int) -> None:
        if hook(Step("sync", str(number)), lambda _=None: 0):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        fsync(number)

    with watched(hook), patch.object(os, "fsync", sync):
        yield


@contextmanager
def _limited(most: int) -> Iterator[None]:
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))  # Python ignores SIGXFSZ
    yield


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def _steps(base: Path, work: Path, journal: str, command: Command) -> int:
    """How many steps a command takes."""
    shutil.copytree(base, work)
    counted = work / "counted"
    hook = Failing(0, "", stays=False)

    @contextmanager
    def counting() -> Iterator[None]:
        with suppress(SystemExit), _failing(hook):
            yield
        counted.write_text(str(hook.taken))

    _run(work, journal, command, counting)
    taken = int(counted.read_text())
    shutil.rmtree(work)
    return taken


def _run(
    place: Path,
    journal: str,
    command: Command,
    cause: Callable[[], Any] = _nothing,
    mutation: str = "",
) -> tuple[list[str], int]:
    """Run a command in a child process; what it printed, and its exit code."""

    def work(say: children.Say) -> None:
        if mutation in MUTATIONS:
            MUTATIONS[mutation]()
        os.chdir(place)
        code: Any = 0
        with patch.object(ledger_file, "wal_is_sound", lambda _: JOURNALS[journal]):
            try:
                with cause():
                    main(list(command.arguments), prog_name="servanda")
            except SystemExit as left:
                code = left.code
        say(f"exit {code or 0}")

    *said, last = children.last_words(children.fork(work, "" if mutation in MUTATIONS else mutation)) or [""]
    if not last.startswith("exit "):
        return [*said, last], -1
    return said, int(last[5:])


def _errors_swallowed() -> None:
    append = SQLiteLog.append

    def swallowing(*arguments: Any) -> Any:
        with suppress(ledger_file.LedgerError):
            return append(*arguments)
        return []

    SQLiteLog.append = swallowing  # type: ignore[method-assign]


def _written_in_place() -> None:
    """What is written beside the ledger is written under its name at once."""
    files.replacing = files.creating = contextmanager(lambda path: (yield path))


MUTATIONS: dict[str, Callable[[], None]] = {
    "errors swallowed": _errors_swallowed,
    "written in place": _written_in_place,
}

FAULT = Fault(
    name="full disk (file-size limit and small tmpfs), EIO and ENOSPC injected",
    gate="clear error, ledger intact, work continues when space returns",
    unit="faults",
    run=run,
    full=800,
    short=40,
    mutations=tuple(MUTATIONS),
)
