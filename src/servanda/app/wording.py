"""Whether the record repeats the words of the documents it rests on."""

from collections.abc import Iterator, Sequence
from datetime import date

from servanda import queries
from servanda.audit import Finding, told
from servanda.documents.likeness import Names, Wording
from servanda.documents.passages import Document
from servanda.domain.records import Dialogue, Outcome, Source
from servanda.log.rows import Rows
from servanda.queries import NOW, AsOf

OWN_WORDS = ("text", "note", "reason")


def check_wording(rows: Rows, documents: Sequence[Document]) -> list[Finding]:
    """The texts that stand and share a long run of words with one of the documents.

    A text that was corrected is the correction's. Names may be repeated: those of dialogues,
    instruments and documents are kept as they are.
    """
    known = [Wording(document.text) for document in documents]
    names = Names(_names(rows))
    found = []
    for line in queries.entries(rows):
        for position, field, text in _said(rows, line.position):
            repeated = next(filter(None, (wording.repeated(text, names) for wording in known)), "")
            if repeated:
                said = f"{field} repeats the words of a document: {repeated!r}"
                found.append(Finding("wording", f"#{position}", said, (position,)))
    return found


def _said(rows: Rows, position: int) -> Iterator[tuple[int, str, str]]:
    """The texts of an entry that should be in the recorder's own words, and which entry says each."""
    entry = told(rows, position, NOW)
    if entry.voided:
        return
    for field in OWN_WORDS:
        if field in entry.data:
            corrected = [mend.entry for mend in entry.mends if mend.undone is None and field in mend.fields]
            yield [position, *corrected][-1], field, entry.data[field]


def _names(rows: Rows) -> Iterator[str]:
    now = AsOf(date.max)
    for source in queries.select(rows, Source, now):
        yield from source.titles.values()
    for dialogue in queries.select(rows, Dialogue, now):
        yield from (*dialogue.titles.values(), *dialogue.former, *dialogue.aliases)
    for outcome in queries.select(rows, Outcome, now):
        yield outcome.title
