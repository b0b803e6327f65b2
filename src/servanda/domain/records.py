"""What a stream's fold knows: one immutable record an entity. Standard library only."""

from dataclasses import dataclass

from servanda.events.window import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An entity as it is between two entries that change it.

    Attributes:
        entries: positions of the entries that made it what it is, the earliest effective first.
    """

    entries: tuple[int, ...]

    @property
    def key(self) -> str:
        """What identifies it among the entities of its kind, in the whole ledger."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Cadence:
    """So many meetings in each period of so many units, with hosts in the order of their turns.

    ``agreed`` is when it was agreed or stated, ``entry`` the position of the entry that says so.
    """

    times: int
    every: int
    per: str
    hosts: tuple[str, ...]
    agreed: Window
    entry: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A published document."""

    slug: str
    title: str
    titles: dict[str, str]
    publisher: str | None
    language: str | None
    kind: str
    url: str | None
    sha256: str | None
    published: Window
    dialogues: tuple[str, ...]

    @property
    def key(self) -> str:
        """See `Record`."""
        return self.slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue(Record):
    """A dialogue under its present name; ``former`` holds the names it had before."""

    slug: str
    title: str
    titles: dict[str, str]
    named: Window
    former: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    kind: str
    parties: tuple[str, ...]
    leads: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    parent: str | None = None
    established: Window
    state: str = "active"
    ended: Window | None = None
    ended_in: int | None = None
    successor: str | None = None
    cadence: Cadence | None = None
    checked_through: str | None = None
    checked_in: int | None = None
    sources: tuple[str, ...] = ()

    @property
    def members(self) -> tuple[str, ...]:
        """Everyone who can undertake something in it."""
        return (*self.parties, *self.leads, *self.bodies)

    @property
    def key(self) -> str:
        """See `Record`."""
        return self.slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """A round: scheduled, held or cancelled. ``ordinal`` is None where none is stated."""

    dialogue: str
    round: str
    ordinal: int | None
    title: str | None = None
    state: str
    when: Window
    first_when: Window | None = None
    place: str | None = None
    country: str | None = None
    format: str | None = None
    level: str | None = None
    hosts: tuple[str, ...] = ()
    chairs: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """See `Record`."""
        return meeting_key(self.dialogue, self.round)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Record):
    """An instrument that was adopted; ``number`` is the position of the entry that says so."""

    dialogue: str
    number: int
    title: str
    kind: str
    adopted: Window
    signatories: tuple[str, ...] = ()
    round: str | None = None
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """See `Record`."""
        return f"{self.dialogue} #{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Record):
    """An undertaking: as it was made, as it stands, and what befell it.

    ``mentioned`` is the mention that can have been the latest, ``mentioned_in`` its entry;
    ``rounds`` are those at which it is recorded to have been made or repeated.
    """

    dialogue: str
    ref: str
    number: int
    text: str
    kind: str
    strength: str
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    topic: str | None = None
    round: str | None = None
    for_round: str | None = None
    made: Window
    due: Window | None = None
    first_due: Window | None = None
    state: str = "open"
    closed: Window | None = None
    closed_in: int | None = None
    closed_by: tuple[str, ...] = ()
    superseded_by: str | None = None
    mentioned: Window
    mentioned_in: int
    rounds: tuple[str, ...] = ()
    restated: str | None = None
    progress: str | None = None
    disputed: str | None = None
    assessed: str | None = None
    sources: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """See `Record`."""
        return self.ref

    @property
    def promised_round(self) -> str | None:
        """The round that a next-meeting commitment promises: as stated, or the one after its own."""
        if self.kind != "next-meeting":
            return None
        if self.for_round is not None:
            return self.for_round
        return str(int(self.round) + 1) if self.round and self.round.isdigit() else None


def named_round(text: str) -> str:
    """A round as it is kept, from what somebody types: an ordinal without leading zeros, or a label."""
    return str(int(text)) if text.isascii() and text.isdigit() else text


def meeting_key(dialogue: str, round_: int | str) -> str:
    """The key of a dialogue's round."""
    return f"{dialogue} {round_}"
