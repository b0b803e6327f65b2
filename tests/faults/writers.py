"""Eight writing processes on one ledger: nothing is lost, nothing twice, nobody sees an error.

Four of them make commitments in the same dialogues, so that they overtake each other and have to
decide again; four publish sources of their own. Of fifty entries, two are recorded one by one and the
others as a batch. Meanwhile another program, which knows nothing of the log, tries to change it.
"""

import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from typing import Any

from faults.children import Say, fork, kill, last_words, run
from faults.gate import Fault, Outcome
from faults.log_check import Followed, Line, opened
from servanda.app.recording import Ledger
from servanda.domain.decide import Draft
from servanda.errors import ConflictError
from servanda.log import sqlite
from servanda.log.address import Address

WRITERS = 8
TOGETHER = 4  # so many of them write in the same dialogues
TURN = (1, 1, 48)  # entries of three appends
IN_A_DIALOGUE = 5  # of each writer
RECORDER = "a recorder"
ESTABLISHED = {
    "occurred": "2010",
    "titles": {"en": "Consultations"},
    "kind": "consultations",
    "parties": ["JP", "FR"],
}
MADE = {"occurred": "2023-11-09", "text": "Share results of trials", "kind": "cooperate", "by": ["JP"]}
PUBLISHED = {"occurred": "2023-11-14", "titles": {"en": "Results of a round"}}


def _draft(writer: int, number: int) -> Draft:
    """Entry ``number`` of a writer, which says so in its note."""
    note = _note(writer, number)
    if writer < TOGETHER:
        return Draft("commitment-made", _shared(number // IN_A_DIALOGUE), MADE | {"note": note})
    return Draft("source-published", f"source-{writer}-{number}", PUBLISHED | {"note": note})


def _note(writer: int, number: int) -> str:
    return f"entry {number} of writer {writer}"


def _shared(number: int) -> str:
    return f"dialogue-{number}"


def _writing(path: Address, writer: int, entries: int) -> Callable[[Say], None]:
    def work(say: Say) -> None:
        overtaken = _counting_conflicts()
        with closing(Ledger.open(path)) as ledger:
            number, turns = 0, count()
            while number < entries:
                size = min(TURN[next(turns) % len(TURN)], entries - number)
                drafts = [_draft(writer, number + offset) for offset in range(size)]
                started, before = time.monotonic(), overtaken["conflicts"]
                for entry in ledger.record(drafts, ledger.log.user or RECORDER):
                    say(f"#{entry.position} {entry.subject} {entry.version}")
                again = overtaken["conflicts"] - before
                say(f"append {time.monotonic() - started} {again}")
                number += size

    return work


def _counting_conflicts() -> Counter[str]:
    """How often an append of this process finds itself overtaken, from now on."""
    append, found = sqlite.SQLiteLog.append, Counter[str]()

    def counted(self: Any, *arguments: Any) -> Any:
        try:
            return append(self, *arguments)
        except ConflictError:
            found["conflicts"] += 1
            raise

    sqlite.SQLiteLog.append = counted  # type: ignore[method-assign]
    return found


def _meddling(path: Path) -> Callable[[Say], None]:
    """Another program that tries to change what is recorded, until it is ended."""

    def work(_: Say) -> None:
        with closing(opened(path)) as connection:
            while True:
                for statement in MEDDLING:
                    with suppress(sqlite3.Error):
                        connection.execute(statement)
                time.sleep(0.02)

    return work


LAST = "position = (SELECT max(position) FROM stored_events)"
MEDDLING = (
    "UPDATE stored_events SET state = CAST(replace(state, 'JP', 'FR') AS BLOB) WHERE position = 1",
    f"DELETE FROM stored_events WHERE {LAST}",
    "INSERT OR REPLACE INTO stored_events SELECT position, originator_id, originator_version, topic, x'7b7d' "
    f"FROM stored_events WHERE {LAST}",
    "UPDATE nodes SET hash = zeroblob(32) WHERE place = 0",
    "DELETE FROM nodes WHERE place = (SELECT max(place) FROM nodes)",
)


def _begin(path: Address, entries: int) -> None:
    with closing(Ledger.create(path, "writers")) as ledger:
        shared = range(-(-entries // IN_A_DIALOGUE))
        drafts = [Draft("dialogue-established", _shared(it), ESTABLISHED) for it in shared]
        ledger.record(drafts, ledger.log.user or RECORDER)


def _run(folder: Path, entries: int, mutation: str) -> Outcome:
    path = folder / "servanda.db"
    each = -(-entries // WRITERS)
    run(lambda: _begin(path, each), mutation)
    log = Followed(path)
    begun = len(log.new()[0])
    started = time.monotonic()
    meddler = fork(_meddling(path))
    children = [fork(_writing(path, writer, each), mutation) for writer in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as pool:  # a full pipe would hold its writer up
        said = list(pool.map(last_words, children))
    seconds = time.monotonic() - started
    kill(meddler)
    lines, failures = log.new()
    failures += _shown(said) + _lost(said, lines) + _counted(lines, each) + log.whole()
    appends = [
        (float(line.split()[1]), int(line.split()[2]))
        for lines_ in said
        for line in lines_
        if _is_append(line)
    ]
    figures = (
        f"{(log.position - begun) / seconds:,.0f} entries/s in {len(appends):,} appends; "
        f"{sum(again for _, again in appends):,} times overtaken, one append at most "
        f"{max((again for _, again in appends), default=0)} times; "
        f"the longest append took {max((took for took, _ in appends), default=0):.1f} s"
    )
    return Outcome(each * WRITERS, failures, figures)


def _is_append(line: str) -> bool:
    return line.startswith("append ")


def _shown(said: list[list[str]]) -> list[str]:
    """What a writer said that is neither an acknowledgement nor a figure."""
    return [
        f"writer {writer} was shown {line!r}"
        for writer, lines in enumerate(said)
        for line in lines
        if not line.startswith("#") and not _is_append(line)
    ]


def _lost(said: list[list[str]], lines: list[Line]) -> list[str]:
    there = {f"#{line.position} {line.subject} {line.version}" for line in lines}
    told = {line for lines_ in said for line in lines_ if line.startswith("#")}
    return [f"{it} was acknowledged and is lost" for it in sorted(told - there)]


def _counted(lines: list[Line], each: int) -> list[str]:
    """Every entry of every writer is there once, in its order."""
    found = Counter(line.note for line in lines)
    expected = [_note(writer, number) for writer in range(WRITERS) for number in range(each)]
    wrong = [f"{note} is there {found[note]} times" for note in expected if found[note] != 1]
    strange = sum(found.values()) - sum(found[note] for note in expected)
    return wrong + ([f"{strange} entries are of nobody"] if strange else [])


FAULT = Fault(
    name="eight writing processes on one ledger",
    gate="0 lost, 0 duplicated, 0 errors shown, positions gapless, read model as rebuilt, verify clean",
    unit="entries",
    run=_run,
    full=40_000,
    short=240,
    mutations=(
        "deferred transactions",
        "no retry",
        "retried after the commit",
        "rows left out",
        "no trigger",
    ),
)
