"""`make bench`: what the program costs against what it could not do without, as ratios of one run.

    python benchmarks/run.py [--size 1000000] [--write] [NAME…]

A name is that of a module in `measures`, such as ``bulk``. Exit code 1: a gate was missed.
"""

import argparse
import importlib
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from measures.figures import MISSED, table
from measures.ledgers import Bench

MODULES = ("processes", "appends", "bulk", "questions", "writers")
README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- table: begin -->\n", "\n<!-- table: end -->"
LARGE = 200_000
"""From this size on, what goes over the whole log is measured once; it takes long enough."""


def main() -> int:
    """Measure what is asked for; the exit code."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--size", type=int, default=20_000, help="entries of the large ledger (20000)")
    asked.add_argument("--repeat", type=int, help="how often what takes long is measured")
    asked.add_argument("--runs", type=int, default=11, help="how often a short process is measured (11)")
    asked.add_argument("--write", action="store_true", help=f"also write the table into {README.name}")
    asked.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(MODULES)}; default: all")
    given = asked.parse_args()
    if unknown := [name for name in given.names if name not in MODULES]:
        asked.error(f"there is no {unknown[0]!r}; there are {', '.join(MODULES)}")
    if given.write and given.names:
        asked.error("--write is for the whole table")
    repeat = given.repeat or (1 if given.size >= LARGE else 3)
    measures = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench = Bench(Path(folder), given.size, repeat, given.runs)
        for name in given.names or MODULES:
            began = perf_counter()
            measures += importlib.import_module(f"measures.{name}").measure(bench)
            print(f"{name}: {perf_counter() - began:,.0f} s", file=sys.stderr, flush=True)
    found = f"{given.size:,} entries, {repeat} × and {given.runs} × measured\n\n{table(measures)}"
    print(found)
    if given.write:
        write(README, found)
    return int(any(measure.verdict == MISSED for measure in measures))


def write(readme: Path, found: str) -> None:
    """Put a table between the marks of a file."""
    before, _, rest = readme.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        sys.exit(f"{readme} has no marks for the table")
    readme.write_text(f"{before}{BEGIN}{found}{END}{after}", "utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
