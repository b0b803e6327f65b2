"""The citations that stand, and whether their passages are in the documents."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from servanda.audit import Finding
from servanda.documents.passages import Document, find_again, hash_at
from servanda.log.rows import Rows
from servanda.projections.tables import STILL


class Report(NamedTuple):
    """What was checked, and what was found wrong."""

    passages: int
    documents: int
    findings: list[Finding]


class Citing(NamedTuple):
    """An entry as it was recorded, whether it stands, and the citations that do.

    Citations that a correction put in place of the entry's own are the correction's.
    """

    position: int
    envelope: dict[str, Any]
    voided: bool
    citations: list[dict[str, Any]]


def citing(rows: Rows) -> list[Citing]:
    """Every entry of the log with its standing citations, in order of recording."""
    entries = [
        (position, json.loads(line))
        for position, line in rows.execute(
            "SELECT position, state FROM stored_events ORDER BY position"
        ).fetchall()
    ]
    gone: set[str] = set()
    replaced: set[str] = set()
    found = []
    for position, entry in reversed(entries):
        data, voided = entry["data"], entry["id"] in gone
        target = data.get("entry")
        if entry["type"] == "servanda.entry-voided" and not voided:
            gone.add(target)
        own = [] if entry["id"] in replaced else data.get("citations", [])
        put = data.get("changes", {}).get("citations")
        if "citations" in data.get("changes", {}) and not voided and target not in replaced:
            replaced.add(target)
            own = own + ([] if target in gone else put or [])
        found.append(Citing(position, entry, voided, [] if voided else own))
    return found[::-1]


def check_passages(rows: Rows, documents: Sequence[Document]) -> Report:
    """Hold every cited passage that stands against its document.

    A source whose document is not among those given is a finding, as is a citation without a
    passage: neither has been checked.
    """
    by_hash = {document.sha256: document for document in documents}
    sources = dict(rows.execute("SELECT slug, sha256 FROM sources WHERE known_to = ?", (STILL,)).fetchall())
    passages, used, findings = 0, set(), []
    for position, citation in ((entry.position, one) for entry in citing(rows) for one in entry.citations):
        document = by_hash.get(sources.get(citation["source"]) or "")
        said = ""
        if document is None:
            said = "its document is not in the folder"
        elif "sha256" not in citation:
            said = "no passage is given"
        else:
            passages += 1
            used.add(document.sha256)
            said = _misplaced(document, citation["start"], citation["end"], citation["sha256"])
        if said:
            cited = f"cites {citation['source']}, but {said}"
            findings.append(Finding("sources", f"#{position}", cited, (position,)))
    return Report(passages, len(used), findings)


def _misplaced(document: Document, start: int, end: int, wanted: str) -> str:
    """What is wrong with a passage that is not where its citation says; empty if it is there."""
    if hash_at(document, start, end) == wanted:
        return ""
    said = f"the passage at {start}-{end} is another one"
    found = find_again(document.text, wanted, end - start, start)
    return said if found is None else f"{said}; it stands at {found}-{found + end - start}"
