"""What a ledger file holds after a fault, read with nothing but SQLite, and whether it is whole."""

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from servanda.app.verifying import verify_ledger
from servanda.log import ledger_file, metadata
from servanda.log.merkle import count
from servanda.log.tree import Tree
from servanda.projections.tables import READ_MODEL


class Line(NamedTuple):
    """An entry, and the mark that its recorder gave it."""

    position: int
    subject: str
    version: int
    type: str
    note: str
    time: str


class Followed:
    """A log that is read on after each fault: what was read once has to stay as it was.

    Attributes:
        position: how far it was read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.position = 0
        self._digest = hashlib.sha256()

    def new(self) -> tuple[list[Line], list[str]]:
        """The entries since, and what is wrong with them."""
        with closing(ledger_file.connect(self.path)) as rows:
            found = rows.execute(
                "SELECT * FROM stored_events WHERE position > ? ORDER BY position", (self.position,)
            ).fetchall()
            projected = metadata.projected(rows, READ_MODEL)
            nodes = Tree(rows).stored()
        lines, wrong = [], []
        for position, subject, version, type_, state in found:
            if position != self.position + 1:
                wrong.append(f"after #{self.position} comes #{position}")
            self.position = position
            self._digest.update(state)
            envelope = json.loads(state)
            lines.append(
                Line(position, subject, version, type_, envelope["data"].get("note", ""), envelope["time"])
            )
        if projected != self.position:
            wrong.append(f"the log ends at #{self.position}, the read model at {projected}")
        if nodes != count(self.position):
            wrong.append(f"the log ends at #{self.position}, and its tree has {nodes} nodes")
        return lines, wrong

    def whole(self) -> list[str]:
        """What is wrong with the ledger as a whole; reads all of it."""
        digest, wrong = hashlib.sha256(), list(verify_ledger(self.path).findings)
        with closing(ledger_file.connect(self.path)) as rows:
            for (state,) in rows.execute(
                "SELECT state FROM stored_events WHERE position <= ? ORDER BY position", (self.position,)
            ):
                digest.update(state)
        if digest.digest() != self._digest.digest():
            wrong.append(f"the entries up to #{self.position} are not those that were read before")
        return wrong


def opened(path: Path) -> sqlite3.Connection:
    """The ledger for statements of another program, which knows nothing of the log."""
    return sqlite3.connect(path, isolation_level=None, timeout=ledger_file.LOCK_TIMEOUT)
