"""What is told between rounds: news, late facts, a look that found nothing, mended entries."""
# ruff: noqa: PLR2004  chances

from typing import TYPE_CHECKING

from invented.deeds import befall, fulfil, promise
from invented.meetings import cadence, meeting, outcome, schedule
from invented.mended import correct, void
from invented.session import Session
from invented.vague import day
from invented.vocabulary import KINDS, PARTIES, TOPICS, agencies, common, even

if TYPE_CHECKING:
    from invented.lives import Data


def news(session: Session) -> None:
    """Whatever a document between two rounds tells, or that there was none."""
    life, random = session.life, session.random
    chance = random.random()
    if chance < 0.14:
        _look(session)
        return
    session.publish()
    before = life.version
    if random.random() < (0.15 if life.scheduled else 0.45):
        schedule(session)
    fulfil(session)
    for likely, tell in ((0.62, befall), (0.30, promise), (0.14, outcome), (0.55, _late_fact)):
        if session.room > 1 and random.random() < likely:
            tell(session)
    for likely, tell in ((0.04, _rename), (0.06, _membership), (0.04, cadence)):
        if session.room > 1 and random.random() < likely:
            tell(session)
    if life.version == before:
        outcome(session)
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
        data = meeting(session) | {"occurred": {"edtf": day(at)}, "round": number}
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
            outcome(session, when)


def mend(session: Session, likely: float = 0.22) -> None:
    """Correct or void something recorded in an earlier session."""
    life, random = session.life, session.random
    if life.told and random.random() < likely:
        told = life.told.popleft()
        (correct if random.random() < 0.72 else void)(session, told)
