"""The folder of published pages: written from the log alone, and compared with it."""

from datetime import date
from pathlib import Path

from servanda import queries
from servanda.app.citations import Citing, citing
from servanda.domain.records import Dialogue, Source
from servanda.errors import InvalidInputError, LedgerError
from servanda.events.window import Window
from servanda.log.files import make_folder, replace
from servanda.log.merkle import root
from servanda.log.metadata import name_of
from servanda.log.notes import Checkpoint, parse
from servanda.log.rows import Rows
from servanda.log.tree import Tree
from servanda.presentation.pages import INDEX_TITLE, Cited, Origin, Published, pages
from servanda.queries import AsOf, EntryLine

CHECKPOINT = "checkpoint"


def write(rows: Rows, folder: Path) -> int:
    """Write the pages, take out those of dialogues that are no more; the number of files.

    Raises:
        LedgerError: the folder cannot be written, or holds something else than such pages.
    """
    files = pages(_published(rows))
    try:
        _require_ours(folder)
        for path, content in ((folder / name, text.encode()) for name, text in files.items()):
            make_folder(path.parent)
            if not path.is_file() or path.read_bytes() != content:
                replace(path, content)
        checkpoint = folder / CHECKPOINT
        if _noted(checkpoint) != (text := _checkpoint(rows)):  # else it may bear signatures
            replace(checkpoint, text.encode())
        for path in _present(folder):
            if path.relative_to(folder).as_posix() not in files:
                path.unlink()
    except OSError as error:
        msg = f"{folder} cannot be written: {error.strerror}"
        raise LedgerError(msg, "Choose a folder that can be written.") from None
    return len(files) + 1


def differences(rows: Rows, folder: Path) -> list[str]:
    """Files of the folder that are not, byte for byte, what the log gives."""
    files = pages(_published(rows))
    present = {path.relative_to(folder).as_posix(): path.read_bytes() for path in _present(folder)}
    found = [f"{folder / name}: missing" for name in files if name not in present]
    found += [f"{folder / name}: no page of this log" for name in present if name not in files]
    found += [
        f"{folder / name}: differs from the log"
        for name, content in files.items()
        if name in present and present[name] != content.encode()
    ]
    if _noted(folder / CHECKPOINT) != _checkpoint(rows):
        found.append(f"{folder / CHECKPOINT}: missing, or not of this log")
    return sorted(found)


def _checkpoint(rows: Rows) -> str:
    size = sum(1 for _ in queries.entries(rows))
    return Checkpoint(f"urn:servanda:{name_of(rows)}", size, root(size, Tree(rows))).text()


def _noted(path: Path) -> str:
    """The text of a checkpoint's file, without the signatures; empty if there is none."""
    try:
        return parse(path.read_bytes()).text
    except (OSError, InvalidInputError):
        return ""


def _require_ours(folder: Path) -> None:
    """Raise unless the folder is empty of pages, or its index is one that this program wrote."""
    index = folder / "README.md"
    first = index.read_text("utf-8", "replace").partition("\n")[0] if index.is_file() else None
    if first != INDEX_TITLE and _present(folder):
        msg = f"{folder} holds pages that servanda did not write"
        raise LedgerError(msg, "Choose an empty folder, or one that holds such pages already.")


def _present(folder: Path) -> list[Path]:
    dialogues = folder / "dialogues"
    own = [path for name in ("README.md", "commitments.md") if (path := folder / name).is_file()]
    return sorted([*own, *dialogues.glob("*.md"), *dialogues.glob("*.json")])


def _published(rows: Rows) -> Published:
    entries = list(queries.entries(rows))
    on = _day_of(entries)
    as_of = AsOf(on)
    dialogues = queries.select(rows, Dialogue, as_of)
    origins: dict[str, list[Origin]] = {dialogue.slug: [] for dialogue in dialogues}
    mended: dict[int, list[EntryLine]] = {}
    for entry in entries:
        if entry.mends:
            mended.setdefault(entry.mends, []).append(entry)
    for entry, cites in zip(entries, citing(rows), strict=True):
        if entry.stream in origins:
            origins[entry.stream].append(_origin(entry, cites, mended.get(entry.position, [])))
    return Published(
        ledger=name_of(rows),
        on=on,
        last=len(entries),
        views={dialogue.slug: queries.dialogue_view(rows, dialogue, as_of) for dialogue in dialogues},
        sources={source.slug: source for source in queries.select(rows, Source, as_of)},
        origins=origins,
    )


def _day_of(entries: list[EntryLine]) -> date:
    """The day of the last entry, or of the latest fact where the recorder's day was ahead of UTC."""
    days = [Window(entry.occurred).earliest for entry in entries]
    days += [date.fromisoformat(entry.time[:10]) for entry in entries[-1:]]
    return max(days, default=date.min)


def _origin(entry: EntryLine, cites: Citing, mended: list[EntryLine]) -> Origin:
    data = cites.envelope["data"]
    citations = tuple(
        Cited(cited["source"], cited.get("locator"), cited.get("start"), cited.get("end"))
        for cited in cites.citations
    )
    said = [data.get("reason"), data.get("note")]
    said += [
        f"{'Voided' if mend.type == 'entry-voided' else 'Corrected'} by #{mend.position}." for mend in mended
    ]
    kind = entry.type + (f" of #{entry.mends}" if entry.mends else "")
    return Origin(entry.position, kind, citations, " ".join(text for text in said if text) or None)
