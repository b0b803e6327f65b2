"""What a durable append costs in a process that is running: against raw SQL, and against the stock library.

What is appended is how an invented ledger goes on: its first half is loaded, and the entries after it
are recorded one by one, each in turn with its baselines.
"""

import importlib
import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from tempfile import mkdtemp
from time import perf_counter
from typing import TYPE_CHECKING, Any

import generate
from eventsourcing.domain import Aggregate, event

from measures import children
from measures.figures import Gate, Measure, rate, times
from measures.ledgers import Bench
from servanda.app.recording import Ledger
from servanda.domain.decide import Draft
from servanda.log.address import address
from servanda.log.store import Stored

if TYPE_CHECKING:
    from eventsourcing.application import Application

RAW, STOCK = Gate(4), Gate(1.2)
RAW_POSTGRES = Gate(0.35, "of the rate", at_least=True)
ROUNDS, APPENDS = 5, 40
"""Rounds, and entries of each; what is compared are the means of the rounds."""


def measure(bench: Bench) -> list[Measure]:
    """A record in a running process against raw INSERT and COMMIT, the stock library, and without a tree."""
    begun = Begun(bench, ROUNDS * APPENDS)
    return [*_against_others(begun), *_without_the_tree(begun)]


def _against_others(begun: "Begun") -> list[Measure]:
    ours: list[float] = []
    beside: list[float] = []
    saved: list[float] = []
    raw, stock = begun.store.raw_log(begun.ledger), Stock(begun.store.stock())
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
    name, stock_name = (
        "durable append in a running process: decide, tree, read model",
        (
            "`save` of a stock `eventsourcing` aggregate with one new event of the same data: no tree, no "
            "projection; same durability"
        ),
    )
    if begun.store.log_module.endswith("postgres"):
        appended = rate(name, 1, ours, beside, RAW_POSTGRES, begun.store.raw_append)
    else:
        appended = times(name, ours, beside, RAW, begun.store.raw_append)
    return [appended, times("the same", ours, saved, STOCK, stock_name)]


def _without_the_tree(begun: "Begun") -> list[Measure]:
    log = importlib.import_module(begun.store.log_module)
    grow = log.grow
    seconds: tuple[list[float], list[float]] = ([], [])
    with closing(Recorder(begun)) as with_tree, closing(Recorder(begun)) as without:
        try:
            for round_ in _rounds(begun):
                spent = [0.0, 0.0]
                for entry in round_:
                    for way, recorder in enumerate((with_tree, without)):
                        log.grow = grow if way == 0 else _no_tree  # type: ignore[attr-defined]
                        spent[way] += recorder.record(entry)[0]
                for found, total in zip(seconds, spent, strict=True):
                    found.append(total / APPENDS)
        finally:
            log.grow = grow  # type: ignore[attr-defined]
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
        self.store = bench.store
        self.folder = Path(mkdtemp(dir=bench.folder))
        entries = bench.invented(bench.small.size + more).entries()
        first = self.folder / "first.jsonl"
        with first.open("w", encoding="utf-8") as file:
            for entry in islice(entries, bench.small.size):
                file.write(f"{generate.encode(entry)}\n")
        self.following = list(entries)
        self.ledger = bench.store.new()
        children.run(children.servanda("init", "--name", generate.LEDGER, "--ledger", self.ledger))
        children.run(children.servanda("load", first, "--ledger", self.ledger))


class Recorder:
    """Goes on with a ledger, at the moments at which the entries were recorded."""

    def __init__(self, begun: Begun) -> None:
        self._moment = datetime.now(UTC)
        self._ledger = Ledger.open(address(begun.store.copy(begun.ledger)), lambda: self._moment)
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
        (stored,) = self._ledger.record([draft], self._ledger.log.user or entry["recordedby"])
        seconds = perf_counter() - began
        self._ids[entry["id"]] = json.loads(stored.line)["id"]
        return seconds, stored

    def close(self) -> None:
        """Close the ledger."""
        self._ledger.close()


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
    """An application of the stock library in a store of its own, as durable as ours."""

    def __init__(self, application: "Application[Any]") -> None:
        self._application = application
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
        """Close it."""
        self._application.close()
