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
    """Hold every cited passage that stands against its document.

    A source whose document is not among those given is a finding, as is a citation without a
    passage: neither has been checked.
    """
    by_hash = {document.sha256: document for document in documents}
    sources = dict(rows.execute("SELECT slug, sha256 FROM sources WHERE known_to > known_from").fetchall())
    passages, used, findings = 0, set(), []
    for position, citation in sorted(_citations(rows), key=lambda cited: cited[0]):
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
    """The citations that stand: not those of voided entries, nor those that a correction replaced."""
    entries = [
        (position, json.loads(line))
        for position, line in rows.execute("SELECT position, state FROM stored_events ORDER BY position")
    ]
    gone: set[str] = set()
    replaced: set[str] = set()
    for position, entry in reversed(entries):
        data = entry["data"]
        if entry["id"] in gone:
            continue
        if entry["type"] == "servanda.entry-voided":
            gone.add(data["entry"])
        corrected = data.get("changes", {}).get("citations")
        if corrected is not None and data["entry"] not in replaced:
            replaced.add(data["entry"])
            yield from ((position, citation) for citation in corrected)
        if entry["id"] not in replaced:
            yield from ((position, citation) for citation in data.get("citations", ()))
