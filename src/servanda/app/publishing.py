"""Lines out: the log as files, byte for byte. Imports neither pydantic nor eventsourcing."""

import json
from pathlib import Path

from servanda.errors import LedgerError
from servanda.log.files import make_folder, replace
from servanda.log.rows import Rows


def publish(rows: Rows, folder: Path, *, dry_run: bool = False) -> list[tuple[Path, int]]:
    """Write the log as a file for each year of recording; the files and their entries.

    Raises:
        LedgerError: a file there is not the beginning of what would be written, or the folder
            cannot be written.
    """
    years: dict[str, list[bytes]] = {}
    for (line,) in rows.execute("SELECT state FROM stored_events ORDER BY position"):
        years.setdefault(json.loads(line)["time"][:4], []).append(bytes(line) + b"\n")
    files = {folder / f"{year}.jsonl": b"".join(lines) for year, lines in years.items()}
    try:
        for path, content in files.items():
            if path.exists() and not content.startswith(path.read_bytes()):
                msg = f"{path} holds lines that this ledger does not have"
                raise LedgerError(msg, "Publish elsewhere, or load those lines first.")
        for path in sorted(folder.glob("*.jsonl")):
            if path not in files:
                msg = f"{path} is of a year in which this ledger recorded nothing"
                raise LedgerError(msg, "Publish elsewhere, or load those lines first.")
        if not dry_run:
            make_folder(folder)
            for path, content in files.items():
                replace(path, content)
    except OSError as error:
        msg = f"{folder} cannot be written: {error.strerror}"
        raise LedgerError(msg, "Choose a folder that can be written.") from None
    return [(path, content.count(b"\n")) for path, content in files.items()]
