"""One thing whole: what `show` prints."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from servanda import queries
from servanda.app.reading import line
from servanda.cli.asking import Question
from servanda.cli.printing import WIDTH
from servanda.domain.records import Commitment, Dialogue, Meeting, Record, Source, named_round
from servanda.errors import UnknownNameError
from servanda.presentation import plain_json
from servanda.presentation.dates import plain
from servanda.presentation.facts import dialogue_facts, if_any
from servanda.presentation.names import round_name, round_text
from servanda.presentation.reasons import inferences, reasons
from servanda.presentation.table import pad, table, wrap
from servanda.presentation.values import in_words, passage
from servanda.presentation.visible import json_text

LABEL = 14
Line = str | tuple[str, ...]
"""A line of a list: text, or cells that stand in columns."""


@dataclass(frozen=True)
class Detail:
    """A heading, labelled facts, sentences under a heading, and lists under headings."""

    heading: str
    facts: list[tuple[str, str]]
    sections: list[tuple[str, list[Line]]]
    as_json: dict[str, Any]
    sentences: tuple[str, list[str]] = ("", [])

    def lines(self, terminal: int | None) -> list[str]:
        """The detail as lines that fit the terminal; elsewhere only prose is wrapped."""
        columns = terminal or WIDTH
        found = [*wrap(self.heading, columns), ""]
        for label, text in self.facts:
            first, *rest = wrap(text, columns - LABEL)
            found += [pad(label, LABEL) + first, *(" " * LABEL + part for part in rest)]
        title, said = self.sentences
        found += ["", title] if said else []
        found += [f"  {part}" for sentence in said for part in wrap(sentence, columns - 2)]
        for title, body in self.sections:
            found += ["", title, *(f"  {part}" for part in _fitted(body, terminal and terminal - 2))]
        return found


def _fitted(body: list[Line], columns: int | None) -> list[str]:
    """Cells as a table, and lines wrapped under their own beginning, where there is a width to fit."""
    if body and isinstance(body[0], tuple):
        rows = [line for line in body if isinstance(line, tuple)]
        return table([""] * len(rows[0]), rows, columns)[1:]
    return [part for line in body if isinstance(line, str) for part in _hanging(line, columns)]


def _hanging(line: str, columns: int | None) -> list[str]:
    if columns is None:
        return [line]
    indent = " " * (len(line) - len(line.lstrip()))
    first, *rest = wrap(line.lstrip(), columns - len(indent) - 2)
    return [indent + first, *(f"{indent}  {part}" for part in rest)]


def shown(question: Question, address: str, round_: str | None) -> Detail:
    """The detail of an address: ``#3``, ``jp-fr-ict/2``, a dialogue, a dialogue and a round, a source.

    Raises:
        UnknownNameError: nothing has that address, with the nearest one.
    """
    rows, as_of = question
    if address.startswith("#"):
        return entry_detail(question, address)
    if round_ is not None and "/" in address:
        msg = f"{address} is a commitment; only a dialogue has rounds"
        raise UnknownNameError(msg, f"`servanda show {address}` shows it.")
    if "/" in address:
        commitment = queries.one(rows, Commitment, address, as_of)
        if commitment is None:
            raise queries.unknown(rows, address, ["commitments"], as_of)
        return commitment_detail(question, commitment)
    if round_ is not None:
        queries.dialogue(rows, address, as_of)
        round_ = named_round(round_)
        meeting = queries.meeting(rows, address, round_, as_of)
        if meeting is None:
            msg = f"the log has no round {round_} of {address} on {as_of.on}"
            raise UnknownNameError(msg, f"`servanda meetings {address}` lists the rounds.")
        return meeting_detail(question, meeting)
    if source := queries.one(rows, Source, address, as_of):
        return source_detail(question, source)
    if dialogue := queries.one(rows, Dialogue, address, as_of):
        return dialogue_detail(question, dialogue)
    raise queries.unknown(rows, address, ["dialogues", "sources"], as_of)


def dialogue_detail(question: Question, dialogue: Dialogue) -> Detail:
    """A dialogue: names, members, rhythm; its meetings, commitments and outcomes."""
    view = queries.dialogue_view(question.rows, dialogue, question.as_of)
    sections: list[tuple[str, list[Line]]] = [
        (
            "Meetings",
            _listed(
                view.meetings,
                lambda m: (round_name(m), plain(m.when), m.state, m.place or "place not stated"),
            ),
        ),
        (
            "Commitments",
            _listed(
                view.commitments,
                lambda s: (s.commitment.ref, plain(s.commitment.due), str(s.standing), s.commitment.text),
            ),
        ),
        ("Outcomes", _listed(view.outcomes, lambda o: (f"#{o.number}", plain(o.adopted), o.title))),
        *_origin(question, dialogue),
    ]
    listed = [section for section in sections if section[1]]
    inferred = ("Inferred, not recorded", inferences(view, question.as_of))
    return Detail(dialogue.title, dialogue_facts(view), listed, plain_json.dialogue_view(view), inferred)


def commitment_detail(question: Question, commitment: Commitment) -> Detail:
    """A commitment: who undertook what by when, where it stands, what befell it."""
    look = queries.evidence_of(question.rows, question.as_of, commitment.dialogue).look
    mark = look.until if look else None
    seen = queries.commitment(question.rows, commitment, question.as_of)
    facts = [
        ("address", commitment.ref),
        ("standing", f"{seen.standing} on {question.as_of.on}"),
        (
            "due",
            plain(commitment.due)
            + (
                f', in the words of the source "{commitment.due.words}"'
                if commitment.due and commitment.due.words
                else ""
            ),
        ),
        ("by", ", ".join(commitment.by) or "not stated"),
        ("to", ", ".join(commitment.to) or "not stated"),
        ("kind", f"{commitment.kind}, {commitment.strength}"),
        (
            "made",
            plain(commitment.made)
            + (f", at the {round_text(commitment.round)} round" if commitment.round else ""),
        ),
        ("looked until", mark.isoformat() if mark else "never: no source covers the dialogue"),
    ]
    facts += [("topic", commitment.topic)] if commitment.topic else []
    if commitment.due != commitment.first_due:
        facts.append(("first due", plain(commitment.first_due)))
    if commitment.closed:
        facts.append((commitment.state, plain(commitment.closed)))
    facts += if_any("done by" if commitment.closed else "so far by", commitment.closed_by)
    for label in ("restated", "progress", "disputed", "assessed", "superseded_by"):
        if value := getattr(commitment, label):
            facts.append((label.replace("_", " "), value))
    as_json = {
        **plain_json.seen(seen),
        "looked_until": mark.isoformat() if mark else None,
    }
    why = ("Why", reasons(seen, question.as_of))
    return Detail(commitment.text, facts, _origin(question, commitment), as_json, why)


def meeting_detail(question: Question, meeting: Meeting) -> Detail:
    """A round: when, where, who, and what was on the table."""
    dialogue = queries.dialogue(question.rows, meeting.dialogue, question.as_of)
    facts = [
        ("state", meeting.state),
        ("when", plain(meeting.when)),
        ("place", ", ".join(part for part in (meeting.place, meeting.country) if part) or "not stated"),
        ("format", meeting.format or "not stated"),
        ("level", meeting.level or "not stated"),
    ]
    for label in ("hosts", "chairs", "bodies", "topics"):
        facts += if_any(label, getattr(meeting, label))
    if meeting.first_when and meeting.first_when != meeting.when:
        facts.append(("first date", plain(meeting.first_when)))
    heading = meeting.title or f"{round_name(meeting)} {dialogue.title}"
    return Detail(heading, facts, _origin(question, meeting), plain_json.record(meeting))


def source_detail(question: Question, source: Source) -> Detail:
    """A source: what it is and which dialogues it covers."""
    facts = [
        ("address", source.slug),
        ("published", plain(source.published)),
        ("publisher", source.publisher or "not stated"),
        ("kind", source.kind),
        ("language", source.language or "not stated"),
        ("at", source.url or "not stated"),
        ("sha256", source.sha256 or "not stated"),
        ("covers", ", ".join(source.dialogues) or "not stated"),
    ]
    return Detail(source.title, facts, _origin(question, source), plain_json.record(source))


def entry_detail(question: Question, address: str) -> Detail:
    """An entry as it was recorded, with what mended it since."""
    from servanda.cli.mending import position

    found = queries.entry(question.rows, position(address))
    if found.position > question.as_of.known_at:
        msg = f"entry {address} was not recorded by then"
        raise UnknownNameError(msg, "Ask without --known-at, or for a later moment.")
    envelope = json.loads(line(question.rows, found.position))
    if question.as_of.public_by and not _was_public(question, found.time, envelope["data"]):
        msg = f"entry {address} was not public by {question.as_of.public_by}"
        raise UnknownNameError(msg, "Ask for a later day with --public-by, or without it.")
    facts = [
        ("recorded", f"{found.time} by {envelope['recordedby']}"),
        ("stream", f"{found.stream}, its entry {envelope['streamversion']}"),
        ("id", found.id),
    ]
    mended = [
        f"#{mend.position} {mend.type}"
        for mend in queries.mends(question.rows, found.position, question.as_of.known_at)
    ]
    facts += if_any("mended by", tuple(mended))
    data: list[Line] = [*json_text(envelope["data"]).split("\n")]
    return Detail(
        f"#{found.position} {found.type}", facts, [("Data", data)], {"position": found.position, **envelope}
    )


def _was_public(question: Question, recorded: str, data: dict[str, Any]) -> bool:
    """Whether an entry's own sources had been published; without any, whether it was recorded."""
    if citations := data.get("citations"):
        return any(_citable(question, citation) for citation in citations)
    return recorded[:10] <= str(question.as_of.public_by)


def _citable(question: Question, citation: dict[str, Any]) -> bool:
    """Whether a cited source had been published, where that is asked."""
    as_of = question.as_of
    return not as_of.public_by or bool(queries.one(question.rows, Source, citation["source"], as_of))


def _origin(question: Question, record: Record) -> list[tuple[str, list[Line]]]:
    """Where it is recorded, what mended that, and which sources say so."""
    rows, as_of = question
    lines: list[Line] = []
    for number in record.entries:
        entry = queries.entry(rows, number)
        lines += [f"#{number} {entry.type}, recorded {entry.time[:10]}", *_said(question, number)]
        for mend in queries.mends(rows, number, as_of.known_at):
            lines += [
                f"   #{mend.position} {mend.type}, recorded {mend.time[:10]}",
                *_said(question, mend.position),
            ]
    return [("Entries", lines)]


def _said(question: Question, number: int) -> list[str]:
    """Citations, changes, reason and note of an entry, a line each."""
    data = json.loads(line(question.rows, number))["data"]
    said = [passage(citation) for citation in data.get("citations", ()) if _citable(question, citation)]
    said += [
        f"now {name}: {'taken out' if value is None else in_words(value)}"
        for name, value in data.get("changes", {}).items()
    ]
    said += [f"{label}: {data[label]}" for label in ("reason", "note") if label in data]
    return [f"   {text}" for text in said]


def _listed(items: Any, cells: Callable[[Any], tuple[str, ...]]) -> list[Line]:
    return [cells(item) for item in items]
