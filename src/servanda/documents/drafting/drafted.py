"""What the drafter makes of a document: proposals with the passages they rest on, and a trace."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from servanda.documents.drafting.due import Due
from servanda.documents.undertakings.verdict import Verdict


class Evidence(NamedTuple):
    """Where a value of a proposal stands in the text, in code points; ``how`` if not word for word."""

    field: str
    start: int
    end: int
    how: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An event that a document seems to tell of.

    Attributes:
        type: the event type.
        data: what the document says, without the citation, which `citing` adds.
        evidence: where each value stands.
        passage: the code points that prove it.
        locator: the heading the passage stands under.
        remarks: doubts, for the reviewer and for the note of the entry.
    """

    type: str
    data: dict[str, Any]
    evidence: tuple[Evidence, ...] = ()
    passage: tuple[int, int] = (0, 0)
    locator: str = ""
    remarks: tuple[str, ...] = ()


class Traced(NamedTuple):
    """A sentence with what every rule said of it, and what came of it.

    ``besides`` is a second undertaking in a sentence that promises the next meeting.
    """

    start: int
    end: int
    verdicts: tuple[Verdict, ...]
    chosen: Verdict | None
    due: Due | None = None
    besides: Verdict | None = None


class NotUnderstood(NamedTuple):
    """A phrase that looks like a date and was not read, and why."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """Everything that the drafter found in one document, or in one section of it.

    Attributes:
        language: ``en`` or ``ja``.
        published: the publication day.
        name: the name of the dialogue; empty where none was found.
        about: the name without its parties.
        parties: the codes of its parties.
        round: the ordinal of the meeting.
        occurred: EDTF of the meeting, or of the publication.
    """

    language: str
    published: date
    title: str
    name: str
    about: str
    parties: tuple[str, ...]
    round: int | None
    occurred: str
    source: Proposal
    proposals: tuple[Proposal, ...] = ()
    trace: tuple[Traced, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()

    def of(self, type_: str) -> list[Proposal]:
        """The proposals of a type."""
        return [proposal for proposal in self.proposals if proposal.type == type_]
