"""What a durable append costs in a process that is running: against raw SQL, and against the stock library.

What is appended is how an invented ledger goes on: its first half is loaded, and the entries after it
are recorded one by one, each in turn with its baselines.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from tempfile import mkdtemp
from time import perf_counter
from typing import Any

import generate
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from measures import children
from measures.figures import Gate, Measure, times
from measures.ledgers import Bench
from servanda.app.recording import Ledger
from servanda.domain.decide import Draft
from servanda.log import ledger_file, sqlite
from servanda.log.ledger_file import CREATE
from servanda.log.store import Stored

RAW, STOCK = Gate(4), Gate(1.2)
ROUNDS, APPENDS = 5, 40
"""Rounds, and entries of each; what is compared are the means of the rounds."""


def measure(bench: Bench) -> list[Measure]:
    """A record in a running process against raw INSERT and COMMIT, the stock library, and without a tree."""
    begun = Begun(bench, ROUNDS * APPENDS)
    return [*_against_others(begun), *_without_the_tree(begun)]


def _against_others(begun: "Begun") -> list[Measure]:
    ours, beside, saved = [], [], []
    raw, stock = Raw(begun), Stock(begun)
    with closing(Recorder(begun)) as recorder, closing(raw), closing(stock):
        for round_ in _rounds(begun):
            seconds = [0.0, 0.0, 0.0]
            for entry in round_:
                took, stored = recorder.record(entry)
                seconds[0] += took
                seconds[1] += raw.insert(stored)
                seconds[2] += stock.save(stored)
            for found, total in zip((ours, beside, saved), seconds, strict=True):
                found.append(total / APPENDS)
    return [
        times(
            "durable append in a running process: decide, tree, read model", ours, beside, RAW,
            "INSERT and COMMIT of the same bytes, same durability",
        ),
        times(
            "the same", ours, saved, STOCK,
            "`save` of a stock `eventsourcing` aggregate with one new event of the same data: "
            "no tree, no projection; same durability",
        ),
    ]  # fmt: skip


def _without_the_tree(begun: "Begun") -> list[Measure]:
    grow = sqlite.grow
    seconds: tuple[list[float], list[float]] = ([], [])
    with closing(Recorder(begun)) as with_tree, closing(Recorder(begun)) as without:
        try:
            for round_ in _rounds(begun):
                spent = [0.0, 0.0]
                for entry in round_:
                    for way, recorder in enumerate((with_tree, without)):
                        sqlite.grow = grow if way == 0 else _no_tree  # type: ignore[assignment]
                        spent[way] += recorder.record(entry)[0]
                for found, total in zip(seconds, spent, strict=True):
                    found.append(total / APPENDS)
        finally:
            sqlite.grow = grow
    return [times("the same", *seconds, None, "the same without the tree")]


def _no_tree(rows: object, size: int, lines: object) -> None:
    """In place of the tree."""


def _rounds(begun: "Begun") -> Iterator[list[dict[str, Any]]]:
    for number in range(ROUNDS):
        yield begun.following[number * APPENDS : (number + 1) * APPENDS]


class Begun:
    """A ledger that is loaded up to an entry, and the entries that follow.

    Args:
        bench: where and of which size.
        more: how many entries follow.
    """

    def __init__(self, bench: Bench, more: int) -> None:
        self.folder = Path(mkdtemp(dir=bench.folder))
        self._path = self.folder / "begun.db"
        entries = bench.ledger(bench.small.size + more).entries()
        first = self.folder / "first.jsonl"
        with first.open("w", encoding="utf-8") as file:
            for entry in islice(entries, bench.small.size):
                file.write(f"{generate.encode(entry)}\n")
        self.following = list(entries)
        children.run(children.servanda("init", "--name", generate.LEDGER, "--ledger", self._path))
        children.run(children.servanda("load", first, "--ledger", self._path))

    def copy(self) -> Path:
        """The ledger once more, to go on with."""
        path = Path(mkdtemp(dir=self.folder)) / "servanda.db"
        return Path(shutil.copy(self._path, path))


class Recorder:
    """Goes on with a ledger, at the moments at which the entries were recorded."""

    def __init__(self, begun: Begun) -> None:
        self._moment = datetime.now(UTC)
        self._ledger = Ledger.open(begun.copy(), lambda: self._moment)
        self._ids: dict[str, str] = {}

    def record(self, entry: dict[str, Any]) -> tuple[float, Stored]:
        """Record what an entry says; the seconds, and what was stored."""
        data = dict(entry["data"])
        for field in ("entry", "through"):  # ids are given anew
            if field in data:
                data[field] = self._ids.get(data[field], data[field])
        draft = Draft(entry["type"].removeprefix("servanda."), entry["subject"], data)
        self._moment = datetime.fromisoformat(entry["time"])
        began = perf_counter()
        (stored,) = self._ledger.record([draft], entry["recordedby"])
        seconds = perf_counter() - began
        self._ids[entry["id"]] = json.loads(stored.line)["id"]
        return seconds, stored

    def close(self) -> None:
        """Close the ledger."""
        self._ledger.close()


class Raw:
    """A table as that of the log, without guards, filled as far, and nothing else."""

    def __init__(self, begun: Begun) -> None:
        self._rows = sqlite3.connect(begun.folder / "raw.db", isolation_level=None, cached_statements=128)
        ledger_file.configure(self._rows)
        self._rows.execute(next(one for one in CREATE if one.startswith("CREATE TABLE stored_events")))
        self._rows.execute("ATTACH ? AS ledger", (str(begun.copy()),))
        self._rows.execute("INSERT INTO main.stored_events SELECT * FROM ledger.stored_events")
        self._rows.execute("DETACH ledger")

    def insert(self, stored: Stored) -> float:
        """Insert an entry and commit; the seconds."""
        position, subject, version, type_, line = stored
        began = perf_counter()
        self._rows.execute("BEGIN IMMEDIATE")
        self._rows.execute(
            "INSERT INTO stored_events VALUES (?, ?, ?, ?, ?)", (position, subject, version, type_, line)
        )
        self._rows.execute("COMMIT")
        return perf_counter() - began

    def close(self) -> None:
        """Close the file."""
        self._rows.close()


class Stream(Aggregate):
    """What the stock library would keep for a dialogue or a source."""

    @event("Opened")
    def __init__(self, data: dict[str, Any]) -> None:
        self.last = data

    @event("Recorded")
    def take(self, data: dict[str, Any]) -> None:
        """Take in an entry."""
        self.last = data


class Stock:
    """An application of the stock library on a SQLite file of its own, with our durability."""

    def __init__(self, begun: Begun) -> None:
        path = begun.folder / "stock.db"
        self._application: Application[Any] = Application(
            env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(path)}
        )
        # Its one connection: a pool gives it out again and again.
        with self._application.recorder.datastore.get_connection(commit=False) as connection:  # type: ignore[attr-defined]
            ledger_file.configure(connection._sqlite_conn)  # noqa: SLF001
        self._streams: dict[str, Stream] = {}

    def save(self, stored: Stored) -> float:
        """Save an aggregate with one new event; the seconds. That it was read before is not counted."""
        data = json.loads(stored.line)["data"]
        if stored.subject in self._streams:
            self._streams[stored.subject].take(data)
        else:
            self._streams[stored.subject] = Stream(data)
        began = perf_counter()
        self._application.save(self._streams[stored.subject])
        return perf_counter() - began

    def close(self) -> None:
        """Close the file."""
        self._application.close()
