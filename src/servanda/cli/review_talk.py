"""The talk of a review: what is asked, and what comes of the answers. Pure: no terminal, no ledger."""

from collections.abc import Callable, Generator
from dataclasses import replace
from typing import Any, NamedTuple

from servanda.cli import review_session as steps
from servanda.cli.review_fields import Field, data_with, field_named, fields_of, normal, typed, value_typed
from servanda.cli.review_session import Check, Refusal, Session
from servanda.errors import ServandaError

QUESTION = "a accept · e edit · s skip · n note · b back · A all · q quit · ? help"
HELP = (
    "a  accept: the draft as it stands is among those that are written",
    "e  edit a field; also e NAME or e NUMBER",
    "s  skip: the draft is not written",
    "n  note: add a sentence to the note of the entry",
    "b  back to the one before, to decide it again",
    "A  accept all that are not decided yet; asks before it does",
    "q  quit: nothing is written",
    "Each with Enter. Enter alone accepts nothing: the question is put again.",
)
KEEP = "."


class Ask(NamedTuple):
    """A question.

    Attributes:
        question: what is asked.
        said: what is said before.
        shown: the session whose present item is shown first; None to show none.
        refused: why the item could not be recorded as it stands.
    """

    question: str
    said: tuple[str, ...] = ()
    shown: Session | None = None
    refused: Refusal | None = None


class Turn(NamedTuple):
    """What came of an answer: where the review stands, None if it was quit, and what to say of it."""

    session: Session | None
    said: tuple[str, ...] = ()
    show: bool = True


Turning = Generator[Ask, str, Turn]


def review(session: Session, check: Check, said: tuple[str, ...] = ()) -> Generator[Ask, str, Session | None]:
    """Ask about each draft until all are decided.

    Args:
        session: where the review stands.
        check: whether drafts could be recorded.
        said: what to say before the first question.

    Returns:
        The session with everything decided; None if the reviewer quit.
    """
    show = True
    while True:
        if show:  # somebody else may have recorded meanwhile, too
            session, opened = steps.settled(session, check)
            said += tuple(f"Draft {number + 1} is open again: {found.message}" for number, found in opened)
        if session.done:
            return session
        refused = steps.refusal(session, check) if show else None
        answer = yield Ask(QUESTION, said, session if show else None, refused)
        key, _, rest = answer.strip().partition(" ")
        if key not in _KEYS:
            said, show = (f"{key!r} is none of the keys; ? explains them.",) if key else (), False
            continue
        turn = yield from _KEYS[key](session, check, rest.strip())
        if turn.session is None:
            return None
        session, said, show = turn.session, turn.said, turn.show


def _help(session: Session, _check: Check, _given: str) -> Turning:
    yield from ()
    return Turn(session, HELP, show=False)


# Deciding


def _accept(session: Session, check: Check, _given: str) -> Turning:
    yield from ()
    if refused := steps.refusal(session, check):
        return Turn(session, (*_refusal(refused), "Edit it, or skip it."), show=False)
    return Turn(steps.chosen(session, "accepted"))


def _accept_rest(session: Session, check: Check, _given: str) -> Turning:
    left = session.numbers("open")
    doubtful = sum(session.items[number].doubtful for number in left)
    remarks = f", {doubtful} of them with remarks" if doubtful else ""
    if not (yield from _agreed(f"Accept all that are not decided yet: {_count(len(left))}{remarks}?")):
        return Turn(session, show=False)
    session = steps.moved_on(session)
    while not session.done:
        if steps.refusal(session, check):
            return Turn(session, ("This one would be refused; those before it are decided.",))
        session = steps.chosen(session, "accepted")
    return Turn(session)


def _skip(session: Session, _check: Check, _given: str) -> Turning:
    resting = steps.resting(session)
    if not resting:
        return Turn(steps.chosen(session, "skipped"))
    item = session.present.draft
    what = item.subject if item.type == steps.SOURCE else f"the dialogue {item.subject}"
    rest = "rests" if len(resting) == 1 else "rest"
    said: tuple[str, ...] = (f"{_count(len(resting))} {rest} on {what}, and would be refused without it.",)
    question = "Skip what rests on it too? y yes · n no, only this one · b back to the draft"
    while True:
        answer = (yield Ask(question, said)).strip().lower()
        if answer in ("y", "yes"):
            return Turn(steps.skipped_along(session, resting))
        if answer in ("n", "no"):
            return Turn(steps.chosen(session, "skipped"))
        if answer == "b":
            return Turn(session, show=False)
        said = ()


def _back(session: Session, _check: Check, _given: str) -> Turning:
    yield from ()
    if not session.at:
        return Turn(session, ("This is the first one.",), show=False)
    return Turn(replace(session, at=session.at - 1))


def _quit(session: Session, _check: Check, _given: str) -> Turning:
    begun = session.numbers("accepted") or any(item.changed for item in session.items)
    if begun and not (yield from _agreed("Quit, and write nothing of what was accepted?")):
        return Turn(session, show=False)
    return Turn(None)


def _agreed(question: str) -> Generator[Ask, str, bool]:
    """Whether the answer is yes; anything but yes or no is asked again."""
    while True:
        answer = (yield Ask(f"{question} y yes · n no")).strip().lower()
        if answer in ("y", "yes", "n", "no"):
            return answer in ("y", "yes")


def _count(number: int) -> str:
    return "1 draft" if number == 1 else f"{number} drafts"


def _refusal(refused: Refusal) -> tuple[str, ...]:
    return (f"Refused: {refused.message}", *((f"  {refused.remedy}",) if refused.remedy else ()))


# Editing


def _edit(session: Session, check: Check, given: str) -> Turning:
    fields = fields_of(session.present.draft.type)
    field = yield from _which(fields, session, given)
    if field is None:
        return Turn(session, show=False)
    now = typed(field, session.present.draft)
    said = (
        f"{field.name}: {field.description}",
        *((f"Form: {field.how}.",) if field.how else ()),
        f"Now: {now or 'left out'}",
    )
    leaving = "required" if field.required else "Enter leaves it out"
    return (yield from _new_value(session, check, field, said, f"New value ({KEEP} keeps it; {leaving})"))


def _which(fields: list[Field], session: Session, given: str) -> Generator[Ask, str, Field | None]:
    said: tuple[str, ...] = ()
    while True:
        if given == "?":
            said = tuple(_listed(fields, session))
        elif given:
            try:
                return field_named(fields, given)
            except ServandaError as error:
                said = (f"{error.message}. {error.remedy}",)
        given = (yield Ask("Which field? (name or number; ? lists them; Enter for none)", said)).strip()
        if not given:
            return None


def _listed(fields: list[Field], session: Session) -> Generator[str, None, None]:
    for field in fields:
        mark = "" if typed(field, session.present.draft) else " (left out)"
        yield f"{field.number:>2} {field.name}{mark}: {field.description}"


def _new_value(session: Session, check: Check, field: Field, said: tuple[str, ...], question: str) -> Turning:
    """Ask for the value until it is one with which the draft can stand."""
    while True:
        answer = (yield Ask(question, said)).strip()
        if answer == KEEP:
            return Turn(session, show=False)
        if not answer and field.required:
            said = (f"{field.name} is required; {KEEP} keeps it as it is.",)
            continue
        try:
            after, told = _changed(session, field, value_typed(field, answer) if answer else None)
        except ServandaError as error:
            said = _refusal(Refusal(0, error.message, error.remedy))
            continue
        refused = steps.refusal(after, check)
        if refused is None or refused.message == _message(steps.refusal(session, check)):
            return Turn(after, told)
        said = _refusal(refused)


def _message(refused: Refusal | None) -> str | None:
    return refused and refused.message


def _changed(session: Session, field: Field, value: Any) -> tuple[Session, tuple[str, ...]]:
    draft = session.present.draft
    if field.option is None:
        after, others = steps.renamed(session, value)
        return after, (f"Changed in {others} other drafts too.",) if others else ()
    data = data_with(draft, field, value)
    data = normal(draft, data, field)
    if data == draft.data:
        return session, ()
    return steps.rewritten(session, data, field.key), _of_that_round(session, field)


def _of_that_round(session: Session, field: Field) -> tuple[str, ...]:
    """What to say of the other drafts when the ordinal of a meeting is changed."""
    draft = session.present.draft
    if field.key != "round" or not draft.type.startswith("meeting-"):
        return ()
    others = [
        str(number)
        for number, item in enumerate(session.items, start=1)
        if number != session.at + 1 and item.draft.data.get("round") == draft.data["round"]
    ]
    return (
        (f"Left as they are, of round {draft.data['round']}: draft {', '.join(others)}.",) if others else ()
    )


def _note(session: Session, check: Check, given: str) -> Turning:
    fields = fields_of(session.present.draft.type)
    field = field_named(fields, "note")
    now = typed(field, session.present.draft)
    said: tuple[str, ...] = (f"Note now: {now}",) if now else ()
    while True:
        answer = given or (yield Ask("What to add to the note (Enter for nothing)", said)).strip()
        given = ""
        if not answer:
            return Turn(session, show=False)
        after, _ = _changed(session, field, f"{now} {answer}".strip())
        refused = steps.refusal(after, check)
        if refused is None or refused.message == _message(steps.refusal(session, check)):
            return Turn(after)
        said = _refusal(refused)


_KEYS: dict[str, Callable[[Session, Check, str], Turning]] = {
    "a": _accept,
    "e": _edit,
    "s": _skip,
    "n": _note,
    "A": _accept_rest,
    "b": _back,
    "q": _quit,
    "?": _help,
}
