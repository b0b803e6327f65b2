"""The recorder's own errors: entries corrected or voided in a later session."""
# ruff: noqa: PLR2004  chances

from typing import TYPE_CHECKING, Any

from invented.lives import Data, Told
from invented.vague import day
from invented.vocabulary import INSTRUMENTS, MISTAKES, common, even, subject_matter, undertaking

if TYPE_CHECKING:
    from invented.session import Session

VOIDABLE = ("progress-reported", "commitment-reaffirmed", "outcome-adopted", "coverage-checked")


def correct(session: "Session", told: Told) -> None:
    """Record that fields of an earlier entry should have been otherwise."""
    random = session.random
    changes = _changes(session, told)
    if not changes or all(told.data.get(name) == value for name, value in changes.items()):
        return
    _mend(session, told, "entry-corrected", {"changes": changes, "reason": common(random, MISTAKES)})


def _changes(session: "Session", told: Told) -> Data:
    random, data, life = session.random, told.data, session.life
    changes: Data = {}
    match told.type:
        case "commitment-made" if "due" in data and random.random() < 0.5:
            changes["due"] = life.due_around(life.day + int(random.random() * 400))[0]
        case "commitment-made":
            kind = "discuss" if data["kind"] == "next-meeting" else data["kind"]
            changes["text"] = undertaking(random, kind, life.topic)
        case "meeting-held":
            changes["level"] = even(random, ("ministers", "experts", "directors"))
        case "outcome-adopted":
            kind = even(random, tuple(INSTRUMENTS))
            changes |= {"kind": kind, "title": f"{INSTRUMENTS[kind]} on {subject_matter(random)}"}
        case "progress-reported" | "commitment-disputed":
            changes["text"] = undertaking(random, "progress", life.topic)
        case "source-published":
            changes["kind"] = "other" if data["kind"] != "other" else "news"
        case "coverage-checked":
            changes["where"] = f"Gazette {1 + int(random.random() * 400)}"
    return changes


def void(session: "Session", told: Told) -> None:
    """Record that an earlier entry should not have been: one that nothing rests on."""
    life = session.life
    untouched = next((it for it in life.open if it.id == told.id and it.untouched), None)
    if untouched is not None:
        life.open.remove(untouched)
    elif told.type not in VOIDABLE:
        return
    _mend(session, told, "entry-voided", {"reason": "recorded twice"})


def _mend(session: "Session", told: Told, type_: str, data: dict[str, Any]) -> None:
    life = session.life
    data |= {"occurred": {"edtf": day(max(life.day, life.published))}, "entry": told.id}
    if told.subject == life.slug:
        life.add(type_, data)
    else:
        life.stage.write(told.subject, 2, type_, data)
