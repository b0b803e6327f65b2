"""What a document means for what a ledger holds: repeated, fulfilled, missing, contradicted, renamed."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from servanda.documents.drafting.drafted import Drafted, Proposal
from servanda.documents.drafting.wording import ordinal
from servanda.documents.flat import word_set
from servanda.domain.records import Commitment, Dialogue, Meeting
from servanda.events.window import Window

REPEATS = 0.6
"""From this share of common words on a commitment of the same kind counts as said again."""
MAY_REPEAT = 0.4
_EMPTY_WORDS = word_set(
    "the of on for and in between with to a an both sides two countries will would their its by at that this "
    "continue further including such as through from be is are"
)


class Recorded(NamedTuple):
    """What a ledger holds of a dialogue."""

    dialogue: Dialogue
    meetings: Sequence[Meeting]
    commitments: Sequence[Commitment]


class Implication(NamedTuple):
    """Something that follows for the ledger.

    Attributes:
        kind: ``repeats``, ``fulfils``, ``missing``, ``contradicts``, ``recorded``, ``renamed``.
        about: the commitment or round concerned, such as ``jp-fr-ict/2``.
        why: the reason, as a sentence.
        proposal: position of the proposal concerned among those drafted; None if none is.
    """

    kind: str
    about: str
    why: str
    proposal: int | None = None


def implications(drafted: Drafted, recorded: Recorded) -> list[Implication]:
    """What the proposals mean for the record, in the order of the proposals."""
    found: list[Implication] = []
    for number, proposal in enumerate(drafted.proposals):
        match proposal.type:
            case "meeting-held" | "meeting-scheduled":
                found += _meeting(number, proposal, recorded)
            case "commitment-made":
                found += _commitment(number, proposal, recorded)
    return [*found, *_name(drafted, recorded.dialogue)]


def _meeting(number: int, proposal: Proposal, recorded: Recorded) -> Iterator[Implication]:
    round_ = proposal.data["round"]
    slug = recorded.dialogue.slug
    known = {meeting.ordinal: meeting for meeting in recorded.meetings if meeting.ordinal}
    held = {at: meeting for at, meeting in known.items() if meeting.state == "held"}
    if not isinstance(round_, int):
        return
    about = f"{slug} {round_}"
    if proposal.type == "meeting-held" and round_ in held:
        yield from _already(number, about, proposal, held[round_])
        return
    if round_ in held:
        yield Implication(
            "contradicts",
            about,
            f"The {ordinal(round_)} round is recorded as held ({held[round_].when}).",
            number,
        )
        return
    yield from _out_of_order(number, about, proposal, held)
    missing = [at for at in range(max((at for at in held if at < round_), default=round_) + 1, round_)]
    if missing:
        said = ", ".join(map(ordinal, missing[:5])) + (" and more" if len(missing) > 5 else "")
        yield Implication(
            "missing",
            about,
            f"No entry tells of the {said} round, between the last one held and this one.",
            number,
        )
    for commitment in recorded.commitments:
        if (
            proposal.type == "meeting-held"
            and commitment.state == "open"
            and commitment.promised_round == str(round_)
        ):
            due = f", due {commitment.due}" if commitment.due else ""
            yield Implication(
                "fulfils",
                commitment.ref,
                f"The {ordinal(round_)} round is what {commitment.ref} promises{due}; recording the meeting fulfils it.",
                number,
            )


def _already(number: int, about: str, proposal: Proposal, meeting: Meeting) -> Iterator[Implication]:
    when = Window(proposal.data["occurred"]["edtf"])
    where = ", ".join(f"#{entry}" for entry in meeting.entries)
    if when.latest < meeting.when.earliest or when.earliest > meeting.when.latest:
        yield Implication(
            "contradicts",
            about,
            f"It is recorded as held {meeting.when} ({where}); the document says {when}.",
            number,
        )
    else:
        yield Implication("recorded", about, f"It is recorded as held already ({where}).", number)


def _out_of_order(
    number: int, about: str, proposal: Proposal, held: dict[int, Meeting]
) -> Iterator[Implication]:
    """A later round that was held before this one, or an earlier one after it."""
    field = "occurred" if proposal.type == "meeting-held" else "when"
    when = Window(proposal.data[field]["edtf"])
    for at, meeting in sorted(held.items()):
        if at > proposal.data["round"] and meeting.when.latest < when.earliest:
            yield Implication(
                "contradicts",
                about,
                f"The {ordinal(at)} round is recorded as held before it, {meeting.when}.",
                number,
            )
            return
        if at < proposal.data["round"] and meeting.when.earliest > when.latest:
            yield Implication(
                "contradicts",
                about,
                f"The {ordinal(at)} round is recorded as held after it, {meeting.when}.",
                number,
            )
            return


def _commitment(number: int, proposal: Proposal, recorded: Recorded) -> Iterator[Implication]:
    data = proposal.data
    if data["kind"] == "next-meeting":
        for commitment in recorded.commitments:
            promised = commitment.promised_round
            if promised and promised == str(data.get("for_round")):
                yield _same(number, commitment, "promises the same round")
        return
    scored = [
        (_alike(data["text"], commitment.text, data.get("topic"), commitment.topic), commitment)
        for commitment in recorded.commitments
        if commitment.kind == data["kind"] and commitment.state == "open"
    ]
    score, nearest = max(scored, key=lambda pair: (pair[0], -pair[1].number), default=(0.0, None))
    if nearest and score >= MAY_REPEAT:
        sure = "" if score >= REPEATS else "may be "
        yield Implication(
            "repeats",
            nearest.ref,
            f"It {sure or 'is '}{nearest.ref} said again ({nearest.text}); likeness {score:.2f}.",
            number,
        )


def _same(number: int, commitment: Commitment, why: str) -> Implication:
    if commitment.state == "open":
        return Implication("repeats", commitment.ref, f"{commitment.ref} {why}, and is open.", number)
    return Implication(
        "contradicts", commitment.ref, f"{commitment.ref} {why}, and is {commitment.state}.", number
    )


def _alike(a: str, b: str, topic_a: str | None, topic_b: str | None) -> float:
    left, right = _words(a), _words(b)
    if not left or not right:
        return 0.0
    share = 2 * len(left & right) / (len(left) + len(right))
    return min(share + 0.15 * bool(topic_a and topic_b and topic_a.casefold() == topic_b.casefold()), 1.0)


def _words(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"\w+", text.casefold())} - {word[:6] for word in _EMPTY_WORDS}


def _name(drafted: Drafted, dialogue: Dialogue) -> Iterator[Implication]:
    if drafted.name and drafted.name.casefold() in {name.casefold() for name in dialogue.former}:
        yield Implication(
            "renamed", dialogue.slug, f"The document uses a former name; it is “{dialogue.title}” now."
        )
