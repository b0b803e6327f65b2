"""Answers put together from several kinds of records."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from servanda.domain.inference import Inferred, infer, last_held
from servanda.domain.records import Commitment, Dialogue, Meeting, Outcome, meeting_key
from servanda.domain.standing import Evidence, KnownRound
from servanda.events.window import Window
from servanda.log.rows import Rows
from servanda.projections.tables import BY_LAST_DAY, LISTED
from servanda.queries.as_of import AsOf
from servanda.queries.evidence import evidence, evidence_of
from servanda.queries.filters import Condition, Filters
from servanda.queries.lists import Narrowed, chunks, select
from servanda.queries.records import by_keys, by_row_ids, versions
from servanda.queries.standings import Seen, each_commitment, in_order, judged

NOTHING = Inferred((), None, (), None)


class Overview(NamedTuple):
    """A dialogue at a glance: last round held, next one agreed or expected, open commitments."""

    dialogue: Dialogue
    last: Meeting | None
    scheduled: Meeting | None
    promised: Seen | None
    inferred: Inferred
    open: int


def dialogue_overviews(
    rows: Rows, as_of: AsOf, filters: Filters | None = None, first: int | None = None
) -> Iterator[Overview]:
    """Dialogues, each with what was last and what is next; ``first`` is how many are expected to be read."""
    for some in chunks(rows, Dialogue, as_of, Narrowed(filters or Filters()), first):
        slugs = tuple(found.slug for found in some)
        known = evidence(rows, as_of, slugs, came_out=False)
        rounds = {slug: _rounds(evidence_) for slug, evidence_ in known.items()}
        shown = [meeting_key(slug, one.round) for slug, pair in rounds.items() for one in pair if one]
        meetings = by_keys(rows, Meeting, shown, as_of)
        open_, promised = _open(rows, as_of, slugs, known)
        for found in some:
            last, next_ = (
                meetings[meeting_key(found.slug, one.round)] if one else None for one in rounds[found.slug]
            )
            inferred = _inferred(found, known[found.slug], as_of)
            yield Overview(found, last, next_, promised.get(found.slug), inferred, open_[found.slug])


def _rounds(known: Evidence) -> tuple[KnownRound | None, KnownRound | None]:
    """The last round held, and the next one scheduled."""
    scheduled = [round_ for round_ in known.rounds if round_.state == "scheduled"]
    return last_held(known), min(scheduled, key=lambda round_: round_.when.order, default=None)


def _open(
    rows: Rows, as_of: AsOf, slugs: tuple[str, ...], known: dict[str, Evidence]
) -> tuple[Counter[str], dict[str, Seen]]:
    """By dialogue how many commitments are open, and the first promise of a round not known to be kept."""
    found = rows.execute(
        f"SELECT t.dialogue, t.kind, t.row_id FROM commitments t "
        f"WHERE t.dialogue IN ({','.join('?' * len(slugs))}) AND t.state = 'open' AND {as_of.clause}",
        (*slugs, *as_of.parameters),
    ).fetchall()
    promised: dict[str, Seen] = {}
    promises = [row_id for _, kind, row_id in found if kind == "next-meeting"]
    for seen in judged(by_row_ids(rows, Commitment, promises, BY_LAST_DAY), as_of, known):
        if seen.standing.name != "implied":
            promised.setdefault(seen.commitment.dialogue, seen)
    return Counter(slug for slug, _, _ in found), promised


def _inferred(dialogue_: Dialogue, known: Evidence, as_of: AsOf) -> Inferred:
    """What can be inferred; of a dialogue that has ended nothing more is expected."""
    inferred = infer(known, as_of.on)
    return inferred if dialogue_.state == "active" else NOTHING._replace(missing=inferred.missing)


DUE_GROUPS = (
    "overdue",
    "lapsed",
    "past due, unchecked",
    "due soon",
    "in window",
    "upcoming",
    "implied",
    "dormant",
    "ongoing",
)


class Group(NamedTuple):
    """How many commitments there are of a kind, and the first of them."""

    total: int
    first: list[Seen]


class Status(NamedTuple):
    """The state of the whole record on a day.

    Attributes:
        as_of: the moment asked about.
        entries: how many were known.
        last_recorded: when the last of them was recorded.
        counts: how many there are of each kind.
        due: the open commitments by what their due dates mean on the day.
        dropped: open commitments that a later round with recorded outcomes does not mention.
        scheduled: meetings announced and not recorded as held.
    """

    as_of: AsOf
    entries: int
    last_recorded: str
    counts: dict[str, int]
    due: dict[str, Group]
    dropped: Group
    scheduled: list[Meeting]


def status(
    rows: Rows, as_of: AsOf, most: int | None = None, progress: Callable[[int], None] = lambda _: None
) -> Status:
    """Counts, open commitments grouped by what their due dates mean on the day, scheduled meetings.

    The one question that looks at every commitment: where each stands is told by no index.

    Args:
        rows: the read model.
        as_of: the moment asked about.
        most: how many commitments of each group are wanted; all by default.
        progress: called with how many more commitments were looked at.
    """
    last = rows.execute(
        "SELECT position, time FROM entries WHERE position <= ? ORDER BY position DESC LIMIT 1",
        (as_of.known_at,),
    ).fetchone()
    states: Counter[str] = Counter()
    verdicts: Counter[str] = Counter()
    groups = {group: _Group() for group in (*DUE_GROUPS, "dropped")}
    # By dialogue, so that what is known of each is read once.
    for seen in each_commitment(rows, as_of, order=LISTED["commitments"]):
        states[seen.commitment.state] += 1
        if seen.standing.punctuality and seen.commitment.state == "fulfilled":
            verdicts[seen.standing.punctuality.name] += 1
        for group in _groups(seen):
            groups[group].take(seen, most)
        progress(1)
    found = {name: group.whole(most) for name, group in groups.items()}
    return Status(
        as_of=as_of,
        entries=last[0] if last else 0,
        last_recorded=last[1] if last else "",
        counts={
            "dialogues": _count(rows, as_of, "dialogues"),
            "meetings held": _count(rows, as_of, "meetings", Condition("t.state = ?", ("held",))),
            "outcomes": _count(rows, as_of, "outcomes"),
            "sources": _count(rows, as_of, "sources"),
            "commitments": states.total(),
            "open": states["open"],
            "fulfilled": states["fulfilled"],
            **{f"fulfilled {name}": verdicts[name] for name in ("on time", "late", "indeterminate")},
            "closed otherwise": states["withdrawn"] + states["superseded"],
        },
        dropped=found.pop("dropped"),
        due=found,
        scheduled=select(rows, Meeting, as_of, Filters(state="scheduled")),
    )


def commitment_count(rows: Rows, as_of: AsOf) -> int:
    """How many commitments there are."""
    return _count(rows, as_of, "commitments")


class _Group:
    """A group while it is gathered; of its commitments not many more are held than are wanted."""

    def __init__(self) -> None:
        self.total = 0
        self.first: list[Seen] = []

    def take(self, seen: Seen, most: int | None) -> None:
        self.total += 1
        self.first.append(seen)
        if most is not None and len(self.first) > SPARE + most:
            self.first = sorted(self.first, key=in_order)[:most]

    def whole(self, most: int | None) -> Group:
        return Group(self.total, sorted(self.first, key=in_order)[:most])


SPARE = 100


def _groups(seen: Seen) -> Iterator[str]:
    if seen.commitment.state == "open":
        yield "due soon" if seen.standing.due_soon else seen.standing.name
    if seen.standing.dropped:
        yield "dropped"


def _count(rows: Rows, as_of: AsOf, table: str, *more: Condition) -> int:
    conditions = (Condition(as_of.clause, as_of.parameters), *more)
    found = rows.execute(
        f"SELECT count(*) FROM {table} t WHERE {' AND '.join(one.sql for one in conditions)}",
        [value for one in conditions for value in one.parameters],
    )
    return int(found.fetchone()[0])


class DialogueView(NamedTuple):
    """A dialogue with everything that belongs to it.

    Attributes:
        dialogue: under its name of that day.
        looked_until: the watermark; None when nobody is known to have looked.
        names: each name it had, and when it took it.
        inferred: what the record does not say, but lets one infer.
    """

    dialogue: Dialogue
    looked_until: date | None
    names: list[tuple[str, Window]]
    meetings: list[Meeting]
    commitments: list[Seen]
    outcomes: list[Outcome]
    inferred: Inferred


def dialogue_view(rows: Rows, dialogue_: Dialogue, as_of: AsOf) -> DialogueView:
    """A dialogue with its meetings, commitments, outcomes, names over time, and inferences."""
    of_dialogue = Filters(dialogue=dialogue_.slug)
    known = evidence_of(rows, as_of, dialogue_.slug)
    return DialogueView(
        dialogue_,
        known.look.until if known.look else None,
        _names(rows, dialogue_.slug, as_of),
        select(rows, Meeting, as_of, of_dialogue),
        list(each_commitment(rows, as_of, of_dialogue, known={dialogue_.slug: known})),
        select(rows, Outcome, as_of, of_dialogue),
        _inferred(dialogue_, known, as_of),
    )


def _names(rows: Rows, slug: str, as_of: AsOf) -> list[tuple[str, Window]]:
    found = versions(rows, Dialogue, slug, as_of)
    return list(dict.fromkeys((dialogue_.title, dialogue_.named) for dialogue_ in found))
