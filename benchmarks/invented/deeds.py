"""What dialogues promise, and what becomes of it."""
# ruff: noqa: PLR2004  chances

from typing import TYPE_CHECKING

from invented.lives import Data, Promise
from invented.vague import NO_END, Written, day
from invented.vocabulary import PLACES, REASONS, Topic, common, even, subject_matter, undertaking
from servanda.events.party import name_of

if TYPE_CHECKING:
    from invented.session import Session

KINDS = ("discuss", "deliver", "cooperate", "support", "sign", "other")
DATED = {"deliver": 0.85, "sign": 0.8, "discuss": 0.45, "cooperate": 0.3, "support": 0.35, "other": 0.4}
FATES = (("fulfilled", 0.81), ("withdrawn", 0.87), ("superseded", 0.93), ("never", 1.0))


def promise(
    session: "Session", when: Written | None = None, round_: int = 0, made: int | None = None
) -> Promise:
    """A commitment of any kind but a next meeting.

    Args:
        session: the session that tells it.
        when: when it was made, if not since the last session.
        round_: the round at which it was made; 0 for none.
        made: the first day of ``when``, if it lies before this session.
    """
    life, random = session.life, session.random
    kind = common(random, KINDS)
    occurred, first = (when, life.day) if when else session.when()
    data: Data = {"occurred": occurred, "kind": kind, "text": undertaking(random, kind, life.topic)}
    last = None
    if random.random() < DATED[kind]:
        data["due"], last = life.due_around(life.day + 60 + int(random.random() ** 2 * 1100))
    if round_:
        data["round"] = life.label(round_)
    if random.random() < 0.4:
        data["topic"] = life.topic.en
    return _made(session, data, made or first, last)


def promise_round(session: "Session", when: Written, expected: int) -> None:
    """The commitment of a round to hold the next one."""
    life, random = session.life, session.random
    host = even(random, life.parties)
    number = life.round + 1
    data: Data = {
        "occurred": when,
        "kind": "next-meeting",
        "text": f"Hold the next round ({number}) in {PLACES.get(host, name_of(host))}",
        "round": life.label(life.round),
    }
    if life.labelled or random.random() < 0.5:
        data["for_round"] = life.label(number)
    last = None
    if random.random() < 0.9:
        data["due"], last = life.due_around(expected)
    _made(session, data, life.day, last)


def _made(session: "Session", data: Data, made: int, last: int | None) -> Promise:
    life, random = session.life, session.random
    life.commitments += 1
    ref = f"{life.slug}/{life.commitments}"
    by = list(life.parties) if random.random() < 0.6 else [even(random, (*life.parties, *life.leads))]
    data |= {"ref": ref, "by": by, "strength": "soft" if random.random() < 0.3 else "firm"}
    if len(by) == 1 and random.random() < 0.5 and (others := [it for it in life.parties if it not in by]):
        data["to"] = [even(random, others)]
    chance = random.random()
    fate = next(fate for fate, below in FATES if chance < below)
    end = last if last is not None and last != NO_END else life.day + 500
    # Mostly before the due date, and for some well after it.
    fate_day = life.day + 5 + int((end - life.day) * (0.2 + random.random() * (0.5 if chance < 0.6 else 1.4)))
    entry = session.told("commitment-made", data)
    kept = Promise(ref, entry, str(data["kind"]), by, made, data.get("topic"), last, fate, fate_day)
    life.open.append(kept)
    if random.random() < 0.1:
        life.stage.promises.append(ref)
        kept.untouched = False
    return kept


def fulfil(session: "Session") -> None:
    """Whatever the day has come for: fulfilled, withdrawn, superseded."""
    life = session.life
    last = life.sessions == 0
    for kept in list(life.open):
        if session.room < 2:
            return
        ripe = kept.fate_day <= life.day or (last and session.random.random() < 0.7)
        if kept.made < life.floor and ripe and kept.fate != "never" and kept.kind != "next-meeting":
            _CLOSING[kept.fate](session, kept)


def _fulfilled(session: "Session", kept: Promise) -> None:
    life, random = session.life, session.random
    occurred, _ = session.when()
    data: Data = {"occurred": occurred, "ref": kept.ref}
    waiting = [it for it in kept.by if it not in kept.done]
    if len(waiting) > 1 and random.random() < 0.15:
        data["by"] = waiting[:1]
        kept.done.append(waiting[0])
        kept.fate_day = life.day + 100
    elif kept.done:
        data["by"] = waiting
    if life.held and random.random() < 0.15:
        data["through"] = life.held[-1]
    session.told("commitment-fulfilled", data, mendable=False)
    kept.untouched = False
    if len(kept.done) < len(kept.by) and data.get("by") == waiting[:1] != waiting:
        return
    life.open.remove(kept)
    if random.random() < 0.01:
        reopened = {"occurred": {"edtf": day(life.day)}, "ref": kept.ref, "reason": common(random, REASONS)}
        # Takes effect after the fulfilment, whose window may begin on the same day.
        if occurred["edtf"] < day(life.day):
            session.told("commitment-reopened", reopened, mendable=False)


def _withdrawn(session: "Session", kept: Promise) -> None:
    life = session.life
    data: Data = {"occurred": session.when()[0], "ref": kept.ref}
    if session.random.random() < 0.7:
        data["reason"] = common(session.random, REASONS)
    session.told("commitment-withdrawn", data, mendable=False)
    life.open.remove(kept)


def _superseded(session: "Session", kept: Promise) -> None:
    life, random = session.life, session.random
    when, _ = session.when()
    foreign = [ref for ref in life.stage.promises if not ref.startswith(f"{life.slug}/")]
    if foreign and random.random() < 0.1:
        by_ref = even(random, foreign)
    else:
        newer = promise(session, when)
        newer.untouched = False
        by_ref = newer.ref
    session.told(
        "commitment-superseded", {"occurred": when, "ref": kept.ref, "by_ref": by_ref}, mendable=False
    )
    life.open.remove(kept)


_CLOSING = {"fulfilled": _fulfilled, "withdrawn": _withdrawn, "superseded": _superseded}


def befall(session: "Session", late: int | None = None) -> None:
    """Something that leaves a commitment open: progress, repeated, amended, moved, disputed, graded.

    Args:
        session: the session that tells it.
        late: a day before earlier entries, for a late fact.
    """
    life, random = session.life, session.random
    before = life.floor if late is None else late
    for _ in range(1 if late else 1 + int(random.random() * 2)):
        able = [it for it in life.open if it.made < before and (it.fate != "never" or random.random() < 0.3)]
        if not able or session.room < 1:
            return
        kept = even(random, able)
        chance = random.random() if late is None else random.random() * 0.6
        occurred = {"edtf": day(late)} if late else session.when()[0]
        data: Data = {"occurred": occurred, "ref": kept.ref}
        session.told(*_befallen(session, kept, data, chance, life.topic))
        kept.untouched = False


def _befallen(session: "Session", kept: Promise, data: Data, chance: float, topic: Topic) -> tuple[str, Data]:
    life, random = session.life, session.random
    if chance < 0.38:
        return "progress-reported", data | {"text": undertaking(random, "progress", topic)}
    if chance < 0.6:
        if random.random() < 0.3:
            data["strength"] = "firm"
        return "commitment-reaffirmed", data
    if chance < 0.82:
        moved = life.due_around(life.day + 100 + int(random.random() * 500))
        data["due"], kept.due = moved
        kept.fate_day = max(kept.fate_day, life.day + 60)
        if random.random() < 0.5:
            data["reason"] = common(random, REASONS)
        return "commitment-rescheduled", data
    if chance < 0.93:
        kind = "discuss" if kept.kind == "next-meeting" else kept.kind
        return "commitment-amended", data | {"text": undertaking(random, kind, topic)}
    if chance < 0.97:
        graded = {"assessor": "Pledge Monitor", "scale": "0-5", "score": str(int(random.random() * 6))}
        return "commitment-assessed", data | graded
    disputed = {"by": [even(random, life.parties)], "text": f"No {subject_matter(random)} seen"}
    return "commitment-disputed", data | disputed
