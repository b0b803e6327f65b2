"""The sentences that were taken, as proposed commitments."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import Any, NamedTuple

from servanda.documents.blocks import Block
from servanda.documents.drafting import wording
from servanda.documents.drafting.drafted import Evidence, Proposal, Traced
from servanda.documents.drafting.due import NO_DUE, Due
from servanda.documents.drafting.page import Page, is_about_what_comes
from servanda.documents.flat import shown
from servanda.documents.meeting import Meeting
from servanda.documents.meeting.found import HELD, SCHEDULED
from servanda.documents.ordinals import ordinals
from servanda.documents.undertakings.verdict import Verdict
from servanda.events.text import LINE_LIMIT

_SAID_AGAIN = 0.85
"""From this share of common words on a sentence says again what one before it said."""
_COMPARED = 200
"""With so many of the sentences before it that share a word a sentence is compared at most."""
_AT_THE_MEETING = frozenset({"will", "arranged", "intend", "pledge"})


class _Context(NamedTuple):
    page: Page
    meeting: Meeting | None
    round: int | None

    @property
    def next_round(self) -> int | None:
        """The ordinal of the round after the one held, if it is known."""
        held = self.meeting is not None and self.meeting.type == HELD
        return self.round + 1 if self.round and held else None


def commitments(
    page: Page, trace: Sequence[Traced], meeting: Meeting | None, round_: int | None
) -> Iterator[Proposal]:
    """A commitment for each sentence that was taken; what the document says twice, once."""
    blocks = {one.start: one.block for one in page.sentences}
    context = _Context(page, meeting, round_)
    taken = [
        (traced, traced.chosen)
        for traced in trace
        if traced.chosen and not _announces(context, traced, traced.chosen)
    ]
    said = [frozenset(re.findall(r"\w+", page.plain[one.start : one.end].lower())) for one, _ in taken]
    by_whom = [(verdict.by, traced.due and traced.due.window) for traced, verdict in taken]
    for (traced, verdict), again in zip(taken, _said_again(said, by_whom), strict=True):
        if again:
            continue
        if traced.besides:
            yield _commitment(context, traced, traced.besides, NO_DUE, blocks[traced.start])
        yield _commitment(context, traced, verdict, traced.due or NO_DUE, blocks[traced.start])


def _said_again(said: Sequence[frozenset[str]], of: Sequence[Hashable]) -> Iterator[bool]:
    """For the words of each sentence, whether one before it that was not itself such has nearly the same.

    Only sentences of the same are compared: what Japan will do by June, Norway may do by July.

    Two sets that share so much share one of their rarest words; only sentences that do are compared,
    and the latest of them, or a long document would be compared with itself, sentence by sentence.
    """
    often = Counter(word for words in said for word in words)
    by_word: dict[tuple[Hashable, str], list[frozenset[str]]] = {}
    for words, whose in zip(said, of, strict=True):
        rarest = sorted(words, key=lambda word: (often[word], word))
        telling = rarest[: len(words) - int(_SAID_AGAIN * len(words)) + 1]
        near = (other for word in telling for other in by_word.get((whose, word), ())[-_COMPARED:])
        again = any(len(words & other) >= _SAID_AGAIN * len(words | other) for other in near)
        if not again:
            for word in telling:
                by_word.setdefault((whose, word), []).append(words)
        yield again


def _announces(context: _Context, traced: Traced, verdict: Verdict) -> bool:
    """Whether a sentence of a notice announces that very meeting, or what will be done there."""
    meeting = context.meeting
    if meeting is None or meeting.type != SCHEDULED:
        return False
    if traced.start == meeting.passage[0]:
        return True
    if (number := _stated_round(context, traced)) and context.round and number > context.round:
        return False
    due = traced.due.window if traced.due else None
    if due and meeting.when and due.latest > meeting.when.value.latest:
        return False
    return verdict.kind == "next-meeting" or verdict.rule in _AT_THE_MEETING


def _commitment(context: _Context, traced: Traced, verdict: Verdict, due: Due, block: Block) -> Proposal:
    by, remarks = _bound(context.page, verdict)
    data: dict[str, Any] = {"kind": verdict.kind, "strength": verdict.strength}
    evidence = [Evidence("passage", traced.start, traced.end, verdict.rule)]
    if verdict.kind == "next-meeting":
        remarks += _next_round(context, traced, verdict, by, due, data)
    else:
        lead = block.lead[1] - block.lead[0] + 1 if block.lead and block.kind == "item" else 0
        sentence = context.page.text[traced.start : traced.end]
        data["text"] = wording.clause(sentence, verdict, lead, context.page.language)
        remarks.append(wording.OF_THE_SOURCE)
    if by:
        data["by"] = list(by)
    if due.window:
        data["due"] = {"edtf": due.window.edtf, "words": due.window.words}
        evidence.append(Evidence("due", due.start, due.end))
    if due.remark:
        remarks.append(due.remark)
    if topic := _topic(context.page, verdict, block):
        data["topic"] = topic
    passage = (traced.start, traced.end)
    return Proposal("commitment-made", data, tuple(evidence), passage, block.topic, tuple(remarks))


def _bound(page: Page, verdict: Verdict) -> tuple[tuple[str, ...], list[str]]:
    """The parties bound, and what to remark of a body or of somebody who is no party."""
    body = verdict.body if verdict.kind != "next-meeting" else ""
    named = verdict.by or (() if body else page.parties)
    known = tuple(code for code in named if code in page.parties)
    remarks = [f"Undertaken by: {body}."] if body else []
    if named and not known:
        remarks.append(f"Undertaken by {', '.join(named)}, which is no party of the dialogue as read.")
    return known, remarks


def _next_round(
    context: _Context, traced: Traced, verdict: Verdict, by: tuple[str, ...], due: Due, data: dict[str, Any]
) -> list[str]:
    """Fill in which round is promised, in our own words; with what to remark of its ordinal."""
    stated = _stated_round(context, traced)
    following = context.next_round
    if number := stated or following:
        data["for_round"] = number
    when = wording.due_in_words(due.window.words) if due.window else ""
    data["text"] = wording.next_round(number, when, hosted=bool(by) and len(verdict.by) == 1)
    if stated or following is None:
        return []
    return [f"The ordinal is not written; it is the one after the {wording.ordinal(following - 1)}."]


def _stated_round(context: _Context, traced: Traced) -> int | None:
    """The ordinal of a later round that the sentence names."""
    page = context.page
    for one in ordinals(page.plain[traced.start : traced.end], page.language):
        if context.round is None or one.number > context.round:
            return one.number
    return None


def _topic(page: Page, verdict: Verdict, block: Block) -> str:
    """The heading it stands under; the next meeting has none but that of what is to come."""
    topic = shown(block.topic)[:LINE_LIMIT]
    if verdict.kind == "next-meeting":
        return topic if is_about_what_comes(topic) else ""
    return "" if not topic or page.is_generic(topic) else topic
