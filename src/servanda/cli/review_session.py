"""Where a review stands: what was decided of each draft, and what follows for the others. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from servanda.app.drafting import Prepared
from servanda.documents.drafting import Proposal
from servanda.documents.implications import Implication
from servanda.domain.decide import Draft

Choice = Literal["open", "accepted", "skipped"]
LABEL = 60
"""Characters of what a draft says that tell it from others."""
SOURCE, DIALOGUE = "source-published", "dialogue-established"


@dataclass(frozen=True, slots=True)
class Item:
    """A draft under review.

    Attributes:
        draft: as it stands now.
        proposal: what was read in the document.
        implied: what it means for the ledger.
        doubts: the remarks on it that no change has settled.
        choice: what was decided of it.
        changed: the fields that the reviewer changed; ``stream`` is one of them.
        along: the number of the item together with which it was skipped.
    """

    draft: Draft
    proposal: Proposal
    implied: tuple[Implication, ...] = ()
    doubts: tuple[str, ...] = ()
    choice: Choice = "open"
    changed: frozenset[str] = frozenset()
    along: int | None = None

    @property
    def doubtful(self) -> bool:
        """Whether a reviewer should not pass over it."""
        return bool(self.doubts or self.implied)


class Refusal(NamedTuple):
    """Why a ledger would not record drafts: the number of the draft among them, and what was said."""

    number: int
    message: str
    remedy: str = ""


Check = Callable[[Sequence[Draft]], Refusal | None]
"""Whether drafts could be recorded together, in their order."""


@dataclass(frozen=True, slots=True)
class Session:
    """The drafts of a document under review, and the number of the one that is asked about.

    What is accepted can be recorded together once it is `settled`.
    """

    items: tuple[Item, ...]
    at: int = 0

    @property
    def done(self) -> bool:
        """Whether every draft was decided."""
        return self.at >= len(self.items)

    @property
    def present(self) -> Item:
        """The item that is asked about."""
        return self.items[self.at]

    def numbers(self, choice: Choice) -> list[int]:
        """The numbers of the items that were decided so."""
        return [number for number, item in enumerate(self.items) if item.choice == choice]

    def with_item(self, number: int, item: Item) -> "Session":
        """The session with another item in the place of one."""
        return replace(self, items=(*self.items[:number], item, *self.items[number + 1 :]))


def session_of(prepared: Prepared) -> Session:
    """The review of a document, at its first draft."""
    return Session(
        tuple(Item(line.draft, line.proposal, line.implied, line.proposal.remarks) for line in prepared.lines)
    )


# Deciding


def refusal(session: Session, check: Check) -> Refusal | None:
    """Why the present draft could not be recorded after those accepted before it; None if it could."""
    before = [item.draft for item in session.items[: session.at] if item.choice == "accepted"]
    return check([*before, session.present.draft])


def chosen(session: Session, choice: Choice) -> Session:
    """The session with the present item decided, at the first that is not.

    What was skipped together with it is open again if it is accepted after all.
    """
    here = session.at
    items = tuple(
        replace(item, choice="open", along=None) if item.along == here and choice != "skipped" else item
        for item in session.items
    )
    session = replace(session, items=items)
    return moved_on(session.with_item(here, replace(session.present, choice=choice, along=None)))


def moved_on(session: Session) -> Session:
    """The session at the first item that is not decided; past the last one if all are."""
    return replace(session, at=min(session.numbers("open"), default=len(session.items)))


def settled(session: Session, check: Check) -> tuple[Session, list[tuple[int, Refusal]]]:
    """The session with those items open again that cannot be recorded with the others any more.

    Returns:
        The session, at the first open item if any is open again, and their numbers with the reasons.
    """
    opened = []
    while accepted := session.numbers("accepted"):
        found = check([session.items[number].draft for number in accepted])
        if found is None:
            break
        number = accepted[found.number]
        session = session.with_item(number, replace(session.items[number], choice="open"))
        opened.append((number, found))
    return (moved_on(session) if opened else session), opened


def resting(session: Session) -> list[int]:
    """The numbers of the items, not skipped, that rest on the present one: cite it, or are of its stream."""
    draft = session.present.draft
    return [
        number
        for number, item in enumerate(session.items)
        if number != session.at and item.choice != "skipped" and _rests_on(item.draft, draft)
    ]


def _rests_on(draft: Draft, on: Draft) -> bool:
    if on.type == SOURCE:
        return on.subject in _cited(draft.data)
    return on.type == DIALOGUE and draft.type != SOURCE and draft.subject == on.subject


def _cited(data: dict[str, Any]) -> Iterator[str]:
    for citation in data.get("citations", ()):
        yield str(citation["source"])


def skipped_along(session: Session, numbers: Iterable[int]) -> Session:
    """The session with items skipped together with the present one, which is skipped too."""
    here = session.at
    skipped = chosen(session, "skipped")
    for number in numbers:
        skipped = skipped.with_item(number, replace(skipped.items[number], choice="skipped", along=here))
    return moved_on(skipped)


# Changing


def rewritten(session: Session, data: dict[str, Any], field: str) -> Session:
    """The session with other data in the present draft, of which the reviewer changed a field.

    It is to be decided again. A doubt that the note no longer tells of is settled.
    """
    item = session.present
    before, after = str(item.draft.data.get("note", "")), str(data.get("note", ""))
    changed = replace(
        item,
        draft=replace(item.draft, data=data),
        doubts=tuple(doubt for doubt in item.doubts if doubt in after or doubt not in before),
        changed=item.changed | {field},
        choice="open",
    )
    return session.with_item(session.at, changed)


def renamed(session: Session, slug: str) -> tuple[Session, int]:
    """The session with another slug for the present draft's stream, wherever a draft names it.

    Returns:
        The session, and how many other drafts name it.
    """
    old, item = session.present.draft.subject, session.present
    rename = _source_renamed if item.draft.type == SOURCE else _dialogue_renamed
    items = tuple(replace(one, draft=rename(one.draft, old, slug)) for one in session.items)
    others = sum(a.draft != b.draft for a, b in zip(items, session.items, strict=True)) - 1
    session = replace(session, items=items)
    here = replace(session.present, changed=item.changed | {"stream"}, choice="open")
    return session.with_item(session.at, here), max(others, 0)


def _source_renamed(draft: Draft, old: str, new: str) -> Draft:
    if draft.type == SOURCE:
        return replace(draft, subject=new) if draft.subject == old else draft
    if old not in _cited(draft.data):
        return draft
    cited = [{**one, "source": new} if one["source"] == old else one for one in draft.data["citations"]]
    return replace(draft, data={**draft.data, "citations": cited})


def _dialogue_renamed(draft: Draft, old: str, new: str) -> Draft:
    data = {
        field: _naming(field, value, old, new)
        if field in ("dialogues", "parent", "by", "ref", "by_ref")
        else value
        for field, value in draft.data.items()
    }
    subject = new if draft.type != SOURCE and draft.subject == old else draft.subject
    return replace(draft, subject=subject, data=data)


def _naming(field: str, value: Any, old: str, new: str) -> Any:
    if field == "dialogues":
        return [new if one == old else one for one in value]
    if isinstance(value, str) and field in ("ref", "by_ref") and value.startswith(f"{old}/"):
        return new + value.removeprefix(old)
    return new if value == old else value


def label(draft: Draft) -> str:
    """A draft in a few words: its type, and what tells it from others of the type."""
    data = draft.data
    about = data.get("text") or data.get("title") or next(iter(data.get("titles", {}).values()), None)
    if about is None and "round" in data:
        about = f"{draft.subject} {data['round']}"
    said = str(about or draft.subject)
    return f"{draft.type} “{said[:LABEL]}{'…' if len(said) > LABEL else ''}”"
