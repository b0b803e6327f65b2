"""What the log can be held against: the newest checkpoint, and the keys that sign."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from servanda.app.doctor.diagnosis import NOTE, OK, PROBLEM, Diagnosis
from servanda.app.proving import read_note
from servanda.app.verifying import Verified, verify_ledger
from servanda.errors import ServandaError
from servanda.log.address import Address
from servanda.log.notes import Checkpoint, checkpoint_of

CHECKPOINT, KEY = "checkpoint", "key"
PRIVATE = b"PRIVATE+KEY+"


def examine_checkpoint(ledger: Address, file: Path | None) -> Diagnosis:
    """Recompute the log and hold it against a checkpoint."""
    if file is None:
        return Diagnosis(
            CHECKPOINT,
            NOTE,
            "none was given to hold the log against (--checkpoint FILE)",
            "Without one kept elsewhere nobody can tell that the log was rewritten: "
            "`servanda checkpoint --out FILE`.",
        )
    try:
        known = checkpoint_of(read_note(file))
        log = verify_ledger(ledger, [known.size], log_only=True)
    except ServandaError as error:
        return Diagnosis(CHECKPOINT, PROBLEM, error.message, error.remedy)
    except sqlite3.DatabaseError as error:
        return Diagnosis(CHECKPOINT, PROBLEM, f"cannot be compared: {error}", "Mend what stands above first.")
    return _compared(ledger, log, file, known)


def _compared(ledger: Address, log: Verified, file: Path, known: Checkpoint) -> Diagnosis:
    if wrong := [*log.findings, *filter(None, [log.extends(known)])]:
        return Diagnosis(CHECKPOINT, PROBLEM, wrong[0], f"`servanda verify --checkpoint {file}` says more.")
    if isinstance(ledger, Path) and file.resolve().parent == ledger.resolve().parent:
        said = f"{file} lies beside the ledger: whoever changes the one can change the other"
        return Diagnosis(CHECKPOINT, NOTE, said, "Keep a copy elsewhere, with somebody else if you can.")
    if known.size < log.size:
        said = f"{file} knows {known.size} of {log.size} entries"
        return Diagnosis(CHECKPOINT, NOTE, said, f"A newer one: `servanda checkpoint --out {file}`.")
    return Diagnosis(CHECKPOINT, OK, f"{file} knows all {log.size} entries")


def examine_keys(ledger: Address, named: Iterable[Path]) -> Iterator[Diagnosis]:
    """Look at private keys: those that are named, and any that lies beside the ledger."""
    folder = [ledger.resolve().parent] if isinstance(ledger, Path) else []
    beside = [file for one in folder for file in one.glob("*.key") if _is_private(file)]
    found = sorted({file.resolve() for file in (*named, *beside)})
    for file in found:
        yield _key(file, beside)
    if not found:
        yield Diagnosis(KEY, OK, "none: checkpoints of this ledger are not signed here")
    elif find_spec("cryptography") is None:
        yield Diagnosis(
            KEY,
            NOTE,
            "signing needs the package cryptography, which is not installed",
            "pip install 'servanda[sign]'",
        )


def _key(file: Path, beside: list[Path]) -> Diagnosis:
    if not file.is_file():
        return Diagnosis(KEY, PROBLEM, f"there is no key {file}", "Name it with SERVANDA_KEY, or make one.")
    if os.name == "posix" and file.stat().st_mode & 0o077:
        said = f"{file} can be read or changed by others, who can then sign in your name"
        remedy = f"chmod 600 {file}; make a new key if others have been at it"
        return Diagnosis(KEY, PROBLEM, said, remedy)
    if file in beside:
        said = f"{file} lies beside the ledger: a copy of the folder carries it away"
        return Diagnosis(KEY, NOTE, said, "Move it to a folder that only you can open.")
    return Diagnosis(KEY, OK, f"{file}, for its owner only")


def _is_private(file: Path) -> bool:
    try:
        with file.open("rb") as content:
            return content.read(len(PRIVATE)) == PRIVATE
    except OSError:
        return False
