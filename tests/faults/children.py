"""Child processes that run the program, changed or not, and say over a pipe what was acknowledged."""

import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from faults import mutations

Say = Callable[[str], None]


class Child(NamedTuple):
    """A process of ours and the reading end of its pipe."""

    pid: int
    pipe: int


def fork(work: Callable[[Say], None], mutation: str = "") -> Child:
    """Run ``work`` in a child; what it is given says a line to the parent, unbuffered.

    A fork of a process that has imported the program already starts within milliseconds. No
    database may be open here: SQLite forbids a connection to cross a fork.
    """
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # The test runner has a thread that waits for orders; the child never comes back to it.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid:
        os.close(writing)
        return Child(pid, reading)
    os.close(reading)
    status = 3
    try:
        sys.stdout = sys.stderr = os.fdopen(os.dup(writing), "w", 1, encoding="utf-8")
        mutations.apply(mutation)
        work(lambda line: _say(writing, line))
        status = 0
    except BaseException as error:  # noqa: BLE001  whatever it is, the parent has to know
        with suppress(OSError):
            _say(writing, f"raised {type(error).__name__}: {str(error) or traceback.format_exc()}")
    finally:
        os._exit(status)


def _say(pipe: int, line: str) -> None:
    os.write(pipe, f"{' '.join(line.split())}\n".encode())


def first_line(child: Child) -> str:
    """What the child says first."""
    said = b""
    while not said.endswith(b"\n") and (byte := os.read(child.pipe, 1)):
        said += byte
    return said.decode().rstrip("\n")


def last_words(child: Child) -> list[str]:
    """All whole lines that are still to be read until the child is gone; it is gone then."""
    said = b""
    while block := os.read(child.pipe, 1 << 16):
        said += block
    os.close(child.pipe)
    os.waitpid(child.pid, 0)
    return said[: said.rfind(b"\n") + 1].decode().splitlines()


def kill(child: Child) -> list[str]:
    """kill -9, and what it had said by then."""
    os.kill(child.pid, signal.SIGKILL)
    return last_words(child)


def run(work: Callable[[], object], mutation: str = "") -> None:
    """Run ``work`` in a child to its end.

    Raises:
        RuntimeError: it failed, with what it said.
    """
    if said := last_words(fork(lambda _: work(), mutation)):
        raise RuntimeError(" ".join(said))
