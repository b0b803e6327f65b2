"""Checking every citation of a ledger against the documents themselves."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from servanda.documents.passages import Document, hash_at


class Report(NamedTuple):
    """What was checked, and what was found wrong."""

    passages: int
    documents: int
    findings: list[str]


def check_passages(rows: sqlite3.Connection, documents: Sequence[Document]) -> Report:
    """Hold every cited passage against its document, the corrected and voided entries' included.

    A source whose document is not among those given is a finding, as is a citation without a
    passage: neither has been checked.
    """
    by_hash = {document.sha256: document for document in documents}
    sources = dict(rows.execute("SELECT slug, sha256 FROM sources WHERE known_to > known_from").fetchall())
    passages, used, findings = 0, set(), []
    for position, citation in _citations(rows):
        document = by_hash.get(sources.get(citation["source"]) or "")
        place = f"#{position} cites {citation['source']}"
        if document is None:
            findings.append(f"{place}: its document is not in the folder")
        elif "sha256" not in citation:
            findings.append(f"{place} without a passage")
        else:
            passages += 1
            used.add(document.sha256)
            found = hash_at(document, citation["start"], citation["end"])
            if found != citation["sha256"]:
                findings.append(
                    f"{place} at {citation['start']}-{citation['end']}: the passage there is another one"
                )
    return Report(passages, len(used), findings)


def _citations(rows: sqlite3.Connection) -> Iterator[tuple[int, dict[str, Any]]]:
    for position, line in rows.execute("SELECT position, state FROM stored_events ORDER BY position"):
        data = json.loads(line)["data"]
        for citation in (*data.get("citations", ()), *data.get("changes", {}).get("citations", ())):
            yield position, citation
