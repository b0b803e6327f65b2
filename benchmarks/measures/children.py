"""Processes of their own: how long they take, and how much memory they hold at most.

What a child is told of its memory begins with that of the process it was forked from (``ru_maxrss``
survives `exec`), so children are started by a process that holds next to nothing: this file, run as
a script without site packages. It also keeps the time, from before the start to after the end.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Run(NamedTuple):
    """A finished process: seconds, megabytes at the most, what it printed."""

    seconds: float
    peak: float
    out: str


class ChildError(Exception):
    """A process that ended otherwise than expected."""


def run(command: list[str], *, codes: tuple[int, ...] = (0,)) -> Run:
    """Run a command to its end.

    Args:
        command: the program and its arguments.
        codes: exit codes that are fine.

    Raises:
        ChildError: another exit code, with what the process said.
    """
    starter = [sys.executable, "-S", "-E", __file__, *command]
    done = subprocess.run(starter, capture_output=True, text=True, check=False)  # noqa: S603  our own commands
    if done.returncode:
        raise ChildError(done.stderr)
    said = json.loads(done.stdout)
    if said["code"] not in codes:
        msg = f"{' '.join(command)} ended with {said['code']}: {said['err'][-2000:]}"
        raise ChildError(msg)
    return Run(said["seconds"], said["peak"] / 1024, said["out"])


def servanda(*arguments: str | Path) -> list[str]:
    """The command line of the program that this interpreter has, as a user starts it."""
    script = Path(sys.executable).with_name("servanda")
    begin = [str(script)] if script.exists() else [sys.executable, "-m", "servanda"]
    return [*begin, *map(str, arguments)]


def python(code: str) -> list[str]:
    """The command line of a baseline: this interpreter and a line of code."""
    return [sys.executable, "-c", code]


def in_turn(*commands: list[str], times: int) -> list[list[float]]:
    """The seconds of each command, all of them run in turn so many times, after once for warmth."""
    for command in commands:
        run(command)
    rounds = [[run(command).seconds for command in commands] for _ in range(times)]
    return [list(seconds) for seconds in zip(*rounds, strict=True)]


def _start() -> None:
    """Run the command of the arguments; print what became of it."""
    from tempfile import TemporaryFile  # noqa: PLC0415  only the starter
    from time import perf_counter  # noqa: PLC0415

    with TemporaryFile() as out, TemporaryFile() as err:
        began = perf_counter()
        process = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=out, stderr=err)  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        said = []
        for stream in (out, err):
            stream.seek(0)
            said.append(stream.read().decode("utf-8", "replace"))
    found = {
        "seconds": seconds,
        "peak": usage.ru_maxrss,
        "code": process.returncode,
        "out": said[0],
        "err": said[1],
    }
    print(json.dumps(found))


if __name__ == "__main__":
    _start()
