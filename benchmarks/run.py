"""`make bench`: what the program costs against what it could not do without, as ratios of one run.

    python benchmarks/run.py [--size 1000000] [--write] [NAME…]

A name is that of a module in `measures`, such as ``bulk``. Exit code 1: a gate was missed.
"""

import argparse
import importlib
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from time import perf_counter

from measures.figures import MISSED, Measure, table
from measures.ledgers import Bench
from measures.stores import store

MODULES = ("processes", "appends", "bulk", "questions", "writers")
README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- {}: begin -->\n", "\n<!-- {}: end -->"
QUICK, LARGE = 5_000, 200_000
"""Up to the one size all is measured as little as it takes to see that it works; from the other one
on, what goes over the whole log is measured once, and takes long enough."""


def main() -> int:
    """Measure what is asked for; the exit code."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--size", type=int, default=20_000, help="entries of the large ledger (20000)")
    asked.add_argument("--store", choices=("sqlite", "postgres"), default="sqlite", help="(sqlite)")
    asked.add_argument("--loaded", default="", help="a ledger that has the large log already")
    asked.add_argument("--repeat", type=int, help="how often what takes long is measured")
    asked.add_argument("--runs", type=int, help="how often a short process is measured")
    asked.add_argument("--write", action="store_true", help=f"also write the table into {README.name}")
    asked.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(MODULES)}; default: all")
    given = asked.parse_args()
    if unknown := [name for name in given.names if name not in MODULES]:
        asked.error(f"there is no {unknown[0]!r}; there are {', '.join(MODULES)}")
    if given.write and given.names:
        asked.error("--write is for the whole table")
    repeat = given.repeat or (3 if QUICK < given.size < LARGE else 1)
    runs = given.runs or (11 if given.size > QUICK else 3)
    with (
        tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder,
        closing(store(given.store, Path(folder))) as kept,
    ):
        bench = Bench(kept, Path(folder), given.size, repeat, runs, given.loaded)
        measures = [measure for name in given.names or MODULES for measure in _measured(name, bench)]
        title = f"{given.size:,} entries; {kept.durability()}; measured {repeat} ×, short processes {runs} ×."
    found = f"{title}\n\n{table(measures)}"
    print(found)
    if given.write:
        write(README, given.store, found)
    return int(any(measure.verdict == MISSED for measure in measures))


def _measured(name: str, bench: Bench) -> list[Measure]:
    began = perf_counter()
    found: list[Measure] = importlib.import_module(f"measures.{name}").measure(bench)
    print(f"{name}: {perf_counter() - began:,.0f} s", file=sys.stderr, flush=True)
    return found


def write(readme: Path, kind: str, found: str) -> None:
    """Put a table between the marks of a file that are for its store."""
    begin, end = (mark.format(kind) for mark in (BEGIN, END))
    before, begun, rest = readme.read_text("utf-8").partition(begin)
    _, ended, after = rest.partition(end)
    if not (begun and ended):
        sys.exit(f"{readme} has no marks for the table of {kind}")
    readme.write_text(f"{before}{begin}{found}{end}{after}", "utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
