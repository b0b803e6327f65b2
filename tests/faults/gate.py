"""A fault that the ledger is put through, and the gate it has to pass."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Outcome(NamedTuple):
    """What came of it.

    Attributes:
        tried: how many faults were caused.
        failures: a sentence for each time the gate was not passed; empty when it held.
        figures: what else was measured, as printed.
    """

    tried: int
    failures: list[str]
    figures: str


class Fault(NamedTuple):
    """A fault in the table of `make faults`.

    Attributes:
        name: what is done to the ledger.
        gate: what has to hold.
        unit: what is counted, such as ``kills``.
        run: causes the fault: in an empty folder, so many times, with the program as it is ("") or
            with one of the mutations.
        full: how many times in `make faults`.
        short: how many times in `make test`.
        mutations: names of changes to the program, each of which must make the gate fail.
    """

    name: str
    gate: str
    unit: str
    run: Callable[[Path, int, str], Outcome]
    full: int
    short: int
    mutations: tuple[str, ...]
