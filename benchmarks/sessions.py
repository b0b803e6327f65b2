"""What one recording session tells of a dialogue: a round, news between rounds, a look for more."""

from random import Random

from deeds import befall, fulfil, promise, promise_round
from lives import MOST, Data, Life, Told
from mended import correct, void
from vague import Written, day, happened
from vocabulary import (
    INSTRUMENTS,
    KINDS,
    NOTES,
    PARTIES,
    PLACES,
    REASONS,
    TOPICS,
    agencies,
    common,
    even,
    subject_matter,
)

from servanda.events.party import name_of

LEVELS = ("directors-general", "ministers", "experts", "vice-ministers", "directors", "leaders")
FORMATS = ("in-person", "hybrid", "online")
SOURCES = ("press-release", "joint-statement", "news", "web-page", "report")
HELD_UNSEEN, CANCELLED = 0.07, 0.03


class Session:
    """A session while it is being recorded: the document it takes and how much it has told."""

    def __init__(self, life: Life) -> None:
        self.life = life
        self.random: Random = life.stage.random
        self.first = life.version
        self.source: str | None = None
        self.round: Written | None = None
        """When the round was held of which it tells, once it has told so."""
        self._since = life.floor

    def when(self) -> tuple[Written, int]:
        """A window for the next thing told, and its first day: after earlier sessions, in order.

        What is told of a round is told as of the day of the round.
        """
        life, random = self.life, self.random
        if self.round:
            return self.round, life.day
        since = max(self._since, life.day - 2 - int(90 * random.random()))
        happened_on = min(since + 1 + int((life.day - since) * random.random() / 2), life.day)
        written, first = happened(random, happened_on, self._since)
        self._since = first
        return written, first

    @property
    def room(self) -> int:
        """How many more entries it may tell."""
        return MOST - (self.life.version - self.first)

    def told(self, type_: str, data: Data, *, mendable: bool = True) -> str:
        """Record an entry with its citation; its id."""
        random = self.random
        if self.source is not None:
            data["citations"] = self._citations(self.source)
        if random.random() < 0.12:
            data["note"] = common(random, NOTES)
        entry = self.life.add(type_, data)
        if mendable:
            self.life.told.append(Told(entry, self.life.slug, type_, data))
        return entry

    def _citations(self, source: str) -> list[Data]:
        random = self.random
        found: list[Data] = []
        start = int(random.random() * 4_000)
        for _ in range(2 if random.random() < 0.12 else 1):
            citation: Data = {"source": source}
            if random.random() < 0.6:
                citation["locator"] = f"{1 + int(random.random() * 8)}. {common(random, TOPICS).en}"
            if random.random() < 0.8:
                end = start + 20 + int(random.random() * 280)
                citation |= {"start": start, "end": end, "sha256": f"{random.getrandbits(256):064x}"}
                start = end + 1
            if citation not in found:
                found.append(citation)
        return found

    def publish(self) -> None:
        """Take a document: a new one, or now and then a survey that many dialogues cite."""
        life, random = self.life, self.random
        if life.stage.surveys and random.random() < 0.08:
            self.source = even(random, life.stage.surveys)
            return
        life.published = max(life.published + 1, life.day + int(random.random() * 9))
        party = even(random, life.parties)
        publisher = even(random, agencies(party))
        title = f"{even(random, ('Results of', 'Outcome of', 'Statement on', 'News of the'))} "
        title += f"{life.topic.en} {life.kind.en}, {life.project}"
        data: Data = {
            "occurred": happened(random, life.published, life.published - 20)[0],
            "titles": {"en": title},
            "publisher": publisher,
            "language": "en",
            "kind": common(random, SOURCES),
            "sha256": f"{random.getrandbits(256):064x}",
            "dialogues": [life.slug],
        }
        if party == "JP" or random.random() < 0.15:
            data |= {"titles": {"ja": f"{life.topic.ja}{life.kind.ja}の結果について"}, "language": "ja"}
        if random.random() < 0.06 and life.stage.dialogues[-1] != life.slug:
            data["dialogues"] = [life.slug, life.stage.dialogues[-1]]
        self.source = f"{party.lower()}-{day(life.published)}-{life.slug}"
        entry = life.stage.write(self.source, 1, "source-published", data)
        if random.random() < 0.5:
            life.told.append(Told(entry, self.source, "source-published", data))


def open_dialogue(life: Life) -> None:
    """The first session: the dialogue, how often it meets, what it begins with."""
    session = Session(life)
    life.sessions -= 1
    life.day = life.begin + 10
    session.publish()
    data: Data = {"citations": session._citations(session.source or "")}  # noqa: SLF001
    life.open_up(data)
    if session.random.random() < 0.3:
        _cadence(session)
    if session.random.random() < 0.4:
        _schedule(session)
    for _ in range(int(session.random.random() * 3)):
        promise(session)
    _plan(life)


def go_on(life: Life) -> None:
    """The session of a dialogue that was planned."""
    session = Session(life)
    life.sessions -= 1
    if life.meets:
        _round(session)
    else:
        _news(session)
    if life.sessions == 0:
        _end(session)
    _plan(life)


def _plan(life: Life) -> None:
    """Close a session: nothing else begins before its day. Choose the day of the next one."""
    life.floor = life.day
    life.meets = life.between == 0
    if life.meets:
        life.day = max(life.meeting_day, life.floor + 4)
        return
    life.between -= 1
    left = life.meeting_day - life.floor
    life.day = life.floor + max(4, int(left * (0.2 + 0.6 * life.stage.random.random())))
    life.meeting_day = max(life.meeting_day, life.day + 20)


def _round(session: Session) -> None:
    life, random = session.life, session.random
    chance = random.random()
    if chance < HELD_UNSEEN and not life.labelled:
        life.missed.append((life.round, life.day))
        life.open = [it for it in life.open if it.kind != "next-meeting"]
        _next_round(life, random)
        _news(session)
        return
    session.publish()
    if chance < HELD_UNSEEN + CANCELLED and life.scheduled:
        data: Data = {
            "occurred": session.when()[0],
            "round": life.label(life.round),
            "reason": common(random, REASONS),
        }
        session.told("meeting-cancelled", data, mendable=False)
        life.scheduled = False
        life.meeting_day += life.every // 2
        befall(session)
        return
    session.round, _ = happened(random, life.day, life.day - 1)
    when = session.round
    entry = session.told(
        "meeting-held", _meeting(session) | {"occurred": when, "round": life.label(life.round)}
    )
    life.held = [*life.held[-3:], entry]
    life.open = [it for it in life.open if it.kind != "next-meeting"]
    if random.random() < 0.45:
        _outcome(session, when, life.label(life.round))
    for _ in range(1 + int(random.random() * 2.2)):
        if session.room > 2:  # noqa: PLR2004  for what befalls earlier ones
            promise(session, when, life.round)
    if random.random() < 0.6:
        promise_round(session, when, life.day + life.every)
    fulfil(session)
    if session.room > 0:
        befall(session)
    _next_round(life, random)


def _next_round(life: Life, random: Random) -> None:
    life.round += 1
    life.scheduled = False
    life.between = even(random, (0, 1, 1, 2))
    life.meeting_day = life.day + max(40, int(life.every * (0.8 + 0.5 * random.random())))


def _meeting(session: Session) -> Data:
    life, random = session.life, session.random
    host = even(random, life.parties)
    data: Data = {"format": common(random, FORMATS)}
    if data["format"] != "online" and random.random() < 0.8:
        data |= {"place": PLACES.get(host, name_of(host)), "hosts": [host]}
        if len(host) == 2 and host != "EU":  # noqa: PLR2004  a country
            data["country"] = host
    if random.random() < 0.4:
        data["level"] = common(random, LEVELS)
    if random.random() < 0.4:
        data["bodies"] = list(life.leads)
    if random.random() < 0.6:
        topics = (common(random, TOPICS).en for _ in range(1 + int(random.random() * 4)))
        data["topics"] = list(dict.fromkeys(topics))
    return data


def _outcome(session: Session, when: Written | None = None, round_: int | str | None = None) -> None:
    life, random = session.life, session.random
    kind = even(random, tuple(INSTRUMENTS))
    data: Data = {
        "occurred": when or session.when()[0],
        "title": f"{INSTRUMENTS[kind]} on {subject_matter(random)}",
        "kind": kind,
        "signatories": list(life.parties),
    }
    if round_ is not None:
        data["round"] = round_
    if random.random() < 0.3:
        data["topics"] = [life.topic.en]
    session.told("outcome-adopted", data)


def _cadence(session: Session) -> None:
    life, random = session.life, session.random
    data: Data = {"occurred": session.when()[0], "per": "year", "times": 1, "every": 1}
    data["times" if life.every < 365 else "every"] = 1 if life.every == 365 else 2  # noqa: PLR2004  days of a year
    if random.random() < 0.5:
        data["hosts"] = list(life.parties)
    session.told("cadence-agreed", data, mendable=False)


def _schedule(session: Session) -> None:
    life, random = session.life, session.random
    at, _ = life.due_around(life.meeting_day)
    data: Data = {"occurred": session.when()[0], "round": life.label(life.round)}
    if life.scheduled:
        session.told(
            "meeting-rescheduled", data | {"when": at, "reason": common(random, REASONS)}, mendable=False
        )
        return
    data["when"] = at
    if random.random() < 0.4:
        data["format"] = common(random, FORMATS)
    session.told("meeting-scheduled", data, mendable=False)
    life.scheduled = True


def _news(session: Session) -> None:
    life, random = session.life, session.random
    chance = random.random()
    if chance < 0.14:
        _look(session)
        return
    session.publish()
    before = life.version
    if random.random() < (0.15 if life.scheduled else 0.45):
        _schedule(session)
    fulfil(session)
    for likely, tell in ((0.62, befall), (0.30, promise), (0.14, _outcome), (0.55, _late_fact)):
        if session.room > 1 and random.random() < likely:
            tell(session)
    for likely, tell in ((0.04, _rename), (0.06, _membership), (0.04, _cadence)):
        if session.room > 1 and random.random() < likely:
            tell(session)
    if life.version == before:
        _outcome(session)
    mend(session)


def _look(session: Session) -> None:
    life, random = session.life, session.random
    through = life.day - int(random.random() * 3)
    data: Data = {"occurred": {"edtf": day(life.day)}, "through": day(through)}
    if random.random() < 0.6:
        data["where"] = f"Press releases of {even(random, life.leads)}"
    session.told("coverage-checked", data)
    mend(session, 0.3)


def _rename(session: Session) -> None:
    life, random = session.life, session.random
    life.topic = common(random, TOPICS) if random.random() < 0.5 else life.topic
    data: Data = {"occurred": session.when()[0], "titles": life.titles(even(random, KINDS))}
    session.told("dialogue-renamed", data, mendable=False)


def _membership(session: Session) -> None:
    life, random = session.life, session.random
    data: Data = {"occurred": session.when()[0], "as_leads": False}
    if life.joined and random.random() < 0.4:
        data["left"] = [life.joined.pop()]
    else:
        newcomer = common(random, PARTIES) if random.random() < 0.4 else even(random, agencies("OECD"))
        if newcomer in (*life.parties, *life.joined, *life.leads):
            newcomer = f"{life.project} Secretariat {life.version}"
        data["joined"] = [newcomer]
        life.joined.append(newcomer)
    session.told("membership-changed", data, mendable=False)


def _late_fact(session: Session) -> None:
    """Something that happened before what the log has of this dialogue already."""
    life, random = session.life, session.random
    if life.missed and random.random() < 0.5:
        number, at = life.missed.pop()
        data = _meeting(session) | {"occurred": {"edtf": day(at)}, "round": number}
        session.told("meeting-held", data)
        return
    for _ in range(1 + int(random.random() * 2.6)):
        at_ = life.late()
        if at_ is None or session.room < 1:
            return
        when = {"edtf": day(at_)}
        if random.random() < 0.4:
            promise(session, when, made=at_)
        elif random.random() < 0.6:
            befall(session, late=at_)
        else:
            _outcome(session, when)


def mend(session: Session, likely: float = 0.22) -> None:
    """Correct or void something recorded in an earlier session."""
    life, random = session.life, session.random
    if life.told and random.random() < likely:
        told = life.told.popleft()
        (correct if random.random() < 0.72 else void)(session, told)


def _end(session: Session) -> None:
    """The last session: most dialogues just fall silent."""
    life, random = session.life, session.random
    chance = random.random()
    if chance > 0.4:
        return
    if session.source is None:
        session.publish()
    data: Data = {"occurred": {"edtf": day(life.day)}}
    if chance < 0.08 and life.stage.dialogues[-1] != life.slug:
        session.told("dialogue-succeeded", data | {"by": life.stage.dialogues[-1]}, mendable=False)
    else:
        session.told("dialogue-concluded", data | {"reason": common(random, REASONS)}, mendable=False)
