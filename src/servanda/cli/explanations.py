"""What `explain` prints."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from servanda import audit, queries
from servanda.cli.asking import Question
from servanda.domain.records import Commitment, Dialogue, Source
from servanda.errors import UnknownNameError
from servanda.presentation import plain_json
from servanda.presentation.reasons import inferences, numbers, reasons
from servanda.presentation.table import wrap


@dataclass(frozen=True)
class Explanation:
    """A heading, the answer, and the sentences that lead to it."""

    heading: str
    answer: str
    sentences: list[str]
    ground: str
    as_json: dict[str, Any]

    def lines(self, columns: int) -> list[str]:
        """The explanation as lines of at most that width."""
        parts = [self.heading, self.answer, "", *self.sentences, "", self.ground]
        return [line for part in parts for line in wrap(part, columns)]


def explained(question: Question, address: str) -> Explanation:
    """Why a commitment stands where it stands, or what is inferred about a dialogue.

    Raises:
        UnknownNameError: nothing has that address then.
    """
    if "/" in address:
        return _commitment(question, address)
    if queries.one(question.rows, Source, address, question.as_of):
        msg = f"{address} is a source; what stands or is inferred is of a commitment or a dialogue"
        raise UnknownNameError(msg, f"`servanda show {address}` shows it.")
    return _dialogue(question, address)


def _commitment(question: Question, ref: str) -> Explanation:
    rows, as_of = question
    record = queries.one(rows, Commitment, ref, as_of)
    if record is None:
        return _void(question, ref)
    seen = queries.commitment(rows, record, as_of)
    said = reasons(seen, as_of)
    ground = f"Rests on {_with_corrections(question, seen.standing.entries)}. {moment(question)}"
    return Explanation(
        f"{ref}: {record.text}",
        f"{seen.standing}",
        said,
        ground,
        {**plain_json.seen(seen), "reasons": said, "as_of": plain_json.as_of(as_of)},
    )


def _with_corrections(question: Question, entries: Iterable[int]) -> str:
    """Entries, each with the corrections of ours that stand."""
    rows, as_of = question
    said = []
    for entry in entries:
        mends = audit.told(rows, entry, as_of.known_at).mends
        corrected = numbers(
            mend.entry for mend in mends if mend.type == "entry-corrected" and mend.undone is None
        )
        said.append(f"#{entry} (corrected by {corrected})" if corrected else f"#{entry}")
    return ", ".join(said)


def _void(question: Question, ref: str) -> Explanation:
    """Why a commitment that was recorded is not there any more.

    Raises:
        UnknownNameError: it is not void, but not known or not made then.
    """
    rows, as_of = question
    wanted = audit.subject(rows, ref, None, as_of)
    first = audit.history(rows, wanted, as_of)[0]
    voided = first.undone
    if voided is None:
        raise queries.unknown(rows, ref, ["commitments"], as_of)
    why = audit.told(rows, voided, as_of.known_at).data["reason"]
    said = [f"Its making (#{first.entry}) was voided by #{voided}: {why}."]
    ground = f"Rests on {numbers((first.entry, voided))}. {moment(question)}"
    as_json = {
        "ref": ref,
        "standing": "void",
        "rests_on": [first.entry, voided],
        "reasons": said,
        "as_of": plain_json.as_of(as_of),
    }
    return Explanation(ref, "void", said, ground, as_json)


def _dialogue(question: Question, slug: str) -> Explanation:
    rows, as_of = question
    record = queries.dialogue(rows, slug, as_of)
    view = queries.dialogue_view(rows, record, as_of)
    said = inferences(view, as_of) or [_nothing(record)]
    looked = f"looked until {view.looked_until}" if view.looked_until else "nobody is known to have looked"
    return Explanation(
        f"{slug}: {record.title}",
        f"inferred from the record; {looked}",
        said,
        moment(question),
        {
            "dialogue": slug,
            "inferred": plain_json.inferred(view.inferred),
            "sentences": said,
            "as_of": plain_json.as_of(as_of),
        },
    )


def _nothing(dialogue: Dialogue) -> str:
    """Why nothing can be inferred about a dialogue."""
    if dialogue.state != "active":
        return f"Nothing more is expected: it is {dialogue.state} (#{dialogue.ended_in})."
    return "Nothing can be inferred: no round that was held is on record."


def moment(question: Question) -> str:
    """The point asked about, in a sentence: the day, and whichever axis was limited."""
    as_of = question.as_of
    said = f"Worked out for {as_of.on}, from entries up to #{as_of.known_at}"
    said += f", as far as public by {as_of.public_by}" if as_of.public_by else ""
    return f"{said}."
