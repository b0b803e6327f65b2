"""What the log can be held against: the newest checkpoint, and the keys that sign."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

from servanda.app.doctor.diagnosis import NOTE, OK, PROBLEM, Diagnosis
from servanda.app.proving import read_note
from servanda.errors import ServandaError
from servanda.log import ledger_file
from servanda.log.merkle import root
from servanda.log.notes import checkpoint_of
from servanda.log.tree import Tree

PRIVATE = b"PRIVATE+KEY+"


def checkpoint(path: Path, file: Path | None) -> Diagnosis:
    """Hold the ledger against a checkpoint by its stored tree; `servanda verify` recomputes that tree."""
    about = "checkpoint"
    if file is None:
        return Diagnosis(
            about,
            NOTE,
            "none was given to hold the log against (--checkpoint FILE)",
            "Without one kept elsewhere nobody can tell that the log was rewritten: "
            "`servanda checkpoint --out FILE`.",
        )
    try:
        known = checkpoint_of(read_note(file))
        with closing(ledger_file.connect(path)) as rows:
            head = ledger_file.head_position(rows)
            same = known.size <= head and root(known.size, Tree(rows)) == known.root
    except ServandaError as error:
        return Diagnosis(about, PROBLEM, error.message, error.remedy)
    except sqlite3.DatabaseError as error:
        return Diagnosis(about, PROBLEM, f"cannot be compared: {error}", "Mend what stands above first.")
    if not same:
        said = f"the log does not extend {file}, which knows {known.size} entries"
        return Diagnosis(about, PROBLEM, said, f"`servanda verify --checkpoint {file}` says more.")
    if file.resolve().parent == path.resolve().parent:
        return Diagnosis(
            about,
            NOTE,
            f"{file} lies beside the ledger: whoever changes the one can change the other",
            "Keep a copy elsewhere, with somebody else if you can.",
        )
    if known.size < head:
        said = f"{file} knows {known.size} of {head} entries"
        return Diagnosis(about, NOTE, said, f"A newer one: `servanda checkpoint --out {file}`.")
    return Diagnosis(about, OK, f"{file} knows all {head} entries")


def keys(path: Path, named: Iterable[Path]) -> Iterator[Diagnosis]:
    """Look at private keys: those that are named, and any that lies beside the ledger."""
    beside = [file for file in path.resolve().parent.glob("*.key") if _is_private(file)]
    found = sorted({file.resolve() for file in (*named, *beside)})
    for file in found:
        yield _key(file, beside)
    if not found:
        yield Diagnosis("key", OK, "none: checkpoints of this ledger are not signed here")
    elif find_spec("cryptography") is None:
        yield Diagnosis(
            "key",
            NOTE,
            "signing needs the package cryptography, which is not installed",
            "pip install 'servanda[sign]'",
        )


def _key(file: Path, beside: list[Path]) -> Diagnosis:
    about = "key"
    if not file.is_file():
        return Diagnosis(about, PROBLEM, f"there is no key {file}", "Name it with SERVANDA_KEY, or make one.")
    if os.name == "posix" and file.stat().st_mode & 0o077:
        said = f"{file} can be read or changed by others, who can then sign in your name"
        remedy = f"chmod 600 {file}; make a new key if others have been at it"
        return Diagnosis(about, PROBLEM, said, remedy)
    if file in beside:
        said = f"{file} lies beside the ledger: a copy of the folder carries it away"
        return Diagnosis(about, NOTE, said, "Move it to a folder that only you can open.")
    return Diagnosis(about, OK, f"{file}, for its owner only")


def _is_private(file: Path) -> bool:
    try:
        with file.open("rb") as content:
            return content.read(len(PRIVATE)) == PRIVATE
    except OSError:
        return False
