"""The meeting as a proposal: what the document says of it, and nothing else."""

import re
from collections.abc import Iterator
from typing import Any

from servanda.documents.blocks import Block
from servanda.documents.drafting.drafted import Evidence, Proposal
from servanda.documents.drafting.page import Page
from servanda.documents.meeting import Found, Meeting
from servanda.documents.meeting.found import HELD
from servanda.events.window import Window

_LONGEST_TOPIC = 120
_CANCELLED = re.compile(
    r"\bcancel+ed\b|\bcalled off\b|\bwill not (?:be held|take place)\b|中止", re.IGNORECASE
)
_CALLED_OFF = re.compile(rf"{_CANCELLED.pattern}|\b(?:postponed|put off|deferred)\b|延期|見送", re.IGNORECASE)


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
    if _is_called_off(page, meeting):
        yield from _cancelled(page, meeting)
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


def _is_called_off(page: Page, meeting: Meeting) -> bool:
    """Whether the meeting that seems announced is cancelled or put off: no day is left for it."""
    told = page.plain[slice(*meeting.passage)]
    return (meeting.type != HELD or meeting.when is None) and _CALLED_OFF.search(told) is not None


def _cancelled(page: Page, meeting: Meeting) -> Iterator[Proposal]:
    """The meeting as one that will not take place; one put off is drafted with its new day or not at all."""
    if meeting.round and _CANCELLED.search(page.plain[slice(*meeting.passage)]):
        data = {"occurred": {"edtf": page.published.isoformat()}, "round": meeting.round.value}
        said = Evidence("round", meeting.round.start, meeting.round.end)
        yield Proposal("meeting-cancelled", data, (said,), meeting.passage)


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
