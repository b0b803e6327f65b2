"""What a document means for what a ledger holds: repeated, fulfilled, missing, contradicted, renamed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from servanda.documents.drafting.drafted import Drafted, Proposal
from servanda.documents.drafting.wording import ordinal
from servanda.documents.flat import word_set
from servanda.domain.records import Commitment, Dialogue, Meeting
from servanda.events.window import Window

REPEATS = 0.6
"""From this share of common words on a commitment of the same kind counts as said again."""
MAY_REPEAT = 0.4
"""From this share on it may be."""
_SAME_TOPIC = 0.15
_STEM = 6
_MANY = 5
_EMPTY_STEMS = frozenset(
    word[:_STEM]
    for word in word_set(
        "the of on for and in between with to a an both sides two countries will would their its by at that "
        "this continue further including such as through from be is are"
    )
)


class Recorded(NamedTuple):
    """What a ledger holds of a dialogue."""

    dialogue: Dialogue
    meetings: Sequence[Meeting]
    commitments: Sequence[Commitment]


class Implication(NamedTuple):
    """Something that follows for the ledger.

    Attributes:
        kind: ``recorded`` or ``differs`` (it is on record so, or otherwise), ``repeats`` or ``may repeat``
            (a commitment said again), ``fulfils``, ``missing`` (rounds), ``contradicts``, ``renamed``.
        about: the commitment or round concerned, such as ``jp-fr-ict/2``.
        why: the reason, as a sentence.
        proposal: position of the proposal concerned among those drafted; None if none is.
    """

    kind: str
    about: str
    why: str
    proposal: int | None = None


def implications(drafted: Drafted, recorded: Recorded, *, survey: bool = False) -> list[Implication]:
    """What the proposals mean for the record, in the order of the proposals.

    Args:
        drafted: a document, or a section of one.
        recorded: of its dialogue.
        survey: it is a section of a document about many dialogues, which names rounds in passing: a day
            that differs is no ground to correct an entry.
    """
    found: list[Implication] = []
    for number, proposal in enumerate(drafted.proposals):
        match proposal.type:
            case "meeting-held" | "meeting-scheduled":
                found += _meeting(number, proposal, recorded, survey=survey)
            case "commitment-made":
                found += _commitment(number, proposal, recorded)
    return [*found, *_name(drafted, recorded.dialogue)]


def _meeting(number: int, proposal: Proposal, recorded: Recorded, *, survey: bool) -> Iterator[Implication]:
    round_ = proposal.data["round"]
    if not isinstance(round_, int):
        return
    held = {one.ordinal: one for one in recorded.meetings if one.ordinal and one.state == "held"}
    about = f"{recorded.dialogue.slug} {round_}"
    is_held = proposal.type == "meeting-held"
    if round_ in held:
        if is_held:
            yield _already(number, about, proposal, held[round_], survey=survey)
        else:
            yield _announced_late(number, about, proposal, held[round_])
        return
    if said := _out_of_order(proposal, held):
        yield Implication("contradicts", about, said, number)
    if said := _missing(round_, held):
        yield Implication("missing", about, said, number)
    if is_held:
        yield from _fulfilled(number, round_, recorded.commitments)


def _already(number: int, about: str, proposal: Proposal, meeting: Meeting, *, survey: bool) -> Implication:
    """That a meeting is recorded: on the day that the document says, or on another."""
    when = Window(proposal.data["occurred"]["edtf"])
    where = ", ".join(f"#{entry}" for entry in meeting.entries)
    if when.latest < meeting.when.earliest or when.earliest > meeting.when.latest:
        said = f"It is recorded as held {meeting.when} ({where}); the document says {when}. It is not drafted"
        remedy = (
            "the section may mean another round: compare them"
            if survey
            else "if the document is right, correct the entry"
        )
        return Implication("differs", about, f"{said}; {remedy}.", number)
    said = f"It is recorded as held already ({where}), and not drafted again."
    return Implication("recorded", about, said, number)


def _announced_late(number: int, about: str, proposal: Proposal, meeting: Meeting) -> Implication:
    """That a meeting is announced which is recorded as held."""
    why = f"The {ordinal(proposal.data['round'])} round is recorded as held ({meeting.when})."
    return Implication("contradicts", about, why, number)


def _out_of_order(proposal: Proposal, held: Mapping[int, Meeting]) -> str:
    """That a later round was held before this one, or an earlier one after it; empty if none was."""
    when = Window(proposal.data["occurred" if proposal.type == "meeting-held" else "when"]["edtf"])
    for at, meeting in sorted(held.items()):
        order = ""
        if at > proposal.data["round"] and meeting.when.latest < when.earliest:
            order = "before"
        if at < proposal.data["round"] and meeting.when.earliest > when.latest:
            order = "after"
        if order:
            return f"The {ordinal(at)} round is recorded as held {order} it, {meeting.when}."
    return ""


def _missing(round_: int, held: Mapping[int, Meeting]) -> str:
    """That rounds between the last one held and this one are not recorded; empty if none is missing."""
    last = max((at for at in held if at < round_), default=round_)
    missing = range(last + 1, round_)
    if not missing:
        return ""
    said = ", ".join(map(ordinal, missing[:_MANY])) + (" and more" if len(missing) > _MANY else "")
    return f"No entry tells of the {said} round, between the last one held and this one."


def _fulfilled(number: int, round_: int, commitments: Sequence[Commitment]) -> Iterator[Implication]:
    for one in commitments:
        if one.state == "open" and one.promised_round == str(round_):
            due = f", due {one.due}" if one.due else ""
            why = (
                f"The {ordinal(round_)} round is what {one.ref} promises{due}; "
                "recording the meeting fulfils it."
            )
            yield Implication("fulfils", one.ref, why, number)


def _commitment(number: int, proposal: Proposal, recorded: Recorded) -> Iterator[Implication]:
    data = proposal.data
    if data["kind"] == "next-meeting":
        for one in recorded.commitments:
            if one.promised_round and one.promised_round == str(data.get("for_round")):
                yield _same(number, one)
        return
    scored = [
        (_alike(data["text"], one.text, data.get("topic"), one.topic), one)
        for one in recorded.commitments
        if one.kind == data["kind"] and one.state == "open"
    ]
    score, nearest = max(scored, key=lambda pair: (pair[0], -pair[1].number), default=(0.0, None))
    if nearest and score >= MAY_REPEAT:
        kind, is_ = ("repeats", "is") if score >= REPEATS else ("may repeat", "may be")
        said = f"“{data['text']}” {is_} {nearest.ref} said again (“{nearest.text}”); likeness {score:.2f}."
        yield Implication(kind, nearest.ref, said, number)


def _same(number: int, commitment: Commitment) -> Implication:
    """That a commitment on record promises the round that the document promises."""
    open_ = commitment.state == "open"
    why = f"{commitment.ref} promises the same round, and is {commitment.state}."
    return Implication("repeats" if open_ else "contradicts", commitment.ref, why, number)


def _alike(a: str, b: str, topic_a: str | None, topic_b: str | None) -> float:
    left, right = _words(a), _words(b)
    if not left or not right:
        return 0.0
    share = 2 * len(left & right) / (len(left) + len(right))
    same_topic = topic_a and topic_b and topic_a.casefold() == topic_b.casefold()
    return min(share + (_SAME_TOPIC if same_topic else 0), 1.0)


def _words(text: str) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"\w+", text.casefold())} - _EMPTY_STEMS


def _name(drafted: Drafted, dialogue: Dialogue) -> Iterator[Implication]:
    if drafted.name and drafted.name.casefold() in {name.casefold() for name in dialogue.former}:
        yield Implication(
            "renamed", dialogue.slug, f"The document uses a former name; it is “{dialogue.title}” now."
        )
