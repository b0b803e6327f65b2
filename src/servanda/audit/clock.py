"""Entries whose times the clock cannot have given.

An entry that would be recorded before the last one gets the microsecond after it instead
(`servanda.log.envelope.next_moment`). The entries of one batch are a microsecond apart as well, so
that alone shows nothing. But a batch has one recorder, and nothing in it can be mended by its id
before it is stored. Where either is so, several appends share a microsecond's distance.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from servanda.audit.finding import Finding
from servanda.log.rows import Rows

STEP = timedelta(microseconds=1)


def stood_behind(rows: Rows, known_at: int) -> Iterator[Finding]:
    """A finding for each run of entries a microsecond apart that were provably not one batch."""
    run: list[int] = []
    parts: list[int] = []
    before, last = datetime.min.replace(tzinfo=UTC), b""
    found = rows.execute(
        "SELECT e.position, e.time, e.mends, s.state FROM entries e "
        "JOIN stored_events s ON s.position = e.position WHERE e.position <= ? ORDER BY e.position",
        (known_at,),
    )
    for position, time, mends, line in found:
        moment = datetime.fromisoformat(time)
        if moment - before != STEP:
            yield from _finding(run, parts)
            run, parts = [], []
        elif _recorder(line) != _recorder(last) or (mends or 0) >= (parts[-1] if parts else run[0]):
            parts.append(position)
        run.append(position)
        before, last = moment, line
    yield from _finding(run, parts)


def _recorder(line: bytes) -> str:
    return str(json.loads(line)["recordedby"])


def _finding(run: list[int], parts: list[int]) -> Iterator[Finding]:
    if parts:
        first, last = run[0], run[-1]
        said = (
            f"#{first} to #{last} were recorded by {len(parts) + 1} appends or more, and are a microsecond "
            f"apart: the clock was behind the entry before, or stood still"
        )
        yield Finding("clock", f"#{first}", said, (first, *parts))
