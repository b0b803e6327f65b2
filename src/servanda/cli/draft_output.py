"""What `draft` prints: drafts as lines, everything as JSON, the trace, and a summary for people."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from servanda.app.drafting import AS_YOU_SAY, Part, Prepared, not_understood
from servanda.app.redrafting import ON_RECORD
from servanda.cli.printing import print_exactly, print_json, print_lines, say
from servanda.documents.drafting import Proposal, Traced
from servanda.documents.undertakings.verdict import Verdict
from servanda.domain.decide import Draft

LONGEST_TITLE = 120
SHOWN = 5
"""So many phrases that were not understood are named; --json has all."""


def print_drafts(drafts: Sequence[Draft]) -> None:
    """Print drafts as the JSON Lines that `append` takes."""
    print_exactly(lines_of(drafts))


def lines_of(drafts: Sequence[Draft]) -> str:
    """Drafts as JSON Lines."""
    return "".join(f"{json.dumps(line_of(draft), ensure_ascii=False)}\n" for draft in drafts)


def line_of(draft: Draft) -> dict[str, Any]:
    """A draft as JSON values."""
    return {"type": draft.type, "subject": draft.subject, "data": draft.data}


def say_summary(prepared: Prepared, file: Path) -> None:
    """Say on stderr what was found, what is doubtful and what it means for the ledger."""
    for line in summary(prepared, file):
        say(line, err=True)


def summary(prepared: Prepared, file: Path) -> Iterator[str]:
    """What a person should know before reading the drafts."""
    first = prepared.parts[0].drafted
    title = prepared.lines[0].proposal.data.get("titles", {}) if prepared.lines else {}
    shown = (title.get(first.language) or first.title)[:LONGEST_TITLE]
    yield f"{shown} ({first.published}, {first.language})"
    if prepared.states:
        yield f"The document says it was published on {prepared.states}; {first.published} is as you say."
    if prepared.recorded:
        yield (
            f"The ledger has this very document: {prepared.source}. "
            "The drafts cite it; they may repeat what is recorded."
        )
    if len(prepared.parts) > 1:
        yield (
            f"It is about many dialogues: {len(prepared.parts)} of its sections are drafted, "
            "each for a dialogue of its own."
        )
    for part in prepared.parts:
        yield from _about(part)
    counts = Counter(line.draft.type for line in prepared.lines)
    yield f"Drafts: {', '.join(f'{number} {type_}' for type_, number in counts.items()) or 'none'}."
    yield from (f"Note: {note}." for note in prepared.read.notes)
    phrases = not_understood(prepared)
    for words, why in phrases[:SHOWN]:
        yield f"Not understood: “{words}”: {why}."
    if len(phrases) > SHOWN:
        yield f"Not understood: {len(phrases) - SHOWN} more; --json has all."
    if "commitment-made" in counts:
        yield "The texts of commitments follow the source: put them into your own words before you append."
    yield f"`servanda draft {file} --trace` says why each sentence was taken or not."


def _about(part: Part) -> Iterator[str]:
    match = part.matched
    if not part.drafted.name and not match:
        yield (
            "No dialogue is named in the first sentences: only the source is drafted. "
            "Give --dialogue SLUG if the ledger has it."
        )
    elif match is None:
        yield f"Dialogue: “{part.drafted.name}”, new as {part.slug}."
        if all(one.type != "dialogue-established" for one in part.drafted.proposals):
            yield (
                "Its parties are not found in the document, so it is not drafted. Before you append "
                f"the rest, establish it: servanda record dialogue-established {part.slug} --help"
            )
    elif match.how == AS_YOU_SAY:
        yield f"Dialogue: {match.slug}, as you say."
    else:
        yield f"Dialogue: {match.slug}, matched by its {match.how} “{match.name}” (score {match.score:.2f})."
    for other in part.possible:
        known = f"{other.slug}, {other.how} “{other.name}” (score {other.score:.2f})"
        yield f"  It may be {known}: then give --dialogue {other.slug}."
    left_out = [one for one in part.implied if one.kind in ON_RECORD]
    for one in part.implied:
        if one.kind != "recorded" or len(left_out) <= SHOWN:
            yield f"Ledger: {one.about}: {one.why}"
    if len(left_out) > SHOWN:
        yield f"Ledger: {len(left_out)} more of what it says is recorded already, and not drafted again."


def print_whole(prepared: Prepared, *, trace: bool) -> None:
    """Print everything as one JSON object."""
    text = prepared.read.text
    print_json(
        {
            "source": {
                "slug": prepared.source,
                "sha256": prepared.read.sha256,
                "kind": prepared.read.kind,
                "recorded": prepared.recorded,
            },
            "language": prepared.parts[0].drafted.language,
            "published": prepared.parts[0].drafted.published.isoformat(),
            "dialogues": [_part(part) for part in prepared.parts],
            "drafts": [line_of(draft) for draft in prepared.drafts],
            "evidence": [_evidence(line.proposal, text) for line in prepared.lines],
            "not_understood": [
                {"start": one.start, "end": one.end, "words": text[one.start : one.end], "why": one.why}
                for part in prepared.parts
                for one in part.drafted.not_understood
            ],
            "notes": list(prepared.read.notes),
            **({"trace": [_traced(one, text) for one in _sentences(prepared)]} if trace else {}),
        }
    )


def _part(part: Part) -> dict[str, Any]:
    return {
        "slug": part.slug,
        "name": part.drafted.name,
        "parties": list(part.drafted.parties),
        "matched": part.matched and part.matched._asdict(),
        "possible": [match._asdict() for match in part.possible],
        "implications": [one._asdict() for one in part.implied],
    }


def _sentences(prepared: Prepared) -> Iterator[Traced]:
    return (traced for part in prepared.parts for traced in part.drafted.trace)


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
    for traced in _sentences(prepared):
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
