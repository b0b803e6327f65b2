"""What happens around a round: it is scheduled and moved, held, and something is signed."""
# ruff: noqa: PLR2004  chances

from invented.lives import Data
from invented.session import Session
from invented.vague import Written
from invented.vocabulary import INSTRUMENTS, PLACES, REASONS, TOPICS, common, even, subject_matter
from servanda.events.party import name_of

LEVELS = ("directors-general", "ministers", "experts", "vice-ministers", "directors", "leaders")
FORMATS = ("in-person", "hybrid", "online")


def meeting(session: Session) -> Data:
    """Where, how and between whom a round was held."""
    life, random = session.life, session.random
    host = even(random, life.parties)
    data: Data = {"format": common(random, FORMATS)}
    if data["format"] != "online" and random.random() < 0.8:
        data |= {"place": PLACES.get(host, name_of(host)), "hosts": [host]}
        if len(host) == 2 and host != "EU":
            data["country"] = host
    if random.random() < 0.4:
        data["level"] = common(random, LEVELS)
    if random.random() < 0.4:
        data["bodies"] = list(life.leads)
    if random.random() < 0.6:
        topics = (common(random, TOPICS).en for _ in range(1 + int(random.random() * 4)))
        data["topics"] = list(dict.fromkeys(topics))
    return data


def outcome(session: Session, when: Written | None = None, round_: int | str | None = None) -> None:
    """An instrument was adopted; ``round_`` is the meeting it came out of."""
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


def cadence(session: Session) -> None:
    """It was agreed how often to meet."""
    life, random = session.life, session.random
    data: Data = {"occurred": session.when()[0], "per": "year", "times": 1, "every": 1}
    data["times" if life.every < 365 else "every"] = 1 if life.every == 365 else 2
    if random.random() < 0.5:
        data["hosts"] = list(life.parties)
    session.told("cadence-agreed", data, mendable=False)


def schedule(session: Session) -> None:
    """The next round was announced or, where it had been, moved."""
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
