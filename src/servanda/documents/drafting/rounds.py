"""The meeting as a proposal: what the document says of it, and nothing else."""

from collections.abc import Iterator
from typing import Any

from servanda.documents.blocks import Block
from servanda.documents.drafting.drafted import Evidence, Proposal
from servanda.documents.drafting.page import Page
from servanda.documents.meeting import Found, Meeting
from servanda.documents.meeting.found import HELD
from servanda.events.window import Window

_LONGEST_TOPIC = 120


def occurred_of(page: Page, meeting: Meeting | None) -> Window:
    """When the document's events happened: at the meeting it reports, or else on its publication."""
    if meeting and meeting.type == HELD and meeting.when:
        when: Window = meeting.when.value
        return when
    return Window(page.published.isoformat())


def meetings(page: Page, meeting: Meeting | None) -> Iterator[Proposal]:
    """The meeting held or scheduled; none where neither its day nor its ordinal is told."""
    if meeting is None or (meeting.when is None and meeting.round is None):
        return
    held = meeting.type == HELD
    data, evidence, remarks = _time(page, meeting)
    named = (("round", meeting.round), ("place", meeting.place), ("format", meeting.format))
    for field, found in (*named, *((("level", meeting.level),) if held else ())):
        if found:
            data[field] = found.value
            evidence.append(Evidence(field, found.start, found.end))
    if meeting.country:
        data["country"] = meeting.country
    for field, many in (("hosts", meeting.hosts), ("bodies", meeting.bodies if held else ())):
        _add(data, evidence, field, many)
    if held:
        topics = [Found(page.heading(block), block.start, block.end) for block in _topics(page, meeting)]
        _add(data, evidence, "topics", topics)
    if "round" not in data:
        day = meeting.when.value.earliest if meeting.when else page.published
        data["round"] = f"{day:%Y-%m}"
        remarks.append("The ordinal is not stated; the label is the month.")
    yield Proposal(meeting.type, data, tuple(evidence), meeting.passage, remarks=tuple(remarks))


def _time(page: Page, meeting: Meeting) -> tuple[dict[str, Any], list[Evidence], list[str]]:
    day = page.published.isoformat()
    held = meeting.type == HELD
    field = "occurred" if held else "when"
    data: dict[str, Any] = {} if held else {"occurred": {"edtf": day}}
    if meeting.when:
        data[field] = {"edtf": meeting.when.value.edtf}
        return data, [Evidence(field, meeting.when.start, meeting.when.end)], []
    data[field] = {"edtf": f"../{day}" if held else f"{day}/.."}
    return data, [], ["The day is not stated."]


def _add(
    data: dict[str, Any], evidence: list[Evidence], field: str, found: "list[Found] | tuple[Found, ...]"
) -> None:
    """Add a list of values, each once, if there are any."""
    if values := list(dict.fromkeys(one.value for one in found)):
        data[field] = values
        evidence += [Evidence(field, one.start, one.end) for one in found]


def _topics(page: Page, meeting: Meeting) -> Iterator[Block]:
    """The headings after the sentence that tells of the meeting under which something is said."""
    with_text = {one.block.topic for one in page.prose}
    for block in page.blocks:
        if block.kind != "heading" or block.start < meeting.passage[0]:
            continue
        words = page.heading(block)
        if words and words in with_text and len(words) < _LONGEST_TOPIC and not page.is_generic(words):
            yield block
