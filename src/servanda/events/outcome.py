"""Outcomes: instruments that were adopted or signed."""

from typing import Annotated, Literal

from pydantic import Field

from servanda.events.base import Event
from servanda.events.meeting import ROUND
from servanda.events.text import Line
from servanda.events.values import FEW, Actors, Flag, Round

OutcomeKind = Literal[
    "joint-statement",
    "declaration",
    "communique",
    "memorandum",
    "letter-of-intent",
    "agreement",
    "work-plan",
    "framework",
    "principles",
    "recommendation",
    "report",
    "decision",
    "other",
]


class OutcomeAdopted(Event):
    """An instrument was adopted, signed or published by a dialogue."""

    type = "outcome-adopted"
    example = (
        "jp-us-digital --occurred 2024-02-07 --title 'Joint Statement from the 14th "
        "U.S.-Japan Dialogue on Digital Economy' --kind joint-statement --round 14 "
        "--signatory JP --signatory US"
    )

    title: Line = Field(description="Title of the instrument.")
    kind: OutcomeKind = Field(description="Kind of instrument.")
    signatories: Annotated[Actors, Flag("signatory")] = Field(
        (), description="Party or body that adopted or signed it."
    )
    round: Round | None = Field(None, description=f"Meeting it came out of. {ROUND}")
    topics: Annotated[tuple[Line, ...], *FEW, Flag("topic")] = Field((), description="What it is about.")
