"""The same as `faults.following` on a PostgreSQL server, where one of the writers is slow to commit.

Its transactions stay open for a while after their entries are inserted. On a server whose positions
come from a sequence, a reader would see later ones first, and pass over these.
"""

import time
from pathlib import Path
from typing import Any

from faults.following import followed
from faults.gate import Fault, Outcome
from postgres_server import running
from servanda.log.postgres import PostgresLog

OPEN = 0.05  # seconds from the insertion to the commit


def _slowly() -> None:
    write = PostgresLog._write

    def slow(self: Any, *arguments: Any) -> None:
        write(self, *arguments)
        time.sleep(OPEN)

    PostgresLog._write = slow  # type: ignore[method-assign]


def _run(folder: Path, entries: int, mutation: str) -> Outcome:
    with running() as server:
        return followed(server.at(server.database()), folder, entries, mutation, _slowly)


FAULT = Fault(
    name="the same on a PostgreSQL server, one transaction in four left open",
    gate="each entry printed, byte for byte, first seen in the order of the log, 0 missing",
    unit="entries",
    run=_run,
    full=6000,
    short=300,
    mutations=("a state ahead of the lines",),
)
