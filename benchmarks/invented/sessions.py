"""The sessions of a dialogue one after the other: its opening, its rounds, the news between, its end."""
# ruff: noqa: PLR2004  chances

from random import Random

from invented.deeds import befall, fulfil, promise, promise_round
from invented.lives import Data, Life
from invented.meetings import cadence, meeting, outcome, schedule
from invented.news import news
from invented.session import Session
from invented.vague import day, happened
from invented.vocabulary import REASONS, common, even

HELD_UNSEEN, CANCELLED = 0.07, 0.03


def open_dialogue(life: Life) -> None:
    """The first session: the dialogue, how often it meets, what it begins with."""
    session = Session(life)
    life.sessions -= 1
    life.day = life.begin + 10
    session.publish()
    data: Data = {"citations": session.citations(session.source or "")}
    life.open_up(data)
    if session.random.random() < 0.3:
        cadence(session)
    if session.random.random() < 0.4:
        schedule(session)
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
        news(session)
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
        news(session)
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
        "meeting-held", meeting(session) | {"occurred": when, "round": life.label(life.round)}
    )
    life.held = [*life.held[-3:], entry]
    life.open = [it for it in life.open if it.kind != "next-meeting"]
    if random.random() < 0.45:
        outcome(session, when, life.label(life.round))
    for _ in range(1 + int(random.random() * 2.2)):
        if session.room > 2:
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
