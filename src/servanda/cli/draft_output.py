"""What `draft` prints: drafts as lines, everything as JSON, the trace, and a summary for people."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from servanda.app.drafting import Prepared, not_understood
from servanda.cli.printing import print_exactly, print_json, print_lines, say
from servanda.documents.drafting import Proposal, Traced
from servanda.documents.undertakings.verdict import Verdict
from servanda.domain.decide import Draft

SHOWN = 5
"""So many phrases that were not understood are named; --json has all."""


def print_drafts(drafts: Sequence[Draft]) -> None:
    """Print drafts as the JSON Lines that `append` takes."""
    print_exactly("".join(f"{json.dumps(line_of(draft), ensure_ascii=False)}\n" for draft in drafts))


def line_of(draft: Draft) -> dict[str, Any]:
    """A draft as JSON values."""
    return {"type": draft.type, "subject": draft.subject, "data": draft.data}


def say_summary(prepared: Prepared, file: Path) -> None:
    """Say on stderr what was found, what is doubtful and what it means for the ledger."""
    for line in summary(prepared, file):
        say(line, err=True)


def summary(prepared: Prepared, file: Path) -> Iterator[str]:
    """What a person should know before reading the drafts."""
    drafted = prepared.drafted
    yield f"{drafted.title} ({drafted.published}, {drafted.language})"
    yield from _about(prepared)
    counts = [
        f"{sum(draft.type == type_ for draft in prepared.drafts)} {type_}"
        for type_ in dict.fromkeys(draft.type for draft in prepared.drafts)
    ]
    yield f"Drafts: {', '.join(counts) or 'none'}."
    yield from (f"Note: {note}." for note in prepared.read.notes)
    for one in prepared.implications:
        yield f"Ledger: {one.about}: {one.why}"
    phrases = not_understood(prepared)
    for words, why in phrases[:SHOWN]:
        yield f"Not understood: “{words}”: {why}."
    if len(phrases) > SHOWN:
        yield f"Not understood: {len(phrases) - SHOWN} more; --json has all."
    yield f"Review them; `servanda draft {file} --trace` says why each sentence was taken or not."


def _about(prepared: Prepared) -> Iterator[str]:
    name = prepared.drafted.name
    if prepared.recorded:
        yield f"The ledger has this very document: {prepared.source}. The drafts cite it; they may repeat what is recorded."
    if not name:
        yield "No dialogue is named in the first sentences: only the source is drafted. Give --dialogue SLUG if the ledger has it."
    elif prepared.matched:
        match = prepared.matched
        yield (
            f"Dialogue: {match.slug}, matched by its {match.how} “{match.name}” (score {match.score:.2f})."
            if match.how != "as you say"
            else f"Dialogue: {match.slug}, as you say."
        )
    else:
        yield f"Dialogue: “{name}”, new as {prepared.slug}."
    for match in prepared.possible:
        yield f"  It may be {match.slug}, {match.how} “{match.name}” (score {match.score:.2f}): then give --dialogue {match.slug}."


def print_whole(prepared: Prepared, *, trace: bool) -> None:
    """Print everything as one JSON object."""
    text = prepared.read.text
    whole: dict[str, Any] = {
        "source": {
            "slug": prepared.source,
            "sha256": prepared.read.sha256,
            "kind": prepared.read.kind,
            "recorded": prepared.recorded,
        },
        "language": prepared.drafted.language,
        "published": prepared.drafted.published.isoformat(),
        "dialogue": {
            "slug": prepared.slug,
            "name": prepared.drafted.name,
            "parties": list(prepared.drafted.parties),
            "matched": prepared.matched and prepared.matched._asdict(),
            "possible": [match._asdict() for match in prepared.possible],
        },
        "drafts": [line_of(draft) for draft in prepared.drafts],
        "evidence": [
            _evidence(proposal, text) for proposal in (prepared.drafted.source, *prepared.drafted.proposals)
        ],
        "implications": [one._asdict() for one in prepared.implications],
        "not_understood": [
            {"start": one.start, "end": one.end, "words": text[one.start : one.end], "why": one.why}
            for one in prepared.drafted.not_understood
        ],
        "notes": list(prepared.read.notes),
    }
    if trace:
        whole["trace"] = [_traced(one, text) for one in prepared.drafted.trace]
    print_json(whole)


def _evidence(proposal: Proposal, text: str) -> dict[str, Any]:
    return {
        "type": proposal.type,
        "passage": {
            "start": proposal.passage[0],
            "end": proposal.passage[1],
            "words": text[slice(*proposal.passage)],
        },
        "values": [
            {
                "field": one.field,
                "start": one.start,
                "end": one.end,
                "words": text[one.start : one.end],
                **({"rule": one.how} if one.how else {}),
            }
            for one in proposal.evidence
        ],
        "remarks": list(proposal.remarks),
    }


def _traced(traced: Traced, text: str) -> dict[str, Any]:
    return {
        "start": traced.start,
        "end": traced.end,
        "sentence": text[traced.start : traced.end],
        "taken": traced.chosen is not None,
        "rules": [_verdict(verdict) for verdict in traced.verdicts],
        "due": traced.due.window.edtf if traced.due and traced.due.window else None,
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        name: value for name, value in verdict._asdict().items() if value not in ("", ()) and name != "at"
    }


def print_trace(prepared: Prepared) -> None:
    """Print each sentence with what every rule said of it."""
    print_lines(list(_trace(prepared)))


def _trace(prepared: Prepared) -> Iterator[str]:
    text = prepared.read.text
    for traced in prepared.drafted.trace:
        sentence = " ".join(text[traced.start : traced.end].split())
        yield f"{'+' if traced.chosen else ' '} {traced.start}-{traced.end} {sentence}"
        if not traced.verdicts:
            yield "      no rule sees an undertaking in it"
        for verdict in traced.verdicts:
            if verdict.taken:
                yield f"      taken, {verdict.rule}: {verdict.why} ({verdict.kind}, {verdict.strength})"
            else:
                yield f"      not taken, {verdict.rule}: {verdict.why}"
        if traced.chosen and traced.due:
            if traced.due.window:
                yield f"      due {traced.due.window.edtf}: “{traced.due.window.words}”"
            if traced.due.remark:
                yield f"      due: {traced.due.remark}"
