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
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from unittest.mock import patch

from faults import children, tmpfs
from faults.gate import Fault, Outcome
from faults.harm import JOURNALS, LEDGER, Command, commands, prepared, wrong_after
from faults.vfs import Happen, Step, watched
from servanda.cli.main import main
from servanda.log import files, ledger_file
from servanda.log.sqlite import SQLiteLog

SEED = 4
PAGE = 4096
WAYS = ("failing step", "failing step", "size limit", "full file system")
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


class Cause(NamedTuple):
    """How a fault is caused, told, and ended before the ledger is looked at."""

    told: str
    in_child: Callable[[], Any]
    """Gives what causes it, to be entered in the child process."""


def run(folder: Path, times: int, mutation: str) -> Outcome:
    """Cause so many faults, in two processes."""
    base = folder / "base"
    base.mkdir()
    for journal in JOURNALS:
        _in_child(lambda journal=journal: prepared(base / journal, JOURNALS[journal]))  # type: ignore[misc]
    steps = {
        (journal, command.name): _steps(base / journal, folder / "counted", journal, command)
        for journal in JOURNALS
        for command in commands()
    }

    def work(numbers: range, say: children.Say) -> None:
        small, why_not = tmpfs.mounted(folder / f"small-{numbers.start}")
        if why_not:
            say(f"skipped {why_not}")
        for number in numbers:
            for line in _fault(number, base, folder / f"work-{numbers.start}", small, steps, mutation):
                say(line)
            say("done")

    halves = [range(times // 2), range(times // 2, times)]
    running = [children.fork(partial(work, half)) for half in halves]
    said = [line for child in running for line in children.last_words(child)]
    done, skipped = said.count("done"), {line for line in said if line.startswith("skipped ")}
    codes = [sum(line == f"exit {code}" for line in said) for code in (0, 2)]
    figures = f"refused {codes[1]}, survived {codes[0]}, steps to fail {sum(steps.values()):,}"
    other = [line for line in said if line != "done" and line not in skipped and not line.startswith("exit ")]
    return Outcome(done, other, "; ".join([figures, *sorted(line[8:] for line in skipped)]))


def _fault(
    number: int, base: Path, work: Path, small: Path | None, steps: dict[Any, int], mutation: str
) -> Iterator[str]:
    """Cause one fault; the exit code, and what is wrong after it."""
    random = Random(f"{SEED} {number}")
    command = commands()[number % len(commands())]
    journal = list(JOURNALS)[number // len(commands()) % len(JOURNALS)]
    way = WAYS[number // (len(commands()) * len(JOURNALS)) % len(WAYS)]
    if way == "full file system" and small is None:
        way = "size limit"
    place = small / "work" if way == "full file system" and small else work
    shutil.copytree(base / journal, place)
    cause = _cause(way, random, place, steps[journal, command.name])
    said, code = _run(place, journal, command, cause.in_child, mutation)
    if small:
        (small / "ballast").unlink(missing_ok=True)
    yield f"exit {code}"
    again = partial(_run, place, journal)
    for wrong in wrong_after(command, place, base / journal, said, code, again):
        yield f"fault {number}, {journal}, {command.name}, {cause.told}: {wrong}"
    shutil.rmtree(place)


def _cause(way: str, random: Random, place: Path, steps: int) -> Cause:
    if way == "failing step":
        number, how, stays = random.randint(1, steps), random.choice(("ENOSPC", "EIO")), random.random() < 0.5
        told = f"{how} at step {number} of {steps}{' and after' if stays else ''}"
        return Cause(told, lambda: _failing(Failing(number, how, stays=stays)))
    if way == "size limit":
        most = random.randrange(int(1.5 * (place / LEDGER).stat().st_size))
        return Cause(LIMITED.format(most), lambda: _limited(most))
    free = random.randrange(80)
    tmpfs.fill(place.parent / "ballast", free * PAGE)
    return Cause(f"{free} pages free", _nothing)


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


def _in_child(work: Callable[[], None]) -> None:
    said = children.last_words(children.fork(lambda _: work()))
    assert not said, said


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
