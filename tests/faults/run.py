"""`make faults`: every fault in full, its figures, and the proof that each gate can fail.

    python tests/faults/run.py [--short] [NAME…]

A name is that of a module here, such as ``kills``. Exit code 1: a gate failed, or let a mutation pass.
"""

import argparse
import importlib
import sys
import tempfile
import time
import unittest
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from faults.gate import Fault

MODULES = (
    "kills",
    "writers",
    "power",
    "space",
    "flips",
    "tampering",
    "hostile",
    "clock",
    "following",
    "following_server",
)
HEADINGS = ("fault", "tried", "figures", "gate", "", "seconds")
SHOWN = 10


class Row(NamedTuple):
    """A line of the table, and what was wrong."""

    cells: tuple[str, ...]
    failures: list[str]


def there() -> dict[str, Fault]:
    """The faults by the name of their module, in the order of the table."""
    here = Path(__file__).parent
    names = [name for name in MODULES if (here / f"{name}.py").exists()]
    return {name: importlib.import_module(f"faults.{name}").FAULT for name in names}


def put_through(fault: Fault, count: int) -> Row:
    """Cause a fault so many times."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        outcome = fault.run(Path(folder), count, "")
    failures = list(outcome.failures)
    if outcome.tried < count:
        failures.append(f"{outcome.tried} {fault.unit} were tried, not {count}")
    verdict = "FAILED" if failures else "held"
    seconds = f"{time.monotonic() - started:.1f}"
    cells = (fault.name, f"{outcome.tried:,} {fault.unit}", outcome.figures, fault.gate, verdict, seconds)
    return Row(cells, failures)


def unnoticed(fault: Fault) -> list[str]:
    """The mutations that a short run does not notice."""
    missed = []
    for mutation in fault.mutations:
        with tempfile.TemporaryDirectory(prefix="faults-") as folder:
            noticed = fault.run(Path(folder), fault.short, mutation).failures
        say(f"  mutation {mutation}: {noticed[0] if noticed else 'NOT NOTICED'}")
        if not noticed:
            missed.append(f"mutation {mutation} was not noticed")
    return missed


def judged(name: str, short: bool) -> tuple[Row, list[str]]:
    """The row of a fault, and all that is wrong with it or with its gate."""
    fault = there()[name]
    count = fault.short if short else fault.full
    say(f"{name}: {fault.name}: {count:,} {fault.unit}")
    try:
        row = put_through(fault, count)
    except unittest.SkipTest as reason:
        cells = (fault.name, f"0 {fault.unit}", "", fault.gate, "NOT RUN", "0")
        return Row(cells, []), [f"{name}: not run: {reason}"]
    say(f"  {row.cells[4]} after {row.cells[5]} s; {row.cells[2]}")
    for failure in row.failures[:SHOWN]:
        say(f"  {failure}")
    return row, [f"{name}: {failure}" for failure in [*row.failures, *unnoticed(fault)]]


def say(text: str) -> None:
    """Progress, beside the table."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201  a script that prints


def table(rows: list[tuple[str, ...]]) -> str:
    """The rows as Markdown."""
    lines = [HEADINGS, ("---",) * len(HEADINGS), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> int:
    """Run what is asked for; the exit code."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--short", action="store_true", help="as few as `make test` does")
    asked.add_argument("name", nargs="*", help=f"of {', '.join(MODULES)}; default: all")
    given = asked.parse_args()
    faults = there()
    if unknown := [name for name in given.name if name not in faults]:
        asked.error(f"there is no fault {unknown[0]!r}; there are {', '.join(faults)}")
    rows, wrong = [], []
    for name in given.name or faults:
        # A process for each: what one leaves in memory is not counted as the next one's.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            row, failures = pool.submit(judged, name, given.short).result()
        rows.append(row.cells)
        wrong += failures
    print(table(rows))  # noqa: T201
    for failure in wrong[: SHOWN * len(rows)]:
        say(failure)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
