"""`follow`: the entries on standard output, as they land."""

import math
import os
import re
import select
import signal
import stat
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from servanda.cli.options import LOCAL, ledger_option
from servanda.errors import InvalidInputError, LedgerError
from servanda.log.address import Address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from servanda.app.following import Mark, State
    from servanda.log.store import Stored

ENDING = (signal.SIGINT, signal.SIGTERM)
SHORTEST, LONGEST = 0.01, 3600.0


@click.command("follow", epilog="Example: servanda follow --from '#14' --no-wait")
@click.option(
    "--from",
    "first",
    metavar="ENTRY",
    help="The first entry to print, such as 14 or #14, or end for only what is new; default: 1.",
)
@click.option("--no-wait", is_flag=True, help="End with the last entry there is; do not wait for more.")
@click.option("--sequence", is_flag=True, help="Add the position of the entry to each line, as `sequence`.")
@click.option(
    "--state",
    type=LOCAL,
    metavar="FILE",
    help="Keep in FILE how far it got, and go on from there; --from counts while FILE is not there.",
)
@click.option(
    "--interval",
    metavar="SECONDS",
    default="0.5",
    show_default=True,
    help="How long to wait before looking again.",
)
@ledger_option
def follow_command(
    first: str | None, no_wait: bool, sequence: bool, state: Path | None, interval: str, ledger: Address
) -> None:
    """Print the entries as lines, and more as they are recorded.

    A line is an entry as it is stored, byte for byte, in the order of the log; with --sequence it has
    one attribute more. Ctrl-C or SIGTERM ends the command after the line at hand, with exit code 0.

    With --state, started again after it was killed, it prints each entry at least once, in order:
    at most a thousand come again. What a program has to do that reads the lines and may be killed
    itself, docs/follow.md says.
    """
    from servanda.app.following import State, before, follow
    from servanda.log.ledger_file import LOCK_TIMEOUT
    from servanda.log.opening import open_tail

    begin, seconds = _first(first), _seconds(interval)
    patience = LOCK_TIMEOUT if no_wait else math.inf
    with _told_to_end() as told, closing(open_tail(ledger, seconds, patience)) as tail:
        kept = State(state) if state else None
        mark = (kept and kept.mark()) or before(tail, begin)
        end, out = tail.end(), _Output()
        if kept:
            # At once: what is new, is new from now on, also if it is killed before anything is.
            kept.keep(mark)
        _say_where(ledger, mark, end, wait=not no_wait)
        with out.ending_quietly():
            for batch in follow(tail, mark, wait=not no_wait):
                with told.finishing():
                    _print(batch, out, told, kept, sequence=sequence)
                if told.to_end or out.is_closed():
                    return


def _print(
    batch: "Sequence[Stored]", out: "_Output", told: "_Told", kept: "State | None", *, sequence: bool
) -> None:
    """Print entries, and keep how far it got, until told to end."""
    from servanda.app.following import mark_of, numbered

    printed = None
    for entry in batch:
        if told.to_end:
            break
        out.write(numbered(entry) if sequence else entry.line)
        printed = entry
    if kept and printed:
        out.sync()
        kept.keep(mark_of(printed))


def _say_where(ledger: Address, mark: "Mark", end: int, *, wait: bool) -> None:
    """Say where it begins, if that is not to be expected or a person is watching."""
    from servanda.cli.printing import say

    first = mark.position + 1
    if first > end + 1 and not mark.id:
        say(f"The log ends at #{end}, {'waiting for' if wait else 'before'} #{first}.", err=True)
    elif wait and sys.stderr.isatty():
        say(f"Following {ledger} from #{first} on; Ctrl-C ends it.", err=True)


def _first(text: str | None) -> int | None:
    """The position at which to begin; None for the end."""
    if text == "end":
        return None
    found = re.fullmatch("#?0*([1-9][0-9]{0,14})", "1" if text is None else text, re.ASCII)
    if not found:
        msg = f"--from: {text!r} is not the position of an entry"
        raise InvalidInputError(msg, "Accepted: a number from 1 on, such as 14 or #14, or end.")
    return int(found[1])


def _seconds(text: str) -> float:
    number = float(text) if re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,6})?", text, re.ASCII) else 0.0
    if not SHORTEST <= number <= LONGEST:
        msg = f"--interval: {text!r} is not a number of seconds"
        raise InvalidInputError(msg, f"Accepted: from {SHORTEST} to {LONGEST:.0f}, such as 0.5.")
    return number


class _Told:
    """Whether the command was told to end.

    It ends at once, but finishes first what it says it is finishing, unless it is told again.
    """

    def __init__(self) -> None:
        self.to_end = False
        self._finishing = False

    def __call__(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002  the system's signature
        if self.to_end or not self._finishing:
            raise SystemExit(0)
        self.to_end = True

    @contextmanager
    def finishing(self) -> "Iterator[None]":
        """What is done here is finished, and `to_end` says that nothing more is wanted."""
        self._finishing = True
        yield
        self._finishing = False


@contextmanager
def _told_to_end() -> "Iterator[_Told]":
    told = _Told()
    # A shell lets what runs in the background ignore Ctrl-C, and that is left so.
    heeded = [number for number in ENDING if signal.getsignal(number) != signal.SIG_IGN]
    before = {number: signal.signal(number, told) for number in heeded}
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Output:
    """Standard output, a whole line at a time."""

    def __init__(self) -> None:
        if sys.stdout is None:
            msg = "standard output is closed"
            raise InvalidInputError(msg, "Give the command a file or a program to print to.")
        self._out = sys.stdout.buffer
        self._shown = _shown if sys.stdout.isatty() else bytes
        try:
            self._descriptor = self._out.fileno()
            self._is_file = stat.S_ISREG(os.fstat(self._descriptor).st_mode)
        except OSError:  # of a caller that keeps in memory what is printed
            self._descriptor, self._is_file = -1, False
        if self._is_file and self._is_torn():
            self._out.write(b"\n")

    def write(self, line: bytes) -> None:
        """Print a line and its end; whoever reads it has it then, or the system for him."""
        self._out.write(self._shown(line) + b"\n")
        self._out.flush()

    def sync(self) -> None:
        """Return when what was printed outlasts a power failure, where it goes into a file."""
        if self._is_file:
            os.fsync(self._descriptor)

    def is_closed(self) -> bool:
        """Whether nobody reads any more."""
        if self._descriptor < 0 or self._is_file or not hasattr(select, "poll"):
            return False
        poll = select.poll()
        poll.register(self._descriptor, 0)
        return bool(poll.poll(0))

    @contextmanager
    def ending_quietly(self) -> "Iterator[None]":
        """End without a word where nobody reads any more; other trouble with the output is an error."""
        try:
            yield
        except BrokenPipeError:
            self._drop()
        except OSError as error:
            self._drop()
            msg = f"standard output cannot be written: {error.strerror}"
            raise LedgerError(
                msg, "Make room or print elsewhere; then go on from the last whole line."
            ) from None
        except SystemExit:
            self._drop()
            raise

    def _is_torn(self) -> bool:
        """Whether the file ends in the midst of a line, after somebody was killed.

        The descriptor need not be one to read from; where the system does not open it anew, as Linux does,
        this cannot be told.
        """
        try:
            with open(f"/dev/fd/{self._descriptor}", "rb") as file:  # noqa: PTH123
                file.seek(-1, os.SEEK_END)
                return file.read(1) != b"\n"
        except OSError:
            return False

    def _drop(self) -> None:
        """Leave nothing that Python would try to print when it ends."""
        if self._descriptor >= 0:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._descriptor)
            os.close(nowhere)


def _shown(line: bytes) -> bytes:
    from servanda.presentation.visible import visible

    return visible(line.decode("utf-8", "replace")).encode()
