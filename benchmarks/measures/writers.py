"""Several processes that record in one ledger at the same time: together not slower than one.

    python benchmarks/measures/writers.py LEDGER NUMBER ENTRIES

records, as writer NUMBER, so many entries one by one, once it is told to begin on standard input.
Three of four go to dialogues of its own, every fourth to one in which all writers record, so that they
overtake each other and decide again.
"""

import subprocess
import sys
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

COUNTS = (1, 2, 4, 8)
ENTRIES = 240
"""Recorded in each run, by all writers together."""
A_DIALOGUE = 20
"""So many entries of a writer go to a dialogue of its own before it begins the next one."""
SHARED = "dialogue-of-all"


def measure(bench: Any) -> list[Any]:
    """The rate of 1, 2, 4 and 8 writers, in turn; the errors of each."""
    from measures.figures import Gate, Measure  # noqa: PLC0415  a writer needs none of it

    gate = Gate(0.8, "of one writer's rate, 0 errors", at_least=True)
    rates: dict[int, list[float]] = {count: [] for count in COUNTS}
    errors = dict.fromkeys(COUNTS, 0)
    for round_ in range(max(bench.repeat, 3)):
        for count in COUNTS:
            path = bench.folder / f"writers-{round_}-{count}.db"
            rate, failed = together(path, count, ENTRIES // count)
            rates[count].append(rate)
            errors[count] += failed
    alone = median(rates[1])
    found = []
    for count in COUNTS:
        share = median(rates[count]) / alone
        shown = f"{share:.2f} ({median(rates[count]):,.0f} entries/s), {errors[count]} errors"
        # An error misses the gate, whatever the rate.
        value = 0.0 if errors[count] else share
        processes = f"{count} writing process{'es' if count > 1 else ''}, SQLite"
        found.append(Measure(processes, value, shown, gate, "one writing process"))
    return found


def together(path: Path, count: int, each: int) -> tuple[float, int]:
    """Let writers record in a new ledger at the same time.

    Returns:
        Entries a second, all writers together, and how many entries failed or are not there.
    """
    from servanda.app.recording import Ledger  # noqa: PLC0415
    from servanda.domain.decide import Draft  # noqa: PLC0415

    with closing(Ledger.create(path, "writers")) as ledger:
        ledger.record([Draft("dialogue-established", SHARED, ESTABLISHED)], "Desk 0")
        before = ledger.log.head().position
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    command = [sys.executable, __file__, str(path)]
    writers = [
        subprocess.Popen([*command, str(number), str(each)], **pipes)  # noqa: S603  this file
        for number in range(count)
    ]
    for writer in writers:
        _line(writer)
    began = perf_counter()
    for writer in writers:
        _tell(writer)
    done = [_line(writer) for writer in writers]
    seconds = perf_counter() - began
    for writer in writers:
        writer.communicate()
    with closing(Ledger.open(path)) as ledger:
        recorded = ledger.log.head().position - before
    refused = sum(int(said) for said in done if said.isdigit())
    died = sum(1 for said in done if not said.isdigit())
    return recorded / seconds, max(refused + died, each * count - recorded)


def _line(writer: "subprocess.Popen[str]") -> str:
    assert writer.stdout is not None  # noqa: S101  piped above
    return writer.stdout.readline().strip()


def _tell(writer: "subprocess.Popen[str]") -> None:
    assert writer.stdin is not None  # noqa: S101  piped above
    writer.stdin.write("\n")
    writer.stdin.flush()


ESTABLISHED = {
    "occurred": "2010",
    "titles": {"en": "Consultations"},
    "kind": "consultations",
    "parties": ["JP", "FR"],
}
MADE = {"occurred": "2023-11-09", "text": "Share results of trials", "kind": "cooperate", "by": ["JP"]}


def write(path: Path, number: int, entries: int) -> int:
    """Record as one of the writers; how many entries failed."""
    from servanda.app.recording import Ledger  # noqa: PLC0415
    from servanda.domain.decide import Draft  # noqa: PLC0415

    failed = 0
    with closing(Ledger.open(path)) as ledger:
        print("ready", flush=True)
        sys.stdin.readline()
        for entry in range(entries):
            own = f"dialogue-{number}-{entry // A_DIALOGUE}"
            if entry % A_DIALOGUE == 0:
                draft = Draft("dialogue-established", own, ESTABLISHED)
            else:
                draft = Draft("commitment-made", SHARED if entry % 4 == 3 else own, MADE)  # noqa: PLR2004
            try:
                ledger.record([draft], f"Desk {number}")
            except Exception as error:  # noqa: BLE001  whatever it is, it is an error that a writer was shown
                failed += 1
                print(f"{type(error).__name__}: {error}", file=sys.stderr)
    return failed


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])), flush=True)
