"""The questions: the only place where the day asked about and what was known meet the rows.

Standard library only: reading commands import neither pydantic nor eventsourcing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from servanda.domain.records import Commitment, Dialogue, Meeting, Outcome, Record, Source, meeting_key
from servanda.domain.standing import DUE_SOON, Known, Standing, standing
from servanda.errors import InvalidInputError, UnknownNameError, nearest
from servanda.log.rows import Rows
from servanda.projections import words
from servanda.projections.tables import NUMBERS, RECORDS, STILL, TABLES, decode

R = TypeVar("R", bound=Record)

NOW = STILL - 1
"""The position that stands for everything recorded."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day asked about, and the position in the log up to which entries are known."""

    on: date
    known_at: int = NOW

    @property
    def clause(self) -> str:
        """The condition on a row ``t``, with `parameters` for its marks."""
        return "t.known_from <= ? AND t.known_to > ? AND t.valid_from <= ? AND t.valid_to > ?"

    @property
    def parameters(self) -> tuple[Any, ...]:
        """The values for the marks of `clause`."""
        return (self.known_at, self.known_at, self.on.isoformat(), self.on.isoformat())


class Condition(NamedTuple):
    """A part of a WHERE clause about the row ``t``, with its parameters."""

    sql: str
    parameters: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; a filter left out does not narrow."""

    dialogue: str | None = None
    party: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    kind: str | None = None
    topic: str | None = None
    round: str | None = None
    state: str | None = None
    due_before: date | None = None
    due_after: date | None = None
    text: str | None = None
    covers: str | None = None

    def conditions(self, cls: type[Record], as_of: AsOf) -> Iterator[Condition]:
        """The conditions on rows of a kind of record."""
        table = TABLES[cls]
        for facet, values in (("party", self.party), ("body", self.body)):
            for value in values:
                yield _takes_part(table, facet, value.casefold() if facet == "body" else value, as_of)
        for name in ("dialogue", "kind", "round", "state"):
            if value := getattr(self, name):
                yield Condition(f"t.{name} = ?", (value,))
        if self.topic:
            yield Condition(
                f"EXISTS (SELECT 1 FROM facets f WHERE f.entity = '{table}' AND f.facet = 'topic' "
                "AND f.row_id = t.row_id AND instr(f.value, ?) > 0)",
                (self.topic.casefold(),),
            )
        if self.covers:
            yield Condition(_FACET.format(table=table), ("covers", self.covers))
        for day, side in ((self.due_before, "<"), (self.due_after, ">")):
            if day:
                yield Condition(f"t.due_latest {side} ?", (day.isoformat(),))
        if self.text is not None:
            yield _found(table, self.text)


_FACET = (
    "t.row_id IN (SELECT f.row_id FROM facets f WHERE f.entity = '{table}' AND f.facet = ? AND f.value = ?)"
)


def _takes_part(table: str, facet: str, value: str, as_of: AsOf) -> Condition:
    """In the record itself, or in the dialogue it belongs to."""
    own = Condition(_FACET.format(table=table), (facet, value))
    if table in ("dialogues", "sources"):
        return own
    inner = as_of.clause.replace("t.", "d.")
    member = _FACET.format(table="dialogues").replace("t.", "d.")
    return Condition(
        f"({own.sql} OR t.dialogue IN (SELECT d.slug FROM dialogues d WHERE {member} AND {inner}))",
        (*own.parameters, facet, value, *as_of.parameters),
    )


def _found(table: str, text: str) -> Condition:
    """Rows in whose words all of the text's words stand."""
    asked = words.asked(text)
    if not asked:
        return Condition("0")
    tables = len(NUMBERS)
    return Condition(
        f"t.row_id IN (SELECT rowid / {tables} FROM search WHERE search MATCH ? AND rowid % {tables} = ?)",
        (asked, NUMBERS[table]),
    )


ORDER = {
    "sources": "published_earliest, key",
    "dialogues": "key",
    "meetings": "dialogue, when_earliest, key",
    "outcomes": "adopted_earliest, key",
    "commitments": "dialogue, number",
}


def select(rows: Rows, cls: type[R], as_of: AsOf, filters: Filters | None = None) -> list[R]:
    """The records of a kind that hold on the day, by what was known, narrowed by filters."""
    table = TABLES[cls]
    conditions = [Condition(as_of.clause, as_of.parameters), *(filters or Filters()).conditions(cls, as_of)]
    where = " AND ".join(condition.sql for condition in conditions)
    parameters = [value for condition in conditions for value in condition.parameters]
    found = rows.execute(f"SELECT t.* FROM {table} t WHERE {where} ORDER BY {ORDER[table]}", parameters)
    return [_record(cls, found, row) for row in found.fetchall()]


def _record(cls: type[R], cursor: Any, row: Sequence[Any]) -> R:
    named = dict(zip((column[0] for column in cursor.description), row, strict=True))
    return decode(cls, named)  # type: ignore[return-value]  # decode gives the class it is asked for


def one(rows: Rows, cls: type[R], key: str, as_of: AsOf) -> R | None:
    """The record of a key, if it exists on the day by what was known."""
    table = TABLES[cls]
    found = rows.execute(
        f"SELECT t.* FROM {table} t WHERE t.key = ? AND {as_of.clause}", (key, *as_of.parameters)
    )
    row = found.fetchone()
    return None if row is None else _record(cls, found, row)


def dialogue(rows: Rows, slug: str, as_of: AsOf) -> Dialogue:
    """A dialogue by its slug.

    Raises:
        UnknownNameError: with the nearest slug, or saying that it did not exist or was not
            known then.
    """
    found = one(rows, Dialogue, slug, as_of)
    if found:
        return found
    raise _unknown(rows, "dialogue", "dialogues", slug, as_of)


def _unknown(rows: Rows, what: str, table: str, key: str, as_of: AsOf) -> UnknownNameError:
    known = [row[0] for row in rows.execute(f"SELECT DISTINCT key FROM {table}").fetchall()]
    if key in known:
        msg = f"the log as known then has no {what} {key} on {as_of.on}"
        return UnknownNameError(msg, "Ask for a later day with --on, or without --known-at.")
    plural = table if what != "entry" else "log"
    return UnknownNameError(
        f"there is no {what} {key!r}", nearest(key, known) or f"`servanda {plural}` lists what there is."
    )


def known_names(rows: Rows, table: str) -> list[str]:
    """Every key that a table has ever held."""
    return [row[0] for row in rows.execute(f"SELECT DISTINCT key FROM {table} ORDER BY key").fetchall()]


class Seen(NamedTuple):
    """A commitment with its standing on the day asked about."""

    commitment: Commitment
    standing: Standing


def commitments(rows: Rows, as_of: AsOf, filters: Filters | None = None) -> list[Seen]:
    """Commitments with their standings; those with a due date first, by its last day."""
    known = _known(rows, as_of)
    found = [
        Seen(commitment, standing(commitment, as_of.on, known.get(commitment.dialogue, Known())))
        for commitment in select(rows, Commitment, as_of, filters)
    ]
    return sorted(
        found, key=lambda seen: (_last_day(seen.commitment), seen.commitment.dialogue, seen.commitment.number)
    )


def commitment(rows: Rows, record: Commitment, as_of: AsOf) -> Seen:
    """A commitment with its standing."""
    known = _known(rows, as_of).get(record.dialogue, Known())
    return Seen(record, standing(record, as_of.on, known))


def _known(rows: Rows, as_of: AsOf) -> dict[str, Known]:
    """What the standings of each dialogue's commitments rest on."""
    marks = watermarks(rows, as_of)
    latest = rows.execute(
        f"SELECT t.dialogue, max(t.ordinal) FROM meetings t WHERE t.state = 'held' AND {as_of.clause} "
        "GROUP BY t.dialogue",
        as_of.parameters,
    ).fetchall()
    rounds = {slug: ordinal or 0 for slug, ordinal in latest}
    return {slug: Known(marks.get(slug), rounds.get(slug, 0)) for slug in marks.keys() | rounds.keys()}


def _last_day(commitment: Commitment) -> date:
    return commitment.due.latest if commitment.due else date.max


def watermarks(rows: Rows, as_of: AsOf) -> dict[str, date]:
    """For each dialogue the last day up to which somebody is known to have looked for news.

    The first day on which its newest source can have been published, or the day through which
    coverage was checked, whichever is later.
    """
    covered = rows.execute(
        "SELECT f.value, max(t.published_earliest) FROM facets f JOIN sources t ON t.row_id = f.row_id "
        f"WHERE f.entity = 'sources' AND f.facet = 'covers' AND {as_of.clause} GROUP BY f.value",
        as_of.parameters,
    ).fetchall()
    marks = {slug: date.fromisoformat(day) for slug, day in covered}
    checked = rows.execute(
        "SELECT t.slug, t.checked_through FROM dialogues t "
        f"WHERE t.checked_through IS NOT NULL AND {as_of.clause}",
        as_of.parameters,
    ).fetchall()
    for slug, day in checked:
        marks[slug] = max(marks.get(slug, date.min), date.fromisoformat(day))
    return marks


class Hit(NamedTuple):
    """A record that a search found."""

    kind: str
    record: Record


def search(rows: Rows, text: str, as_of: AsOf) -> list[Hit]:
    """Records in which every word of the text stands, dialogues first."""
    return [
        Hit(table, record)
        for table in ("dialogues", "commitments", "meetings", "outcomes", "sources")
        for record in select(rows, RECORDS[table], as_of, Filters(text=text))
    ]


def meeting(rows: Rows, slug: str, round_: str, as_of: AsOf) -> Meeting | None:
    """A round of a dialogue."""
    return one(rows, Meeting, meeting_key(slug, round_), as_of)


class EntryLine(NamedTuple):
    """An entry as the list of entries shows it."""

    position: int
    id: str
    time: str
    stream: str
    type: str
    occurred: str
    mends: int | None


def entries(
    rows: Rows, *, stream: str | None = None, type_: str | None = None, known_at: int = NOW
) -> list[EntryLine]:
    """Entries as recorded, optionally of one stream or type."""
    where, parameters = ["position <= ?"], [known_at]  # type: list[str], list[Any]
    for column, value in (("stream", stream), ("type", type_)):
        if value:
            where.append(f"{column} = ?")
            parameters.append(value)
    found = rows.execute(f"SELECT * FROM entries WHERE {' AND '.join(where)} ORDER BY position", parameters)
    return [EntryLine(*row) for row in found.fetchall()]


def entry(rows: Rows, position: int) -> EntryLine:
    """An entry by its position.

    Raises:
        UnknownNameError: the log is shorter.
    """
    row = rows.execute("SELECT * FROM entries WHERE position = ?", (position,)).fetchone()
    if row is None:
        last = rows.execute("SELECT coalesce(max(position), 0) FROM entries").fetchone()[0]
        msg = f"there is no entry #{position}"
        raise UnknownNameError(msg, f"The last one is #{last}." if last else "The log is empty.")
    return EntryLine(*row)


def position_of(rows: Rows, entry_id: str) -> int | None:
    """The position of the entry with an id."""
    row = rows.execute("SELECT position FROM entries WHERE id = ?", (entry_id,)).fetchone()
    return int(row[0]) if row else None


def known_at(rows: Rows, text: str) -> int:
    """The position up to which the log was known at an entry (``#203``), a day or a moment (UTC).

    A day counts to its end.

    Raises:
        InvalidInputError: none of these.
    """
    if text.removeprefix("#").isdigit():
        return int(text.removeprefix("#"))
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        msg = f"--known-at: {text!r} is not a moment"
        raise InvalidInputError(
            msg, "Accepted: 2026-01-31, 2026-01-31T12:00, or an entry such as #203."
        ) from None
    if len(text) <= len("2026-01-31"):
        moment += timedelta(days=1, microseconds=-1)
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    row = rows.execute(
        "SELECT coalesce(max(position), 0) FROM entries WHERE time <= ?",
        (moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),),
    ).fetchone()
    return int(row[0])


PAST_DUE = ("overdue", "past due, unchecked")


class Overview(NamedTuple):
    """A dialogue at a glance: last round held, next one scheduled or promised, open commitments."""

    dialogue: Dialogue
    last: Meeting | None
    scheduled: Meeting | None
    promised: Seen | None
    open: int


def dialogue_overviews(rows: Rows, as_of: AsOf, filters: Filters | None = None) -> list[Overview]:
    """Dialogues, each with what was last and what is next."""
    found = select(rows, Dialogue, as_of, filters)
    meetings: dict[str, list[Meeting]] = {}
    for meeting_ in select(rows, Meeting, as_of):
        meetings.setdefault(meeting_.dialogue, []).append(meeting_)
    open_: dict[str, list[Seen]] = {}
    for seen in commitments(rows, as_of, Filters(state="open")):
        open_.setdefault(seen.commitment.dialogue, []).append(seen)
    return [
        _overview(dialogue_, meetings.get(dialogue_.slug, []), open_.get(dialogue_.slug, []))
        for dialogue_ in found
    ]


def _overview(dialogue_: Dialogue, meetings: list[Meeting], open_: list[Seen]) -> Overview:
    held = [meeting_ for meeting_ in meetings if meeting_.state == "held"]
    scheduled = [meeting_ for meeting_ in meetings if meeting_.state == "scheduled"]
    promised = [
        seen for seen in open_ if seen.commitment.kind == "next-meeting" and seen.standing.name != "implied"
    ]
    return Overview(
        dialogue_,
        max(held, key=lambda meeting_: meeting_.when.order, default=None),
        min(scheduled, key=lambda meeting_: meeting_.when.order, default=None),
        promised[0] if promised else None,
        len(open_),
    )


def require_stream(rows: Rows, slug: str) -> None:
    """Raise unless a stream of that slug has entries.

    Raises:
        UnknownNameError: with the nearest slug.
    """
    if rows.execute("SELECT 1 FROM entries WHERE stream = ? LIMIT 1", (slug,)).fetchone() is None:
        known = [row[0] for row in rows.execute("SELECT DISTINCT stream FROM entries").fetchall()]
        msg = f"there is no dialogue or source {slug!r}"
        raise UnknownNameError(msg, nearest(slug, known) or "`servanda dialogues` lists what there is.")


class Status(NamedTuple):
    """The state of the whole record on a day."""

    as_of: AsOf
    entries: int
    last_recorded: str
    counts: dict[str, int]
    due: dict[str, list[Seen]]
    scheduled: list[Meeting]
    due_soon_days: int


DUE_GROUPS = ("overdue", "past due, unchecked", "due soon", "in window", "upcoming", "implied", "ongoing")


def status(rows: Rows, as_of: AsOf) -> Status:
    """Counts, open commitments grouped by what their due dates mean on the day, scheduled meetings."""
    last = rows.execute(
        "SELECT position, time FROM entries WHERE position <= ? ORDER BY position DESC LIMIT 1",
        (as_of.known_at,),
    ).fetchone()
    seens = commitments(rows, as_of)
    meetings = select(rows, Meeting, as_of)
    states = [seen.commitment.state for seen in seens]
    due: dict[str, list[Seen]] = {group: [] for group in DUE_GROUPS}
    for seen in seens:
        if seen.commitment.state == "open":
            due["due soon" if seen.standing.due_soon else seen.standing.name].append(seen)
    return Status(
        as_of=as_of,
        entries=last[0] if last else 0,
        last_recorded=last[1] if last else "",
        counts={
            "dialogues": len(select(rows, Dialogue, as_of)),
            "meetings held": sum(meeting_.state == "held" for meeting_ in meetings),
            "outcomes": len(select(rows, Outcome, as_of)),
            "sources": len(select(rows, Source, as_of)),
            "commitments": len(seens),
            "open": states.count("open"),
            "fulfilled": states.count("fulfilled"),
            "closed otherwise": states.count("withdrawn") + states.count("superseded"),
        },
        due=due,
        scheduled=[meeting_ for meeting_ in meetings if meeting_.state == "scheduled"],
        due_soon_days=DUE_SOON.days,
    )


class DialogueView(NamedTuple):
    """A dialogue with everything that belongs to it.

    Attributes:
        dialogue: under its name of that day.
        looked_until: the watermark; None when nobody is known to have looked.
        names: each name it had, with the first day of it.
    """

    dialogue: Dialogue
    looked_until: date | None
    names: list[tuple[str, date]]
    meetings: list[Meeting]
    commitments: list[Seen]
    outcomes: list[Outcome]


def dialogue_view(rows: Rows, dialogue_: Dialogue, as_of: AsOf) -> DialogueView:
    """A dialogue with its meetings, commitments, outcomes, and names over time."""
    of_dialogue = Filters(dialogue=dialogue_.slug)
    return DialogueView(
        dialogue_,
        watermarks(rows, as_of).get(dialogue_.slug),
        _names(rows, dialogue_.slug, as_of),
        select(rows, Meeting, as_of, of_dialogue),
        commitments(rows, as_of, of_dialogue),
        select(rows, Outcome, as_of, of_dialogue),
    )


def _names(rows: Rows, slug: str, as_of: AsOf) -> list[tuple[str, date]]:
    found = rows.execute(
        "SELECT title, valid_from FROM dialogues "
        "WHERE key = ? AND known_from <= ? AND known_to > ? AND valid_from <= ? ORDER BY valid_from",
        (slug, as_of.known_at, as_of.known_at, as_of.on.isoformat()),
    ).fetchall()
    names: list[tuple[str, date]] = []
    for title, day in found:
        if not names or names[-1][0] != title:
            names.append((title, date.fromisoformat(day)))
    return names
