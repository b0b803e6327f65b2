"""The life of an invented dialogue, one recording session after the other.

The sessions of a dialogue follow each other in the world and in the log: each takes one document and
says what it tells. What happens obeys the rules of the log by construction. The one thing to mind is
effective order: entries take effect by the first day they can mean, so whatever rests on an earlier
entry gets a window that begins after everything told in earlier sessions (`Life.floor`). A late fact
lies between the dialogue's begin and that floor, and changes nothing that later entries rest on.
"""
# ruff: noqa: PLR2004  chances, and two parties

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from invented.vague import Written, day, due
from invented.vocabulary import (
    KINDS,
    NAMES,
    PARTIES,
    TOPICS,
    Kind,
    Topic,
    agencies,
    common,
    even,
    name,
    rank,
)
from servanda.events.party import name_of

Data = dict[str, Any]
MOST = 8
"""Entries of one session in a dialogue's own stream."""
ROUND_A_YEAR = 365
KEPT = 6


@dataclass(slots=True)
class Promise:
    """An open commitment, and what will become of it."""

    ref: str
    id: str
    kind: str
    by: list[str]
    made: int
    topic: str | None
    due: int | None
    fate: str
    fate_day: int
    untouched: bool = True
    done: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Told:
    """An entry that may still be mended: where it stands and what it says."""

    id: str
    subject: str
    type: str
    data: Data


class Stage:
    """What all dialogues share: chance, the pen, and what the log holds that others may name.

    Args:
        random: the seeded source of every choice.
        write: records an entry of a stream under its number and gives its id.
    """

    def __init__(self, random: Random, write: Callable[[str, int, str, Data], str]) -> None:
        self.random = random
        self.write = write
        self.dialogues: deque[str] = deque(maxlen=200)
        self.surveys: deque[str] = deque(maxlen=12)
        self.promises: deque[str] = deque(maxlen=200)
        self._taken: dict[str, int] = {}

    def slug(self, wanted: str) -> str:
        """The slug, with a number behind it if it is taken."""
        taken = self._taken.get(wanted, 0)
        self._taken[wanted] = taken + 1
        return f"{wanted}-{taken + 1}" if taken else wanted


class Life:
    """One dialogue between its sessions: who, when next, and what is open.

    Args:
        stage: what it shares with the others.
        today: the day, as an ordinal, on which its story begins.
    """

    def __init__(self, stage: Stage, today: int) -> None:
        random = stage.random
        self.stage = stage
        self.parties = _parties(random)
        self.topic: Topic = common(random, TOPICS)
        self.kind: Kind = common(random, KINDS)
        self.project = name(rank(random, NAMES))
        self.leads = [even(random, agencies(party)) for party in self.parties[:3]]
        self.slug = stage.slug(_slug(self.parties, self.topic, self.project))
        self.desk = f"Desk {rank(random, 24) + 1}"
        self.sessions = min(3 + int(random.lognormvariate(1.95, 0.75)), 80)
        self.version = self.commitments = 0
        self.begin = today - 20 - int(random.random() * 300)
        self.day = self.floor = self.begin
        self.every = int(ROUND_A_YEAR * even(random, (0.5, 1, 1, 1, 1, 2)))
        self.round = 1 if random.random() < 0.6 else rank(random, 40) + 1
        self.labelled = self.kind.slug == "conference"
        self.series = self.topic.slug.upper()
        self.meeting_day = self.day + int(self.every * (0.4 + random.random()))
        self.between = 1
        self.meets = self.scheduled = False
        self.published = 0
        self.open: list[Promise] = []
        self.missed: list[tuple[int, int]] = []
        self.held: list[str] = []
        self.joined: list[str] = []
        self.told: deque[Told] = deque(maxlen=KEPT)

    def label(self, number: int) -> int | str:
        """A round as entries name it: its ordinal, or for conferences a label."""
        return f"{self.series}-{number}" if self.labelled else number

    def titles(self, kind: Kind) -> dict[str, str]:
        """The dialogue's name, in English and mostly in Japanese."""
        english, japanese = f"{self.topic.en} {kind.en}", f"{self.topic.ja}{kind.ja}"
        if len(self.parties) == 2:
            first, second = self.parties
            titles = {"en": f"{name_of(first)}-{name_of(second)} {english}"}
            japanese = f"{name_of(first, 'ja')}・{name_of(second, 'ja')}{japanese}"
        else:
            titles = {"en": f"{self.project} {english}"}
        if self.stage.random.random() < 0.7 or "JP" in self.parties:
            titles["ja"] = japanese
        return titles

    def add(self, type_: str, data: Data) -> str:
        """Record an entry of this dialogue; its id."""
        self.version += 1
        return self.stage.write(self.slug, self.version, type_, data)

    def open_up(self, data: Data) -> None:
        """Establish it."""
        random = self.stage.random
        begun = {"edtf": f"../{day(self.begin)}"} if random.random() < 0.5 else {"edtf": day(self.begin)}
        data |= {
            "occurred": begun,
            "titles": self.titles(self.kind),
            "kind": self.kind.slug,
            "parties": self.parties,
            "leads": self.leads,
        }
        if random.random() < 0.2:
            data["bodies"] = [f"{self.topic.en} Expert Group"]
        if random.random() < 0.3:
            data["aliases"] = [f"{self.project} {self.kind.en}"]
        if self.stage.dialogues and random.random() < 0.08:
            data["parent"] = even(random, self.stage.dialogues)
        self.add("dialogue-established", data)
        self.stage.dialogues.append(self.slug)

    def late(self) -> int | None:
        """A day well before the last session, if the dialogue is old enough."""
        first, last = self.begin + 20, self.floor - 20
        return first + int((last - first) * self.stage.random.random()) if last > first else None

    def due_around(self, ordinal: int) -> tuple[Written, int]:
        """A due window that does not end before the present session."""
        written, last = due(self.stage.random, ordinal)
        return (written, last) if last > self.day + 1 else ({"edtf": day(self.day + 90)}, self.day + 90)


def _parties(random: Random) -> list[str]:
    chance = random.random()
    wanted = 2 if chance < 0.72 else 3 + int(random.random() * (3 if chance < 0.92 else 12))
    found = dict.fromkeys(common(random, PARTIES) for _ in range(wanted))
    while len(found) < wanted:
        found[even(random, PARTIES)] = None
    return list(found)


def _slug(parties: list[str], topic: Topic, project: str) -> str:
    who = "-".join(parties).lower() if len(parties) <= 3 else project.lower()
    return f"{who}-{topic.slug}"
