"""What a command may do to a ledger and the files beside it, and what is wrong after it met a fault."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from given import corrected, established, made, progressed
from servanda.app import pages
from servanda.app.backup import backup
from servanda.app.publishing import publish
from servanda.app.reading import open_rows
from servanda.app.recording import Ledger
from servanda.app.verifying import verify_ledger
from servanda.errors import ServandaError
from servanda.log import ledger_file

LEDGER = "servanda.db"
BY = "a recorder"
JOURNALS = {"rollback": False, "wal": True}  # by whether SQLite's write-ahead logging is trusted
BATCH = 25
NOTHING, UNCERTAIN = "Nothing was recorded", "not certain"


class Command(NamedTuple):
    """A command line, and what it makes.

    Attributes:
        name: as told.
        arguments: of `servanda`.
        entries: how many entries it adds.
        makes: the file or folder that it makes; empty if none.
    """

    name: str
    arguments: Sequence[str]
    entries: int = 0
    makes: str = ""


def commands() -> list[Command]:
    """Every kind of command that writes."""
    by = ("--recorded-by", BY, "--ledger", LEDGER)
    told = ("--ref", "jp-fr-ict/1", "--occurred", "2024-03-01", "--text", "Trials ended")
    return [
        Command("record", ("record", "progress-reported", "jp-fr-ict", *told, *by), 1),
        Command("append", ("append", "drafts.jsonl", *by), BATCH),
        Command("correct", ("correct", "#3", "--text", "Trial nil", "--reason", "misread", *by), 1),
        Command("load", ("load", "lines", "--ledger", LEDGER), BATCH),
        Command("rebuild", ("rebuild", "--ledger", LEDGER)),
        Command("init", ("init", "--ledger", "new.db"), makes="new.db"),
        Command("publish", ("publish", "published", "--ledger", LEDGER), makes="published"),
        Command("pages", ("rebuild", "--pages", "pages", "--ledger", LEDGER), makes="pages"),
        Command("backup", ("backup", "copy.db", "--ledger", LEDGER), makes="copy.db"),
        Command("restore", ("restore", "kept.db", "--ledger", "restored.db"), makes="restored.db"),
    ]


def prepared(folder: Path, wal: bool) -> None:
    """Make what the commands need, and in ``new`` the folders as they will be."""
    folder.mkdir()
    path = folder / LEDGER
    with patch.object(ledger_file, "wal_is_sound", lambda _: wal):
        with closing(Ledger.create(path, "test")) as ledger:
            ledger.record([established(), made(), *(progressed(text=f"Trial {n}") for n in range(8))], BY)
        _written(path, folder)
        with closing(Ledger.open(path)) as ledger:
            ledger.record([progressed(text="Trial 8"), corrected("#4", text="Trial one")], BY)
        _written(path, folder / "new")
        backup(path, folder / "kept.db")
        longer = folder / "longer.db"
        backup(path, longer)
        drafts = [progressed(text=f"Trial {n}, at length. " * 9) for n in range(BATCH)]
        with closing(Ledger.open(longer)) as ledger:
            ledger.record(drafts, BY)
        with closing(open_rows(longer)) as rows:
            publish(rows, folder / "lines")
        for path in folder.glob(f"{longer.name}*"):
            path.unlink()
    lines = [json.dumps({"type": it.type, "subject": it.subject, "data": it.data}) for it in drafts]
    (folder / "drafts.jsonl").write_text("\n".join(lines))


def _written(path: Path, folder: Path) -> None:
    with closing(open_rows(path)) as rows:
        publish(rows, folder / "published")
        pages.write(rows, folder / "pages")


Again = Callable[[Command], tuple[list[str], int]]


def wrong_after(
    command: Command, place: Path, base: Path, said: list[str], code: int, again: Again
) -> Iterator[str]:
    """What is wrong with what a command said and left when it met a fault, and with the same done again."""
    before = lines(base / LEDGER)
    yield from _wrong_words(command, said, code)
    yield from _wrong_files(command, place, base, code)
    try:
        found = lines(place / LEDGER)
        yield from verify_ledger(place / LEDGER).findings
    except (ServandaError, sqlite3.Error) as error:
        yield f"the ledger cannot be read afterwards: {error}"
        return
    added = len(found) - len(before)
    if found[: len(before)] != before or added not in {0, command.entries}:
        yield f"there were {len(before)} entries, and now {len(found)}, of which others may differ"
    if code == 0 and added != command.entries:
        yield f"it is said to be recorded, and {added} entries are there"
    if added and any(NOTHING in line for line in said):
        yield f"{NOTHING!r} was said, and {added} entries are there: {said}"
    if code and added and not any(UNCERTAIN in line for line in said):
        yield f"{added} entries are there, and nothing was said of it: {said}"
    there = bool(added) or (command.makes.endswith(".db") and (place / command.makes).exists())
    words, code = again(commands()[0] if there else command)
    if code:
        yield f"the work does not continue: {words}"
        return
    if len(lines(place / LEDGER)) != len(found) + (1 if there else command.entries):
        yield "what was recorded when the work continued is not there"
    yield from verify_ledger(place / LEDGER).findings
    yield from _wrong_files(command, place, base, 0)


def _wrong_words(command: Command, said: list[str], code: int) -> Iterator[str]:
    text = " / ".join(said)
    if code not in {0, 2}:
        yield f"exit code {code}: {text}"
    if any(word in text for word in ("Traceback", "Exception ignored", "raised ")):
        yield f"more was said than users should see: {text}"
    if code == 2 and not (len(said) > 1 and said[-2].startswith("servanda: ") and said[-1].startswith("  ")):
        yield f"no message with a remedy: {text}"
    if (
        code == 2
        and command.entries
        and not (NOTHING in text or UNCERTAIN in text or "cannot be read" in text)
    ):
        yield f"it is not said whether something was recorded: {text}"


def _wrong_files(command: Command, place: Path, base: Path, code: int) -> Iterator[str]:  # noqa: C901
    """Files beside the ledger that are neither as they were nor as they should become."""
    for path in sorted(place.rglob("*")):
        if path.name.startswith("."):
            yield f"{path.name} is left"
    made_ = place / command.makes
    if not command.makes:
        return
    if command.makes.endswith(".db"):
        if made_.exists():
            try:
                yield from (f"{made_.name}: {finding}" for finding in verify_ledger(made_).findings)
                if command.name != "init" and lines(made_) != lines(base / LEDGER):
                    yield f"{made_.name} is not a copy"
            except (ServandaError, sqlite3.Error) as error:
                yield f"{made_.name} cannot be used: {error}"
        elif not code:
            yield f"{made_.name} is said to be made, and is not there"
        return
    for path in sorted({*_inside(made_), *_inside(base / "new" / command.makes)}):
        found, old, new = (_content(folder / command.makes / path) for folder in (place, base, base / "new"))
        if found != new and (found != old or not code):
            yield f"{command.makes}/{path} is neither what it was nor what it is to be"


def _inside(folder: Path) -> list[Path]:
    return [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def lines(path: Path) -> list[bytes]:
    """The stored bytes of all entries."""
    with closing(ledger_file.connect(path)) as rows:
        return [row[0] for row in rows.execute("SELECT state FROM stored_events ORDER BY position")]
