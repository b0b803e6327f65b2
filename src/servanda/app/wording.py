"""Whether the record repeats the words of the documents it rests on."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from servanda import queries
from servanda.app.citations import citing
from servanda.audit import Finding
from servanda.documents.likeness import Wording
from servanda.documents.passages import Document
from servanda.domain.records import Dialogue, Outcome, Source
from servanda.log.rows import Rows
from servanda.queries import AsOf

OWN_WORDS = ("text", "note", "reason")


def check_wording(rows: Rows, documents: Sequence[Document]) -> list[Finding]:
    """The entries that stand and share a long run of words with one of the documents."""
    known = [Wording(document.text) for document in documents]
    names = _names(rows)
    found = []
    for entry in citing(rows):
        if entry.voided:
            continue
        for field, text in _said(entry.envelope["data"]):
            repeated = next(filter(None, (wording.repeated(text, names) for wording in known)), "")
            if repeated:
                said = f"{field} repeats the words of a document: {repeated!r}"
                found.append(Finding("wording", f"#{entry.position}", said, (entry.position,)))
    return found


def _said(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The texts of an entry that should be in the recorder's own words."""
    for values in (data, data.get("changes", {})):
        for field in OWN_WORDS:
            if isinstance(values.get(field), str):
                yield field, values[field]


def _names(rows: Rows) -> set[str]:
    """Names that are kept as they are: of dialogues, instruments, documents."""
    now = AsOf(date.max)
    dialogues, sources = queries.select(rows, Dialogue, now), queries.select(rows, Source, now)
    titled = [title for source in sources for title in source.titles.values()]
    titled += [title for dialogue in dialogues for title in dialogue.titles.values()]
    titled += [name for dialogue in dialogues for name in (*dialogue.former, *dialogue.aliases)]
    return {*titled, *(outcome.title for outcome in queries.select(rows, Outcome, now))}
