"""What trust costs: an append with and without the tree, and `verify` against a plain loop, in one run.

Prints ratios; the times themselves are of the machine it ran on. Run with `make bench`.
"""

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from servanda.app import verifying
from servanda.app.recording import Ledger
from servanda.domain.decide import Draft
from servanda.log import ledger_file, sqlite

ROUNDS, APPENDS, ENTRIES = 5, 60, 20_000
Grow = Callable[[object, int, object], None]


def main() -> None:
    """Measure, and print a line for each measure."""
    with tempfile.TemporaryDirectory() as folder:
        ratios = [_append_ratio(Path(folder), number) for number in range(ROUNDS)]
        print(
            f"append with the tree / without: {_middle(ratios)} (time, {APPENDS} appends, both ways in turn)"
        )
        rate, ratio = _verify(Path(folder))
        print(f"verify of the log alone: {rate:,.0f} entries/s; {ratio:.2f} of a plain loop over {ENTRIES:,}")


def _middle(values: list[float]) -> str:
    return f"{statistics.median(values):.3f} ({min(values):.3f} to {max(values):.3f})"


def _append_ratio(folder: Path, number: int) -> float:
    ledgers = [Ledger.create(folder / f"{number}-{way}.db", "bench") for way in ("with", "without")]
    grow: Grow = sqlite.grow
    spent = [0.0, 0.0]
    try:
        for entry in range(APPENDS):
            for way, ledger in enumerate(ledgers):
                sqlite.grow = grow if way == 0 else _no_tree  # type: ignore[attr-defined]
                began = time.perf_counter()
                ledger.record(_drafts(1, entry), "the benchmark")
                spent[way] += time.perf_counter() - began
    finally:
        sqlite.grow = grow  # type: ignore[attr-defined]
        for ledger in ledgers:
            ledger.close()
    return spent[0] / spent[1]


def _no_tree(rows: object, size: int, lines: object) -> None:
    """In place of the tree."""


def _drafts(count: int, first: int) -> list[Draft]:
    return [
        Draft("dialogue-established", f"dialogue-{first + number}", _established(first + number), "")
        for number in range(count)
    ]


def _established(number: int) -> dict[str, object]:
    return {
        "occurred": "2024-05",
        "titles": {"en": f"Dialogue {number}"},
        "kind": "consultations",
        "parties": ["JP", "FR"],
    }


def _verify(folder: Path) -> tuple[float, float]:
    path = folder / "verified.db"
    started = datetime(2026, 1, 1, tzinfo=UTC)
    with closing(Ledger.create(path, "bench", lambda: started + timedelta(days=1))) as ledger:
        for first in range(0, ENTRIES, 2_000):
            ledger.record(_drafts(2_000, first), "the benchmark")
    plain, verified = [], []
    for _ in range(ROUNDS):
        plain.append(_timed(lambda: _plain_loop(path)))
        verified.append(_timed(lambda: verifying.verify_ledger(path, log_only=True)))
    return ENTRIES / min(verified), min(plain) / min(verified)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _plain_loop(path: Path) -> bytes:
    """The baseline: fetch the rows and hash an RFC 6962 tree over them, nothing else."""
    stack: list[tuple[int, bytes]] = []
    with closing(ledger_file.connect(path)) as rows:
        for _, _, _, _, line in _fetched(rows):
            level, found = 0, sha256(b"\0" + line).digest()
            while stack and stack[-1][0] == level:
                found = sha256(b"\1" + stack.pop()[1] + found).digest()
                level += 1
            stack.append((level, found))
    top = stack.pop()[1]
    while stack:
        top = sha256(b"\1" + stack.pop()[1] + top).digest()
    return top


def _fetched(rows: sqlite3.Connection) -> sqlite3.Cursor:
    return rows.execute("SELECT * FROM stored_events ORDER BY position")


if __name__ == "__main__":
    sys.exit(main())
