"""Invented ledgers of the sizes that are measured, made once a run."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import Any

import generate

from measures import children

SEED = 5
SMALL = 1_000
DAY = "2025-12-31"
"""The day asked about: shortly after the end of every invented ledger."""


class Invented:
    """An invented log of some size, as lines and as a loaded ledger.

    Args:
        folder: where it may be written.
        size: entries.
    """

    def __init__(self, folder: Path, size: int) -> None:
        self._folder = folder / str(size)
        self.size = size
        self.loads: list[children.Run] = []
        """The runs of `servanda load` so far."""

    @cached_property
    def lines(self) -> Path:
        """The folder of its lines."""
        folder = self._folder / "lines"
        generate.write(folder, self.size, SEED)
        return folder

    @cached_property
    def path(self) -> Path:
        """A SQLite ledger that has all of it."""
        return self.load()

    def load(self) -> Path:
        """Load it into a new ledger; the time goes to ``loads``."""
        path = self._folder / f"{len(self.loads)}.db"
        lines = self.lines
        children.run(children.servanda("init", "--name", generate.LEDGER, "--ledger", path))
        self.loads.append(children.run(children.servanda("load", lines, "--ledger", path)))
        return path

    def entries(self) -> Iterator[dict[str, Any]]:
        """Its entries as JSON values, in order."""
        for file in sorted(self.lines.glob("*.jsonl")):
            with file.open(encoding="utf-8") as opened:
                for line in opened:
                    yield json.loads(line)

    def ask(self, sql: str) -> list[Any]:
        """What the loaded ledger says to a query."""
        with closing(sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True)) as rows:
            return rows.execute(sql).fetchall()


class Bench:
    """What a run measures: the sizes, how often, and the ledgers, which are made once.

    Args:
        folder: where files may be written.
        size: entries of the large ledger.
        repeat: how often each thing of some length is measured.
        runs: how often each short process is measured.
    """

    def __init__(self, folder: Path, size: int, repeat: int, runs: int) -> None:
        self.folder = folder
        self.size = size
        self.repeat = repeat
        self.runs = runs
        self._ledgers: dict[int, Invented] = {}

    def ledger(self, size: int) -> Invented:
        """The invented ledger of a size."""
        if size not in self._ledgers:
            self._ledgers[size] = Invented(self.folder, size)
        return self._ledgers[size]

    @property
    def large(self) -> Invented:
        """The ledger of the size that was asked for."""
        return self.ledger(self.size)

    @property
    def small(self) -> Invented:
        """The ledger of `SMALL` entries, or fewer if the large one has fewer."""
        return self.ledger(min(SMALL, self.size))
