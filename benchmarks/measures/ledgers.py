"""Invented ledgers of the sizes that are measured, made once a run."""

import json
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import generate

from measures import children
from measures.stores import Store

SEED = 5
SMALL = 1_000
DAY = "2025-12-31"
"""The day asked about: shortly after the end of every invented ledger."""


class Invented:
    """An invented log of some size, as lines and as a loaded ledger.

    Args:
        bench: where it may be written.
        size: entries.
        loaded: a ledger that has all of it already.
    """

    def __init__(self, bench: "Bench", size: int, loaded: str = "") -> None:
        self._loaded = loaded
        self._store = bench.store
        self._folder = bench.folder
        self.size = size
        self.loads: list[children.Run] = []
        """The runs of `servanda load` so far."""

    @cached_property
    def lines(self) -> Path:
        """The folder of its lines."""
        folder = self._folder / f"lines-{self.size}"
        generate.write(folder, self.size, SEED)
        return folder

    @cached_property
    def ledger(self) -> str:
        """A ledger that has all of it."""
        return self._loaded or self.load()

    def load(self) -> str:
        """Load it into a new ledger; the time goes to ``loads``."""
        ledger = self._store.new()
        children.run(children.servanda("init", "--name", generate.LEDGER, "--ledger", ledger))
        self.loads.append(children.run(children.servanda("load", self.lines, "--ledger", ledger)))
        return ledger

    def entries(self) -> Iterator[dict[str, Any]]:
        """Its entries as JSON values, in order."""
        for file in sorted(self.lines.glob("*.jsonl")):
            with file.open(encoding="utf-8") as opened:
                for line in opened:
                    yield json.loads(line)

    def ask(self, sql: str) -> list[Any]:
        """What the loaded ledger says to a query."""
        return self._store.ask(self.ledger, sql)


class Bench:
    """What a run measures: the sizes, how often, and the ledgers, which are made once.

    Args:
        store: where the ledgers are.
        folder: where files may be written.
        size: entries of the large ledger.
        repeat: how often each thing of some length is measured.
        runs: how often each short process is measured.
        loaded: a ledger that has the large log already; its loading is then not measured.
    """

    def __init__(
        self, store: Store, folder: Path, size: int, repeat: int, runs: int, loaded: str = ""
    ) -> None:
        self.store = store
        self.folder = folder
        self.size = size
        self.repeat = repeat
        self.runs = runs
        self.loaded = loaded
        self._ledgers: dict[int, Invented] = {}

    def invented(self, size: int) -> Invented:
        """The invented log of a size."""
        if size not in self._ledgers:
            self._ledgers[size] = Invented(self, size, self.loaded if size == self.size else "")
        return self._ledgers[size]

    @property
    def large(self) -> Invented:
        """The ledger of the size that was asked for."""
        return self.invented(self.size)

    @property
    def small(self) -> Invented:
        """The ledger of `SMALL` entries, or fewer if the large one has fewer."""
        return self.invented(min(SMALL, self.size))
